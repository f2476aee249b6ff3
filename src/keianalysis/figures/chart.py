"""A finished chart, and the words that a caller puts around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from keianalysis.figures.language import WORDS, Locale
from keianalysis.language import numbers
from keianalysis.model.rows import require

SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LONGEST_NAME: Final = 80
STATUS: Final = "status"
"""The column of the data of a figure that says that they are synthetic."""
SAMPLE: Final = "sample"


class NothingToDraw(ValueError):
    """There is nothing in a table that its chart could show; whoever asked for the chart goes without."""


@dataclass(frozen=True)
class Labels:
    """The words around a chart, and the language of its numbers.

    ``name`` is the file stem. ``title`` states in a sentence what the figure shows. ``alt`` is the
    text for readers who cannot see the figure; left empty, it is composed from the data. ``sample``
    marks a figure that rests on synthetic data.

    Raises
    ------
    ValueError
        When the name is no slug, the title is empty or the locale is neither nl nor en.
    """

    name: str
    title: str
    unit: str
    source: str
    alt: str = ""
    locale: Locale = "nl"
    sample: bool = False

    def __post_init__(self) -> None:
        checked_name(self.name)
        if not self.title.strip():
            raise ValueError(f"figure {self.name!r} has no title")
        if self.locale not in WORDS:
            raise ValueError(f"unknown locale {self.locale!r}; use one of {', '.join(WORDS)}")

    def word(self, key: str) -> str:
        """Return a fixed word of ``language.WORDS`` in the language of the chart."""
        return WORDS[self.locale][key]

    def number(self, value: float, decimals: int, *, signed: bool = False) -> str:
        """Return a number in the language of the chart."""
        write = numbers.signed if signed else numbers.number
        return write(value, decimals, self.locale)


@dataclass(frozen=True)
class Chart:
    """A drawn figure with exactly the rows that were drawn, ready to be saved.

    Raises
    ------
    ValueError
        When the name is no slug.
    """

    name: str
    figure: Figure
    data: pd.DataFrame
    title: str
    unit: str
    source: str
    alt: str
    sample: bool = False

    def __post_init__(self) -> None:
        checked_name(self.name)


def checked_name(name: str) -> str:
    """Return ``name`` when it is a slug that is safe as a file stem.

    Raises
    ------
    ValueError
        When it holds anything but lower-case letters, digits and single hyphens or underscores
        between them, or is longer than 80 characters.
    """
    if len(name) > LONGEST_NAME:
        raise ValueError(f"figure name of {len(name)} characters; the longest allowed is {LONGEST_NAME}")
    if "/" in name or "\\" in name or ".." in name:
        raise ValueError(f"figure name {name!r} holds a path; give a bare name without folder or extension")
    if not SLUG.fullmatch(name):
        raise ValueError(
            f"figure name {name!r} is no slug; use lower-case letters a-z, digits, and single "
            "hyphens or underscores between them"
        )
    return name


def drawn_rows(
    table: pd.DataFrame,
    key: Sequence[str],
    values: Sequence[str],
    optional: Iterable[str] = (),
) -> pd.DataFrame:
    """Return a copy of ``table`` with only the columns that a chart draws.

    Raises
    ------
    UnknownColumn
        When a column of ``key`` or ``values`` is missing.
    ValueError
        When there is no row, a key column is empty somewhere, or two rows have one key.
    """
    require(table, [*key, *values])
    columns = [*key, *values, *(name for name in optional if name in table.columns)]
    rows = table[columns].reset_index(drop=True)
    if rows.empty:
        raise NothingToDraw("there are no rows to draw")
    if rows[list(key)].isna().any(axis=None):
        raise ValueError(f"a row without {' or '.join(key)} cannot be drawn")
    if rows.duplicated(list(key)).any():
        twice = rows.loc[rows.duplicated(list(key)), list(key)].iloc[0].tolist()
        raise ValueError(f"two rows for {' and '.join(key)} {twice} cannot both be drawn")
    return rows
