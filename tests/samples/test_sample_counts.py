"""Whole counts that meet a total exactly, and draws that are spread evenly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model.errors import WrongCall
from keianalysis.samples.counts import _meet, _scaled
from keianalysis.samples.population import _spread_evenly


def test_what_lies_above_four_jobs_grows_by_one_factor() -> None:
    # 4 + 2 x 1, 4 + 2 x 6, 4 + 2 x 11, rounded by draws of 0.
    found = _scaled(np.array([5.0, 10.0, 15.0]), np.zeros(3), 6 + 16 + 26)
    assert found.tolist() == [6, 16, 26]


def test_a_total_below_five_jobs_each_shrinks_the_whole_size() -> None:
    assert _scaled(np.array([5.0, 10.0, 15.0]), np.zeros(3), 6).tolist() == [1, 2, 3]


def test_what_a_tie_leaves_over_goes_to_the_first_of_the_largest() -> None:
    assert _scaled(np.array([5.0, 5.0, 5.0]), np.zeros(3), 16).tolist() == [6, 5, 5]


@pytest.mark.parametrize(("sizes", "total"), [([], 3), ([5.0], -1)])
def test_a_total_that_cannot_be_met_is_refused(sizes: list[float], total: int) -> None:
    with pytest.raises(WrongCall, match="too small"):
        _scaled(np.array(sizes), np.zeros(len(sizes)), total)


@given(
    sizes=st.lists(st.floats(5, 1_500), min_size=1, max_size=40),
    total=st.integers(0, 50_000),
    seed=st.integers(0, 100),
)
def test_any_total_is_met_by_counts_that_are_not_negative(sizes: list[float], total: int, seed: int) -> None:
    draws = np.random.default_rng(seed).random(len(sizes))
    found = _scaled(np.array(sizes), draws, total)
    assert found.sum() == total
    assert (found >= 0).all()


def test_small_and_carried_counts_stand_and_each_province_meets_its_total() -> None:
    size = np.array([1.0, 2.0, 8.0, 8.0, 20.0])
    fixed = np.array([0, 0, 9, 0, 0])
    free = np.array([True, True, False, True, True])
    province = np.array(["22", "22", "22", "22", "20"])
    found = _meet(size, np.zeros(5), fixed, free, province, {"22": 24, "20": 25})
    assert found.tolist() == [1, 2, 9, 12, 25]


def test_spread_draws_have_one_in_every_part() -> None:
    group = np.array([0, 1, 0, 1, 0, 0])
    draws = _spread_evenly(group, np.random.default_rng(1))
    assert sorted((draws[group == 0] * 4).astype(int)) == [0, 1, 2, 3]
    assert sorted((draws[group == 1] * 2).astype(int)) == [0, 1]


@pytest.mark.parametrize("seed", [1, 2])
def test_draws_lie_between_nothing_and_one(seed: int) -> None:
    draws = _spread_evenly(np.zeros(50, dtype=int), np.random.default_rng(seed))
    assert ((draws >= 0) & (draws < 1)).all()
