"""What moves a result most, and what is left of the gross jobs, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.effects.sensitivity import COLUMNS, tornado, waterfall_table
from keianalysis.readers.projects import Portfolio, read_project_list
from tests.project_lists import FIVE, round_assumptions, write_list


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    return read_project_list(write_list(tmp_path / "five.csv", *FIVE))


def test_each_input_moves_alone_and_the_largest_swing_comes_first(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    moved = tornado(portfolio, round_assumptions(tmp_path))
    assert tuple(moved.columns) == COLUMNS
    jobs = moved[moved["result"] == "jobs_structural"].set_index("moved")
    # A1, B1 and C1 in the middle: 5 + 25.3125 + 15. With 0.1 at risk B1 is 16.875, with 0.2 it is 33.75.
    assert set(jobs["base"]) == {45.3125}
    assert tuple(jobs.loc["at_risk", ["at_low", "at_high"]]) == (36.875, 53.75)
    assert tuple(jobs.loc["created", ["at_low", "at_high"]]) == (39.3125, 51.3125)
    assert list(jobs.index) == ["at_risk", "leave_province", "created", "attribution"]


def test_a_dearer_person_year_lowers_the_work(portfolio: Portfolio, tmp_path: Path) -> None:
    moved = tornado(portfolio, round_assumptions(tmp_path))
    work = moved[moved["result"] == "jobs_temporary_direct"].set_index("moved")
    # Construction: 1.05 million x 0.8 and 400,000 x 0.5 at 100,000 or 200,000 instead of 125,000.
    row = work.loc["eur_per_person_year_construction"]
    assert (row["base"], row["at_low"], row["at_high"]) == pytest.approx((19.42, 21.5, 16.3))
    assert "eur_per_person_year_training" not in work.index


def test_what_does_not_bear_on_a_result_does_not_move_it(portfolio: Portfolio, tmp_path: Path) -> None:
    moved = tornado(portfolio, round_assumptions(tmp_path))
    assert not moved.duplicated(["result", "moved"]).any()
    assert set(moved.loc[moved["result"] == "leverage_others", "moved"]) == {"municipality"}
    assert set(moved.loc[moved["moved"] == "deadweight", "result"]) == {"jobs_structural_net"}


def test_the_waterfall_takes_off_one_loss_after_the_other(portfolio: Portfolio, tmp_path: Path) -> None:
    steps = waterfall_table(portfolio, round_assumptions(tmp_path)).set_index("step")["value"]
    # Created 20 x 0.5, retained 25.3125 without deadweight; then both x 0.8.
    assert dict(steps) == {
        "gross": 45.3125,
        "deadweight": 35.3125,
        "leakage": 35.3125,
        "displacement": 28.25,
        "substitution": 28.25,
        "structural_multiplier": 28.25,
    }


def test_without_projects_nothing_moves(tmp_path: Path) -> None:
    nothing, used = Portfolio("none", ()), round_assumptions(tmp_path)
    assert tornado(nothing, used).empty
    assert waterfall_table(nothing, used).empty
