"""Text tables as every reader first sees them: all fields as text, every row with its number."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault

ROW: Final = "row"
"""The column that holds the line number in the file; the header is row 1."""


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without byte-order mark.

    Raises
    ------
    BadData
        When the file is missing or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        remedy = "Name a file that is there, or put it back under this name."
        raise BadData([Fault(path.name, 0, "", "file-present", "the file is missing", remedy)]) from None
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        remedy = "Save the file as UTF-8."
        message = f"byte {error.start} is not UTF-8"
        raise BadData([Fault(path.name, row, "", "encoding", message, remedy)]) from None


def read_table(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Return a comma-separated file as a table of text with the extra column ``row``.

    ``columns`` are required; their order in the file is free and further columns are kept.

    Raises
    ------
    BadData
        With every missing or doubled column, every ragged row, or a wrong encoding.
    """
    lines = read_records(path)
    if not lines:
        remedy = f"Deliver a header line with: {', '.join(columns)}."
        raise BadData([Fault(path.name, 0, "", "file-filled", "the file is empty", remedy)])
    (_, header), *body = lines
    faults = [*_header_faults(path.name, header, columns), *_ragged_faults(path.name, header, body)]
    if faults:
        raise BadData(faults)
    table = pd.DataFrame([fields for _, fields in body if fields], columns=header, dtype="str")
    return table.assign(**{ROW: [row for row, fields in body if fields]})


def read_records(path: Path, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    """Return the records of a file, each with the line on which it starts.

    Raises BadData when the file is missing, is not UTF-8, or leaves a quote open.
    """
    reader = csv.reader(io.StringIO(read_text(path), newline=""), delimiter=delimiter)
    found: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for fields in reader:
            found.append((start, fields))
            start = reader.line_num + 1
    except csv.Error as error:
        remedy = "Close the quote that is opened on this line."
        raise BadData([Fault(path.name, start, "", "readable-csv", str(error), remedy)]) from None
    return found


def _header_faults(file: str, header: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    doubled = [name for name, times in Counter(header).items() if times > 1]
    missing = [name for name in columns if name not in header]
    return [
        *(
            Fault(file, 1, name, "column-once", "the column occurs twice", "Keep one of the two.")
            for name in doubled
        ),
        *(
            Fault(file, 1, name, "column-present", "the column is missing", "Add it to the header.")
            for name in missing
        ),
    ]


def _ragged_faults(file: str, header: Sequence[str], body: Sequence[tuple[int, list[str]]]) -> list[Fault]:
    remedy = "Quote fields that hold a comma, and give every row as many fields as the header."
    return [
        Fault(file, row, "", "ragged-row", f"{len(fields)} fields where the header has {len(header)}", remedy)
        for row, fields in body
        if fields and len(fields) != len(header)
    ]
