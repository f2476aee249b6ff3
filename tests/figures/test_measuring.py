"""Text is broken and moved apart so that it fits."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.figures.measuring import spread, text_height, text_width, wrapped


def test_boxes_that_do_not_touch_stay_where_they_want() -> None:
    assert spread([10.0, 50.0], [8.0, 8.0], 0.0, 100.0) == [10.0, 50.0]


def test_boxes_that_touch_are_moved_by_as_much_as_they_need() -> None:
    assert spread([50.0, 52.0], [10.0, 10.0], 0.0, 100.0) == [50.0, 60.0]
    assert spread([98.0, 97.0], [10.0, 10.0], 0.0, 100.0) == [95.0, 85.0]


def test_boxes_without_room_share_it_in_proportion() -> None:
    assert spread([5.0, 5.0, 5.0], [4.0, 4.0, 4.0], 0.0, 6.0) == pytest.approx([1.0, 3.0, 5.0])


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.floats(0.5, 11))
def test_spread_boxes_keep_order_and_apart_and_inside(wanted: list[float], size: float) -> None:
    middles = spread(wanted, [size] * len(wanted), 0.0, 100.0)
    ordered = sorted(middles)
    assert all(size - 1e-6 <= after - before for before, after in itertools.pairwise(ordered))
    assert ordered[0] >= size / 2 - 1e-6
    assert ordered[-1] <= 100 - size / 2 + 1e-6
    assert [middles[index] for index in sorted(range(len(wanted)), key=wanted.__getitem__)] == ordered


@given(st.lists(st.text("abc$<=&-", min_size=1, max_size=30), min_size=1, max_size=8), st.floats(20, 200))
def test_wrapped_text_is_narrow_enough_and_loses_no_letter(words: list[str], width: float) -> None:
    text = wrapped(" ".join(words), width, 8.0)
    assert text_width(text, 8.0) <= width
    assert "".join(text.split()) == "".join(words)


def test_height_counts_lines() -> None:
    assert text_height("a\nb", 8.0) == 2 * text_height("a", 8.0) == 20.0
