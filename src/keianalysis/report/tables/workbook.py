"""The tables of an edition as one Excel workbook, equal to the byte at every run."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from keianalysis.report.document import Document
from keianalysis.report.tables.cells import (
    LINE,
    LONGEST_TEXT,
    TOP,
    Value,
    add_filter,
    alignment_of,
    fit_sheet,
    number_formats,
    plain_value,
    sheet_names,
    write_cell,
    write_header,
)
from keianalysis.report.tables.code_lists import code_lists
from keianalysis.report.tables.columns import (
    CONTRACTS,
    FIGURES,
    field_of,
    heading,
    lists_used,
    read_typed,
    shown_table,
    table_files,
    table_texts,
)
from keianalysis.report.text.words import WORDS, WORKBOOK_WORDS

EPOCH: Final = dt.datetime(1980, 1, 1)
"""The time in every file entry and property: the earliest one that a zip can hold."""


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook: its name below the edition, its file, its texts and its rows."""

    name: str
    file: str
    title: str
    description: str
    rows: pd.DataFrame


def edition_sheets(folder: Path, language: str) -> list[Sheet]:
    """Return every table of an edition in a fixed order, as its file holds it."""
    found = []
    for name, path in table_files(folder).items():
        title, description = table_texts(name, path, language)
        file = path.relative_to(folder).as_posix()
        found.append(Sheet(name, file, title, description, read_typed(name, path)))
    return found


def render_workbook(document: Document, tables: Sequence[Sheet], out: Path) -> Path:
    """Write cover, contents and notes of ``document``, then each table that has rows on its own sheet.

    Parameters
    ----------
    document
        Gives title, language, sources and whether the data are a sample, which every sheet then says.
    tables
        ``results`` and ``verdicts`` keep the names of their columns and their codes; every other table
        is shown in the language of the document, its headers with the unit that all rows share. Where a
        table has the columns ``value`` and ``decimals``, each value is shown with the decimals of its row.
        A text longer than a cell may be is cut, and says which file has it whole.
    out
        The file to write.

    Raises
    ------
    ValueError
        When a number is infinite, or a text of cover, contents or notes is longer than a cell may be.
    openpyxl.utils.exceptions.IllegalCharacterError
        When a text holds a control character.
    """
    words = WORKBOOK_WORDS[document.language]
    workbook = Workbook()
    filled = [table for table in tables if len(table.rows)]
    names = sheet_names(
        [words["cover"], words["contents"], words["notes"], *(_tab(one, document) for one in filled)]
    )
    sheets = [workbook.active, *(workbook.create_sheet() for _ in names[1:])]
    for sheet, name in zip(sheets, names, strict=True):
        sheet.title = name
    _cover(sheets[0], document)
    _contents(sheets[1], document, dict(zip((one.name for one in filled), names[3:], strict=True)), tables)
    _notes(sheets[2], document, filled)
    for sheet, table in zip(sheets[3:], filled, strict=True):
        _table(sheet, table, document.language)
    for sheet in sheets:
        _printed(sheet, document)
    _describe(workbook, document)
    out.write_bytes(_saved(workbook))
    return out


def _tab(table: Sheet, document: Document) -> str:
    """Return what the tab of a table says: a figure the name of its files, which stays as titles change."""
    mark = f"{WORKBOOK_WORDS[document.language]['sample']} " if document.sample else ""
    return mark + (Path(table.file).stem if table.name.startswith(f"{FIGURES}/") else table.title)


def _cover(sheet: Worksheet, document: Document) -> None:
    words = WORKBOOK_WORDS[document.language]
    lines = [document.title, document.subtitle, f"{words['edition']}: {document.edition}"]
    if document.sample:
        lines.append(WORDS[document.language]["sample"])
    for row, line in enumerate(lines, start=1):
        write_cell(sheet, row, 1, line).alignment = TOP
    sheet.column_dimensions["A"].width = 100
    sheet["A1"].font = Font(bold=True, size=20, color="00427A")
    sheet.row_dimensions[1].height = 2 * LINE
    sheet.sheet_view.showGridLines = False


def _notes(sheet: Worksheet, document: Document, tables: Sequence[Sheet]) -> None:
    """Explain what holds for all sheets, every column of the tables, and every code that they use."""
    language = document.language
    words = WORKBOOK_WORDS[language]
    rows = [(words["general"], "", words[name]) for name in ("empty", "precision", "text", "codes")]
    columns = [(one, str(column)) for one in tables for column in one.rows.columns]
    for table, column in columns:
        if not table.name.startswith(f"{FIGURES}/"):
            told = field_of(table.name, column).description(language)
            rows.append((table.title, _head(table, column, language), told))
    for name in lists_used(((table.name, column) for table, column in columns), language):
        listed = code_lists(language)[name].values()
        rows += [(words["code_of"].format(name=words[name]), one.code, one.told) for one in listed]
    rows += [(words["sources"], "", source) for source in document.sources]
    write_header(sheet, [words["about"], words["column"], words["meaning"]])
    _rows(sheet, rows)
    add_filter(sheet)


def _contents(
    sheet: Worksheet, document: Document, names: Mapping[str, str], tables: Sequence[Sheet]
) -> None:
    """List every table; one without rows has no sheet, and its line no link."""
    words = WORKBOOK_WORDS[document.language]
    write_header(sheet, [words[name] for name in ("sheet", "table", "description", "file", "rows")])
    _rows(
        sheet,
        [
            (names.get(one.name, words["no_sheet"]), one.title, one.description, one.file, len(one.rows))
            for one in tables
        ],
    )
    for one, (link,) in zip(tables, sheet.iter_rows(min_row=2, max_col=1), strict=True):
        if one.name in names:
            quoted = names[one.name].replace("'", "''")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
            link.font = Font(color="0563C1", underline="single")


def _rows(sheet: Worksheet, rows: Iterable[tuple[Value, ...]]) -> None:
    """Write plain rows under the header; an empty text leaves its cell empty."""
    for number, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            write_cell(sheet, number, column, None if value == "" else value).alignment = TOP
    fit_sheet(sheet)


def _table(sheet: Worksheet, table: Sheet, language: str) -> None:
    names = [str(name) for name in table.rows.columns]
    is_contract = table.name in CONTRACTS
    shown = table.rows if is_contract else shown_table(table.name, table.rows, language)
    write_header(sheet, [_head(table, name, language) for name in names])
    for column, name in enumerate(names, start=1):
        values = [_fitting(plain_value(value), table.file, language) for value in shown.iloc[:, column - 1]]
        formats = number_formats(values, table.rows, name)
        for row, (value, pattern) in enumerate(zip(values, formats, strict=True), start=2):
            cell = write_cell(sheet, row, column, value)
            cell.number_format, cell.alignment = pattern, alignment_of(name, value)
    fit_sheet(sheet)
    add_filter(sheet)
    cast(HeaderFooterItem, sheet.oddHeader).center.text = table.title.replace("&", "&&")


def _fitting(value: Value, file: str, language: str) -> Value:
    """Return a value that a cell can hold: a longer text ends in the name of the file that has it whole."""
    if not isinstance(value, str) or len(value) <= LONGEST_TEXT:
        return value
    mark = WORKBOOK_WORDS[language]["cut"].format(file=file)
    return value[: LONGEST_TEXT - len(mark)] + mark


def _head(table: Sheet, column: str, language: str) -> str:
    """Return the header of a column: its name where that is promised, else its title with the unit."""
    if table.name in CONTRACTS:
        return column
    units = table.rows["unit"].dropna().unique() if "unit" in table.rows.columns else ()
    return heading(table.name, column, language, map(str, units))


def _printed(sheet: Worksheet, document: Document) -> None:
    """Set how a sheet is printed: lying, its header and its first column on every page."""
    if sheet.freeze_panes:
        sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    footer = cast(HeaderFooterItem, sheet.oddFooter)
    footer.left.text, footer.right.text = document.edition, "&P / &N"


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
