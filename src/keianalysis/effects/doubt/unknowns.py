"""What it is worth to know an unknown: how far each could move each result, the largest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from keianalysis.effects.assumptions import Assumption, at_level
from keianalysis.effects.readings import Centre
from keianalysis.effects.sensitivity import central_results
from keianalysis.effects.uncertainty import UNITS
from keianalysis.model.intervals import ONE, ZERO, Quantity
from keianalysis.model.projects.tables import UnknownValue
from keianalysis.readers.projects.model import SOURCES, Portfolio, Project, Retention


def value_of_unknowns(portfolio: Portfolio, used: Mapping[str, Assumption]) -> pd.DataFrame:
    """Return what each result would be with one unknown at nothing and at the most that another row has.

    ``unknown`` is a source of money, ``created`` or ``retained``; ``most`` the largest that any other row
    knows of it. The other unknown amounts of the same project are then zero, so that the project counts.
    ``part`` is the swing as part of the result at nothing. ``UnknownValue`` rows, the largest part first.
    """
    priced = at_level(used, portfolio.price_year)
    most = _largest(portfolio)
    rows = [
        row
        for project in portfolio.projects
        for name in _lacking(project)
        for row in _rows(portfolio, priced, project, name, most[name])
    ]
    table = pd.DataFrame(rows, columns=list(UnknownValue._fields))
    table = table[table["swing"] > 0]
    return table.sort_values(["part", "swing"], ascending=False, kind="stable", ignore_index=True)


def _lacking(project: Project) -> list[str]:
    sources = () if project.stated_total is not None else project.unknown_amounts
    jobs = [("created", project.created), ("retained", project.retention)]
    return [*sources, *(name for name, known in jobs if known is None)]


def _largest(portfolio: Portfolio) -> dict[str, Decimal]:
    rows = portfolio.projects
    found = {
        source: max((a.high for row in rows if (a := row.amounts[source]) is not None), default=Decimal(0))
        for source in SOURCES
    }
    created = max((row.created.high for row in rows if row.created is not None), default=Decimal(0))
    kept = (_retained(row.retention).high for row in rows if row.retention is not None)
    return found | {"created": created, "retained": max(kept, default=Decimal(0))}


def _retained(found: Retention) -> Quantity:
    return found.on_site * found.at_risk * found.leave_province * found.attribution


def _rows(
    portfolio: Portfolio, used: Mapping[str, Assumption], project: Project, name: str, most: Decimal
) -> Iterator[tuple[object, ...]]:
    ends = [central_results(_with(portfolio, project, name, end), Centre(used)) for end in (ZERO.value, most)]
    for result, low in ends[0].items():
        high = ends[1].get(result, low)
        swing = float(abs(high - low))
        part = swing / abs(float(low)) if low else float("inf")
        numbers = (float(most), float(low), float(high), swing, part)
        unit = UNITS[result][0]
        yield result, project.project_id, project.name, name, *numbers, unit, project.lineage


def _with(portfolio: Portfolio, project: Project, name: str, amount: Decimal) -> Portfolio:
    known = Quantity(amount, amount, amount)
    amounts = {source: found or ZERO for source, found in project.amounts.items()}
    if project.stated_total is not None:
        filled = project
    else:
        filled = replace(project, amounts=amounts | ({name: known} if name in SOURCES else {}))
    created = known if name == "created" else project.created or ZERO
    kept = Retention(known, ONE, ONE, ONE) if name == "retained" else project.retention
    filled = replace(filled, created=created, retention=kept or Retention(ZERO, ONE, ONE, ONE))
    rows = tuple(filled if row is project else row for row in portfolio.projects)
    return replace(portfolio, projects=rows)
