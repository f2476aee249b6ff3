"""Five projects with a range and unknown amounts, every ratio and range worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.effects.counting import count_in
from keianalysis.effects.groups import covered
from keianalysis.effects.monitor import effect_monitor
from keianalysis.model.observations import COLUMNS, Period, empty
from keianalysis.model.sectors import is_sector
from keianalysis.readers.projects import Portfolio, read_project_list
from tests.project_lists import FIVE, money, project, round_assumptions, write_list

REVIEW = Period("2011-01-01", "2013-06-30")
OPEN = None


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    return read_project_list(write_list(tmp_path_factory.mktemp("five") / "five.csv", *FIVE))


@pytest.fixture(scope="module")
def effects(portfolio: Portfolio, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return effect_monitor(portfolio, round_assumptions(tmp_path_factory.mktemp("used")), REVIEW)


def shown(effects: pd.DataFrame, measure: str, sector: str = "total") -> tuple[float | None, ...]:
    """Return value, low and high of one row; an empty one is None."""
    (row,) = effects[(effects["measure"] == measure) & (effects["sector"] == sector)].to_dict("records")
    return tuple(None if math.isnan(row[end]) else round(row[end], 4) for end in ("value", "low", "high"))


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        # 100 + 200 + 100 + 50 thousand; E1 states its total alone.
        ("investment_province", (450_000, 450_000, OPEN)),
        # 200 + 50 thousand.
        ("investment_eu", (250_000, 250_000, OPEN)),
        # 50 + 200 thousand.
        ("investment_state", (250_000, 250_000, OPEN)),
        # 300 to 400 in B1 and 100 in C1; the middle of B1 is 350.
        ("investment_municipality", (450_000, 400_000, OPEN)),
        ("investment_other_public", (0, 0, OPEN)),
        # 150 + 300; C1 and E1 are unknown.
        ("investment_private", (450_000, 450_000, OPEN)),
        # 500 + 1,000 to 1,100 + 200 known of C1 + 100 + 400.
        ("investment_total", (2_250_000, 2_200_000, OPEN)),
        # A1, B1 and D1 are complete: (400 + 850 + 50) / (100 + 200 + 50); E1 leaves all bounds open.
        ("leverage_others", (3.7143, 0, OPEN)),
        ("leverage_total", (4.7143, 1, OPEN)),
        # (150 + 300 + 0) / 350.
        ("leverage_private", (1.2857, 0, OPEN)),
        ("projects", (5, 5, 5)),
        ("projects_unknown_amounts", (2, 2, 2)),
        # A1 5; B1 6, 8.82 or 11; D1 2; E1 3, 3.6 or 6; C1 is unknown.
        ("jobs_temporary_direct", (19.42, 16, OPEN)),
        # The direct ones times 0.5 or 1.
        ("jobs_temporary_indirect", (19.42, 8, OPEN)),
        # 4 to 6, 0, 10 to 20, 0; E1 is unknown.
        ("jobs_structural_created", (20, 14, OPEN)),
        # 1,000 x 0.1 x 0.25 x 0.4 = 10; in the middle 1,000 x 0.15 x 0.375 x 0.45 = 25.3125.
        ("jobs_structural_retained", (25.3125, 10, OPEN)),
        ("jobs_structural", (45.3125, 24, OPEN)),
        # Created 20 x 0.5 x 0.8, retained 25.3125 x 0.8; 14 x 0.5 x 0.5 and 10 x 0.5.
        ("jobs_structural_net", (28.25, 8.5, OPEN)),
        # Half of them after five years, 0.4 of the low.
        ("jobs_structural_lasting", (14.125, 3.4, OPEN)),
        # Without the retained jobs of B1.
        ("jobs_structural_stressed", (20, 14, OPEN)),
        # A1 to D1 know money and jobs: 450,000 over 45.3125, over 76 and over 24.
        ("eur_per_structural_job", (9931.0345, 5921.0526, 18_750)),
        # A1, B1 and D1: 30.3125 / 1.65, 14 / 1.7 and 56 / 1.6.
        ("jobs_structural_per_million_total", (18.3712, 8.2353, 35)),
    ],
)
def test_the_whole_list(effects: pd.DataFrame, measure: str, expected: tuple[float | None, ...]) -> None:
    assert shown(effects, measure) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("investment_total", (1_050_000, 1_000_000, 1_100_000)),
        # 800 to 900 over 200.
        ("leverage_others", (4.25, 4, 4.5)),
        ("leverage_total", (5.25, 5, 5.5)),
        ("leverage_private", (1.5, 1.5, 1.5)),
        # 1.0 x (0.8 / 200,000 + 0.2 / 100,000) to 1.1 x (0.8 / 100,000 + 0.2 / 100,000) million.
        ("jobs_temporary_direct", (8.82, 6, 11)),
        ("jobs_temporary_indirect", (8.82, 3, 11)),
        # 1,050,000 over 8.82, over 10.5 and over 6.3: money at its centre.
        ("eur_per_person_year", (119_047.619, 100_000, 166_666.6667)),
        ("jobs_structural_retained", (25.3125, 10, 50)),
        ("jobs_structural", (25.3125, 10, 50)),
        # Deadweight is in them already: 25.3125 x 0.8; 10 x 0.5; 50 x 1.
        ("jobs_structural_net", (20.25, 5, 50)),
        ("jobs_structural_stressed", (0, 0, 0)),
        # 200,000 over 25.3125, 50 and 10.
        ("eur_per_structural_job", (7901.2346, 4000, 20_000)),
    ],
)
@pytest.mark.parametrize("sector", ["theme:location", "project:B1"])
def test_a_theme_of_one_project_is_that_project(
    effects: pd.DataFrame, sector: str, measure: str, expected: tuple[float | None, ...]
) -> None:
    assert shown(effects, measure, sector) == expected


def test_an_unknown_amount_has_no_value_and_no_upper_bound(effects: pd.DataFrame) -> None:
    assert shown(effects, "investment_private", "project:C1") == (None, 0, OPEN)
    assert shown(effects, "leverage_others", "project:C1") == (None, 1, OPEN)
    assert shown(effects, "investment_province", "project:E1") == (None, 0, OPEN)
    assert shown(effects, "investment_total", "project:E1") == (400_000, 400_000, 400_000)
    assert shown(effects, "jobs_temporary_direct", "project:C1") == (None, 0, OPEN)


def test_projects_with_unknown_amounts_are_named(effects: pd.DataFrame) -> None:
    notes = effects[effects["sector"] == "total"].set_index("measure")["note"]
    assert notes["projects_unknown_amounts"] == "C1 Project C1; E1 Project E1"
    assert notes["investment_total"] == "known part only; unknown in C1 Project C1"
    assert notes["leverage_others"].endswith("without C1 Project C1; E1 Project E1")
    assert notes["jobs_structural"] == "known part only; unknown in E1 Project E1"


def test_a_sum_without_ranges_is_at_least_what_is_known(effects: pd.DataFrame) -> None:
    words = effects[effects["sector"] == "total"].set_index("measure")["wording"]
    assert (words["investment_province"], words["investment_municipality"]) == ("at_least", "exact")


def test_lineage_goes_down_to_the_rows_of_the_file_and_the_assumptions(effects: pd.DataFrame) -> None:
    rows = effects.set_index(["measure", "sector"])
    assert rows.loc[("investment_province", "total"), "lineage"] == (
        "leverage.investment(five.csv#2 five.csv#3 five.csv#4 five.csv#5 five.csv#6)"
    )
    net = rows.loc[("jobs_structural_net", "project:B1"), "lineage"]
    assert net.startswith("additionality.net(five.csv#3 assumption:deadweight assumption:leakage")
    assert rows.loc[("jobs_temporary_direct", "project:B1"), "source"] == (
        "keianalysis.temporary_jobs.direct | five.csv"
    )


def test_every_number_is_an_observation_of_its_own(effects: pd.DataFrame) -> None:
    assert tuple(effects.columns) == COLUMNS
    assert effects["id"].is_unique
    assert all(is_sector(sector) for sector in effects["sector"])
    assert set(effects["basis"]) == {"computed"}
    assert set(effects["period_start"] + effects["period_end"]) == {"2011-01-012013-06-30"}


def test_the_labour_theme_has_no_structural_jobs(effects: pd.DataFrame) -> None:
    assert shown(effects, "jobs_structural", "theme:labour_market") == (0, 0, 0)
    assert shown(effects, "jobs_temporary_direct", "theme:labour_market") == (2, 2, 2)


def test_a_list_covers_the_days_from_its_first_start_to_its_last_end(portfolio: Portfolio) -> None:
    assert covered(portfolio) == Period("2011-01-01", "2012-12-31")
    assert covered(Portfolio("none", ())) == Period.year(2011, 2015)


def test_what_is_planned_or_starts_later_is_not_under_way(tmp_path: Path) -> None:
    rows = [
        project("A"),
        project("B", status="planned"),
        project("C", start="2013-07-01", end="2014-01-01"),
        project("D", start="", end=""),
    ]
    kept = count_in(read_project_list(write_list(tmp_path / "list.csv", *rows)), REVIEW)
    assert [one.project_id for one in kept.projects] == ["A", "D"]


def test_without_projects_there_are_no_effects(tmp_path: Path) -> None:
    found = effect_monitor(Portfolio("none", ()), round_assumptions(tmp_path), REVIEW)
    pd.testing.assert_frame_equal(found, empty())


def test_a_low_of_no_jobs_leaves_the_cost_of_a_job_open(tmp_path: Path) -> None:
    rows = [
        project("A", created="0-10", jobs_on_site="0", evidence="study", province="1000"),
    ]
    listed = read_project_list(write_list(tmp_path / "list.csv", *rows))
    found = effect_monitor(listed, round_assumptions(tmp_path), REVIEW)
    assert shown(found, "eur_per_structural_job") == (200, 100, OPEN)


def test_a_ratio_that_the_other_projects_make_impossible_has_no_value(tmp_path: Path) -> None:
    # A alone gives 1; the known money of B makes it (100 + 900) / 200 = 5 at least.
    rows = [
        project("A", **money(province="100", eu="100")),
        project("B", **(money(province="100", eu="900") | {"private": ""})),
    ]
    listed = read_project_list(write_list(tmp_path / "list.csv", *rows))
    found = effect_monitor(listed, round_assumptions(tmp_path), REVIEW)
    assert shown(found, "leverage_others") == (None, 5, OPEN)
