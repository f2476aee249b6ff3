"""Sheets as the bytes of a workbook, equal at every run."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from keianalysis.report.tables.cells import EXECUTABLE, LINK, Cell, Grid, Look

EPOCH: Final = dt.datetime(1980, 1, 1)
"""The time in every file entry and property: the earliest one that a zip can hold."""
PROPERTIES: Final = "docProps/core.xml"
A4: Final = 9
END: Final = b"</cp:coreProperties>"


def written(grids: Sequence[Grid], title: str, language: str, edition: str) -> bytes:
    """Return a workbook of the sheets, which says its title and language and names its edition on paper."""
    fresh = io.BytesIO()
    with Workbook(fresh, {"in_memory": True}) as book:
        book.set_properties({"title": title, "author": "keianalysis", "created": EPOCH})
        formats = _Formats(book)
        for grid in grids:
            sheet = book.add_worksheet(grid.title)
            _fill(sheet, grid, formats)
            _lay_out(sheet, grid, edition)
    return _in_language(fresh, language)


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Look, str, bool], Any] = {}

    def of(self, cell: Cell) -> Any:
        """Return the format of a cell; a text that a program might run is marked as text."""
        quoted = isinstance(cell.value, str) and cell.value.startswith(EXECUTABLE)
        key = (cell.look, cell.pattern, quoted)
        if key not in self._made:
            asked = dict(cell.look) | {"num_format": cell.pattern, "quote_prefix": quoted}
            self._made[key] = self._book.add_format(asked)
        return self._made[key]


def _fill(sheet: Any, grid: Grid, formats: _Formats) -> None:
    for number, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if column == 0 and number in grid.links:
                quoted = grid.links[number].replace("'", "''")
                linked = formats.of(cell._replace(look=LINK))
                sheet.write_url(number, 0, f"internal:'{quoted}'!A1", linked, str(cell.value))
            else:
                _write(sheet, number, column, cell, formats.of(cell))


def _write(sheet: Any, row: int, column: int, cell: Cell, shown: Any) -> None:
    """Write a value as what it is; a text stays text, whatever it looks like."""
    match cell.value:
        case None:
            sheet.write_blank(row, column, None, shown)
        case str() as text:
            sheet.write_string(row, column, text, shown)
        case bool() as told:
            sheet.write_boolean(row, column, told, shown)
        case int() | float() as number:
            sheet.write_number(row, column, number, shown)
        case day:
            sheet.write_datetime(row, column, day, shown)


def _lay_out(sheet: Any, grid: Grid, edition: str) -> None:
    """Set sizes, and how a sheet is printed: lying, its header and its first column on every page."""
    for column, width in enumerate(grid.widths):
        sheet.set_column(column, column, width)
    for row, height in grid.heights.items():
        sheet.set_row(row, height)
    if grid.is_table:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(grid.rows) - 1, len(grid.rows[0]) - 1)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
    else:
        sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(grid.pages_wide, 0)
    if grid.header:
        sheet.set_header(f"&C{grid.header.replace('&', '&&')}")
    sheet.set_footer(f"&L{edition}&R&P / &N")


def _in_language(fresh: io.BytesIO, language: str) -> bytes:
    """Return the workbook with its language among its properties, where XlsxWriter puts none."""
    told = f"<dc:language>{escape(language)}</dc:language>".encode()
    fixed = io.BytesIO()
    with zipfile.ZipFile(fresh) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == PROPERTIES:
                content = content.replace(END, told + END)
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return fixed.getvalue()
