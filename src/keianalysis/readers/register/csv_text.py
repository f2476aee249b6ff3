"""CSV deliveries of any size as Parquet of text, read block by block."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from keianalysis.errors import BadData
from keianalysis.readers.guarded import refuse_hostile_text
from keianalysis.readers.register.header import LOOKED_AT, Header, best_score, find_header
from keianalysis.readers.register.layout import Layout
from keianalysis.readers.register.rules import RULES
from keianalysis.tables import ROW

DELIMITERS: Final = (";", ",", "\t")
CHUNK: Final = 1 << 22
TOP: Final = 1 << 20
"""Bytes at the top of a file in which its headings are looked for."""


def stage_csv(path: Path, name: str, layout: Layout, target: Path) -> Header:
    """Write the mapped columns of a CSV file to ``target`` as text and return its header.

    Raises
    ------
    BadData
        For text that is neither UTF-8 nor cp1252, a header that does not fit, or every ragged row.
    """
    try:
        refuse_hostile_text(path)
    except BadData as error:
        raise error.under(name) from None
    encoding = find_encoding(path, name)
    delimiter, header = _find_dialect(path, encoding, layout, name)
    ragged: list[int] = []
    _write(_blocks(path, encoding, delimiter, header, ragged), header, target)
    if ragged:
        raise BadData(RULES["ragged-row"].fault(name, row) for row in ragged)
    return header


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


def _find_dialect(path: Path, encoding: str, layout: Layout, name: str) -> tuple[str, Header]:
    """Return the delimiter under which the top of a file shows the most headings, and its header."""
    with path.open("rb") as file:
        text = file.read(TOP).decode(encoding, errors="ignore").removeprefix("\ufeff")
    lines = text.splitlines()[:LOOKED_AT]
    tops = {one: [_fields(line, one) for line in lines] for one in DELIMITERS}
    best = max(DELIMITERS, key=lambda one: best_score(tops[one], layout))
    return best, find_header(tops[best], layout, name)


def _fields(line: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(line), delimiter=delimiter), [])


def _blocks(
    path: Path, encoding: str, delimiter: str, header: Header, ragged: list[int]
) -> Iterator[pa.RecordBatch]:
    def note(row: pyarrow.csv.InvalidRow) -> str:
        ragged.append(row.number)
        return "skip"

    names = [name or f"unread {index}" for index, name in enumerate(header.names)]
    kept = [name for name in header.names if name is not None]
    reader = pyarrow.csv.open_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(
            use_threads=False,
            block_size=CHUNK,
            skip_rows=header.row,
            column_names=names,
            encoding="utf8" if encoding == "utf-8" else encoding,
        ),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=delimiter,
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
    yield from reader


def _write(blocks: Iterator[pa.RecordBatch], header: Header, target: Path) -> None:
    """Write the blocks with their row numbers."""
    names = [name for name in header.names if name is not None]
    schema = pa.schema([*((name, pa.string()) for name in names), (ROW, pa.int64())])
    written = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for block in blocks:
            first = header.row + 1 + written
            numbers = pa.array(range(first, first + block.num_rows), pa.int64())
            writer.write_batch(pa.record_batch([*block.columns, numbers], schema=schema))
            written += block.num_rows
