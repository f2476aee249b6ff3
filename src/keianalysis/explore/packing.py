"""Observations as compact columns for a page: each text stands once, and rows hold its place in a list."""

from __future__ import annotations

import math
import re
from collections import Counter
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

PLAIN: Final = ("value", "decimals", "id")
LINEAGE: Final = "lineage"
WORD: Final = re.compile(r"[^ ()]+")
MARK: Final = "~"
"""What stands before the place of a word that comes back."""
SHORT: Final = 4
"""The letters of a word that is no longer than its place would be."""
PERIOD: Final = "period"

Column = dict[str, list[str] | list[int]]
Packed = dict[str, object]


def packed(rows: pd.DataFrame, language: str) -> Packed:
    """Return observation rows by column.

    A coded column has its texts under ``of`` and for each row the place of its text under ``at``. A
    period is written once for a day and as two days with a slash otherwise, and in words under ``told``.
    ``lineage`` is worded. ``bounds`` holds, by the place of the row, how far a value may lie off where its
    digits do not say so.
    """
    coded = {name: coded_column(rows[name]) for name in CODED}
    periods = [
        start if start == end else f"{start}/{end}"
        for start, end in zip(rows["period_start"], rows["period_end"], strict=True)
    ]
    days = coded_column(periods)
    told = [numbers.period(*_ends(str(one)), language) for one in days["of"]]
    plain = {name: [_plain(one) for one in rows[name]] for name in PLAIN}
    more = {LINEAGE: worded(rows[LINEAGE]), "bounds": _bounds(rows, language)}
    return {**coded, PERIOD: {**days, "told": told}, **plain, **more}


def _ends(period: str) -> tuple[str, str]:
    first, _, last = period.partition("/")
    return first, last or first


def coded_column(texts: Iterable[str]) -> Column:
    """Return texts as a list in which each stands once, and the place of each in it."""
    all_texts = [str(text) for text in texts]
    listed = sorted(set(all_texts))
    place = {text: number for number, text in enumerate(listed)}
    return {"of": listed, "at": [place[text] for text in all_texts]}


def worded(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return texts in which a word that comes back is its place in a list of ``words``, after a mark.

    The lineages of a register's numbers name a few deliveries and regions thousands of times.
    """
    all_texts = [str(text) for text in texts]
    counted = Counter(word for text in all_texts for word in WORD.findall(text))
    words = [word for word, count in counted.most_common() if _is_listed(word, count)]
    place = {word: f"{MARK}{number}" for number, word in enumerate(words)}
    listed = [WORD.sub(lambda found: place.get(found[0], found[0]), text) for text in all_texts]
    return {"words": words, "texts": listed}


def _is_listed(word: str, count: int) -> bool:
    return (count > 1 and len(word) > SHORT) or MARK in word


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
