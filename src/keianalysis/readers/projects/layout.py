"""Which heading of a project list means which field, and how the list writes its numbers."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.tables import read_text
from keianalysis.readers.projects.model import WITHOUT_WORK
from keianalysis.readers.reviews.budget import slug

LANGUAGES: Final = ("en", "nl")
ENDS: Final = ("low", "high")
LATER: Final = (
    "phase",
    "instrument",
    "site",
    "restructured",
    "committed_on",
    "measured_on",
    "price_year",
    "fund",
    *(f"{name}_{end}" for name in ("spent", "fund", "repaid") for end in ENDS),
    *(f"share_{use}" for use in WITHOUT_WORK),
    *(f"{name}_{end}" for name in ("internships", "learning_places") for end in ENDS),
)
"""Fields that older lists do not have: without one the result says what it assumes instead."""

OPTIONAL: Final = ("total_low", "total_high", "sample", *LATER)
"""Fields that a list may leave out; the others are there, with blank cells where nothing is known."""

TABLES: Final = ("headings", "values")


@dataclass(frozen=True)
class Layout:
    """Headings by field, the words of a list by field and meaning, and its decimal mark."""

    language: str
    headings: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    @property
    def decimal(self) -> str:
        """The decimal mark: a comma in a Dutch list, a point in an English one."""
        return "," if self.language == "nl" else "."

    @property
    def thousands(self) -> str:
        """The mark that may stand between groups of three digits."""
        return "." if self.language == "nl" else ","

    def field_of(self, heading: str) -> str | None:
        """Return the field that a heading means, nothing when the layout does not know it."""
        return self._fields().get(slug(heading))

    def _fields(self) -> dict[str, str]:
        return {slug(heading): field for field, heading in self.headings.items()}

    def fits(self, header: Iterable[str]) -> int:
        """Return how many headings of a file the layout knows."""
        return sum(self.field_of(heading) is not None for heading in header)

    def meaning(self, field: str, word: str) -> str | None:
        """Return what a word of a field such as theme means; its English name always does."""
        known = {slug(written): name for name, written in self.values[field].items()}
        return known.get(slug(word), slug(word) if slug(word) in self.values[field] else None)


@cache
def packaged(language: str) -> Layout:
    """Return the layout of Dutch or English lists that comes with the package."""
    text = (files("keianalysis.readers.projects") / "layouts" / f"{language}.toml").read_text("utf-8")
    content = tomllib.loads(text)
    return Layout(content["language"], content["headings"], content["values"])


def layout_for(header: Iterable[str], own: Path | None = None) -> Layout:
    """Return the layout of a file with this header: the own one, or the language that knows more of it.

    Raises
    ------
    BadData
        With every fault of the own layout.
    """
    listed = list(header)
    if own is not None:
        return read_layout(own, listed)
    return _nearest(listed)


def _nearest(header: list[str]) -> Layout:
    return max((packaged(language) for language in LANGUAGES), key=lambda layout: layout.fits(header))


def read_layout(path: Path, header: Iterable[str] = ()) -> Layout:
    """Return the layout of an own TOML file over that of its language.

    Without ``language`` the file speaks over the packaged layout that knows more of ``header``.

    Raises
    ------
    BadData
        When the file is no TOML, or names a field, a table or a language that nobody knows.
    """
    try:
        content = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        remedy = "Write it as the layouts that come with the package."
        raise BadData([Fault(path.name, 0, "", "readable-layout", str(error), remedy)]) from None
    faults = list(_layout_faults(path.name, content))
    if faults:
        raise BadData(faults)
    base = packaged(content["language"]) if "language" in content else _nearest(list(header))
    values = {
        field: {**base.values[field], **content.get("values", {}).get(field, {})} for field in base.values
    }
    return replace(base, headings={**base.headings, **content.get("headings", {})}, values=values)


def _layout_faults(file: str, content: Mapping[str, Any]) -> Iterable[Fault]:
    base = packaged("en")
    if content.get("language", "en") not in LANGUAGES:
        yield Fault(file, 0, "language", "known-language", "the language is unknown", "Use nl or en.")
    known = ["language", *TABLES]
    yield from (_unknown(file, "", name, known) for name in content if name not in known)
    tables = {"headings": base.headings, **{f"values.{field}": base.values[field] for field in base.values}}
    for name, allowed in tables.items():
        yield from _table_faults(file, name, _table(content, name), allowed)
    others = content.get("values", {})
    yield from (_unknown(file, "values", name, base.values) for name in others if name not in base.values)


def _table(content: Mapping[str, Any], name: str) -> Any:
    found: Any = content
    for part in name.split("."):
        found = found.get(part, {}) if isinstance(found, Mapping) else found
    return found


def _table_faults(file: str, name: str, table: Any, allowed: Iterable[str]) -> Iterable[Fault]:
    if not isinstance(table, Mapping):
        yield Fault(file, 0, name, "layout-table", "this is no table", f"Write it as [{name}].")
        return
    for key, written in table.items():
        if key not in allowed:
            yield _unknown(file, name, key, allowed)
        elif not isinstance(written, str) or not slug(written):
            message = f"{key} is given as {written!r}"
            yield Fault(file, 0, name, "layout-word", message, "Give one heading or word between quotes.")


def _unknown(file: str, table: str, name: str, allowed: Iterable[str]) -> Fault:
    near = difflib.get_close_matches(name, list(allowed), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(allowed)}."
    return Fault(file, 0, table, "known-layout-name", f"{name!r} is unknown", hint)
