"""Bars of parts that add up, each part labelled where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.forms.parts import ROW_CM, Part, draw_parts, scale_parts, symbol
from keianalysis.figures.frame import Frame
from keianalysis.figures.scales import frame_of_rows
from keianalysis.figures.style import PART_LOOKS, FillLook, house_style


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
    looks = dict(zip(order, PART_LOOKS, strict=False))
    key = [symbol(looks[part].fill, str(part)) for part in wide.columns]
    frame = frame_of_rows(labels, names, row_cm=ROW_CM, key=key)
    frame.fit()
    totals = [frame.number(value, decimals) for value in wide.sum(axis=1)]
    scale_parts(frame, float(wide.sum(axis=1).max()), totals)
    frame.fit()
    for row, name in enumerate(wide.index):
        draw_parts(frame, row, _parts(frame, wide.loc[name], looks, decimals), totals[row])
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
        raise NothingToDraw("there is no part to draw")
    if len(order) > len(PART_LOOKS):
        raise ValueError(f"{len(order)} parts are more than the {len(PART_LOOKS)} colours")
    return wide.loc[list(dict.fromkeys(data["category"])), parts]


def _parts(frame: Frame, values: pd.Series, looks: dict[str, FillLook], decimals: int) -> list[Part]:
    """Return the parts of one bar; one that is nothing at the printed precision has no label."""
    found = [(value, looks[str(part)]) for part, value in values[values > 0].items()]
    texts = [frame.number(value, decimals) if round(value, decimals) > 0 else "" for value, _ in found]
    return [
        Part(value, text, look.fill, ink=look.text) for (value, look), text in zip(found, texts, strict=True)
    ]


def _told(frame: Frame, name: str, values: pd.Series, decimals: int) -> str:
    parts = [f"{part} {frame.number(value, decimals)}" for part, value in values[values > 0].items()]
    return f"{name}: {', '.join(parts)}"
