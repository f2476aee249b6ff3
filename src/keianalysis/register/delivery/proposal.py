"""A proposed layout for a delivery with headings that its layout does not know.

Headings are compared with those of every known layout, then read by their words, and columns without a
likely heading by what their values look like. A proposal is for the analyst to read and correct; it is
never used by itself.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData
from keianalysis.readers.guarded import refuse_hostile_text
from keianalysis.register.delivery.csv_text import DELIMITERS, fields_at, find_encoding, top_lines
from keianalysis.register.delivery.header import FTE, LOOKED_AT, find_header, joined_headings
from keianalysis.register.delivery.layout import (
    COUNTS,
    NEEDED,
    SHIPPED,
    RegisterLayout,
    canonical_types,
    heading_key,
    shipped_layout,
)
from keianalysis.register.delivery.rules import RULES
from keianalysis.register.delivery.source import DeliveredFile
from keianalysis.register.delivery.staging import delivered_sheet, top_of
from keianalysis.register.delivery.words import heading_meaning

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
    """Return a layout file as TOML text for a delivered file, empty when its headings are known.

    Raises
    ------
    BadData
        When the file cannot be read at all.
    """
    rows = top_rows(file, layout)
    found = _header(rows)
    if found is None:
        raise BadData([RULES["header-found"].fault(file.path.name)])
    headings, body = found
    known = layout.headings
    if _fits(rows, layout) or all(heading_key(heading) in known for heading in headings if heading):
        return ""
    guesses = _with_id(list(_guesses(headings, body)), headings, body)
    return _toml(file, guesses, [name for name in headings if name not in {one.heading for one in guesses}])


def _fits(rows: Sequence[Sequence[str]], layout: RegisterLayout) -> bool:
    """Tell whether the headings of a file are those of a layout."""
    try:
        return bool(find_header(rows, layout, ""))
    except BadData:
        return False


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


def _header(rows: Sequence[Sequence[str]]) -> tuple[list[str], Sequence[Sequence[str]]] | None:
    """Return the headings of a file and the rows below them, nothing when no row holds headings.

    They are the row with the most different words: titles are short, and values repeat or are numbers.
    Two rows are read as one when that tells more columns apart. A row with a number in it holds an
    establishment, whose name and address are nobody's headings.
    """
    top = [_words_of(row) for row in rows[:LOOKED_AT]]
    scores = [len(set(filter(None, row))) for row in top]
    if not any(scores):
        return None
    index = scores.index(max(scores))
    headings = [cell.strip() for cell in rows[index]]
    for above in (index - 1, index):
        if above >= 0 and above + 1 < len(top) and scores[above] > 1 and scores[above + 1] > 1:
            joined = joined_headings(rows[above], rows[above + 1])
            if len(set(joined)) > len(set(headings)):
                return joined, rows[above + 2 :]
    return headings, rows[index + 1 :]


def _words_of(row: Sequence[str]) -> list[str]:
    """Return the cells of a row that are words, none of a row that holds a number."""
    cells = [cell.strip() for cell in row]
    return [] if any(map(NUMBER.fullmatch, cells)) else [cell for cell in cells if WORD.search(cell)]


def _guesses(headings: Sequence[str], body: Sequence[Sequence[str]]) -> Iterator[Guess]:
    """Yield what each heading may be: one that is known, by its words, one alike, or by its values.

    A heading that occurs twice cannot be mapped.
    """
    times = Counter(map(heading_key, headings))
    left = {index: key for index, key in enumerate(map(heading_key, headings)) if times[key] == 1 and key}
    values = {index: _filled(body, index) for index in left}
    taken: set[str] = set()
    for find in (_exact, _meant, _alike, _valued):
        for index, key in list(left.items()):
            canonical, because = find(key, values[index], taken)
            if canonical and canonical not in taken and _can_be(canonical, values[index]):
                del left[index]
                taken.add(canonical)
                yield Guess(headings[index], canonical, because)


def _with_id(guesses: list[Guess], headings: Sequence[str], body: Sequence[Sequence[str]]) -> list[Guess]:
    """Return guesses in which the chamber's number is the id where a register has no other."""
    if any(one.canonical == "establishment_id" for one in guesses):
        return guesses
    chamber = next((one for one in guesses if one.canonical == "chamber_establishment_id"), None)
    if chamber is None or not _can_be("establishment_id", _filled(body, headings.index(chamber.heading))):
        return guesses
    told = Guess(chamber.heading, "establishment_id", "the register has no other number")
    return [told if one is chamber else one for one in guesses]


def _filled(body: Sequence[Sequence[str]], index: int) -> list[str]:
    """Return the cells of a column that hold anything."""
    return [row[index].strip() for row in body if index < len(row) and row[index].strip()]


def _can_be(canonical: str, values: Sequence[str]) -> bool:
    """Tell whether a column can be what its heading says: no two establishments bear one number."""
    return canonical != "establishment_id" or len(set(values)) == len(values)


def _exact(key: str, _: Sequence[str], taken: Collection[str]) -> tuple[str, str]:
    return _known_names().get(key, ""), "is known"


def _meant(key: str, values: Sequence[str], taken: Collection[str]) -> tuple[str, str]:
    canonical = heading_meaning(key, values)
    hours = canonical.endswith("time") and "12" not in key
    return canonical, "its words say so" + (", if the hours are 12 a week" if hours else "")


def _alike(key: str, _: Sequence[str], taken: Collection[str]) -> tuple[str, str]:
    names = _known_names()
    near = [] if FTE.search(key) else difflib.get_close_matches(key, names, n=3, cutoff=LIKELY)
    found = next((name for name in near if names[name] not in taken), "")
    return names.get(found, ""), f"resembles {found!r}"


def _valued(_: str, values: Sequence[str], taken: Collection[str]) -> tuple[str, str]:
    fits = (
        name for name, form in VALUES if name not in taken and values and all(map(form.fullmatch, values))
    )
    return next(fits, ""), "its values look like it"


@cache
def _known_names() -> dict[str, str]:
    """Return every known heading and canonical name, with the canonical name that it stands for."""
    layouts = [shipped_layout(name) for name in SHIPPED]
    raw = {heading_key(raw): one.canonical for layout in layouts for one in layout.columns for raw in one.raw}
    return raw | {heading_key(name): name for name in canonical_types()}


def _toml(file: DeliveredFile, guesses: Sequence[Guess], unknown: Sequence[str]) -> str:
    lines = [
        f"# Proposed for {file.path.name}; read it through before you use it.",
        "# Save it beside source.toml as layout.toml; source.toml may then leave out its layout.",
        'name = "own"',
        "columns = [",
        *(f"{_column(one.heading, one.canonical)}  # {one.because}" for one in guesses),
        *_missing({one.canonical for one in guesses}),
        "]",
        *(f"# not proposed: {_quoted(name)}" for name in unknown if name),
    ]
    return "\n".join(lines)


def _column(heading: str, canonical: str) -> str:
    """Return the line of a layout that maps a heading."""
    lisa = shipped_layout("lisa").column(canonical)
    marks = [f", {mark} = true" for mark in ("required", "confidential") if lisa and getattr(lisa, mark)]
    about = f'canonical = "{canonical}", type = "{canonical_types()[canonical]}"{"".join(marks)}'
    return f"    {{ raw = {_quoted(heading)}, {about} }},"


def _missing(mapped: set[str]) -> Iterator[str]:
    """Yield the lines that a layout cannot do without and that no heading gave, to be filled in."""
    lacking = [name for name in NEEDED if name not in mapped]
    if not any(mapped.issuperset(names) for names in COUNTS):
        lacking.append(COUNTS[-1][0])
    if lacking:
        told = ", ".join(lacking)
        yield f"    # Still missing: {told}. Write the heading between the quotes, and take away the #."
    yield from (f"    # {_column('', name).strip()}" for name in lacking)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
