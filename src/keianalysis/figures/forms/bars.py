"""Bars for signed changes by category, and columns by year."""

from __future__ import annotations

from math import nan
from typing import Any, Final, NamedTuple

import pandas as pd
from matplotlib.lines import Line2D

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.forms.courses import run_told
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import mark_zero
from keianalysis.figures.measuring import text_width
from keianalysis.figures.scales import (
    LABEL_GAP,
    Extent,
    frame_of_rows,
    limits_around,
    scale_values,
    scale_years,
)
from keianalysis.figures.style import house_style
from keianalysis.model.rows import typed_rows

BAR: Final = 0.62
"""Part of a row or of a year that the bar fills."""
COLUMN_HEADROOM: Final = 2.0
"""Lines of text that stay free beyond the longest column."""


class _Change(NamedTuple):
    category: str
    value: float
    low: float = nan
    high: float = nan


class _Column(NamedTuple):
    year: int
    value: float


@house_style
def change_bars(table: pd.DataFrame, labels: Labels, *, decimals: int = 0) -> Chart:
    """Draw signed changes by category as horizontal bars, the largest rise on top.

    A category without a value keeps its row and says so.

    Parameters
    ----------
    table
        Columns ``category``, ``value``, and optionally ``low`` and ``high``, drawn as whiskers.
    labels
        The words around the chart.
    decimals
        Printed precision of the value labels.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row, or two rows have one category.
    """
    data = drawn_rows(table, ("category",), ("value",), ("low", "high"))
    data = data.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    names = [str(name) for name in data["category"]]
    frame = frame_of_rows(labels, names, key=_symbols(labels, data))
    frame.fit()
    texts = [_value_text(frame, value, decimals, signed=True) for value in data["value"]]
    _scale_changes(frame, data, texts)
    for row, (change, text) in enumerate(zip(typed_rows(data, _Change), texts, strict=True)):
        _draw_change(frame, row, change, text)
    mark_zero(frame, "x")
    frame.fit()
    told = [f"{name} {text}" for name, text in zip(names, texts, strict=True)]
    return frame.finish(data, "change", [told[place] for place in _largest_first(data["value"])])


def _largest_first(values: pd.Series) -> list[int]:
    """Return the places of values by their size, those without a value last."""
    return [int(place) for place in (-values.abs()).reset_index(drop=True).sort_values(kind="stable").index]


def _value_text(frame: Frame, value: float, decimals: int, *, signed: bool = False) -> str:
    if pd.isna(value):
        return frame.labels.word("no_data")
    return frame.number(value, decimals, signed=signed)


def _symbols(labels: Labels, data: pd.DataFrame) -> list[Line2D]:
    """Return what explains the whiskers, where there are any."""
    if not {"low", "high"} <= set(data.columns) or not (data["high"] > data["low"]).any():
        return []
    look: dict[str, Any] = {"color": style.BLACK, "linewidth": 1, "marker": "|", "markersize": 5}
    return [Line2D([], [], label=labels.word("band"), **look)]


def _reach(change: _Change) -> tuple[float, float]:
    """Return the lowest and the highest place that one bar with its whisker takes."""
    bounds = (0.0, change.value, change.low, change.high)
    present = [float(bound) for bound in bounds if not pd.isna(bound)]
    return min(present), max(present)


def _scale_changes(frame: Frame, data: pd.DataFrame, texts: list[str]) -> None:
    extents = []
    for change, text in zip(typed_rows(data, _Change), texts, strict=True):
        size = text_width(text, style.LABEL_SIZE) + 2 * LABEL_GAP
        falls = change.value < 0
        extents.append(Extent(*_reach(change), size if falls else 0.0, 0.0 if falls else size))
    width, _ = frame.plot_size()
    scale_values(frame, "x", *limits_around(extents, width), signed=True)


def _draw_change(frame: Frame, row: int, change: _Change, text: str) -> None:
    low, high = _reach(change)
    falls = change.value < 0
    if not pd.isna(change.value):
        colour = style.VERMILION if falls else style.BLUE
        frame.axes.barh(row, change.value, height=BAR, color=colour)
        _draw_whisker(frame, row, change)
    frame.axes.annotate(
        text,
        (low if falls else high, row),
        xytext=(-LABEL_GAP if falls else LABEL_GAP, 0),
        textcoords="offset points",
        ha="right" if falls else "left",
        va="center_baseline",
        color=style.MUTED_TEXT if pd.isna(change.value) else style.TEXT,
    )


def _draw_whisker(frame: Frame, row: int, change: _Change) -> None:
    if pd.isna(change.low) or pd.isna(change.high) or change.low == change.high:
        return
    frame.axes.plot(
        (change.low, change.high), (row, row), color=style.BLACK, linewidth=1, marker="|", markersize=5
    )


@house_style
def column_chart(table: pd.DataFrame, labels: Labels, *, decimals: int = 0) -> Chart:
    """Draw one column a year with its value; a year without a value stays open and says so.

    Parameters
    ----------
    table
        Columns ``year`` (whole) and ``value``. Years between the first and the last that the table
        lacks count as years without a value.
    labels
        The words around the chart.
    decimals
        Printed precision of the value labels.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row or no value, or two rows have one year.
    """
    data = drawn_rows(table, ("year",), ("value",)).astype({"year": int})
    if data["value"].isna().all():
        raise NothingToDraw("there is no value to draw")
    every_year = range(int(data["year"].min()), int(data["year"].max()) + 1)
    data = data.set_index("year").reindex(every_year).rename_axis("year").reset_index()
    frame = Frame(labels)
    scale_years(frame, every_year, padding=0.6)
    frame.fit()
    texts = [_value_text(frame, value, decimals) for value in data["value"]]
    present = [text for text, value in zip(texts, data["value"], strict=True) if not pd.isna(value)]
    upright = _needs_turning(frame, present, len(data))
    _scale_columns(frame, data["value"], present, upright)
    for column, text in zip(typed_rows(data, _Column), texts, strict=True):
        _draw_column(frame, column, text, upright)
    mark_zero(frame, "y")
    frame.fit()
    return frame.finish(data, "column", _columns_told(labels, data, decimals))


def _columns_told(labels: Labels, data: pd.DataFrame, decimals: int) -> list[str]:
    """Return the course of the columns, the years without a value, and then each number."""
    present = data.dropna(subset=["value"])
    points = tuple((int(row.year), float(row.value)) for row in typed_rows(present, _Column))
    told = [run_told(labels, points, decimals)]
    lacking = [str(year) for year in data.loc[data["value"].isna(), "year"]]
    told += [f"{', '.join(lacking)}: {labels.word('no_data')}"] if lacking else []
    return [*told, *(f"{year}: {labels.number(value, decimals)}" for year, value in points[1:-1])]


def _needs_turning(frame: Frame, texts: list[str], years: int) -> bool:
    """Tell whether the value labels are wider than a column has room for."""
    width, _ = frame.plot_size()
    return max(text_width(text, style.LABEL_SIZE) for text in texts) + LABEL_GAP > width / (years + 0.2)


def _scale_columns(frame: Frame, values: pd.Series, texts: list[str], upright: bool) -> None:
    _, height = frame.plot_size()
    widest = max(text_width(text, style.LABEL_SIZE) for text in texts)
    size = widest + 2 * LABEL_GAP if upright else COLUMN_HEADROOM * style.LABEL_SIZE
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    scale_values(frame, "y", *limits_around([Extent(low, high, size if low < 0 else 0.0, size)], height))
    frame.axes.spines["bottom"].set_visible(False)


def _draw_column(frame: Frame, column: _Column, text: str, upright: bool) -> None:
    missing, falls = pd.isna(column.value), column.value < 0
    if not missing:
        frame.axes.bar(column.year, column.value, width=BAR, color=style.BLUE)
    frame.axes.annotate(
        text,
        (column.year, 0.0 if missing else column.value),
        xytext=(0, -LABEL_GAP if falls else LABEL_GAP),
        textcoords="offset points",
        ha="center",
        va="top" if falls else "bottom",
        rotation=90 if missing or upright else 0,
        color=style.MUTED_TEXT if missing else style.TEXT,
        annotation_clip=False,
    )
