"""The rows of a table as typed records: one NamedTuple a kind of table, its fields the columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from keianalysis.model.errors import UnknownColumn

if TYPE_CHECKING:
    import pandas as pd

Row = TypeVar("Row", bound=NamedTuple)
"""The record of one kind of table. A field with a default may be absent from the table."""


def typed_rows(table: pd.DataFrame, kind: type[Row]) -> list[Row]:
    """Return the rows of ``table`` as records of ``kind``; columns that ``kind`` does not know stay out.

    Raises
    ------
    UnknownColumn
        Naming every column that ``kind`` needs and the table lacks.
    """
    require(table, (name for name in kind._fields if name not in kind._field_defaults))
    # As itertuples does, which makes a Series a column at every call.
    columns = [_column(table, name, kind._field_defaults) for name in kind._fields]
    return list(map(kind._make, zip(*columns, strict=True)))


def _column(table: pd.DataFrame, name: str, defaults: dict[str, Any]) -> Iterable[object]:
    return table[name].tolist() if name in table.columns else repeat(defaults[name], len(table))


def first_row(table: pd.DataFrame, kind: type[Row]) -> Row | None:
    """Return the first row of a table as a record, nothing when it has none."""
    return next(iter(typed_rows(table, kind)), None)


def require(table: pd.DataFrame, columns: Iterable[str]) -> None:
    """Raise UnknownColumn, naming every column of ``columns`` that ``table`` lacks."""
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise UnknownColumn(f"missing column(s): {', '.join(missing)}; found: {', '.join(table.columns)}")
