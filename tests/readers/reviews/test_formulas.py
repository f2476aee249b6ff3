"""Formulas carry bounds, spans have no single value, and only arithmetic is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model.intervals import Interval, Quantity
from keianalysis.model.reviews import BRIDGES
from keianalysis.proof.bridges import CROSSINGS, crossed
from keianalysis.proof.holders import holder_of, holders_of
from keianalysis.proof.rule import meets
from keianalysis.readers.reviews.formulas import (
    Called,
    evaluate,
    greatest,
    hull,
    least,
    names,
    over_claims,
    references,
    widened,
)

KNOWN = {"a": Quantity.of(10, 9, 11), "b": Quantity.of(4, 3, 5)}
BOUND = st.integers(-50, 50)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = sorted((draw(BOUND), draw(BOUND)))
    return Quantity.of(low, low, high)


def bounds(formula: str) -> tuple[Decimal, Decimal]:
    found = evaluate(formula, KNOWN.__getitem__)
    return found.low, found.high


@pytest.mark.parametrize(
    ("formula", "low", "high"),
    [
        ("a - b", 4, 8),
        ("-b", -5, -3),
        ("100 * (a - b)", 400, 800),
        ("hull(a, b)", 3, 11),
        ("widened(a, b)", -1, 15),
        ("least(a, b)", 3, 5),
        ("greatest(a, b) / 2", Decimal("4.5"), Decimal("5.5")),
    ],
)
def test_bounds_by_hand(formula: str, low: float, high: float) -> None:
    assert bounds(formula) == (low, high)


def test_names_are_told_once_and_without_functions() -> None:
    assert names("hull(a, b) - a") == ["a", "b"]


@pytest.mark.parametrize("formula", ["a ** b", "open(x)", "a.b", "a if b else a", "[a]"])
def test_anything_else_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="no arithmetic"):
        evaluate(formula, KNOWN.__getitem__)
    with pytest.raises(ValueError, match="no arithmetic"):
        references(formula)


def test_what_a_formula_takes_from_elsewhere() -> None:
    found = references("hull(a, -b) / 2 + claim('x.y') * ratio('jobs', 'total')")
    assert found == ["a", "b", Called("claim", ("x.y",)), Called("ratio", ("jobs", "total"))]


def test_claims_that_are_named_plainly_become_calls_and_others_stay() -> None:
    assert references(over_claims("100 * x.y / z_1")) == [
        Called("claim", ("x.y",)),
        Called("claim", ("z_1",)),
    ]
    assert over_claims('claim("x.y") - 1') == 'claim("x.y") - 1'


def test_a_formula_with_an_open_bracket_is_no_arithmetic() -> None:
    with pytest.raises(ValueError, match="no arithmetic"):
        references("100 * (a")


def test_a_name_that_nothing_stands_for_is_told() -> None:
    with pytest.raises(KeyError, match="c"):
        evaluate("a + c", KNOWN.__getitem__)


@given(quantities(), quantities())
def test_a_span_holds_its_parts_and_widening_holds_the_span(one: Quantity, other: Quantity) -> None:
    span, wide = hull(one, other), widened(one, other)
    assert wide.low <= span.low <= min(one.low, other.low)
    assert max(one.high, other.high) <= span.high <= wide.high
    assert least(one, other).low == span.low
    assert greatest(one, other).high == span.high


@given(quantities(), quantities(), quantities())
def test_a_wider_bridge_never_turns_cannot_tell_into_telling(
    near: Quantity, one: Quantity, other: Quantity
) -> None:
    claim = [Interval(Decimal(-5), Decimal(5))]
    narrow, wide = crossed("difference", near, one, one), crossed("difference", near, one, other)
    if meets(narrow, claim) == "cannot_tell":
        assert meets(wide, claim) == "cannot_tell"


@given(quantities())
def test_a_claim_is_never_both_met_and_missed(found: Quantity) -> None:
    inside, outside = Interval(Decimal(-60), Decimal(60)), Interval(Decimal(60), None, low_closed=False)
    assert meets(found, [inside]) == "agrees"
    assert meets(found, [outside]) == "differs"


def test_an_unknown_bridge_is_refused() -> None:
    with pytest.raises(KeyError):
        crossed("guess", KNOWN["a"], None, None)
    assert set(CROSSINGS) == set(BRIDGES)


@pytest.mark.parametrize(
    ("publisher", "holder"),
    [
        ("Provincie X (PWR) via Blik op Nieuws", "Provincie X"),
        ("Provincie X (CBS data)", "CBS"),
        ("Provincie X (feiten en cijfers; LISA)", "Provincie X"),
        ("CBS via RTV", "CBS"),
        ("LISA", "LISA"),
    ],
)
def test_the_holder_behind_a_publisher(publisher: str, holder: str) -> None:
    assert holder_of(publisher) == holder


def test_a_semicolon_inside_brackets_parts_no_sources() -> None:
    told = "Provincie X (feiten en cijfers; LISA) | page; CBS | page"
    assert holders_of(told) == {"Provincie X", "CBS"}
