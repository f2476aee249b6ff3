"""Municipalities, COROP regions, provinces, parts of the country, and networks of municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from keianalysis.data import published_folder
from keianalysis.tables import read_table

COLUMNS: Final = ("region_code", "region", "kind", "member_of", "note")
DRENTHE: Final = "Drenthe"
NETHERLANDS: Final = "Nederland"
ENGLISH: Final = {
    "Nederland": "Netherlands",
    "Noord-Nederland": "Northern Netherlands",
    "Zuidoost- en Zuidwest-Drenthe": "Zuidoost- and Zuidwest-Drenthe",
}


@dataclass(frozen=True)
class Region:
    """A region by name, with its CBS code where one exists."""

    name: str
    code: str
    kind: str
    member_of: str
    note: str


@cache
def all_regions(folder: Path | None = None) -> dict[str, Region]:
    """Return every known region by name, from ``regions.csv``.

    Raises BadData when the file is missing, ragged or lacks a column.
    """
    table = read_table((folder or published_folder()) / "regions.csv", COLUMNS)
    rows = table[list(COLUMNS)].itertuples(index=False, name=None)
    return {name: Region(name, code, kind, member, note) for code, name, kind, member, note in rows}


def shown(name: str, language: str) -> str:
    """Return the name of a region as a reader of ``nl`` or ``en`` knows it."""
    return ENGLISH.get(name, name) if language == "en" else name


def members(code: str, kind: str, folder: Path | None = None) -> list[str]:
    """Return the names of the regions of one kind that belong to the region with ``code``."""
    return [
        region.name
        for region in all_regions(folder).values()
        if region.member_of == code and region.kind == kind
    ]
