"""What the page is opened on for the rows of a figure."""

from __future__ import annotations

import pandas as pd

from keianalysis.explore.selection import selection
from tests.conftest import MakeTable

TOWNS = ("Assen", "Emmen", "Meppel", "Hoogeveen", "Coevorden", "Tynaarlo", "De Wolden")


def test_a_line_of_its_regions(table: MakeTable) -> None:
    rows = table({}, {"region": "Nederland"}, {"measure": "population", "unit": "persons"})
    assert selection(rows) == "m=jobs_fulltime&r=Drenthe&r=Nederland&u=jobs"


def test_the_commonest_sector_is_named(table: MakeTable) -> None:
    assert selection(table({"sector": "C"})) == "m=jobs_fulltime&r=Drenthe&u=jobs&s=C"


def test_several_releases_of_a_number_are_shown_as_such(table: MakeTable) -> None:
    rows = table({"release_date": "2012"}, {"release_date": "2013"})
    assert selection(rows).endswith("v=releases")


def test_many_municipalities_stand_side_by_side(table: MakeTable) -> None:
    told = selection(table(*({"region": name} for name in TOWNS)))
    assert told.endswith("u=jobs&v=compare&k=municipality")
    assert told.count("r=") == 6


def test_what_is_no_observation_opens_nothing() -> None:
    assert selection(pd.DataFrame({"label": ["a"], "value": [1.0]})) == ""
    assert selection(pd.DataFrame()) == ""
