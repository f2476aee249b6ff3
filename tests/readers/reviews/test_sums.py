"""Sums of named numbers, as a data file writes them."""

from __future__ import annotations

import pytest

from keianalysis.readers.reviews.sums import sum_of


@pytest.mark.parametrize("text", ["", "a b", "a +", "2*", "a * b", "a / b", "3a"])
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        sum_of(text)


def test_a_sum_keeps_signs_coefficients_and_plain_numbers() -> None:
    assert sum_of("2*a.b - c + 0.5*d - 3") == {"a.b": 2.0, "c": -1.0, "d": 0.5, "1": -3.0}
