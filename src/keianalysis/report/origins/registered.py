"""Which results of an edition come from register deliveries, and which of those are the newest."""

from __future__ import annotations

import pandas as pd

from keianalysis.model.observations import BEHIND_GATE, select


def registered(results: pd.DataFrame) -> pd.DataFrame:
    """Return the results from register deliveries, real or synthetic."""
    return results[results["source"].str.startswith(BEHIND_GATE)]


def newest_registered(results: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows of the newest reference date up to a year, from the newest release of it."""
    rows = registered(results)
    known = rows[rows["period_end"] <= f"{year}-12-31"]
    newest = select(known, period_end=known["period_end"].max()) if len(known) else known
    return select(newest, release_date=newest["release_date"].max()) if len(newest) else newest
