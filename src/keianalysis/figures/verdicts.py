"""How many claims of each theme got which verdict."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from matplotlib.patches import Patch

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.figures.measuring import spread, text_width
from keianalysis.figures.scales import (
    LABEL_GAP,
    Extent,
    limits_around,
    name_rows,
    rows_height_cm,
    scale_values,
)
from keianalysis.figures.style import VERDICT_LOOKS, VerdictLook, house_style

ROW_CM: Final = 1.0
BAR: Final = 0.52
COUNT_MARGIN: Final = 1.5
LIFT: Final = 3.5
"""Points between a narrow part and its count above the bar."""


@house_style
def verdict_overview(table: pd.DataFrame, labels: Labels) -> Chart:
    """Draw the number of claims per theme as stacked bars, one colour and hatch a verdict.

    The verdicts stand in the order of ``style.VERDICT_LOOKS``, the themes in that of the table. A
    part too narrow for its count carries it above the bar; the total of a theme stands at its end.

    Parameters
    ----------
    table
        Columns ``theme``, ``verdict``, ``count`` (whole, zero or more).
    labels
        The words around the chart.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row, a verdict is unknown, a count is negative, broken or empty, or two rows have
        one theme and verdict.
    """
    data = _checked(drawn_rows(table, ("theme", "verdict"), ("count",)))
    counts = _by_theme(data)
    names = [str(name) for name in counts.index]
    frame = Frame(labels, plot_cm=rows_height_cm(names, ROW_CM), key=_symbols(labels, counts))
    name_rows(frame, names)
    frame.fit()
    totals = counts.sum(axis=1)
    width, _ = frame.plot_size()
    after = text_width(str(totals.max()), style.LABEL_SIZE, bold=True) + 2 * LABEL_GAP
    scale_values(frame, "x", *limits_around([Extent(0.0, float(totals.max()), 0.0, after)], width))
    frame.fit()
    for row, name in enumerate(counts.index):
        _draw_theme(frame, row, counts.loc[name])
    frame.fit()
    return frame.finish(
        data, "verdict", [_told(labels, str(name), counts.loc[name]) for name in counts.index]
    )


def _checked(data: pd.DataFrame) -> pd.DataFrame:
    unknown = sorted(set(map(str, data["verdict"])) - set(VERDICT_LOOKS))
    if unknown:
        raise ValueError(f"unknown verdict(s): {', '.join(unknown)}; use {', '.join(VERDICT_LOOKS)}")
    counts = data["count"]
    if counts.isna().any() or (counts < 0).any() or (counts % 1 != 0).any():
        raise ValueError("a count is a whole number, zero or more")
    return data.astype({"count": int})


def _by_theme(data: pd.DataFrame) -> pd.DataFrame:
    """Return one row a theme and one column a verdict that occurs, both in the order they are shown."""
    wide = data.pivot(index="theme", columns="verdict", values="count").fillna(0).astype(int)
    shown = [verdict for verdict in VERDICT_LOOKS if verdict in wide.columns and wide[verdict].any()]
    if not shown:
        raise ValueError("there is no claim to count")
    return wide.loc[list(dict.fromkeys(data["theme"])), shown]


def _symbols(labels: Labels, counts: pd.DataFrame) -> list[Patch]:
    names = VERDICT_NAMES[labels.locale]
    return [
        _patch(VERDICT_LOOKS[str(verdict)], f"{names[str(verdict)]} ({number})")
        for verdict, number in counts.sum().items()
    ]


def _patch(look: VerdictLook, label: str) -> Patch:
    return Patch(facecolor=look.colour, hatch=look.hatch, edgecolor="white", linewidth=0, label=label)


def _draw_theme(frame: Frame, row: int, counts: pd.Series) -> None:
    narrow: list[tuple[float, int, str]] = []
    start = 0
    for verdict, count in counts[counts > 0].items():
        look = VERDICT_LOOKS[str(verdict)]
        bar: dict[str, Any] = {
            "color": look.colour,
            "hatch": look.hatch,
            "edgecolor": "white",
            "linewidth": 0.8,
        }
        frame.axes.barh(row, count, left=start, height=BAR, **bar)
        if _fits(frame, count):
            _write_inside(frame, start + count / 2, row, count, look)
        else:
            narrow.append((start + count / 2, count, look.colour))
        start += count
    _write_above(frame, row, narrow)
    total: dict[str, Any] = {
        "xytext": (LABEL_GAP, 0),
        "textcoords": "offset points",
        "va": "center",
        "weight": "bold",
    }
    frame.axes.annotate(str(start), (start, row), annotation_clip=False, **total)


def _points_per_claim(frame: Frame) -> float:
    low, high = frame.axes.get_xlim()
    return frame.plot_size()[0] / (high - low)


def _fits(frame: Frame, count: int) -> bool:
    return text_width(str(count), style.LABEL_SIZE) + 2 * COUNT_MARGIN <= count * _points_per_claim(frame)


def _write_inside(frame: Frame, middle: float, row: int, count: int, look: VerdictLook) -> None:
    # A plain ground under the number keeps it legible on a hatch.
    ground = {"facecolor": look.colour, "edgecolor": "none", "pad": 0.8}
    frame.axes.text(middle, row, str(count), color="white", ha="center", va="center", bbox=ground)


def _write_above(frame: Frame, row: int, narrow: list[tuple[float, int, str]]) -> None:
    """Write the counts of narrow parts above the bar, moved apart and joined to their part by a line."""
    scale = _points_per_claim(frame)
    width, _ = frame.plot_size()
    sizes = [text_width(str(count), style.SOURCE_SIZE) + 2 * COUNT_MARGIN for _, count, _ in narrow]
    places = spread([middle * scale for middle, _, _ in narrow], sizes, -COUNT_MARGIN, width)
    for (middle, count, colour), place in zip(narrow, places, strict=True):
        frame.axes.annotate(
            str(count),
            (middle, row - BAR / 2),
            xytext=(place - middle * scale, LIFT),
            textcoords="offset points",
            ha="center",
            fontsize=style.SOURCE_SIZE,
            color=colour,
            arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.6, "shrinkA": 0, "shrinkB": 0},
        )


def _told(labels: Labels, name: str, counts: pd.Series) -> str:
    names = VERDICT_NAMES[labels.locale]
    parts = [f"{names[str(verdict)]} {count}" for verdict, count in counts[counts > 0].items()]
    return f"{name}: {', '.join(parts)}"
