"""Who is told of a run gets its outcome as JSON, whatever it is, and never any data."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.model.errors import BadData, Fault, IncompleteRun, RunLocked, WrongCall
from keianalysis.runs.schedule.notify import exit_code, notify, outcome_of

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
FAULT = Fault("register.csv", 7, "jobs", "is-number", "'a firm' is no number", "Mend it.")


def listening(folder: Path) -> tuple[str, Path]:
    """Return a command that keeps what it is given, and where."""
    heard = folder / "heard.json"
    return f"{sys.executable} -c \"import sys; open('{heard}', 'w').write(sys.stdin.read())\"", heard


@pytest.mark.parametrize(
    ("error", "code", "outcome"),
    [
        (None, 0, "unchanged"),
        (IncompleteRun("a.ipynb, code cell 3: KeyError", "a firm"), 1, "failed"),
        (BadData([FAULT]), 1, "failed"),
        (KeyError("a firm"), 1, "failed"),
        (WrongCall("no such year"), 2, "wrong_call"),
        (RunLocked("another run"), 3, "locked"),
    ],
)
def test_every_ending_has_its_code_and_its_word(
    error: BaseException | None, code: int, outcome: str, tmp_path: Path
) -> None:
    command, heard = listening(tmp_path)
    assert exit_code(error) == code
    assert notify(command, outcome_of("review", NOW, error, "unchanged")) == ""
    told = json.loads(heard.read_text("utf-8"))
    assert (told["command"], told["outcome"], told["exit_code"]) == ("review", outcome, code)
    assert told["started"] == "2026-06-01T00:00:00+00:00"
    assert "a firm" not in heard.read_text("utf-8")


def test_faults_are_told_by_place_and_rule() -> None:
    told = outcome_of("review", NOW, BadData([FAULT])).message
    assert told == "1 faults in raw files: register.csv, row 7, column jobs [is-number]"


@pytest.mark.parametrize("command", ["no-such-program", "false", "'"])
def test_a_notice_that_cannot_be_given_is_told(command: str) -> None:
    assert "--notify" in notify(command, outcome_of("review", NOW, None))


def test_a_wrong_call_of_the_command_line_is_told_too(tmp_path: Path) -> None:
    command, heard = listening(tmp_path)
    arguments = ["monitor", "--year", "1980", "--out", str(tmp_path / "out"), "--notify", command]
    assert CliRunner().invoke(app, arguments).exit_code == 2
    assert json.loads(heard.read_text("utf-8"))["outcome"] == "wrong_call"


def test_explaining_runs_nothing_and_writes_nothing(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(app, ["review", "--explain", "--out", str(tmp_path / "out")])
    assert outcome.exit_code == 0
    assert "100_verdicts: " in outcome.output
    assert "report: " in outcome.output
    assert not (tmp_path / "out").exists()
