"""The names of series beside a line chart: each at the height of its last point, and none on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.text import Annotation

from keianalysis.figures import style
from keianalysis.figures.frame import Frame
from keianalysis.figures.measuring import spread, text_height, text_width, wrapped
from keianalysis.figures.style import SERIES_LOOKS, SeriesLook, points

NAME_CM: Final = 2.6
LONGEST_NAME_CM: Final = 3.4
"""How wide a name may be where one of its words is."""
NAME_OFFSET: Final = 8.0


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


def names_height(series: Sequence[str]) -> float:
    """Return the points that the names need below each other."""
    width = _width(series)
    return sum(text_height(wrapped(name, width, style.LABEL_SIZE), style.LABEL_SIZE) for name in series)


def name_series(frame: Frame, series: Sequence[str], data: pd.DataFrame) -> list[Ending]:
    """Write the name of each series beside the axes, at the height of its last point."""
    last, width = int(data.dropna(subset=["value"])["year"].max()), _width(series)
    return [
        _named(frame, name, data, look, last, width) for name, look in zip(series, SERIES_LOOKS, strict=False)
    ]


def present(data: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows of a series with a value, oldest first."""
    return data[data["series"] == name].dropna(subset=["value"]).sort_values("year")


def _width(series: Iterable[str]) -> float:
    """Return the points that names may take beside the axes: as many as their longest word, within bounds."""
    longest = max(text_width(word, style.LABEL_SIZE) for name in series for word in name.split())
    return min(max(points(NAME_CM), longest), points(LONGEST_NAME_CM))


def _named(frame: Frame, name: str, data: pd.DataFrame, look: SeriesLook, last: int, width: float) -> Ending:
    """Write the name of a series at its height, and until when it runs where others run on."""
    rows = present(data, name)
    if rows.empty:
        year, value = int(data["year"].max()), frame.axes.get_ylim()[0]
        name = f"{name} ({frame.labels.word('no_data')})"
    else:
        year, value = int(rows["year"].iloc[-1]), float(rows["value"].iloc[-1])
        name = name if year == last else f"{name} ({frame.labels.word('until').format(year=year)})"
    text = wrapped(name, width, style.LABEL_SIZE)
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


def spread_endings(frame: Frame, endings: Sequence[Ending]) -> None:
    """Move names apart that would touch, and join one that moved to its point; needs axes that are fitted."""
    low, high = frame.axes.get_ylim()
    _, height = frame.plot_size()
    wanted = [(ending.value - low) / (high - low) * height for ending in endings]
    placed = spread(wanted, [ending.height for ending in endings], 0.0, height)
    for ending, was, now in zip(endings, wanted, placed, strict=True):
        ending.written.set_position((NAME_OFFSET, now - was))
        moved = abs(now - was) > ending.height / 2
        if moved and ending.year == max(other.year for other in endings):
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
            "color": style.MUTED_TEXT,
            "linestyle": ":",
            "lw": 0.7,
            "shrinkA": 0,
            "shrinkB": 5,
        },
        annotation_clip=False,
    )
