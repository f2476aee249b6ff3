"""How sure the results are: simulated bands of 10 to 90%, and whether enough was drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from keianalysis.effects import additionality, structural_jobs, temporary_jobs
from keianalysis.effects.assumptions import Assumption, at_level
from keianalysis.effects.assumptions import assumptions as known
from keianalysis.effects.groups import Group, Row, table_of, theme_groups
from keianalysis.effects.leverage import drawn_leverage
from keianalysis.effects.readings import DRAWS, SEED, Simulation
from keianalysis.effects.rows.jobs import MULTIPLIED, PRICES, losses_of
from keianalysis.effects.units import Draws
from keianalysis.indicators.computation import computation
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import Input
from keianalysis.model.observations import Period
from keianalysis.model.territories import Territory
from keianalysis.readers.projects.model import Portfolio, Project

BAND: Final = (0.1, 0.9)
DEPENDENCE: Final = {"independent": False, "dependent": True}


@dataclass(frozen=True)
class Band:
    """The middle and the 10 and 90% points of a simulated result, of all draws and of half of them."""

    group: Group
    measure: str
    dependence: str
    median: float
    low: float
    high: float
    half_low: float
    half_high: float

    @property
    def movement(self) -> float:
        """The larger move of an end from half to all draws, as a percentage of the median."""
        moved = max(abs(self.low - self.half_low), abs(self.high - self.half_high))
        return 100 * moved / abs(self.median) if self.median else 0.0


UNITS: Final = {
    "leverage_others": ("ratio", ()),
    "jobs_temporary_direct": ("person_years", PRICES),
    "jobs_temporary_indirect": ("person_years", MULTIPLIED),
    "jobs_structural": ("fte", ()),
    "jobs_structural_net": ("fte", ()),
}
"""The results that are simulated, with their unit and the assumptions behind them.

Those behind the net jobs differ by theme and instrument."""


@computation(
    "uncertainty.bands",
    makes=[f"{measure}_band_{name}" for measure in UNITS for name in ("independent", "dependent")],
)
def bands(
    portfolio: Portfolio, used: Mapping[str, Assumption], *, draws: int = DRAWS, seed: int = SEED
) -> list[Band]:
    """Return the bands of the whole list and of each theme, with independent and dependent projects.

    What is unknown stays out, as in the plain sums. Each draw lies between the bounds of the inputs,
    so that no band is wider than its plain sums.
    """
    priced = at_level(used, portfolio.price_year)
    return [
        _band(group, measure, dependence, outcome)
        for dependence, dependent in DEPENDENCE.items()
        for reading in [Simulation(priced, dependent=dependent, draws=draws, seed=seed)]
        for group in (Group("total", portfolio.projects), *theme_groups(portfolio))
        for measure, outcome in outcomes(group, reading)
    ]


def _band(group: Group, measure: str, dependence: str, outcome: Draws) -> Band:
    half = outcome[: len(outcome) // 2]
    low, median, high = (float(point) for point in np.quantile(outcome, (BAND[0], 0.5, BAND[1])))
    half_low, half_high = (float(point) for point in np.quantile(half, BAND))
    return Band(group, measure, dependence, median, low, high, half_low, half_high)


def outcomes(group: Group, reading: Simulation) -> Iterator[tuple[str, Draws]]:
    """Yield the draws of each result of a group, as far as it is known."""
    ratio = drawn_leverage(group.projects, reading)
    if ratio is not None:
        yield "leverage_others", ratio
    work = _summed(group, lambda project: temporary_jobs.direct(project, reading))
    if work is not None:
        yield "jobs_temporary_direct", work.amount
        yield "jobs_temporary_indirect", temporary_jobs.indirect(work, reading).amount
    jobs = _summed(group, lambda project: structural_jobs.structural(project, reading))
    if jobs is not None:
        yield "jobs_structural", jobs.amount
    left = _summed(group, lambda project: additionality.net(project, reading))
    if left is not None:
        yield "jobs_structural_net", left.amount


def _summed(group: Group, compute: Callable[[Project], Any]) -> Any:
    """Return the sum over the projects of what is known, nothing when it is known of none."""
    known = [amount for project in group.projects if (amount := compute(project)) is not None]
    return sum(known[1:], known[0]) if known else None


def band_table(
    portfolio: Portfolio,
    found: list[Band],
    period: Period,
    territory: Territory | None = None,
    used: Mapping[str, Assumption] | None = None,
) -> pd.DataFrame:
    """Return bands as observations: the median with the 10 and 90% points as bounds.

    The measures are those of the plain sums with ``_band_independent`` or ``_band_dependent``.
    """
    rows = []
    for band in found:
        unit, behind = UNITS[band.measure]
        assumptions: tuple[Input, ...] = behind
        if band.measure == "jobs_structural_net":
            assumptions = losses_of(band.group, used or known())
        quantity = Quantity.of(band.median, band.low, band.high)
        note = f"10 to 90% of the draws; from half the draws {band.half_low:.6g} to {band.half_high:.6g}"
        measure = f"{band.measure}_band_{band.dependence}"
        row = Row(measure, unit, bands, quantity, assumptions=assumptions, note=note)
        rows.append((band.group, row))
    return table_of(portfolio, period, rows, territory)


def convergence(found: list[Band]) -> pd.DataFrame:
    """Return for each band of the whole list its ends from half and from all draws.

    Columns measure, dependence, half_low, low, half_high, high and movement (percent of the median).
    """
    names = ("measure", "dependence", "half_low", "low", "half_high", "high", "movement")
    whole = [band for band in found if band.group.sector == "total"]
    return pd.DataFrame([[getattr(band, name) for name in names] for band in whole], columns=list(names))
