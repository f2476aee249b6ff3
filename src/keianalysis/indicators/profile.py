"""Profile: population growth and ageing, and growth of the economy by release."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from keianalysis.indicators.arithmetic import Row, both, inputs, series, share, windows
from keianalysis.indicators.computation import indicator, over
from keianalysis.indicators.picking import picked, with_value
from keianalysis.model.intervals import HUNDRED, ONE
from keianalysis.model.observations import Period, Result, public_from, quantity, select
from keianalysis.model.territories import Territory
from keianalysis.tracking.read_log import Observations

AGES = over("population_growth_rate_change", "population_65_plus_share_change")


@indicator("profile.population_growth", makes=("population_growth_rate",))
def population_growth(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return the growth of the population in each year, from one 1 January to the next (pct).

    Both days come from one release, the newest that has them.
    """
    return [
        Result(
            "population_growth_rate",
            region,
            Period.year(row.year),
            "pct",
            HUNDRED * (quantity(later) / quantity(row) - ONE),
            inputs(row, later),
            region_code=row.region_code,
            decimals=2,
        )
        for region in both(territory)
        for row, later in _years_of_one_release(observations, region)
    ]


def _years_of_one_release(observations: Observations, region: str) -> list[tuple[Row, Row]]:
    """Return the population at the start and at the end of each year, of the newest release with both."""
    released: dict[str, dict[int, Row]] = {}
    for row in with_value(picked(observations, measure="population", region=region, sector="total")):
        if row.period_start == row.period_end and row.period_end.endswith("-01-01"):
            released.setdefault(row.release_date, {})[row.year] = row
    found: dict[int, tuple[Row, Row]] = {}
    for date in sorted(released, key=lambda one: public_from(one, "")):
        levels = released[date]
        found |= {year: (row, levels[year + 1]) for year, row in levels.items() if year + 1 in levels}
    return [found[year] for year in sorted(found)]


@indicator("profile.share_65_plus", makes=("population_65_plus_share",))
def share_65_plus(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return people of 65 and over as a percentage of the population on 1 January."""
    regions = both(territory)
    return share(observations, "population_65_plus", "population", "population_65_plus_share", regions)


@indicator(
    "profile.growth_rate_change",
    makes=("population_growth_rate_change", "population_growth_rate_change_gap"),
    asks=AGES,
)
def growth_rate_change(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return how much population growth in the last year of a period differs from the first.

    Unit pct_point, for the territory and the country, and the difference between the two.
    """
    growth, regions = population_growth(observations, territory=territory), both(territory)
    rows = {region: series(growth, region=region) for region in regions}
    measure = "population_growth_rate_change"
    results: list[Result] = []
    for first, last, period in windows(periods):
        if all(first in rows[region] and last in rows[region] for region in regions):
            pairs = [(rows[region][first], rows[region][last]) for region in regions]
            results += _change_and_gap(pairs, period, measure)
    return results


@indicator(
    "profile.ageing",
    makes=("population_65_plus_share_change", "population_65_plus_share_change_gap"),
    asks=AGES,
)
def ageing(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the change of the share of people of 65 and over in each period (pct_point).

    The share on the 1 January that opens the period is compared with the one that closes it.
    """
    shares, regions = share_65_plus(observations, territory=territory), both(territory)
    closing = shares.assign(
        period_start=shares["period_end"].map(lambda day: f"{int(day[:4]) - 1}-12-31"),
        period_end=shares["period_end"].map(lambda day: f"{int(day[:4]) - 1}-12-31"),
    )
    opening = {region: series(shares, region=region) for region in regions}
    ending = {region: series(closing, region=region) for region in regions}
    results = []
    for first, last, period in windows(periods):
        if all(first in opening[region] and last in ending[region] for region in regions):
            pairs = [(opening[region][first], ending[region][last]) for region in regions]
            results += _change_and_gap(pairs, period, "population_65_plus_share_change")
    return results


def _change_and_gap(pairs: list[tuple[Row, Row]], period: Period, measure: str) -> list[Result]:
    """Return the change in the territory, in the country, and the first minus the second."""
    changes = [quantity(last) - quantity(first) for first, last in pairs]
    results = [
        Result(
            measure, last.region, period, "pct_point", change, inputs(first, last),
            region_code=last.region_code, decimals=2,
        )
        for change, (first, last) in zip(changes, pairs, strict=True)
    ]  # fmt: skip
    used, here = inputs(*(row for pair in pairs for row in pair)), pairs[0][1]
    results.append(
        Result(
            f"{measure}_gap", here.region, period, "pct_point", changes[0] - changes[1], used,
            region_code=here.region_code, decimals=2,
        )
    )  # fmt: skip
    return results


@indicator("profile.rd_intensity", makes=("rd_intensity",), asks=None)
def rd_intensity(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return expenditure on research and development in the territory as a percentage of its GDP."""
    regions = both(territory)[:1]
    return share(observations, "rd_expenditure", "gdp", "rd_intensity", regions, decimals=2)


def gdp_growth_by_release(observations: Observations, *, territory: Territory | None = None) -> pd.DataFrame:
    """Return the growth of the economy of the territory in every dated release, oldest first (pct)."""
    rows = select(observations, measure="gdp_growth", region=both(territory)[0]).dropna(subset=["value"])
    dated = rows[rows["release_date"] != ""]
    return dated.sort_values(["release_date", "period_end"]).reset_index(drop=True)
