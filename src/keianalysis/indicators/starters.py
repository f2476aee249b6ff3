"""Starters and establishments: counts, rates under each available denominator, shares and means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from keianalysis.indicators.arithmetic import (
    Row,
    difference,
    inputs,
    mean_over,
    ratio_by_year,
    series,
    sum_of_parts,
    yearly_change,
)
from keianalysis.indicators.computation import indicator, over
from keianalysis.indicators.picking import picked
from keianalysis.model import observations as obs
from keianalysis.model.claims import claim_period, claim_quantity, claims_by_id
from keianalysis.model.intervals import HUNDRED, ONE, Quantity, total
from keianalysis.model.observations import Period, Result, quantity, records, select
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations

RATES: Final = over("starter_rate_mean", "starters_mean")
SMALLEST_DIVISION: Final = 3
"""Fewer classes than this are two ends of a scale and no division by size."""

SECTOR_CELLS: Final = 9
"""A total of a COROP region by CBS adds nine sector groups, each rounded to 5."""
NATIONAL_CELLS: Final = 40 * SECTOR_CELLS
"""The national count of births adds 40 COROP regions of nine sector groups, each rounded to 5."""


@indicator("starters.starters_cbs", makes=("starters_cbs",))
def starters_cbs(
    observations: Observations, *, only_total: bool = False, territory: Territory | None = None
) -> Iterable[Result]:
    """Return births of establishments in the territory by CBS: sums of COROP counts rounded to 5."""
    here = territory or home()
    return sum_of_parts(
        observations,
        "starters_cbs",
        here.corops,
        here.name,
        here.code,
        0,
        only_total=only_total,
        cells_of_total=SECTOR_CELLS,
    )


@indicator("starters.establishments_cbs", makes=("establishments_cbs",))
def establishments_cbs(
    observations: Observations, *, only_total: bool = False, territory: Territory | None = None
) -> Iterable[Result]:
    """Return establishments in the territory on 1 January by CBS: sums of municipal counts rounded to 5.

    Where the municipalities are not known, sums of its COROP regions. Sections O-Q are counted from 2015
    on; the rows of 2015 carry the status ``break``.
    """
    here = territory or home()

    def summed(parts: tuple[str, ...], day: str) -> list[Result]:
        return sum_of_parts(
            observations,
            "establishments_cbs",
            parts,
            here.name,
            here.code,
            0,
            only_total=only_total,
            day=day,
            cells_of_total=SECTOR_CELLS,
        )

    days = sorted({row.period_end for row in picked(observations, measure="establishments_cbs")})
    return [
        result
        for day in days
        for result in summed(here.municipalities_on(day), day) or summed(here.corops, day)
    ]


def national_starters(observations: Observations) -> dict[int, Row]:
    """Return the national births with the bounds of the rounded cells that they add up."""
    rows = series(observations, measure="starters_cbs", region=NETHERLANDS, sector="total")
    slack = 2.5 * NATIONAL_CELLS
    return {year: row._replace(low=row.value - slack, high=row.value + slack) for year, row in rows.items()}


@indicator("starters.starter_rate_cbs", makes=("starter_rate_cbs",))
def starter_rate_cbs(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return births in the year as a percentage of the establishments on 1 January.

    Denominator: all establishments by CBS, without sections O-Q before 2015. Source: CBS tables
    83631NED and 81575NED.
    """
    births = series(starters_cbs(observations, only_total=True, territory=territory))
    stock = series(establishments_cbs(observations, only_total=True, territory=territory))
    return ratio_by_year(births, stock, "starter_rate_cbs")


@indicator("starters.starter_rate_cbs_lisa", makes=("starter_rate_cbs_lisa",))
def starter_rate_cbs_lisa(observations: Observations) -> Iterable[Result]:
    """Return Dutch births by CBS as a percentage of the establishments that LISA counts on 1 April.

    LISA prints the national stock as just over or almost a round number, so the bounds are wide.
    """
    births = national_starters(observations)
    stock = series(observations, measure="establishments", region=NETHERLANDS, sector="total")
    results = ratio_by_year(births, stock, "starter_rate_cbs_lisa")
    return results


@indicator(
    "starters.starter_rate_means", makes=("starter_rate_cbs_mean", "starter_rate_cbs_lisa_mean"), asks=RATES
)
def starter_rate_means(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the mean yearly starter rate over each period, under each denominator (pct)."""
    here = series(starter_rate_cbs(observations, territory=territory))
    national = series(starter_rate_cbs_lisa(observations))
    return (
        result
        for period in periods
        for rows, measure in ((here, "starter_rate_cbs_mean"), (national, "starter_rate_cbs_lisa_mean"))
        for result in mean_over(rows, period, measure, "pct")
    )


@indicator("starters.starters_means", makes=("starters_cbs_mean",), asks=RATES)
def starters_means(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the mean number of births a year over each period (count_per_year)."""
    rows = series(starters_cbs(observations, only_total=True, territory=territory))
    return (
        result
        for period in periods
        for result in mean_over(rows, period, "starters_cbs_mean", "count_per_year", 0)
    )


@indicator("starters.share_of_netherlands", makes=("starters_cbs_share_of_nl",))
def share_of_netherlands(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return births in the territory as a percentage of those in the Netherlands, by year."""
    births = series(starters_cbs(observations, only_total=True, territory=territory))
    national = national_starters(observations)
    results = ratio_by_year(births, national, "starters_cbs_share_of_nl", 2)
    return results


@indicator(
    "starters.share_of_netherlands_change",
    makes=("starters_cbs_share_of_nl_change",),
    asks=over("starter_rate_gap_change"),
)
def share_of_netherlands_change(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the change of that share over each period, in percentage points."""
    shares = series(share_of_netherlands(observations, territory=territory))
    measure = "starters_cbs_share_of_nl_change"
    return (result for period in periods for result in difference(shares, period, measure, "pct_point", 2))


@indicator(
    "starters.sole_trader_change",
    makes=("solo_establishments_change_sole_traders",),
    asks=over("solo_establishments_change"),
)
def sole_trader_change(
    observations: Observations, periods: Iterable[Period], *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the change in sole traders over each period that a later level and mean growth imply.

    level(t) = level(T) / (1 + g)^(T - t), with T the day of the published level and g the mean
    growth a year up to it. A sole trader is a legal form and not a size class: some employ staff.
    """
    here = territory or home()
    levels = series(observations, measure="sole_trader_establishments", region=here.name)
    rates = select(
        observations,
        measure="sole_trader_establishments_mean_annual_change",
        region=here.name,
        sector="total",
    )
    growth = series(rates.assign(period_start=rates["period_end"]))
    results = []
    for year in levels.keys() & growth.keys():
        level, rate = quantity(levels[year]), quantity(growth[year])
        for period in periods:
            first, last = int(period.start[:4]), int(period.end[:4])
            if first < last <= year:
                change = _backcast(level, rate, year - last) - _backcast(level, rate, year - first)
                results.append(
                    Result(
                        "solo_establishments_change_sole_traders",
                        here.name,
                        period,
                        "count",
                        change,
                        inputs(levels[year], growth[year]),
                        region_code=here.code,
                        decimals=-2,
                    )
                )
    return results


def _backcast(level: Quantity, rate: Quantity, years: int) -> Quantity:
    factor = ONE + rate / HUNDRED
    power = Quantity(factor.value**years, factor.low**years, factor.high**years)
    return level / power


@indicator("starters.establishments_implied", makes=("establishments_implied",), asks=None)
def establishments_implied(claims: pd.DataFrame, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return the number of establishments that printed starters and a printed mean rate imply.

    The mean rate of two years is set against each printed yearly number of starters (count).
    """
    known, here = claims_by_id(claims), territory or home()
    rates = [c for c in known.values() if c.measure == "starter_rate_mean" and c.region == here.name]
    results = [
        Result(
            "establishments_implied",
            here.name,
            claim_period(count),
            "count",
            HUNDRED * claim_quantity(count) / claim_quantity(rate),
            obs.empty(),
            region_code=here.code,
            decimals=-2,
            claims=[count.claim_id, rate.claim_id],
        )
        for count in known.values()
        if count.measure == "starters"
        for rate in rates
        if rate.period_start <= count.period_start
        and count.period_end <= rate.period_end
        and rate.decimals > 0
    ]
    return results


@indicator("starters.size_shares", makes=("establishment_share",))
def size_shares(observations: Observations) -> Iterable[Result]:
    """Return the share of each size class in all establishments, where counts by size are published.

    Where a class is suppressed there are no shares: they would all be too large.
    """
    rows = select(observations, measure="establishments")
    rows = rows[rows["sector"].str.startswith("size_class:")]
    groups: Any = rows.groupby(["region", "period_end", "release_date"])
    return (
        _size_share(row, found)
        for _, found in groups
        if len(found) >= SMALLEST_DIVISION and found["value"].notna().all()
        for row in records(found)
    )


def _size_share(row: Row, found: pd.DataFrame) -> Result:
    """Return one class as a share of all; written so that each count occurs once in the bounds."""
    others = total(quantity(other) for other in records(found) if other.id != row.id)
    count = quantity(row)
    share = HUNDRED * count / (count + others)
    bounds = [
        HUNDRED.value * own / (own + rest)
        for own, rest in ((count.low, others.high), (count.high, others.low))
    ]
    return Result(
        "establishment_share",
        row.region,
        Period.day(row.period_end),
        "pct",
        Quantity(share.value, *bounds),
        found,
        sector=row.sector,
        region_code=row.region_code,
    )


@indicator(
    "starters.bankruptcies_scaled",
    makes=("bankruptcies_businesses_scaled", "bankruptcies_all_debtors_scaled"),
)
def bankruptcies_scaled(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return last year's bankruptcies in the territory moved along with the national count (count).

    Two definitions, each with its own measure: businesses with sole traders, and all debtors. The
    second takes the share of the territory in businesses as its share in all debtors.
    """
    here = territory or home()
    known = series(observations, measure="bankruptcies_businesses", region=here.name, sector="total")
    companies = series(observations, measure="bankruptcies_companies", region=NETHERLANDS)
    traders = series(observations, measure="bankruptcies_sole_traders", region=NETHERLANDS)
    persons = series(observations, measure="bankruptcies_natural_persons", region=NETHERLANDS)
    results = []
    for year, row in known.items():
        if any(day not in found for found in (companies, traders) for day in (year, year + 1)):
            continue
        both = [companies[year], companies[year + 1], traders[year], traders[year + 1]]
        now, then = quantity(both[1]) + quantity(both[3]), quantity(both[0]) + quantity(both[2])
        used = inputs(row, *both)
        results.append(_scaled(here, "businesses", year + 1, quantity(row) * now / then, used))
        if year + 1 in persons:
            everyone = now + quantity(persons[year + 1])
            used = inputs(row, *both, persons[year + 1])
            results.append(_scaled(here, "all_debtors", year + 1, quantity(row) * everyone / then, used))
    return results


@indicator("starters.bankruptcies_change", makes=("bankruptcies_companies_change",))
def bankruptcies_change(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the yearly change in bankruptcies of companies without sole traders, in percent."""
    return (
        result
        for region in ((territory or home()).name, NETHERLANDS)
        for result in yearly_change(
            series(observations, measure="bankruptcies_companies", region=region),
            "bankruptcies_companies_change",
        )
    )


def _scaled(here: Territory, debtors: str, year: int, count: Quantity, used: obs.Inputs) -> Result:
    return Result(
        f"bankruptcies_{debtors}_scaled",
        here.name,
        Period.year(year),
        "count",
        count,
        used,
        region_code=here.code,
        decimals=0,
    )
