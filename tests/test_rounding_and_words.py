"""Rounding as spreadsheets do it, and the words that the report puts around a number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.language import ends, numbers
from keianalysis.language.numbers import MINUS
from keianalysis.model.observations import records
from tests.conftest import observation_rows as rows

SPACE = "\N{NO-BREAK SPACE}"


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(-6, 6))
def test_rounding_is_that_of_the_decimal_module_half_up(value: Decimal, decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    assert numbers.rounded(value, decimals) == value.quantize(unit, ROUND_HALF_UP)


@given(st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_a_half_goes_away_from_zero_also_as_a_float(whole: int, decimals: int) -> None:
    half = (Decimal(abs(whole)) + Decimal("0.5")).scaleb(-decimals)
    up = Decimal(abs(whole) + 1).scaleb(-decimals)
    assert numbers.rounded(float(half), decimals) == up
    assert numbers.rounded(-float(half), decimals) == -up


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(7.35, 1, "7.4"), (-0.685, 2, "-0.69"), (1.005, 2, "1.01"), (2.675, 2, "2.68"), (50.0, -2, "100")],
)
def test_halves_that_binary_floats_get_wrong(value: float, decimals: int, expected: str) -> None:
    assert numbers.rounded(value, decimals) == Decimal(expected)


@pytest.mark.parametrize(
    ("low", "high", "unit", "decimals", "dutch", "english"),
    [
        (-0.74, -0.69, "pct", 2, "−0,74% tot −0,69%", "−0.74% to −0.69%"),
        (1.0, 2.0, "pct_per_year", 1, "1,0 tot 2,0% per jaar", "1.0 to 2.0% a year"),
        (6e6, 13e6, "eur", -6, "€ 6 miljoen tot € 13 miljoen", "€6 million to €13 million"),
        (0.0, None, "pct", 0, "vanaf 0%", "from 0%"),
        (2850.0, 2950.0, "count", 0, "2.850 tot 2.950", "2,850 to 2,950"),
        (1.15e9, 1.25e9, "eur", -8, "€ 1,15 miljard tot € 1,25 miljard", "€1.15 billion to €1.25 billion"),
        (
            10.5e6,
            32e6 / 3,
            "eur",
            -5,
            "€ 10,50 miljoen tot € 10,67 miljoen",
            "€10.50 million to €10.67 million",
        ),
        (4.3958, 4.3962, "pct", 1, "4,3958% tot 4,3962%", "4.3958% to 4.3962%"),
        (5.0, 5.0, "pct", 0, "5%", "5%"),
        (0.0, 1.0, "pct_point", 1, "0,0 tot 1,0 procentpunt", "0.0 to 1.0 percentage points"),
        (None, None, "pct", 1, "", ""),
    ],
)
def test_a_range_in_both_languages(
    low: float | None, high: float | None, unit: str, decimals: int, dutch: str, english: str
) -> None:
    told = [numbers.interval(low, high, unit, decimals, language) for language in ("nl", "en")]
    assert [text.replace(SPACE, " ") for text in told] == [dutch, english]


@pytest.mark.parametrize(
    ("start", "end", "dutch", "english"),
    [
        ("2012-04-01", "2012-04-01", "1 april 2012", "1 April 2012"),
        ("2012-01-01", "2012-12-31", "2012", "2012"),
        ("2011-12-31", "2012-12-31", "2011-2012", "2011-2012"),
        ("2011-04-01", "2012-04-01", "apr 2011-apr 2012", "Apr 2011-Apr 2012"),
        (
            "2011-01-01",
            "2013-06-30",
            "tussen 1 januari 2011 en 30 juni 2013",
            "between 1 January 2011 and 30 June 2013",
        ),
    ],
)
def test_a_period_in_both_languages(start: str, end: str, dutch: str, english: str) -> None:
    assert [numbers.period(start, end, language) for language in ("nl", "en")] == [dutch, english]


@pytest.mark.parametrize(
    ("date", "dutch", "english"),
    [
        ("2014", "2014", "2014"),
        ("2014-03", "maart 2014", "March 2014"),
        ("2014-03-05", "5 maart 2014", "5 March 2014"),
    ],
)
def test_a_release_in_both_languages(date: str, dutch: str, english: str) -> None:
    assert [numbers.release(date, language) for language in ("nl", "en")] == [dutch, english]


@pytest.mark.parametrize(
    ("wording", "dutch", "english"),
    [
        ("exact", "18,3%", "18.3%"),
        ("about", "circa 18,3%", "about 18.3%"),
        ("slightly_above", "ruim 18,3%", "just over 18.3%"),
        ("slightly_below", "bijna 18,3%", "almost 18.3%"),
        ("at_least", "minimaal 18,3%", "at least 18.3%"),
        ("at_most", "maximaal 18,3%", "at most 18.3%"),
    ],
)
def test_a_printed_value_keeps_its_wording(wording: str, dutch: str, english: str) -> None:
    row = rows({"value": 18.3, "unit": "pct", "decimals": 1, "wording": wording}).iloc[0]
    assert [numbers.shown(row, language) for language in ("nl", "en")] == [dutch, english]


@pytest.mark.parametrize(
    ("wording", "dutch", "english"),
    [
        ("exact", "−1.200 banen", "−1,200 jobs"),
        ("slightly_above", "een daling van ruim 1.200 banen", "a fall of just over 1,200 jobs"),
        ("slightly_below", "een daling van bijna 1.200 banen", "a fall of almost 1,200 jobs"),
        ("about", "een daling van circa 1.200 banen", "a fall of about 1,200 jobs"),
        ("at_least", "een daling van minimaal 1.200 banen", "a fall of at least 1,200 jobs"),
        ("at_most", "een daling van maximaal 1.200 banen", "a fall of at most 1,200 jobs"),
    ],
)
def test_the_wording_of_a_fall_speaks_of_its_size(wording: str, dutch: str, english: str) -> None:
    row = rows({"value": -1200.0, "decimals": -2, "wording": wording}).iloc[0]
    assert [numbers.shown(row, language).replace(SPACE, " ") for language in ("nl", "en")] == [dutch, english]


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (1.0, "1 baan", "1 job"),
        (-1.0, "−1 baan", "−1 job"),
        (0.0, "0 banen", "0 jobs"),
        (2.0, "2 banen", "2 jobs"),
    ],
)
def test_one_is_singular(value: float, dutch: str, english: str) -> None:
    told = [numbers.quantity(value, "jobs", 0, language).replace(SPACE, " ") for language in ("nl", "en")]
    assert told == [dutch, english]


@pytest.mark.parametrize(
    ("lineage", "dutch", "english"),
    [
        ("f(claim:a)", "uit de review", "from the review"),
        ("f(claim:a claim:b)", "berekend uit de review", "computed from the review"),
        ("f(claim:a coefficients.csv#2)", "berekend", "computed"),
        ("f(0a1b2c3d4e5f)", "berekend", "computed"),
    ],
)
def test_what_the_review_printed_is_not_called_computed(lineage: str, dutch: str, english: str) -> None:
    row = records(rows({"basis": "computed", "lineage": lineage}))[0]
    assert [numbers.basis_of(row, language) for language in ("nl", "en")] == [dutch, english]


def test_bounds_that_say_no_more_than_the_value_are_left_out() -> None:
    row = records(rows({"value": 4.4, "unit": "pct", "decimals": 1, "lineage": "f(a)"}))[0]
    assert numbers.shown_bounds(row._replace(low=4.3958, high=4.3962), "nl") == ""
    assert numbers.shown_bounds(row._replace(low=4.38, high=4.42), "nl") == "4,38% tot 4,42%"


def test_a_suppressed_value_is_marked() -> None:
    row = rows({"value": None, "status": "suppressed"}).iloc[0]
    assert numbers.shown(row, "nl") == "×"


def test_an_exact_print_shows_no_bounds_and_a_computed_number_does() -> None:
    printed = records(rows({"value": 5.0, "unit": "pct", "decimals": 0}))[0]
    computed = printed._replace(lineage="f(a b)")
    assert numbers.shown_bounds(printed, "nl") == ""
    assert numbers.shown_bounds(computed, "nl") == "4,5% tot 5,5%"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(63_400_000.0, -7, "€ 60 miljoen"), (999_999_999.0, -8, "€ 1,0 miljard")],
)
def test_money_is_shown_at_its_printed_precision(value: float, decimals: int, shown: str) -> None:
    assert numbers.quantity(value, "eur", decimals, "nl").replace(SPACE, " ") == shown


RANGE: Final = st.tuples(
    st.decimals(-(10**6), 10**6, places=4), st.decimals(0, 10**4, places=4), st.integers(-2, 2)
)


@given(RANGE)
def test_every_value_of_a_range_lies_inside_its_ends_as_they_are_written(
    drawn: tuple[Decimal, Decimal, int],
) -> None:
    low, width, decimals = drawn
    for unit in ("pct", "count"):
        first, last = ends.outward(low, low + width, unit, decimals)
        has_one_number = first == last
        assert has_one_number or first <= low <= low + width <= last


@given(RANGE)
def test_nothing_that_is_counted_has_half_an_end(drawn: tuple[Decimal, Decimal, int]) -> None:
    low, width, decimals = drawn
    for end in ends.outward(low, low + width, "count", decimals):
        assert end == end.to_integral_value()


@given(RANGE)
def test_a_value_as_it_is_written_lies_inside_its_bounds_as_they_are_written(
    drawn: tuple[Decimal, Decimal, int],
) -> None:
    low, width, decimals = drawn
    row = records(rows({"unit": "pct", "decimals": decimals, "lineage": "f(a b)"}))[0]
    value = low + width / 3
    told = numbers.shown_bounds(
        row._replace(value=float(value), low=float(low), high=float(low + width)), "en"
    )
    found = [Decimal(one.replace(MINUS, "-")) for one in re.findall(r"[\d.−]+", told.replace(",", ""))]
    assert not found or found[0] <= numbers.rounded(value, decimals) <= found[-1]


@pytest.mark.parametrize(
    ("low", "high", "unit", "decimals", "shown"),
    [
        (2857.5, 2992.5, "count", 1, "2.857 tot 2.993"),
        (1369.5, 1370.5, "jobs", 1, "1.370 banen"),
        (4.4776, 5.0952, "ratio", 2, "4,47 tot 5,10"),
        (2015.5, 2016.5, "calendar_year", 1, "2016"),
        (-1250.0, -1150.0, "jobs", -1, "−1.250 tot −1.150 banen"),
    ],
)
def test_a_range_is_rounded_outward(low: float, high: float, unit: str, decimals: int, shown: str) -> None:
    assert numbers.interval(low, high, unit, decimals, "nl").replace(SPACE, " ") == shown


def test_a_finer_range_that_leaves_out_the_written_value_is_told_coarser() -> None:
    row = records(rows({"value": 9.249, "unit": "pct", "decimals": 1, "lineage": "f(a b)"}))[0]
    assert numbers.shown_bounds(row._replace(low=9.21, high=9.28), "nl") == "9,2% tot 9,3%"


def test_a_calendar_year_is_written_as_a_year_and_a_span_as_a_number() -> None:
    told = [numbers.quantity(2016.0, unit, 0, "nl") for unit in ("calendar_year", "years")]
    assert [text.replace(SPACE, " ") for text in told] == ["2016", "2.016 jaar"]
