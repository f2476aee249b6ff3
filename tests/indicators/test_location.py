"""Location: land and vacancy, forward and back by no more than what is published."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from keianalysis.indicators import location
from keianalysis.model.observations import select
from tests.conftest import claim_rows
from tests.conftest import observation_rows as rows

MISSING = float("nan")


def land(measure: str, start: str, end: str, value: float, region: str = "Drenthe") -> dict[str, Any]:
    return {
        "measure": f"business_park_land_{measure}",
        "region": region,
        "period_start": start,
        "period_end": end,
        "unit": "ha",
        "value": value,
    }


def stock(year: int, value: float, region: str = "Drenthe") -> dict[str, Any]:
    return land("issuable", f"{year}-01-01", f"{year}-01-01", value, region)


def issued(year: int, value: float, region: str = "Drenthe") -> dict[str, Any]:
    return land("issued", f"{year}-01-01", f"{year}-12-31", value, region)


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


def bounds(row: pd.Series) -> tuple[float, ...]:
    return tuple(round(row[name], 4) for name in ("value", "low", "high"))


def test_available_land_is_a_share_of_issuable_land_on_the_same_day() -> None:
    ready = land("directly_available", "2015-01-01", "2015-01-01", 400.0, "Nederland")
    row = only(location.directly_available_share(rows(ready, stock(2015, 1000.0, "Nederland"))))
    assert row["value"] == 40
    assert location.directly_available_share(rows(ready, stock(2014, 1000.0, "Nederland"))).empty


def test_years_of_supply_divide_by_the_mean_issue_of_the_two_years_before() -> None:
    # 480 over the mean of 10 and 14; the issue of the year itself is not known on 1 January.
    table = rows(stock(2015, 480.0), issued(2013, 10.0), issued(2014, 14.0), issued(2015, 99.0))
    assert bounds(only(location.years_of_supply(table))) == (
        40,
        round(479.5 / 12.5, 4),
        round(480.5 / 11.5, 4),
    )


def test_years_of_supply_take_the_one_year_that_is_published_and_name_it() -> None:
    table = rows(stock(2015, 480.0), issued(2014, 12.0), issued(2012, 99.0))
    row = only(location.years_of_supply(table))
    assert row["value"] == 40
    assert table["id"][2] not in row["lineage"]


def test_no_issue_gives_no_years_of_supply() -> None:
    assert location.years_of_supply(rows(stock(2015, 480.0))).empty


def test_the_stock_a_year_before_is_the_stock_plus_the_issue() -> None:
    row = only(location.issuable_backcast(rows(stock(2015, 485.0), issued(2014, 14.0), issued(2015, 99.0))))
    assert (row["period_start"], row["period_end"]) == ("2014-01-01", "2014-01-01")
    assert bounds(row) == (499, 498, 500)


def test_no_backcast_without_the_issue_between() -> None:
    assert location.issuable_backcast(rows(stock(2015, 485.0), issued(2013, 14.0))).empty


def printed(claim_id: str, measure: str, value: float, decimals: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "claim_id": claim_id,
        "measure": measure,
        "region": "Drenthe",
        "period_start": "2012-01-01",
        "period_end": "2012-12-31",
        "check": "value",
        "value": value,
        "value_high": MISSING,
        "wording": "exact",
        "decimals": decimals,
    } | more


def test_a_printed_issue_moves_along_with_the_netherlands_to_the_year_beside_it() -> None:
    table = rows(issued(2011, 900.0, "Nederland"), issued(2012, 600.0, "Nederland"))
    claims = claim_rows(printed("c.issued", "business_park_land_issued", 12.0))
    row = only(location.issued_scaled(table, claims))
    assert row["period_end"] == "2011-12-31"
    assert bounds(row) == (
        18,
        round(11.5 * 899.5 / 600.5, 4),
        round(12.5 * 900.5 / 599.5, 4),
    )
    assert "claim:c.issued" in row["lineage"]


def test_a_printed_issue_does_not_jump_a_year() -> None:
    table = rows(issued(2010, 900.0, "Nederland"), issued(2012, 600.0, "Nederland"))
    claims = claim_rows(printed("c.issued", "business_park_land_issued", 12.0))
    assert location.issued_scaled(table, claims).empty


def vacancy(measure: str, value: float, unit: str) -> dict[str, Any]:
    day = {"period_start": "2012-12-31", "period_end": "2012-12-31"}
    return {"measure": measure, "unit": unit, "value": value, "decimals": 1} | day


def test_a_rate_less_its_gap_is_the_national_rate() -> None:
    table = rows(
        vacancy("office_vacancy_rate", 18.3, "pct"), vacancy("office_vacancy_rate_gap", 2.3, "pct_point")
    )
    row = only(location.office_vacancy_implied(table))
    assert (row["region"], bounds(row)) == ("Nederland", (16, 15.9, 16.1))
    assert location.office_vacancy_implied(table.iloc[:1]).empty


FLOOR = printed("prof.shops.vacant_floor_space", "shop_vacant_floor_space", 78_000.0, -3)
SHOPS = printed("prof.shops.vacancy.drenthe", "shop_vacancy_rate", 7.8, 1)


def test_vacant_floor_space_over_its_rate_is_all_floor_space() -> None:
    row = only(location.floor_space_implied(claim_rows(FLOOR, SHOPS)))
    assert bounds(row) == (1_000_000, round(7_750_000 / 7.85, 4), round(7_850_000 / 7.75, 4))
    assert row["unit"] == "m2"


@pytest.mark.parametrize("claim", [FLOOR, SHOPS], ids=["floor space alone", "rate alone"])
def test_floor_space_needs_both_statements(claim: dict[str, Any]) -> None:
    assert location.floor_space_implied(claim_rows(claim)).empty


def test_printed_vacancy_shows_only_what_was_printed() -> None:
    offices = printed("prof.offices.vacancy.drenthe.2012", "office_vacancy_rate", 18.3, 1)
    gap = printed("prof.offices.vacancy.gap.2012", "office_vacancy_rate_gap", 2.3, 1)
    found = location.printed_vacancy(claim_rows(offices, gap, SHOPS))
    told = {(row["measure"], row["region"]): round(row["value"], 4) for _, row in found.iterrows()}
    assert told == {
        ("office_vacancy_rate", "Drenthe"): 18.3,
        ("office_vacancy_rate", "Nederland"): 16.0,
        ("shop_vacancy_rate", "Drenthe"): 7.8,
    }
    without = location.printed_vacancy(claim_rows(offices))
    assert select(without, region="Nederland").empty
