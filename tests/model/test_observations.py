"""The observation table: what was public when, and what may not meet."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.model import observations as obs
from keianalysis.model.errors import MixedVintages, UnknownColumn
from keianalysis.model.observations import Period, public_from
from keianalysis.model.rows import require
from tests.conftest import observation_rows as rows


@pytest.mark.parametrize(
    ("release", "end", "day"),
    [
        ("2012-12-19", "2012-04-01", "2012-12-19"),
        ("2014-02", "2012-12-31", "2014-02-28"),
        ("2012", "2012-04-01", "2012-12-31"),
        ("", "2012-12-31", "2012-12-31"),
    ],
)
def test_a_row_is_public_from_the_last_day_that_its_release_date_allows(
    release: str, end: str, day: str
) -> None:
    assert public_from(release, end) == day


def test_as_of_keeps_of_each_number_the_newest_release_that_was_public() -> None:
    published = rows(
        {"value": 1.0, "release_date": "2012-03-01"},
        {"value": 2.0, "release_date": "2013-02-25"},
        {"value": 3.0, "release_date": "2015"},
    )
    assert list(obs.as_of(published, "2012-12-31")["value"]) == [1.0]
    assert list(obs.as_of(published, "2014-04-04")["value"]) == [2.0]
    assert list(obs.as_of(published, "2015-12-31")["value"]) == [3.0]
    assert obs.as_of(published, "2011-01-01").empty


def test_an_undated_row_counts_from_the_end_of_its_period() -> None:
    published = rows({"release_date": "", "period_start": "2014-01-01", "period_end": "2014-12-31"})
    assert obs.as_of(published, "2014-04-04").empty
    assert len(obs.as_of(published, "2014-12-31")) == 1


def test_of_two_sources_on_one_day_the_most_precise_stays() -> None:
    published = rows(
        {"value": 2.0, "decimals": 0, "source": "a"}, {"value": 2.1, "decimals": 1, "source": "b"}
    )
    assert list(obs.as_of(published, "2014-01-01")["value"]) == [2.1]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a day"):
        obs.as_of(rows({}), "2014-13-01")


def test_levels_of_two_releases_do_not_meet() -> None:
    two = rows({"release_date": "2011-12-14"}, {"release_date": "2012-12-19"})
    with pytest.raises(MixedVintages, match="2011-12-14, 2012-12-19"):
        obs.same_release(two)


def test_revisions_are_the_numbers_with_two_dated_releases() -> None:
    published = rows(
        {"value": 0.3, "release_date": "2012-03-01"},
        {"value": 0.5, "release_date": "2013-02-25"},
        {"value": 9.9, "release_date": "2013-02-25", "region": "Nederland"},
        {"value": 0.4, "release_date": ""},
    )
    assert list(obs.revisions(published)["value"]) == [0.3, 0.5]


@pytest.mark.parametrize(
    "period",
    [
        Period("2012-01-01", "2012-12-31"),
        Period("2012-12-31", "2012-12-31"),
        Period("2011-12-31", "2012-12-31"),
    ],
)
def test_a_flow_a_year_end_and_a_change_between_year_ends_speak_of_one_year(period: Period) -> None:
    assert period.span == ("2012-01-01", "2012-12-31")


def test_a_register_change_speaks_of_its_two_days() -> None:
    assert Period("2011-04-01", "2012-04-01").span == ("2011-04-01", "2012-04-01")


def test_a_result_names_its_inputs_and_carries_the_newest_release() -> None:
    inputs = rows({"release_date": "2012-03"}, {"release_date": "2012-12-19", "region": "Nederland"})
    result = obs.Result("x", "Drenthe", Period.year(2012), "pct", obs.records(inputs)[0].quantity, inputs)
    row = obs.table_of([result], "f").iloc[0]
    assert row["lineage"] == f"f({inputs['id'][0]} {inputs['id'][1]})"
    assert row["release_date"] == "2012-12-19"
    assert row["basis"] == "computed"


def test_a_result_of_sample_data_is_sample_and_one_without_a_value_is_suppressed() -> None:
    sample = rows({"status": "sample"})
    table = obs.table_of([obs.Result("x", "Drenthe", Period.year(2012), "pct", None, sample)], "f")
    assert (table.loc[0, "basis"], table.loc[0, "status"]) == ("sample", "suppressed")
    assert pd.isna(table.loc[0, "value"])


def test_a_missing_column_is_named() -> None:
    with pytest.raises(UnknownColumn, match="lineage"):
        require(pd.DataFrame({"measure": []}), ["measure", "lineage"])
