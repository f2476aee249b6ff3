"""Two regions side by side, measure by measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.lines import Line2D

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import mark_zero
from keianalysis.figures.measuring import text_width, wrapped
from keianalysis.figures.scales import (
    LABEL_GAP,
    Extent,
    frame_of_rows,
    from_zero,
    limits_around,
    scale_values,
)
from keianalysis.figures.style import SERIES_LOOKS, house_style, points

DOT_SIZE: Final = 8.0
LACKING_CM: Final = 2.8
"""How wide a text may be that says whose value is not there."""
LABEL_DISTANCE: Final = DOT_SIZE / 2 + LABEL_GAP
"""Points from the middle of a dot to its value."""


@dataclass(frozen=True)
class Dot:
    """One value of a row; ``text`` stands on the ``side`` of it (-1 left, 1 right)."""

    value: float
    text: str
    side: int
    region: int


@house_style
def dumbbell_chart(
    table: pd.DataFrame,
    labels: Labels,
    *,
    pair: tuple[str, str],
    decimals: int = 1,
) -> Chart:
    """Draw two regions as two dots joined by a line, one row a measure, in the order of the table.

    Where one region has no value the other is drawn alone and the row says so.

    Parameters
    ----------
    table
        Column ``measure``, and the two columns that ``pair`` names, all in one unit.
    labels
        The words around the chart.
    pair
        The columns that are set side by side.
    decimals
        Printed precision of the values.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no value to draw, or two rows have one measure.
    """
    data = drawn_rows(table, ("measure",), pair)
    if data[list(pair)].isna().all(axis=None):
        raise NothingToDraw("there is no value to draw")
    names = [str(name) for name in data["measure"]]
    frame = frame_of_rows(labels, names, key=_symbols(pair))
    frame.fit()
    values = data[list(pair)].to_numpy(dtype=float)
    rows = [_dots(frame, pair, (first, second), decimals) for first, second in values]
    _scale(frame, [dot for dots in rows for dot in dots])
    mark_zero(frame, "x")
    for index, dots in enumerate(rows):
        _draw_row(frame, index, dots)
    frame.fit()
    told = [
        _told(frame, name, pair, (first, second), decimals)
        for name, (first, second) in zip(names, values, strict=True)
    ]
    apart = [abs(first - second) for first, second in values]
    order = sorted(range(len(told)), key=lambda row: (pd.isna(apart[row]), -apart[row]))
    return frame.finish(data, "dumbbell", [told[row] for row in order])


def _symbols(pair: tuple[str, str]) -> list[Line2D]:
    return [
        Line2D(
            [], [], color=look.colour, marker=look.marker, markersize=DOT_SIZE - 1, linestyle="", label=name
        )
        for name, look in zip(pair, SERIES_LOOKS, strict=False)
    ]


def _dots(frame: Frame, pair: tuple[str, str], values: tuple[float, float], decimals: int) -> list[Dot]:
    present = [index for index in (0, 1) if not pd.isna(values[index])]
    texts = [frame.number(values[index], decimals) for index in present]
    if len(present) == 1:
        lacking = f"{texts[0]} ({pair[1 - present[0]]}: {frame.labels.word('no_data')})"
        text = wrapped(lacking, points(LACKING_CM), style.LABEL_SIZE)
        return [Dot(values[present[0]], text, 1, present[0])]
    order = sorted(present, key=lambda index: values[index])
    sides = (-1, 1)
    return [Dot(values[i], texts[i], side, i) for i, side in zip(order, sides, strict=False)]


def _scale(frame: Frame, dots: list[Dot]) -> None:
    rim = LABEL_DISTANCE + LABEL_GAP
    extents = []
    for dot in dots:
        size = text_width(dot.text, style.LABEL_SIZE) + rim
        extents.append(Extent(dot.value, dot.value, *((size, rim) if dot.side < 0 else (rim, size))))
    low, high = min(dot.value for dot in dots), max(dot.value for dot in dots)
    extents.append(Extent(from_zero(low, high), high))
    width, _ = frame.plot_size()
    scale_values(frame, "x", *limits_around(extents, width))


def _draw_row(frame: Frame, index: int, dots: list[Dot]) -> None:
    axes = frame.axes
    if not dots:
        word = frame.labels.word("no_data")
        axes.annotate(
            word,
            (0.5, index),
            xycoords=axes.get_yaxis_transform(),
            color=style.MUTED_TEXT,
            ha="center",
            va="center_baseline",
        )
    if len(dots) == 2:
        axes.plot(
            [dot.value for dot in dots], (index, index), color=style.MUTED_TEXT, linewidth=1.2, zorder=1
        )
    # The second region lies below, so that two equal values still show both marks.
    for dot in sorted(dots, key=lambda dot: -dot.region):
        look = SERIES_LOOKS[dot.region]
        axes.plot([dot.value], [index], marker=look.marker, markersize=DOT_SIZE, color=look.colour)
        axes.annotate(
            dot.text,
            (dot.value, index),
            xytext=(dot.side * LABEL_DISTANCE, 0),
            textcoords="offset points",
            ha="left" if dot.side > 0 else "right",
            va="center_baseline",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )


def _told(frame: Frame, name: str, pair: tuple[str, str], values: tuple[float, float], decimals: int) -> str:
    no_data = frame.labels.word("no_data")
    texts = [no_data if pd.isna(value) else frame.number(value, decimals) for value in values]
    return f"{name}: " + ", ".join(f"{region} {text}" for region, text in zip(pair, texts, strict=True))
