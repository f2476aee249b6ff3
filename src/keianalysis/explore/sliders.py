"""The steps from gross to net jobs of a project list under other assumptions, for a notebook's sliders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from keianalysis.effects.additionality import summed_waterfall
from keianalysis.effects.assumptions import LOSSES, STRUCTURAL_MULTIPLIER, Assumption, assumptions
from keianalysis.effects.readings import Bounds
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects import Portfolio


def net_jobs(portfolio: Portfolio, **values: float) -> pd.DataFrame:
    """Return low, central and high of the structural jobs (fte) after each step, some assumptions given."""
    steps = summed_waterfall(portfolio.projects, Bounds(_given(values)))
    ends = {name: (jobs.amount.low, jobs.amount.value, jobs.amount.high) for name, jobs in steps}
    table = pd.DataFrame.from_dict(ends, orient="index", columns=["low", "central", "high"])
    return table.astype("float64")


def net_jobs_of(portfolio: Portfolio) -> Callable[..., pd.DataFrame]:
    """Return the net jobs of one project list, to tenths, as the function that ``ipywidgets.interact`` calls.

    A ``functools.partial`` has no name of its own, which ipywidgets asks for.
    """

    def net_jobs_given(**values: float) -> pd.DataFrame:
        return net_jobs(portfolio, **values).round(1)

    return net_jobs_given


def _given(values: Mapping[str, float]) -> dict[str, Assumption]:
    used = assumptions()
    exact = {name: Decimal(str(value)) for name, value in values.items()}
    return used | {
        name: replace(used[name], quantity=Quantity(value, value, value)) for name, value in exact.items()
    }


def slider_settings() -> dict[str, dict[str, Any]]:
    """Return for each assumption of the net jobs how a slider of ipywidgets is made: from low to high."""
    used = {name: assumptions()[name] for name in (*LOSSES, STRUCTURAL_MULTIPLIER)}
    return {
        name: {
            "value": float(one.quantity.value),
            "min": float(one.quantity.low),
            "max": float(one.quantity.high),
            "step": 0.01,
            "description": one.labels["en"],
            "style": {"description_width": "16em"},
        }
        for name, one in used.items()
    }
