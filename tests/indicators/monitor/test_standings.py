"""Where an indicator of a monitor stands, on small tables with the answers worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from keianalysis.indicators.monitor.standings import difference, line_of, part_of_country, ranked, standings
from keianalysis.model.monitored.listed import Monitored, indicator_of, indicators
from keianalysis.model.observations import records
from keianalysis.model.territories import territory
from tests.conftest import observation_rows

DRENTHE = territory("PV22")
NATIONAL = {"region": "Nederland", "region_code": "NL01"}
GROWTH = {"measure": "gdp_growth", "unit": "pct", "decimals": 1}


def growth(year: int, value: float, **more: Any) -> dict[str, Any]:
    days = {"period_start": f"{year - 1}-12-31", "period_end": f"{year}-12-31"}
    return GROWTH | days | {"value": value} | more


def standing(name: str, year: int, *rows: dict[str, Any]) -> Monitored:
    table = standings(observation_rows(*rows), year, territory=DRENTHE)
    return next(row for row in map(Monitored._make, table.itertuples(index=False)) if row.indicator == name)


def test_the_list_is_of_about_twenty_five_indicators_in_nine_chapters() -> None:
    assert 25 <= len(indicators()) <= 32
    assert len({one.chapter for one in indicators()}) == 9


@pytest.mark.parametrize(
    ("year", "told"), [(2019, "current"), (2020, "recent"), (2022, "recent"), (2023, "latest_known")]
)
def test_a_number_is_news_for_three_years_and_then_the_latest_known(year: int, told: str) -> None:
    assert standing("growth", year, growth(2019, 0.5)).standing == told


def test_an_indicator_without_a_number_is_missing_and_has_none() -> None:
    row = standing("growth", 2019)
    assert (row.standing, row.latest_id) == ("missing", "")
    assert math.isnan(row.latest)


def test_a_move_is_within_one_release() -> None:
    """1.8 then 0.5 in one release is a fall of 1.3; beside 1.1 of an older release it is none."""
    told = standing("growth", 2019, growth(2018, 1.8), growth(2019, 0.5))
    assert (told.moved, round(told.shift, 6), told.year_before) == (-1, -1.3, 2018)
    other = standing("growth", 2019, growth(2018, 1.1, release_date="2018-01-01"), growth(2019, 0.5))
    assert math.isnan(other.moved)


def test_a_line_has_one_release_and_names_what_others_add() -> None:
    rows = observation_rows(
        growth(2017, 1.8), growth(2018, 1.1, release_date="2011-01-01"), growth(2019, 0.5)
    )
    line = line_of(indicator_of("growth"), "gdp_growth", rows, "Drenthe", 2019)
    assert line is not None
    assert (list(line.rows), list(line.others)) == ([2017, 2019], [2018])


def test_a_level_of_jobs_takes_nothing_from_another_release() -> None:
    day = {"measure": "jobs_employees", "unit": "jobs", "decimals": -2}
    rows = observation_rows(
        day | {"period_start": "2018-12-31", "period_end": "2018-12-31", "release_date": "2019-01-01"},
        day | {"period_start": "2019-12-31", "period_end": "2019-12-31", "release_date": "2020-01-01"},
    )
    line = line_of(indicator_of("employees"), "jobs_employees", rows, "Drenthe", 2019)
    assert line is not None
    assert (list(line.rows), list(line.others)) == ([2019], [])


def test_what_comes_after_the_year_is_not_told() -> None:
    assert standing("growth", 2019, growth(2019, 0.5), growth(2020, -2.7)).year == 2019


def test_the_country_is_compared_in_the_same_year_alone() -> None:
    same = standing("growth", 2019, growth(2019, 0.5), growth(2019, 2.0, **NATIONAL))
    assert (same.national, same.beside) == (2.0, -1)
    other = standing("growth", 2019, growth(2019, 0.5), growth(2018, 2.4, **NATIONAL))
    assert math.isnan(other.national)


def pair(first: tuple[float, float, float], other: tuple[float, float, float]) -> int:
    (row,) = records(observation_rows(growth(2019, 0.0)))
    one, two = (row._replace(value=value, low=low, high=high) for value, low, high in (first, other))
    return difference(one, two)


def test_two_numbers_differ_only_beyond_their_bounds() -> None:
    assert pair((3935.0, 3867.5, 4002.5), (3730.0, 3662.5, 3797.5)) == 1
    assert pair((3.2, 3.1, 3.3), (3.3, 3.2, 3.4)) == 0
    assert pair((3.2, 3.15, 3.25), (3.3, 3.25, 3.35)) == -1
    assert pair((3.3, 3.25, 3.35), (3.3, 3.25, 3.35)) == 0


def test_findings_are_ranked_by_the_size_of_their_move_for_what_they_are() -> None:
    """After moves of 0.1 and 0.1 a move of 1.3 is larger than one of 1,000 after 1,000."""
    small = [growth(2016, 1.6), growth(2017, 1.7), growth(2018, 1.8), growth(2019, 0.5)]
    money = {"measure": "gdp_per_inhabitant", "unit": "eur", "decimals": 0}
    large = [
        money | {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "value": 1000.0 * year}
        for year in range(2016, 2020)
    ]
    table = standings(observation_rows(*small, *large), 2019, territory=DRENTHE)
    told = ranked(map(Monitored._make, table.itertuples(index=False)))
    assert [row.indicator for row in told] == ["growth", "income"]
    assert round(told[0].step, 4) == 2.6


def test_quarters_and_halves_are_no_years() -> None:
    rows = [growth(2019, 0.5) | {"period_start": "2019-01-01", "period_end": "2019-03-31"}]
    assert standing("growth", 2019, *rows).standing == "missing"


def test_the_part_of_the_country_comes_from_the_list_of_regions() -> None:
    assert part_of_country(DRENTHE) == "Noord-Nederland"
    assert part_of_country(territory("PV29")) == "West-Nederland"


def test_a_table_of_standings_has_a_row_for_every_indicator() -> None:
    table = standings(observation_rows(growth(2019, 0.5)), 2019, territory=DRENTHE)
    assert list(table["indicator"]) == [one.name for one in indicators()]
    assert isinstance(table, pd.DataFrame)


def test_nothing_is_compared_across_a_break() -> None:
    """From 2015 on more sections are counted: 34,630 and 42,460 are no rise."""
    counted = {"measure": "establishments_cbs", "unit": "count", "decimals": 0}
    days = [f"{year}-01-01" for year in (2014, 2015)]
    rows = [counted | {"period_start": day, "period_end": day} for day in days]
    told = standing(
        "establishments",
        2015,
        rows[0] | {"value": 34_630.0},
        rows[1] | {"value": 42_460.0, "status": "break"},
    )
    assert told.latest == 42_460.0
    assert math.isnan(told.moved)
