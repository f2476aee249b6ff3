"""Periods as statistical offices write them."""

from __future__ import annotations

import pytest

from keianalysis.readers.periods import period_of


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012JJ00", "2012-01-01", "2012-12-31"),
        ("2012HJ01", "2012-01-01", "2012-06-30"),
        ("2012HJ02", "2012-07-01", "2012-12-31"),
        ("2012-S2", "2012-07-01", "2012-12-31"),
        ("2012 1e halfjaar", "2012-01-01", "2012-06-30"),
        ("het tweede halfjaar van 2012", "2012-07-01", "2012-12-31"),
        ("2012KW04", "2012-10-01", "2012-12-31"),
        ("2012-Q1", "2012-01-01", "2012-03-31"),
        ("2012MM02", "2012-02-01", "2012-02-29"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012 februari", "2012-02-01", "2012-02-29"),
        ("20120401", "2012-04-01", "2012-04-01"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, start: str, end: str) -> None:
    found = period_of(text, "")
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "2012HJ03", "2012 3e halfjaar", "2012KW05", "2012MM13", "20120230", "12"]
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_of(text, "") is None


def test_a_year_may_be_the_level_on_a_day_and_a_half_year_may_not() -> None:
    found = period_of("2012JJ00", "04-01")
    assert found is not None
    assert (found.start, found.end) == ("2012-04-01", "2012-04-01")
    assert period_of("2012HJ01", "04-01") is None
