"""What every workbook of an edition must be, so that a reader or a program can use it without surprise."""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from keianalysis.language.numbers import HIDDEN
from keianalysis.report.tables.cells import FORBIDDEN, LONGEST_NAME
from keianalysis.report.tables.columns import CAST, Field, field_of, table_files
from keianalysis.report.text.words import WORKBOOK_WORDS

NUMBER = re.compile(r"-?\d+(\.\d+)?(e[-+]\d+)?")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WIDEST = 70
FRONT = 3
"""The sheets before the tables: cover, contents and notes."""


def workbook_faults(path: Path, edition: Path, language: str, title: str) -> list[str]:
    """Return every way in which the workbook of an edition breaks a rule, one sentence each."""
    workbook = load_workbook(path)
    return [
        *_package_faults(path),
        *_names(workbook),
        *_properties(workbook, language, title),
        *(fault for sheet in workbook.worksheets for fault in _sheet_faults(sheet)),
        *_links(workbook),
        *_tables(workbook, edition, language),
    ]


def _package_faults(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if "externalLink" in name or "vba" in name or "connections" in name:
                yield f"{name} leads outside"
            if "worksheets/" in name and re.search(rb"<f[ >/]|TargetMode=.External", package.read(name)):
                yield f"{name} holds a formula or an outside link"


def _names(workbook: Workbook) -> Iterator[str]:
    names = workbook.sheetnames
    if len({name.casefold() for name in names}) < len(names):
        yield "two sheets have one name"
    for name in names:
        if not 0 < len(name) <= LONGEST_NAME or FORBIDDEN.search(name) or name.strip(" '") != name:
            yield f"{name!r} is no valid name"
    if any("#REF" in str(one.value) for one in workbook.defined_names.values()):
        yield "a defined name is broken"


def _properties(workbook: Workbook, language: str, title: str) -> Iterator[str]:
    properties = workbook.properties
    if (properties.language, properties.title) != (language, title):
        yield "the document has another language or title than the edition"


def _sheet_faults(sheet: Worksheet) -> Iterator[str]:
    if sheet.max_row < 2 and sheet["A1"].value is None:
        yield f"{sheet.title} is empty"
    if sheet.merged_cells.ranges:
        yield f"{sheet.title} has merged cells"
    dimensions = [*sheet.column_dimensions.values(), *sheet.row_dimensions.values()]
    if sheet.sheet_state != "visible" or any(one.hidden for one in dimensions):
        yield f"{sheet.title} hides something"
    if any(not 0 < one.width <= WIDEST for one in sheet.column_dimensions.values() if sheet.freeze_panes):
        yield f"{sheet.title} has a column without a sensible width"


def _links(workbook: Workbook) -> Iterator[str]:
    for row in workbook.worksheets[1].iter_rows(min_row=2, max_col=1):
        link = row[0].hyperlink
        if link is not None and link.location.partition("!")[0].strip("'") not in workbook.sheetnames:
            yield f"the contents lead to {link.location}, which is not there"
    linked = sum(row[0].hyperlink is not None for row in workbook.worksheets[1].iter_rows(min_row=2))
    if linked != len(workbook.worksheets) - FRONT:
        yield "the contents do not lead to every table"


def _tables(workbook: Workbook, edition: Path, language: str) -> Iterator[str]:
    files = table_files(edition)
    filled = [name for name, path in files.items() if len(path.read_text("utf-8").splitlines()) > 1]
    shown = sum(
        row[0] == "report.html"
        for row in workbook.worksheets[1].iter_rows(min_row=2, min_col=4, max_col=4, values_only=True)
    )
    sheets = workbook.worksheets[FRONT + shown :]
    if len(sheets) != len(filled):
        yield f"{len(sheets)} sheets for {len(filled)} tables"
    explained = {row[1] for row in workbook.worksheets[2].iter_rows(min_row=2, values_only=True)}
    for name, sheet in zip(filled, sheets, strict=False):
        rows = pd.read_csv(files[name], dtype="str", keep_default_na=False)
        yield from _table_faults(sheet, len(rows))
        for number, column in enumerate(rows.columns, start=1):
            cells = [row[0] for row in sheet.iter_rows(min_row=2, min_col=number, max_col=number)]
            field = field_of(name, str(column))
            yield from (f"{sheet.title}, {column}: {fault}" for fault in _column_faults(cells, field))
            if name in ("results", "verdicts") and sheet.cell(1, number).value != column:
                yield f"{sheet.title}, {column}: the header is not the name that is promised"
            if not name.startswith("figures/") and sheet.cell(1, number).value not in explained:
                yield f"{sheet.title}, {column}: the notes on {WORKBOOK_WORDS[language]['notes']} lack it"
            values = [cell.value for cell in cells]
            if field.type in CAST and not all(map(_same, values, rows[column])):
                yield f"{sheet.title}, {column}: the values are not those of the file"


def _same(value: object, text: str) -> bool:
    """Tell whether a cell holds what a file says: of a number, the fifteen digits that a cell keeps."""
    if value == HIDDEN:
        return text == ""
    if isinstance(value, bool) or value is None or not NUMBER.fullmatch(text):
        return ("" if value is None else str(value)) == text
    if not isinstance(value, int | float):
        return False
    return math.isclose(float(value), float(text), rel_tol=1e-15)


def _table_faults(sheet: Worksheet, rows: int) -> Iterator[str]:
    if sheet.max_row != rows + 1:
        yield f"{sheet.title} has {sheet.max_row} rows for {rows} and a header"
    headers = [cell.value for cell in sheet[1]]
    if not all(headers) or len(set(headers)) < len(headers):
        yield f"{sheet.title} has columns without a name of their own"
    if sheet.freeze_panes != "A2" or sheet.auto_filter.ref != sheet.dimensions:
        yield f"{sheet.title} has a header that moves, or a filter of something else"
    if sheet.print_title_rows not in ("1:1", "$1:$1"):
        yield f"{sheet.title} is printed without its header"


def _column_faults(cells: list[Cell], field: Field) -> Iterator[str]:
    values = [cell.value for cell in cells if cell.value is not None]
    if field.type in ("number", "integer") and {one for one in values if isinstance(one, str)} - {HIDDEN}:
        yield "a number is kept as text"
    if field.type == "boolean" and not all(isinstance(value, bool) for value in values):
        yield "a truth is kept as text"
    if field.type == "date" and not all(ISO_DAY.fullmatch(str(value)) for value in values):
        yield "a date is no ISO text"
    if any(isinstance(value, dt.date) for value in values):
        yield "a date is kept otherwise than in the other tables"
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    if any(cell.data_type != "s" or cell.value == "" for cell in texts):
        yield "a text is something else than text"
    starts = ("=", "+", "-", "@", "\t", "\r")
    if any(cell.value.startswith(starts) and not cell.quotePrefix for cell in texts):
        yield "a text would run once somebody edits it"
