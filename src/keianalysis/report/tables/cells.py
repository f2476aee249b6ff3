"""Cells and columns of a workbook: texts that never run, numbers with their printed precision."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import Final, cast

import numpy as np
import pandas as pd
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

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

HEADER_FONT: Final = Font(bold=True, color="FFFFFF")
HEADER_FILL: Final = PatternFill("solid", start_color="00427A")
TOP: Final = Alignment(vertical="top", wrap_text=True)
ONE_LINE: Final = Alignment(vertical="top")
COUNTED: Final = Alignment(horizontal="right", vertical="top", indent=1)
"""Of numbers: a little off the text in the column behind them."""
UNWRAPPED: Final = ("lineage", "source", "evidence", "inputs", "identities", "key")
"""Columns of origins, which are followed and not read: they would make every row many lines high."""

Value = str | int | float | bool | dt.date | None


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


def write_header(sheet: Worksheet, names: Iterable[str]) -> None:
    """Write the first row of a sheet, which stays in sight."""
    for column, name in enumerate(names, start=1):
        cell = write_cell(sheet, 1, column, name)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, TOP
    sheet.freeze_panes = "A2"


def fit_sheet(sheet: Worksheet) -> None:
    """Make each column as wide as its longest cell, within bounds, and each row as high as its text.

    Longer text wraps. Not every program measures rows when it opens a file, so their height is given;
    a very long text is cut in sight at ``MOST_LINES``, and whole in its cell.
    """
    least, most = WIDTHS
    widths: list[int] = []
    for number, cells in enumerate(sheet.iter_cols(), start=1):
        longest = max(_shown_length(cell) for cell in cells)
        widths.append(min(max(longest + 3, least), most))
        sheet.column_dimensions[get_column_letter(number)].width = widths[-1]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        lines = max(_lines(cell, width) for cell, width in zip(row, widths, strict=True))
        if lines > 1:
            sheet.row_dimensions[number].height = LINE * min(lines, MOST_LINES)
    sheet.page_setup.fitToWidth = math.ceil(sum(widths) / PAGE_WIDTH)


def _lines(cell: Cell | MergedCell, width: int) -> int:
    """Return how many lines a text takes in a column of some width, its margins left out."""
    if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
        return 1
    return sum(math.ceil(max(len(line), 1) / (width - 2)) for line in cell.value.split("\n"))


def _shown_length(cell: Cell | MergedCell) -> int:
    """Return the number of characters that a cell shows, a number by its format."""
    if isinstance(cell.value, float):
        return len(f"{cell.value:,.{len(cell.number_format.partition('.')[2])}f}")
    return 0 if cell.value is None else len(str(cell.value))


def plain_value(value: object) -> Value:
    """Return a cell of a table as Python has it; what is missing, or a text without words, is empty."""
    if value is None or value is pd.NaT or value is pd.NA or value == "":
        return None
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, float) and math.isnan(plain):
        return None
    return plain if isinstance(plain, int | float | dt.date) else str(plain)


def write_cell(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write a value and return its cell; a text stays text, whatever it begins with."""
    # No sheet of this workbook has merged cells.
    cell = cast(Cell, sheet.cell(row, column))
    place = f"{sheet.title}!{cell.coordinate}"
    if isinstance(value, float) and math.isinf(value):
        raise ValueError(f"{place} is infinite; a cell cannot hold that")
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise ValueError(f"{place} has {len(value)} characters; a cell holds {LONGEST_TEXT}")
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        # Excel would take the text for a formula once somebody edits the cell.
        cell.quotePrefix = value.startswith(EXECUTABLE)
    return cell


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
        return DATE if any(isinstance(value, dt.date) for value in values) else "General"
    grouped = any(abs(number) >= THOUSANDS_FROM for number in numbers)
    return _pattern(max(_decimals(number) for number in numbers), grouped=grouped)


def _decimals(number: float) -> int:
    return len(f"{number:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def _pattern(decimals: int, *, grouped: bool) -> str:
    return ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")


def alignment_of(column: str, value: Value) -> Alignment:
    """Return how a value of a table stands in its cell."""
    if isinstance(value, int | float):
        return COUNTED
    return ONE_LINE if column in UNWRAPPED else TOP


def add_filter(sheet: Worksheet) -> None:
    """Let every column of a sheet be filtered."""
    sheet.auto_filter.ref = sheet.dimensions
