"""Labour market: participation, labour force and unemployment, each under its own definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import Final

from keianalysis.indicators.arithmetic import Row, both, difference, gap, inputs, ratio_by_year, series, share
from keianalysis.indicators.computation import at_year_ends, indicator, over
from keianalysis.indicators.picking import picked, with_value
from keianalysis.model.intervals import THOUSAND, Quantity, mean
from keianalysis.model.observations import Period, Result, quantity
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations

QUARTERS: Final = 4


@indicator("labour_market.net_participation_national_def", makes=("net_participation_national_def",))
def net_participation_national_def(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the employed labour force (12 hours or more, 15-64) over the population of 15-64, pct.

    National definition of CBS, tables 37653 and 71761ned, computed from counts in thousands.
    """
    return share(
        observations,
        "employed_labour_force_national_def",
        "population_15_64",
        "net_participation_national_def",
        both(territory),
    )


@indicator("labour_market.unemployment_national_def", makes=("unemployment_rate_national_def",))
def unemployment_national_def(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the unemployed over the labour force, both by the national definition of CBS, pct."""
    return share(
        observations,
        "unemployed_labour_force_national_def",
        "labour_force_national_def",
        "unemployment_rate_national_def",
        both(territory),
    )


@indicator(
    "labour_market.participation_gaps", makes=("net_participation_gap", "net_participation_national_def_gap")
)
def participation_gaps(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return net participation in the territory minus that of the country, under both definitions."""
    national = net_participation_national_def(observations, territory=territory)
    here, there = both(territory)
    return (
        result
        for table, measure in (
            (observations, "net_participation"),
            (national, "net_participation_national_def"),
        )
        for result in gap(table, measure, f"{measure}_gap", region=here, reference=there)
    )


@indicator(
    "labour_market.labour_force_change",
    makes=("labour_force_intl_def_change",),
    asks=over("labour_force_change"),
)
def labour_force_change(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the change of the labour force over each period (persons, international)."""
    rows = series(observations, measure="labour_force_intl_def", region=both(territory)[0])
    return (
        result
        for period in periods
        for result in difference(rows, _between_years(period), "labour_force_intl_def_change", "persons", -3)
    )


def _between_years(period: Period) -> Period:
    """Return the span from the earlier to the later year of a change between two year ends."""
    if period.start.endswith("-12-31"):
        return Period.year(int(period.start[:4]), int(period.end[:4]))
    return period


@indicator(
    "labour_market.registered_rate_at",
    makes=("unemployment_registered_rate_interpolated",),
    asks=at_year_ends,
)
def registered_rate_at(observations: Observations, day: str) -> Iterable[Result]:
    """Return the registered unemployment rate on ``day`` between the two nearest published days.

    Linear between the two; ``low`` and ``high`` are the two published rates, because nothing is
    known of the path between them. Regions without a day on both sides are left out.
    """
    by_region: dict[str, list[Row]] = {}
    for row in with_value(picked(observations, measure="unemployment_registered_rate")):
        by_region.setdefault(row.region, []).append(row)
    results = []
    for region, found in sorted(by_region.items()):
        for before, after in pairwise(sorted(found, key=attrgetter("period_end"))):
            if before.period_end < day < after.period_end:
                results.append(
                    Result(
                        "unemployment_registered_rate_interpolated",
                        region,
                        Period.day(day),
                        "pct",
                        _interpolated(before, after, day),
                        inputs(before, after),
                        region_code=before.region_code,
                    )
                )
    return results


def _interpolated(before: Row, after: Row, day: str) -> Quantity:
    start, end, at = (dt.date.fromisoformat(d) for d in (before.period_end, after.period_end, day))
    weight = Decimal((at - start).days) / (end - start).days
    first, last = quantity(before), quantity(after)
    value = first.value + weight * (last.value - first.value)
    return Quantity(value, min(first.low, last.low), max(first.high, last.high))


@indicator(
    "labour_market.benefit_share_of_netherlands", makes=("unemployment_benefit_recipients_share_of_nl",)
)
def benefit_share_of_netherlands(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return recipients of unemployment benefit in the territory as a percentage of the Dutch ones.

    A rising share says that unemployment rose faster there than in the Netherlands.
    """
    here, national = (
        series(observations, measure="unemployment_benefit_recipients", region=region)
        for region in both(territory)
    )
    measure = "unemployment_benefit_recipients_share_of_nl"
    results = ratio_by_year(here, national, measure, 2)
    return results


@indicator(
    "labour_market.benefit_share_change",
    makes=("unemployment_benefit_recipients_share_of_nl_change",),
    asks=over("unemployment_registered_rate_gap_change"),
)
def benefit_share_change(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the change of that share between the years that each period compares (pct_point)."""
    shares = series(benefit_share_of_netherlands(observations, territory=territory))
    measure = "unemployment_benefit_recipients_share_of_nl_change"
    return (
        result
        for period in periods
        for result in difference(shares, _between_years(period), measure, "pct_point", 2)
    )


@indicator(
    "labour_market.benefit_recipients_per_1000",
    makes=("unemployment_benefit_recipients_per_1000_inhabitants",),
)
def benefit_recipients_per_1000(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return persons with an unemployment benefit on 31 December per 1,000 inhabitants of the day after.

    For the territory, its municipalities and the Netherlands; unit per_1000_inhabitants. A region and
    year without one of the two has no row.
    """
    counted, here = "unemployment_benefit_recipients", territory or home()
    shown = (here.name, NETHERLANDS, *here.municipalities)
    results = []
    for region in sorted({row.region for row in picked(observations, measure=counted, region=shown)}):
        inhabitants = series(observations, measure="population", region=region)
        results += [
            Result(
                "unemployment_benefit_recipients_per_1000_inhabitants",
                region,
                Period.day(row.period_end),
                "per_1000_inhabitants",
                THOUSAND * quantity(row) / quantity(inhabitants[year + 1]),
                inputs(row, inhabitants[year + 1]),
                region_code=row.region_code,
            )
            for year, row in series(observations, measure=counted, region=region).items()
            if year + 1 in inhabitants
        ]
    return results


@indicator("labour_market.unemployment_year_mean", makes=("unemployment_rate_year_mean",), asks=None)
def unemployment_year_mean(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the mean of the unemployment rates of the four quarters of a year (pct).

    For the territory and the Netherlands, where one release has all four.
    """
    for region in both(territory):
        rows = with_value(picked(observations, measure="unemployment_rate_quarterly", region=region))
        quarters: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            quarters.setdefault((row.period_end[:4], row.release_date), []).append(row)
        for (year, _), found in sorted(quarters.items()):
            if len(found) == QUARTERS:
                yield Result(
                    "unemployment_rate_year_mean",
                    region,
                    Period.year(int(year)),
                    "pct",
                    mean(quantity(row) for row in found),
                    inputs(*found),
                    region_code=found[0].region_code,
                )


@indicator("labour_market.low_educated_changes", makes=("labour_force_15_74_low_educated_share_change",))
def low_educated_changes(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the change of the low-educated share of the labour force of 15-74 in the territory.

    Unit pct_point, from each published year to the next, however far apart they are.
    """
    rows = series(observations, measure="labour_force_15_74_low_educated_share", region=both(territory)[0])
    measure = "labour_force_15_74_low_educated_share_change"
    return (
        result
        for first, last in pairwise(rows)
        for result in difference(rows, Period.year(first, last), measure, "pct_point", 0)
    )
