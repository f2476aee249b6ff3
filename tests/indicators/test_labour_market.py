"""Labour market: each rate under its own definition, and no gap between two releases."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from keianalysis.indicators import labour_market
from keianalysis.model.observations import Period, select
from tests.conftest import observation_rows as rows


def yearly(measure: str, year: int, value: float, region: str = "Drenthe", **more: Any) -> dict[str, Any]:
    return {
        "measure": measure,
        "region": region,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "unit": "persons",
        "decimals": -3,
        "value": value,
    } | more


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


def test_net_participation_is_the_employed_over_the_population_of_15_64() -> None:
    row = only(
        labour_market.net_participation_national_def(
            rows(
                yearly("employed_labour_force_national_def", 2012, 200_000.0),
                yearly("population_15_64", 2012, 320_000.0),
                yearly("population_15_64", 2012, 320_000.0, "Nederland"),
            )
        )
    )
    assert (row["region"], row["value"], row["unit"]) == ("Drenthe", 62.5, "pct")
    assert round(row["low"], 4) == round(100 * 199_500 / 320_500, 4)
    assert round(row["high"], 4) == round(100 * 200_500 / 319_500, 4)


def test_unemployment_is_over_the_labour_force_and_not_over_the_population() -> None:
    row = only(
        labour_market.unemployment_national_def(
            rows(
                yearly("unemployed_labour_force_national_def", 2012, 15_000.0),
                yearly("labour_force_national_def", 2012, 240_000.0),
                yearly("population_15_64", 2012, 320_000.0),
            )
        )
    )
    assert row["value"] == 6.25


def test_definitions_do_not_meet() -> None:
    table = rows(
        yearly("unemployed_labour_force_national_def", 2012, 15_000.0),
        yearly("labour_force_intl_def", 2012, 240_000.0),
    )
    assert labour_market.unemployment_national_def(table).empty


def test_recipients_are_over_the_inhabitants_of_the_day_after() -> None:
    day = {"period_start": "2012-12-31", "period_end": "2012-12-31", "unit": "persons", "decimals": 0}
    new_year = {"period_start": "2013-01-01", "period_end": "2013-01-01", "measure": "population"}
    place = {"region": "Emmen", "region_code": "GM0114"}
    outside = {"region": "Zuidoost-Drenthe", "region_code": "CR08"}
    counted = {"measure": "unemployment_benefit_recipients", "value": 50.0}
    table = rows(
        day | place | counted,
        day | place | new_year | {"value": 2_000.0},
        day | place | new_year | {"period_start": "2012-01-01", "period_end": "2012-01-01", "value": 5.0},
        day | outside | counted,
        day | outside | new_year | {"value": 2_000.0},
        day | counted | {"period_start": "2013-12-31", "period_end": "2013-12-31"},
    )
    row = only(labour_market.benefit_recipients_per_1000(table))
    assert (row["region"], row["period_end"], row["value"]) == ("Emmen", "2012-12-31", 25.0)
    assert (row["unit"], row["region_code"], row["basis"]) == ("per_1000_inhabitants", "GM0114", "computed")
    assert row["lineage"] == (
        f"labour_market.benefit_recipients_per_1000({table['id'].iloc[0]} {table['id'].iloc[1]})"
    )
    assert round(row["low"], 6) == round(1000 * 49.5 / 2000.5, 6)


RATE = {"unit": "pct", "decimals": 1}


def test_both_definitions_have_a_gap_of_their_own() -> None:
    table = rows(
        yearly("net_participation", 2012, 64.8, **RATE),
        yearly("net_participation", 2012, 66.4, "Nederland", **RATE),
        *(
            yearly(measure, 2012, value, region)
            for measure, region, value in (
                ("employed_labour_force_national_def", "Drenthe", 200_000.0),
                ("population_15_64", "Drenthe", 320_000.0),
                ("employed_labour_force_national_def", "Nederland", 7_400_000.0),
                ("population_15_64", "Nederland", 11_000_000.0),
            )
        ),
    )
    found = labour_market.participation_gaps(table).set_index("measure")["value"].round(4)
    # 62.5% less 67.2727%.
    assert found.to_dict() == {"net_participation_gap": -1.6, "net_participation_national_def_gap": -4.7727}


@pytest.mark.parametrize(
    ("period", "value"),
    [
        (Period.year(2009, 2011), -4000),
        (Period("2009-12-31", "2011-12-31"), -4000),
        (Period("2011-12-31", "2012-12-31"), 3000),
    ],
)
def test_the_labour_force_changes_between_two_years(period: Period, value: float) -> None:
    table = rows(
        yearly("labour_force_intl_def", 2009, 250_000.0),
        yearly("labour_force_intl_def", 2011, 246_000.0),
        yearly("labour_force_intl_def", 2012, 249_000.0),
    )
    row = only(labour_market.labour_force_change(table, [period]))
    assert (row["value"], row["low"], row["high"]) == (value, value - 1000, value + 1000)


def test_a_missing_year_leaves_no_change() -> None:
    table = rows(yearly("labour_force_intl_def", 2009, 250_000.0))
    assert labour_market.labour_force_change(table, [Period.year(2009, 2011)]).empty


def registered(day: str, value: float, region: str = "Nederland") -> dict[str, Any]:
    return yearly("unemployment_registered_rate", 2012, value, region, **RATE) | {
        "period_start": day,
        "period_end": day,
    }


def test_between_two_days_the_rate_lies_on_the_line_and_within_both_days() -> None:
    # 1 December is 30 of the 120 days from 1 November to 1 March: a quarter of the way.
    table = rows(registered("2012-11-01", 6.0), registered("2013-03-01", 8.0))
    row = only(labour_market.registered_rate_at(table, "2012-12-01"))
    assert (round(row["value"], 6), row["low"], row["high"]) == (6.5, 5.95, 8.05)


def test_the_two_nearest_days_are_used() -> None:
    days = ("2012-06-01", "2012-11-01", "2013-03-01", "2013-08-01")
    table = rows(*(registered(day, value) for day, value in zip(days, (1.0, 6.0, 8.0, 20.0), strict=True)))
    assert round(only(labour_market.registered_rate_at(table, "2012-12-01"))["value"], 6) == 6.5


@pytest.mark.parametrize("day", ["2012-10-01", "2013-03-01", "2013-04-01"])
def test_no_rate_is_made_up_outside_or_on_a_published_day(day: str) -> None:
    table = rows(registered("2012-11-01", 6.0), registered("2013-03-01", 8.0))
    assert labour_market.registered_rate_at(table, day).empty


def test_days_of_two_regions_are_not_joined() -> None:
    table = rows(registered("2012-11-01", 6.0), registered("2013-03-01", 8.0, "Drenthe"))
    assert labour_market.registered_rate_at(table, "2012-12-01").empty


def benefits(year: int, drenthe: float, national: float) -> list[dict[str, Any]]:
    measure = "unemployment_benefit_recipients"
    return [yearly(measure, year, drenthe), yearly(measure, year, national, "Nederland")]


def test_the_share_in_benefits_and_its_rise() -> None:
    table = rows(*benefits(2011, 9_000.0, 300_000.0), *benefits(2012, 12_000.0, 320_000.0))
    shares = labour_market.benefit_share_of_netherlands(table)
    assert shares["value"].tolist() == [3, 3.75]
    row = only(labour_market.benefit_share_change(table, [Period("2011-12-31", "2012-12-31")]))
    assert (row["value"], row["unit"]) == (0.75, "pct_point")


def test_the_low_educated_share_changes_from_each_published_year_to_the_next() -> None:
    measure = "labour_force_15_74_low_educated_share"
    table = rows(
        *(
            yearly(measure, year, value, unit="pct", decimals=0)
            for year, value in ((2008, 30.0), (2012, 26.0), (2013, 27.0))
        )
    )
    found = labour_market.low_educated_changes(table)
    told = list(zip(found["period_start"], found["period_end"], found["value"], strict=True))
    assert told == [("2008-01-01", "2012-12-31", -4), ("2012-01-01", "2013-12-31", 1)]
    first = select(found, period_end="2012-12-31").iloc[0]
    assert (first["low"], first["high"]) == (-5, -3)
