"""Which row of a delivery holds the headings, and which column each heading is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.register.delivery.layout import COUNTS, NEEDED, RegisterLayout, heading_key
from keianalysis.register.delivery.rules import RULES

FTE: Final = re.compile(r"\bfte'?s?\b|voltijd-?equivalent|full-?time-?equivalent")
"""What a column of full-time equivalents is called."""

COUNTED: Final = re.compile(
    r"werkzame? perso(on|nen)|werkzamen|\bwp\b|^wp|banen|arbeidsplaatsen|werkenden|werknemers|medewerkers"
    r"|personeel|werkgelegenheid|persons employed|\bjobs\b"
)
"""What a heading calls those whom it counts."""

LOOKED_AT: Final = 20
"""Rows at the top of a file among which the headings are looked for; titles may stand above them."""


@dataclass(frozen=True)
class Header:
    """The row of the headings (the first row is 1) and the canonical name of each column, or none."""

    row: int
    names: tuple[str | None, ...]
    unknown: tuple[str, ...]


def find_header(rows: Sequence[Sequence[str]], layout: RegisterLayout, file: str) -> Header:
    """Return the header among the first rows of a file.

    It is the row, or the row and the one above it read as one, that holds the most headings of the
    layout, and at least all that it requires.

    Raises
    ------
    BadData
        When no row holds headings of the layout, or with every column that is missing or doubled.
    """
    score, number, cells = _best(rows, layout)
    if score < 2:
        raise BadData([RULES["header-found"].fault(file)])
    headings = [heading_key(cell) for cell in cells]
    faults = list(_faults(headings, layout, file, number))
    if faults:
        raise BadData(faults)
    known = layout.headings
    names = tuple(known[key].canonical if key in known else None for key in headings)
    unknown = tuple(cell for cell, name in zip(cells, names, strict=True) if name is None and cell.strip())
    return Header(number, names, unknown)


def best_score(rows: Sequence[Sequence[str]], layout: RegisterLayout) -> int:
    """Return the most headings of a layout that one of the rows, or two read as one, holds."""
    return _best(rows, layout)[0]


def joined_headings(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return two rows of headings as one: what stands above a group stands above each of its columns.

    A group ends where nothing stands above a heading that says by itself whom it counts: a total of all.
    """
    found, group = [], ""
    for above, below in zip_longest(
        (one.strip() for one in upper), (one.strip() for one in lower), fillvalue=""
    ):
        group = above or ("" if COUNTED.search(below.casefold()) else group)
        found.append(" ".join(filter(None, (group if below or above else "", below))))
    return found


def _best(rows: Sequence[Sequence[str]], layout: RegisterLayout) -> tuple[int, int, Sequence[str]]:
    """Return the most headings that one of the first rows holds, its number (from 1) and its cells."""
    top = rows[:LOOKED_AT]
    candidates = [*enumerate(top, 1)]
    candidates += [
        (number, joined_headings(above, below)) for number, (above, below) in enumerate(pairwise(top), 2)
    ]
    scored = [(len(_known(cells, layout)), number, cells) for number, cells in candidates]
    return max(scored, key=lambda one: one[0], default=(0, 0, ()))


def _known(row: Sequence[str], layout: RegisterLayout) -> set[str]:
    return {heading_key(cell) for cell in row} & set(layout.headings)


def _faults(headings: Sequence[str], layout: RegisterLayout, file: str, row: int) -> Iterator[Fault]:
    known = layout.headings
    found = Counter(known[key].canonical for key in headings if key in known)
    for name, times in found.items():
        if times > 1:
            doubled = dict.fromkeys(key for key in headings if key in known and known[key].canonical == name)
            yield RULES["column-once"].fault(file, row, ", ".join(doubled))
    for key in headings:
        if key in known and known[key].type == "count" and FTE.search(key):
            yield RULES["count-is-fte"].fault(file, row, key)
    for column in layout.columns:
        if (column.required or column.canonical in NEEDED) and column.canonical not in found:
            yield RULES["column-present"].fault(file, row, column.raw[0])
    if not any(all(name in found for name in names) for names in COUNTS):
        yield RULES["column-present"].fault(file, row, "jobs_fulltime")
