"""CSV deliveries of any size as Parquet of text, read block by block."""

from __future__ import annotations

import codecs
import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from keianalysis.model.errors import BadData
from keianalysis.model.tables import ROW
from keianalysis.readers.guarded import bounded, for_text, refuse_hostile_text
from keianalysis.register.delivery.header import LOOKED_AT, Header, best_score, find_header
from keianalysis.register.delivery.layout import RegisterLayout
from keianalysis.register.delivery.rules import RULES, listed

DELIMITERS: Final = (";", ",", "\t")
CHUNK: Final = 1 << 22
TOP: Final = 1 << 20
"""Bytes at the top of a file in which its headings are looked for."""


def stage_csv(path: Path, name: str, layout: RegisterLayout, target: Path) -> Header:
    """Write the mapped columns of a CSV file to ``target`` as text and return its header.

    Raises
    ------
    BadData
        For text that is neither UTF-8 nor cp1252, a header that does not fit, or every ragged row.
    """
    try:
        refuse_hostile_text(path)
        return bounded(path, "text", lambda: _staged(path, name, layout, target), limits=for_text(path))
    except BadData as error:
        raise error.under(name) from None


def _staged(path: Path, name: str, layout: RegisterLayout, target: Path) -> Header:
    encoding = find_encoding(path, name)
    dialect, header = _find_dialect(path, encoding, layout, name)
    ragged = _write_all(path, dialect, header, target)
    if ragged:
        raise BadData(listed(RULES["ragged-row"], ragged, name))
    return header


def _write_all(path: Path, dialect: _Dialect, header: Header, target: Path) -> list[int]:
    """Write the mapped columns and return the rows of another width than the header."""
    lines = _lines(path)
    if lines <= dialect.skipped:
        pq.write_table(_schema(header).empty_table(), target)
        return []
    try:
        ragged = _write(path, dialect, header, target, None)
        if lines <= dialect.skipped + pq.read_metadata(target).num_rows + len(ragged):
            return ragged
        # Some record takes several lines, so that the number of a record is no longer that of its line.
        starts, unclosed = _record_starts(path, dialect, len(header.names))
        return sorted({*_write(path, dialect, header, target, starts), *unclosed})
    except pa.ArrowInvalid:
        # A quote that nobody closes makes a record of more than a block.
        _, unclosed = _record_starts(path, dialect, len(header.names))
        return unclosed or [0]


def find_encoding(path: Path, name: str) -> str:
    """Return ``utf-8`` or ``cp1252``, whichever the whole file is written in.

    Raises BadData, with the row, when it is neither.
    """
    row = 0
    for encoding in ("utf-8", "cp1252"):
        row = _undecodable_row(path, encoding)
        if not row:
            return encoding
    raise BadData([RULES["encoding"].fault(name, row)])


def _undecodable_row(path: Path, encoding: str) -> int:
    """Return the row of the first byte that is not of an encoding, 0 when all are."""
    decoder, rows = codecs.getincrementaldecoder(encoding)(), 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return rows + error.object[: error.start].count(b"\n")
            if not chunk:
                return 0
            rows += chunk.count(b"\n")


@dataclass(frozen=True)
class _Dialect:
    """How a file is written, and how many of its lines stand above the first establishment."""

    encoding: str
    delimiter: str
    skipped: int


def _find_dialect(path: Path, encoding: str, layout: RegisterLayout, name: str) -> tuple[_Dialect, Header]:
    """Return the dialect under which the top of a file shows the most headings, and its header."""
    lines = top_lines(path, encoding)
    tops = {one: [fields_at(lines, index, one) for index in range(len(lines))] for one in DELIMITERS}
    rows = {one: [fields for fields, _ in top] for one, top in tops.items()}
    best = max(DELIMITERS, key=lambda one: best_score(rows[one], layout))
    header = find_header(rows[best], layout, name)
    taken = tops[best][header.row - 1][1]
    return _Dialect(encoding, best, header.row - 1 + taken), header


def top_lines(path: Path, encoding: str, count: int = LOOKED_AT) -> list[str]:
    """Return the first lines of a text file, without byte-order mark."""
    with path.open("rb") as file:
        text = file.read(TOP).decode(encoding, errors="ignore").removeprefix("\ufeff")
    return re.split("\r\n|\r|\n", text, maxsplit=count)[:count]


def fields_at(lines: Sequence[str], index: int, delimiter: str) -> tuple[list[str], int]:
    """Return the record that starts on a line, and the number of lines that it takes.

    A title with a quote that nobody closed does not swallow the headings below it.
    """
    reader = csv.reader((f"{line}\n" for line in lines[index:]), delimiter=delimiter)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return [], 1


def _lines(path: Path) -> int:
    """Return the number of lines of a file, whether or not the last one is ended."""
    feeds, returns, last = 0, 0, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            feeds, returns, last = feeds + chunk.count(b"\n"), returns + chunk.count(b"\r"), chunk
    return (feeds or returns) + (not last.endswith((b"\n", b"\r")))


def _record_starts(path: Path, dialect: _Dialect, width: int) -> tuple[array[int], list[int]]:
    """Return the line on which each record starts, and the records that swallowed another.

    A quote that is not closed takes in the records below it, up to the next quote.
    """
    starts, unclosed = array("q"), []
    with path.open(encoding=dialect.encoding, newline=None) as file:
        for _ in range(dialect.skipped):
            file.readline()
        reader = csv.reader(file, delimiter=dialect.delimiter)
        try:
            starts.append(dialect.skipped + 1)
            for fields in reader:
                took = dialect.skipped + reader.line_num + 1 - starts[-1]
                if took > 1 and any(_swallowed(one, dialect.delimiter, width) for one in fields):
                    unclosed.append(starts[-1])
                starts.append(dialect.skipped + reader.line_num + 1)
        except csv.Error:  # a field of more than 128 KiB
            unclosed.append(starts[-1])
    return starts, unclosed


def _swallowed(field: str, delimiter: str, width: int) -> bool:
    """Tell whether a field holds a line with as many separators as a record: each letter is read once."""
    return any(line.count(delimiter) >= width - 1 for line in field.split("\n")[1:])


def _blocks(path: Path, dialect: _Dialect, header: Header, ragged: array[int]) -> Iterator[pa.RecordBatch]:
    """Yield the mapped columns block by block; ``ragged`` gets the numbers of rows of another width."""

    def note(row: pyarrow.csv.InvalidRow) -> str:
        ragged.append(row.number)
        return "skip"

    names = [name or f"unread {index}" for index, name in enumerate(header.names)]
    kept = [name for name in header.names if name is not None]
    yield from pyarrow.csv.open_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(
            use_threads=False,
            block_size=CHUNK,
            skip_rows=dialect.skipped,
            column_names=names,
            encoding="utf8" if dialect.encoding == "utf-8" else dialect.encoding,
        ),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=dialect.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=note,
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=kept,
            strings_can_be_null=False,
        ),
    )


def _write(
    path: Path, dialect: _Dialect, header: Header, target: Path, starts: array[int] | None
) -> list[int]:
    """Write the blocks of a file with their row numbers and return its ragged rows.

    Without ``starts`` each record is a line.
    """
    schema = _schema(header)
    ragged = array("q")
    written = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for block in _blocks(path, dialect, header, ragged):
            numbers = _numbers(dialect, starts, written, block.num_rows)
            writer.write_batch(pa.record_batch([*block.columns, numbers], schema=schema))
            written += block.num_rows
    return [starts[row - dialect.skipped - 1] for row in ragged] if starts else ragged.tolist()


def _schema(header: Header) -> pa.Schema:
    names = [name for name in header.names if name is not None]
    return pa.schema([*((name, pa.string()) for name in names), (ROW, pa.int64())])


def _numbers(dialect: _Dialect, starts: array[int] | None, written: int, count: int) -> pa.Array:
    if starts is not None:
        return pa.array(starts[written : written + count], pa.int64())
    first = dialect.skipped + 1 + written
    return pa.array(range(first, first + count), pa.int64())
