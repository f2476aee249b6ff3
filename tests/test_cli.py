"""The command line: what a call ends in, what it says, and what it leaves behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.model.folders import MARKER, project_root
from keianalysis.model.reviews import DEFAULT, REVIEWS
from keianalysis.runs.engine.guard import FORKS
from tests.processes import forked_call

OBSERVATIONS = MARKER.name
CLAIMS = Path("..", "reviews", DEFAULT, "claims.csv").as_posix()
CLAIMS_TOLD = f"{DEFAULT}/claims.csv"
HOLD = """
import pathlib, sys
from keianalysis.runs.publish import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def call(*arguments: str) -> tuple[int, str]:
    """Run a command in this process; return its exit code and all that it printed, on one line."""
    outcome = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "300", "TERM": "dumb"})
    return outcome.exit_code, " ".join(outcome.output.split())


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on another project root, in a process that has read nothing yet."""
    return forked_call(root, *arguments) if FORKS else started(root, *arguments)


def started(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on another project root, in a process that has imported nothing yet."""
    command = [sys.executable, "-c", "from keianalysis.cli import main; main()", *arguments]
    environment = os.environ | {"KEIANALYSIS_ROOT": str(root), "COLUMNS": "300"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["monitor", "--year", "20l2"], "Invalid value for '--year'"),
        (["monitor", "--year", "1980"], "no observation ends in 1980"),
        (["monitor", "--year", "2019", "--as-of", "2014-04-04"], "nothing about 2019 was public"),
        (["monitor"], "--year"),
        (["review", "--language", "de"], "'nl', 'en'"),
        (["review", "--languge", "nl"], "--language"),
        (["review", "--as-of", "2014-02-30"], "YYYY-MM-DD"),
        (["review", "--as-of", "04-04-2014"], "YYYY-MM-DD"),
        (["review", "--projects", "projects.csv"], "--projects"),
        (["monitor", "--year", "2012", "--projects", "projects.csv"], "--projects"),
        (["review", "--register", "no/such/folder"], "is not a folder"),
        (["review", "--jobs", "none"], "--jobs"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_a_wrong_call_is_told_what_is_wrong_and_writes_nothing(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    out = tmp_path / "reports"
    code, text = call(*arguments, "--out", str(out))
    assert (code, told in text) == (2, True)
    assert not out.exists()


def test_a_year_without_data_is_told_which_years_have_some() -> None:
    _, text = call("monitor", "--year", "1980")
    assert "there are observations for 19" in text


def test_a_folder_without_deliveries_and_one_that_is_a_delivery_are_wrong_calls(tmp_path: Path) -> None:
    out = tmp_path / "reports"
    code, text = call("check", "--register", str(tmp_path))
    assert (code, "holds no delivery" in text) == (2, True)
    (tmp_path / "source.toml").write_text("", "utf-8")
    code, text = call("review", "--register", str(tmp_path), "--out", str(out))
    assert (code, "is one delivery" in text) == (2, True)
    assert not out.exists()


def test_a_faulty_delivery_is_told_whole_and_publishes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "registers" / "lisa_2012"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text('layout = "lisa"\n', "utf-8")
    out = tmp_path / "reports"
    code, text = call("review", "--register", str(tmp_path / "registers"), "--out", str(out))
    assert code == 1
    assert [key for key in ("release_date", "sbi_version", "files") if key not in text] == []
    assert not out.exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("review", ("reports/review-2013", "--as-of", "--language")),
        ("monitor", ("reports/monitor-YEAR", "--year")),
        ("check", ("file, row, column, rule and severity",)),
        ("trace", ("id of a claim", "--edition")),
        ("diff", ("biggest first", "--limit")),
        ("verify", ("compute its verdicts again",)),
    ],
)
def test_help_says_what_a_command_writes_or_lists(command: str, told: tuple[str, ...]) -> None:
    code, text = call(command, "--help")
    assert code == 0
    assert [part for part in told if part not in text] == []


@pytest.mark.parametrize("command", [("trace", "eff.leverage", "--edition"), ("verify",), ("diff", "here")])
def test_a_folder_without_an_edition_is_a_wrong_call(command: tuple[str, ...], tmp_path: Path) -> None:
    arguments = ["diff", str(tmp_path)] if command[0] == "diff" else list(command)
    code, text = call(*arguments, str(tmp_path))
    assert (code, "holds no edition" in text) == (2, True)


def test_help_of_the_whole_explains_the_exit_codes() -> None:
    code, text = call("--help")
    assert code == 0
    for part in ("0 published", "1 a check or a notebook failed", "2 the call is wrong", "3 another run"):
        assert part in text


def test_a_held_folder_ends_in_three(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        code, text = call("review", "--out", str(tmp_path))
        other.communicate("")
    assert code == 3
    assert "another run is writing" in text
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the raw data that a test may break."""
    for folder in (MARKER.parent, REVIEWS):
        shutil.copytree(project_root() / folder, tmp_path / "project" / folder)
    return tmp_path / "project"


def spoil(root: Path, name: str, line: int, old: str, new: str) -> None:
    """Change one line of a raw file; the header is line 1."""
    path = root / MARKER.parent / name
    lines = path.read_text("utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("\n".join(lines), "utf-8")


def first_unit(root: Path) -> str:
    """Return the unit of the first observation, as it stands between its commas."""
    header, row, *_ = (root / MARKER).read_text("utf-8").splitlines()
    return f",{row.split(',')[header.split(',').index('unit')]},"


@pytest.mark.slow
def test_check_lists_every_fault_of_every_file(root: Path) -> None:
    spoil(root, OBSERVATIONS, 2, first_unit(root), ",stuks,")
    spoil(root, CLAIMS, 2, ",jobs_fulltime_change,", ",,")
    checked = run(root, "check")
    assert checked.returncode == 1
    assert "2 faults" in checked.stderr
    for part in (OBSERVATIONS, "known-unit", CLAIMS_TOLD, "claim-measure"):
        assert part in checked.stderr
    assert "Traceback" not in checked.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", [("review",), ("monitor", "--year", "2012")])
def test_bad_data_end_in_one_and_write_nothing(root: Path, command: tuple[str, ...], tmp_path: Path) -> None:
    spoil(root, OBSERVATIONS, 2, first_unit(root), ",stuks,")
    out = tmp_path / "reports"
    ended = run(root, *command, "--out", str(out))
    assert ended.returncode == 1
    assert "known-unit" in ended.stderr
    assert "published" not in ended.stdout
    assert not out.exists()


@pytest.mark.slow
def test_a_missing_raw_file_is_a_fault(root: Path) -> None:
    (root / MARKER.parent / CLAIMS).unlink()
    checked = run(root, "check")
    assert checked.returncode == 1
    assert "file-present" in checked.stderr


def test_sound_data_pass_and_the_files_are_counted() -> None:
    code, text = call("check")
    assert code == 0
    assert "raw files checked, no faults" in text


def test_a_folder_without_the_data_is_told_in_words(tmp_path: Path) -> None:
    checked = started(tmp_path, "check")
    assert checked.returncode == 2
    assert "KEIANALYSIS_ROOT" in checked.stderr
    assert "Traceback" not in checked.stderr
