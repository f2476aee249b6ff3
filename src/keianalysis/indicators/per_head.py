"""Numbers for every thousand inhabitants, which set regions of any size side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from keianalysis.indicators.arithmetic import Row, both, inputs, series
from keianalysis.indicators.computation import indicator
from keianalysis.indicators.starters import national_starters, starters_cbs
from keianalysis.model.intervals import THOUSAND
from keianalysis.model.observations import Period, Result, quantity
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations


@indicator("per_head.births", makes=("starters_cbs_per_1000_inhabitants",), asks=None)
def births(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return births of establishments in a year for every thousand inhabitants on its first day.

    For the territory, as the sum of its COROP regions, and for the Netherlands. Births by CBS, without
    sections O-Q up to 2014; the population by CBS.
    """
    counted = {
        both(territory)[0]: series(starters_cbs(observations, only_total=True, territory=territory)),
        NETHERLANDS: national_starters(observations),
    }
    for region, rows in counted.items():
        people = series(observations, measure="population", region=region)
        yield from _per_1000(rows, people, "starters_cbs_per_1000_inhabitants")


@indicator(
    "per_head.social_assistance", makes=("social_assistance_recipients_per_1000_inhabitants",), asks=None
)
def social_assistance(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return persons with social assistance on 31 December per 1,000 inhabitants of the day after.

    For the territory and the Netherlands, in the years that have both.
    """
    for region in both(territory):
        rows = series(observations, measure="social_assistance_recipients_below_pension_age", region=region)
        later = series(observations, measure="population", region=region)
        people = {year - 1: row for year, row in later.items()}
        yield from _per_1000(rows, people, "social_assistance_recipients_per_1000_inhabitants")


@indicator("per_head.establishments", makes=("establishments_cbs_per_1000_inhabitants",), asks=None)
def establishments(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return establishments on 1 January by CBS for every thousand inhabitants of that day.

    For the municipalities of the territory; in years that have both.
    """
    for region in (territory or home()).municipalities:
        people = series(observations, measure="population", region=region)
        rows = series(observations, measure="establishments_cbs", region=region)
        yield from _per_1000(rows, people, "establishments_cbs_per_1000_inhabitants")


def _per_1000(rows: Mapping[int, Row], people: Mapping[int, Row], measure: str) -> Iterable[Result]:
    """Yield a count for every thousand inhabitants, in the years that have both."""
    for year, row in rows.items():
        if year in people:
            yield Result(
                measure,
                row.region,
                Period(row.period_start, row.period_end),
                "per_1000_inhabitants",
                THOUSAND * quantity(row) / quantity(people[year]),
                inputs(row, people[year]),
                region_code=row.region_code,
            )
