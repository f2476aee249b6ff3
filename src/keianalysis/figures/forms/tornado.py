"""What one result becomes when each input in turn is low or high: a tornado."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, drawn_rows
from keianalysis.figures.forms.parts import symbol
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import mark_value, write_beside
from keianalysis.figures.measuring import text_width, wrapped
from keianalysis.figures.scales import (
    LABEL_GAP,
    Extent,
    frame_of_rows,
    limits_around,
    scale_values,
)
from keianalysis.figures.style import house_style, points
from keianalysis.model.rows import typed_rows

BAR: Final = 0.6
SHARE_CM: Final = 1.8
ABOVE: Final = -0.5
"""Where what the shares are stands, in rows: above the first one."""
LOOKS: Final = {"at_low": (style.BLUE, ""), "at_high": (style.VERMILION, "////")}
"""Colour of each end, and the hatch that tells it apart in grey."""


class _Moved(NamedTuple):
    label: str
    at_low: float
    at_high: float
    share: float = nan


@house_style
def tornado_chart(table: pd.DataFrame, labels: Labels, *, base: float, decimals: int = 0) -> Chart:
    """Draw one bar an input, from the result at its low to the result at its high, in the given order.

    Parameters
    ----------
    table
        Columns ``label``, ``at_low``, ``at_high``: the result with that input at its low and at its
        high, the others at their centre. With a column ``share`` its part of the variance, in percent,
        stands beside the bar.
    labels
        The words around the chart.
    base
        The result with every input at its centre, drawn as a line.
    decimals
        Printed precision of the values.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row, a value is empty, or two rows have one label.
    """
    data = drawn_rows(table, ("label",), ("at_low", "at_high"), ("share",))
    if data[["at_low", "at_high"]].isna().any(axis=None):
        raise ValueError("a row without both results cannot be drawn")
    names = [str(name) for name in data["label"]]
    key = [symbol(colour, labels.word(name), hatch) for name, (colour, hatch) in LOOKS.items()]
    frame = frame_of_rows(labels, names, below_cm=0.4, key=key)
    rows = typed_rows(data, _Moved)
    if "share" in data.columns:
        _write_shares(frame, rows)
    frame.fit()
    extents = [_extent(frame, row, base, decimals) for row in rows]
    width, _ = frame.plot_size()
    scale_values(frame, "x", *limits_around(extents, width))
    for index, row in enumerate(rows):
        _draw(frame, index, row, base, decimals)
    named = f"{labels.word('base')}: {frame.number(base, decimals)}"
    mark_value(frame, base, named, colour=style.TEXT, linewidth=0.9)
    frame.fit()
    return frame.finish(data.assign(base=base), "tornado", _told(frame, rows, base, decimals))


def _write_shares(frame: Frame, rows: Sequence[_Moved]) -> None:
    """Write the part of the variance of each input beside its bar, and above them what it is."""
    for index, row in enumerate(rows):
        write_beside(frame, index, _share(frame, row))
    told = wrapped(frame.labels.word("share"), points(SHARE_CM), style.SOURCE_SIZE)
    write_beside(frame, ABOVE, told, fontsize=style.SOURCE_SIZE, va="bottom")


def _share(frame: Frame, row: _Moved) -> str:
    return "" if isnan(row.share) else f"{frame.number(row.share, 0)}%"


def _ends(row: _Moved, base: float) -> tuple[float, float]:
    """Return how far a bar reaches to either side of the base."""
    return min(row.at_low, row.at_high, base), max(row.at_low, row.at_high, base)


def _extent(frame: Frame, row: _Moved, base: float, decimals: int) -> Extent:
    low, high = _ends(row, base)
    before, after = (text_width(frame.number(end, decimals), style.LABEL_SIZE) for end in (low, high))
    return Extent(
        low,
        high,
        before + 2 * LABEL_GAP if low < base else 0.0,
        after + 2 * LABEL_GAP if high > base else 0.0,
    )


def _draw(frame: Frame, index: int, row: _Moved, base: float, decimals: int) -> None:
    for name, (colour, hatch) in LOOKS.items():
        end = float(getattr(row, name))
        frame.axes.barh(
            index,
            end - base,
            left=base,
            height=BAR,
            facecolor=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0,
        )
    for end, side, sign in zip(_ends(row, base), ("right", "left"), (-1, 1), strict=True):
        if end != base:
            frame.axes.annotate(
                frame.number(end, decimals),
                (end, index),
                xytext=(sign * LABEL_GAP, 0),
                textcoords="offset points",
                ha=side,
                va="center_baseline",
                annotation_clip=False,
            )


def _told(frame: Frame, rows: Sequence[_Moved], base: float, decimals: int) -> list[str]:
    shown = frame.labels.word("moved")
    told = [
        shown.format(
            name=row.label, low=frame.number(row.at_low, decimals), high=frame.number(row.at_high, decimals)
        )
        + (f" ({frame.labels.word('share')}: {_share(frame, row)})" if _share(frame, row) else "")
        for row in rows
    ]
    return [f"{frame.labels.word('base')}: {frame.number(base, decimals)}", *told]
