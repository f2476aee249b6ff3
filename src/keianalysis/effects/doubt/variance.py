"""Which input the spread of each result comes from, when all inputs vary at once.

Of each input the first-order share of the variance (what would vanish if it alone were known) and the
total share (what would be left if it alone were not). Sources: Saltelli and others, Computer Physics
Communications 181 (2010), for the first; Jansen, Computer Physics Communications 117 (1999), for the
second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.effects.assumptions import Assumption, at_level
from keianalysis.effects.groups import Group
from keianalysis.effects.readings import SEED, Simulation
from keianalysis.effects.sensitivity import FROM_THE_LIST, tornado
from keianalysis.effects.uncertainty import UNITS, outcomes
from keianalysis.effects.units import Draws
from keianalysis.model.lineage import AssumptionInput
from keianalysis.model.projects.tables import VarianceShare
from keianalysis.readers.projects.model import Portfolio

DRAWS: Final = 8_192
OTHER_SEED: Final = SEED + 1
LEAST: Final = 0.005
"""Inputs with a smaller total share are left out."""


class _Swapped(Simulation):
    """Draws of one seed, but of another for one input."""

    def __init__(self, used: Mapping[str, Assumption], draws: int, seed: int, swapped: str = "") -> None:
        super().__init__(used, dependent=True, draws=draws, seed=seed)
        self._swapped = swapped
        self._other = Simulation(used, dependent=True, draws=draws, seed=OTHER_SEED)

    def uniform(self, key: str) -> Draws:
        is_swapped = key in (self._swapped, f"assumption {self._swapped}")
        return self._other.uniform(key) if is_swapped else super().uniform(key)


def variance_shares(
    portfolio: Portfolio, used: Mapping[str, Assumption], *, draws: int = DRAWS
) -> pd.DataFrame:
    """Return ``VarianceShare`` rows for each result, the largest total share first.

    A range of the list moves in all projects at once. Shares are parts of one, first shares add to one
    where inputs do not interact, and both are estimates from draws. Beside them stands how far that input
    alone moves the result from its low to its high, all else at its centre.
    """
    priced, group = at_level(used, portfolio.price_year), Group("total", portfolio.projects)
    base, other = (dict(outcomes(group, _Swapped(priced, draws, seed))) for seed in (SEED, OTHER_SEED))
    rows = [
        row
        for name in (*priced, *FROM_THE_LIST)
        for row in _shares(name, base, other, dict(outcomes(group, _Swapped(priced, draws, SEED, name))))
    ]
    table = pd.DataFrame(rows, columns=["result", "input", "first", "total"])
    table = table[table["total"] >= LEAST].sort_values("total", ascending=False, kind="stable")
    alone = tornado(portfolio, used).rename(columns={"moved": "input"})
    table = table.merge(alone, on=["result", "input"], how="left")
    listed = " ".join(project.lineage for project in portfolio.projects)
    table = table.assign(
        unit=[UNITS[result][0] for result in table["result"]],
        inputs=[str(AssumptionInput(name)) if name in priced else listed for name in table["input"]],
    )
    table = table[list(VarianceShare._fields)]
    order = {name: place for place, name in enumerate(base)}
    return table.sort_values("result", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def _shares(
    name: str, base: Mapping[str, Draws], other: Mapping[str, Draws], swapped: Mapping[str, Draws]
) -> Iterator[tuple[str, str, float, float]]:
    for result, drawn in base.items():
        spread = float(np.var(np.concatenate([drawn, other[result]])))
        if spread > 0:
            moved = swapped[result]
            # Around its mean, without which the noise of the estimate grows with the result itself.
            around = other[result] - np.mean(other[result])
            first = float(np.mean(around * (moved - drawn))) / spread
            total = float(np.mean((drawn - moved) ** 2)) / (2 * spread)
            yield result, name, min(max(first, 0.0), 1.0), total
