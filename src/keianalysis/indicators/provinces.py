"""The jobs of employees of a province beside its part of the country, the Netherlands and other provinces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from keianalysis.indicators.arithmetic import Row, inputs, series
from keianalysis.indicators.computation import indicator
from keianalysis.indicators.picking import picked, with_value
from keianalysis.model import observations as obs
from keianalysis.model.intervals import HUNDRED, ONE, Quantity, total
from keianalysis.model.observations import Period, Result, quantity
from keianalysis.model.regions import NETHERLANDS, all_regions
from keianalysis.model.territories import Territory, home, territories
from keianalysis.tracking.read_log import Observations

JOBS: Final = "jobs_employees"
CHANGE: Final = "jobs_employees_change_compared"
RANK: Final = "jobs_employees_change_rank"
Ends = Mapping[str, tuple[Row, Row]]
"""The first and the last level of each COROP region that has both, from one release."""


@indicator("provinces.employees_compared", makes=(CHANGE, RANK), asks=None)
def employees_compared(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Yield the change in jobs of employees (percent) of the territory and those around it, and its rank.

    Each region is the sum of its COROP regions, rounded parts, between two Decembers; a region of which
    a part is not known is left out. The rank is among all provinces, 1 for the strongest growth, with the
    places that the rounding leaves; there is none unless every province is known.
    """
    here = territory or home()
    for period in periods:
        ends = _ends(observations, period)
        for name, parts in _regions(here).items():
            if ends.keys() >= {*parts}:
                change, rows, code = _change(parts, ends), _rows(parts, ends), all_regions()[name].code
                yield Result(CHANGE, name, period, "pct", change, rows, region_code=code)
        yield from _rank(here, ends, period)


@indicator("provinces.employees_growth", makes=(CHANGE,), asks=None)
def employees_growth(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Yield the change in jobs of employees (percent) of each year, of the territory and of the country.

    Both are sums of COROP regions, rounded parts, from one December to the next; a year of which a part is
    not known is left out. The territory may be a part of the country.
    """
    here = territory or home()
    for name in dict.fromkeys((here.name, NETHERLANDS)):
        parts = _parts(name)
        for (year, _), ends in sorted(_year_ends(observations, parts).items()):
            if len(ends) == len(parts):
                period = Period(f"{year - 1}-12-31", f"{year}-12-31")
                change, rows, code = _change(parts, ends), _rows(parts, ends), all_regions()[name].code
                yield Result(CHANGE, name, period, "pct", change, rows, region_code=code)


def _year_ends(
    observations: Observations, parts: Sequence[str]
) -> Mapping[tuple[int, str], dict[str, tuple[Row, Row]]]:
    """Return by year and release the levels at both ends of the year of each region that has them."""
    rows = with_value(picked(observations, measure=JOBS, region=parts, sector="total"))
    levels = {(row.region, row.year, row.release_date): row for row in rows}
    found: dict[tuple[int, str], dict[str, tuple[Row, Row]]] = {}
    for (name, year, release), row in levels.items():
        before = levels.get((name, year - 1, release))
        if before is not None:
            found.setdefault((year, release), {})[name] = (before, row)
    return found


def _parts(name: str) -> list[str]:
    """Return the COROP regions of a province, of a part of the country or of the country."""
    wanted, known = all_regions()[name].code, all_regions()
    return [
        part
        for one in territories().values()
        for part in one.corops
        if name == NETHERLANDS or wanted in (one.code, known[one.name].member_of)
    ]


def _ends(observations: Observations, period: Period) -> Ends:
    """Return the levels at both ends of the period of every COROP region that has them."""
    regions = {name for one in territories().values() for name in one.corops}
    first, last = int(period.start[:4]), int(period.end[:4])
    levels = {name: series(observations, measure=JOBS, region=name) for name in regions}
    return {
        name: (rows[first], rows[last])
        for name, rows in sorted(levels.items())
        if first in rows and last in rows and rows[first].release_date == rows[last].release_date
    }


def _regions(here: Territory) -> dict[str, Sequence[str]]:
    """Return the COROP regions of the territory, of its part of the country, and of the country."""
    part = all_regions()[here.name].member_of
    found: dict[str, list[str]] = {here.name: [*here.corops]}
    for one in territories().values():
        region = all_regions()[one.name]
        for name in here.comparisons:
            if name == NETHERLANDS or all_regions()[name].code == part == region.member_of:
                found.setdefault(name, []).extend(one.corops)
    return dict(found)


def _change(parts: Sequence[str], ends: Ends) -> Quantity:
    first, last = (total(quantity(ends[name][end]) for name in parts) for end in (0, 1))
    return HUNDRED * (last / first - ONE)


def _rows(parts: Iterable[str], ends: Ends) -> obs.Inputs:
    return inputs(*(row for name in parts for row in ends[name]))


def _rank(here: Territory, ends: Ends, period: Period) -> Iterator[Result]:
    provinces = territories().values()
    if not all(ends.keys() >= {*one.corops} for one in provinces):
        return
    changes = {one.name: _change(one.corops, ends) for one in provinces}
    own = changes.pop(here.name)
    place = Quantity.of(
        1 + sum(other.value > own.value for other in changes.values()),
        1 + sum(other.low > own.high for other in changes.values()),
        1 + sum(other.high > own.low for other in changes.values()),
    )
    rows = _rows((name for one in provinces for name in one.corops), ends)
    yield Result(RANK, here.name, period, "rank", place, rows, region_code=here.code, decimals=0)
