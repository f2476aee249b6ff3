"""Leisure: nights, guests and spending, and the share of the territory in the Dutch market."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from keianalysis.indicators.arithmetic import ratio_by_year, series
from keianalysis.indicators.computation import indicator
from keianalysis.model.observations import Result
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
