"""Where the spread of a result comes from, and which unknown would move it most."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.effects.doubt.unknowns import value_of_unknowns
from keianalysis.effects.doubt.variance import variance_shares
from keianalysis.readers.projects import read_project_list
from tests.project_lists import money, project, round_assumptions, spent, write_list


def test_all_of_the_spread_of_one_range_is_that_range(tmp_path: Path) -> None:
    row = project("A", created="0-10", jobs_on_site="0", evidence="study")
    listed = read_project_list(write_list(tmp_path / "list.csv", row))
    found = variance_shares(listed, round_assumptions(tmp_path)).set_index(["result", "input"])
    jobs = found.loc[("jobs_structural", "created")]
    assert (jobs["first"], jobs["total"]) == pytest.approx((1, 1), abs=0.03)


def test_the_shares_of_a_product_are_those_of_its_parts(tmp_path: Path) -> None:
    # Jobs of 8 to 12 times what displacement leaves, even from 0.4 to 0.6 but for its peak at 0.5.
    row = project("A", created="8-12", jobs_on_site="0", evidence="study")
    listed = read_project_list(write_list(tmp_path / "list.csv", row))
    fixed = {"deadweight": (0, 0, 0), "displacement": (0.4, 0.5, 0.6)}
    found = variance_shares(listed, round_assumptions(tmp_path, **fixed)).set_index(["result", "input"])
    net = found.loc["jobs_structural_net"]
    # Variances relative to the mean: 16 / 12 / 100 of the jobs, 0.04 / 24 / 0.25 of what is left.
    own, other = 16 / 12 / 100, 0.04 / 24 / 0.25
    whole = own + other + own * other
    assert net.loc["created", "first"] == pytest.approx(own / whole, abs=0.06)
    assert net.loc["displacement", "first"] == pytest.approx(other / whole, abs=0.06)
    assert net["total"].sum() >= net["first"].sum() - 0.05


def test_an_unknown_is_worth_how_far_it_may_move_a_result(tmp_path: Path) -> None:
    rows = [
        project("A", **money(province="100", private="400"), **spent(training="1")),
        project("B", **(money(province="100") | {"private": ""}), **spent(training="1")),
    ]
    listed = read_project_list(write_list(tmp_path / "list.csv", *rows))
    found = value_of_unknowns(listed, round_assumptions(tmp_path))
    (row,) = found[(found["result"] == "leverage_others") & (found["unknown"] == "private")].to_dict(
        "records"
    )
    # Both together: 400 over 200 without it, 800 over 200 with as much as A.
    assert (row["project_id"], row["at_nothing"], row["at_most"], row["most"]) == ("B", 2, 4, 400)
    assert row["part"] == 1


def test_a_list_that_knows_all_has_no_unknown(tmp_path: Path) -> None:
    row = project("A", created="1", jobs_on_site="0", evidence="study", **money(province="1"))
    listed = read_project_list(write_list(tmp_path / "list.csv", row))
    assert value_of_unknowns(listed, round_assumptions(tmp_path)).empty
