"""Line chart: series over the years, named at their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.patches import Patch

from keianalysis.figures.breaks import breaks_told, mark_breaks
from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.forms.courses import Course, course_told
from keianalysis.figures.forms.endings import name_series, names_height, present, spread_endings
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import mark_zero
from keianalysis.figures.scales import from_zero, scale_values, scale_years
from keianalysis.figures.style import SERIES_LOOKS, SeriesLook, house_style, points

YEARS_CM: Final = 0.8
BREAK_CM: Final = 0.7
THIN: Final = 0.04
"""Part of the axis below which a band is hidden by its line."""


@house_style
def line_chart(
    table: pd.DataFrame,
    labels: Labels,
    *,
    decimals: int = 0,
    breaks: Mapping[int, str] | None = None,
) -> Chart:
    """Draw one or more series over years, each named at its end.

    A line is interrupted where a year is missing and where a new series begins; a year without
    neighbours is a point of its own.

    Parameters
    ----------
    table
        Columns ``series``, ``year`` (whole), ``value``, and optionally ``low`` and ``high``, the
        bounds that are drawn as a band, and ``is_break``: the series is not comparable with its years
        before.
    labels
        The words around the chart.
    decimals
        Printed precision of the values in the alt text.
    breaks
        First year from which no series is comparable with the years before, with a short label of why.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When no row can be drawn, two rows have one series and year, there are more than six series,
        or a break lies outside the years drawn.
    """
    data = drawn_rows(table, ("series", "year"), ("value",), ("low", "high", "is_break"))
    data = data.astype({"year": int})
    data = data.assign(series=data["series"].astype(str))
    series = list(dict.fromkeys(data["series"]))
    common = _checked_breaks(dict(breaks or {}), data["year"])
    own = _own_breaks(labels, data)
    starts = dict(sorted((own | common).items()))
    if len(series) > len(SERIES_LOOKS):
        raise ValueError(f"{len(series)} series in one chart; at most {len(SERIES_LOOKS)} stay apart")
    frame = Frame(labels, least_cm=_least_cm(series, starts), key=_symbols(labels, data))
    scale_years(frame, data["year"])
    low, high = _limits(data)
    for name, look in zip(series, SERIES_LOOKS, strict=False):
        for stretch in stretches(data[data["series"] == name], common):
            _draw_stretch(frame, stretch, look, thin=THIN * (high - low))
    scale_values(frame, "y", from_zero(low, high), high)
    mark_zero(frame, "y")
    endings = name_series(frame, series, data)
    frame.fit()
    mark_breaks(frame, starts)
    frame.fit()
    spread_endings(frame, endings)
    courses = [_course(data, name, common) for name in series]
    told = [course_told(labels, course, decimals) for course in courses]
    briefer = [course_told(labels, course, decimals, brief=True) for course in courses]
    also = breaks_told(labels, {year: common.get(year, "") for year in starts})
    return frame.finish(data, "line", [*told, *also], [*briefer, *also])


def _symbols(labels: Labels, data: pd.DataFrame) -> list[Patch]:
    """Return what explains the bands, where some are wide enough to be seen."""
    if not {"low", "high"} <= set(data.columns):
        return []
    low, high = _limits(data)
    if not (data["high"] - data["low"]).max() > THIN * (high - low):
        return []
    look = SERIES_LOOKS[0].colour
    return [Patch(facecolor=(look, 0.16), edgecolor=look, linewidth=0.5, label=labels.word("band"))]


def stretches(rows: pd.DataFrame, starts: Iterable[int] = ()) -> list[pd.DataFrame]:
    """Return the runs of consecutive years with a value that no break interrupts, oldest first."""
    present = rows.dropna(subset=["value"]).sort_values("year")
    apart = (present["year"].diff() != 1) | present["year"].isin(list(starts))
    if "is_break" in present.columns:
        apart |= present["is_break"]
    return [stretch for _, stretch in present.groupby(apart.cumsum())]


def _checked_breaks(breaks: dict[int, str], years: pd.Series) -> dict[int, str]:
    first, last = int(years.min()), int(years.max())
    for year in breaks:
        if not first < year <= last:
            raise ValueError(f"a break in {year} lies outside the years drawn, {first} to {last}")
    return dict(sorted(breaks.items()))


def _own_breaks(labels: Labels, data: pd.DataFrame) -> dict[int, str]:
    """Return the years in which single series break, each with their names."""
    if "is_break" not in data.columns:
        return {}
    broken = data[data["is_break"] & (data["year"] > data["year"].min())]
    every = set(data["series"])
    names = broken.groupby("year")["series"].agg(list)
    return {
        int(year): labels.word("break_all")
        if set(found) == every
        else labels.word("break_of").format(name=", ".join(found))
        for year, found in names.items()
    }


def _least_cm(series: Sequence[str], starts: Mapping[int, str]) -> float:
    """Return the height in cm that the names beside the axes need, with the years below them."""
    return names_height(series) / points(1) + YEARS_CM + len(starts) * BREAK_CM


def _draw_stretch(frame: Frame, stretch: pd.DataFrame, look: SeriesLook, *, thin: float) -> None:
    years, values = stretch["year"], stretch["value"]
    frame.axes.plot(years, values, color=look.colour, linestyle=look.dashes, marker=look.marker, markersize=4)
    if not {"low", "high"} <= set(stretch.columns):
        return
    if len(stretch) > 1:
        # The pale fill has too little contrast for bounds; an edge would fill the dashes of a thin band.
        edge = 0.5 if (stretch["high"] - stretch["low"]).max() > thin else 0.0
        band: dict[str, Any] = {"facecolor": (look.colour, 0.16), "edgecolor": look.colour, "linewidth": edge}
        frame.axes.fill_between(years, stretch["low"], stretch["high"], **band)
    else:
        frame.axes.vlines(years, stretch["low"], stretch["high"], color=look.colour, linewidth=1)


def _limits(data: pd.DataFrame) -> tuple[float, float]:
    numbers = data[[name for name in ("value", "low", "high") if name in data.columns]]
    if data["value"].isna().all():
        raise NothingToDraw("there is no value to draw")
    low, high = float(np.nanmin(numbers)), float(np.nanmax(numbers))
    pad = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
    return low - pad, high + pad


def _course(data: pd.DataFrame, name: str, common: Iterable[int]) -> Course:
    """Return the points of a series with a value, and where it begins anew."""
    rows = present(data, name)
    own = rows.loc[rows["is_break"], "year"] if "is_break" in rows.columns else []
    points = [(int(year), float(value)) for year, value in zip(rows["year"], rows["value"], strict=True)]
    return Course(name, tuple(points), tuple({*common, *map(int, own)}))
