"""The text of a download under the encoding that ``source.toml`` declares."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData, Fault

BULK: Final = "Observations.csv"
"""The rows within a bulk download of the data portal."""

ZIP: Final = b"PK\x03\x04"
LARGEST: Final = 4 * 2**30
REMEDIES: Final = {
    "known-shape": "Unpack the zip file and name the table in it in source.toml; a workbook ends in .xlsx.",
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
    content = _unpacked(path.read_bytes(), file)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    if encoding != "utf-8" and not content.isascii() and _is_utf8(content):
        raise BadData([_fault(file, 0, "encoding", f"the file is UTF-8, not {encoding}")])
    try:
        return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        message = f"byte {error.start} is not {encoding}"
        raise BadData([_fault(file, row, "encoding", message)]) from None


def _unpacked(content: bytes, file: str) -> bytes:
    """Return the rows of a zipped bulk download, and any other file as it is."""
    if not content.startswith(ZIP):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if Path(name).name == BULK]
        if not names:
            told = "an Excel workbook" if "xl/workbook.xml" in package.namelist() else "a zip file"
            raise BadData([_fault(file, 0, "known-shape", f"the file is {told}")])
        if package.getinfo(names[0]).file_size > LARGEST:
            raise BadData([_fault(file, 0, "known-shape", "the file is a zip of more than 4 GB")])
        return package.read(names[0])


def _is_utf8(content: bytes) -> bool:
    try:
        return bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _fault(file: str, row: int, rule: str, message: str) -> Fault:
    return Fault(file, row, "", rule, message, REMEDIES[rule])
