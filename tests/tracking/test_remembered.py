"""What was computed of a table is computed once, and noted as read by everybody who asks."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pandas as pd
import pytest

from keianalysis.indicators.computation import COMPUTATIONS, indicator
from keianalysis.model.observations import Period, Result, first, select
from keianalysis.model.territories import territories
from keianalysis.tracking.beside import Beside
from keianalysis.tracking.read_log import Observations, ReadLog, Watched
from tests.conftest import observation_rows as rows

CALLED: list[object] = []


@indicator("tests.doubled", makes=("population",), asks=None)
def doubled(observations: Observations, times: object = 2, **_others: object) -> Iterator[Result]:
    CALLED.append(times)
    found = select(observations, measure="population")
    row = first(found)
    assert row is not None
    yield Result("population", "Assen", Period.day("2012-01-01"), "persons", row.quantity, found)


COMPUTATIONS.pop("tests.doubled")


@pytest.fixture(autouse=True)
def nothing_called() -> None:
    CALLED.clear()


def watched(table: pd.DataFrame) -> Watched:
    return Watched(table, ReadLog())


def test_who_asks_the_same_of_a_table_gets_what_was_made_and_has_read_it_too() -> None:
    table = rows({"measure": "population", "region": "Assen", "value": 4.0})
    one, other = watched(table), watched(table)
    made, again = doubled(one, times=[2, 3]), doubled(other, times=(2, 3))
    assert CALLED == [[2, 3]]
    assert one.reads.names() == other.reads.names() == ["measure:population"]
    again.loc[0, "value"] = 9.0
    assert made["value"].tolist() == doubled(one, times=[2, 3])["value"].tolist() == [4.0]


def test_another_question_another_table_and_a_table_as_argument_are_computed_anew() -> None:
    table = rows({"measure": "population", "region": "Assen", "value": 4.0})
    for place in list(territories().values())[:2]:
        doubled(watched(table), territory=place)
    doubled(watched(table.copy()), times=2)
    for _ in range(2):
        doubled(watched(table), times=table)
        doubled(table)
    assert len(CALLED) == 7


def test_what_is_kept_beside_a_table_goes_with_it() -> None:
    kept: Beside[int] = Beside(len)
    table = rows({}, {"region": "Assen"})
    assert (kept(table), kept(table), len(kept)) == (2, 2, 1)
    del table
    gc.collect()
    assert len(kept) == 0
