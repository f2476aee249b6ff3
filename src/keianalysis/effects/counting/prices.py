"""One price level: amounts of several years are brought to one by a stated index, or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import FileRow, input_of
from keianalysis.model.observations import Period
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import read_table
from keianalysis.readers.projects.model import Portfolio, Project

INDEX: Final = "price_index.csv"


class _Year(NamedTuple):
    year: str
    change_pct: str
    source: str


@cache
def price_index() -> Mapping[int, Decimal]:
    """Return the consumer price index by year, chained from yearly changes; the first year is one.

    Source: CBS, consumer prices (83131NED), the yearly change of the index, as the file names it.
    """
    table = read_table(Path(str(files("keianalysis.effects.counting") / INDEX)), _Year._fields)
    found: dict[int, Decimal] = {}
    level = Decimal(1)
    for row in typed_rows(table, _Year):
        level = level * (1 + Decimal(row.change_pct) / 100) if found else level
        found[int(row.year)] = level
    return found


def price_level(period: Period) -> str:
    """Return the year in whose prices a period is told: its last, or the last that the index knows."""
    return str(min(int(period.end[:4]), max(price_index())))


def factor(year: str, level: str) -> Decimal:
    """Return what an amount of one year is multiplied with to be in the prices of another.

    Raises
    ------
    KeyError
        When the index does not know one of the two years.
    """
    index = price_index()
    return Decimal(1) if year == level else index[int(level)] / index[int(year)]


def at_prices(portfolio: Portfolio, level: str) -> Portfolio:
    """Return a list with every amount in the prices of one year.

    An amount without a price year is taken as being in those prices, which the list then says that it
    assumes.

    Raises
    ------
    BadData
        With every row whose price year the index does not know: then nothing is added.
    """
    faults = list(_unknown_years(portfolio, level))
    if faults:
        raise BadData(faults)
    blank = any(not project.price_year for project in portfolio.projects)
    assumed = dict.fromkeys((*portfolio.assumed, *(["price_year"] if blank else [])))
    projects = tuple(_priced(project, level) for project in portfolio.projects)
    return replace(portfolio, projects=projects, assumed=tuple(assumed), price_year=level)


def _unknown_years(portfolio: Portfolio, level: str) -> Iterator[Fault]:
    known = price_index()
    remedy = f"Give amounts in prices of {min(known)} to {max(known)}; an amount is not added undeflated."
    for project in portfolio.projects:
        year = project.price_year
        if year and (int(year) not in known or int(level) not in known):
            place = input_of(project.lineage)
            row = place.row if isinstance(place, FileRow) else 0
            message = f"the index has no {year if int(year) not in known else level}"
            yield Fault(portfolio.file, row, "price_year", "price-index", message, remedy)


def _priced(project: Project, level: str) -> Project:
    if not project.price_year or project.price_year == level:
        return project
    by = factor(project.price_year, level)
    return replace(
        project,
        amounts={source: _times(amount, by) for source, amount in project.amounts.items()},
        stated_total=_times(project.stated_total, by),
        fund_amount=_times(project.fund_amount, by),
        repaid=_times(project.repaid, by),
        price_year=level,
    )


def _times(amount: Quantity | None, by: Decimal) -> Quantity | None:
    if amount is None:
        return None
    return Quantity(amount.value * by, amount.low * by, amount.high * by)
