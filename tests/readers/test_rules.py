"""Rules judged a column at a time."""

from __future__ import annotations

import pandas as pd

from keianalysis.readers.rules import broken_rows, each, one_of, together

TABLE = pd.DataFrame({"a": ["x", "y", "x", "z"], "b": ["1", "2", "3", "1"]}, index=[10, 11, 12, 13])


def test_each_value_is_judged_once_and_told_of_every_row() -> None:
    judged = []

    def test(value: str) -> bool:
        judged.append(value)
        return value != "x"

    assert [index for _, index in broken_rows(TABLE, [each("no-x", "a", test)])] == [10, 12]
    assert judged == ["x", "y", "z"]


def test_values_have_to_be_listed() -> None:
    assert [index for _, index in broken_rows(TABLE, [one_of("known", "a", ("x", "y"))])] == [13]


def test_values_are_judged_together() -> None:
    rule = together("pair", ["a", "b"], "b", lambda a, b: (a, b) != ("x", "3"))
    assert [(one.column, index) for one, index in broken_rows(TABLE, [rule])] == [("b", 12)]
