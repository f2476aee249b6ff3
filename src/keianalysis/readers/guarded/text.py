"""A look at a text file before a reader of CSV opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData
from keianalysis.readers.guarded.limits import LIMITS, MIB, Limits, refusal, require_file

_LOOK: Final = 64 * MIB
_PIECE: Final = MIB
_BINARY: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"$FL2", b"$FL3", b"%PDF", b"\x1f\x8b", b"PAR1")
_NOTHING: Final = b'\r\n\t ;,"'
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def refuse_hostile_text(
    path: Path, *, limits: Limits = LIMITS, look: int = _LOOK, wide: bool = False
) -> None:
    """Refuse a file that is no text of lines, in memory that does not grow with it.

    The first ``look`` bytes are read: what starts as another kind of file, or holds a NUL byte, a line
    over ``line_bytes``, or a stretch of empty lines, is refused. The size of the file is not: a national
    year is large. ``wide`` lets UTF-16 pass.

    Raises
    ------
    BadData
        With one fault: ``file-present``, ``text-readable`` or ``text-size``.
    """
    unbounded = Limits(file_bytes=1 << 62)
    require_file(path, "text", unbounded)
    for problem in _problems(path, limits, look, wide=wide):
        raise problem


def _problems(path: Path, limits: Limits, look: int, *, wide: bool) -> Iterator[BadData]:
    length, is_wide = 0, False
    for number, piece in enumerate(_pieces(path, look)):
        if len(piece) == _PIECE and not piece.strip(_NOTHING):
            yield refusal(path, "text-size", f"the file holds {_PIECE} bytes of empty lines on end")
        is_wide |= number == 0 and piece.startswith(_WIDE)
        if number == 0 and is_wide and not wide:
            yield refusal(path, "text-readable", "the file is UTF-16, not UTF-8 or cp1252")
        if number == 0 and piece.startswith(_BINARY):
            yield refusal(path, "text-readable", "the file is a workbook or another binary file, not text")
        if b"\0" in piece and not is_wide:
            yield refusal(path, "text-readable", "the file holds a NUL byte, so it is not text")
        longest, length = _lines(piece, length)
        if longest > limits.line_bytes:
            message = f"a line is longer than {limits.line_bytes} bytes"
            yield refusal(path, "text-size", message)


def _lines(piece: bytes, before: int) -> tuple[int, int]:
    """Return the lengths of the longest and of the last line, the first going on after ``before`` bytes."""
    lengths = [len(part) for part in piece.replace(b"\r", b"\n").split(b"\n")]
    lengths[0] += before
    return max(lengths), lengths[-1]


def _pieces(path: Path, look: int) -> Iterator[bytes]:
    with path.open("rb") as stream:
        for _ in range(0, look, _PIECE):
            piece = stream.read(_PIECE)
            if not piece:
                return
            yield piece
