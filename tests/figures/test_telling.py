"""Alternative texts: the course of a series, within the length that one listens to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.figures import Labels
from keianalysis.figures.forms.courses import Course, course_told
from keianalysis.figures.telling import LONGEST, told

LABELS = Labels("werkloosheid", "De werkloosheid steeg", "procent", "CBS")
MORE = "Alle cijfers staan in de gegevens."


def course(values: list[float], *starts: int) -> Course:
    return Course("Drenthe", tuple(enumerate(values, 2010)), starts)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([3.0], "Drenthe: 3 in 2010"),
        ([3.0, 5.0], "Drenthe: van 3 in 2010 naar 5 in 2011"),
        ([3.0, 9.0, 5.0], "Drenthe: van 3 in 2010 via een piek van 9 in 2011 naar 5 in 2012"),
        ([3.0, 1.0, 5.0], "Drenthe: van 3 in 2010 via een dal van 1 in 2011 naar 5 in 2012"),
        (
            [3.0, 1.0, 9.0, 5.0],
            "Drenthe: van 3 in 2010 via een dal van 1 in 2011 en een piek van 9 in 2012 naar 5 in 2013",
        ),
        ([3.0, 4.0, 4.0, 5.0], "Drenthe: van 3 in 2010 naar 5 in 2013"),
        ([], "Drenthe: geen gegevens"),
    ],
)
def test_a_course_has_its_ends_and_where_it_turned_beyond_them(values: list[float], words: str) -> None:
    assert course_told(LABELS, course(values), 0) == words


def test_nothing_is_compared_across_a_break() -> None:
    assert course_told(LABELS, course([3.0, 4.0, 8.0, 9.0], 2012), 0) == (
        "Drenthe: van 3 in 2010 naar 4 in 2011, na de reeksbreuk van 8 in 2012 naar 9 in 2013"
    )


def test_a_brief_course_has_its_ends() -> None:
    assert course_told(LABELS, course([3.0, 9.0, 5.0]), 0, brief=True) == (
        "Drenthe: van 3 in 2010 naar 5 in 2012"
    )


def test_what_fits_is_told_whole() -> None:
    assert told("Kaart.", ["a", "b"], MORE) == "Kaart. a; b."


def test_the_last_ones_become_brief_before_anything_is_left_out() -> None:
    long = ["a" * 120, "b" * 120, "c" * 120]
    assert told("K.", long, MORE, ["-", "b" * 100, "kort"]) == f"K. {long[0]}; {long[1]}; kort."


def test_what_is_left_out_is_said_and_the_first_stays() -> None:
    text = told("K.", ["a" * 200, "b" * 120, "c"], MORE)
    assert text == f"K. {'a' * 200}. {MORE}"


@given(st.lists(st.text("abc ", min_size=1, max_size=400), max_size=9), st.text("abc ", max_size=90))
def test_no_text_is_longer_than_one_listens(statements: list[str], head: str) -> None:
    assert len(told(head, statements, MORE)) <= LONGEST
