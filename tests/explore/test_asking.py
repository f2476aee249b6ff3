"""What a researcher asks for in one line of Python, and what a slip of the pen gets."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import keianalysis
from keianalysis.explore import asking, names
from keianalysis.model.errors import WrongCall
from tests.conftest import MakeTable


@pytest.fixture
def published(table: MakeTable, monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """Let a small table stand for all that is published."""

    def on(day: str, release: str, value: float, **more: object) -> dict[str, object]:
        return {"period_start": day, "period_end": day, "release_date": release, "value": value, **more}

    rows = table(
        on("2011-04-01", "2011-12-14", 172300.0),
        on("2011-04-01", "2012-12-19", 175100.0),
        on("2012-04-01", "2012-12-19", 173900.0),
        on("2012-04-01", "", 4000.0, region="Assen", region_code="GM0106", sector="C"),
        on("2012-04-01", "2012-12-19", 2.5, unit="pct"),
        on("2012-01-01", "2012-05", 490000.0, measure="population", unit="persons"),
    )
    monkeypatch.setattr(asking, "_rows", lambda edition: rows)
    return rows


def test_a_series_has_the_newest_release_of_each_number_over_all_years(published: pd.DataFrame) -> None:
    rows = keianalysis.series("jobs_fulltime", "Drenthe", unit="jobs")
    assert list(rows.columns) == list(asking.TIDY)
    assert list(rows["value"]) == [175100.0, 173900.0]
    assert list(rows["period"]) == ["1 April 2011", "1 April 2012"]
    assert set(rows["label"]) == {"jobs of 12 hours or more"}


def test_a_series_as_of_a_day_has_what_was_public_then(published: pd.DataFrame) -> None:
    rows = keianalysis.series("jobs_fulltime", "Drenthe", as_of="2012-06-30")
    assert list(rows["value"]) == [172300.0]
    with pytest.warns(UserWarning, match="none of it was public before 2011-12-14"):
        assert keianalysis.series("jobs_fulltime", "Drenthe", as_of="2001-01-01").empty


def test_releases_say_when_each_became_public_and_what_it_changed(published: pd.DataFrame) -> None:
    rows = keianalysis.releases("jobs_fulltime", "Drenthe", unit="jobs", last=2011)
    assert list(rows["public_from"]) == ["2011-12-14", "2012-12-19"]
    assert list(rows["revision"].fillna(0)) == [0.0, 2800.0]
    (undated,) = keianalysis.releases("jobs_fulltime", "Assen", "C")["public_from"]
    assert undated == "2012-04-01"


@pytest.mark.parametrize("name", ["PV22", "drenthe", ["Drenthe"], ("PV22", "Drenthe")])
def test_a_region_is_known_by_name_and_code(published: pd.DataFrame, name: str | list[str]) -> None:
    assert len(keianalysis.series("Jobs of 12 hours or more", name, unit="jobs")) == 2


def test_every_sector_comes_where_none_is_named(published: pd.DataFrame) -> None:
    assert set(keianalysis.series("jobs_fulltime", sector="")["sector"]) == {"total", "C"}
    assert list(keianalysis.series("jobs_fulltime", sector="manufacturing")["region"]) == ["Assen"]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (
            lambda: keianalysis.series("jobs_fultime"),
            "no measure 'jobs_fultime' here; the nearest are 'jobs_",
        ),
        (lambda: keianalysis.series("population", "Drente"), "the nearest are 'Drenthe'"),
        (lambda: keianalysis.series("population", sector="C"), "no sector 'C' here; there are 'total'"),
        (lambda: keianalysis.series("jobs_fulltime", unit="ha"), "jobs_fulltime is in jobs, pct"),
        (lambda: keianalysis.series("population", language="fy"), "language is nl or en"),
        (lambda: keianalysis.regions("popluation"), "the nearest are 'population'"),
    ],
)
def test_a_misspelt_name_is_an_error_with_the_nearest(
    published: pd.DataFrame, ask: Callable[[], object], told: str
) -> None:
    with pytest.raises(WrongCall) as error:
        ask()
    assert told in str(error.value)


def test_a_region_without_the_number_is_told_of(published: pd.DataFrame) -> None:
    with pytest.warns(UserWarning, match="no such number of Groningen is held"):
        rows = keianalysis.series("population", regions=("Drenthe", "Groningen"))
    assert list(rows["region"]) == ["Drenthe"]


def test_the_lists_count_numbers_and_years(published: pd.DataFrame) -> None:
    measures = keianalysis.measures()
    assert measures.loc["jobs_fulltime", ["first", "last", "numbers", "units"]].tolist() == [
        *("2011", "2012", 5),
        "jobs, pct",
    ]
    assert list(keianalysis.measures("inhabitants").index) == ["population"]
    assert keianalysis.regions("jobs_fulltime").loc["Assen", ["code", "numbers"]].tolist() == ["GM0106", 1]
    assert keianalysis.sectors().loc["C", "label"] == "manufacturing"


def test_the_package_shows_what_it_has_to_ask() -> None:
    wanted = {"measures", "regions", "sectors", "series", "releases", "trace", "open_run"}
    assert wanted <= set(dir(keianalysis))
    assert all(callable(getattr(keianalysis, name)) for name in wanted)
    with pytest.raises(AttributeError):
        _ = keianalysis.serie


def test_a_part_of_a_name_is_near_enough() -> None:
    with pytest.raises(WrongCall, match="'shop_vacancy_rate'"):
        names.known_measure("vacancy", {"shop_vacancy_rate", "population"})


def test_a_trail_is_read_as_lines() -> None:
    rows = keianalysis.series("population", "Drenthe", last=2000)
    trail = keianalysis.trace(rows.iloc[0])
    assert repr(trail) == str(trail)
    assert "data/raw/published/observations.csv, row" in trail
    assert "sha256 " in trail
    assert keianalysis.trace(rows["id"].iloc[0]) == trail


def test_a_run_is_told_in_a_few_lines_and_shows_the_page() -> None:
    run = keianalysis.open_run("mine")
    assert len(repr(run).splitlines()) <= 4
    assert "review-2013 of Drenthe, as of 2014-04-04" in repr(run)
    shown = run.explore("population", "Drenthe")
    assert "srcdoc=" in shown.data
    assert "data-opened=&quot;m=population&amp;amp;r=Drenthe&quot;" in shown.data
