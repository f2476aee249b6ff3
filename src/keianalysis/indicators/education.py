"""Education of the population of 15 to 75: the highest and the lowest levels together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from keianalysis.indicators.arithmetic import both, inputs, of_one_release, series
from keianalysis.indicators.computation import indicator
from keianalysis.model.intervals import total
from keianalysis.model.observations import Period, Result, quantity
from keianalysis.model.territories import Territory
from keianalysis.tracking.read_log import Observations

LOW: Final = ("education_share_primary", "education_share_vmbo_mbo1")
MIDDLE: Final = "education_share_havo_vwo_mbo2_4"
HIGH: Final = ("education_share_bachelor", "education_share_master_doctor")
LEVELS: Final = (*LOW, MIDDLE, *HIGH)
"""The levels of education of the population, lowest first; together they are everybody."""


@indicator("education.high_educated", makes=("education_share_high",), asks=None)
def high_educated(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return the share of the population of 15 to 75 with a degree of hbo or university (pct)."""
    return _together(observations, HIGH, "education_share_high", both(territory))


@indicator("education.low_educated", makes=("education_share_low",), asks=None)
def low_educated(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return the share of the population of 15 to 75 with primary education, vmbo or mbo1 (pct)."""
    return _together(observations, LOW, "education_share_low", both(territory))


def _together(
    observations: Observations, levels: tuple[str, ...], measure: str, regions: Iterable[str]
) -> Iterable[Result]:
    """Yield the sum of some levels in every year of which one release has all of them."""
    for region in regions:
        parts = [series(observations, measure=level, region=region) for level in levels]
        for year, first in parts[0].items():
            rows = [part[year] for part in parts if year in part and of_one_release(part[year], first)]
            if len(rows) == len(levels):
                yield Result(
                    measure,
                    region,
                    Period(first.period_start, first.period_end),
                    "pct",
                    total(quantity(row) for row in rows),
                    inputs(*rows),
                    region_code=first.region_code,
                )
