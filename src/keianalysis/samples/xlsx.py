"""A workbook of tables: the same tables give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

CREATED: Final = dt.datetime(1980, 1, 1)
"""The day that stands in every file, so that no clock does."""
AS_THEY_ARE: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Text stays text, whatever it looks like, and a sheet is written row by row."""
DATE_FORMAT: Final = 14
"""The format in which Excel shows a day as its user is used to."""


def write_xlsx(path: Path, sheets: Mapping[str, pd.DataFrame], dates: Collection[str] = frozenset()) -> None:
    """Write tables as sheets, in order.

    Columns of ``dates`` hold ISO days and become true date cells; numbers become numbers, all else
    text. Empty text leaves its cell out, as Excel does.
    """
    with xlsxwriter.Workbook(str(path), AS_THEY_ARE) as book:
        book.set_properties({"created": CREATED})
        day = book.add_format({"num_format": DATE_FORMAT})
        for name, table in sheets.items():
            _write_sheet(book.add_worksheet(name), table, dates, day)


def _write_sheet(sheet: Worksheet, table: pd.DataFrame, dates: Collection[str], day: Format) -> None:
    names = [str(name) for name in table.columns]
    _write_row(sheet, 0, names, set(), day)
    dated = {number for number, name in enumerate(names) if name in dates}
    columns = [table[name].tolist() for name in table.columns]
    for number, row in enumerate(zip(*columns, strict=True), start=1):
        _write_row(sheet, number, row, dated, day)


def _write_row(sheet: Worksheet, number: int, cells: Iterable[object], dated: set[int], day: Format) -> None:
    for column, cell in enumerate(cells):
        if cell == "":
            continue
        if column in dated:
            sheet.write_datetime(number, column, dt.date.fromisoformat(str(cell)), day)
        elif isinstance(cell, str):
            sheet.write_string(number, column, cell)
        else:
            sheet.write(number, column, cell)
