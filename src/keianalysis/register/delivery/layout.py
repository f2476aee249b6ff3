"""Layouts: which raw column of a delivery is which canonical column, of which type."""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.spelling import did_you_mean
from keianalysis.register.delivery.types import TYPES

SHIPPED: Final = ("lisa", "pwr")
NEEDED: Final = ("establishment_id", "municipality_code", "sbi")
COUNTS: Final = (("men_fulltime", "women_fulltime"), ("jobs_fulltime",))
"""A delivery counts jobs of 12 hours or more by sex, in one column, or both."""

COLUMN_KEYS: Final = {"raw", "canonical", "type", "required", "confidential", "meaning"}
REMEDY: Final = "docs/registers.md says what a layout holds; lisa.toml in the package is an example."


@dataclass(frozen=True)
class Column:
    """A column of a layout; ``raw`` are the headings under which it may be delivered."""

    raw: tuple[str, ...]
    canonical: str
    type: str
    required: bool = False
    confidential: bool = False
    meaning: str = ""


@dataclass(frozen=True)
class RegisterLayout:
    """The columns of a kind of delivery, and the hash of the file that says so."""

    name: str
    columns: tuple[Column, ...]
    sha256: str

    @property
    def headings(self) -> dict[str, Column]:
        """The columns by the key of each of their headings."""
        return {heading_key(raw): column for column in self.columns for raw in column.raw}

    def column(self, canonical: str) -> Column | None:
        """Return the column with a canonical name, nothing when the layout has none."""
        return next((column for column in self.columns if column.canonical == canonical), None)


def heading_key(heading: str) -> str:
    """Return a heading free of differences in case, accents' encoding, spaces and underscores."""
    folded = unicodedata.normalize("NFC", heading.replace("_", " ")).casefold()
    return " ".join(folded.split())


def find_layout(name: str, folder: Path) -> RegisterLayout:
    """Return a layout that the package ships, or one from a file in the folder of the delivery.

    Raises
    ------
    BadData
        When there is no such layout, or with every fault in its file.
    """
    if name in SHIPPED:
        return shipped_layout(name)
    path = folder / name
    if Path(name).name != name or not path.is_file():
        message = f"there is no layout {name!r}{did_you_mean(name, SHIPPED)}"
        remedy = f"Name {' or '.join(SHIPPED)}, or a layout file that lies beside source.toml."
        raise BadData([Fault(f"{folder.name}/source.toml", 0, "layout", "layout-known", message, remedy)])
    return parse_layout(path.read_bytes(), f"{folder.name}/{name}")


@cache
def shipped_layout(name: str) -> RegisterLayout:
    """Return one of the layouts of the package, ``lisa`` or ``pwr``."""
    content = (files("keianalysis.register.delivery") / "layouts" / f"{name}.toml").read_bytes()
    return parse_layout(content, f"{name}.toml")


def parse_layout(content: bytes, file: str) -> RegisterLayout:
    """Return the layout that the bytes of a TOML file describe.

    Raises
    ------
    BadData
        With every unknown key, type or canonical name, every doubled heading and every column without
        which jobs cannot be counted.
    """
    try:
        about = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadData([_fault(file, "", str(error))]) from None
    entries = about.get("columns")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadData([_fault(file, "columns", "the list of columns is missing")])
    faults = [fault for entry in entries for fault in _entry_faults(entry, file)]
    if faults:
        raise BadData(faults)
    columns = tuple(_column(entry) for entry in entries)
    faults = list(_layout_faults(columns, file))
    if faults:
        raise BadData(faults)
    return RegisterLayout(
        str(about.get("name", Path(file).stem)), columns, hashlib.sha256(content).hexdigest()
    )


def _column(entry: Mapping[str, Any]) -> Column:
    raw = entry["raw"]
    return Column(
        raw=(raw,) if isinstance(raw, str) else tuple(raw),
        canonical=entry["canonical"],
        type=entry["type"],
        required=entry.get("required", False),
        confidential=entry.get("confidential", False),
        meaning=entry.get("meaning", ""),
    )


def _entry_faults(entry: Mapping[str, Any], file: str) -> Iterator[Fault]:
    name = str(entry.get("canonical", entry.get("raw", "")))
    for key in sorted(set(entry) - COLUMN_KEYS):
        yield _fault(file, name, f"the key {key!r} is unknown")
    raw = entry.get("raw")
    if not (_is_heading(raw) or (isinstance(raw, list) and raw and all(map(_is_heading, raw)))):
        yield _fault(file, name, "raw is a heading or a list of headings")
    if not isinstance(entry.get("canonical"), str) or not _is_canonical(entry["canonical"], file):
        known = ", ".join(sorted(canonical_types()))
        yield _fault(file, name, f"the canonical name is unknown; choose from {known}")
    if not isinstance(entry.get("type"), str) or entry["type"] not in TYPES:
        yield _fault(file, name, f"the type {entry.get('type')!r} is unknown; choose from {', '.join(TYPES)}")
    elif file != "lisa.toml" and not _fits(name, entry["type"]):
        yield _fault(
            file, name, f"the type {entry['type']!r} cannot hold it; take {canonical_types()[name]!r}"
        )
    for key in ("required", "confidential"):
        if not isinstance(entry.get(key, False), bool):
            yield _fault(file, name, f"{key} is true or false")


def _is_heading(value: Any) -> bool:
    return isinstance(value, str) and heading_key(value) != ""


def _is_canonical(name: str, file: str) -> bool:
    return file == "lisa.toml" or name in canonical_types()


def _fits(name: str, kind: str) -> bool:
    """Tell whether a type makes the values that the canonical column holds: text where any text will do."""
    if name not in canonical_types():
        return True
    known, declared = TYPES[canonical_types()[name]], TYPES[kind]
    return known.sql_type == declared.sql_type and known.rule in ("text", declared.rule)


@cache
def canonical_types() -> dict[str, str]:
    """Return the type of every canonical column: those of the LISA layout."""
    return {column.canonical: column.type for column in shipped_layout("lisa").columns}


def _layout_faults(columns: tuple[Column, ...], file: str) -> Iterator[Fault]:
    headings = Counter(heading_key(raw) for column in columns for raw in column.raw)
    for heading, times in headings.items():
        if times > 1:
            yield _fault(file, heading, "the heading is mapped twice")
    canonical = Counter(column.canonical for column in columns)
    for name, times in canonical.items():
        if times > 1:
            yield _fault(file, name, "the canonical column is mapped twice; list both headings in one entry")
    for name in NEEDED:
        if name not in canonical:
            yield _fault(file, name, "the column is not mapped, and nothing can be computed without it")
    if not any(all(name in canonical for name in names) for names in COUNTS):
        yield _fault(file, "jobs_fulltime", "map men_fulltime and women_fulltime, or jobs_fulltime")


def _fault(file: str, column: str, message: str) -> Fault:
    return Fault(file, 0, column, "layout", message, REMEDY)
