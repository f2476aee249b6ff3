"""Row headers in the tables of a tagged PDF, which typst has no public way to ask for.

typst tags the cells of a table's head as headers of their column, and every other cell as data that
names the header of its column. Here the first cell of each row becomes the header of its row, and the
data cells leave it to the scope of the headers which of them are theirs: those above, and the one at
the left.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
TABLE: Final = re.compile(rb"xref\s+0 (\d+)\s")
ENTRY: Final = 20
"""The bytes of an entry in the table of objects."""
ROW: Final = re.compile(rb"/Type/StructElem/S/TR/.*?/K\[(\d+) 0 R")
CELL: Final = re.compile(rb"/Type/StructElem/S/TD/")
HEADERS: Final = re.compile(rb"(<</O/Table)/Headers\[[^\]]*\]>>")


def with_row_headers(pdf: bytes) -> bytes:
    """Return a PDF of typst in which the first cell of each row of a table is the header of that row.

    What is laid out otherwise than typst does is returned as it is.
    """
    places = _places(pdf)
    if not places:
        return pdf
    ends = [*sorted(places.values()), _table_at(pdf)]
    length = {first: last - first for first, last in pairwise(ends)}
    objects = {name: pdf[at : at + length[at]] for name, at in places.items()}
    first_cells = {int(found[1]) for one in objects.values() if (found := ROW.search(one))}
    changed = {name: _retold(one, is_first=name in first_cells) for name, one in objects.items()}
    return _assembled(pdf, places, changed)


def _table_at(pdf: bytes) -> int:
    found = START.search(pdf)
    return int(found[1]) if found else 0


def _places(pdf: bytes) -> dict[int, int]:
    """Return where each object begins, by its number; nothing where the file has no plain table of them."""
    found = TABLE.match(pdf, _table_at(pdf))
    if found is None:
        return {}
    entries = [pdf[at : at + ENTRY] for at in range(found.end(), found.end() + int(found[1]) * ENTRY, ENTRY)]
    return {name: int(entry[:10]) for name, entry in enumerate(entries) if entry[17:18] == b"n"}


def _retold(one: bytes, *, is_first: bool) -> bytes:
    if CELL.search(one) is None:
        return one
    if not is_first:
        return HEADERS.sub(rb"\1>>", one).replace(b"<</O/Table>>", b"")
    return HEADERS.sub(rb"\1/Scope/Row>>", one.replace(b"/S/TD/", b"/S/TH/"))


def _assembled(pdf: bytes, places: dict[int, int], changed: dict[int, bytes]) -> bytes:
    """Return the file with its objects replaced, and the table of where they begin brought up to date."""
    table = TABLE.match(pdf, _table_at(pdf))
    if table is None:
        return pdf
    order = sorted(places, key=lambda name: places[name])
    body, moved = [pdf[: places[order[0]]]], {}
    at = len(body[0])
    for name in order:
        moved[name], at = at, at + len(changed[name])
        body.append(changed[name])
    entries = bytearray(pdf[table.end() : table.end() + int(table[1]) * ENTRY])
    for name, place in moved.items():
        entries[name * ENTRY : name * ENTRY + 10] = b"%010d" % place
    trailer = START.sub(b"startxref\n%d\n%%%%EOF" % at, pdf[table.end() + len(entries) :])
    return b"".join([*body, table[0], bytes(entries), trailer])
