"""How large an effect on all jobs of a province would have to be to stand out from the other provinces.

Provinces differ by themselves. With the spread between them a change of one province is told apart from
its own course only when it is large: the smallest effect that a two-sided test at 5% would find in four
out of five cases, by Student's t (Bloom, Minimum detectable effects, Evaluation Review 1995).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
from scipy.special import stdtrit

from keianalysis.indicators.arithmetic import Row, inputs, sum_of_parts
from keianalysis.indicators.computation import computation
from keianalysis.model import observations as obs
from keianalysis.model.claims import Claim, claim_quantity, claim_records
from keianalysis.model.intervals import HUNDRED, ONE, Quantity
from keianalysis.model.observations import Period, Result, quantity, records
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home, territories
from keianalysis.tracking.read_log import Observations

SIGNIFICANCE: Final = 0.05
POWER: Final = 0.8
FEWEST: Final = 4
"""Of fewer provinces the spread says nothing."""

JOBS: Final = "jobs_employees"
FUNCTION: Final = "visible.visible_effect"
MEASURES: Final = (
    JOBS,
    "jobs_employees_change_over_period",
    "jobs_change_spread",
    "visible_effect_share",
    "visible_effect",
    "claimed_effect_share",
)


@computation(FUNCTION, makes=MEASURES)
def visible_effect(
    observations: Observations, claims: pd.DataFrame, *, territory: Territory | None = None
) -> pd.DataFrame:
    """Return jobs and change of every province, the spread, the smallest visible effect and the claimed one.

    Changes in jobs of employees (percent) between the Decembers around the period of the claim on
    structural jobs; the spread in percentage points; the visible effect in percent and in jobs; the
    claimed effect in percent of the jobs at the start. Nothing without such a claim, or where fewer
    than four provinces are known.
    """
    here = territory or home()
    claim = next((one for one in claim_records(claims) if one.measure == "jobs_structural"), None)
    if claim is None:
        return obs.empty()
    levels = _levels(observations, _around(claim.period))
    changes = obs.table_of(_changes(levels, _around(claim.period)), FUNCTION)
    known = records(changes)
    if len(known) < FEWEST or here.name not in levels:
        return obs.empty()
    sums = pd.DataFrame(
        [row._asdict() for pair in levels.values() for row in pair], columns=list(obs.COLUMNS)
    )
    told = obs.table_of(_visible(known, levels[here.name][0], claim, here), FUNCTION)
    return obs.combine([sums, changes, told])


def _around(period: Period) -> Period:
    """Return the Decembers around a period: the last before it begins, and the first at its end or after."""
    return Period(f"{int(period.start[:4]) - 1}-12-31", f"{period.end[:4]}-12-31")


def _levels(observations: Observations, period: Period) -> dict[str, tuple[Row, Row]]:
    """Return the rows of the first and the last December of each province whose parts are all known."""
    found: dict[str, tuple[Row, Row]] = {}
    for one in territories().values():
        parts = sum_of_parts(observations, JOBS, one.corops, one.name, one.code, -2, only_total=True)
        sums = obs.table_of(parts, FUNCTION)
        ends = {row.period_end: row for row in records(sums.dropna(subset=["value"]))}
        if period.start in ends and period.end in ends:
            found[one.name] = (ends[period.start], ends[period.end])
    return found


def _changes(levels: dict[str, tuple[Row, Row]], period: Period) -> Iterator[Result]:
    for name, (first, last) in levels.items():
        yield Result(
            "jobs_employees_change_over_period",
            name,
            period,
            "pct",
            HUNDRED * (quantity(last) / quantity(first) - ONE),
            inputs(first, last),
            region_code=first.region_code,
        )


def smallest_visible(values: list[float]) -> float:
    """Return the smallest difference of one from the others that a test would find, in their unit."""
    count = len(values)
    free = count - 2
    width = stdtrit(free, 1 - SIGNIFICANCE / 2) + stdtrit(free, POWER)
    return float(width) * statistics.stdev(values) * math.sqrt(1 + 1 / (count - 1))


def _visible(changes: list[Row], start: Row, claim: Claim, here: Territory) -> Iterator[Result]:
    values = [float(row.value) for row in changes]
    period, rows = Period(changes[0].period_start, changes[0].period_end), inputs(*changes)
    least = smallest_visible(values)

    def result(measure: str, unit: str, value: Quantity, region: str = here.name, **more: Any) -> Result:
        code = here.code if region == here.name else "NL01"
        return Result(measure, region, period, unit, value, rows, region_code=code, **more)

    yield result("jobs_change_spread", "pct_point", Quantity.of(statistics.stdev(values)), NETHERLANDS)
    yield result("visible_effect_share", "pct", Quantity.of(least))
    yield result("visible_effect", "jobs", quantity(start) * Quantity.of(least / 100), decimals=-2)
    share = HUNDRED * claim_quantity(claim) / quantity(start)
    yield Result(
        "claimed_effect_share",
        here.name,
        period,
        "pct",
        share,
        inputs(start),
        region_code=here.code,
        claims=[claim.claim_id],
    )
