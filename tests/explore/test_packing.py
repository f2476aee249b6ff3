"""Rows as columns: nothing is lost, and texts stand once."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from keianalysis.explore.packing import coded_column, packed, worded
from tests.conftest import MakeTable


@given(st.lists(st.text()))
def test_a_coded_column_says_every_text_again(texts: list[str]) -> None:
    column = coded_column(texts)
    assert [column["of"][int(at)] for at in column["at"]] == texts
    assert len(set(column["of"])) == len(column["of"])


def test_a_word_that_comes_back_stands_once_and_comes_back_whole() -> None:
    texts = ["a.sum(list.csv#12 list.csv#3)", "list.csv#12", "a.sum(x~1)", "once.csv#7", ""]
    made = worded(texts)
    assert set(made["words"]) == {"a.sum", "list.csv#12", "x~1"}
    assert "".join(made["texts"]).count("list.csv#12") == 0
    back = [re.sub(r"~(\d+)", lambda found: made["words"][int(found[1])], text) for text in made["texts"]]
    assert back == texts


def test_a_row_keeps_its_numbers_and_says_why_one_is_missing(table: MakeTable) -> None:
    rows = table(
        {"value": 7.4, "decimals": 1, "period_start": "2012-01-01", "period_end": "2012-12-31"},
        {"value": 2900.0, "decimals": -2, "wording": "slightly_above"},
        {"value": None, "status": "suppressed", "region": "Assen"},
    )
    made = packed(rows, "nl")
    assert made["value"] == [7.4, 2900, None]
    assert made["decimals"] == [1, -2, 0]
    days, words = ["2012-01-01/2012-12-31", "2012-04-01"], ["2012", "1 april 2012"]
    assert made["period"] == {"of": days, "told": words, "at": [0, 1, 1]}
    assert made["status"] == {"of": ["", "suppressed"], "at": [0, 0, 1]}
    assert made["bounds"] == {"1": "2.900 tot 3.000\u00a0banen"}
    assert json.loads(json.dumps(made, allow_nan=False)) == made
