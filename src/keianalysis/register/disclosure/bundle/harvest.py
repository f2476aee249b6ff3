"""What every file of a bundle tells: rows with named columns, and records, which are cells or sentences."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from keianalysis.model.errors import KeianalysisError
from keianalysis.readers.guarded import read_workbook
from keianalysis.register.disclosure.bundle.markup import Bound, Record, read_markup, under_headings
from keianalysis.register.disclosure.bundle.objects import (
    Row,
    json_records,
    object_records,
    packed_rows,
    plain,
    script_objects,
    trail_records,
)
from keianalysis.register.disclosure.bundle.paper import paper_records

KEY: Final = ("measure", "region", "sector", "period_start", "period_end", "value")
"""The columns by which a row is known to be one number of one cell."""

CATALOGUE: Final = (
    *("rows", "measures", "regions", "sectors", "units"),
    *("licences", "files", "numbers", "words"),
)
"""What of the page to explore is read as rows, or is names and definitions and no figure."""

PICTURES: Final = (".png",)
"""Files without text; each is drawn from the same marks as the SVG beside it."""

PACKAGES: Final = (".xlsx",)
"""Files that hold others, packed."""
PLAIN: Final = (".csv", ".txt")
"""Files whose bytes are what they tell."""

Told = Row | Record | Bound


class Unreadable(Exception):
    """A file of a bundle that cannot be searched."""


def harvested(path: Path) -> Iterator[Told]:
    """Yield the rows and the records of one file of a bundle.

    Raises
    ------
    Unreadable
        When a file cannot be read as what its name says.
    """
    if path.suffix.lower() in PICTURES:
        return
    reader = READERS.get(path.suffix.lower(), _of_text)
    try:
        yield from reader(path)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError, KeianalysisError) as error:
        raise Unreadable(path.name) from error


def texts_of(path: Path, told: Iterable[Told]) -> list[bytes]:
    """Return what a file holds as texts: its bytes, those inside a package, its name, what it tells."""
    found = [path.name.encode(), path.read_bytes()]
    if path.suffix.lower() in PACKAGES:
        with zipfile.ZipFile(path) as package:
            found += [package.read(part) for part in package.infolist()]
    if path.suffix.lower() not in PLAIN:
        found.append("\n".join(" | ".join(one) for one in told if isinstance(one, tuple)).encode())
    return found


def _of_csv(path: Path) -> Iterator[Told]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from _of_table(csv.reader(file))


def _of_table(lines: Iterable[Iterable[str]]) -> Iterator[Told]:
    """Yield the lines of a table, as rows where its columns make the key of a number."""
    headings: list[str] = []
    for line in lines:
        cells = tuple(plain(cell) for cell in line)
        if not headings:
            headings = list(cells)
            yield cells
        elif set(KEY) <= set(headings):
            yield dict(zip(headings, cells, strict=False))
        else:
            yield cells
            yield from under_headings(headings, cells)


def _of_workbook(path: Path) -> Iterator[Told]:
    for sheet in read_workbook(path):
        yield (sheet.name,)
        lines = (row.values() for row in sheet.table.select(sheet.columns).to_pylist())
        yield from _of_table([cell or "" for cell in line] for line in lines)


def _of_json(path: Path) -> Iterator[Told]:
    yield from json_records(path.read_text("utf-8"))


def _of_page(path: Path) -> Iterator[Told]:
    page = read_markup(path.read_text("utf-8"))
    yield from page.records
    yield from page.bound
    for data in script_objects(page.scripts):
        rows, trails = list(packed_rows(data)), list(trail_records(data))
        yield from rows
        yield from trails
        if not rows and not trails:
            yield from object_records(data)
        elif rows:
            yield from object_records({name: one for name, one in data.items() if name not in CATALOGUE})


def _of_drawing(path: Path) -> Iterator[Told]:
    yield from read_markup(path.read_text("utf-8")).records


def _of_text(path: Path) -> Iterator[Told]:
    for line in path.read_text("utf-8").splitlines():
        yield (line,)


READERS: Final[Mapping[str, Callable[[Path], Iterator[Told]]]] = {
    ".csv": _of_csv,
    ".xlsx": _of_workbook,
    ".json": _of_json,
    ".jsonld": _of_json,
    ".ipynb": _of_json,
    ".html": _of_page,
    ".svg": _of_drawing,
    ".pdf": paper_records,
}
