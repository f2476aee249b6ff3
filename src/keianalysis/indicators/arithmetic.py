"""The few computations that every theme shares: series, gaps, changes, means, shares and sums."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from keianalysis.indicators.picking import picked, with_value
from keianalysis.model import observations as obs
from keianalysis.model.intervals import HUNDRED, ONE, Quantity, mean
from keianalysis.model.observations import Observation, Period, Result, quantity
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations

Row = Observation
SAME: Final = ("sector", "period_start", "period_end", "release_date")
"""What two rows share between which there may be a gap."""


def both(territory: Territory | None) -> tuple[str, str]:
    """Return the names of the territory and of the country that it is set beside."""
    return (territory or home()).name, NETHERLANDS


def series(observations: Observations, **wanted: str) -> dict[int, Row]:
    """Return the rows that match ``wanted``, by the year in which their period ends.

    Without a sector in ``wanted`` it is the total.

    Rows without a value and rows over a part of a year or over several are left out: they stand for
    no year.
    """
    found = {}
    for row in with_value(picked(observations, **({"sector": "total"} | wanted))):
        year = row.period_end[:4]
        if row.period_start == row.period_end or _days(row) == (f"{year}-01-01", f"{year}-12-31"):
            found[int(row.period_end[:4])] = row
    return dict(sorted(found.items()))


def _days(row: Row) -> tuple[str, str]:
    return row.period_start, row.period_end


def inputs(*rows: Row) -> obs.Inputs:
    """Return of rows what a Result takes from its inputs."""
    return {name: [getattr(row, name) for row in rows] for name in obs.INPUT_COLUMNS}


def of_one_release(first: Row, last: Row) -> bool:
    """Tell whether two rows come from one release, so that they may form a change."""
    return bool(first.release_date == last.release_date)


def windows(periods: Iterable[Period]) -> list[tuple[int, int, Period]]:
    """Return first year, last year and the period itself of each span of years."""
    return [(int(p.span[0][:4]), int(p.span[1][:4]), p) for p in periods]


def gap(
    observations: Observations, measure: str, gap_measure: str, *, region: str, reference: str
) -> list[Result]:
    """Return region minus reference, in percentage points, for each year and release that has both."""
    there = _grouped(picked(observations, measure=measure, region=reference), *SAME)
    results: list[Result] = []
    for row in with_value(picked(observations, measure=measure, region=region)):
        for other in there.get(tuple(getattr(row, name) for name in SAME), ()):
            results.append(
                Result(
                    gap_measure,
                    region,
                    Period(row.period_start, row.period_end),
                    "pct_point",
                    quantity(row) - quantity(other),
                    inputs(row, other),
                    region_code=row.region_code,
                    sector=row.sector,
                )
            )
    return results


def difference(
    rows: dict[int, Row], period: Period, measure: str, unit: str, decimals: int = 1
) -> Iterator[Result]:
    """Yield the last year of ``period`` minus the first, where one release has both."""
    ((first, last, _),) = windows([period])
    if first in rows and last in rows and first != last and of_one_release(rows[first], rows[last]):
        yield Result(
            measure,
            rows[last].region,
            period,
            unit,
            quantity(rows[last]) - quantity(rows[first]),
            inputs(rows[first], rows[last]),
            region_code=rows[last].region_code,
            sector=rows[last].sector,
            decimals=decimals,
        )


def mean_over(
    rows: dict[int, Row], period: Period, measure: str, unit: str, decimals: int = 1
) -> Iterator[Result]:
    """Yield the mean over the years of ``period``, where the series has every one of them."""
    ((first, last, _),) = windows([period])
    years = range(first, last + 1)
    if all(year in rows for year in years):
        used = [rows[year] for year in years]
        yield Result(
            measure,
            used[0].region,
            period,
            unit,
            mean(quantity(row) for row in used),
            inputs(*used),
            region_code=used[0].region_code,
            sector=used[0].sector,
            decimals=decimals,
        )


def percentage(part: Quantity, whole: Quantity) -> Quantity:
    """Return ``part`` as a percentage of ``whole``."""
    return HUNDRED * part / whole


def ratio_by_year(
    parts: dict[int, Row], wholes: dict[int, Row], measure: str, decimals: int = 1
) -> list[Result]:
    """Return part over whole as a percentage for every year that both series have."""
    return [
        Result(
            measure,
            part.region,
            Period(part.period_start, part.period_end),
            "pct",
            percentage(quantity(part), quantity(wholes[year])),
            inputs(part, wholes[year]),
            region_code=part.region_code,
            decimals=decimals,
        )
        for year, part in parts.items()
        if year in wholes
    ]


def share(
    observations: Observations,
    part: str,
    whole: str,
    measure: str,
    regions: Iterable[str],
    decimals: int = 1,
) -> list[Result]:
    """Return one measure as a percentage of another, for each region and year that has both."""
    return [
        result
        for region in regions
        for result in ratio_by_year(
            series(observations, measure=part, region=region),
            series(observations, measure=whole, region=region),
            measure,
            decimals,
        )
    ]


def yearly_change(rows: dict[int, Row], measure: str) -> list[Result]:
    """Return the change from each year to the next, in percent of the first.

    Two years from different releases form no change and are passed over.
    """
    return [
        Result(
            measure,
            row.region,
            Period(rows[year - 1].period_end, row.period_end),
            "pct",
            HUNDRED * (quantity(row) / quantity(rows[year - 1]) - ONE),
            inputs(rows[year - 1], row),
            region_code=row.region_code,
            sector=row.sector,
        )
        for year, row in rows.items()
        if year - 1 in rows and of_one_release(rows[year - 1], row)
    ]


def sum_of_parts(
    observations: Observations,
    measure: str,
    parts: Sequence[str],
    whole: str,
    whole_code: str,
    decimals: int,
    *,
    only_total: bool = False,
    day: str = "",
    cells_of_total: int = 1,
) -> list[Result]:
    """Return sums over regions as sums of rounded parts, with the bounds that the rounding leaves.

    A sum is made per sector, period and release, and only where every part has a row. Where a part
    is suppressed the sum is suppressed too, never smaller. A ``total`` that its publisher made from
    rounded sector cells gets the bounds of those cells; where they are not at hand, ``cells_of_total``
    says how many they were. ``only_total`` leaves the other sectors out, ``day`` all periods that end on
    another.
    """
    ending = {"period_end": day} if day else {}
    rows = picked(observations, measure=measure, region=parts, **ending)
    cells = _grouped((row for row in rows if row.sector != "total"), "period_end", "release_date")
    summed = (row for row in rows if row.sector == "total" or not only_total)
    groups = _grouped(summed, "sector", "period_start", "period_end", "release_date")
    results: list[Result] = []
    for (sector, start, end, release), found in sorted(groups.items()):
        if {row.region for row in found} != set(parts):
            continue
        counted, each = found, 1
        if sector == "total":
            counted = _cells_of_total(found, cells.get((end, release), []))
            each = 1 if counted is not found else cells_of_total
        results.append(
            Result(
                measure,
                whole,
                Period(start, end),
                found[0].unit,
                _sum(counted, each),
                inputs(*found),
                sector=sector,
                region_code=whole_code,
                decimals=decimals,
                note=f"sum of {len(counted)} rounded parts",
            )
        )
    return results


def _grouped(rows: Iterable[Row], *names: str) -> dict[tuple[str, ...], list[Row]]:
    """Return rows by the values of some of their columns; a table this small is quicker in plain Python."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) for name in names), []).append(row)
    return groups


def _cells_of_total(totals: list[Row], cells: list[Row]) -> list[Row]:
    """Return the sector cells when they add up to the totals exactly, otherwise the totals."""
    adds_up = sum(row.value for row in cells) == sum(row.value for row in totals)
    return cells if cells and adds_up else totals


def _sum(rows: list[Row], each: int = 1) -> Quantity | None:
    """Return the sum with its bounds, nothing when a part has no value; ``each`` is itself a sum of so many.

    Counts and halves of a rounding unit add up exactly in floats.
    """
    if any(math.isnan(row.value) for row in rows):
        return None
    value, low, high = (sum(getattr(row, name) for row in rows) for name in ("value", "low", "high"))
    return Quantity.of(value, value - each * (value - low), value + each * (high - value))
