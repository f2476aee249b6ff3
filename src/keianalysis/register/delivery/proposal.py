"""A proposed layout for a delivery with headings that its layout does not know.

Headings are compared with those of every known layout, and columns without a likely heading by what
their values look like. A proposal is for the analyst to read and correct; it is never used by itself.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData
from keianalysis.readers.guarded import refuse_hostile_text
from keianalysis.register.delivery.csv_text import DELIMITERS, fields_at, find_encoding, top_lines
from keianalysis.register.delivery.header import LOOKED_AT
from keianalysis.register.delivery.layout import (
    SHIPPED,
    RegisterLayout,
    canonical_types,
    heading_key,
    shipped_layout,
)
from keianalysis.register.delivery.rules import RULES
from keianalysis.register.delivery.source import DeliveredFile
from keianalysis.register.delivery.staging import delivered_sheet, top_of

LIKELY: Final = 0.72
"""Similarity from which a heading is proposed."""

WORD: Final = re.compile(r"[^\W\d_]{2}")
NUMBER: Final = re.compile(r"[-+\d][\d.,:/-]*")

VALUES: Final = (
    ("municipality_code", re.compile(r"\d{3,4}")),
    ("sbi", re.compile(r"\d{4,5}")),
    ("counts_raised", re.compile(r"(?i)ja|nee")),
    ("sbi_section", re.compile(r"[A-U]")),
    ("postcode", re.compile(r"[0-9]{4} ?[A-Z]{2}")),
)
"""What the values of some columns look like; each in its turn, for columns that no heading gave away."""


@dataclass(frozen=True)
class Guess:
    """One proposed column: what it is, and how sure the likeness of heading or values makes it."""

    heading: str
    canonical: str
    because: str


def propose(file: DeliveredFile, layout: RegisterLayout) -> str:
    """Return a layout file as TOML text for a delivered file, empty when nothing is unknown.

    Raises
    ------
    BadData
        When the file cannot be read at all.
    """
    rows = top_rows(file, layout)
    index = _header_index(rows)
    if index is None:
        raise BadData([RULES["header-found"].fault(file.path.name)])
    headings = [cell.strip() for cell in rows[index]]
    known = layout.headings
    if all(heading_key(heading) in known for heading in headings if heading):
        return ""
    guesses = list(_guesses(headings, rows[index + 1 :]))
    return _toml(file, guesses, [name for name in headings if name not in {one.heading for one in guesses}])


def top_rows(file: DeliveredFile, layout: RegisterLayout) -> list[list[str]]:
    """Return the first rows of a delivered file as text."""
    if file.path.suffix.lower() == ".csv":
        return _top_of_csv(file.path)
    return top_of(delivered_sheet(file, file.path.name, layout), 3 * LOOKED_AT)


def _top_of_csv(path: Path) -> list[list[str]]:
    refuse_hostile_text(path)
    lines = top_lines(path, find_encoding(path, path.name), 3 * LOOKED_AT)
    best = max(DELIMITERS, key=lambda one: sum(line.count(one) for line in lines))
    found: list[list[str]] = []
    line = 0
    while line < len(lines):
        fields, taken = fields_at(lines, line, best)
        found.append(fields)
        line += max(taken, 1)
    return found


def _header_index(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the row with the most different words: titles are short, and values repeat or are numbers.

    A row with a number in it holds an establishment, whose name and address are nobody's headings.
    """
    scores = [
        0 if any(NUMBER.fullmatch(cell.strip()) for cell in row) else len(set(filter(WORD.search, row)))
        for row in rows[:LOOKED_AT]
    ]
    return scores.index(max(scores)) if any(scores) else None


def _guesses(headings: Sequence[str], body: Sequence[Sequence[str]]) -> Iterator[Guess]:
    """Yield what each heading may be: one that is known first, then one alike, then one by its values.

    A heading that occurs twice cannot be mapped.
    """
    names = _known_names()
    times = Counter(map(heading_key, headings))
    left = {index: key for index, key in enumerate(map(heading_key, headings)) if times[key] == 1 and key}
    taken: set[str] = set()
    for cutoff in (1.0, LIKELY):
        for index, key in list(left.items()):
            near = difflib.get_close_matches(key, names, n=3, cutoff=cutoff)
            found = next((name for name in near if names[name] not in taken), None)
            if found is not None:
                del left[index]
                taken.add(names[found])
                yield Guess(headings[index], names[found], f"resembles {found!r}")
    for index in left:
        values = [row[index].strip() for row in body if index < len(row) and row[index].strip()]
        for canonical, pattern in VALUES:
            if canonical not in taken and values and all(pattern.fullmatch(value) for value in values):
                taken.add(canonical)
                yield Guess(headings[index], canonical, "its values look like it")
                break


def _known_names() -> dict[str, str]:
    """Return every known heading and canonical name, with the canonical name that it stands for."""
    layouts = [shipped_layout(name) for name in SHIPPED]
    raw = {heading_key(raw): one.canonical for layout in layouts for one in layout.columns for raw in one.raw}
    return raw | {heading_key(name): name for name in canonical_types()}


def _toml(file: DeliveredFile, guesses: Sequence[Guess], unknown: Sequence[str]) -> str:
    types = canonical_types()
    lisa = shipped_layout("lisa")
    lines = [
        f"# Proposed for {file.path.name}; read it through before you use it.",
        '# Save it beside source.toml as layout.toml and write there: layout = "layout.toml"',
        'name = "own"',
        "columns = [",
    ]
    for one in guesses:
        column = lisa.column(one.canonical)
        marks = "".join(
            f", {mark} = true" for mark in ("required", "confidential") if column and getattr(column, mark)
        )
        lines.append(
            f'    {{ raw = {json.dumps(one.heading, ensure_ascii=False)}, canonical = "{one.canonical}", '
            f'type = "{types[one.canonical]}"{marks} }},  # {one.because}'
        )
    lines += ["]", *(f"# not proposed: {json.dumps(name, ensure_ascii=False)}" for name in unknown if name)]
    return "\n".join(lines)
