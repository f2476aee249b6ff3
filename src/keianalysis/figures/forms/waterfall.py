"""From a first amount to a last one, with what each step takes off or adds: a waterfall."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import mark_zero
from keianalysis.figures.measuring import text_width
from keianalysis.figures.scales import (
    LABEL_GAP,
    Extent,
    frame_of_rows,
    limits_around,
    scale_values,
)
from keianalysis.figures.style import house_style

BAR: Final = 0.62


@dataclass(frozen=True)
class Bar:
    """One bar: from where to where, and the text at its end."""

    start: float
    end: float
    text: str
    colour: str


@house_style
def waterfall_chart(table: pd.DataFrame, labels: Labels, *, last: str, decimals: int = 0) -> Chart:
    """Draw the first row as a bar from zero, each next one as what it changes, and what is left at the end.

    Parameters
    ----------
    table
        Columns ``step`` and ``value``: the name of each step and what is left after it.
    labels
        The words around the chart.
    last
        The name of the bar of what is left in the end.
    decimals
        Printed precision of the values.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row, a value is empty, or two rows have one step.
    """
    data = drawn_rows(table, ("step",), ("value",))
    if data["value"].isna().any():
        raise ValueError("a step without a value cannot be drawn")
    names = [*(str(name) for name in data["step"]), last]
    frame = frame_of_rows(labels, names)
    frame.fit()
    bars = _bars(frame, data, decimals)
    width, _ = frame.plot_size()
    scale_values(frame, "x", *limits_around([_extent(bar) for bar in bars], width))
    for index, bar in enumerate(bars):
        _draw(frame, index, bar, is_last=index == len(bars) - 1)
    mark_zero(frame, "x")
    frame.fit()
    data = data.assign(change=data["value"].diff())
    return frame.finish(data, "waterfall", [f"{n}: {bar.text}" for n, bar in zip(names, bars, strict=True)])


def _bars(frame: Frame, data: pd.DataFrame, decimals: int) -> list[Bar]:
    values = [float(value) for value in data["value"]]
    bars = [Bar(0.0, values[0], frame.number(values[0], decimals), style.BLUE)]
    for before, after in pairwise(values):
        text = frame.number(after - before, decimals, signed=True)
        bars.append(Bar(before, after, text, style.VERMILION if after < before else style.GREEN))
    return [*bars, Bar(0.0, values[-1], frame.number(values[-1], decimals), style.BLUE)]


def _extent(bar: Bar) -> Extent:
    size = text_width(bar.text, style.LABEL_SIZE, bold=True) + 2 * LABEL_GAP
    return Extent(min(bar.start, bar.end), max(bar.start, bar.end), 0.0, size)


def _draw(frame: Frame, index: int, bar: Bar, *, is_last: bool) -> None:
    frame.axes.barh(index, bar.end - bar.start, left=bar.start, height=BAR, color=bar.colour)
    if not is_last:
        # A thin line leads from what is left to the bar below.
        frame.axes.plot((bar.end, bar.end), (index, index + 1), color=style.MUTED_TEXT, linewidth=0.6)
    frame.axes.annotate(
        bar.text,
        (max(bar.start, bar.end), index),
        xytext=(LABEL_GAP, 0),
        textcoords="offset points",
        va="center_baseline",
        weight="bold" if bar.start == 0 else "normal",
        annotation_clip=False,
    )
