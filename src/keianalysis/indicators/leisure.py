"""Leisure: nights, guests and spending, and the share of the territory in the Dutch market."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from keianalysis.indicators.arithmetic import inputs, ratio_by_year, series
from keianalysis.indicators.computation import indicator
from keianalysis.model.intervals import THOUSAND
from keianalysis.model.observations import Period, Result, quantity
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations

STAYS: Final = (
    "overnight_stays_all_accommodation",
    "overnight_stays_domestic_guests",
    "overnight_stays_foreign_guests",
)


@indicator("leisure.stays_share_of_netherlands", makes=[f"{measure}_share_of_nl" for measure in STAYS])
def stays_share_of_netherlands(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return nights in the territory as a percentage of those in the Netherlands, by kind of guest.

    Accommodation statistics of Eurostat and CBS; they are not the holiday survey that the review
    used for its market share.
    """
    here = (territory or home()).name
    results = [
        result
        for measure in STAYS
        for result in ratio_by_year(
            series(observations, measure=measure, region=here),
            series(observations, measure=measure, region=NETHERLANDS),
            f"{measure}_share_of_nl",
        )
    ]
    return results


@indicator("leisure.nights_per_1000_inhabitants", makes=["overnight_stays_per_1000_inhabitants"])
def nights_per_1000_inhabitants(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the nights of a year for every thousand inhabitants on its first day; per_1000_inhabitants.

    For the territory and the Netherlands, in the years that have both. Accommodation statistics of
    Eurostat and CBS, over the population by CBS.
    """
    for region in ((territory or home()).name, NETHERLANDS):
        people = series(observations, measure="population", region=region)
        for year, nights in series(observations, measure=STAYS[0], region=region).items():
            if year in people:
                yield Result(
                    "overnight_stays_per_1000_inhabitants",
                    region,
                    Period(nights.period_start, nights.period_end),
                    "per_1000_inhabitants",
                    THOUSAND * quantity(nights) / quantity(people[year]),
                    inputs(nights, people[year]),
                    region_code=nights.region_code,
                    decimals=0,
                )
