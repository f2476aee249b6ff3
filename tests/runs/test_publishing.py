"""An edition appears complete or not at all, and one run at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from keianalysis.errors import IncompleteRun, NotReleasedYet, RunLocked, WrongCall
from keianalysis.runs.execute import check_executed, run_notebook
from keianalysis.runs.manifest import hashes
from keianalysis.runs.plan import check_parameters, monitor_plan, review_plan, spans
from keianalysis.runs.publish import clean, locked, publish, staging
from keianalysis.sources import read_sources


def edition(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "report.html").write_text(text, "utf-8")
    return folder


def test_publishing_replaces_the_edition_before(tmp_path: Path) -> None:
    place = edition(tmp_path / "review", "old")
    publish(edition(tmp_path / "built", "new"), place)
    assert (place / "report.html").read_text("utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["review"]


def test_a_build_that_fails_leaves_the_old_edition_and_nothing_else(tmp_path: Path) -> None:
    place = edition(tmp_path / "review", "old")

    def build() -> None:
        with staging(tmp_path) as folder:
            (folder / "half.html").write_text("half", "utf-8")
            raise IncompleteRun("a notebook failed")

    with pytest.raises(IncompleteRun):
        build()
    assert (place / "report.html").read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["review"]


def test_what_a_killed_run_left_is_cleaned_and_what_it_moved_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".staging-x").mkdir()
    edition(tmp_path / ".previous-review", "old")
    clean(tmp_path)
    assert (tmp_path / "review" / "report.html").read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["review"]


def test_a_second_run_is_refused_while_the_first_holds_the_lock(tmp_path: Path) -> None:
    hold = (
        "import sys, pathlib\n"
        "from keianalysis.runs.publish import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", hold, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(RunLocked, match="another run"), locked(tmp_path):
            pass
        other.communicate("")
    with locked(tmp_path):
        pass


def test_hashes_name_the_changed_byte_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")
    assert hashes([path], tmp_path)["a.csv"] == {
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "bytes": 3,
    }


@pytest.mark.parametrize("text", ["2014-13-01", "20140404", "gisteren", ""])
def test_a_date_that_is_none_is_a_wrong_call(text: str) -> None:
    with pytest.raises(WrongCall, match="YYYY-MM-DD"):
        review_plan(text, "nl")


def test_a_year_without_observations_names_the_years_with_some() -> None:
    with pytest.raises(WrongCall, match="1995-2025"):
        monitor_plan(1980, "2026-01-01", "nl", read_sources())


def test_a_year_that_was_not_public_yet_says_so() -> None:
    with pytest.raises(NotReleasedYet, match="2019 was public on 2014-04-04"):
        monitor_plan(2019, "2014-04-04", "nl", read_sources())


def test_runs_of_years_are_told_short() -> None:
    assert spans([1999, 2001, 2002, 2003]) == "1999, 2001-2003"


def notebook(path: Path, *sources: str, tagged: bool = True) -> Path:
    cells = [new_code_cell(source) for source in sources]
    if tagged:
        cells[0].metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    return path


PARAMETERS = {"year": 2012, "folder": ""}


def test_a_notebook_needs_its_parameters_cell(tmp_path: Path) -> None:
    path = notebook(tmp_path / "n.ipynb", "year: int = 1", tagged=False)
    with pytest.raises(IncompleteRun, match="0 parameters cells"):
        check_parameters(path, PARAMETERS)


def test_a_misspelt_parameter_names_the_nearest(tmp_path: Path) -> None:
    path = notebook(tmp_path / "n.ipynb", "yaer: int = 1\nfolder = ''")
    with pytest.raises(IncompleteRun, match="did you mean yaer"):
        check_parameters(path, PARAMETERS)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import sys; sys.exit(0)", "did not run|SystemExit"),
        ("1 / 0", "ZeroDivisionError"),
        ("pass", "recorded no results"),
    ],
)
@pytest.mark.slow
def test_a_notebook_that_does_not_do_its_work_fails_the_run(tmp_path: Path, cell: str, told: str) -> None:
    (tmp_path / "notebooks").mkdir()
    path = notebook(tmp_path / "n.ipynb", "year = 1\nfolder = ''", cell, "2")
    with pytest.raises(IncompleteRun, match=told):
        run_notebook(path, tmp_path, PARAMETERS)


def test_a_cell_that_did_not_run_is_named(tmp_path: Path) -> None:
    path = notebook(tmp_path / "n.ipynb", "year = 1")
    with pytest.raises(IncompleteRun, match="code cell 1 of 1 did not run"):
        check_executed(path, tmp_path)
