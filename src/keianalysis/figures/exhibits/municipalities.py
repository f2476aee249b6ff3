"""The municipalities of a territory on a map: unemployment benefit, and jobs by the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from keianalysis.figures.chart import NothingToDraw
from keianalysis.figures.charts import Chart, tile_map
from keianalysis.figures.exhibits.findings import ends
from keianalysis.figures.exhibits.words import labels
from keianalysis.figures.forms.tiles import tile_positions
from keianalysis.language import numbers
from keianalysis.model.observations import select
from keianalysis.model.regions import compositions, municipalities
from keianalysis.model.territories import Territory, home

HIDDEN: Final = (*numbers.KEPT_BACK, numbers.SAMPLE)
"""The reasons of a value that exists and is kept back; one of a sample is hidden by the same gate."""


def by_municipality(results: pd.DataFrame, territory: Territory | None = None) -> pd.DataFrame:
    """Return one row a municipality of the territory: its value, or why it has none.

    ``results`` are of one measure and one period. A value that is not known or cannot exist is not
    hidden: that municipality has no data, as one without a row.
    """
    day = results["period_end"].max()
    names = {one.code: one.name for one in municipalities()}
    listed = pd.DataFrame({"region_code": compositions(day)[(territory or home()).name]})
    listed = listed.assign(region=[names[code] for code in listed["region_code"]], year=int(day[:4]))
    found = listed.merge(results[["region_code", "value", "status"]], on="region_code", how="left")
    is_hidden = found["value"].isna() & found["status"].isin(HIDDEN)
    return found.assign(state=is_hidden.map({True: "suppressed", False: ""}))


def is_mapped(codes: Iterable[str]) -> bool:
    """Tell whether municipalities have positions on a map: all of them, and no others."""
    return set(codes) == set(tile_positions())


def has_map(territory: Territory, day: str) -> bool:
    """Tell whether the municipalities of a territory on a day are listed and have positions on a map."""
    return is_mapped(compositions(day).get(territory.name, ()))


def _only(results: pd.DataFrame, territory: Territory | None) -> pd.DataFrame:
    """Return the rows of municipalities of the territory: these are drawn, and name the source."""
    day = results["period_end"].max()
    rows = select(results, period_end=day, region_code=compositions(day)[(territory or home()).name])
    if rows.empty:
        raise NothingToDraw("there are no municipalities to draw")
    return rows


def _percent(value: float, language: str) -> str:
    return numbers.quantity(abs(value), "pct", 1, language)


def benefits(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart | None:
    """Draw the persons with an unemployment benefit per 1,000 inhabitants, at the end of the newest year.

    Nothing where the municipalities have no positions on a map.
    """
    rows = _only(results, territory)
    drawn = by_municipality(rows, territory)
    if not is_mapped(drawn["region_code"]):
        return None
    found = ends(drawn["region"].tolist(), drawn["value"].tolist(), 1, language)
    most, year = found.most, drawn["year"].iloc[0]
    words = labels("benefits-by-municipality", rows, language, most=most, year=year)
    return tile_map(drawn, words, decimals=1)


def job_changes(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart | None:
    """Draw the change in jobs between two reference dates, in percent, as one delivery gives it.

    Nothing where the municipalities have no positions on a map.
    """
    rows = _only(results, territory)
    first, last = rows["period_start"].iloc[0][:4], rows["period_end"].iloc[0][:4]
    drawn = by_municipality(rows, territory)
    found = ends(drawn["region"].tolist(), drawn["value"].tolist(), 1, language)
    words = labels(
        "register-municipalities", rows, language, f"title.{found.form}", first=first, last=last,
        most=found.most, least=found.least,
        gain=_percent(found.gain, language), loss=_percent(found.loss, language),
    )  # fmt: skip
    return tile_map(drawn, words, decimals=1, signed=True) if is_mapped(drawn["region_code"]) else None
