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
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from keianalysis.report.document import Document
from keianalysis.report.words import WORDS as REPORT_WORDS

WORDS: Final = {
    "nl": {
        "cover": "Voorblad",
        "contents": "Inhoud",
        "notes": "Toelichting",
        "edition": "Editie",
        "sheet": "Werkblad",
        "table": "Tabel",
        "rows": "Aantal rijen",
        "sample": "Voorbeeld",
        "empty": "Een lege cel betekent: niet bekend of onderdrukt, nooit nul.",
        "precision": "Elke cel bevat het getal zoals het berekend is; de opmaak toont de gedrukte precisie.",
        "text": "Tekst die met =, +, - of @ begint, is tekst en geen formule.",
        "sources": "Bronnen",
    },
    "en": {
        "cover": "Cover",
        "contents": "Contents",
        "notes": "Notes",
        "edition": "Edition",
        "sheet": "Sheet",
        "table": "Table",
        "rows": "Number of rows",
        "sample": "Sample",
        "empty": "An empty cell means: not known or suppressed, never zero.",
        "precision": "Each cell holds the number as computed; its format shows the printed precision.",
        "text": "Text that begins with =, +, - or @ is text and no formula.",
        "sources": "Sources",
    },
}

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

HEADER_FONT: Final = Font(bold=True, color="FFFFFF")
HEADER_FILL: Final = PatternFill("solid", start_color="00427A")
TOP: Final = Alignment(vertical="top", wrap_text=True)

Value = str | int | float | bool | dt.date | None


def render_workbook(
    document: Document,
    tables: Mapping[str, pd.DataFrame],
    out: Path,
    *,
    units: Mapping[str, str] | None = None,
) -> Path:
    """Write cover, contents and notes of ``document``, then each table on its own sheet.

    Parameters
    ----------
    document
        Gives title, language, sources and whether the data are a sample, which every sheet then says.
    tables
        Title of each table to its rows. Where a table has the columns ``value`` and ``decimals``, each
        value is shown with the decimals of its row.
    out
        The file to write.
    units
        Column to unit, shown in the header of the column: ``jobs (banen)``.

    Raises
    ------
    ValueError
        When a text is longer than a cell may be, or a number is infinite; nothing is cut silently.
    openpyxl.utils.exceptions.IllegalCharacterError
        When a text holds a control character.
    """
    words = WORDS[document.language]
    workbook = Workbook()
    names = sheet_names([words["cover"], words["contents"], words["notes"], *_titles(document, tables)])
    sheets = [workbook.active, *(workbook.create_sheet() for _ in names[1:])]
    for sheet, name in zip(sheets, names, strict=True):
        sheet.title = name
    _cover(sheets[0], document)
    _contents(sheets[1], words, names[3:], tables)
    _notes(sheets[2], document)
    for sheet, table in zip(sheets[3:], tables.values(), strict=True):
        _table(sheet, table, units or {})
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
    mark = f"{WORDS[document.language]['sample']} " if document.sample else ""
    return [mark + title for title in tables]


def _cover(sheet: Worksheet, document: Document) -> None:
    words = WORDS[document.language]
    lines = [document.title, document.subtitle, f"{words['edition']}: {document.edition}"]
    if document.sample:
        lines.append(REPORT_WORDS[document.language]["sample"])
    _write_lines(sheet, lines)
    sheet["A1"].font = Font(bold=True, size=20, color="00427A")
    sheet.sheet_view.showGridLines = False


def _notes(sheet: Worksheet, document: Document) -> None:
    words = WORDS[document.language]
    lines = [words["notes"], words["empty"], words["precision"], words["text"]]
    if document.sources:
        lines += [words["sources"], *document.sources]
    _write_lines(sheet, lines)
    sheet["A1"].font = Font(bold=True, size=14, color="00427A")


def _write_lines(sheet: Worksheet, lines: Iterable[str]) -> None:
    for row, line in enumerate(lines, start=1):
        _write(sheet, row, 1, line).alignment = TOP
    sheet.column_dimensions["A"].width = 100


def _contents(
    sheet: Worksheet, words: Mapping[str, str], names: list[str], tables: Mapping[str, pd.DataFrame]
) -> None:
    _header(sheet, [words["sheet"], words["table"], words["rows"]])
    for row, (name, (title, table)) in enumerate(zip(names, tables.items(), strict=True), start=2):
        link = _write(sheet, row, 1, name)
        _write(sheet, row, 2, title)
        _write(sheet, row, 3, len(table))
        quoted = name.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
        link.font = Font(color="0563C1", underline="single")
    _fit(sheet)


def _table(sheet: Worksheet, table: pd.DataFrame, units: Mapping[str, str]) -> None:
    names = [str(name) for name in table.columns]
    _header(sheet, [f"{name} ({units[name]})" if name in units else name for name in names])
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


def _header(sheet: Worksheet, names: Iterable[str]) -> None:
    for column, name in enumerate(names, start=1):
        cell = _write(sheet, 1, column, name)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, TOP
    sheet.freeze_panes = "A2"


def _fit(sheet: Worksheet) -> None:
    """Make each column as wide as its longest cell, within bounds; longer text wraps."""
    least, most = WIDTHS
    for number, cells in enumerate(sheet.iter_cols(values_only=True), start=1):
        longest = max(len(str(value)) for value in cells if value is not None)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 3, least), most)


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
    if name == "value" and "decimals" in table.columns:
        return [_pattern(max(int(decimals), 0), grouped=True) for decimals in table["decimals"]]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not numbers:
        return [DATE if isinstance(value, dt.date) else "General" for value in values]
    grouped = any(abs(number) >= THOUSANDS_FROM for number in numbers)
    return [_pattern(max(_decimals(number) for number in numbers), grouped=grouped)] * len(values)


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
