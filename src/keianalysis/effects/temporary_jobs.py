"""Temporary employment in person-years: it rests on the money of all parties."""

from __future__ import annotations

from keianalysis.effects.assumptions import PERSON_YEAR, TEMPORARY_MULTIPLIER
from keianalysis.effects.readings import Reading
from keianalysis.effects.units import AllMoney, Number, PersonYears
from keianalysis.indicators.computation import computation
from keianalysis.readers.projects.model import SOURCES, Project


def all_money(project: Project, reading: Reading[Number]) -> AllMoney[Number] | None:
    """Return the money of all parties in a project (eur), nothing when a part of it is unknown."""
    if project.stated_total is not None:
        return AllMoney(reading.project(project, "total", project.stated_total))
    if not project.is_complete:
        return None
    amount = reading.constant(0)
    for source in SOURCES:
        known = project.amounts[source]
        if known is not None:
            amount = amount + reading.project(project, source, known)
    return AllMoney(amount)


@computation("temporary_jobs.direct", makes=("jobs_temporary_direct",))
def direct(project: Project, reading: Reading[Number]) -> PersonYears[Number] | None:
    """Return direct temporary employment (person-years): all money x share / euro per person-year.

    Summed over the activities. Nothing when the money or the shares are unknown. Source: the
    investment method of regional effect studies; euro per person-year are those of the assumptions.
    """
    money = all_money(project, reading)
    if money is None or project.shares is None:
        return None
    years_per_euro = reading.constant(0)
    for activity, share in project.shares.items():
        if share:
            price = reading.assumption(f"{PERSON_YEAR}{activity}")
            years_per_euro = years_per_euro + reading.constant(share) / price
    return PersonYears(money.amount * years_per_euro)


@computation("temporary_jobs.indirect", makes=("jobs_temporary_indirect",))
def indirect(work: PersonYears[Number], reading: Reading[Number]) -> PersonYears[Number]:
    """Return indirect temporary employment at suppliers (person-years): direct x (multiplier - 1)."""
    more = reading.assumption(TEMPORARY_MULTIPLIER) - reading.constant(1)
    return PersonYears(work.amount * more)
