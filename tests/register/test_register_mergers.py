"""Changes over mergers and splits of municipalities compare like with like, or are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.regions import municipalities
from keianalysis.register.observed import vintage_observations
from keianalysis.register.panel import receivers, successors
from tests.registers import line, values, vintage

pytestmark = pytest.mark.slow

BEFORE = [line(1, 100, "0014"), line(2, 40, "0017"), line(3, 20, "0009")]
"""Groningen, Haren and Ten Boer, which became one municipality under the code of Groningen in 2019."""
AFTER = [line(1, 110, "0014"), line(2, 44, "0014"), line(3, 22, "0014")]


def test_a_merger_that_keeps_a_code_is_no_growth(tmp_path: Path) -> None:
    found = vintage_observations(vintage(tmp_path, {2018: BEFORE, 2019: AFTER}))
    (before, after) = found[(found["measure"] == "jobs_fulltime") & (found["sector"] == "total")]["value"]
    assert (before, after) == (160, 176)
    change = values(found, "jobs_fulltime_change", unit="pct", sector="total")
    assert list(change.values()) == [pytest.approx(10)]


def test_a_move_by_a_change_of_borders_is_no_move(tmp_path: Path) -> None:
    found = vintage_observations(vintage(tmp_path, {2018: BEFORE, 2019: AFTER}))
    assert set(values(found, "jobs_moved_in", sector="total").values()) == {0}


def test_without_one_of_the_merged_there_is_no_level_of_the_year_before(tmp_path: Path) -> None:
    found = vintage_observations(vintage(tmp_path, {2018: BEFORE[:2], 2019: AFTER}))
    levels = found[(found["measure"] == "jobs_fulltime") & (found["sector"] == "total")]
    assert set(levels["period_end"]) == {"2019-04-01"}


def test_a_vintage_of_before_keeps_its_own_borders(tmp_path: Path) -> None:
    found = vintage_observations(vintage(tmp_path, {2017: BEFORE, 2018: BEFORE}))
    assert {region for region, _ in values(found, "jobs_fulltime")} >= {"Haren", "Ten Boer"}


def test_chains_of_mergers_lead_to_the_last_one() -> None:
    # Menterwolde went into Midden-Groningen (2018), Haren into Groningen (2019).
    found = successors("2012-04-01", "2020-04-01")
    assert found["GM0017"] == "GM0014"
    assert found["GM1987"] == "GM1952"
    assert not successors("2020-04-01", "2020-04-01")


@pytest.mark.parametrize(
    ("day", "count"),
    [
        *(("2006-01-01", 458), ("2007-01-01", 443), ("2009-01-01", 441), ("2010-01-01", 431)),
        *(("2011-01-01", 418), ("2012-01-01", 415), ("2013-01-01", 408), ("2014-01-01", 403)),
        *(("2015-01-01", 393), ("2016-01-01", 390), ("2017-01-01", 388), ("2018-01-01", 380)),
        *(("2019-01-01", 355), ("2021-01-01", 352), ("2022-01-01", 345), ("2023-01-01", 342)),
        ("2026-01-01", 342),
    ],
)
def test_the_country_has_as_many_municipalities_as_statistics_netherlands_counts(
    day: str, count: int
) -> None:
    """So no merger of any province is missing, and none is told twice."""
    assert sum(one.exists_on(day) for one in municipalities()) == count
    codes = {one.code for one in municipalities()}
    assert all(set(one.successors) <= codes for one in municipalities())


def test_who_took_a_part_of_a_split_municipality_is_known() -> None:
    # Boarnsterhim was divided over four municipalities in 2014.
    assert {"GM0080", "GM0074"} <= receivers("2013-04-01", "2015-04-01")
    assert not receivers("2015-04-01", "2016-04-01")
