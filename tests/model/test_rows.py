"""A row is a record of known fields: what a table lacks is told, what it has more stays out."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import pytest

from keianalysis.model.errors import UnknownColumn
from keianalysis.model.observations import records
from keianalysis.model.rows import first_row, typed_rows
from tests.conftest import observation_rows


class Shop(NamedTuple):
    name: str
    floor: int
    note: str = "none"


def test_a_row_takes_its_fields_by_name_and_leaves_the_rest() -> None:
    table = pd.DataFrame({"floor": [3, 4], "owner": ["x", "y"], "name": ["a", "b"]})
    assert typed_rows(table, Shop) == [Shop("a", 3), Shop("b", 4)]


def test_every_missing_column_is_named() -> None:
    with pytest.raises(UnknownColumn, match=r"missing column\(s\): name, floor; found: note"):
        typed_rows(pd.DataFrame({"note": ["x"]}), Shop)


def test_no_rows_have_no_first() -> None:
    table = pd.DataFrame({"name": ["a"], "floor": [3], "note": ["x"]})
    assert first_row(table, Shop) == Shop("a", 3, "x")
    assert first_row(table.iloc[:0], Shop) is None


def test_an_observation_knows_its_period_its_year_and_its_bounds() -> None:
    (row,) = records(observation_rows({"value": 7.4, "decimals": 1}))
    assert (row.period.start, row.period.end, row.year) == ("2012-04-01", "2012-04-01", 2012)
    assert [float(end) for end in (row.quantity.low, row.quantity.value, row.quantity.high)] == [
        7.35,
        7.4,
        7.45,
    ]
