"""JSON-stat and PX: a cube of numbers behind its dimensions, unfolded into one number a row."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from keianalysis.readers.periods import period_of
from keianalysis.readers.statline.cells import Line
from keianalysis.readers.statline.long import PERIODS, REGIONS, TOPICS, UNITS, Roles, day_of, flagged, named

LARGEST: Final = 20_000_000
"""Cells of a cube beyond which a file is taken for a trick."""

CODE: Final = re.compile(r"(NL|LD|PV|CR|GM)[0-9]{2,4}\s*")
VALUE: Final = "value"
FLAG: Final = "status"


class NoCube(ValueError):
    """A file that looks like a cube lacks what makes it one; the message says what."""


@dataclass(frozen=True)
class Cube:
    """Dimensions with their entries, and the numbers in the order of the last dimension first."""

    dimensions: Mapping[str, Sequence[str]]
    values: Mapping[int, str]
    flags: Mapping[int, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    release_date: str = ""

    def unfolded(self) -> tuple[Line, list[Line], Roles]:
        """Return the cube as a table with one number a row, and which column holds what."""
        names = list(self.dimensions)
        size = math.prod(len(entries) for entries in self.dimensions.values())
        if size > LARGEST:
            raise NoCube(f"a cube of {size:,} cells")
        region = self.roles.get("geo") or named(names, REGIONS)
        period = self.roles.get("time") or named(names, PERIODS)
        if not region or not period:
            raise NoCube(f"no dimension for region and period among {', '.join(names)}")
        header = Line(1, [*names, VALUE, FLAG])
        body = [Line(row + 1, line) for row, line in enumerate(self._lines())]
        topic = self.roles.get("metric") or named(names, TOPICS)
        unit = named(names, UNITS)
        return header, body, Roles(region, period, VALUE, _status, topic, unit, [FLAG], self.release_date)

    def _lines(self) -> Iterator[list[str]]:
        for place, entries in enumerate(itertools.product(*self.dimensions.values())):
            yield [*entries, self.values.get(place, ""), self.flags.get(place, "")]


def _status(row: Mapping[str, str]) -> str:
    has_value = re.fullmatch(r"-?[0-9.,]*[0-9]", row[VALUE]) is not None
    return flagged(row[FLAG], has_value=has_value)


def json_stat(answer: Any) -> Cube | None:
    """Return the first cube of a JSON-stat file, of version 2 or older; nothing for another file."""
    about = _dataset(answer)
    if about is None:
        return None
    dimension = about["dimension"]
    names = about.get("id") or dimension.get("id")
    if not isinstance(names, list):
        raise NoCube("JSON-stat without a list of dimensions")
    roles = about.get("role") or dimension.get("role") or {}
    values, flags = (_numbered(about.get(name)) for name in ("value", "status"))
    return Cube(
        {name: _entries(dimension[name]) for name in names},
        {place: _text(value) for place, value in values.items() if value is not None},
        {place: str(flag) for place, flag in flags.items() if flag is not None},
        {role: found[0] for role, found in roles.items() if found},
        day_of(str(about.get("updated") or "")),
    )


def _dataset(answer: Any) -> dict[str, Any] | None:
    candidates = [answer, *answer.values()] if isinstance(answer, dict) else []
    for one in candidates:
        if isinstance(one, dict) and isinstance(one.get("dimension"), dict) and "value" in one:
            return one
    return None


def _numbered(found: Any) -> dict[int, Any]:
    if isinstance(found, list):
        return dict(enumerate(found))
    return (
        {int(place): value for place, value in found.items() if place.isdigit()}
        if isinstance(found, dict)
        else {}
    )


def _text(value: Any) -> str:
    return format(value, "f").rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _entries(about: Mapping[str, Any]) -> list[str]:
    """Return the entries of a dimension in order: its codes where we know such codes, else its labels."""
    category = about["category"]
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)
    return [_known(str(code), str(labels.get(code, code))) for code in codes]


def _known(code: str, label: str) -> str:
    is_ours = CODE.fullmatch(code) is not None or period_of(code, "") is not None
    return code.strip() if is_ours else label.strip()


_ENTRY: Final = re.compile(
    r'(?P<key>[A-Z][A-Z0-9-]*)(\[[a-z]{2}\])?(\("(?P<of>[^"]*)"(,"[^"]*")*\))?\s*=(?P<value>.*)', re.DOTALL
)
MISSING: Final = {"-": "-", "..": ".", "...": ".", "....": ".", ".....": ".", "......": ".", ".": "."}
"""The signs of PX for a missing number as StatLine would write them."""


def px(text: str) -> Cube | None:
    """Return the cube of a PX file; nothing for another text."""
    if not re.match(r'\s*(CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|MATRIX)\s*=\s*"', text):
        return None
    given = [one for piece in _statements(text) if (one := _ENTRY.fullmatch(piece.strip()))]
    found = {(one["key"], one["of"] or ""): one["value"].strip() for one in reversed(given)}
    names = [*_quoted(found.get(("STUB", ""), "")), *_quoted(found.get(("HEADING", ""), ""))]
    if not names or ("DATA", "") not in found:
        raise NoCube("PX without STUB, HEADING or DATA")
    entries = {name: _px_entries(name, found) for name in names}
    signs = found["DATA", ""].replace('"', " ").split()
    if len(signs) != math.prod(len(one) for one in entries.values()):
        raise NoCube(f"PX whose DATA holds {len(signs)} numbers, which is not what its dimensions ask for")
    time = next((of for key, of in found if key == "TIMEVAL"), "")
    values = {place: MISSING.get(sign, sign) for place, sign in enumerate(signs)}
    updated = day_of(found.get(("LAST-UPDATED", ""), "").strip('" '))
    return Cube(entries, values, roles={"time": time} if time in names else {}, release_date=updated)


def _statements(text: str) -> Iterator[str]:
    """Yield what a semicolon outside quotes ends; one look at each character, whatever is left open."""
    begun: list[str] = []
    for place, part in enumerate(text.split('"')):
        if place % 2:
            begun.append(f'"{part}"')
            continue
        *ends, last = part.split(";")
        for end in ends:
            yield "".join([*begun, end])
            begun = []
        begun.append(last)


def _quoted(text: str) -> list[str]:
    return re.findall(r'"([^"]*)"', text)


def _px_entries(name: str, found: Mapping[tuple[str, str], str]) -> list[str]:
    labels = _quoted(found.get(("VALUES", name), ""))
    codes = _quoted(found.get(("CODES", name), "")) or labels
    return [_known(code, label) for code, label in zip(codes, labels, strict=True)]
