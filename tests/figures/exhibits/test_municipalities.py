"""The maps of Drenthe: every municipality of today has a tile, and an empty one says why."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from keianalysis.figures.exhibits.municipalities import benefits, by_municipality, job_changes
from keianalysis.figures.forms.tiles import tile_positions
from keianalysis.model.regions import compositions
from keianalysis.model.territories import territory
from tests.conftest import observation_rows as rows

RATE = {
    "measure": "unemployment_benefit_recipients_per_1000_inhabitants",
    "unit": "per_1000_inhabitants",
    "period_start": "2019-12-31",
    "period_end": "2019-12-31",
}
CHANGE = {"measure": "jobs_fulltime_change", "unit": "pct", "period_start": "2011-04-01", "decimals": 1}


def table(more: dict[str, Any]) -> pd.DataFrame:
    """Return a row for Emmen, a hidden one for Assen, and one outside Drenthe."""
    return rows(
        more | {"region": "Emmen", "region_code": "GM0114", "value": 31.7},
        {"status": "suppressed"} | more | {"region": "Assen", "region_code": "GM0106", "value": None},
        more | {"region": "Groningen (gemeente)", "region_code": "GM0014", "value": 99.0},
    )


def test_the_tiles_are_the_municipalities_of_today() -> None:
    assert set(tile_positions()) == set(compositions("2026-01-01")["Drenthe"])


def test_a_hidden_number_is_no_missing_one() -> None:
    found = by_municipality(table(CHANGE)).set_index("region")
    assert len(found) == 12
    assert found.loc["Emmen", "value"] == 31.7
    assert dict(found["state"][["Emmen", "Assen", "Meppel"]]) == {
        "Emmen": "",
        "Assen": "suppressed",
        "Meppel": "",
    }
    assert pd.isna(found.loc["Meppel", "value"])


@pytest.mark.parametrize(("language", "year"), [("nl", "Eind 2019"), ("en", "end of 2019")])
def test_the_title_names_the_highest_and_its_year(language: str, year: str) -> None:
    chart = benefits(table(RATE), language)
    assert year in chart.title
    assert "Emmen" in chart.title
    assert set(chart.data["year"]) == {2019}
    assert not chart.sample


def test_changes_of_sample_deliveries_are_marked_also_where_they_are_hidden() -> None:
    chart = job_changes(table(CHANGE | {"status": "sample", "basis": "sample"}), "nl")
    assert chart.sample
    assert "+31,7" in chart.alt
    assert "Assen × (afgeschermd)" in chart.alt
    assert chart.alt.index("Emmen +31,7") < chart.alt.index("Assen × (afgeschermd)")


def test_without_positions_there_is_no_map() -> None:
    elsewhere = rows(
        CHANGE | {"region": "Harlingen", "region_code": "GM0072", "period_end": "2019-04-01", "value": 1.0}
    )
    assert job_changes(elsewhere, "nl", territory=territory("PV21")) is None
