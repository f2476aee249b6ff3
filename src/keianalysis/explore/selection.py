"""What the page is opened on for a table of observations, such as the rows that a figure draws."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import pandas as pd

from keianalysis.model.observations import NUMBER
from keianalysis.model.regions import MUNICIPALITY, all_regions

NEEDED: Final = frozenset({*NUMBER, "release_date"})
MOST_LINES: Final = 6
"""How many regions are drawn as lines; more are set side by side on one date."""
TOTAL: Final = "total"


def selection(rows: pd.DataFrame) -> str:
    """Return what is chosen for some rows, as an address has it; empty when they are no observations.

    That is their commonest measure, in its commonest unit and sector, with their regions: all releases
    where a number has several, regions side by side where there are many, and else a line.
    """
    if rows.empty or not set(rows.columns) >= NEEDED:
        return ""
    for column in ("measure", "unit", "sector"):
        rows = rows[rows[column] == _commonest(rows[column])]
    regions = list(dict.fromkeys(rows["region"]))
    first = rows.iloc[0]
    chosen = [("m", first["measure"]), *(("r", name) for name in regions[:MOST_LINES]), ("u", first["unit"])]
    chosen += [("s", first["sector"])] if first["sector"] != TOTAL else []
    return urlencode([*chosen, *_view(rows, regions)])


def _commonest(column: pd.Series[str]) -> str:
    # Of several the one that comes first: figures begin with what they are about.
    return str(column.mode().pipe(lambda found: next(one for one in column if one in set(found))))


def _view(rows: pd.DataFrame, regions: list[str]) -> list[tuple[str, str]]:
    if rows.groupby(list(NUMBER))["release_date"].nunique().max() > 1:
        return [("v", "releases")]
    if len(regions) <= MOST_LINES:
        return []
    known = all_regions()
    towns = sum(known[name].kind == MUNICIPALITY for name in regions if name in known) > MOST_LINES
    return [("v", "compare"), *([("k", MUNICIPALITY)] if towns else [])]
