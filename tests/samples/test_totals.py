"""How the totals of a sample follow published levels and changes."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.samples.totals import province_path, published_release
from tests.conftest import observation_rows


def published() -> pd.DataFrame:
    def level(year: int, value: float, release: str) -> dict[str, object]:
        day = f"{year}-04-01"
        return {"period_start": day, "period_end": day, "value": value, "release_date": release}

    def change(year: int, value: float, span: int = 1) -> dict[str, object]:
        start, end = f"{year - span}-04-01", f"{year}-04-01"
        return {
            "measure": "jobs_fulltime_change",
            "period_start": start,
            "period_end": end,
            "value": value,
            "release_date": f"{year}-12-15",
        }

    return observation_rows(
        level(2009, 1_000.0, "2009-12-17"),
        level(2012, 1_300.0, "2012-12-19"),
        level(2013, 1_250.0, ""),
        change(2009, 40.0),
        change(2012, 100.0),
        change(2012, 900.0, span=5),
        {**change(2011, 7.0), "sector": "F"},
    )


def test_a_year_takes_its_own_release_and_older_ones_the_printed_changes() -> None:
    path = province_path(published(), (2011, 2012))
    # 1,300 less the rise of 100; what 2009 was in its own release is another vintage.
    assert path.jobs == {2011: 1_200.0, 2012: 1_300.0}
    assert path.told() == "Full-time jobs in Drenthe: 2011 by published change, 2012 published level."


def test_what_is_not_published_lies_between_its_neighbours() -> None:
    path = province_path(published(), (2008, 2009, 2010, 2011))
    # Level: 1,000 + 2/3 of 300. Changes: 40 in 2009, 100 in 2012, so 60 and 80 between.
    assert path.jobs == pytest.approx({2011: 1_200.0, 2010: 1_120.0, 2009: 1_060.0, 2008: 1_020.0})
    assert path.origin == {
        2008: "by published change",
        2009: "change from neighbouring years",
        2010: "change from neighbouring years",
        2011: "level from neighbouring years",
    }


def test_beyond_the_published_years_the_nearest_one_counts() -> None:
    assert province_path(published(), (2019, 2020)).jobs == {2019: 1_150.0, 2020: 1_250.0}


def test_only_a_release_known_to_the_day_is_a_release_day() -> None:
    assert published_release(published(), 2012) == "2012-12-19"
    assert published_release(published(), 2013) == ""
    assert published_release(published(), 1999) == ""
