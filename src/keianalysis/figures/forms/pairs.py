"""Two ranges a row, one below the other: what a number says of itself, and what others say of it."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import pandas as pd
from matplotlib.lines import Line2D

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import write_beside
from keianalysis.figures.scales import frame_of_rows
from keianalysis.figures.style import house_style
from keianalysis.model.rows import typed_rows

APART: Final = 0.16
"""Half the distance between the two ranges of a row, in rows."""
LOOKS: Final[tuple[tuple[str, Any, float], ...]] = (
    (style.BLUE, "-", -APART),
    (style.VERMILION, (0, (3, 1)), APART),
)
"""Colour, dashes, which tell the two apart in grey, and place of each range."""
WIDTH: Final = 2.4
VIEW: Final = (-1.2, 2.2)
"""What is drawn, in widths of the first range: that range itself is 0 to 1. Beyond it stands an arrow."""


class _Pair(NamedTuple):
    label: str
    low: float
    high: float
    other_low: float
    other_high: float
    text: str


@house_style
def pair_chart(table: pd.DataFrame, labels: Labels, *, names: tuple[str, str]) -> Chart:
    """Draw two ranges a row on a scale of its own: the first range runs from 0 to 1.

    So rows in different units stand side by side; the numbers themselves are in ``text``.

    Parameters
    ----------
    table
        Columns ``label``, ``low`` and ``high`` of the first range, ``other_low`` and ``other_high`` of
        the second, on the scale of the row, an empty end being open; and ``text``, the ranges in words.
    labels
        The words around the chart.
    names
        What the two ranges are called in the key.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row to draw, or two rows have one label.
    """
    ends = ("low", "high", "other_low", "other_high")
    data = drawn_rows(table, ("label",), ends, ("text",))
    rows = typed_rows(data, _Pair)
    frame = frame_of_rows(labels, [str(row.label) for row in rows], key=_symbols(names))
    for index, row in enumerate(rows):
        write_beside(frame, index, str(row.text), va="center", fontsize=style.SOURCE_SIZE)
    frame.axes.set_xlim(*VIEW)
    frame.axes.set_xticks([])
    frame.axes.spines["bottom"].set_visible(False)
    for index, row in enumerate(rows):
        pairs = ((row.low, row.high), (row.other_low, row.other_high))
        for (colour, dashes, shift), pair in zip(LOOKS, pairs, strict=True):
            _draw(frame, pair, index + shift, colour, dashes)
    frame.fit()
    told = [f"{row.label}: {row.text}".replace("\n", "; ") for row in rows]
    return frame.finish(data, "interval", told)


def _symbols(names: tuple[str, str]) -> list[Line2D]:
    return [
        Line2D([], [], color=colour, linestyle=dashes, linewidth=WIDTH, label=name)
        for name, (colour, dashes, _) in zip(names, LOOKS, strict=True)
    ]


def _draw(frame: Frame, pair: tuple[float, float], place: float, colour: str, dashes: Any) -> None:
    """Draw one range; an end that is open or out of view is an arrow."""
    first, last = VIEW
    low, high = (None if pd.isna(end) else float(end) for end in pair)
    left, right = (first if low is None else max(low, first)), (last if high is None else min(high, last))
    if left > last or right < first:
        return
    line: dict[str, Any] = {"linestyle": dashes, "linewidth": WIDTH, "solid_capstyle": "butt"}
    frame.axes.plot((left, right), (place, place), color=colour, **line)
    for end, shown, arrow in ((low, left, "<"), (high, right, ">")):
        marker = "|" if end is not None and end == shown else arrow
        frame.axes.plot([shown], [place], marker=marker, markersize=6, color=colour, clip_on=False)
