"""What linear lines leave to a sum or a quotient, on systems small enough to solve by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from keianalysis.model.intervals import Interval
from keianalysis.proof.system import ANY, NONE, Line, bounds, common, possible, ratio_bounds, tied_to, within


def between(low: str | None, high: str | None, *, closed: tuple[bool, bool] = (True, True)) -> Interval:
    first, last = (None if end is None else Decimal(end) for end in (low, high))
    return Interval(first, last, *closed)


X = Line({"x": 1.0}, between("1", "2"))
Y = Line({"y": 1.0}, between("3", "5"))


def test_a_sum_lies_between_the_sums_of_the_ends() -> None:
    assert bounds([X, Y], {"x": 1.0, "y": 1.0}) == between("4", "7")


def test_a_line_between_two_numbers_narrows_what_they_leave() -> None:
    # x + y = 4 with x from 1 and y from 3 leaves only x = 1.
    total = Line({"x": 1.0, "y": 1.0}, between("4", "4"))
    assert bounds([X, Y, total], {"x": 1.0}) == between("1", "1")


def test_only_lines_that_bear_on_a_sum_are_solved() -> None:
    z, tie = Line({"z": 1.0}, between("0", "9")), Line({"x": 1.0, "y": -1.0}, between("-3", "-2"))
    assert tied_to({"x": 1.0, "z": 0.0}, [Y, z, X]) == [X]
    assert tied_to({"x": 1.0}, [Y, z, tie, X]) == [Y, tie, X]
    # x from 1 to 2 less y from 3 to 5, which nothing ties: from 1 - 5 to 2 - 3.
    assert bounds([X, Y, z], {"x": 1.0, "y": -1.0}) == between("-4", "-1")
    assert bounds([X, Y, z, tie], {"x": 1.0, "y": -1.0}) == between("-3", "-2")


def test_what_no_line_holds_has_no_end() -> None:
    assert bounds([X], {"z": 1.0, "x": 0.0}) == Interval(None, None, False, False)


def test_an_end_that_is_excluded_stays_open() -> None:
    half_open = Line({"x": 1.0}, between("1", "2", closed=(True, False)))
    assert bounds([half_open], {"x": 2.0}) == between("2", "4", closed=(True, False))


def test_lines_that_only_meet_in_an_excluded_end_are_impossible() -> None:
    below, above = (
        Line({"x": 1.0}, between("0", "1", closed=(True, False))),
        Line({"x": 1.0}, between("1", "2")),
    )
    assert not possible([below, above])
    assert possible([Line({"x": 1.0}, between("0", "1")), above])


def test_a_quotient_is_solved_over_both_of_its_sides() -> None:
    # x from 1 to 2 over y from 3 to 5: from 1/5 to 2/3.
    found = ratio_bounds([X, Y], {"x": 1.0}, {"y": 1.0})
    assert found.low == Decimal("0.2")
    assert found.high == Decimal("0.666666666667")
    assert (found.low_closed, found.high_closed) == (True, True)


def test_a_quotient_of_tied_numbers_is_not_the_quotient_of_their_ends() -> None:
    # With y = x + 2 the quotient x/y runs from 1/3 (x = 1) to 1/2 (x = 2).
    tie = Line({"y": 1.0, "x": -1.0}, between("2", "2"))
    found = ratio_bounds([X, Y, tie], {"x": 1.0}, {"y": 1.0})
    assert (found.low, found.high) == (Decimal("0.333333333333"), Decimal("0.5"))


def test_an_impossible_system_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="cannot be true together"):
        bounds([X, Line({"x": 1.0}, between("3", "4"))], {"x": 1.0})


def test_intervals_share_what_both_allow() -> None:
    open_end = between("1", "3", closed=(True, False))
    assert common(open_end, between("2", "3")) == between("2", "3", closed=(True, False))
    assert common(open_end, between("3", "4")) == NONE
    assert common(between("1", "2"), between("2", "3")) == between("2", "2")
    assert common(ANY, ANY) == ANY


def test_an_interval_lies_within_itself_but_not_its_closure_within_it() -> None:
    open_end = between("1", "3", closed=(True, False))
    assert within(open_end, open_end)
    assert within(open_end, between("1", "3"))
    assert not within(between("1", "3"), open_end)
    assert within(Interval(Decimal(1), None, True, False), Interval(Decimal(1), None))
