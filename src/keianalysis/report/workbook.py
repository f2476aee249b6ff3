"""The tables of an edition as one Excel workbook, equal to the byte at every run."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, cast

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from keianalysis.report.document import Document, Figure
from keianalysis.report.words import ABBREVIATIONS, WORDS, WORKBOOK_WORDS

EPOCH: Final = dt.datetime(1980, 1, 1)
"""The time in every file entry and property: the earliest one that a zip can hold."""

LONGEST_NAME: Final = 31
LONGEST_TEXT: Final = 32_767
FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
EXECUTABLE: Final = ("=", "+", "-", "@", "\t", "\r")
WIDTHS: Final = (8, 60)
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
}
"""The column that holds the printed precision of a column, and the decimals shown beyond it.

Half a printed unit takes one decimal more than the number that it bounds.
"""
WITHOUT_UNIT: Final = ("year", "decimals")

HEADER_FONT: Final = Font(bold=True, color="FFFFFF")
HEADER_FILL: Final = PatternFill("solid", start_color="00427A")
TOP: Final = Alignment(vertical="top", wrap_text=True)

Value = str | int | float | bool | dt.date | None


def render_workbook(
    document: Document,
    tables: Mapping[str, pd.DataFrame],
    out: Path,
) -> Path:
    """Write cover, contents and notes of ``document``, then each table on its own sheet.

    Parameters
    ----------
    document
        Gives title, language, sources and whether the data are a sample, which every sheet then says.
    tables
        Name of each table to its rows. Where a table has the columns ``value`` and ``decimals``, each
        value is shown with the decimals of its row; where all rows have one ``unit``, the headers of
        its numbers name it: ``value (jobs)``. A table with the name of a figure is listed with the
        title and the alternative text of that figure.
    out
        The file to write.

    Raises
    ------
    ValueError
        When a text is longer than a cell may be, or a number is infinite; nothing is cut silently.
    openpyxl.utils.exceptions.IllegalCharacterError
        When a text holds a control character.
    """
    words = WORKBOOK_WORDS[document.language]
    workbook = Workbook()
    names = sheet_names([words["cover"], words["contents"], words["notes"], *_titles(document, tables)])
    sheets = [workbook.active, *(workbook.create_sheet() for _ in names[1:])]
    for sheet, name in zip(sheets, names, strict=True):
        sheet.title = name
    _cover(sheets[0], document)
    _contents(sheets[1], document, names[3:], tables)
    _notes(sheets[2], document)
    for sheet, table in zip(sheets[3:], tables.values(), strict=True):
        _table(sheet, table)
    _describe(workbook, document)
    out.write_bytes(_saved(workbook))
    return out


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


def _titles(document: Document, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    mark = f"{WORKBOOK_WORDS[document.language]['sample']} " if document.sample else ""
    return [mark + title for title in tables]


def _cover(sheet: Worksheet, document: Document) -> None:
    words = WORKBOOK_WORDS[document.language]
    lines = [document.title, document.subtitle, f"{words['edition']}: {document.edition}"]
    if document.sample:
        lines.append(WORDS[document.language]["sample"])
    for row, line in enumerate(lines, start=1):
        _write(sheet, row, 1, line).alignment = TOP
    sheet.column_dimensions["A"].width = 100
    sheet["A1"].font = Font(bold=True, size=20, color="00427A")
    sheet.sheet_view.showGridLines = False


def _notes(sheet: Worksheet, document: Document) -> None:
    """Explain every code that the tables use, one row a code."""
    words = WORKBOOK_WORDS[document.language]
    rows = [(words["general"], "", words[name]) for name in ("empty", "precision", "text")]
    for column, codes in ABBREVIATIONS[document.language].items():
        rows += [(column, code, meaning) for code, meaning in codes.items()]
    rows += [(words["sources"], "", source) for source in document.sources]
    _header(sheet, [words["column"], words["code"], words["meaning"]])
    _rows(sheet, rows)


def _contents(
    sheet: Worksheet, document: Document, names: list[str], tables: Mapping[str, pd.DataFrame]
) -> None:
    words = WORKBOOK_WORDS[document.language]
    blocks = (block for chapter in document.chapters for block in chapter.blocks)
    figures = {block.name: (block.title, block.alt) for block in blocks if isinstance(block, Figure)}
    described = [(*figures.get(name, (name, "")), len(table)) for name, table in tables.items()]
    _header(sheet, [words[name] for name in ("sheet", "table", "description", "rows")])
    _rows(sheet, [(name, *row) for name, row in zip(names, described, strict=True)])
    for name, (link,) in zip(names, sheet.iter_rows(min_row=2, max_col=1), strict=True):
        quoted = name.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
        link.font = Font(color="0563C1", underline="single")


def _rows(sheet: Worksheet, rows: Iterable[tuple[Value, ...]]) -> None:
    """Write plain rows under the header; an empty text leaves its cell empty."""
    for number, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            _write(sheet, number, column, None if value == "" else value).alignment = TOP
    _fit(sheet)


def _table(sheet: Worksheet, table: pd.DataFrame) -> None:
    names = [str(name) for name in table.columns]
    _header(sheet, _headers(table))
    for column, name in enumerate(names, start=1):
        values = [_plain(value) for value in table.iloc[:, column - 1]]
        formats = _formats(values, table, name)
        for row, (value, pattern) in enumerate(zip(values, formats, strict=True), start=2):
            cell = _write(sheet, row, column, value)
            cell.number_format, cell.alignment = pattern, TOP
    _fit(sheet)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _headers(table: pd.DataFrame) -> list[str]:
    """Return the names of the columns, those of numbers with the unit where all rows share one."""
    units = [str(unit) for unit in table["unit"].dropna().unique()] if "unit" in table.columns else []
    if len(units) != 1:
        return [str(name) for name in table.columns]
    measured = set(table.select_dtypes("number").columns) - set(WITHOUT_UNIT)
    return [f"{name} ({units[0]})" if name in measured else str(name) for name in table.columns]


def _header(sheet: Worksheet, names: Iterable[str]) -> None:
    for column, name in enumerate(names, start=1):
        cell = _write(sheet, 1, column, name)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, TOP
    sheet.freeze_panes = "A2"


def _fit(sheet: Worksheet) -> None:
    """Make each column as wide as its longest cell, within bounds; longer text wraps."""
    least, most = WIDTHS
    for number, cells in enumerate(sheet.iter_cols(), start=1):
        longest = max(_shown_length(cell) for cell in cells)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 3, least), most)


def _shown_length(cell: Cell | MergedCell) -> int:
    """Return the number of characters that a cell shows, a number by its format."""
    if isinstance(cell.value, float):
        return len(f"{cell.value:,.{len(cell.number_format.partition('.')[2])}f}")
    return 0 if cell.value is None else len(str(cell.value))


def _plain(value: object) -> Value:
    """Return a cell of a table as Python has it; everything missing becomes an empty cell."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, float) and math.isnan(plain):
        return None
    return plain if isinstance(plain, int | float | dt.date) else str(plain)


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
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


def _formats(values: list[Value], table: pd.DataFrame, name: str) -> list[str]:
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


def _describe(workbook: Workbook, document: Document) -> None:
    properties = workbook.properties
    properties.creator, properties.title = "keianalysis", document.title
    properties.language, properties.created = document.language, EPOCH


def _saved(workbook: Workbook) -> bytes:
    """Return the workbook as bytes, with one fixed time where openpyxl writes the current one."""
    fresh, fixed = io.BytesIO(), io.BytesIO()
    workbook.save(fresh)
    with zipfile.ZipFile(fresh) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _stamp(), content)
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return fixed.getvalue()


def _stamp() -> bytes:
    return EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
