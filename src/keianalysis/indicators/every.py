"""Every indicator that is computed from observations, for whoever asks not for one of them but for all."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.indicators import (
    education,
    employment,
    labour_market,
    leisure,
    location,
    per_head,
    profile,
    provinces,
    starters,
)
from keianalysis.indicators.computation import COMPUTATIONS, call
from keianalysis.model import observations as obs
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations

THEMES: Final = (
    education,
    employment,
    labour_market,
    leisure,
    location,
    per_head,
    profile,
    provinces,
    starters,
)
"""The modules of indicators; what they declare is known once they are loaded."""


def computed_for(
    observations: Observations, claims: pd.DataFrame, territory: Territory | None = None
) -> pd.DataFrame:
    """Return every indicator that may bear on some claims, computed from one state of the data.

    Each is called as it asks for from the claims, such as over the periods for which they state it.
    """
    here = territory or home()
    return obs.combine(
        call(one.function, observations, territory=here, **arguments)
        for _, one in sorted(COMPUTATIONS.items())
        if one.asks is not None
        for arguments in one.asks(claims)
    )
