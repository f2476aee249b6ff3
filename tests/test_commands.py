"""The commands: their exit codes, and that a wrong call or bad data writes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.data import MARKER, project_root

WRONG = [
    ["monitor", "--year", "20l2"],
    ["monitor", "--year", "1980"],
    ["monitor"],
    ["review", "--language", "fr"],
    ["review", "--langauge", "nl"],
    ["review", "--as-of", "4 april 2014"],
    ["review", "--projects", "projects.csv"],
    ["review", "--register", "nowhere"],
    ["review", "--jobs", "0"],
    ["recompute"],
]


@pytest.mark.parametrize("call", WRONG, ids=" ".join)
def test_a_wrong_call_ends_in_two_and_writes_nothing(call: list[str], tmp_path: Path) -> None:
    out = [] if call[0] == "recompute" else ["--out", str(tmp_path / "reports")]
    outcome = CliRunner().invoke(app, [*call, *out])
    assert outcome.exit_code == 2
    assert outcome.output.strip()
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("command", ["review", "monitor", "check"])
def test_help_teaches(command: str) -> None:
    outcome = CliRunner().invoke(app, [command, "--help"])
    assert outcome.exit_code == 0
    assert {"review": "reports/review-2013", "monitor": "reports/monitor-YEAR", "check": "fault"}[
        command
    ] in outcome.output


def test_a_folder_with_something_else_is_not_replaced(tmp_path: Path) -> None:
    other = tmp_path / "review-2013"
    other.mkdir()
    (other / "mine.txt").write_text("keep", "utf-8")
    outcome = CliRunner().invoke(app, ["review", "--out", str(tmp_path)])
    assert outcome.exit_code == 2
    assert (other / "mine.txt").read_text("utf-8") == "keep"


def keianalysis(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on another project root, in a process of its own."""
    command = [sys.executable, "-c", "from keianalysis.cli import main; main()", *arguments]
    environment = os.environ | {"KEIANALYSIS_ROOT": str(root), "COLUMNS": "200"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_bad_data_ends_in_one_with_every_fault_and_writes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(project_root() / MARKER.parent, root / MARKER.parent)
    path = root / MARKER
    text = path.read_text("utf-8").replace(",persons,", ",person,", 1).replace("CBS", "", 1)
    path.write_text(text, "utf-8")
    budget = root / MARKER.parent / "programme_budget_2014.csv"
    budget.write_text(budget.read_text("utf-8").replace("6955082", "6955082.5", 1), "utf-8")
    out = tmp_path / "reports"
    checked = keianalysis(root, "check")
    assert checked.returncode == 1
    assert "known-unit" in checked.stderr
    assert "programme_budget_2014.csv" in checked.stderr
    reviewed = keianalysis(root, "review", "--out", str(out))
    assert reviewed.returncode == 1
    assert not out.exists()


def test_the_committed_data_pass_the_check() -> None:
    outcome = CliRunner().invoke(app, ["check"])
    assert outcome.exit_code == 0
    assert "no faults" in outcome.output
