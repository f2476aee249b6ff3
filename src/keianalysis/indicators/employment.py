"""Employment: levels and changes of the provincial register, and of employees by CBS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

import pandas as pd

from keianalysis.indicators.arithmetic import Row, inputs, series, sum_of_parts, yearly_change
from keianalysis.indicators.computation import each, indicator, over
from keianalysis.indicators.picking import picked, with_value
from keianalysis.model import observations as obs
from keianalysis.model.intervals import HUNDRED, ONE, Quantity
from keianalysis.model.observations import Period, Result, quantity, same_release, select
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations

REGISTER_MEASURES: Final = ("jobs_fulltime", "jobs_total")


def _level_and_change(observations: Observations, measure: str) -> list[tuple[Row, Row]]:
    """Return each level with the change in jobs up to it that the same release prints."""
    changes: dict[tuple[str, ...], list[Row]] = {}
    for change in with_value(picked(observations, measure=f"{measure}_change", unit="jobs")):
        changes.setdefault(_release(change), []).append(change)
    return [
        (level, change)
        for level in with_value(picked(observations, measure=measure, unit="jobs"))
        for change in changes.get(_release(level), ())
        if int(change.period_end[:4]) - int(change.period_start[:4]) == 1
    ]


def _release(row: Row) -> tuple[str, ...]:
    return row.region, row.sector, row.period_end, row.release_date


def _pairs(observations: Observations) -> Iterator[tuple[str, Row, Row, obs.Inputs]]:
    """Yield measure, level, change and both rows of every pair that one release prints."""
    for measure in REGISTER_MEASURES:
        for level, change in _level_and_change(observations, measure):
            rows = inputs(level, change)
            same_release(rows)
            yield measure, level, change, rows


@indicator("employment.jobs_implied", makes=("jobs_fulltime_implied", "jobs_total_implied"))
def jobs_implied(observations: Observations) -> Iterable[Result]:
    """Return the level of the year before that a level and its change in one release imply.

    Unit jobs. It shows by how much a release revised the level of the release before.
    """
    return (
        Result(
            f"{measure}_implied",
            level.region,
            Period.day(change.period_start),
            "jobs",
            quantity(level) - quantity(change),
            rows,
            sector=level.sector,
            region_code=level.region_code,
            decimals=-2,
        )
        for measure, level, change, rows in _pairs(observations)
    )


@indicator("employment.change_within_release", makes=("jobs_fulltime_change", "jobs_total_change"))
def change_within_release(observations: Observations) -> Iterable[Result]:
    """Return the yearly change in percent from a level and a change in jobs of the same release.

    change% = 100 / (level / change - 1), which uses each printed number once and so keeps the
    bounds as narrow as the two numbers allow. Raises MixedVintages when they differ in release.
    """
    return (
        Result(
            f"{measure}_change",
            level.region,
            Period(change.period_start, level.period_end),
            "pct",
            HUNDRED / (quantity(level) / quantity(change) - ONE),
            rows,
            sector=level.sector,
            region_code=level.region_code,
        )
        for measure, level, change, rows in _pairs(observations)
    )


def _yearly_changes(observations: Observations, region: str) -> dict[int, Row]:
    """Return one change in percent a year: computed inside a release where possible, else printed."""
    printed = with_value(
        picked(observations, measure="jobs_fulltime_change", unit="pct", region=region, sector="total")
    )
    computed = picked(change_within_release(observations), measure="jobs_fulltime_change", region=region)
    found = {}
    for row in [*printed, *computed]:
        first, last = int(row.period_start[:4]), int(row.period_end[:4])
        if last - first == 1:
            found[last] = row
    return dict(sorted(found.items()))


@indicator(
    "employment.linked_mean_annual_change",
    makes=("jobs_fulltime_linked_mean_annual_change",),
    asks=over("jobs_fulltime_mean_annual_change"),
)
def linked_mean_annual_change(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the mean annual change over the longest linked run of years inside each period.

    Every yearly change comes from its own release, so no two vintages meet in one change. The
    result carries the period that the links really cover, which may be shorter than asked for.
    Unit pct_per_year; the geometric mean of the yearly changes.
    """
    here = (territory or home()).name
    changes = _yearly_changes(observations, here)
    results = []
    for period in periods:
        first, last = int(period.start[:4]), int(period.end[:4])
        years = _longest_run([year for year in changes if first < year <= last])
        if len(years) < 2:
            continue
        used = [changes[year] for year in years]
        results.append(
            Result(
                "jobs_fulltime_linked_mean_annual_change",
                here,
                Period(f"{years[0] - 1}-04-01", f"{years[-1]}-04-01"),
                "pct_per_year",
                _geometric_mean([quantity(row) for row in used]),
                inputs(*used),
                region_code=used[0].region_code,
            )
        )
    return results


def _longest_run(years: list[int]) -> list[int]:
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return max(runs, key=len, default=[])


def _geometric_mean(changes: list[Quantity]) -> Quantity:
    def of(values: list[Decimal]) -> Decimal:
        product = Decimal(1)
        for value in values:
            product *= 1 + value / 100
        return 100 * (product ** (Decimal(1) / len(values)) - 1)

    return Quantity(
        of([change.value for change in changes]),
        of([change.low for change in changes]),
        of([change.high for change in changes]),
    )


@indicator("employment.employees", makes=("jobs_employees",))
def employees(
    observations: Observations, *, only_total: bool = False, territory: Territory | None = None
) -> Iterable[Result]:
    """Return jobs of employees in December for the territory and for groups of its COROP regions.

    Sums of COROP counts that CBS rounds to 100; a suppressed COROP cell suppresses the sum. Jobs of
    employees leave out the self-employed and count every hour: they are not register jobs.
    """
    here = territory or home()
    wholes = [(here.corops, here.name, here.code)]
    wholes += [(parts, name, "") for name, parts in here.corop_groups.items()]
    return [
        result
        for parts, whole, code in wholes
        if parts
        for result in sum_of_parts(
            observations, "jobs_employees", parts, whole, code, -2, only_total=only_total
        )
    ]


@indicator("employment.employees_change", makes=("jobs_employees_change",), asks=each("groups", False, True))
def employees_change(
    observations: Observations, *, groups: bool = False, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the change in jobs of employees from one December to the next, in percent.

    Of the territory, or with ``groups`` of the groups of its COROP regions.
    """
    here = territory or home()
    known = employees(observations, only_total=True, territory=here)
    return (
        change
        for region in (here.corop_groups if groups else (here.name,))
        for change in yearly_change(
            series(known, measure="jobs_employees", region=region, sector="total"),
            "jobs_employees_change",
        )
    )


def sector_changes(
    observations: Observations, year: int, *, territory: Territory | None = None
) -> pd.DataFrame:
    """Return the register's changes by sector up to 1 April of ``year``, as one release prints them.

    Unit jobs; full-time jobs, or all jobs where the release prints only those.
    """
    for measure in ("jobs_fulltime_change", "jobs_total_change"):
        rows = select(
            observations,
            measure=measure,
            unit="jobs",
            region=(territory or home()).name,
            period_start=f"{year - 1}-04-01",
            period_end=f"{year}-04-01",
        )
        rows = rows[rows["sector"] != "total"].sort_values("value").reset_index(drop=True)
        if len(rows):
            same_release(rows)
            return rows
    return obs.empty()
