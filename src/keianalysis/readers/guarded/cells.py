"""The addresses in a worksheet, read as a stream: how far it reaches, and where its errors stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 1 << 20
"""The most bytes that one cell of a worksheet may take; Excel allows 32,767 characters."""

_PREFIX: Final = rb"<(?:[\w.-]{1,40}:)?"
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL: Final = re.compile(_PREFIX + rb"c(?=[\s/>])")
_USUAL: Final = re.compile(rb"<c(?:\sr=\"([A-Z]{1,3})([0-9]{1,7})\"|(?=[\s/>]))")
_TAG: Final = re.compile(_PREFIX + rb"(row|c)(?=[\s/>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*)")
_ADDRESS: Final = re.compile(rb"[\s\"']r\s*=\s*[\"']([A-Za-z]{0,9})([0-9]{0,19})")
_ERROR: Final = re.compile(rb"[\s\"']t\s*=\s*[\"']e[\"']")
_VALUE: Final = re.compile(_PREFIX + rb"v(?:\s[^<>]*)?>\s*(#[A-Z0-9/!?_]{1,30})\s*<")
_UNUSUAL: Final = (b'"e"', b"'e'", b":c")
"""Signs of an error cell or of a prefix to the names of the tags."""

_NEAR: Final = 1 << 13
_OVERLAP: Final = 64


class HostileXml(ValueError):
    """A part of a workbook is not the plain XML that Excel writes; the message says why."""


@dataclass
class Reach:
    """The last ``row`` and ``column`` of a worksheet, and its error cells by row and column."""

    row: int = 0
    column: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def plain(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of an XML part, as long as they are plain XML.

    Raises
    ------
    HostileXml
        When a piece declares a document type or an entity, or is not UTF-8.
    """
    end = b""
    for piece in pieces:
        if b"\0" in piece:
            raise HostileXml("a part of the workbook is not XML in UTF-8")
        # Nothing that Excel writes declares one; a reader that expands entities can be made to explode.
        if _DOCTYPE.search(end + piece):
            raise HostileXml("a part of the workbook declares a document type or an entity")
        end = piece[-_OVERLAP:]
        yield piece


def reach(pieces: Iterable[bytes]) -> Reach:
    """Return how far the cells of a worksheet reach, in memory that does not grow with it.

    An address counts wherever it stands, also in an empty cell, and a cell without one stands where
    a reader would put it: right of the one before.

    Raises
    ------
    HostileXml
        When one cell is over ``LONGEST``, or only some cells have an address.
    """
    walk = _Walk()
    for data in _whole_cells(pieces):
        walk.pass_over(data)
    return walk.reach


class _Walk:
    """A walk along the cells of one worksheet."""

    def __init__(self) -> None:
        self.reach = Reach()
        self._row = 0
        self._column = 0
        self._addressed: bool | None = None

    def pass_over(self, data: bytes) -> None:
        """Take in a stretch of whole cells."""
        found = _USUAL.findall(data)
        letters, numbers = {column for column, _ in found}, {row for _, row in found}
        # Cells as Excel writes them are taken in bulk, the others one by one.
        if not found or b"" in letters or any(sign in data for sign in _UNUSUAL):
            self._step_through(data)
            return
        self._agree(addressed=True)
        self._stretch(max(map(int, numbers)), max(map(column_number, letters)))

    def _step_through(self, data: bytes) -> None:
        for tag in _TAG.finditer(data):
            address = _ADDRESS.search(tag[2])
            if tag[1] == b"row":
                self._row = int(address[2]) if address and address[2] else self._row + 1
                self._column = 0
            else:
                self._step(address)
                self._note_error(data, tag)

    def _step(self, address: re.Match[bytes] | None) -> None:
        self._agree(addressed=address is not None)
        if address:
            self._row, self._column = int(address[2] or 0), column_number(address[1])
        else:
            self._column += 1
        self._stretch(self._row, self._column)

    def _agree(self, *, addressed: bool) -> None:
        # Mixed, a stretch taken in bulk would not tell where a cell without an address stands.
        if self._addressed not in (None, addressed):
            raise HostileXml("only some cells of a sheet have an address")
        self._addressed = addressed

    def _stretch(self, row: int, column: int) -> None:
        self.reach.row = max(self.reach.row, row)
        self.reach.column = max(self.reach.column, column)

    def _note_error(self, data: bytes, tag: re.Match[bytes]) -> None:
        if _ERROR.search(tag[2]):
            after = _CELL.search(data, tag.end())
            value = _VALUE.search(data, tag.end(), after.start() if after else len(data))
            self.reach.errors[self._row, self._column] = value[1].decode() if value else "#ERROR!"


def column_number(letters: bytes) -> int:
    """Return the number of a column: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a worksheet in stretches that do not cut a cell in two."""
    rest = b""
    for piece in pieces:
        data = rest + piece
        cut = _last_start(data)
        rest = data[cut:]
        if len(rest) > LONGEST:
            raise HostileXml("one cell of a sheet is larger than Excel allows")
        yield data[:cut]
    yield rest


def _last_start(data: bytes) -> int:
    starts = [match.start() for match in _CELL.finditer(data, max(0, len(data) - _NEAR))]
    return starts[-1] if starts else max(0, data.rfind(b"<"))
