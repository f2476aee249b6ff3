"""The effect monitor: what a project list says of money, leverage and jobs, as observations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeVar

import pandas as pd

from keianalysis.effects import additionality, structural_jobs, temporary_jobs
from keianalysis.effects.assumptions import (
    LOSSES,
    PERSON_YEAR,
    STRUCTURAL_MULTIPLIER,
    TEMPORARY_MULTIPLIER,
    Assumption,
)
from keianalysis.effects.groups import Group, Row, bounded, groups, table_of
from keianalysis.effects.leverage import OPEN, investment, leverage, provincial
from keianalysis.effects.readings import Bounds, Centre
from keianalysis.effects.units import (
    AllMoney,
    FullTimeJobs,
    Measured,
    PersonYears,
    ProvincialMoney,
    eur_per_job,
    eur_per_person_year,
    total_of,
)
from keianalysis.model import observations as obs
from keianalysis.model.intervals import ZERO, Quantity
from keianalysis.model.lineage import AssumptionInput, Input
from keianalysis.model.observations import Period
from keianalysis.model.territories import Territory
from keianalysis.readers.projects.model import ACTIVITIES, SOURCES, Portfolio, Project

MILLION: Final = Decimal(1_000_000)
PRICES: Final = tuple(AssumptionInput(f"{PERSON_YEAR}{activity}") for activity in ACTIVITIES)
MULTIPLIED: Final = (*PRICES, AssumptionInput(TEMPORARY_MULTIPLIER))
ADDED: Final = tuple(AssumptionInput(name) for name in (*LOSSES, STRUCTURAL_MULTIPLIER))
NO_YEARS: Final = PersonYears(ZERO)
NO_JOBS: Final = FullTimeJobs(ZERO)
STRESS: Final = "retained jobs of restructured business parks set to zero"

Some = TypeVar("Some", bound=Measured[Quantity])


def effect_monitor(
    portfolio: Portfolio,
    used: Mapping[str, Assumption],
    period: Period,
    territory: Territory | None = None,
) -> pd.DataFrame:
    """Return money, leverage and jobs of every project, every theme and the whole list.

    Sectors are ``project:ID``, ``theme:NAME`` and ``total``. Sums are plain sums of lows and of
    highs. What is unknown is counted, named and in no sum. Units: eur, ratio, count, person_years,
    fte, eur_per_person_year, eur_per_fte, jobs_per_million_eur. A list without projects has no rows.
    """
    if not portfolio.projects:
        return obs.empty()
    bounds, centre = Bounds(used), Centre(used)
    rows = [
        (group, row)
        for group in groups(portfolio)
        for row in (*_money(group), *_temporary(group, bounds, centre), *_structural(group, bounds))
    ]
    return table_of(portfolio, period, rows, territory)


def _money(group: Group) -> Iterator[Row]:
    for source in SOURCES:
        yield _investment(group, f"investment_{source}", (source,))
    yield _investment(group, "investment_total", SOURCES)
    for name, ratio in leverage(group.projects).items():
        quantity, is_open = bounded(ratio.value, ratio.low, ratio.high)
        lacking = [project.project_id for project in group.projects if not project.is_complete]
        note = f"of the projects without unknown amounts; without {group.named(lacking)}" if lacking else ""
        yield Row(name, "ratio", leverage, quantity, note=note, open_high=is_open, least=ratio.low)
    yield Row("projects", "count", groups, Quantity.of(len(group.projects)))
    lacking = [project.project_id for project in group.projects if project.unknown_amounts]
    counted = Quantity.of(len(lacking))
    by = investment
    yield Row("projects_unknown_amounts", "count", by, counted, note=group.named(lacking))


def _investment(group: Group, measure: str, sources: tuple[str, ...]) -> Row:
    found = investment(group.projects, sources)
    known = [p for p in group.projects if p.known(sources) or (sources == SOURCES and p.stated_total)]
    quantity = found.quantity if known else None
    return _sum_row(group, measure, "eur", investment, quantity, found.unknown)


def _sum_row(
    group: Group,
    measure: str,
    unit: str,
    by: Callable[..., object],
    quantity: Quantity | None,
    unknown: tuple[str, ...],
    assumptions: tuple[Input, ...] = (),
) -> Row:
    note = f"known part only; unknown in {group.named(unknown)}" if unknown else ""
    return Row(measure, unit, by, quantity, unknown, assumptions, note)


def known_sum(
    projects: tuple[Project, ...], compute: Callable[[Project], Some | None], nothing: Some
) -> tuple[Some | None, tuple[str, ...]]:
    """Return the sum over the projects where it is known, and the ids of those where it is not.

    There is no sum when it is known of none.
    """
    found = {project.project_id: compute(project) for project in projects}
    known = [amount for amount in found.values() if amount is not None]
    unknown = tuple(name for name, amount in found.items() if amount is None)
    return (total_of(known, nothing) if known else None), unknown


def _temporary(group: Group, bounds: Bounds, centre: Centre) -> Iterator[Row]:
    work, unknown = known_sum(group.projects, lambda p: temporary_jobs.direct(p, bounds), NO_YEARS)
    amount = None if work is None else work.amount
    yield _sum_row(
        group, "jobs_temporary_direct", PersonYears.unit, temporary_jobs.direct, amount, unknown, PRICES
    )
    more = None if work is None else temporary_jobs.indirect(work, bounds).amount
    by = temporary_jobs.indirect
    yield _sum_row(group, "jobs_temporary_indirect", PersonYears.unit, by, more, unknown, MULTIPLIED)
    known = tuple(project for project in group.projects if project.project_id not in unknown)
    price = _price(known, bounds, centre)
    if price is not None:
        note = "at the central amounts of money"
        yield Row(
            "eur_per_person_year", "eur_per_person_year", eur_per_person_year, price,
            assumptions=PRICES, note=note,
        )  # fmt: skip


def _price(projects: tuple[Project, ...], bounds: Bounds, centre: Centre) -> Quantity | None:
    """Return euro per person-year: money at its centre, so that it does not stand in both terms."""
    money, _ = known_sum(projects, lambda p: temporary_jobs.all_money(p, centre), AllMoney(ZERO))
    priced = _Priced(bounds, centre)
    work, _ = known_sum(projects, lambda p: temporary_jobs.direct(p, priced), NO_YEARS)
    if money is None or work is None or work.amount.low <= 0:
        return None
    return eur_per_person_year(money, work)


class _Priced(Centre):
    """Projects at their centre and assumptions with their bounds."""

    def __init__(self, bounds: Bounds, centre: Centre) -> None:
        self._bounds, self._centre = bounds, centre

    def project(self, project: Project, name: str, quantity: Quantity) -> Quantity:
        return self._centre.project(project, name, quantity)

    def assumption(self, name: str) -> Quantity:
        return self._bounds.assumption(name)


def _structural(group: Group, bounds: Bounds) -> Iterator[Row]:
    new, unknown = known_sum(group.projects, lambda p: structural_jobs.created(p, bounds), NO_JOBS)
    yield _jobs_row(group, "jobs_structural_created", structural_jobs.created, new, unknown)
    kept, unknown = known_sum(group.projects, lambda p: structural_jobs.retained(p, bounds), NO_JOBS)
    yield _jobs_row(group, "jobs_structural_retained", structural_jobs.retained, kept, unknown)
    jobs, unknown = known_sum(group.projects, lambda p: structural_jobs.structural(p, bounds), NO_JOBS)
    yield _jobs_row(group, "jobs_structural", structural_jobs.structural, jobs, unknown)
    net = None if jobs is None else additionality.net(jobs, bounds)
    yield _jobs_row(group, "jobs_structural_net", additionality.net, net, unknown, ADDED)
    yield _stressed(group, bounds)
    known = tuple(project for project in group.projects if project.project_id not in unknown)
    yield from _per_job(known, bounds)


def _jobs_row(
    group: Group,
    measure: str,
    by: Callable[..., object],
    jobs: FullTimeJobs[Quantity] | None,
    unknown: tuple[str, ...],
    assumptions: tuple[Input, ...] = (),
) -> Row:
    amount = None if jobs is None else jobs.amount
    return _sum_row(group, measure, FullTimeJobs.unit, by, amount, unknown, assumptions)


def _stressed(group: Group, bounds: Bounds) -> Row:
    jobs, unknown = known_sum(
        group.projects, lambda p: structural_jobs.structural(p, bounds, stressed=True), NO_JOBS
    )
    row = _jobs_row(group, "jobs_structural_stressed", structural_jobs.structural, jobs, unknown)
    return replace(row, note="; ".join(text for text in (STRESS, row.note) if text))


def _per_job(projects: tuple[Project, ...], bounds: Bounds) -> Iterator[Row]:
    """Yield provincial euro per structural job, and jobs per million, of projects that know both."""
    both = tuple(project for project in projects if provincial(project, bounds) is not None)
    own, _ = known_sum(both, lambda p: provincial(p, bounds), ProvincialMoney(ZERO))
    jobs, _ = known_sum(both, lambda p: structural_jobs.structural(p, bounds), NO_JOBS)
    if own is not None and jobs is not None and jobs.amount.value > 0:
        yield _ratio_row("eur_per_structural_job", "eur_per_fte", eur_per_job, own, jobs)
    paid = tuple(project for project in projects if temporary_jobs.all_money(project, bounds) is not None)
    money, _ = known_sum(paid, lambda p: temporary_jobs.all_money(p, bounds), AllMoney(ZERO))
    jobs, _ = known_sum(paid, lambda p: structural_jobs.structural(p, bounds), NO_JOBS)
    if money is not None and jobs is not None and money.amount.low > 0:
        yield Row(
            "jobs_structural_per_million_total", "jobs_per_million_eur", structural_jobs.structural,
            Quantity.of(1_000_000) * jobs.amount / money.amount,
        )  # fmt: skip


def _ratio_row(
    measure: str,
    unit: str,
    by: Callable[..., object],
    own: ProvincialMoney[Quantity],
    jobs: FullTimeJobs[Quantity],
) -> Row:
    """Return provincial money per job; without a low of jobs above zero its high is open."""
    if jobs.amount.low > 0:
        return Row(measure, unit, by, eur_per_job(own, jobs))
    high, value = jobs.amount.high, own.amount.value / jobs.amount.value
    quantity, is_open = bounded(value, own.amount.low / high, OPEN)
    return Row(measure, unit, by, quantity, open_high=is_open)
