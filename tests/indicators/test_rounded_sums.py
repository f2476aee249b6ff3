"""Sums of rounded parts, changes inside one release, and rates, worked out by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.indicators import employment, labour_market, location, profile, starters
from keianalysis.indicators.arithmetic import sum_of_parts
from keianalysis.observations import Period, select
from tests.conftest import observation_rows as rows

CHANGE = {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "wording": "slightly_above"}


def test_a_change_comes_from_level_and_change_of_one_release() -> None:
    release = rows(
        {"value": 173_900.0, "decimals": -2},
        CHANGE | {"value": -1200.0, "decimals": -2},
        {"value": 172_300.0, "decimals": -2, "release_date": "2011-12-14", "period_end": "2011-04-01"},
    )
    change = employment.change_within_release(release).iloc[0]
    assert round(change["value"], 3) == -0.685
    assert round(change["low"], 2) == -0.74
    assert round(change["high"], 3) == -0.685
    implied = employment.jobs_implied(release).iloc[0]
    assert (implied["value"], implied["low"], implied["high"]) == (175_100, 175_050, 175_250)


def test_a_level_and_a_change_of_two_releases_give_nothing() -> None:
    two = rows({"value": 172_300.0, "release_date": "2011-12-14"}, CHANGE | {"value": -1200.0})
    assert employment.change_within_release(two).empty


def changes(**by_year: float) -> pd.DataFrame:
    return rows(
        *(
            {
                "measure": "jobs_fulltime_change",
                "unit": "pct",
                "period_start": f"{int(year[1:]) - 1}-04-01",
                "period_end": f"{year[1:]}-04-01",
                "value": value,
                "decimals": 1,
                "release_date": f"{year[1:]}-12-01",
            }
            for year, value in by_year.items()
        )
    )


def test_links_stop_where_a_year_is_missing() -> None:
    table = changes(y2008=2.4, y2009=-1.0, y2011=-1.7, y2012=-0.7)
    asked = [Period("2007-04-01", "2012-04-01"), Period("2009-04-01", "2011-04-01")]
    linked = employment.linked_mean_annual_change(table, asked)
    assert list(zip(linked["period_start"], linked["period_end"], strict=True)) == [
        ("2007-04-01", "2009-04-01")
    ]
    assert round(linked["value"].iloc[0], 2) == 0.69


def counts(region: str, value: float | None, **more: Any) -> dict[str, Any]:
    status = "suppressed" if value is None else ""
    return {"measure": "jobs_employees", "region": region, "value": value, "decimals": -2} | {
        "status": status,
        **more,
    }


PARTS = ["Noord-Drenthe", "Zuidoost-Drenthe", "Zuidwest-Drenthe"]


def summed(table: pd.DataFrame) -> pd.DataFrame:
    return sum_of_parts(table, "jobs_employees", PARTS, "Drenthe", "PV22", "f", -2)


def test_a_sum_carries_the_rounding_of_its_parts() -> None:
    total = summed(
        rows(*(counts(name, value) for name, value in zip(PARTS, (72400.0, 59800.0, 61500.0), strict=True)))
    )
    row = total.iloc[0]
    assert (row["value"], row["low"], row["high"]) == (193_700, 193_550, 193_850)
    assert row["note"] == "sum of 3 rounded parts"


def test_a_suppressed_part_makes_the_sum_unknown_and_never_smaller() -> None:
    row = summed(rows(counts(PARTS[0], None), counts(PARTS[1], 100.0), counts(PARTS[2], 200.0))).iloc[0]
    assert pd.isna(row["value"])
    assert row["status"] == "suppressed"


def test_a_missing_part_makes_no_sum() -> None:
    assert summed(rows(counts(PARTS[0], 100.0), counts(PARTS[1], 100.0))).empty


def test_a_total_made_of_sector_cells_gets_the_bounds_of_those() -> None:
    cells = [counts(name, 100.0, sector=sector) for name in PARTS for sector in ("A", "F")]
    totals = [counts(name, 200.0) for name in PARTS]
    row = select(summed(rows(*cells, *totals)), sector="total").iloc[0]
    assert (row["value"], row["low"], row["high"]) == (600, 300, 900)


@given(st.lists(st.integers(0, 5000), min_size=3, max_size=3))
def test_the_true_sum_lies_inside_the_bounds(true: list[int]) -> None:
    shown = [float(round(value / 100) * 100) for value in true]
    row = summed(rows(*(counts(name, value) for name, value in zip(PARTS, shown, strict=True)))).iloc[0]
    assert row["low"] <= sum(true) <= row["high"]


def yearly(measure: str, region: str, **values: float) -> list[dict[str, Any]]:
    return [
        {
            "measure": measure,
            "region": region,
            "period_start": f"{year[1:]}-01-01",
            "period_end": f"{year[1:]}-01-01",
            "unit": "persons",
            "value": value,
        }
        for year, value in values.items()
    ]


def test_growth_and_how_it_changed_against_the_netherlands() -> None:
    table = rows(
        *yearly("population", "Drenthe", y2000=1000.0, y2001=1010.0, y2012=1000.0, y2013=998.0),
        *yearly("population", "Nederland", y2000=1000.0, y2001=1008.0, y2012=1000.0, y2013=1003.0),
    )
    found = profile.growth_rate_change(table, [Period.year(2000, 2012)]).set_index(["measure", "region"])
    assert round(found.loc[("population_growth_rate_change", "Drenthe"), "value"], 6) == -1.2
    assert round(found.loc[("population_growth_rate_change_gap", "Drenthe"), "value"], 6) == -0.7


def test_ageing_compares_the_shares_that_open_and_close_the_period() -> None:
    table = rows(
        *yearly("population", "Drenthe", y2000=1000.0, y2013=1000.0),
        *yearly("population", "Nederland", y2000=1000.0, y2013=1000.0),
        *yearly("population_65_plus", "Drenthe", y2000=150.0, y2013=200.0),
        *yearly("population_65_plus", "Nederland", y2000=130.0, y2013=160.0),
    )
    found = profile.ageing(table, [Period.year(2000, 2012)]).set_index(["measure", "region"])
    assert round(found.loc[("population_65_plus_share_change", "Drenthe"), "value"], 6) == 5
    assert round(found.loc[("population_65_plus_share_change_gap", "Drenthe"), "value"], 6) == 2


def test_the_registered_rate_between_two_days_is_no_more_than_their_bracket() -> None:
    rate = {"measure": "unemployment_registered_rate", "unit": "pct", "decimals": 1, "region": "Nederland"}
    table = rows(
        rate | {"period_start": "2012-10-31", "period_end": "2012-10-31", "value": 6.0},
        rate | {"period_start": "2013-03-02", "period_end": "2013-03-02", "value": 8.0},
    )
    row = labour_market.registered_rate_at(table, "2012-12-31").iloc[0]
    assert (round(row["value"], 6), row["low"], row["high"]) == (7.0, 5.95, 8.05)
    assert labour_market.registered_rate_at(table, "2013-12-31").empty


def test_a_gap_needs_both_regions_in_one_release() -> None:
    rate = {"measure": "net_participation", "unit": "pct", "decimals": 1, "period_start": "2012-01-01"}
    here = rate | {"period_end": "2012-12-31", "value": 64.8}
    there = here | {"region": "Nederland", "value": 66.4}
    assert round(labour_market.participation_gaps(rows(here, there))["value"].iloc[0], 6) == -1.6
    assert labour_market.participation_gaps(rows(here, there | {"release_date": "2015"})).empty


def test_a_stock_goes_back_a_year_by_what_was_issued() -> None:
    land = {"unit": "ha", "release_date": ""}
    table = rows(
        land
        | {"measure": "business_park_land_issuable", "period_start": "2015-01-01"}
        | {"period_end": "2015-01-01", "value": 485.0, "wording": "slightly_above"},
        land
        | {"measure": "business_park_land_issued", "period_start": "2014-01-01"}
        | {"period_end": "2014-12-31", "value": 14.0},
    )
    row = location.issuable_backcast(table).iloc[0]
    assert (row["period_end"], row["value"], row["low"], row["high"]) == ("2014-01-01", 499, 498.5, 500.5)
    supply = location.years_of_supply(table).iloc[0]
    assert round(supply["value"], 2) == 34.64


def test_sole_traders_go_back_along_their_mean_growth() -> None:
    table = rows(
        {"measure": "sole_trader_establishments", "period_start": "2015-04-01", "period_end": "2015-04-01"}
        | {"unit": "count", "value": 13310.0},
        {"measure": "sole_trader_establishments_mean_annual_change", "period_start": "2009-04-01"}
        | {"period_end": "2015-04-01", "unit": "pct_per_year", "value": 10.0},
    )
    row = starters.sole_trader_change(table, [Period("2012-04-01", "2014-04-01")]).iloc[0]
    assert round(row["value"], 6) == 12100 - 10000


@pytest.mark.parametrize("known", [2011, 2012])
def test_a_mean_over_years_needs_every_year(known: int) -> None:
    births = [
        counts(name, 100.0, measure="starters_cbs", unit="count")
        | {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "decimals": 0}
        for name in PARTS
        for year in range(2011, known + 1)
    ]
    found = starters.starters_means(rows(*births), [Period.year(2011, 2012)])
    assert found["value"].tolist() == ([300.0] if known == 2012 else [])
