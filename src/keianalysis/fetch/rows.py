"""The rows of a release: typed, with the reason for a missing value and how final a number is."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from keianalysis.fetch.errors import IncompleteAnswer, ServiceFailed
from keianalysis.fetch.services.description import code

FIXED: Final = ("Id", "Measure", "ValueAttribute", "Value", "StringValue")
STATUS: Final = "status"
"""The column that we add: why there is no value, or how final the number is."""

REASONS: Final = {
    "Impossible": "impossible",
    "Confidential": "secret",
    "Secret": "secret",
    "NotAvailable": "unknown",
    "Unknown": "unknown",
    "Unreliable": "unreliable",
}
FINALITY: Final = {
    "Definitief": "",
    "NaderVoorlopig": "revised_provisional",
    "Voorlopig": "provisional",
}
NOT_FINAL: Final = "not_final"
"""The status of a number of which the service does not say how final it is."""


def schema_of(dimensions: Sequence[str]) -> pa.Schema:
    """Return the columns of the rows of a table with these dimensions."""
    text = [(name, pa.string()) for name in dimensions]
    kinds = [pa.int64(), pa.string(), pa.string(), pa.float64(), pa.string()]
    return pa.schema([*zip(FIXED, kinds, strict=True), *text, (STATUS, pa.string())])


def status_of(attribute: str, *, has_value: bool, finality: str) -> str:
    """Return the status of a row from its own attribute and from that of its period."""
    if not has_value:
        return REASONS.get(attribute, "unknown")
    return REASONS["Unreliable"] if attribute == "Unreliable" else finality


def finality_of(periods: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return for each period code how final its numbers are; an unknown word is not final."""
    return {code(one["Identifier"]): FINALITY.get(one.get("Status") or "", NOT_FINAL) for one in periods}


def table_of(
    rows: Sequence[Mapping[str, Any]], dimensions: Sequence[str], period: str, finality: Mapping[str, str]
) -> pa.Table:
    """Return rows of a service as a typed table.

    Raises ServiceFailed when rows and description of the table disagree about the columns.
    """
    needed, known = {"Measure", "Value", *dimensions}, {*FIXED, *dimensions}
    for row in rows:
        if not needed <= row.keys() <= known:
            _told_columns(row, needed, known)
    columns: dict[str, list[Any]] = {name: [code(row[name]) for row in rows] for name in dimensions}
    columns["Measure"] = [code(row["Measure"]) for row in rows]
    columns["ValueAttribute"] = [code(row.get("ValueAttribute") or "None") for row in rows]
    columns["Id"] = [row.get("Id") for row in rows]
    columns["Value"] = [_value(row["Value"]) for row in rows]
    columns["StringValue"] = [row.get("StringValue") for row in rows]
    columns[STATUS] = [
        status_of(
            attribute, has_value=value is not None or bool(text), finality=finality.get(when, NOT_FINAL)
        )
        for attribute, value, text, when in zip(
            columns["ValueAttribute"],
            columns["Value"],
            columns["StringValue"],
            columns[period] if period else [""] * len(rows),
            strict=True,
        )
    ]
    return pa.table(columns, schema=schema_of(dimensions)) if rows else schema_of(dimensions).empty_table()


def _told_columns(row: Mapping[str, Any], needed: set[str], known: set[str]) -> None:
    missing, extra = sorted(needed - row.keys()), sorted(row.keys() - known)
    parts = [f"lack {', '.join(missing)}"] * bool(missing) + [f"have {', '.join(extra)} besides"] * bool(
        extra
    )
    raise ServiceFailed(f"the rows {' and '.join(parts)}, which the description does not say")


def _value(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ServiceFailed(f"the value {value!r} is not a number")
    return float(value)


def write_rows(tables: Iterable[pa.Table], schema: pa.Schema, path: Path) -> int:
    """Write tables of rows as one Parquet file and return how many rows it has."""
    written = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)
            written += table.num_rows
    return written


def keys_of(schema: pa.Schema) -> list[str]:
    """Return the columns that no two rows may share."""
    dimensions = [name for name in schema.names if name not in (*FIXED, STATUS)]
    return dimensions + ["Measure"] * ("Measure" in schema.names)


def check_once(table: pa.Table, name: str) -> None:
    """Raise IncompleteAnswer when two rows speak of the same number: pages that overlap also leave gaps."""
    keys = keys_of(table.schema)
    groups = table.group_by(keys).aggregate([([], "count_all")])
    doubled = groups.filter(pc.greater(groups["count_all"], 1))
    if doubled.num_rows:
        first = {key: doubled[key][0].as_py() for key in keys}
        raise IncompleteAnswer(
            f"{name}: {doubled.num_rows} numbers came more than once, the first for {first}; nothing is kept"
        )


def content_hash(table: pa.Table) -> str:
    """Return the hash of the rows in the order of their keys, whatever the order in which they came."""
    keys = keys_of(table.schema)
    columns = [name for name in sorted(table.schema.names) if name not in ("Id", STATUS)]
    ordered = table.sort_by([(key, "ascending") for key in keys]).select(columns)
    found = hashlib.sha256(" ".join(columns).encode())
    for line in _lines(ordered):
        found.update(line)
    return found.hexdigest()


def _lines(table: pa.Table) -> Iterator[bytes]:
    for batch in table.to_batches(max_chunksize=50_000):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        yield "\n".join(map(repr, rows)).encode()
