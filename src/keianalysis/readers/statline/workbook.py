"""A table of StatLine in an Excel workbook, as the text that its CSV would be."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.guarded import Sheet, read_workbook
from keianalysis.readers.statline.headings import is_header

SUFFIX: Final = ".xlsx"
ONE_SHEET: Final = "Keep the sheet with one number a row, and delete or move the others."


def workbook_text(path: Path, decimal: str) -> str:
    """Return the sheet of a workbook that holds a table, one line a row; the first where none does.

    ``decimal`` is the mark with which numbers are written: a workbook stores them without one.

    Raises
    ------
    BadData
        When the workbook is damaged or too large, or two of its sheets hold a table.
    """
    sheets = {sheet.name: list(_rows(sheet, decimal)) for sheet in read_workbook(path)}
    tables = [name for name, rows in sheets.items() if any(map(is_header, rows))]
    if len(tables) > 1:
        told = f"the sheets {', '.join(map(repr, tables))} each hold a table"
        raise BadData([Fault(path.name, 0, "", "workbook-sheet", told, ONE_SHEET)])
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(sheets[next(iter([*tables, *sheets]))])
    return written.getvalue()


def _rows(sheet: Sheet, decimal: str) -> Iterator[list[str]]:
    """Yield the cells of each row as text."""
    numbers = {name: sheet.numeric[name].to_pylist() for name in sheet.numeric}
    nowhere = [False] * sheet.table.num_rows
    columns = [
        [
            _shown(*cell, decimal)
            for cell in zip(sheet.table[name].to_pylist(), numbers.get(name, nowhere), strict=True)
        ]
        for name in sheet.columns
    ]
    return map(list, zip(*columns, strict=True))


def _shown(text: str | None, is_number: bool | None, decimal: str) -> str:
    """Return a cell on one line, so that rows of the text are rows of the sheet."""
    return (text or "").replace(".", decimal) if is_number else " ".join((text or "").split())
