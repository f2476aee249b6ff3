"""Open a project list and read all its cells as text; everything else works on that."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.lineage import FileRow
from keianalysis.readers.projects.ambiguous import ambiguous_faults
from keianalysis.readers.projects.checks import read_rows
from keianalysis.readers.projects.layout import OPTIONAL, Layout, layout_for
from keianalysis.readers.projects.model import Portfolio
from keianalysis.readers.projects.opening import filled_rows, header_place
from keianalysis.readers.projects.row import Row

FEWEST: Final = 2
HEADINGS: Final = "Put the headings above the projects; docs/effects.md names them."
MOMENT: Final = re.compile(r"(\d{1,4}-\d{1,2}-\d{1,4})[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
"""A day with a time of day, as databases write days out."""


def read_project_list(path: Path, layout: Path | None = None) -> Portfolio:
    """Return the projects of a CSV file or a workbook, one row a project.

    A title may stand above the headings. Those are of the packaged Dutch or English layout, or of an own
    ``layout`` (TOML); without one, of a TOML file of the same name beside the list, where there is one. A
    Dutch list writes 1.206 for one thousand two hundred and six and 0,4 for four tenths; an English
    one 1,206 and 0.4. Numbers of a workbook are what their cells hold. A blank cell is unknown.

    Raises
    ------
    BadData
        With every fault of the list: first those of its shape (encoding, headings, ragged rows),
        and when the shape is right those of its content.
    """
    own = layout or layout_beside(path)
    filled = filled_rows(path)
    (top, first), *body = filled[header_place(filled, own) :]
    header = [cell_text(cell, ".") for cell in first]
    used = layout_for(header, own)
    if used.fits(header) < FEWEST:
        # What stands there may be a project: no cell of it is told.
        raise BadData([Fault(path.name, top, "", "header-found", "no row has the headings", HEADINGS)])
    faults = [*_header_faults(path.name, top, header, used), *_ragged_faults(path.name, len(header), body)]
    if not faults:
        faults += ambiguous_faults(path.name, header, body, used)
    if faults:
        raise BadData(faults)
    rows = [_row(path.name, number, header, cells, used) for number, cells in body]
    return read_rows(path.name, rows)


def layout_beside(path: Path) -> Path | None:
    """Return the layout file that lies beside a list under its name, nothing when there is none."""
    beside = path.with_suffix(".toml")
    return beside if beside.is_file() else None


def _row(file: str, number: int, header: list[str], cells: list[Any], layout: Layout) -> Row:
    fields = [str(layout.field_of(heading)) for heading in header]
    texts = [cell_text(cell, layout.decimal) for cell in cells]
    lineage = str(FileRow(file, number))
    return Row(
        file,
        number,
        dict(zip(fields, texts, strict=True)),
        dict(zip(fields, header, strict=True)),
        layout,
        lineage,
    )


def cell_text(cell: Any, decimal: str) -> str:
    """Return a cell as text: a number of a workbook with the decimal mark of the list, a day in ISO.

    A workbook cell that holds the number 1.206 so stays little more than one, while the text 1.206
    in a Dutch list is one thousand two hundred and six.
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return f"{Decimal(repr(cell)).normalize():f}".replace(".", decimal)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    text = str(cell).strip()
    moment = MOMENT.fullmatch(text)
    return moment[1] if moment else text


def _header_faults(file: str, row: int, header: Sequence[str], layout: Layout) -> Iterator[Fault]:
    known = [layout.field_of(heading) for heading in header]
    for heading, field in zip(header, known, strict=True):
        if field is None:
            yield Fault(file, row, heading, "known-column", "the column is unknown", _hint(heading, layout))
    times = Counter(field for field in known if field is not None)
    for field, count in times.items():
        if count > 1:
            twice = layout.headings[field]
            yield Fault(file, row, twice, "column-once", "the column occurs twice", "Keep one.")
    for field, heading in layout.headings.items():
        if field not in times and field not in OPTIONAL:
            remedy = "Add it, and leave its cells blank where nothing is known."
            yield Fault(file, row, heading, "column-present", "the column is missing", remedy)


def _hint(heading: str, layout: Layout) -> str:
    near = difflib.get_close_matches(heading, list(layout.headings.values()), n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return f"{hint}Name it in a layout file, or take it out of the list."


def _ragged_faults(file: str, width: int, body: Sequence[tuple[int, list[Any]]]) -> Iterator[Fault]:
    remedy = "Quote fields that hold the separator, and give every row as many fields as the header."
    for number, cells in body:
        if len(cells) != width:
            message = f"{len(cells)} fields where the header has {width}"
            yield Fault(file, number, "", "ragged-row", message, remedy)
