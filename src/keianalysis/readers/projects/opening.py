"""Open a project list, a file of others, behind a guard: its rows, and where its headings stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.guarded import MIB, Limits, bounded, refuse_hostile_text, require_file
from keianalysis.readers.projects.layout import Layout, layout_for
from keianalysis.readers.projects.template import guide_names
from keianalysis.readers.projects.workbook import open_workbook

LIMITS: Final = Limits(file_bytes=32 * MIB)
"""A list of projects is small: what is larger is something else."""

DELIMITERS: Final = (";", ",", "\t")
FORMULA: Final = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""

TITLES: Final = 10
"""The headings stand within this many filled rows from the top."""

Cells = list[Any]


def filled_rows(path: Path) -> list[tuple[int, Cells]]:
    """Return the rows that hold something, each with its number in the file.

    Raises
    ------
    BadData
        When the file is of another kind, cannot be read, asks too much, or holds no project.
    """
    if path.suffix.lower() not in FORMS:
        remedy = "Save it as a workbook (.xlsx) or as CSV in UTF-8."
        message = f"{path.suffix or 'a file without ending'} is not read"
        raise BadData([Fault(path.name, 0, "", "file-kind", message, remedy)])
    if path.name.startswith(FORMULA):
        message = "a name that begins so is a formula to a spreadsheet"
        raise BadData([Fault(path.name, 0, "", "file-name", message, "Rename the file.")])
    kind, read = FORMS[path.suffix.lower()]
    if path.exists() and path.is_file() and path.stat().st_size == 0:
        raise _empty(path)
    require_file(path, kind, LIMITS)
    cells = bounded(path, kind, lambda: read(path), limits=LIMITS)
    filled = [(number, row) for number, row in cells if any(str(cell).strip() for cell in row)]
    if len(filled) < 2:
        raise _empty(path)
    return filled


def _empty(path: Path) -> BadData:
    remedy = "Deliver a header and at least one project."
    return BadData([Fault(path.name, 0, "", "file-filled", "the list holds no project", remedy)])


def header_place(rows: Sequence[tuple[int, Cells]], own: Path | None) -> int:
    """Return the place of the headings among filled rows: the first, or the first below a title.

    A title is a row with no more than two filled cells.
    """
    for place, (_, row) in enumerate(rows[:TITLES]):
        texts = [str(cell).strip() for cell in row]
        layout: Layout = layout_for(texts, own)
        if layout.fits(texts) > 2:
            return place
        if sum(text != "" for text in texts) > 2:
            break
    return 0


def _csv_cells(path: Path) -> list[tuple[int, Cells]]:
    """Return the rows of a CSV file, each with the line on which it starts."""
    refuse_hostile_text(path, limits=LIMITS, wide=True)
    text = _text(path)
    top = text.splitlines()[:TITLES]
    delimiter = max(DELIMITERS, key=lambda mark: max((line.count(mark) for line in top), default=0))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[tuple[int, Cells]] = []
    start = 1
    try:
        for fields in reader:
            found.append((start, list(fields)))
            start = reader.line_num + 1
    except csv.Error as error:
        remedy = "Close the quote that is opened on this line."
        raise BadData([Fault(path.name, start, "", "readable-csv", str(error), remedy)]) from None
    return found


def _text(path: Path) -> str:
    """Return the text of a list: UTF-8, UTF-16 as Excel's Unicode text, or cp1252 as its plain CSV."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
            message = f"byte {error.start} is neither UTF-8 nor cp1252"
            raise BadData(
                [Fault(path.name, row, "", "encoding", message, "Save the file as UTF-8.")]
            ) from None


def _workbook_cells(path: Path) -> list[tuple[int, Cells]]:
    """Return the rows of the only filled sheet of a workbook, all of one length; a guide is no list."""
    sheets = [(name, rows) for name, rows in open_workbook(path) if rows and name not in guide_names()]
    if len(sheets) > 1:
        named = ", ".join(name for name, _ in sheets)
        remedy = "Keep the project list in a workbook of its own."
        message = f"{len(sheets)} sheets hold something: {named}"
        raise BadData([Fault(path.name, 0, "", "one-sheet", message, remedy)])
    return [(number, row) for _, rows in sheets for number, row in enumerate(rows, start=1)]


FORMS: Final = {
    ".csv": ("text", _csv_cells),
    ".txt": ("text", _csv_cells),
    ".tsv": ("text", _csv_cells),
    ".xlsx": ("workbook", _workbook_cells),
}
"""The kind of a list and how it is read, by the ending of its file."""
