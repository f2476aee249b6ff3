"""Cells and columns of a workbook: texts that never run, numbers with their printed precision."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

LONGEST_NAME: Final = 31
LONGEST_TEXT: Final = 32_767
FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
EXECUTABLE: Final = ("=", "+", "-", "@", "\t", "\r")
WIDTHS: Final = (8, 60)
LINE: Final = 15
"""The height of one line, in points."""
MOST_LINES: Final = 12
PAGE_WIDTH: Final = 220
"""The characters that one printed page takes beside each other and that can still be read."""
THOUSANDS_FROM: Final = 10_000
"""Whole numbers get separators from here on, so that a column of years keeps none."""
MOST_DECIMALS: Final = 6
DATE: Final = "yyyy-mm-dd"
PRECISIONS: Final = {
    "value": ("decimals", 0),
    "low": ("decimals", 1),
    "high": ("decimals", 1),
    "recomputed": ("recomputed_decimals", 0),
    "recomputed_low": ("recomputed_decimals", 1),
    "recomputed_high": ("recomputed_decimals", 1),
    "nearest": ("nearest_decimals", 0),
    **dict.fromkeys(("nearest_low", "nearest_high"), ("nearest_decimals", 1)),
    **dict.fromkeys(("first", "latest", "difference", "largest", "old", "new"), ("decimals", 0)),
    **{f"{kind}_{end}": ("decimals", 1) for kind in ("implied", "left") for end in ("low", "high")},
    **dict.fromkeys(("mean_revision", "mean_absolute_revision"), ("decimals", 1)),
    **dict.fromkeys(("then", "today"), ("today_decimals", 0)),
}
"""The column that holds the printed precision of a column, and the decimals shown beyond it.

Half a printed unit takes one decimal more than the number that it bounds.
"""

Look = tuple[tuple[str, Any], ...]
"""How a cell looks: properties of a format of XlsxWriter."""

GENERAL: Final = "General"
ONE_LINE: Final[Look] = (("valign", "top"),)
TOP: Final[Look] = (*ONE_LINE, ("text_wrap", True))
COUNTED: Final[Look] = (*ONE_LINE, ("align", "right"), ("indent", 1))
"""Of numbers: a little off the text in the column behind them."""
HEADER: Final[Look] = (*TOP, ("bold", True), ("font_color", "#FFFFFF"), ("bg_color", "#00427A"))
TITLE: Final[Look] = (*TOP, ("bold", True), ("font_size", 20), ("font_color", "#00427A"))
LINK: Final[Look] = (*TOP, ("font_color", "#0563C1"), ("underline", 1))
UNWRAPPED: Final = ("lineage", "source", "evidence", "inputs", "identities", "key")
"""Columns of origins, which are followed and not read: they would make every row many lines high."""

Value = str | int | float | bool | dt.date | None


class Cell(NamedTuple):
    """What a cell holds, how it looks, and the pattern of its number."""

    value: Value
    look: Look
    pattern: str = GENERAL


@dataclass
class Grid:
    """A sheet before it is written: its cells from the first row on, and what is set around them."""

    title: str
    rows: list[list[Cell]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)
    header: str = ""
    pages_wide: int = 1
    is_table: bool = False

    def add(self, cells: Iterable[Cell]) -> None:
        """Add a row below the others; raises ValueError for what a cell cannot hold, with its place."""
        made = list(cells)
        for column, cell in enumerate(made):
            self._check(cell.value, column)
        self.rows.append(made)

    def _check(self, value: Value, column: int) -> None:
        if isinstance(value, float) and math.isinf(value):
            raise ValueError(f"{self._place(column)} is infinite; a cell cannot hold that")
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise ValueError(
                f"{self._place(column)} has {len(value)} characters; a cell holds {LONGEST_TEXT}"
            )

    def _place(self, column: int) -> str:
        return f"{self.title}!{xl_rowcol_to_cell(len(self.rows), column)}"


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return a valid sheet name for each title: at most 31 characters, unique without regard to case."""
    names: list[str] = []
    for title in titles:
        clean = FORBIDDEN.sub(" ", title).strip(" '") or "_"
        taken = {name.casefold() for name in [*names, "History"]}
        name, count = clean[:LONGEST_NAME].rstrip(" '"), 1
        while name.casefold() in taken:
            count += 1
            ending = f" {count}"
            name = clean[: LONGEST_NAME - len(ending)].rstrip(" '") + ending
        names.append(name)
    return names


def write_header(grid: Grid, names: Iterable[str]) -> None:
    """Write the first row of a sheet, which stays in sight, and by which its columns can be filtered."""
    grid.add(Cell(name, HEADER) for name in names)
    grid.is_table = True


def fit_sheet(grid: Grid) -> None:
    """Make each column as wide as its longest cell, within bounds, and each row as high as its text.

    Longer text wraps. Not every program measures rows when it opens a file, so their height is given;
    a very long text is cut in sight at ``MOST_LINES``, and whole in its cell.
    """
    least, most = WIDTHS
    longest = [max(map(_shown_length, cells)) for cells in zip(*grid.rows, strict=True)]
    grid.widths = [min(max(one + 3, least), most) for one in longest]
    for number, row in enumerate(grid.rows):
        lines = max(map(_lines, row, grid.widths), default=1)
        if lines > 1:
            grid.heights[number] = LINE * min(lines, MOST_LINES)
    grid.pages_wide = math.ceil(sum(grid.widths) / PAGE_WIDTH)


def _lines(cell: Cell, width: int) -> int:
    """Return how many lines a text takes in a column of some width, its margins left out."""
    value = cell.value
    if not isinstance(value, str) or cell.look in (ONE_LINE, COUNTED):
        return 1
    if len(value) <= width - 2 and "\n" not in value:
        return 1
    return sum(math.ceil(max(len(line), 1) / (width - 2)) for line in value.split("\n"))


def _shown_length(cell: Cell) -> int:
    """Return the number of characters that a cell shows, a number by its format."""
    if isinstance(cell.value, float):
        return len(f"{cell.value:,.{len(cell.pattern.partition('.')[2])}f}")
    return 0 if cell.value is None else len(str(cell.value))


def plain_value(value: object) -> Value:
    """Return a cell of a table as Python has it; what is missing, or a text without words, is empty."""
    if value is None or value is pd.NaT or value is pd.NA or value == "":
        return None
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, float) and math.isnan(plain):
        return None
    return plain if isinstance(plain, int | float | dt.date) else str(plain)


def number_formats(values: list[Value], table: pd.DataFrame, name: str) -> list[str]:
    """Return a number format for each value of the column ``name``."""
    common = _common_format(values)
    precision, beyond = PRECISIONS.get(name, ("", 0))
    if precision not in table.columns:
        return [common] * len(values)
    return [
        common if pd.isna(decimals) else _pattern(max(int(decimals) + beyond, 0), grouped=True)
        for decimals in table[precision]
    ]


def _common_format(values: list[Value]) -> str:
    """Return one format that shows every value of a column in full, up to six decimals."""
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not numbers:
        return DATE if any(isinstance(value, dt.date) for value in values) else GENERAL
    grouped = any(abs(number) >= THOUSANDS_FROM for number in numbers)
    return _pattern(max(_decimals(number) for number in numbers), grouped=grouped)


def _decimals(number: float) -> int:
    return len(f"{number:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def _pattern(decimals: int, *, grouped: bool) -> str:
    return ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")


def look_of(column: str, value: Value) -> Look:
    """Return how a value of a table stands in its cell."""
    if isinstance(value, int | float):
        return COUNTED
    return ONE_LINE if column in UNWRAPPED else TOP
