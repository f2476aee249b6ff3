"""What ``review.toml`` must tell: every field that identifies a review, of the right kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from keianalysis.model.errors import Fault
from keianalysis.model.spelling import nearest
from keianalysis.model.territories import territories

LANGUAGES: Final = ("nl", "en")
MOST_HOURS: Final = 40
BUDGET: Final = {"source", "release_date"}


class Told(NamedTuple):
    """What one field must be, in words, and the test of it."""

    words: str
    holds: Callable[[Any], bool]
    needed: bool = True


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_day(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_years(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_whole, value)) and value[0] <= value[1]


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_named(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(one, dict) and one.keys() == set(LANGUAGES) and all(map(_is_text, one.values()))
        for one in value.values()
    )


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


_TEXTS: Final = Told("a table with a text in nl and in en", lambda value: isinstance(value, dict))
_NAMES: Final = Told("names, each a table with a text in nl and in en", _are_named, needed=False)
FIELDS: Final[Mapping[str, Told]] = {
    "edition": Told(
        "a name of small letters, digits and hyphens",
        lambda value: _is_text(value) and re.fullmatch(r"[a-z0-9][a-z0-9-]*", value) is not None,
    ),
    "date": Told("a day such as 2024-04-01, without quotes", _is_day),
    "territory": Told("the code of a province between quotes", _is_text),
    "years": Told("the first and the last year, such as [2020, 2024]", _are_years),
    "last_year": Told("a year", _is_whole),
    "full_time_hours": Told(
        f"whole hours a week, 1 to {MOST_HOURS}", lambda value: _is_whole(value) and 0 < value <= MOST_HOURS
    ),
    "programme": Told("the first and the last year of the programme", _are_years, needed=False),
    "budget": Told(
        "a table with source and release_date, both texts",
        lambda value: (
            isinstance(value, dict) and value.keys() == BUDGET and all(map(_is_text, value.values()))
        ),
        needed=False,
    ),
    "products": _NAMES,
    "categories": _NAMES,
    "phrases": Told("a list of phrases", _are_texts, needed=False),
    "holders": Told("a list of names", _are_texts, needed=False),
    "title": _TEXTS,
    "short": _TEXTS,
    "introduction": _TEXTS,
    "sources": Told("tables with name and files", _are_tables, needed=False),
}
"""The fields of ``review.toml``."""

REMEDIES: Final = {
    "field-present": "Add the field; docs/reviews.md describes each.",
    "known-field": "Correct its name, or take it out.",
    "field": "Write it as docs/reviews.md says.",
    "both-languages": "Write the text in both languages.",
    "known-territory": "Use a code of data/raw/published/territories.csv.",
    "last-year": "Give the last year that it reports on: not before its programme, not after its date.",
    "known-file": "Name a file that lies in the folder.",
}


def facts_faults(told: Mapping[str, Any], path: Path, lists: Path | None = None) -> Iterator[Fault]:
    """Yield every fault of a ``review.toml``: fields missing, unknown or wrong, and texts in one language."""
    lines = path.read_text("utf-8").splitlines()
    for rule, column, message in _broken(told, path.parent, lists):
        yield Fault(path.name, _line(column, lines), column, rule, message, REMEDIES[rule])


def _line(field: str, lines: list[str]) -> int:
    """Return the line on which a field stands, 0 where it stands nowhere."""
    table, _, key = field.partition(".")
    first = _first(table, lines, 0)
    return _first(key, lines, first, "[") or first if key else first


def _first(name: str, lines: list[str], start: int, until: str = "\n") -> int:
    """Return the first line after ``start`` that gives a name, before any that begins with ``until``."""
    wanted = re.compile(rf"\[*{re.escape(name)}(\]|\s*=)")
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith(until):
            return 0
        if wanted.match(line):
            return number
    return 0


Broken = tuple[str, str, str]


def _broken(told: Mapping[str, Any], folder: Path, lists: Path | None) -> Iterator[Broken]:
    for name, field in FIELDS.items():
        if name not in told:
            if field.needed:
                yield "field-present", name, "the field is missing"
        elif not field.holds(told[name]):
            yield "field", name, f"is {told[name]!r}, and must be {field.words}"
        elif field is _TEXTS:
            yield from _texts(name, told[name])
    for name in told:
        if name not in FIELDS:
            yield "known-field", name, f"no review has such a field{nearest(name, FIELDS)}"
    yield from _territory(told.get("territory"), lists)
    yield from _last_year(told)
    if _are_tables(told.get("sources")):
        yield from _sources(told["sources"], folder)


def _texts(name: str, texts: Mapping[str, Any]) -> Iterator[Broken]:
    for language in LANGUAGES:
        if not _is_text(texts.get(language)):
            yield "both-languages", f"{name}.{language}", "is missing or empty"
    for other in texts.keys() - set(LANGUAGES):
        yield "known-field", f"{name}.{other}", f"no language of reports{nearest(other, LANGUAGES)}"


def _territory(code: Any, lists: Path | None) -> Iterator[Broken]:
    known = territories(lists)
    if _is_text(code) and code not in known:
        yield "known-territory", "territory", f"{code!r} is no known territory{nearest(code, known)}"


def _last_year(told: Mapping[str, Any]) -> Iterator[Broken]:
    if any(not FIELDS[name].holds(told.get(name)) for name in ("last_year", "years", "date")):
        return
    last, first, latest = told["last_year"], told["years"][0], told["date"].year
    if not first <= last <= latest:
        yield "last-year", "last_year", f"{last} is not from {first} to {latest}"


def _sources(sources: list[Mapping[str, Any]], folder: Path) -> Iterator[Broken]:
    for one in sources:
        if not _is_text(one.get("name")):
            yield "field", "sources.name", "a source has no name"
        if not _are_texts(one.get("files")):
            yield "field", "sources.files", f"{one.get('name')!r} has no list of files"
            continue
        for file in one["files"]:
            if not (folder / file).is_file():
                files = [path.name for path in folder.glob("*")]
                yield "known-file", "sources.files", f"{file!r} is not in the folder{nearest(file, files)}"
