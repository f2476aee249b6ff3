"""How an indicator went over the years, on small tables with the answers worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from keianalysis.indicators.monitor.over_years import mean_growth, over_years
from keianalysis.model.monitored.listed import indicator_of
from keianalysis.model.observations import Observation, records
from tests.conftest import observation_rows

RATE = {"measure": "unemployment_rate", "unit": "pct", "decimals": 1}
MONEY = {"measure": "gdp_per_inhabitant", "unit": "eur", "decimals": 0}


def years(kind: dict[str, object], first: int, *values: float) -> dict[int, Observation]:
    rows = [
        kind | {"value": value, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        for year, value in enumerate(values, first)
    ]
    return {row.year: row for row in records(observation_rows(*rows))}


def test_the_first_of_the_years_shown_is_four_before_the_last() -> None:
    """8.0 in 2015 and 4.0 in 2019 is a fall of 4.0; what was in 2014 is no longer shown."""
    told = over_years(indicator_of("unemployment"), years(RATE, 2014, 9.0, 8.0, 7.0, 6.0, 4.9, 4.0), {}, 2019)
    assert (told.year_first, told.rise, told.gap) == (2015, -4.0, "")
    assert math.isnan(told.national_rise)


def test_two_years_are_told_by_the_change_of_a_year_alone() -> None:
    told = over_years(indicator_of("unemployment"), years(RATE, 2018, 4.9, 4.0), {}, 2019)
    assert (math.isnan(told.year_first), told.first_id) == (True, "")


@pytest.mark.parametrize(
    ("own", "nation", "gap"),
    [
        ((8.0, 7.0, 4.0), (7.9, 7.0, 4.4), "overtook"),
        ((7.0, 7.0, 5.0), (7.9, 7.0, 4.4), "overtaken"),
        ((9.0, 7.0, 5.0), (7.9, 7.0, 4.4), "behind_smaller"),
        ((8.0, 7.0, 5.0), (7.9, 7.0, 4.4), "behind_larger"),
        ((8.5, 7.0, 5.0), (7.9, 7.0, 4.4), "behind_same"),
        ((7.4, 7.0, 3.0), (7.9, 7.0, 4.4), "ahead_larger"),
        ((8.0, 7.0, 4.4), (7.9, 7.0, 4.4), ""),
    ],
)
def test_the_distance_to_the_country_knows_which_way_is_good(
    own: tuple[float, ...], nation: tuple[float, ...], gap: str
) -> None:
    """Of unemployment less is better: a distance counts as changed from two tenths of a point on."""
    one = indicator_of("unemployment")
    assert over_years(one, years(RATE, 2017, *own), years(RATE, 2017, *nation), 2019).gap == gap


def test_amounts_of_money_differ_by_their_share_of_that_of_the_country() -> None:
    """30 of 40 thousand and 36 of 48 are both three quarters, though six thousand more apart than before."""
    one = indicator_of("income")
    own, nation = years(MONEY, 2017, 30_000, 33_000, 36_000), years(MONEY, 2017, 40_000, 44_000, 48_000)
    assert over_years(one, own, nation, 2019).gap == "behind_same"
    lower = years(MONEY, 2017, 30_000, 33_000, 35_000)
    assert over_years(one, lower, nation, 2019).gap == "behind_larger"


def test_where_neither_way_is_good_a_territory_is_neither_ahead_nor_behind() -> None:
    one = replace(indicator_of("unemployment"), good="none")
    assert over_years(one, years(RATE, 2017, 8.0, 7.0, 5.0), years(RATE, 2017, 7.9, 7.0, 4.4), 2019).gap == (
        "apart_larger"
    )


def test_the_mean_of_growths_grows_by_as_much_as_they_do_together() -> None:
    """10% up and 10% down is 1% less in two years: 0.5013% a year."""
    assert round(mean_growth([10.0, -10.0], 1), 4) == -0.5013
    assert math.isnan(mean_growth([10.0, -10.0], 2)), "a year is missing"


def test_a_size_is_told_by_its_growth_in_percent() -> None:
    kind = {"measure": "establishments_cbs", "unit": "count", "decimals": 0}
    one = indicator_of("establishments")
    told = over_years(one, years(kind, 2017, 200, 210, 230), years(kind, 2017, 1000, 1100, 1200), 2019)
    assert (round(told.over, 6), round(told.national_over, 6), told.gap) == (15.0, 20.0, "")
