"""Text tables as every reader first sees them: all fields as text, every row with its number."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from keianalysis.model.errors import BadData, Fault

ROW: Final = "row"
"""The column that holds the line number in the file; the header is row 1."""

FLOATS: Final = "%.12g"
"""How a number is written into a file: the digits beyond are what binary fractions add."""

Line = Mapping[str, str]
"""One row of a table of text, by column."""


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without byte-order mark.

    Raises
    ------
    BadData
        When the file is missing or is not UTF-8.
    """
    if not path.is_file():
        told = "this is no file but a folder, a pipe or a device" if path.exists() else "the file is missing"
        remedy = "Name a file that is there, or put it back under this name."
        raise BadData([Fault(path.name, 0, "", "file-present", told, remedy)])
    try:
        return path.read_bytes().decode("utf-8-sig")
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
    if (table := _read_large(path, columns)) is not None:
        return table
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


LARGE: Final = 4_000_000
"""Bytes from which a file is read by columns; below, the plain reader is as quick."""


def _read_large(path: Path, columns: Sequence[str]) -> pd.DataFrame | None:
    """Return a large sound file as a table; nothing for a small one, or one whose faults are to be told."""
    if not path.is_file() or path.stat().st_size < LARGE:
        return None
    with path.open("rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        file.seek(max(path.stat().st_size - 1, 0))
        lines += file.read(1) != b"\n"
    with path.open("r", encoding="utf-8-sig", newline="") as text:
        header = next(csv.reader(text), [])
    if _header_faults(path.name, header, columns):
        return None
    convert = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False, null_values=[]
    )
    try:
        found = arrow_csv.read_csv(path, convert_options=convert)
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None
    # Only where every row is one line does the number of a row follow from its place.
    if found.num_rows + 1 != lines or list(found.column_names) != header:
        return None
    table: pd.DataFrame = found.to_pandas(self_destruct=True, split_blocks=True)
    return table.assign(**{ROW: np.arange(2, len(table) + 2)})


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


def text_rows(table: pd.DataFrame) -> list[Line]:
    """Return the rows of a table of text, each by column."""
    return [{str(name): str(cell) for name, cell in row.items()} for row in table.to_dict("records")]
