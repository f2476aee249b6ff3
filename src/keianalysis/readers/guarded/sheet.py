"""A sheet as every reader of registers first sees it: a grid of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, as text and by position; the header is for the caller to find.

    ``table`` holds ``row`` (int32, the row number in the sheet, from 1) and the columns ``c1``,
    ``c2`` ... as text, null where a cell is empty. ``numeric`` tells, for each column that holds a
    number, which cells were stored as one: those have lost the zeros in front of a code. ``labels``
    gives for each column with value labels the label of each code.
    """

    name: str
    table: pa.Table
    numeric: Mapping[str, pa.ChunkedArray] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def columns(self) -> Sequence[str]:
        """Return the names of the columns by position, without ``row``."""
        return [name for name in self.table.column_names if name != "row"]


def load_sheet(stream: bytes, name: str, errors: Mapping[tuple[int, int], str]) -> Sheet:
    """Return a sheet from the Arrow stream of the child, its error cells put in as text."""
    with pa.ipc.open_stream(pa.py_buffer(stream)) as reader:
        whole = reader.read_all()
    flags = {f"c{flag[1:]}": whole[flag] for flag in whole.column_names if flag.startswith("n")}
    numeric = {column: cells for column, cells in flags.items() if pc.any(cells).as_py()}
    table = whole.select(["row", *flags])
    return Sheet(name, _with_errors(table, errors), numeric)


def _with_errors(table: pa.Table, errors: Mapping[tuple[int, int], str]) -> pa.Table:
    """Return the table with the texts of its error cells, by row and column."""
    by_column: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        by_column.setdefault(column, {})[row] = text
    for number, texts in sorted(by_column.items()):
        table = _with_column_errors(table, f"c{number}", texts)
    return table


def _with_column_errors(table: pa.Table, name: str, texts: Mapping[int, str]) -> pa.Table:
    rows, values = pa.array(texts.keys(), pa.int32()), pa.array(texts.values(), pa.string())
    place = pc.index_in(table["row"], value_set=rows)
    found = pc.coalesce(pc.take(values, place), table[name])
    return table.set_column(table.column_names.index(name), name, found)
