"""The judge of the finished bundle: no file of an edition may tell the number of a hidden cell.

It harvests records, the rows of tables and sentences, from page, workbook, CSV, SVG, JSON and executed
notebooks; the PDF is made from the document of the page. A record that names region and sector of a
hidden cell and holds a true number of it, which no figure that is shown explains, is a breach.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.regions import shown as region_shown
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.readers.guarded import read_workbook

Record = tuple[str, ...]
"""The cells of a row, or the one text of a sentence."""

LEAST: Final = 1000
YEARS: Final = range(1900, 2101)
"""Smaller numbers stand everywhere: only the gate on the figures themselves can tell them apart."""

NUMBER: Final = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![\w]|[.,]\d)|(?<![\w.,])\d+(?![\w]|[.,]\d)"
)
BLOCKS: Final = ("tr", "p", "li", "figcaption", "caption", "text", "title", "desc", "h1", "h2", "h3", "h4")
SPOKEN: Final = ("alt", "aria-label", "title")
REMEDY: Final = "Nothing was published; keep the ledger and report this as a defect."


@dataclass(frozen=True)
class Secret:
    """The true numbers of a hidden cell, by the names that a reader may meet it under."""

    region: str
    sector: str
    numbers: frozenset[int]

    @property
    def regions(self) -> set[str]:
        """The names of the region."""
        return {self.region, region_shown(self.region, "en"), region_shown(self.region, "nl")}

    @property
    def sectors(self) -> set[str]:
        """The names of the sector."""
        return {self.sector, sector_shown(self.sector, "nl"), sector_shown(self.sector, "en")}


def secrets(hidden: pd.DataFrame, shown: pd.DataFrame) -> list[Secret]:
    """Return what must stand nowhere: numbers of hidden cells that no shown figure explains.

    A number of another cell of the same region or sector may stand in the same record.
    """
    told: dict[str, set[int]] = {}
    for region, sector, value in shown[["region", "sector", "value"]].dropna().itertuples(index=False):
        for name in (region, sector):
            told.setdefault(name, set()).add(abs(round(value)))
    kept: dict[tuple[str, str], set[int]] = {}
    for region, sector, value in hidden.itertuples(index=False):
        number = abs(round(value))
        is_told = number in told.get(region, ()) or number in told.get(sector, ())
        if number >= LEAST and number not in YEARS and not is_told:
            kept.setdefault((region, sector), set()).add(number)
    return [Secret(region, sector, frozenset(numbers)) for (region, sector), numbers in sorted(kept.items())]


def refuse_bundle(folder: Path, kept: Iterable[Secret]) -> None:
    """Raise BadData with every file of a bundle that tells a hidden number; it repeats none."""
    by_region: dict[str, list[Secret]] = {}
    for secret in kept:
        for name in secret.regions:
            by_region.setdefault(name, []).append(secret)
    found = {
        (path.relative_to(folder).as_posix(), secret.region, secret.sector)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for record in harvested(path)
        for secret in _told(record, by_region)
    }
    if found:
        raise BadData(
            Fault(
                file,
                0,
                "",
                "disclosure-breach",
                f"a hidden number of {region}, {sector} stands in it",
                REMEDY,
            )
            for file, region, sector in found
        )


def _told(record: Record, by_region: Mapping[str, list[Secret]]) -> Iterator[Secret]:
    numbers = {number for cell in record for number in numbers_in(cell)}
    if not numbers:
        return
    for name, kept in by_region.items():
        if any(_names(cell, name) for cell in record):
            yield from (
                secret
                for secret in kept
                if secret.numbers & numbers
                and any(_names(cell, one) for cell in record for one in secret.sectors)
            )


def _names(cell: str, name: str) -> bool:
    """Tell whether a cell is a name, or a sentence holds it; a letter is a name by itself only."""
    if cell.strip() == name:
        return True
    return (
        len(name) > 1
        and " " in cell
        and re.search(rf"\b{re.escape(name)}\b", cell, re.IGNORECASE) is not None
    )


def numbers_in(text: str) -> set[int]:
    """Return the whole numbers of a text, written with or without marks of thousands."""
    return {int(re.sub(r"\D", "", found)) for found in NUMBER.findall(text)}


def harvested(path: Path) -> Iterator[Record]:
    """Yield the records of one file of a bundle; other kinds of files have none."""
    reader = READERS.get(path.suffix.lower())
    if reader is not None:
        yield from reader(path)


def _of_csv(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            # A lineage and its hashes hold digits that are no figures.
            yield tuple(cell.removesuffix(".0") for cell in row if len(cell) < 60)


def _of_workbook(path: Path) -> Iterator[Record]:
    for sheet in read_workbook(path):
        for row in sheet.table.select(sheet.columns).to_pylist():
            yield tuple(cell for cell in row.values() if cell and len(cell) < 300)


def _of_json(path: Path) -> Iterator[Record]:
    yield from _objects(json.loads(path.read_text("utf-8")))


def _objects(value: Any) -> Iterator[Record]:
    """Yield each object with its plain values, each list of plain values, and the texts of notebooks."""
    if isinstance(value, dict):
        yield tuple(
            str(one).removesuffix(".0") for one in value.values() if isinstance(one, str | int | float)
        )
        for name, one in value.items():
            if name == "text/html":
                yield from _of_markup("".join(one))
            else:
                yield from _objects(one)
    elif isinstance(value, list):
        plain = [one for one in value if isinstance(one, str | int | float)]
        if any(not isinstance(one, str) for one in plain):
            yield tuple(str(one).removesuffix(".0") for one in plain)
        for one in value:
            if isinstance(one, str):
                yield (one,)
            else:
                yield from _objects(one)


def _of_page(path: Path) -> Iterator[Record]:
    yield from _of_markup(path.read_text("utf-8"))


def _of_markup(text: str) -> Iterator[Record]:
    parser = _Records()
    parser.feed(text)
    parser.close()
    yield from parser.records


class _Records(HTMLParser):
    """Collects rows with their cells, sentences, and what is spoken of figures."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[Record] = []
        self._cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a record or a cell, and keep what an attribute says."""
        self.records += [(value,) for name, value in attrs if name in SPOKEN and value]
        if tag in BLOCKS:
            self._end()
        if tag in ("td", "th"):
            self._cells.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a record."""
        if tag in BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        """Add to the cell that is open."""
        if not self._cells:
            self._cells.append("")
        self._cells[-1] += data

    def _end(self) -> None:
        if self._cells:
            self.records.append(tuple(self._cells))
        self._cells = []


READERS: Final[Mapping[str, Callable[[Path], Iterator[Record]]]] = {
    ".csv": _of_csv,
    ".xlsx": _of_workbook,
    ".json": _of_json,
    ".ipynb": _of_json,
    ".html": _of_page,
    ".svg": _of_page,
}
