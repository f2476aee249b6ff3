"""Effects are held against published ratios, all of a kind, and none of the review itself."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.readers.sources import read_sources


@pytest.fixture(scope="module")
def ratios() -> pd.DataFrame:
    return read_sources().review.tables["ratios"]


def test_every_ratio_is_of_the_coefficients_file_and_none_is_of_the_review(ratios: pd.DataFrame) -> None:
    published = read_sources().coefficients
    known = set(zip(published["method"], published["parameter"], strict=True))
    assert len(ratios) > 10
    assert set(zip(ratios["method"], ratios["parameter"], strict=True)) <= known
    assert not ratios["method"].str.contains("KEI").any()


def test_jobs_created_or_maintained_are_held_against_every_published_period(ratios: pd.DataFrame) -> None:
    published = read_sources().coefficients
    wanted = published[published["parameter"] == "jobs created or maintained per EUR million invested"]
    held = ratios[(ratios["counts"] == "created_and_maintained") & (ratios["per"] == "total")]
    assert sorted(held["low"].astype(float)) == sorted(wanted["low"].astype(float)) == [13, 17]
    assert sorted(held["high"].astype(float)) == sorted(wanted["high"].astype(float)) == [57, 68]
