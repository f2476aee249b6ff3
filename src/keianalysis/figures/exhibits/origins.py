"""Where the rows of a figure come from, and when that became public, by their lineage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.lineage import (
    AssumptionInput,
    ClaimInput,
    FileRow,
    Input,
    ObservationInput,
    lineage_of,
)
from keianalysis.model.observations import COMPUTED, publishers
from keianalysis.model.rows import typed_rows
from keianalysis.readers.sources import COEFFICIENTS, read_sources, review_with

OF_THE_REVIEW: Final = "review document"
"""What the source of a ratio begins with that follows from the printed numbers of the review."""
REVIEW: Final = "review"
ASSUMPTIONS: Final = "assumptions"
OTHERS: Final = "others"
PROJECTS: Final = "projects"
PROJECT_FILE: Final = "projects.csv"
"""The file of a review that gathers amounts of many publishers, each with its address."""

COLLECTIONS: Final = {COEFFICIENTS: OTHERS, PROJECT_FILE: PROJECTS}
"""Files that gather rows of many publishers, each with its address, and what they are called here."""

WORDS: Final = section("origins")


class _Read(NamedTuple):
    source: str
    lineage: str
    release_date: str


def source_line(rows: pd.DataFrame, language: str) -> str:
    """Return who published what the rows rest on, each with its release or its first and last release.

    Needs the columns source and lineage; release_date where the rows have one. Says so where a release
    is not known, and where something was computed.
    """
    found: dict[str, list[str]] = {}
    read = rows.reindex(columns=["source", "lineage", "release_date"]).astype(object).fillna("")
    for row in typed_rows(read, _Read):
        for name, release in _origins(row):
            found.setdefault(name, []).append(release)
    parts = [_dated(name, sorted(set(releases)), language) for name, releases in found.items()]
    is_computed = read["source"].str.startswith(COMPUTED).any()
    return "; ".join([*parts, WORDS[language]["computed"]] if is_computed else parts)


def is_sample(rows: pd.DataFrame) -> bool:
    """Tell whether some of the rows are synthetic, by their status or by what they rest on."""
    marks = [rows[name] for name in ("status", "basis") if name in rows.columns]
    return any(bool((mark == "sample").any()) for mark in marks)


def _origins(row: _Read) -> Iterator[tuple[str, str]]:
    """Yield publisher and release of everything that a row rests on, as far back as its lineage names it."""
    inputs = lineage_of(row.lineage).inputs
    named = [origin for one in inputs for origin in _named(one, row.source)]
    yield from named
    if named and not row.source.startswith(COMPUTED):
        return
    known = {name for name, _ in named}
    for name in publishers([row.source]):
        # The name of a register delivery holds its release, which is said in words.
        plain = name.replace(f" {row.release_date} ", " ")
        if plain not in known:
            yield plain, row.release_date


def _named(one: Input, source: str) -> Iterator[tuple[str, str]]:
    """Yield the origin of one input of a lineage, nothing where it is only known by the row's source."""
    collection = COLLECTIONS.get(one.file.rpartition("/")[2], "") if isinstance(one, FileRow) else ""
    if isinstance(one, ObservationInput) and one.id in published_origins():
        yield published_origins()[one.id]
    elif isinstance(one, ClaimInput) or (collection and source.startswith(OF_THE_REVIEW)):
        found = review_with(one.claim if isinstance(one, ClaimInput) else str(one))
        yield f"{REVIEW}:{found.name}", found.date
    elif isinstance(one, AssumptionInput):
        yield ASSUMPTIONS, ""
    elif collection:
        yield collection, ""


@cache
def published_origins() -> dict[str, tuple[str, str]]:
    """Return publisher and release of every published row, by its id."""
    table = read_sources().published
    names = table["source"].str.partition(" | ")[0]
    return dict(zip(table["id"], zip(names, table["release_date"], strict=True), strict=True))


def _dated(name: str, releases: list[str], language: str) -> str:
    words = WORDS[language]
    if name.startswith(f"{REVIEW}:"):
        shown = read_sources(review=name.removeprefix(f"{REVIEW}:")).review.short[language]
    else:
        shown = words.get(name, name)
    if name == ASSUMPTIONS:
        return shown
    dates = [numbers.release(date, language) for date in releases if date]
    if not dates:
        return f"{shown}, {words['unknown']}"
    many = {1: "single", 2: "pair"}.get(len(dates), "several")
    told = words[f"released.{many}"].format(first=dates[0], last=dates[-1])
    return f"{shown}, {told}" + (f", {words['partly']}" if "" in releases else "")
