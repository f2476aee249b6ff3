"""Numbers as a reader of the report sees them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.language import numbers
from keianalysis.model.observations import UNITS

LANGUAGES = ("nl", "en")


def plain(text: str) -> str:
    """Return a text with ordinary spaces, which is all that a test of words needs."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.25, 1, "0,3"),
        (-0.25, 1, "−0,3"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (1370.0, 0, "1.370"),
        (172345.0, -2, "172.300"),
        (172350.0, -2, "172.400"),
        (-0.04, 1, "0,0"),
    ],
)
def test_halves_round_away_from_zero(value: float, decimals: int, shown: str) -> None:
    assert numbers.number(value, decimals, "nl") == shown


def test_english_swaps_the_separators() -> None:
    assert numbers.number(-12608389.45, 1, "en") == "−12,608,389.5"


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 3))
def test_a_shown_number_reads_back_as_the_rounded_one(value: Decimal, decimals: int) -> None:
    shown = numbers.number(value, decimals, "nl")
    read = Decimal(shown.replace(".", "").replace(",", ".").replace("−", "-"))
    assert read == numbers.rounded(value, decimals)


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(-3, 3))
def test_a_fall_is_rounded_as_the_rise_of_its_size(value: Decimal, decimals: int) -> None:
    assert numbers.rounded(-value, decimals) == -numbers.rounded(value, decimals)


@pytest.mark.parametrize(("value", "shown"), [(0.7, "+0,7"), (-0.7, "−0,7"), (0.04, "0,0")])
def test_a_sign_stands_before_what_does_not_round_to_zero(value: float, shown: str) -> None:
    assert numbers.signed(value, 1, "nl") == shown


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "dutch", "english"),
    [
        (0.7, "pct", 1, "0,7%", "0.7%"),
        (1.0, "jobs", 0, "1 baan", "1 job"),
        (-1.0, "jobs", 0, "−1 baan", "−1 job"),
        (2.0, "jobs", 0, "2 banen", "2 jobs"),
        (0.0, "jobs", 0, "0 banen", "0 jobs"),
        (500.0, "ha", 0, "500 hectare", "500 hectares"),
        (1.0, "ha", 0, "1 hectare", "1 hectare"),
        (2.3, "pct_point", 1, "2,3 procentpunt", "2.3 percentage points"),
        (1.0, "pct_point", 1, "1,0 procentpunt", "1.0 percentage points"),
        (-0.3, "pct_per_year", 1, "−0,3% per jaar", "−0.3% a year"),
        (63e6, "eur", -6, "€ 63 miljoen", "€63 million"),
        (1.25e9, "eur", -8, "€ 1,3 miljard", "€1.3 billion"),
        (12608389.0, "eur", 0, "€ 12.608.389", "€12,608,389"),
        (-1500.0, "eur", 0, "−€ 1.500", "−€1,500"),
        (3.0, "rank", 0, "plaats 3", "rank 3"),
        (2900.0, "count", -2, "2.900", "2,900"),
    ],
)
def test_a_quantity_carries_its_unit(
    value: float, unit: str, decimals: int, dutch: str, english: str
) -> None:
    assert plain(numbers.quantity(value, unit, decimals, "nl")) == dutch
    assert plain(numbers.quantity(value, unit, decimals, "en")) == english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_worded(unit: str, language: str) -> None:
    assert "7" in numbers.quantity(7.0, unit, 0, language)


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(KeyError):
        numbers.quantity(7.0, "parsec", 0, "nl")


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (4.48, 5.1, "4,48 tot 5,10"),
        (5.0, None, "vanaf 5,00"),
        (None, 5.0, "tot 5,00"),
        (5.0, 5.0, "5,00"),
        (None, None, ""),
    ],
)
def test_an_interval_may_be_open(low: float | None, high: float | None, shown: str) -> None:
    assert numbers.interval(low, high, "ratio", 2, "nl") == shown


def test_an_interval_says_its_unit_once() -> None:
    assert plain(numbers.interval(-2.0, 1.0, "jobs", 0, "nl")) == "−2 tot 1 baan"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2012-04-01", "2012-04-01", "1 april 2012"),
        ("2012-01-01", "2012-12-31", "2012"),
        ("2011-01-01", "2012-12-31", "2011-2012"),
        ("2011-04-01", "2012-12-31", "tussen 1 april 2011 en 31 december 2012"),
    ],
)
def test_a_period_is_worded_by_what_it_spans(start: str, end: str, shown: str) -> None:
    assert numbers.period(start, end, "nl") == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2014", "2014"), ("2014-04", "april 2014"), ("2014-04-04", "4 april 2014")],
)
def test_a_release_keeps_its_precision(date: str, shown: str) -> None:
    assert numbers.release(date, "nl") == shown
