"""The zip around a workbook: its directory is looked at before anything in it is unpacked."""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from keianalysis.readers.guarded.limits import MIB, Limits, refusal

READABLE: Final = "workbook-readable"
SIZE: Final = "workbook-size"
OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
"""How both an old binary workbook and one with a password start."""

NEEDED: Final = {
    ".xlsx": {"[content_types].xml", "xl/workbook.xml"},
    ".ods": {"content.xml", "meta-inf/manifest.xml"},
}
"""The parts that a workbook cannot do without."""

_STORED_OR_DEFLATED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_SMALL: Final = 10 * MIB
"""A part below this size may be packed as tightly as it likes."""


class _TooMuch(OSError):
    """The directory of a zip asks for more memory than it may."""


class _Sparing(io.FileIO):
    """A file of which no single read may be large: a directory of a zip is read in one."""

    most = MIB

    def read(self, size: int | None = -1, /) -> bytes:
        """Return at most ``most`` bytes, or raise ``_TooMuch``."""
        asked = self.most + 1 if size is None or size < 0 else size
        data = super().read(min(asked, self.most + 1)) or b""
        if len(data) > self.most:
            raise _TooMuch
        return data


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Yield the zip of a workbook after a look at its directory.

    Raises
    ------
    BadData
        When the file is no zip, lacks a workbook, or its directory asks too much or makes no sense.
    """
    _refuse_other_kinds(path)
    try:
        with _Sparing(path) as raw, zipfile.ZipFile(raw) as package:
            _check_directory(path, package.infolist(), limits)
            yield package
    except _TooMuch:
        raise refusal(path, SIZE, "the directory of the workbook is too large") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise refusal(path, READABLE, "the workbook is damaged or cut off") from None


def unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    """Yield a part of a zip in pieces, as far as it really goes, whatever its directory says.

    Raises
    ------
    BadData
        When the part unpacks to another size than its directory says.
    """
    honest = copy.copy(part)
    # Python stops at the size that the directory gives; other readers go on, and so must a check.
    honest.file_size = limits.unpacked_bytes + 1
    total = 0
    with package.open(honest) as stream:
        while piece := stream.read(MIB // 2):
            total += len(piece)
            if total > part.file_size:
                break
            yield piece
    if total != part.file_size:
        raise refusal(_path(package), READABLE, "a part unpacks to another size than the directory says")


def _path(package: zipfile.ZipFile) -> Path:
    return Path(str(package.filename))


def _refuse_other_kinds(path: Path) -> None:
    with path.open("rb") as stream:
        start = stream.read(512)
    if start.startswith(OLD_OR_LOCKED):
        raise refusal(path, READABLE, "the file is an old binary workbook (.xls) or has a password")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise refusal(path, READABLE, "the file is a web page or XML, not a workbook")
    if not start.startswith(b"PK"):
        raise refusal(path, READABLE, "the file is not an .xlsx workbook")


def _check_directory(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    for rule, message in _directory_faults(path, parts, limits):
        raise refusal(path, rule, message)


def _directory_faults(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield rule and message of everything that a directory of a workbook may not say."""
    if len(parts) > limits.parts:
        yield SIZE, f"the workbook has {len(parts)} parts where {limits.parts} are allowed"
    names = Counter(part.filename.casefold() for part in parts)
    if any(times > 1 for times in names.values()):
        yield READABLE, "a part of the workbook is there twice"
    if any(_escapes(part.filename) for part in parts):
        yield READABLE, "a part of the workbook has a path that leads outside it"
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        yield READABLE, "the workbook has a password"
    if any(part.compress_type not in _STORED_OR_DEFLATED for part in parts):
        yield READABLE, "the workbook is packed in a way that Excel does not know"
    if sum(part.compress_size for part in parts) > path.stat().st_size:
        yield READABLE, "parts of the workbook overlap"
    if not NEEDED.get(path.suffix.lower(), NEEDED[".xlsx"]) <= set(names):
        yield READABLE, "the file is a zip without a workbook in it"
    yield from _size_faults(parts, limits)


def _size_faults(parts: list[zipfile.ZipInfo], limits: Limits) -> Iterator[tuple[str, str]]:
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked_bytes:
        yield SIZE, f"the workbook unpacks to more than {limits.unpacked_bytes // MIB} MiB"
    large = [part for part in parts if part.file_size > _SMALL]
    if any(part.file_size > limits.ratio * part.compress_size for part in large):
        yield SIZE, f"a part of the workbook unpacks to more than {limits.ratio} times its size"


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
