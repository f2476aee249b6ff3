"""Observations as compact columns for a page: each text stands once, and rows hold its place in a list."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import pandas as pd

from keianalysis.language import numbers
from keianalysis.model.observations import records
from keianalysis.model.tables import FLOATS

CODED: Final = (
    *("measure", "region", "sector", "unit", "wording", "status", "release_date", "basis", "source"),
    "note",
)
"""The columns of texts that many rows share."""

PLAIN: Final = ("value", "decimals", "id", "lineage")
PERIOD: Final = "period"

Column = dict[str, list[str] | list[int]]
Packed = dict[str, object]


def packed(rows: pd.DataFrame, language: str) -> Packed:
    """Return observation rows by column.

    A coded column has its texts under ``of`` and for each row the place of its text under ``at``. A
    period is written once for a day and as two days with a slash otherwise, and in words under ``told``.
    ``bounds`` holds, by the place of the row, how far a value may lie off where its digits do not say so.
    """
    coded = {name: coded_column(rows[name]) for name in CODED}
    periods = [
        start if start == end else f"{start}/{end}"
        for start, end in zip(rows["period_start"], rows["period_end"], strict=True)
    ]
    days = coded_column(periods)
    told = [numbers.period(*_ends(str(one)), language) for one in days["of"]]
    plain = {name: [_plain(one) for one in rows[name]] for name in PLAIN}
    return {**coded, PERIOD: {**days, "told": told}, **plain, "bounds": _bounds(rows, language)}


def _ends(period: str) -> tuple[str, str]:
    first, _, last = period.partition("/")
    return first, last or first


def coded_column(texts: Iterable[str]) -> Column:
    """Return texts as a list in which each stands once, and the place of each in it."""
    all_texts = [str(text) for text in texts]
    listed = sorted(set(all_texts))
    place = {text: number for number, text in enumerate(listed)}
    return {"of": listed, "at": [place[text] for text in all_texts]}


def _plain(value: object) -> object:
    """Return a cell as JSON has it: no number is null, and others have the digits of a written table."""
    if not isinstance(value, float):
        return value if isinstance(value, str) else int(str(value))
    if math.isnan(value):
        return None
    written = float(FLOATS % value)
    return int(written) if written.is_integer() else written


def _bounds(rows: pd.DataFrame, language: str) -> dict[str, str]:
    told = (numbers.shown_bounds(row, language) for row in records(rows))
    return {str(place): text for place, text in enumerate(told) if text}
