"""Starters and establishments: sums of rounded counts, rates by denominator, means and shares."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.indicators import starters
from keianalysis.model.observations import Period
from keianalysis.model.regions import members
from tests.conftest import claim_rows
from tests.conftest import observation_rows as rows

COROPS = ("Noord-Drenthe", "Zuidoost-Drenthe", "Zuidwest-Drenthe")


def year_of(year: int, measure: str, region: str, value: float | None, **more: Any) -> dict[str, Any]:
    return {
        "measure": measure,
        "region": region,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "unit": "count",
        "value": value,
        "status": "suppressed" if value is None else "",
    } | more


def births(year: int, *values: float | None) -> list[dict[str, Any]]:
    return [year_of(year, "starters_cbs", name, value) for name, value in zip(COROPS, values, strict=False)]


def stock(year: int, value: float | None, **more: Any) -> list[dict[str, Any]]:
    day = {"period_end": f"{year}-01-01"} | more
    return [
        year_of(year, "establishments_cbs", name, value, **day) for name in members("PV22", "municipality")
    ]


def to_five(table: pd.DataFrame) -> pd.DataFrame:
    """Give a table the bounds of counts that CBS rounds to 5."""
    return table.assign(low=table["value"] - 2.5, high=table["value"] + 2.5)


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


def bounds(row: pd.Series, digits: int = 4) -> tuple[float, ...]:
    return tuple(round(row[name], digits) for name in ("value", "low", "high"))


def test_births_in_drenthe_are_three_sums_of_nine_counts_rounded_to_five() -> None:
    # 3 x 9 x 2.5 = 67.5 to either side.
    row = only(starters.starters_cbs(to_five(rows(*births(2012, 1200.0, 1000.0, 805.0)))))
    assert bounds(row) == (3005, 2937.5, 3072.5)
    assert (row["region_code"], row["note"]) == ("PV22", "sum of 3 rounded parts")


@given(st.lists(st.integers(0, 3000), min_size=3, max_size=3))
def test_the_true_number_of_births_lies_within_the_bounds(true: list[int]) -> None:
    shown = [float(5 * ((value + 2) // 5)) for value in true]
    row = only(starters.starters_cbs(to_five(rows(*births(2012, *shown)))))
    assert row["low"] <= sum(true) <= row["high"]


@given(st.lists(st.integers(0, 12_000), min_size=12, max_size=12))
def test_the_true_number_of_establishments_lies_within_the_bounds(true: list[int]) -> None:
    towns = members("PV22", "municipality")
    shown = [float(5 * ((value + 2) // 5)) for value in true]
    table = rows(
        *(
            year_of(2012, "establishments_cbs", town, value, period_end="2012-01-01")
            for town, value in zip(towns, shown, strict=True)
        )
    )
    row = only(starters.establishments_cbs(to_five(table)))
    assert row["low"] <= sum(true) <= row["high"]


def test_a_suppressed_region_gives_no_births_and_never_fewer() -> None:
    row = only(starters.starters_cbs(rows(*births(2012, 1200.0, None, 805.0))))
    assert pd.isna(row["value"])
    assert row["status"] == "suppressed"


def test_a_region_without_a_row_gives_no_sum() -> None:
    assert starters.starters_cbs(rows(*births(2012, 1200.0, 1000.0))).empty
    assert starters.establishments_cbs(rows(*stock(2012, 1000.0)[:-1])).empty


def test_a_break_in_the_counts_stays_visible_in_the_sum() -> None:
    row = only(starters.establishments_cbs(rows(*stock(2015, 1000.0, status="break"))))
    assert (row["value"], row["status"]) == (12_000, "break")


def test_the_rate_is_births_over_the_establishments_of_1_january() -> None:
    table = rows(*births(2012, 300.0, 300.0, 360.0), *stock(2012, 1000.0), *stock(2011, 2000.0))
    row = only(starters.starter_rate_cbs(table))
    # 960 / 12,000; each of 3 births and of 12 stocks adds nine cells that are off by at most a half.
    assert bounds(row) == (8, round(100 * 946.5 / 12_054, 4), round(100 * 973.5 / 11_946, 4))
    assert (row["unit"], row["period_start"], row["period_end"]) == ("pct", "2012-01-01", "2012-12-31")


def test_no_rate_without_a_stock_of_the_same_year() -> None:
    assert starters.starter_rate_cbs(rows(*births(2012, 1.0, 1.0, 1.0), *stock(2011, 10.0))).empty


def national(year: int, value: float = 100_000.0) -> dict[str, Any]:
    return year_of(year, "starters_cbs", "Nederland", value)


def lisa(year: int, value: float = 1_250_000.0) -> dict[str, Any]:
    day = f"{year}-04-01"
    return year_of(year, "establishments", "Nederland", value, decimals=-3) | {
        "period_start": day,
        "period_end": day,
    }


def test_the_national_rate_knows_that_360_cells_were_rounded_to_five() -> None:
    # 360 x 2.5 = 900 to either side of 100,000; the stock is printed in thousands.
    row = only(starters.starter_rate_cbs_lisa(rows(national(2012), lisa(2012))))
    assert bounds(row) == (8, round(9_910_000 / 1_250_500, 4), round(10_090_000 / 1_249_500, 4))


def test_mean_rates_need_every_year_under_each_denominator_by_itself() -> None:
    table = rows(
        *(row for year in (2011, 2012) for row in births(year, 300.0, 300.0, 360.0)),
        *stock(2011, 1000.0),
        *stock(2012, 500.0),
        *(row for year in (2011, 2012) for row in (national(year),)),
        lisa(2012),
    )
    row = only(starters.starter_rate_means(table, [Period.year(2011, 2012)]))
    # 8% of 12,000 and 16% of 6,000; LISA has one year alone.
    assert (row["measure"], round(row["value"], 6)) == ("starter_rate_cbs_mean", 12)


def test_mean_births_are_a_number_a_year() -> None:
    table = rows(*births(2011, 1.0, 2.0, 3.0), *births(2012, 2.0, 4.0, 6.0))
    row = only(starters.starters_means(table, [Period.year(2011, 2012)]))
    assert (bounds(row), row["unit"]) == ((9, -4.5, 22.5), "count_per_year")
    assert starters.starters_means(table, [Period.year(2010, 2012)]).empty


def test_the_share_of_drenthe_and_its_change() -> None:
    table = rows(*births(2008, 1000.0, 1000.0, 1000.0), national(2008), *births(2011, 900.0, 900.0, 1000.0))
    assert round(only(starters.share_of_netherlands(table))["value"], 6) == 3
    assert starters.share_of_netherlands_change(table, [Period.year(2008, 2011)]).empty
    both = pd.concat([table, rows(national(2011))], ignore_index=True)
    change = only(starters.share_of_netherlands_change(both, [Period.year(2008, 2011)]))
    assert (round(change["value"], 6), change["unit"]) == (-0.2, "pct_point")


SOLE = {"measure": "sole_trader_establishments", "unit": "count", "value": 12_100.0}
SOLE |= {"period_start": "2014-04-01", "period_end": "2014-04-01"}
GROWTH = {"measure": "sole_trader_establishments_mean_annual_change", "unit": "pct_per_year", "value": 10.0}
GROWTH |= {"period_start": "2009-04-01", "period_end": "2014-04-01"}


def test_sole_traders_go_back_from_the_published_level_along_its_growth() -> None:
    # 12,100 in 2014, 11,000 in 2013 and 10,000 in 2012 at 10% a year.
    row = only(
        starters.sole_trader_change(
            rows(SOLE, GROWTH | {"decimals": 1}), [Period("2012-04-01", "2013-04-01")]
        )
    )
    assert round(row["value"], 6) == 1000
    assert row["low"] < 1000 < row["high"]


@pytest.mark.parametrize("period", [Period("2013-04-01", "2015-04-01"), Period("2012-04-01", "2012-04-01")])
def test_sole_traders_are_not_carried_forward(period: Period) -> None:
    assert starters.sole_trader_change(rows(SOLE, GROWTH), [period]).empty


def test_sole_traders_need_a_level_and_a_growth_up_to_the_same_year() -> None:
    assert starters.sole_trader_change(rows(SOLE), [Period("2012-04-01", "2013-04-01")]).empty


def printed(**more: Any) -> dict[str, Any]:
    return {
        "claim_id": "c.starters",
        "measure": "starters",
        "region": "Drenthe",
        "period_start": "2012-01-01",
        "period_end": "2012-12-31",
        "check": "value",
        "value": 2000.0,
        "value_high": float("nan"),
        "wording": "exact",
        "decimals": 0,
    } | more


RATE = printed(
    claim_id="c.rate", measure="starter_rate_mean", period_start="2011-01-01", value=8.0, decimals=1
)


def test_printed_starters_and_a_printed_rate_imply_the_establishments() -> None:
    row = only(starters.establishments_implied(claim_rows(printed(), RATE)))
    # 2,000 / 8% = 25,000; the ends are 1,999.5 / 8.05% and 2,000.5 / 7.95%.
    assert bounds(row, 1) == (25_000, 24_838.5, 25_163.5)
    assert row["lineage"] == "starters.establishments_implied(claim:c.starters claim:c.rate)"


@pytest.mark.parametrize(
    "rate",
    [
        RATE | {"region": "Nederland"},
        RATE | {"period_end": "2011-12-31"},
        RATE | {"decimals": 0},
    ],
)
def test_a_rate_of_another_region_or_period_or_too_coarse_implies_nothing(rate: dict[str, Any]) -> None:
    assert starters.establishments_implied(claim_rows(printed(), rate)).empty


def sizes(*values: float | None, decimals: int = 0) -> pd.DataFrame:
    day = {"period_start": "2012-01-01", "period_end": "2012-01-01", "decimals": decimals}
    return rows(
        *(
            year_of(2012, "establishments", "Drenthe", value, sector=f"size_class:{number}", **day)
            for number, value in enumerate(values, start=1)
        )
    )


def test_size_shares_add_up_to_a_hundred() -> None:
    found = starters.size_shares(sizes(50.0, 30.0, 20.0)).set_index("sector")["value"]
    assert found.to_dict() == {"size_class:1": 50, "size_class:2": 30, "size_class:3": 20}


def test_two_classes_are_no_division_by_size() -> None:
    assert starters.size_shares(sizes(50.0, 50.0)).empty


def test_a_suppressed_class_gives_no_shares_and_never_larger_ones() -> None:
    assert starters.size_shares(sizes(50.0, 30.0, 15.0, None)).dropna(subset=["value"]).empty


def test_the_true_share_lies_within_the_bounds() -> None:
    # Printed in hundreds: 100 may be 149 and the other two 50 each, which makes 59.8%.
    row = starters.size_shares(sizes(100.0, 100.0, 100.0, decimals=-2)).iloc[0]
    assert row["low"] <= 100 * 149 / (149 + 50 + 50) <= row["high"]


def bankruptcies(year: int, companies: float, traders: float) -> list[dict[str, Any]]:
    return [
        year_of(year, "bankruptcies_companies", "Nederland", companies),
        year_of(year, "bankruptcies_sole_traders", "Nederland", traders),
    ]


def test_last_years_bankruptcies_move_along_with_the_national_count() -> None:
    table = rows(
        year_of(2011, "bankruptcies_businesses", "Drenthe", 100.0),
        *bankruptcies(2011, 600.0, 400.0),
        *bankruptcies(2012, 700.0, 500.0),
        year_of(2012, "bankruptcies_natural_persons", "Nederland", 300.0),
    )
    found = starters.bankruptcies_scaled(table).set_index("measure")
    assert found["value"].round(6).to_dict() == {
        "bankruptcies_businesses_scaled": 120,
        "bankruptcies_all_debtors_scaled": 150,
    }
    assert set(found["period_end"]) == {"2012-12-31"}


def test_bankruptcies_are_not_scaled_by_half_of_the_national_count() -> None:
    table = rows(
        year_of(2011, "bankruptcies_businesses", "Drenthe", 100.0),
        *bankruptcies(2011, 600.0, 400.0),
        bankruptcies(2012, 700.0, 500.0)[0],
    )
    assert starters.bankruptcies_scaled(table).empty


def companies(year: int, value: float, **more: Any) -> dict[str, Any]:
    return year_of(year, "bankruptcies_companies", "Drenthe", value, **more)


def test_bankruptcies_change_from_one_year_to_the_next() -> None:
    row = only(starters.bankruptcies_change(rows(companies(2011, 80.0), companies(2012, 100.0))))
    assert (round(row["value"], 6), row["period_start"]) == (25, "2011-12-31")
    assert starters.bankruptcies_change(rows(companies(2010, 80.0), companies(2012, 100.0))).empty


def test_bankruptcies_of_two_releases_do_not_form_one_change() -> None:
    two = rows(companies(2011, 80.0), companies(2012, 100.0, release_date="2014"))
    assert starters.bankruptcies_change(two).empty
