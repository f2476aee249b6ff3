"""Bounds of whole columns are those of each number alone."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model.bounds import printed_bounds
from keianalysis.model.intervals import WORDINGS, printed_interval
from keianalysis.model.measures import measure_list


@given(
    st.integers(-(10**7), 10**7),
    st.integers(-3, 3),
    st.sampled_from(sorted(WORDINGS)),
    st.sampled_from(["gdp", "starters_cbs"]),
)
def test_a_column_of_one_is_bounded_as_its_number(
    digits: int, decimals: int, wording: str, measure: str
) -> None:
    value = Decimal(digits).scaleb(-decimals)
    low, high = printed_bounds(pd.Series([measure]), np.array([float(value)]), decimals, wording)
    allowed = printed_interval(value, decimals, wording, measure_list()[measure].rounded_to)
    for found, end in ((low[0], allowed.low), (high[0], allowed.high)):
        assert np.isnan(found) if end is None else found == float(end)


def test_what_is_missing_has_no_bounds() -> None:
    low, high = printed_bounds(pd.Series(["gdp"]), np.array([np.nan]), 0, "exact")
    assert np.isnan(low[0])
    assert np.isnan(high[0])


@pytest.mark.parametrize("value", [-0.7, 0.7])
def test_a_fall_is_bounded_by_its_size(value: float) -> None:
    low, high = printed_bounds(pd.Series(["gdp"]), np.array([value]), 1, "slightly_above")
    assert sorted(abs(np.array([low[0], high[0]]))) == pytest.approx([0.7, 0.8])
