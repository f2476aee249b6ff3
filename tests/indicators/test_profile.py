"""Profile: population growth and ageing from 1 January to 1 January."""

from __future__ import annotations

import pandas as pd

from keianalysis.indicators import profile
from keianalysis.model.observations import Period
from tests.conftest import observation_rows as rows


def people(
    measure: str, region: str, values: dict[int, float], release: str = "2021"
) -> list[dict[str, object]]:
    return [
        {
            "measure": measure,
            "region": region,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-01-01",
            "unit": "persons",
            "value": value,
            "release_date": release,
        }
        for year, value in values.items()
    ]


def test_growth_of_a_year_is_from_its_1_january_to_the_next() -> None:
    table = rows(*people("population", "Drenthe", {2012: 490_000.0, 2013: 488_530.0}))
    row = profile.population_growth(table).iloc[0]
    assert round(row["value"], 6) == -0.3
    assert (row["period_start"], row["period_end"]) == ("2012-01-01", "2012-12-31")
    assert round(row["high"] - row["low"], 4) == round(100 * 2 / 490_000, 4)


def test_no_growth_over_a_missing_1_january() -> None:
    table = rows(*people("population", "Drenthe", {2010: 490_000.0, 2012: 491_000.0}))
    assert profile.population_growth(table).empty


def test_levels_of_two_releases_do_not_form_one_growth() -> None:
    table = rows(
        *people("population", "Drenthe", {2012: 490_000.0}),
        *people("population", "Drenthe", {2013: 488_530.0}, release="2022"),
    )
    assert profile.population_growth(table).empty


def test_the_share_of_65_and_over_needs_both_counts_of_one_day() -> None:
    table = rows(
        *people("population", "Drenthe", {2012: 500_000.0}),
        *people("population_65_plus", "Drenthe", {2012: 100_000.0, 2013: 101_000.0}),
    )
    found = profile.share_65_plus(table)
    assert list(zip(found["period_end"], found["value"], strict=True)) == [("2012-01-01", 20)]


def test_growth_changes_by_its_last_year_less_its_first() -> None:
    # Drenthe grows by 1% in 2000 and shrinks by 0.2% in 2012; the Netherlands grow 0.8% and 0.3%.
    table = rows(
        *people("population", "Drenthe", {2000: 1e6, 2001: 1.01e6, 2012: 1e6, 2013: 0.998e6}),
        *people("population", "Nederland", {2000: 1e7, 2001: 1.008e7, 2012: 1e7, 2013: 1.003e7}),
    )
    found = profile.growth_rate_change(table, [Period.year(2000, 2012)])
    told = {(row["measure"], row["region"]): round(row["value"], 6) for _, row in found.iterrows()}
    assert told == {
        ("population_growth_rate_change", "Drenthe"): -1.2,
        ("population_growth_rate_change", "Nederland"): -0.5,
        ("population_growth_rate_change_gap", "Drenthe"): -0.7,
    }
    assert set(found["unit"]) == {"pct_point"}


def shares(drenthe: dict[int, float], national: dict[int, float]) -> pd.DataFrame:
    """Return counts that make these percentages of 65 and over."""
    parts = {
        region: {year: share * 10_000 for year, share in given.items()}
        for region, given in (("Drenthe", drenthe), ("Nederland", national))
    }
    return rows(
        *(row for region, given in parts.items() for row in people("population_65_plus", region, given)),
        *(
            row
            for region, given in parts.items()
            for row in people("population", region, dict.fromkeys(given, 1e6))
        ),
    )


def test_ageing_compares_the_1_january_that_opens_with_the_one_that_closes_a_period() -> None:
    table = shares({2000: 15.0, 2012: 19.0, 2013: 20.0}, {2000: 13.5, 2012: 16.0, 2013: 17.0})
    found = profile.ageing(table, [Period.year(2000, 2012)])
    told = {(row["measure"], row["region"]): round(row["value"], 6) for _, row in found.iterrows()}
    assert told == {
        ("population_65_plus_share_change", "Drenthe"): 5,
        ("population_65_plus_share_change", "Nederland"): 3.5,
        ("population_65_plus_share_change_gap", "Drenthe"): 1.5,
    }


def test_ageing_needs_both_regions_on_both_days() -> None:
    assert profile.ageing(shares({2000: 15.0, 2013: 20.0}, {2000: 13.5}), [Period.year(2000, 2012)]).empty
    assert profile.ageing(shares({2013: 20.0}, {2013: 17.0}), [Period.year(2000, 2012)]).empty


def test_growth_of_the_economy_is_shown_by_release_the_oldest_first() -> None:
    growth = {"measure": "gdp_growth", "unit": "pct", "decimals": 1}
    growth |= {"period_start": "2012-01-01", "period_end": "2012-12-31"}
    table = rows(
        growth | {"value": -0.2, "release_date": "2015-10"},
        growth | {"value": -1.1, "release_date": "2013-05"},
        growth | {"value": 3.0, "release_date": ""},
        growth | {"value": 2.0, "region": "Nederland"},
    )
    assert profile.gdp_growth_by_release(table)["value"].tolist() == [-1.1, -0.2]
