"""Reader of workbooks of other kinds, .xls and .ods: parsed in the same child under the same limits."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from keianalysis.readers.guarded.limits import LIMITS, MIB, Limits, refusal, require_file
from keianalysis.readers.guarded.package import OLD_OR_LOCKED, READABLE, opened
from keianalysis.readers.guarded.process import parse
from keianalysis.readers.guarded.sheet import Sheet, load_sheet

LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
"""How the directory of a newer workbook with a password names what it holds."""

MANIFEST: Final = "META-INF/manifest.xml"
LOCKED_ENTRY: Final = b"encryption-data"
PASSWORD: Final = "the workbook is locked with a password"


def read_other_workbook(path: Path, *, sheet: str | None = None, limits: Limits = LIMITS) -> list[Sheet]:
    """Return the sheets of an .xls or .ods workbook as grids of text, or the one that is named.

    Raises
    ------
    BadData
        With one fault, and without content of the file, as ``read_workbook`` does; one with a password
        is told as such.
    """
    require_file(path, "workbook", limits)
    if is_locked(path, limits):
        raise refusal(path, READABLE, PASSWORD)
    if path.suffix.lower() == ".ods":
        with opened(path, limits):
            pass
    with parse(path, "workbook", [sheet] if sheet else [], limits) as task:
        task.start()
        answer = task.answer()
        pairs = zip(answer["sheets"], answer["places"], strict=True)
        return [load_sheet(task.stream(place), name, {}) for name, place in pairs]


def is_locked(path: Path, limits: Limits = LIMITS) -> bool:
    """Tell whether a workbook of any kind needs a password, as far as its outside shows.

    Raises BadData when a zip makes no sense or asks too much.
    """
    with path.open("rb") as file:
        start = file.read(4)
        if start == OLD_OR_LOCKED:
            return LOCKED in file.read(limits.file_bytes)
    if start[:2] != b"PK" or path.suffix.lower() != ".ods":
        return False
    with opened(path, limits) as package:
        names = {part.filename: part for part in package.infolist()}
        entry = names.get(MANIFEST)
        return entry is not None and entry.file_size < MIB and LOCKED_ENTRY in package.read(entry)
