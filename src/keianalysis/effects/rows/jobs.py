"""The work and the jobs of a group of projects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from keianalysis.effects import additionality, structural_jobs, temporary_jobs
from keianalysis.effects.assumptions import (
    LOSSES,
    PERSISTENCE,
    PERSON_YEAR,
    STRUCTURAL_MULTIPLIER,
    TEMPORARY_MULTIPLIER,
    Assumption,
    of_kind,
)
from keianalysis.effects.groups import Group, Row, bounded, known_sum, named_sum
from keianalysis.effects.leverage import OPEN, provincial, public
from keianalysis.effects.readings import Bounds, Centre
from keianalysis.effects.units import (
    FullTimeJobs,
    Measured,
    PersonYears,
    eur_per_job,
    eur_per_person_year,
    eur_public_per_job,
)
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import AssumptionInput, Input
from keianalysis.readers.projects.model import ACTIVITIES, PUBLIC, SOURCES, Project

PRICES: Final = tuple(AssumptionInput(f"{PERSON_YEAR}{activity}") for activity in ACTIVITIES)
MULTIPLIED: Final = (*PRICES, AssumptionInput(TEMPORARY_MULTIPLIER))
STRESS: Final = "retained jobs of restructured business parks set to zero"
PLACES: Final = {
    "internships": structural_jobs.internships,
    "learning_places": structural_jobs.learning_places,
}
FUNDERS: Final = {**{source: (source,) for source in SOURCES}, "public": PUBLIC}
"""Whose share of the jobs is told: each source, and all public bodies together."""


def losses_of(group: Group, used: Mapping[str, Assumption], *more: str) -> tuple[Input, ...]:
    """Return the assumptions between gross and net that the projects of a group rest on."""
    names = (*LOSSES, STRUCTURAL_MULTIPLIER, *more)
    found = (of_kind(name, project, used) for name in names for project in group.projects)
    return tuple(AssumptionInput(name) for name in dict.fromkeys(found))


def work_rows(group: Group, bounds: Bounds, centre: Centre) -> Iterator[Row]:
    """Yield direct and indirect temporary employment, and what a person-year takes."""
    work, unknown = known_sum(group.projects, lambda p: temporary_jobs.direct(p, bounds))
    amount = None if work is None else work.amount
    unit, by = PersonYears.unit, temporary_jobs.indirect
    yield named_sum(group, "jobs_temporary_direct", unit, temporary_jobs.direct, amount, unknown, PRICES)
    more = None if work is None else temporary_jobs.indirect(work, bounds).amount
    yield named_sum(group, "jobs_temporary_indirect", unit, by, more, unknown, MULTIPLIED)
    known = tuple(project for project in group.projects if project.project_id not in unknown)
    price = _price(known, bounds, centre)
    if price is not None:
        yield Row(
            "eur_per_person_year", "eur_per_person_year", eur_per_person_year, price,
            assumptions=PRICES, note="at the central amounts of money",
        )  # fmt: skip


def _price(projects: tuple[Project, ...], bounds: Bounds, centre: Centre) -> Quantity | None:
    """Return euro per person-year: money at its centre, so that it does not stand in both terms."""
    money, _ = known_sum(projects, lambda p: temporary_jobs.all_money(p, centre))
    priced = _Priced(bounds, centre)
    work, _ = known_sum(projects, lambda p: temporary_jobs.of_all_its_money(p, priced))
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


def job_rows(group: Group, bounds: Bounds, used: Mapping[str, Assumption]) -> Iterator[Row]:
    """Yield structural jobs by kind, as realised and expected, under stress, net, lasting, and their cost."""
    yield _jobs(group, "jobs_structural_created", lambda p: structural_jobs.created(p, bounds),
                structural_jobs.created)  # fmt: skip
    yield _jobs(group, "jobs_structural_retained", lambda p: structural_jobs.retained(p, bounds),
                structural_jobs.retained)  # fmt: skip
    yield _structural(group, "jobs_structural", bounds)
    for stage in ("realised", "expected"):
        wanted = tuple(p for p in group.projects if p.is_realised == (stage == "realised"))
        if wanted:
            yield _structural(replace(group, projects=wanted), f"jobs_structural_{stage}", bounds)
    yield from _net(group, bounds, used)
    row = _structural(group, "jobs_structural_stressed", bounds, stressed=True)
    yield replace(row, note="; ".join(text for text in (STRESS, row.note) if text))
    for name, sources in FUNDERS.items():
        yield _of_funder(group, f"jobs_pro_rata_{name}", sources, bounds)
    yield from _places(group, bounds)
    yield from _costs(group, bounds)


def _structural(group: Group, measure: str, bounds: Bounds, *, stressed: bool = False) -> Row:
    def compute(project: Project) -> FullTimeJobs[Quantity] | None:
        return structural_jobs.structural(project, bounds, stressed=stressed)

    return _jobs(group, measure, compute, structural_jobs.structural)


def _net(group: Group, bounds: Bounds, used: Mapping[str, Assumption]) -> Iterator[Row]:
    added = losses_of(group, used)
    yield _jobs(
        group, "jobs_structural_net", lambda p: additionality.net(p, bounds), additionality.net, added
    )
    lasting = losses_of(group, used, PERSISTENCE)
    by = additionality.lasting
    yield _jobs(group, "jobs_structural_lasting", lambda p: by(p, bounds), by, lasting)


def _of_funder(group: Group, measure: str, sources: tuple[str, ...], bounds: Bounds) -> Row:
    by = structural_jobs.pro_rata
    return _jobs(group, measure, lambda p: by(p, bounds, sources), by)


def _places(group: Group, bounds: Bounds) -> Iterator[Row]:
    for measure, compute in PLACES.items():
        if any(getattr(p, measure) is None or getattr(p, measure).high > 0 for p in group.projects):
            yield _jobs(group, measure, lambda p, by=compute: by(p, bounds), compute)  # type: ignore[misc]


def _jobs(
    group: Group,
    measure: str,
    compute: Callable[[Project], Measured[Any] | None],
    by: Callable[..., object],
    assumptions: tuple[Input, ...] = (),
) -> Row:
    found, unknown = known_sum(group.projects, compute)
    unit = "places" if measure in PLACES else FullTimeJobs.unit
    amount = None if found is None else found.amount
    return named_sum(group, measure, unit, by, amount, unknown, assumptions)


def _costs(group: Group, bounds: Bounds) -> Iterator[Row]:
    """Yield provincial and public euro per structural job, and jobs per million of all money.

    Of projects that know both, over their whole amounts: the jobs are those of the whole project.
    """
    jobs, unknown = known_sum(group.projects, lambda p: structural_jobs.structural(p, bounds))
    known = tuple(project for project in group.projects if project.project_id not in unknown)
    for measure, payer, by in (
        ("eur_per_structural_job", provincial, eur_per_job),
        ("eur_public_per_structural_job", public, eur_public_per_job),
    ):
        both = tuple(project for project in known if payer(project, bounds) is not None)
        money, _ = known_sum(both, lambda p, payer=payer: payer(p, bounds))  # type: ignore[misc]
        jobs, _ = known_sum(both, lambda p: structural_jobs.structural(p, bounds))
        if money is not None and jobs is not None and jobs.amount.value > 0:
            yield _cost(measure, by, money, jobs)
    yield from _density(known, bounds)


def _density(known: tuple[Project, ...], bounds: Bounds) -> Iterator[Row]:
    paid = tuple(project for project in known if project.total is not None)
    money = sum((p.total for p in paid if p.total is not None), Quantity.of(0))
    jobs, _ = known_sum(paid, lambda p: structural_jobs.structural(p, bounds))
    if jobs is not None and money.low > 0:
        yield Row(
            "jobs_structural_per_million_total", "jobs_per_million_eur", structural_jobs.structural,
            Quantity.of(1_000_000) * jobs.amount / money,
        )  # fmt: skip


def _cost(measure: str, by: Callable[..., Any], money: Any, jobs: FullTimeJobs[Quantity]) -> Row:
    """Return money per job; without a low of jobs above zero its high is open."""
    if jobs.amount.low > 0:
        return Row(measure, "eur_per_fte", by, by(money, jobs))
    value = money.amount.value / jobs.amount.value
    quantity, is_open = bounded(value, money.amount.low / jobs.amount.high, OPEN)
    return Row(measure, "eur_per_fte", by, quantity, open_high=is_open)
