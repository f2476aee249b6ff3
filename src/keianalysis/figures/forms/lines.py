"""Line chart: series over the years, named at their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.text import Annotation

from keianalysis.figures import style
from keianalysis.figures.breaks import breaks_told, mark_breaks
from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import mark_zero
from keianalysis.figures.measuring import spread, text_height, wrapped
from keianalysis.figures.scales import scale_values, scale_years
from keianalysis.figures.style import SERIES_LOOKS, SeriesLook, house_style, points

NAME_CM: Final = 3.4
NAME_OFFSET: Final = 8.0
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
    series = list(dict.fromkeys(data["series"]))
    common = _checked_breaks(dict(breaks or {}), data["year"])
    starts = dict(sorted((_own_breaks(labels, data) | common).items()))
    if len(series) > len(SERIES_LOOKS):
        raise ValueError(f"{len(series)} series in one chart; at most {len(SERIES_LOOKS)} stay apart")
    frame = Frame(labels, least_cm=_least_cm(series, starts))
    scale_years(frame, data["year"])
    low, high = _limits(data)
    for name, look in zip(series, SERIES_LOOKS, strict=False):
        for stretch in stretches(data[data["series"] == name], common):
            _draw_stretch(frame, stretch, look, thin=THIN * (high - low))
    scale_values(frame, "y", low, high)
    mark_zero(frame, "y")
    endings = [_named(frame, name, data, look) for name, look in zip(series, SERIES_LOOKS, strict=False)]
    frame.fit()
    mark_breaks(frame, starts)
    frame.fit()
    _spread_endings(frame, endings)
    told = [_told(frame, name, data, decimals) for name in series]
    return frame.finish(data, "line", [*told, *breaks_told(labels, starts)])


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
    names = broken.groupby("year")["series"].agg(", ".join)
    return {int(year): labels.word("break_of").format(name=name) for year, name in names.items()}


def _least_cm(series: Iterable[object], starts: Mapping[int, str]) -> float:
    """Return the height in cm that the names beside the axes need, with the years below them."""
    heights = [text_height(_name_text(name), style.LABEL_SIZE) for name in series]
    return sum(heights) / points(1) + YEARS_CM + len(starts) * BREAK_CM


def _name_text(name: object) -> str:
    return wrapped(str(name), points(NAME_CM), style.LABEL_SIZE)


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


@dataclass(frozen=True)
class Ending:
    """The name of a series beside the axes, and the last point that it belongs to."""

    text: str
    year: int
    value: float
    written: Annotation

    @property
    def height(self) -> float:
        """Height in points."""
        return text_height(self.text, style.LABEL_SIZE)


def _present(data: pd.DataFrame, name: str) -> pd.DataFrame:
    return data[data["series"] == name].dropna(subset=["value"]).sort_values("year")


def _named(frame: Frame, name: str, data: pd.DataFrame, look: SeriesLook) -> Ending:
    rows = _present(data, name)
    if rows.empty:
        year, value = int(data["year"].max()), frame.axes.get_ylim()[0]
        name = f"{name} ({frame.labels.word('no_data')})"
    else:
        year, value = int(rows["year"].iloc[-1]), float(rows["value"].iloc[-1])
    text = _name_text(name)
    written = frame.axes.annotate(
        text,
        (1, value),
        xycoords=("axes fraction", "data"),
        xytext=(NAME_OFFSET, 0),
        textcoords="offset points",
        va="center",
        color=look.colour,
        linespacing=1.1,
        annotation_clip=False,
    )
    return Ending(text, year, value, written)


def _spread_endings(frame: Frame, endings: Sequence[Ending]) -> None:
    low, high = frame.axes.get_ylim()
    _, height = frame.plot_size()
    wanted = [(ending.value - low) / (high - low) * height for ending in endings]
    placed = spread(wanted, [ending.height for ending in endings], 0.0, height)
    for ending, was, now in zip(endings, wanted, placed, strict=True):
        ending.written.set_position((NAME_OFFSET, now - was))
        if abs(now - was) > ending.height / 2 or ending.year < max(other.year for other in endings):
            _lead(frame, ending, now / height)


def _lead(frame: Frame, ending: Ending, height: float) -> None:
    """Join a name to its point where the two do not stand side by side."""
    width, _ = frame.plot_size()
    frame.axes.annotate(
        "",
        (ending.year, ending.value),
        xytext=(1 + (NAME_OFFSET - 1) / width, height),
        textcoords="axes fraction",
        arrowprops={
            "arrowstyle": "-",
            "color": ending.written.get_color(),
            "lw": 0.5,
            "shrinkA": 0,
            "shrinkB": 4,
        },
        annotation_clip=False,
    )


def _told(frame: Frame, name: str, data: pd.DataFrame, decimals: int) -> str:
    rows = _present(data, name)
    labels = frame.labels
    if rows.empty:
        return f"{name}: {labels.word('no_data')}"
    first, last = rows.iloc[0], rows.iloc[-1]
    key = "in_year" if len(rows) == 1 else "from_to"
    return labels.word(key).format(
        name=name,
        first=frame.number(first["value"], decimals),
        first_year=first["year"],
        last=frame.number(last["value"], decimals),
        last_year=last["year"],
        value=frame.number(last["value"], decimals),
        year=last["year"],
    )
