"""Provinces, municipalities, sectors and parts side by side, on small tables by hand."""

from __future__ import annotations

import math
from typing import Any

from keianalysis.indicators.monitor.compared import COROPS, PROVINCES, SECTORS, TOWNS, compared
from keianalysis.indicators.monitor.standings import standings
from keianalysis.model.monitored.listed import Compared
from keianalysis.model.rows import typed_rows
from keianalysis.model.territories import territory
from tests.conftest import observation_rows

DRENTHE = territory("PV22")
YEAR = {"period_start": "2019-01-01", "period_end": "2019-12-31", "decimals": 1}


def side_by_side(*rows: dict[str, Any]) -> list[Compared]:
    table = observation_rows(*rows)
    standing = standings(table, 2019, territory=DRENTHE)
    return typed_rows(compared(table, standing, 2019, territory=DRENTHE), Compared)


def places(rows: list[Compared], kind: str) -> dict[str, int]:
    return {row.name: row.rank for row in rows if row.kind == kind}


def test_the_most_favourable_province_is_first_and_equals_share_a_place() -> None:
    """Of unemployment the lowest is best: 3.9, 4.0, 4.0 and 5.6 are places 1, 2, 2 and 4."""
    rate = YEAR | {"measure": "unemployment_rate_year_mean", "unit": "pct"}
    values = {"Drenthe": 4.0, "Zeeland": 3.9, "Utrecht": 4.0, "Groningen": 5.6}
    rows = side_by_side(*(rate | {"region": name, "value": value} for name, value in values.items()))
    assert places(rows, PROVINCES) == {"Zeeland": 1, "Drenthe": 2, "Utrecht": 2, "Groningen": 4}


def test_of_what_is_good_when_high_the_highest_is_first() -> None:
    share = YEAR | {"measure": "education_share_high", "unit": "pct"}
    values = {"Drenthe": 24.2, "Zeeland": 22.3, "Utrecht": 38.6}
    rows = side_by_side(*(share | {"region": name, "value": value} for name, value in values.items()))
    assert places(rows, PROVINCES) == {"Utrecht": 1, "Drenthe": 2, "Zeeland": 3}


def test_two_provinces_are_no_comparison() -> None:
    share = YEAR | {"measure": "education_share_high", "unit": "pct", "value": 24.2}
    assert not places(side_by_side(share, share | {"region": "Utrecht"}), PROVINCES)


def test_municipalities_are_those_of_the_territory_in_the_last_year_of_all() -> None:
    day = {"period_start": "2019-01-01", "period_end": "2019-01-01"}
    people = {"measure": "population", "unit": "persons", "decimals": 0}
    values = {"Assen": 67_963.0, "Emmen": 107_113.0, "Meppel": 33_564.0, "Groningen (gemeente)": 231_000.0}
    rows = side_by_side(
        *(
            people | day | {"region": name, "value": value}
            for name, value in values.items()
            if "(" not in name
        )
    )
    assert places(rows, TOWNS) == {"Emmen": 1, "Assen": 2, "Meppel": 3}


def test_jobs_by_sector_and_part_have_their_change_within_one_release() -> None:
    jobs = {"measure": "jobs_employees", "unit": "jobs", "decimals": -2}
    last = jobs | {"period_start": "2019-12-31", "period_end": "2019-12-31"}
    before = jobs | {"period_start": "2018-12-31", "period_end": "2018-12-31"}
    sectors = {"F": (7_900.0, 7_300.0), "A": (2_300.0, 2_300.0), "G-I": (49_100.0, 47_800.0)}
    rows = [
        day | {"sector": sector, "value": pair[place]}
        for sector, pair in sectors.items()
        for place, day in enumerate((last, before))
    ]
    found = {row.name: row.shift for row in side_by_side(*rows) if row.kind == SECTORS}
    assert found == {"F": 600.0, "A": 0.0, "G-I": 1300.0}
    old = [row | {"release_date": "2011-01-01"} for row in rows if row["period_end"] == "2018-12-31"]
    alone = side_by_side(*(row for row in rows if row["period_end"] == "2019-12-31"), *old)
    assert all(math.isnan(row.shift) for row in alone if row.kind == SECTORS)
    assert not [row for row in alone if row.kind == COROPS]
