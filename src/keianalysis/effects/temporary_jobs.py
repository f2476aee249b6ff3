"""Temporary employment in person-years: it rests on the money of all parties."""

from __future__ import annotations

from keianalysis.effects.assumptions import PERSON_YEAR, TEMPORARY_MULTIPLIER
from keianalysis.effects.readings import Reading
from keianalysis.effects.units import AllMoney, Number, PersonYears
from keianalysis.indicators.computation import computation
from keianalysis.model.intervals import ZERO
from keianalysis.readers.projects.model import ACTIVITIES, SOURCES, Project


def all_money(project: Project, reading: Reading[Number]) -> AllMoney[Number] | None:
    """Return the money of all parties that does work in a project (eur), nothing when it is unknown.

    What a fund paid out does its work here and not in the fund, whose capital does none.
    """
    if project.instrument == "fund":
        return AllMoney(reading.constant(0))
    if project.stated_total is not None:
        amount = reading.project(project, "total", project.stated_total)
    elif project.is_complete:
        amount = reading.constant(0)
        for source in SOURCES:
            amount = amount + reading.project(project, source, project.amounts[source] or ZERO)
    else:
        return None
    if project.fund_amount is not None:
        amount = amount + reading.project(project, "fund", project.fund_amount)
    return AllMoney(amount)


@computation("temporary_jobs.direct", makes=("jobs_temporary_direct",))
def direct(project: Project, reading: Reading[Number]) -> PersonYears[Number] | None:
    """Return direct temporary employment (person-years): money spent x share / euro per person-year.

    Money of all parties that was spent in the period, summed over the activities; land, finance cost and
    own hours give no work. Nothing when the money or the shares are unknown. Source: the investment
    method of regional effect studies; euro per person-year are those of the assumptions.
    """
    whole = of_all_its_money(project, reading)
    if whole is None:
        return None
    return PersonYears(whole.amount * reading.project(project, "part_spent", project.part_spent))


def of_all_its_money(project: Project, reading: Reading[Number]) -> PersonYears[Number] | None:
    """Return the person-years of a project when all its money is spent, nothing when it is unknown."""
    money = all_money(project, reading)
    if money is None or (project.shares is None and project.instrument != "fund"):
        return None
    years_per_euro = reading.constant(0)
    for activity in ACTIVITIES:
        share = (project.shares or {}).get(activity)
        if share:
            price = reading.assumption(f"{PERSON_YEAR}{activity}")
            years_per_euro = years_per_euro + reading.constant(share) / price
    return PersonYears(money.amount * years_per_euro)


@computation("temporary_jobs.indirect", makes=("jobs_temporary_indirect",))
def indirect(work: PersonYears[Number], reading: Reading[Number]) -> PersonYears[Number]:
    """Return indirect temporary employment at suppliers (person-years): direct x (multiplier - 1)."""
    more = reading.assumption(TEMPORARY_MULTIPLIER) - reading.constant(1)
    return PersonYears(work.amount * more)
