"""Open a workbook: the one place where it happens, so that what guards it has one place to stand."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.guarded import read_workbook

SHEETS: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
PLACE: Final = re.compile(r"([A-Z]+)([0-9]+)")
REMEDIES: Final = {
    "cell-error": "Mend the formula, or write the number; leave the cell blank where it is unknown.",
    "formula-without-value": "Open the workbook in a spreadsheet and save it, or write the number.",
}


def open_workbook(path: Path) -> list[tuple[str, list[list[Any]]]]:
    """Return name and rows of every sheet of a workbook, from its first row and column on.

    Raises
    ------
    BadData
        When the guard refuses it, or with every cell that would be read as blank and is not: an error
        such as #DIV/0!, or a formula that no spreadsheet has computed yet.
    """
    # What the guard lets pass is sound and of bounded size, so it may be opened here for its types.
    read_workbook(path)
    faults = list(_unread_cells(path))
    if faults:
        raise BadData(faults)
    book = CalamineWorkbook.from_path(str(path))
    sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    return [(name, sheet.to_python(skip_empty_area=False)) for name, sheet in sheets]


def _unread_cells(path: Path) -> Iterator[Fault]:
    """Yield the cells of every sheet that hold an error or a formula without a value."""
    with zipfile.ZipFile(path) as archive:
        for name in filter(SHEETS.fullmatch, archive.namelist()):
            with archive.open(name) as sheet:
                for _, element in ElementTree.iterparse(sheet):
                    if element.tag.endswith("}c"):
                        yield from _cell_faults(element, path.name)
                    if element.tag.endswith("}row"):
                        element.clear()


def _cell_faults(cell: ElementTree.Element, file: str) -> Iterator[Fault]:
    held = {child.tag.rpartition("}")[2]: child.text for child in cell}
    if cell.get("t") == "e":
        yield _fault(cell, file, "cell-error", f"the cell holds {held.get('v') or 'an error'}")
    elif "f" in held and not held.get("v") and cell.get("t") != "str":
        # A formula that gives an empty text is computed; it says so by its type.
        yield _fault(cell, file, "formula-without-value", "the formula has no value yet")


def _fault(cell: ElementTree.Element, file: str, rule: str, message: str) -> Fault:
    place = PLACE.fullmatch(cell.get("r", ""))
    row, column = (int(place[2]), place[1]) if place else (0, "")
    return Fault(file, row, column, rule, message, REMEDIES[rule])
