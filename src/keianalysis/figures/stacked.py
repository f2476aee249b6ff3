"""Bars of parts that add up, each part labelled where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
from matplotlib.patches import Patch

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.measuring import spread, text_width
from keianalysis.figures.scales import (
    LABEL_GAP,
    Extent,
    limits_around,
    name_rows,
    rows_height_cm,
    scale_values,
)
from keianalysis.figures.style import house_style

ROW_CM: Final = 1.0
BAR: Final = 0.52
LABEL_MARGIN: Final = 1.5
LIFT: Final = 3.5
"""Points between a narrow part and its label above the bar."""


@house_style
def stacked_bars(
    table: pd.DataFrame, labels: Labels, *, decimals: int = 1, parts: Sequence[str] = ()
) -> Chart:
    """Draw one bar a category, made of its parts, with the value in each part and the sum at the end.

    Categories stand in the order of the table, and so do parts unless ``parts`` gives theirs. A part
    too narrow for its value carries it above the bar; a part without a value is left out.

    Parameters
    ----------
    table
        Columns ``category``, ``part``, ``value`` (zero or more).
    labels
        The words around the chart.
    decimals
        Printed precision of the values.
    parts
        Every part that may occur, so that each has its place and colour also where others are absent.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row or no part above zero, a value is negative, a part is unknown, there are more
        parts than colours, or two rows have one category and part.
    """
    data = drawn_rows(table, ("category", "part"), ("value",))
    order = list(parts) or list(dict.fromkeys(data["part"]))
    wide = _by_category(data, order)
    names = [str(name) for name in wide.index]
    colours = dict(zip(order, style.PALETTE, strict=False))
    key = [Patch(facecolor=colours[part], label=str(part)) for part in wide.columns]
    frame = Frame(labels, plot_cm=rows_height_cm(names, ROW_CM), key=key)
    name_rows(frame, names)
    frame.fit()
    totals = wide.sum(axis=1)
    longest = max(text_width(frame.number(value, decimals), style.LABEL_SIZE, bold=True) for value in totals)
    width, _ = frame.plot_size()
    after = longest + 2 * LABEL_GAP
    scale_values(frame, "x", *limits_around([Extent(0.0, float(totals.max()), 0.0, after)], width))
    frame.fit()
    for row, name in enumerate(wide.index):
        _draw_category(frame, row, wide.loc[name], colours, decimals)
    frame.fit()
    told = [_told(frame, str(name), wide.loc[name], decimals) for name in wide.index]
    return frame.finish(data, "stacked", told)


def _by_category(data: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Return one row a category, in the order of the table, and one column a part that occurs."""
    if (data["value"] < 0).any():
        raise ValueError("a part is zero or more")
    wide = data.pivot(index="category", columns="part", values="value").fillna(0.0)
    unknown = sorted(set(map(str, data["part"])) - set(order))
    if unknown:
        raise ValueError(f"unknown part(s): {', '.join(unknown)}; use {', '.join(order)}")
    parts = [part for part in order if part in wide.columns and wide[part].any()]
    if not parts:
        raise ValueError("there is no part to draw")
    if len(order) > len(style.PALETTE):
        raise ValueError(f"{len(order)} parts are more than the {len(style.PALETTE)} colours")
    return wide.loc[list(dict.fromkeys(data["category"])), parts]


def _draw_category(frame: Frame, row: int, values: pd.Series, colours: dict[str, str], decimals: int) -> None:
    narrow: list[tuple[float, str, str]] = []
    start, scale = 0.0, _points_per_unit(frame)
    for part, value in values[values > 0].items():
        colour, text = colours[str(part)], frame.number(value, decimals)
        frame.axes.barh(row, value, left=start, height=BAR, color=colour, edgecolor="white", linewidth=0.8)
        middle = start + value / 2
        if text_width(text, style.LABEL_SIZE) + 2 * LABEL_MARGIN <= value * scale:
            frame.axes.text(middle, row, text, color="white", ha="center", va="center")
        elif _is_shown(value, decimals):
            narrow.append((middle, text, colour))
        start += value
    _write_above(frame, row, narrow)
    frame.axes.annotate(
        frame.number(start, decimals),
        (start, row),
        xytext=(LABEL_GAP, 0),
        textcoords="offset points",
        va="center",
        weight="bold",
        annotation_clip=False,
    )


def _is_shown(value: float, decimals: int) -> bool:
    """Tell whether a part is more than nothing at the printed precision."""
    return round(value, decimals) > 0


def _points_per_unit(frame: Frame) -> float:
    low, high = frame.axes.get_xlim()
    return frame.plot_size()[0] / (high - low)


def _write_above(frame: Frame, row: int, narrow: list[tuple[float, str, str]]) -> None:
    """Write the values of narrow parts above the bar, moved apart and joined to their part by a line."""
    scale = _points_per_unit(frame)
    width, _ = frame.plot_size()
    sizes = [text_width(text, style.SOURCE_SIZE) + 3 * LABEL_MARGIN for _, text, _ in narrow]
    places = spread([middle * scale for middle, _, _ in narrow], sizes, -LABEL_MARGIN, width)
    for (middle, text, colour), place in zip(narrow, places, strict=True):
        frame.axes.annotate(
            text,
            (middle, row - BAR / 2),
            xytext=(place - middle * scale, LIFT),
            textcoords="offset points",
            ha="center",
            fontsize=style.SOURCE_SIZE,
            color=colour,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "lw": 0.6,
                "shrinkA": 0,
                "shrinkB": 0,
                "relpos": (0.5, 0),
            },
        )


def _told(frame: Frame, name: str, values: pd.Series, decimals: int) -> str:
    parts = [f"{part} {frame.number(value, decimals)}" for part, value in values[values > 0].items()]
    return f"{name}: {', '.join(parts)}"
