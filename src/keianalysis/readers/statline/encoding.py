"""The text of a download under the encoding that ``source.toml`` declares."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData, Fault

REMEDIES: Final = {
    "file-present": "Put the download beside source.toml, or correct the key file.",
    "encoding": 'Save the file as UTF-8, or declare encoding = "cp1252" in source.toml.',
}


def read_download(path: Path, file: str, encoding: str) -> str:
    """Return the text of a download, with or without byte-order mark.

    Raises
    ------
    BadData
        When the file is missing, or is not in the encoding that is declared.
    """
    if not path.is_file():
        raise BadData([_fault(file, 0, "file-present", "the file is missing")])
    content = path.read_bytes()
    if encoding != "utf-8" and not content.isascii() and _is_utf8(content):
        raise BadData([_fault(file, 0, "encoding", f"the file is UTF-8, not {encoding}")])
    try:
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        message = f"byte {error.start} is not {encoding}"
        raise BadData([_fault(file, row, "encoding", message)]) from None


def _is_utf8(content: bytes) -> bool:
    try:
        return bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _fault(file: str, row: int, rule: str, message: str) -> Fault:
    return Fault(file, row, "", rule, message, REMEDIES[rule])
