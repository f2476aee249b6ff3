"""An executed notebook is believed only when every cell ran and its results are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from keianalysis.edition import Edition
from keianalysis.errors import IncompleteRun
from keianalysis.runs.execute import check_executed, forget_the_run, run_notebook, run_notebooks
from keianalysis.runs.plan import Plan

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PARAMETERS = {"folder": ""}
WRITE = """
import pathlib
place = pathlib.Path(folder) / "results"
place.mkdir(exist_ok=True)
(place / "question.parquet").write_text("x")
"""


def notebook(folder: Path, *sources: str, name: str = "question") -> Path:
    cells = [new_code_cell(source) for source in sources]
    cells[0].metadata["tags"] = ["parameters"]
    path = folder / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), path)
    return path


def executed(folder: Path, *cells: Any, results: bool = True) -> Path:
    """Write a notebook as if it had run."""
    if results:
        (folder / "results").mkdir()
        (folder / "results" / "question.parquet").touch()
    path = folder / "question.ipynb"
    nbformat.write(new_notebook(cells=list(cells), metadata=KERNEL), path)
    return path


def ran(source: str, **more: Any) -> Any:
    return new_code_cell(source, execution_count=1, **more)


def test_a_notebook_that_ran_and_recorded_is_believed(tmp_path: Path) -> None:
    check_executed(executed(tmp_path, ran("1"), ran("2")), tmp_path)


def test_the_first_cell_that_did_not_run_is_named(tmp_path: Path) -> None:
    path = executed(tmp_path, ran("1"), new_code_cell("2"), new_code_cell("3"))
    with pytest.raises(IncompleteRun, match="code cell 2 of 3 did not run"):
        check_executed(path, tmp_path)


def test_an_error_in_an_output_is_told(tmp_path: Path) -> None:
    error = new_output("error", ename="SystemExit", evalue="0", traceback=[])
    with pytest.raises(IncompleteRun, match="SystemExit: 0"):
        check_executed(executed(tmp_path, ran("1", outputs=[error])), tmp_path)


def test_missing_results_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match=r"must call run\.close\(\)"):
        check_executed(executed(tmp_path, ran("1"), results=False), tmp_path)


def test_what_belongs_to_one_run_alone_is_taken_out(tmp_path: Path) -> None:
    given = ran(f'year = 2012\nfolder = "{tmp_path}"', metadata={"tags": ["injected-parameters"]})
    timed = ran("1", metadata={"papermill": {"duration": 1.5}, "execution": {"started": "now"}})
    path = executed(tmp_path, given, timed)
    forget_the_run(path)
    text = path.read_text("utf-8")
    assert str(tmp_path) not in text
    assert "duration" not in text
    assert "started" not in text
    assert "year = 2012" in text


def test_a_notebook_without_parameters_stops_the_plan_before_a_kernel_starts(tmp_path: Path) -> None:
    notebook(tmp_path, "yaer = 2012")
    plan = Plan(Edition("review-2013", "review", 2012, "2014-04-04", "nl"), ("question",))
    with pytest.raises(IncompleteRun, match="has no parameter as_of"):
        run_notebooks(plan, tmp_path, tmp_path / "out", jobs=1, tell=lambda _: None)
    assert not (tmp_path / "out").exists()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    return tmp_path


@pytest.mark.slow
def test_a_good_notebook_is_kept_as_executed(folder: Path) -> None:
    path = notebook(folder, "folder = ''", WRITE, "6 * 7")
    found = run_notebook(path, folder, {"folder": str(folder)})
    assert found == folder / "notebooks" / "question.ipynb"
    cells = nbformat.read(found, as_version=4).cells
    assert cells[-1].outputs[0].data["text/plain"] == "42"
    assert not nbformat.read(path, as_version=4).cells[-1].outputs


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import sys\nsys.exit(0)", "question.ipynb"),
        ("raise ValueError('no such year')", "ValueError: no such year"),
        ("pass", "recorded no results"),
    ],
)
def test_a_notebook_that_stops_short_fails_the_run(folder: Path, cell: str, told: str) -> None:
    path = notebook(folder, "folder = ''", cell, "2")
    with pytest.raises(IncompleteRun, match=told):
        run_notebook(path, folder, {"folder": str(folder)})


@pytest.mark.slow
def test_a_kernel_that_dies_fails_the_run_as_any_other_fault(folder: Path) -> None:
    path = notebook(folder, "folder = ''", "import os\nos._exit(0)", "2")
    with pytest.raises(IncompleteRun, match=r"question\.ipynb"):
        run_notebook(path, folder, {"folder": str(folder)})
