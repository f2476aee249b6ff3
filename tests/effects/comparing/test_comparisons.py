"""A programme beside itself later, under other assumptions, beside others, and part beside part."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.comparing.benchmarks import cost_per_job, ratios, within
from keianalysis.effects.comparing.contributions import contributions
from keianalysis.effects.comparing.followup import follow_up
from keianalysis.effects.comparing.scenario import differences, other_assumptions, read_scenario
from keianalysis.effects.counting import count_in
from keianalysis.effects.monitor import effect_monitor
from keianalysis.model.errors import BadData
from keianalysis.model.observations import Period
from keianalysis.model.projects.tables import JobCost, OtherAssumption
from keianalysis.model.rows import typed_rows
from keianalysis.readers.projects import Portfolio, read_project_list
from keianalysis.readers.sources import read_sources
from tests.project_lists import eight, money, project, round_assumptions, write_list

MIDTERM = Period("2011-01-01", "2013-06-30")


def listed(folder: Path, when: str) -> Portfolio:
    return read_project_list(write_list(folder / f"{when}.csv", *eight(when)))


def test_what_was_expected_is_followed_project_by_project(tmp_path: Path) -> None:
    found = follow_up(listed(tmp_path, "midterm"), listed(tmp_path, "end")).set_index("project_id")
    jobs = ["jobs_before", "jobs_realised_after", "jobs_expected_after", "jobs_unrealised"]
    # P3 expected 2 and 3 and made 2 and 2; P5 expected 8 and made 6; P6 still expects its 4.
    assert list(found.loc["P3", jobs]) == [5, 4, 0, 1]
    assert list(found.loc["P5", jobs]) == [8, 6, 0, 2]
    assert list(found.loc["P6", jobs]) == [4, 0, 4, 0]
    assert list(found.loc["total", jobs]) == [83, 76, 4, 3]
    # 80 and 120 thousand after land are spent of P2, in prices of 2015.
    assert found.loc["P2", "spent_before"] == pytest.approx(100_000 * 1.01 * 1.006)
    assert found.loc["P2", "spent_after"] == pytest.approx(200_000 * 1.01 * 1.006)
    assert found.loc["P3", "status_before"] == "completed / running"


def test_a_project_that_is_new_or_gone_is_told_and_not_summed(tmp_path: Path) -> None:
    rows = {name: project(name, created="5", jobs_on_site="0", evidence="study") for name in "ABC"}
    lists = [
        read_project_list(write_list(tmp_path / f"{names}.csv", *(rows[name] for name in names)))
        for names in ("AB", "BC")
    ]
    found = follow_up(*lists).set_index("project_id")
    assert dict(found["state"]) == {"A": "gone", "B": "both", "C": "new", "total": "both"}
    assert pd.isna(found.loc["A", "jobs_unrealised"])


def test_a_scenario_names_only_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "hopeful.csv"
    path.write_text("name,low,central,high,price_year\ndeadweight_loan,0,0,0,\n", "utf-8")
    scenario = read_scenario(path)
    assert scenario.used["deadweight_loan"].kind == "assumption"
    assert scenario.used["deadweight"] == assumptions()["deadweight"]
    (told,) = typed_rows(other_assumptions(scenario), OtherAssumption)
    assert told[:-1] == ("deadweight_loan", 0.3, 0.5, 0.7, 0, 0, 0)
    assert told.inputs == "assumption:deadweight_loan hopeful.csv#2"
    found = differences(count_in(listed(tmp_path, "midterm"), MIDTERM), scenario, MIDTERM)
    assert all(inputs.endswith(" hopeful.csv#2") for inputs in found["inputs"])
    whole = found[found["sector"] == "total"].set_index("measure")
    assert set(whole.index) == {"jobs_structural_net", "jobs_structural_lasting"}
    # The loan makes 8 jobs; half of them was lost, and 0.85 x 0.75 x 0.98 is left after the other losses.
    assert whole.loc["jobs_structural_net", "difference"] == pytest.approx(4 * 0.85 * 0.75 * 0.98)


def test_every_fault_of_a_scenario_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    rows = "deadweight,0.5,0.4,0.6,\nluck,1,1,1,\nleakage,0,0,2,\n"
    path.write_text(f"name,low,central,high,price_year\n{rows}", "utf-8")
    with pytest.raises(BadData) as caught:
        read_scenario(path)
    rules = [fault.rule for fault in caught.value.faults]
    assert sorted(rules) == ["known-assumption", "low-central-high", "possible-value"]


def test_contributions_add_to_the_whole(tmp_path: Path) -> None:
    counted = count_in(listed(tmp_path, "midterm"), MIDTERM)
    found = contributions(counted, round_assumptions(tmp_path))
    parts = found.set_index(["theme", "instrument"])
    assert parts.loc[("innovation", "loan"), "jobs"] == 8
    assert parts.loc[("location", "grant"), "jobs"] == 60
    assert (found["jobs"].sum(), found["province"].sum()) == (83, 835_000)
    assert found["jobs_net"].sum() == pytest.approx(57.2)


def test_a_job_is_held_against_every_ratio_that_counts_the_same_money(tmp_path: Path) -> None:
    sources = read_sources()
    effects = effect_monitor(listed(tmp_path, "midterm"), round_assumptions(tmp_path), MIDTERM)
    costs = cost_per_job(effects, sources.coefficients, "2013")
    own = costs[costs["programme"] == ""].set_index("payer")["value"]
    assert own["public"] == pytest.approx(1_205_000 / 83)
    assert own["total"] == pytest.approx(1_605_000 / 83)
    compared = set(zip(ratios()["method"], ratios()["parameter"], strict=True))
    assert set(zip(costs["programme"], costs["parameter"], strict=True)) == compared | {("", "")}
    # 13,333 of Vierkant voor Werk and 68,966 of Fernijt III: 14,518 lies between.
    assert within(costs)["public"] is True
    # Nobody has a job for less than 1 / 68 of a million of all money: 19,337 is above the lowest.
    assert within(costs)["total"] is True


def test_other_programmes_are_told_in_the_prices_of_the_list_where_they_can(
    tmp_path: Path,
) -> None:
    """SNN's 50 jobs a million of 2017; EFRO of 2007-2013 gets a range; the Objective 2 of 1994 is too old."""
    sources = read_sources()
    effects = effect_monitor(listed(tmp_path, "midterm"), round_assumptions(tmp_path), MIDTERM)
    costs = cost_per_job(effects, sources.coefficients, "2013")
    rows = {(row.payer, row.programme): row for row in typed_rows(costs, JobCost)}
    snn = rows["public", "SNN rule of thumb"]
    assert snn.prices == "2013"
    assert snn.value == pytest.approx(20_000 / (1.01 * 1.006 * 1.003 * 1.014))
    efro = rows["public", "OP EFRO Noord 2007-2013"]
    since_2007 = 1.025 * 1.012 * 1.013 * 1.023 * 1.025 * 1.025
    assert efro.low == pytest.approx(1_000_000 / 43.7)
    assert efro.high == pytest.approx(1_000_000 / 43.7 * since_2007)
    old = rows["total", "EC cohesion report on Objective 2"]
    assert (old.prices, old.price_year) == ("", "1994/1999")
    assert rows["public", "Vierkant voor Werk"].prices == ""
    # The 75,000 of the Bedrijvenregeling is a cap for each firm, and no cost of a job.
    assert pd.isna(rows["public", "Bedrijvenregeling Drenthe 2021"].high)


def test_without_jobs_nothing_is_said_of_their_cost(tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", project("A", **money(province="5")))
    effects = effect_monitor(read_project_list(path), round_assumptions(tmp_path), MIDTERM)
    assert within(cost_per_job(effects, read_sources().coefficients, "2013"))["public"] is None
