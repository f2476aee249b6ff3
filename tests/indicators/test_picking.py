"""Rows found by an index are the rows that a mask finds."""

from __future__ import annotations

import gc

import pandas as pd
import pytest

from keianalysis.indicators import picking
from keianalysis.indicators.picking import picked, with_value
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.observations import records, select
from keianalysis.tracking.read_log import ReadLog, Watched
from tests.conftest import observation_rows


def rows() -> pd.DataFrame:
    return observation_rows(
        {"region": "Drenthe", "value": 1.0},
        {"region": "Groningen", "value": 2.0},
        {"region": "Drenthe", "sector": "C", "value": None},
        {"measure": "jobs_total", "region": "Drenthe", "value": 4.0},
    )


@pytest.mark.parametrize(
    "wanted",
    [
        {"measure": "jobs_fulltime"},
        {"measure": "jobs_fulltime", "region": "Drenthe"},
        {"measure": "jobs_fulltime", "region": ("Groningen", "Drenthe"), "sector": "total"},
        {"measure": ("jobs_total", "jobs_fulltime"), "region": "Drenthe"},
        {"region": "Groningen"},
        {"measure": "jobs_fulltime", "region": "Utrecht"},
        {"measure": "no_such_measure"},
        {},
    ],
    ids=str,
)
def test_what_is_picked_is_what_is_selected(wanted: dict[str, str]) -> None:
    table = rows()
    for _ in range(2):
        assert str(picked(table, **wanted)) == str(records(select(table, **wanted)))


def test_rows_without_a_value_are_left_out_on_request() -> None:
    assert [row.value for row in with_value(picked(rows(), measure="jobs_fulltime"))] == [1.0, 2.0]


def test_what_is_picked_out_of_a_watched_table_is_noted() -> None:
    reads = ReadLog()
    picked(Watched(rows(), reads), measure="jobs_total", region="Drenthe")
    assert reads.names() == ["measure:jobs_total"]


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(UnknownColumn, match="colour"):
        picked(rows(), measure="jobs_total", colour="red")


def test_an_index_goes_with_its_table() -> None:
    table = rows()
    picked(table, measure="jobs_total")
    before = len(picking.INDICES)
    del table
    gc.collect()
    assert len(picking.INDICES) == before - 1
