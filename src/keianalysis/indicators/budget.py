"""What the programme budget says: its amounts, the shares of the products and their path by year.

Expenditure and income are kept apart everywhere; they meet in ``budget_net`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

import pandas as pd

from keianalysis.indicators.arithmetic import Row
from keianalysis.indicators.computation import indicator
from keianalysis.model import observations as obs
from keianalysis.model.intervals import HUNDRED, ONE, ZERO, Quantity
from keianalysis.model.observations import Period, Result, records
from keianalysis.model.reviews import PrintedBudget
from keianalysis.model.rows import require
from keianalysis.model.territories import Territory, home
from keianalysis.readers.reviews.budget import EXPENDITURE, INCOME, BudgetLine, lines_of, slug, year_of

HALF_EURO: Final = 0.5
TOTAL: Final = "total"


def sector_of(line: BudgetLine) -> str:
    """Return the sector of a budget line: side and product, with the part of it where it is one.

    Examples: ``expenditure:9.1`` (product total), ``expenditure:9.1:policy``,
    ``expenditure:9.1:inkoop`` (item), ``income:total`` (side total), ``net:total``.
    """
    endings = {"item": f":{slug(line.category)}", "policy_total": ":policy"}
    return f"{line.side}:{line.product_code or TOTAL}{endings.get(line.line, '')}"


def budget_observations(
    budget: pd.DataFrame, printed: PrintedBudget, *, territory: Territory | None = None
) -> pd.DataFrame:
    """Return every printed amount as a published observation ``budget_amount`` in euro.

    One row a budget line and year, of the territory; ``note`` says whether it is of the
    account or the budget. Income is negative. ``low`` and ``high`` are the half
    euro around a printed whole euro. The printed differences are no level of a year: they are
    judged in the proof, and ``budget_path`` computes the changes.

    Parameters
    ----------
    budget
        A table of ``keianalysis.readers.reviews.budget.read_budget``.
    printed
        Which document the review prints it from, and when that became public.

    Raises
    ------
    UnknownColumn
        When the table lacks a column.
    """
    here = territory or home()
    rows = [
        _published(line, column, year, printed, here)
        for line in lines_of(budget)
        for column in line.amounts
        if (year := year_of(column)) is not None
    ]
    if not rows:
        return obs.empty()
    return obs.with_ids(pd.DataFrame(rows)).reindex(columns=list(obs.COLUMNS))


def _published(
    line: BudgetLine, column: str, year: int, printed: PrintedBudget, here: Territory
) -> dict[str, object]:
    amount, period = line.amounts[column], Period.year(year)
    named = ", ".join(name for name in (line.product, line.category) if name) or line.line.replace("_", " ")
    return {
        "measure": "budget_amount",
        "region": here.name,
        "region_code": here.code,
        "sector": sector_of(line),
        "period_start": period.start,
        "period_end": period.end,
        "unit": "eur",
        "value": float(amount),
        "decimals": 0,
        "wording": "exact",
        "status": "",
        "release_date": printed.release_date,
        "basis": "published",
        "source": printed.source,
        "lineage": line.lineage,
        "low": amount - HALF_EURO,
        "high": amount + HALF_EURO,
        "note": f"{named}; {column.replace('_', ' ')}",
    }


@indicator("budget.budget_shares", makes=("budget_share",), asks=None)
def budget_shares(observations: pd.DataFrame) -> Iterable[Result]:
    """Return the share of each product in the printed total of its side and year, in percent.

    Measure ``budget_share``, sector ``expenditure:9.1`` or ``income:9.1``. A year in which the total
    of a side is zero has no shares. The bounds follow from the half euros of both amounts.

    Parameters
    ----------
    observations
        Observations that hold those of ``budget_observations``; others are left alone.

    Raises
    ------
    UnknownColumn
        When the table lacks a column of an observation.
    """
    amounts = _by_sector(observations)
    return (
        _share(part, total)
        for sector, parts in amounts.items()
        for part, total in _same_year(parts, amounts.get(_side_total(sector), {}))
        if _is_product(sector) and not _maybe_zero(total)
    )


def _share(part: Row, total: Row) -> Result:
    # Adding zero turns the negative zero of no income over negative income into plain zero.
    share = HUNDRED * obs.quantity(part) / obs.quantity(total) + ZERO
    period = Period(part.period_start, part.period_end)
    return _result("budget_share", part.sector, period, "pct", share, [part, total])


@indicator("budget.budget_path", makes=("budget_change",), asks=None)
def budget_path(observations: pd.DataFrame) -> Iterable[Result]:
    """Return the change of each product, side total and the net total between consecutive years.

    Measure ``budget_change``, once in ``eur`` (the later amount minus the earlier, so more income is
    a fall) and once in ``pct`` of the earlier amount (about its size, so more income is a rise).
    A printed difference of an earlier year minus a later has the opposite sign. The period runs from
    the end of the earlier to the end of the later year; a first change may compare an account with a
    budget. An earlier amount of zero has no percentage; its euro row says so.

    Parameters and errors are those of ``budget_shares``.
    """
    amounts = _by_sector(observations)
    return (
        result
        for sector, years in amounts.items()
        if _is_product(sector) or sector.endswith(f":{TOTAL}")
        for earlier, later in _consecutive(years)
        for result in _changes(earlier, later)
    )


def _changes(earlier: Row, later: Row) -> Iterator[Result]:
    before, after = obs.quantity(earlier), obs.quantity(later)
    period = Period(earlier.period_end, later.period_end)
    inputs, sector, no_base = [earlier, later], later.sector, _maybe_zero(earlier)
    note = "no percentage: the earlier amount is zero" if no_base else ""
    yield _result("budget_change", sector, period, "eur", after - before, inputs, note)
    if not no_base:
        yield _result("budget_change", sector, period, "pct", _relative(before, after), inputs)


def _relative(before: Quantity, after: Quantity) -> Quantity:
    """Return the change in percent of ``before``, exactly zero where nothing changes."""
    bounds = (after / before - ONE) * HUNDRED
    return replace(bounds, value=100 * (after.value - before.value) / before.value + 0)


@indicator("budget.budget_net", makes=("budget_net",), asks=None)
def budget_net(observations: pd.DataFrame) -> Iterable[Result]:
    """Return the net programme total of each year in euro: expenditure plus the negative income.

    Measure ``budget_net``, sector ``total``. The printed programme total stays beside it as
    ``budget_amount`` of ``net:total``; rounding may put a euro between the two.

    Parameters and errors are those of ``budget_shares``.
    """
    amounts = _by_sector(observations)
    sides = (amounts.get(f"{side}:{TOTAL}", {}) for side in (EXPENDITURE, INCOME))
    return (_net(expenditure, income) for expenditure, income in _same_year(*sides))


def _net(expenditure: Row, income: Row) -> Result:
    net = obs.quantity(expenditure) + obs.quantity(income)
    period = Period(expenditure.period_start, expenditure.period_end)
    return _result("budget_net", TOTAL, period, "eur", net, [expenditure, income])


def _by_sector(observations: pd.DataFrame) -> dict[str, dict[str, Row]]:
    """Return the printed amounts by sector and then by the last day of the year."""
    require(observations, obs.COLUMNS)
    printed = obs.select(observations, measure="budget_amount", basis="published")
    amounts: dict[str, dict[str, Row]] = {}
    for row in records(printed):
        amounts.setdefault(row.sector, {})[row.period_end] = row
    return amounts


def _same_year(first: dict[str, Row], second: dict[str, Row]) -> Iterator[tuple[Row, Row]]:
    return ((first[end], second[end]) for end in first if end in second)


def _consecutive(years: dict[str, Row]) -> Iterator[tuple[Row, Row]]:
    for earlier, later in pairwise(sorted(years)):
        if int(later[:4]) - int(earlier[:4]) == 1:
            yield years[earlier], years[later]


def _is_product(sector: str) -> bool:
    return sector.count(":") == 1 and not sector.endswith(f":{TOTAL}")


def _side_total(sector: str) -> str:
    return f"{sector.partition(':')[0]}:{TOTAL}"


def _maybe_zero(row: Row) -> bool:
    return row.low <= 0 <= row.high


def _result(
    measure: str,
    sector: str,
    period: Period,
    unit: str,
    quantity: Quantity,
    inputs: list[Row],
    note: str = "",
) -> Result:
    return Result(
        measure=measure,
        region=home().name,
        region_code=home().code,
        sector=sector,
        period=period,
        unit=unit,
        quantity=quantity,
        inputs=pd.DataFrame(inputs),
        decimals=0 if unit == "eur" else 1,
        note=note,
    )
