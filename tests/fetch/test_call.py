"""The command: what it says, what it ends in, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.commands import work
from tests.fetch.server import Fault, Recorded, jobs_table


def call(*arguments: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(app, ["fetch", *arguments], env={"COLUMNS": "300", "TERM": "dumb"})
    return outcome.exit_code, " ".join(outcome.output.split())


def test_a_table_that_nothing_declares_is_fetched_whole(recorded: Recorded, tmp_path: Path) -> None:
    code, told = call("70001NED", "--out", str(tmp_path))
    assert code == 0
    assert "70001NED: kept, version 202506010000, released 2025-06-01, 4 rows" in told
    assert (tmp_path / "cbs/70001NED/202506010000/Observations.parquet").is_file()


def test_a_wrong_case_ends_as_a_wrong_call_with_the_right_spelling(
    recorded: Recorded, tmp_path: Path
) -> None:
    code, told = call("70001Ned", "--out", str(tmp_path))
    assert code == 2
    assert "write '70001NED'" in told
    assert list(tmp_path.iterdir()) == []


def test_what_failed_is_told_at_the_end(recorded: Recorded, tmp_path: Path) -> None:
    recorded.faults.append(Fault("Observations$", code=400))
    code, told = call("70001NED", "--out", str(tmp_path))
    assert code == 1
    assert "answers 400" in told


def test_a_plan_asks_the_catalogue_alone_and_says_why(recorded: Recorded, tmp_path: Path) -> None:
    code, told = call("70001NED", "--plan", "--out", str(tmp_path))
    assert code == 0
    assert f"no release is kept yet: GET {recorded.base}/70001NED/Observations" in told
    call("70001NED", "--out", str(tmp_path))
    recorded.requests.clear()
    assert "nothing would be asked" in call("70001NED", "--plan", "--out", str(tmp_path))[1]
    assert len(recorded.requests) == 1
    recorded.tables["70001NED"] = jobs_table("202507010000")
    assert "changed at 2025-07-01" in call("70001NED", "--plan", "--out", str(tmp_path))[1]


def test_offline_asks_nothing_and_lists_what_is_kept(recorded: Recorded, tmp_path: Path) -> None:
    code, told = call("70001NED", "--offline", "--out", str(tmp_path))
    assert code == 1
    assert "no release is kept of 70001NED" in told
    call("70001NED", "--out", str(tmp_path))
    recorded.requests.clear()
    code, told = call("70001NED", "--offline", "--out", str(tmp_path))
    assert code == 0
    assert "70001NED: kept, version 202506010000" in told
    assert recorded.requests == []


def test_a_release_in_quarantine_is_used_once_it_is_accepted(recorded: Recorded, tmp_path: Path) -> None:
    call("70001NED", "--out", str(tmp_path))
    table = jobs_table("202507010000")
    table["MeasureCodes"][0]["Unit"] = "aantal"
    recorded.tables["70001NED"] = table
    code, told = call("70001NED", "--out", str(tmp_path))
    assert code == 1
    assert "the last good one stays in use" in told
    code, told = call("70001NED", "--accept", "--out", str(tmp_path))
    assert code == 0
    assert "accepted, version 202507010000" in told
    assert call("70001NED", "--out", str(tmp_path))[0] == 0
    assert call("70001NED", "--accept", "--out", str(tmp_path))[0] == 2


def test_the_address_of_a_service_has_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEIANALYSIS_CBS_URL", "datasets.example")
    code, told = call("70001NED", "--out", str(tmp_path))
    assert code == 2
    assert "KEIANALYSIS_CBS_URL" in told


def test_a_monitor_goes_on_with_what_is_kept_when_the_service_is_down(
    recorded: Recorded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded.faults.append(Fault(".", code=403, times=99))
    made = []
    monkeypatch.setattr(work, "make", lambda plan, *_: made.append(plan()))
    monkeypatch.setattr(work, "RAW", tmp_path)
    outcome = CliRunner().invoke(app, ["monitor", "--year", "2019", "--fetch"], env={"COLUMNS": "300"})
    assert outcome.exit_code == 0, outcome.output
    assert len(made) == 1
    assert "going on with the last good releases" in outcome.output
    assert recorded.asked("Datasets") == 1
