"""Employment: a change lives inside one release, and links stop where a year is missing."""

from __future__ import annotations

from typing import Any

import pytest

from keianalysis.indicators import employment
from keianalysis.model.errors import MixedVintages
from keianalysis.model.observations import Period, select
from tests.conftest import observation_rows as rows

CHANGE: dict[str, Any] = {
    "measure": "jobs_fulltime_change",
    "period_start": "2011-04-01",
    "decimals": -2,
    "wording": "slightly_above",
    "value": -1200.0,
}
LEVEL: dict[str, Any] = {"value": 173_900.0, "decimals": -2}

SOUTH = "Zuidoost- en Zuidwest-Drenthe"


def test_173_900_after_a_fall_of_just_over_1_200_is_minus_0_69_to_minus_0_74_percent() -> None:
    # -1,200 / 175,100 = -0.685%; -1,300 / (173,850 + 1,300) = -0.742%; -1,200 / 175,150 = -0.685%.
    row = employment.change_within_release(rows(LEVEL, CHANGE)).iloc[0]
    assert [round(row[name], 2) for name in ("value", "low", "high")] == [-0.69, -0.74, -0.69]
    assert (row["unit"], row["period_start"], row["period_end"]) == ("pct", "2011-04-01", "2012-04-01")
    assert row["release_date"] == "2012-12-19"


def test_the_naive_rise_across_two_releases_is_never_made() -> None:
    # 173,900 over 172,300 would be +0.9%: the sign that mixing vintages gives.
    older = LEVEL | {"value": 172_300.0, "release_date": "2011-12-14"}
    older |= {"period_start": "2011-04-01", "period_end": "2011-04-01"}
    assert employment.change_within_release(rows(older, LEVEL)).empty
    assert (employment.change_within_release(rows(older, LEVEL, CHANGE))["value"] < 0).all()


def test_the_level_before_is_implied_for_the_day_before() -> None:
    row = employment.jobs_implied(rows(LEVEL, CHANGE)).iloc[0]
    assert (row["measure"], row["period_start"], row["period_end"]) == (
        "jobs_fulltime_implied",
        "2011-04-01",
        "2011-04-01",
    )
    assert (row["value"], row["low"], row["high"]) == (175_100, 175_050, 175_250)


@pytest.mark.parametrize(
    "other",
    [
        {"region": "Assen"},
        {"sector": "C"},
        {"release_date": "2013-02-25"},
        {"unit": "pct"},
        {"period_start": "2010-04-01"},
    ],
)
def test_a_change_of_another_region_sector_release_unit_or_span_does_not_join(
    other: dict[str, Any],
) -> None:
    assert employment.change_within_release(rows(LEVEL, CHANGE | other)).empty


def test_all_jobs_and_full_time_jobs_do_not_meet() -> None:
    all_jobs = LEVEL | {"measure": "jobs_total"}
    assert employment.change_within_release(rows(all_jobs, CHANGE)).empty
    found = employment.change_within_release(rows(all_jobs, CHANGE | {"measure": "jobs_total_change"}))
    assert found["measure"].tolist() == ["jobs_total_change"]


def yearly(*changes: tuple[int, float]) -> list[dict[str, Any]]:
    return [
        {
            "measure": "jobs_fulltime_change",
            "unit": "pct",
            "decimals": 1,
            "period_start": f"{year - 1}-04-01",
            "period_end": f"{year}-04-01",
            "value": value,
            "release_date": f"{year}-12-01",
        }
        for year, value in changes
    ]


def linked(*changes: tuple[int, float], first: int, last: int) -> list[tuple[str, str, float]]:
    period = Period(f"{first}-04-01", f"{last}-04-01")
    table = employment.linked_mean_annual_change(rows(*yearly(*changes)), [period])
    ends = zip(table["period_start"], table["period_end"], table["value"].round(6), strict=True)
    return list(ends)


def test_links_multiply_and_do_not_add() -> None:
    # 1.5 x 0.5 = 0.75, whose square root is 0.866025: a mean change of -13.4 and not of 0 percent.
    assert linked((2011, 50.0), (2012, -50.0), first=2010, last=2012) == [
        ("2010-04-01", "2012-04-01", -13.397460)
    ]


def test_the_longest_run_is_linked_where_a_year_is_missing() -> None:
    found = linked((2008, 1.0), (2010, 1.0), (2011, 1.0), (2012, 1.0), first=2007, last=2012)
    assert found == [("2009-04-01", "2012-04-01", 1.0)]


def test_one_change_is_no_mean() -> None:
    assert linked((2012, 1.0), first=2007, last=2012) == []
    assert linked((2008, 1.0), (2010, 1.0), (2012, 1.0), first=2007, last=2012) == []


def test_changes_outside_the_period_are_not_linked() -> None:
    found = linked((2010, 9.0), (2011, 2.0), (2012, 2.0), (2013, 9.0), first=2010, last=2012)
    assert found == [("2010-04-01", "2012-04-01", 2.0)]


def test_a_change_inside_the_release_comes_before_a_printed_percentage() -> None:
    table = rows(*yearly((2011, 0.0), (2012, 5.0)), LEVEL, CHANGE)
    row = employment.linked_mean_annual_change(table, [Period("2010-04-01", "2012-04-01")]).iloc[0]
    # The square root of 1 x (1 - 0.00685) is 0.99657.
    assert round(row["value"], 2) == -0.34


def december(region: str, year: int, value: float | None, **more: Any) -> dict[str, Any]:
    return {
        "measure": "jobs_employees",
        "region": region,
        "period_start": f"{year}-12-31",
        "period_end": f"{year}-12-31",
        "value": value,
        "decimals": -2,
        "status": "suppressed" if value is None else "",
    } | more


COROPS = ("Noord-Drenthe", "Zuidoost-Drenthe", "Zuidwest-Drenthe")


def test_employees_are_summed_for_drenthe_and_for_the_south() -> None:
    table = rows(
        *(december(name, 2011, value) for name, value in zip(COROPS, (100.0, 200.0, 300.0), strict=True))
    )
    found = employment.employees(table).set_index("region")
    assert (found.loc["Drenthe", "low"], found.loc["Drenthe", "value"], found.loc["Drenthe", "high"]) == (
        450,
        600,
        750,
    )
    assert found.loc[SOUTH, "value"] == 500


def test_a_suppressed_north_hides_drenthe_and_not_the_south() -> None:
    values = (None, 200.0, 300.0)
    table = rows(*(december(name, 2011, value) for name, value in zip(COROPS, values, strict=True)))
    found = employment.employees(table).set_index("region")
    assert found["value"].isna().to_dict() == {"Drenthe": True, SOUTH: False}


def two_decembers(**second: Any) -> list[dict[str, Any]]:
    return [
        *(december(name, 2011, 1000.0) for name in COROPS),
        *(december(name, 2012, 990.0, decimals=-1, **second) for name in COROPS),
    ]


def test_employees_change_from_december_to_december() -> None:
    row = employment.employees_change(rows(*two_decembers())).iloc[0]
    assert round(row["value"], 6) == -1
    assert (row["period_start"], row["period_end"]) == ("2011-12-31", "2012-12-31")


def test_a_missing_december_gives_no_change() -> None:
    table = rows(*(december(name, year, 1000.0) for name in COROPS for year in (2010, 2012)))
    assert employment.employees_change(table).empty


def test_employees_of_two_releases_do_not_form_one_change() -> None:
    table = rows(*two_decembers(release_date="2015-01-01"))
    assert employment.employees_change(table).empty


def test_sector_changes_are_those_of_one_release_the_smallest_first() -> None:
    table = rows(
        CHANGE,
        CHANGE | {"sector": "Q", "value": 300.0},
        CHANGE | {"sector": "C", "value": -600.0},
        CHANGE | {"sector": "G", "value": 100.0, "period_start": "2010-04-01"},
    )
    found = employment.sector_changes(table, 2012)
    assert found["sector"].tolist() == ["C", "Q"]
    assert employment.sector_changes(table, 2013).empty


def test_sector_changes_fall_back_on_all_jobs() -> None:
    table = rows(CHANGE | {"measure": "jobs_total_change", "sector": "Q"})
    assert employment.sector_changes(table, 2012)["measure"].tolist() == ["jobs_total_change"]


def test_sector_changes_of_two_releases_are_refused() -> None:
    two = [CHANGE | {"sector": "Q"}, CHANGE | {"sector": "C", "release_date": "2013-12-18"}]
    with pytest.raises(MixedVintages, match="2012-12-19, 2013-12-18"):
        employment.sector_changes(rows(*two), 2012)


def test_the_origin_of_a_change_are_the_level_and_the_change() -> None:
    table = rows(LEVEL, CHANGE)
    row = select(employment.change_within_release(table), unit="pct").iloc[0]
    assert row["lineage"] == f"employment.change_within_release({' '.join(table['id'])})"
    assert row["basis"] == "computed"
