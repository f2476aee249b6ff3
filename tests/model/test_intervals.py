"""What a printed number allows, worked out by hand, and arithmetic with bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model.intervals import Interval, Quantity, decimal_of, mean, printed_interval, total

D = Decimal


@pytest.mark.parametrize(
    ("value", "decimals", "wording", "inside", "outside"),
    [
        ("7.4", 1, "exact", ["7.35", "7.4499"], ["7.3499", "7.45"]),
        ("-0.7", 1, "exact", ["-0.65", "-0.7499"], ["-0.6499", "-0.75"]),
        ("2900", -2, "slightly_above", ["2900", "2999.9"], ["2899.9", "3000"]),
        ("50000", -3, "slightly_below", ["49000.1", "49999.9"], ["49000", "50000"]),
        ("11000000", -6, "about", ["10500000", "11500000"], ["10499999", "11500001"]),
        ("5", 0, "at_least", ["5", "900"], ["4.99"]),
        ("5", 0, "at_most", ["5", "-3"], ["5.01"]),
        ("-1200", -2, "slightly_above", ["-1200", "-1299.9"], ["-1199", "-1300"]),
        ("-1", 0, "slightly_below", ["-0.01", "-0.99"], ["-1", "0"]),
    ],
)
def test_a_printed_number_allows_what_its_wording_says(
    value: str, decimals: int, wording: str, inside: list[str], outside: list[str]
) -> None:
    allowed = printed_interval(D(value), decimals, wording)
    assert all(D(number) in allowed for number in inside)
    assert not any(D(number) in allowed for number in outside)


def test_a_publisher_that_rounds_to_five_allows_two_and_a_half_either_side() -> None:
    allowed = printed_interval(D(1250), 0, rounded_to=D(5))
    assert (allowed.low, allowed.high) == (D("1247.5"), D("1252.5"))


def test_an_unknown_wording_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="ruimschoots"):
        printed_interval(D(1), 0, "ruimschoots")


def test_binary_noise_is_read_away() -> None:
    assert decimal_of(0.1 + 0.2) == D("0.3")
    assert decimal_of(7.4) - D("0.05") == D("7.35")


def test_touching_ends_do_not_overlap_but_a_point_inside_does() -> None:
    allowed = Interval(D(1), D(2), True, False)
    assert not allowed.overlaps(D(2), D(3))
    assert allowed.overlaps(D(1), D(1))
    assert not allowed.overlaps(D(2), D(2))
    assert allowed.covers(D(1), D(2))
    assert not allowed.covers(D(1), D("2.1"))


def test_leverage_of_the_review_by_hand() -> None:
    province = Quantity(D(11), D("10.5"), D("11.5"))
    everyone = Quantity(D(63), D(63), D(64))
    others = everyone / province - Quantity.of(1)
    assert round(others.low, 2) == D("4.48")
    assert round(others.high, 2) == D("5.10")
    assert round(others.value, 2) == D("4.73")


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        Quantity.of(1) / Quantity(D(0), D(-1), D(1))


numbers = st.decimals(min_value=-1000, max_value=1000, places=2)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Quantity(value, low, high)


@given(quantities(), quantities(), st.floats(0, 1), st.floats(0, 1))
def test_bounds_contain_every_result_of_values_inside(
    a: Quantity, b: Quantity, first: float, second: float
) -> None:
    x = a.low + (a.high - a.low) * D(str(round(first, 6)))
    y = b.low + (b.high - b.low) * D(str(round(second, 6)))
    slack = D("0.000001")
    for combined, single in ((a + b, x + y), (a - b, x - y), (a * b, x * y)):
        assert combined.low - slack <= single <= combined.high + slack


@given(st.lists(quantities(), min_size=1, max_size=6))
def test_the_mean_is_the_total_over_the_count(parts: list[Quantity]) -> None:
    assert mean(parts).value == total(parts).value / len(parts)


@given(st.decimals(min_value=1, max_value=10**6, places=0), st.integers(-3, 1))
def test_a_fall_is_the_mirror_of_a_rise(value: Decimal, decimals: int) -> None:
    for wording in ("exact", "about", "slightly_above", "slightly_below"):
        rise, fall = (printed_interval(v, decimals, wording) for v in (value, -value))
        assert (fall.low, fall.high) == (-(rise.high or D(0)), -(rise.low or D(0)))
