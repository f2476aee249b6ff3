"""Rows with a dot and a range, against a reference value."""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.marks import mark_value, mark_zero, write_beside
from keianalysis.figures.measuring import text_height, wrapped
from keianalysis.figures.scales import (
    NAMED_ROW_CM,
    Extent,
    frame_of_rows,
    from_zero,
    limits_around,
    scale_values,
)
from keianalysis.figures.style import house_style, points
from keianalysis.language.ends import ceiling, digits_of, floor, outward
from keianalysis.model.rows import typed_rows

OPEN_END: Final = 26.0
"""Points that the arrow of a range without bound reaches beyond the other values."""
EDGE: Final = 8.0
BESIDE_CM: Final = 3.7
"""How wide the numbers beside a row may be before they take a second line."""
ROW_GAP_CM: Final = 0.15


class _Range(NamedTuple):
    label: str
    low: float
    high: float
    value: float


@house_style
def interval_chart(
    table: pd.DataFrame,
    labels: Labels,
    *,
    decimals: int = 2,
    reference: float | None = None,
    reference_label: str = "",
    highlight: str | None = None,
) -> Chart:
    """Draw one range a row, with a dot at its central value, in the order of the table.

    Parameters
    ----------
    table
        Columns ``label``, ``low``, ``high``, and optionally ``value``. An empty ``low`` or ``high``
        is a range without that bound and ends in an arrow; a row with nothing says so.
    labels
        The words around the chart.
    decimals
        Printed precision of the values.
    reference, reference_label
        A value to compare with, drawn as a dashed line, and its name.
    highlight
        The ``label`` of the row that stands out; the others turn grey.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no number to draw, two rows have one label, a low passes its high, or
        ``highlight`` names no row.
    """
    data = _checked(drawn_rows(table, ("label",), ("low", "high"), ("value",)), highlight)
    names = [str(name) for name in data["label"]]
    rows = typed_rows(data, _Range)
    texts = [_row_text(labels, row, decimals) for row in rows]
    beside = [_beside(text, bold=name == highlight) for name, text in zip(names, texts, strict=True)]
    tallest = max(text_height(text, style.LABEL_SIZE) for text in beside) / points(1.0)
    below = 0.4 if reference_label else 0.0
    frame = frame_of_rows(labels, names, row_cm=max(NAMED_ROW_CM, tallest + ROW_GAP_CM), below_cm=below)
    for index, text in enumerate(beside):
        write_beside(frame, index, text, weight="bold" if names[index] == highlight else "normal")
    if reference is not None:
        dashes = (0, (4, 3))
        mark_value(frame, reference, reference_label, colour=style.VERMILION, linestyle=dashes, linewidth=1.2)
    frame.fit()
    _scale(frame, data, reference)
    mark_zero(frame, "x")
    for index, row in enumerate(rows):
        _draw_range(frame, index, row, style.BLUE if highlight in (None, row.label) else style.MUTED_TEXT)
    frame.fit()
    data = data if reference is None else data.assign(reference=reference)
    return frame.finish(data, "interval", _told(frame, names, texts, reference, reference_label, decimals))


def _checked(data: pd.DataFrame, highlight: str | None) -> pd.DataFrame:
    data = data if "value" in data.columns else data.assign(value=float("nan"))
    if data[["low", "high", "value"]].isna().all(axis=None):
        raise NothingToDraw("there is no number to draw")
    turned = data.loc[data["low"] > data["high"], "label"].tolist()
    if turned:
        raise ValueError(f"low is larger than high in {', '.join(map(str, turned))}")
    if highlight is not None and highlight not in set(data["label"]):
        raise ValueError(f"no row {highlight!r} to highlight")
    return data


def _beside(text: str, *, bold: bool) -> str:
    return wrapped(text, points(BESIDE_CM), style.LABEL_SIZE, bold=bold)


def _row_text(labels: Labels, row: _Range, decimals: int) -> str:
    extent = _range_text(labels, row, decimals)
    if pd.isna(row.value):
        return extent or labels.word("no_data")
    value = labels.number(row.value, decimals)
    return f"{value} ({extent})" if extent and row.low != row.high else value


def _range_text(labels: Labels, row: _Range, decimals: int) -> str:
    if pd.isna(row.low) and pd.isna(row.high):
        return ""
    if pd.isna(row.high):
        return f"≥ {labels.number(float(floor(row.low, decimals)), decimals)}"
    if pd.isna(row.low):
        return f"≤ {labels.number(float(ceiling(row.high, decimals)), decimals)}"
    ends = outward(row.low, row.high, "", decimals)
    low, high = (labels.number(float(end), digits_of(end)) for end in ends)
    return low if low == high else labels.word("range").format(low=low, high=high)


def _scale(frame: Frame, data: pd.DataFrame, reference: float | None) -> None:
    numbers = [*data["low"], *data["high"], *data["value"], reference]
    present = [float(number) for number in numbers if number is not None and not pd.isna(number)]
    drawn = data.dropna(subset=["low", "high"], how="all")
    before = OPEN_END if drawn["low"].isna().any() else EDGE
    after = OPEN_END if drawn["high"].isna().any() else EDGE
    width, _ = frame.plot_size()
    low, high = min(present), max(present)
    extent = Extent(from_zero(low, high), high, before, after)
    scale_values(frame, "x", *limits_around([extent], width))


def _draw_range(frame: Frame, index: int, row: _Range, colour: str) -> None:
    if not (pd.isna(row.low) and pd.isna(row.high)):
        left, right = frame.axes.get_xlim()
        low, high = left if pd.isna(row.low) else row.low, right if pd.isna(row.high) else row.high
        frame.axes.plot((low, high), (index, index), color=colour, linewidth=2, solid_capstyle="butt")
        _draw_end(frame, low, index, colour, "<" if pd.isna(row.low) else "|")
        _draw_end(frame, high, index, colour, ">" if pd.isna(row.high) else "|")
    if not pd.isna(row.value):
        frame.axes.plot([row.value], [index], marker="o", markersize=6, color=colour)


def _draw_end(frame: Frame, place: float, index: int, colour: str, marker: str) -> None:
    frame.axes.plot(
        [place], [index], marker=marker, markersize=7, markeredgewidth=1.6, color=colour, clip_on=False
    )


def _told(
    frame: Frame,
    names: list[str],
    texts: list[str],
    reference: float | None,
    reference_label: str,
    decimals: int,
) -> list[str]:
    told = [f"{name}: {text}" for name, text in zip(names, texts, strict=True)]
    if reference is None:
        return told
    return [
        *told,
        f"{reference_label or frame.labels.word('reference')}: {frame.number(reference, decimals)}",
    ]
