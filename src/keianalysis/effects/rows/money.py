"""The money of a group of projects: by source, by how far it has come, and what of it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from keianalysis.effects import revolving
from keianalysis.effects.groups import Group, Row, bounded, groups, named_sum
from keianalysis.effects.leverage import investment, leverage
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects.model import PROVINCE, PUBLIC, REVOLVING, SOURCES, Project

PARTS = {"province": (PROVINCE,), "public": PUBLIC, "total": SOURCES}
"""The three sums that are told as committed, spent and realised: P, G and T."""


def money_rows(group: Group) -> Iterator[Row]:
    """Yield what was spent by source, what was committed and realised, the leverages, and what is unknown."""
    for source in SOURCES:
        yield _investment(group, f"investment_{source}", (source,))
    for name in ("public", "total"):
        yield _investment(group, f"investment_{name}", PARTS[name])
    yield from _stages(group)
    yield from _leverages(group)
    yield from _counts(group)
    yield from _round_money(group)


def _investment(group: Group, measure: str, sources: tuple[str, ...], *, spent: bool = True) -> Row:
    found = investment(group.projects, sources, spent=spent)
    known = [p for p in group.projects if p.known(sources) or (sources == SOURCES and p.stated_total)]
    quantity = found.quantity if known else None
    return named_sum(group, measure, "eur", investment, quantity, found.unknown)


def _stages(group: Group) -> Iterator[Row]:
    """Yield the three sums as committed by the end of the period, and as realised: of what is completed."""
    committed = replace(group, projects=tuple(p for p in group.projects if p.is_committed))
    realised = replace(group, projects=tuple(p for p in group.projects if p.is_realised))
    for name, sources in PARTS.items():
        if committed.projects:
            yield _investment(committed, f"investment_{name}_committed", sources, spent=False)
        if realised.projects:
            yield _investment(realised, f"investment_{name}_realised", sources)


def _leverages(group: Group) -> Iterator[Row]:
    lacking = [project.project_id for project in group.projects if not project.is_complete]
    note = f"of the projects without unknown amounts; without {group.named(lacking)}" if lacking else ""
    for name, ratio in leverage(group.projects).items():
        quantity, is_open = bounded(ratio.value, ratio.low, ratio.high)
        yield Row(name, "ratio", leverage, quantity, note=note, open_high=is_open, least=ratio.low)


def _counts(group: Group) -> Iterator[Row]:
    ids = {project.project_id for project in group.projects}
    yield Row("projects", "count", groups, Quantity.of(len(ids)))
    lacking = {project.project_id for project in group.projects if project.unknown_amounts}
    counted = Quantity.of(len(lacking))
    yield Row("projects_unknown_amounts", "count", investment, counted, note=group.named(lacking))


def _round_money(group: Group) -> Iterator[Row]:
    """Yield what is lent, promised and repaid, where the group has any of it."""
    if not any(_goes_round(project) for project in group.projects):
        return
    for measure, compute in revolving.SUMS.items():
        found = [compute(project) for project in group.projects]
        known = [amount for amount in found if amount is not None]
        unknown = [p.project_id for p, amount in zip(group.projects, found, strict=True) if amount is None]
        quantity = sum(known[1:], known[0]) if known else None
        ids = tuple(dict.fromkeys(unknown))
        yield named_sum(group, measure, "eur", revolving.revolving, quantity, ids)


def _goes_round(project: Project) -> bool:
    return project.instrument in (*REVOLVING, "guarantee") or project.guaranteed.high > Decimal(0)
