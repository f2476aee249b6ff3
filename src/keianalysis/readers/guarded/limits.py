"""What a delivered file may cost, and the one refusal when it costs more or cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData, Fault

MIB: Final = 1 << 20


@dataclass(frozen=True)
class Limits:
    """The most that reading one file may take.

    ``file_bytes`` on disk, ``unpacked_bytes`` once unpacked, ``ratio`` of the two for one part,
    ``directory_bytes`` and ``parts`` of a zip, ``rows``, ``columns`` and ``cells`` (of the smallest
    rectangle around all of them), ``line_bytes`` of a text, ``memory_bytes`` of the process that
    parses, and ``seconds`` for the whole.
    """

    file_bytes: int = 256 * MIB
    unpacked_bytes: int = 1024 * MIB
    ratio: int = 200
    directory_bytes: int = MIB
    parts: int = 5_000
    rows: int = 1_048_576
    columns: int = 500
    cells: int = 6_000_000
    line_bytes: int = MIB
    memory_bytes: int = 800 * MIB
    seconds: int = 45


LIMITS: Final = Limits()
"""A register year of 100,000 rows and 50 columns passes; with its parent it stays under 1 GiB."""

REMEDIES: Final = {
    "file-present": "Put the file in its place, or correct its path.",
    "workbook-readable": "Open the file in Excel and save it as a new .xlsx without a password.",
    "workbook-size": "Delete what stands right of and below the table, or deliver the table as CSV.",
    "workbook-sheet": "Correct the name of the sheet in source.toml.",
    "sav-readable": "Save the file again in SPSS as .sav, or deliver it as CSV.",
    "sav-size": "Deliver the file in parts, or as CSV.",
    "text-readable": "Save the file as text with one record a line.",
    "text-size": "Save the file with one record a line.",
}


def refusal(path: Path, rule: str, message: str) -> BadData:
    """Return the one fault of a file that is not read; it never holds content of the file."""
    return BadData([Fault(path.name, 0, "", rule, message, REMEDIES[rule])])


def require_file(path: Path, kind: str, limits: Limits) -> None:
    """Refuse a file that is absent, empty or larger than ``file_bytes``.

    Raises
    ------
    BadData
        With the rule ``file-present``, or the size or readability of ``kind``.
    """
    if not path.is_file():
        told = "this is no file but a folder, a pipe or a device" if path.exists() else "the file is missing"
        raise refusal(path, "file-present", told)
    size = path.stat().st_size
    if size == 0:
        raise refusal(path, f"{kind}-readable", "the file is empty")
    if size > limits.file_bytes:
        message = f"the file takes {size // MIB} MiB where {limits.file_bytes // MIB} are allowed"
        raise refusal(path, f"{kind}-size", message)
