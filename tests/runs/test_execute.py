"""Notebooks run in forked processes and in ordinary kernels alike, and what stops short fails the run."""

from __future__ import annotations

import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from keianalysis.model.errors import IncompleteRun
from keianalysis.runs.engine.execute import Failure, run_notebook, run_notebooks
from keianalysis.runs.engine.notebook import forget_the_run
from tests.runs.notebooks import PARAMETERS, outputs, plan_of, question, stored

PLACES = {"as_of": "", "year": 2012, "language": "nl", "edition": "review"}

pytestmark = pytest.mark.slow


def test_what_belongs_to_one_run_alone_is_taken_out(tmp_path: Path) -> None:
    given = new_code_cell(f'year = 2012\nfolder = "{tmp_path}"', metadata={"tags": ["injected-parameters"]})
    timed = new_code_cell("1", metadata={"papermill": {"duration": 1.5}, "execution": {"started": "now"}})
    notebook = new_notebook(cells=[given, timed])
    forget_the_run(notebook, {"year": 2012, "folder": str(tmp_path)})
    text = nbformat.writes(notebook)
    assert str(tmp_path) not in text
    assert "duration" not in text
    assert "started" not in text
    assert "year = 2012" in text


def run(folder: Path, *cells: str, cell_timeout: float = 60) -> Path:
    path = stored(folder / "notebooks", *cells)
    return run_notebook(
        path, folder / "run", PLACES | {"folder": str(folder / "run")}, cell_timeout=cell_timeout
    )


def unopened(cell: str) -> list[str]:
    """Return a notebook without a run, which takes time to open; its fourth cell is the one that is given."""
    return [PARAMETERS, "1", cell, "5"]


def test_a_good_notebook_is_kept_as_executed(tmp_path: Path) -> None:
    found = run(tmp_path, *question("6 * 7"))
    assert found == tmp_path / "run" / "notebooks" / "question.ipynb"
    assert outputs(nbformat.read(found, as_version=4))[-2][0].data["text/plain"] == "42"
    assert not outputs(nbformat.read(tmp_path / "notebooks" / "question.ipynb", as_version=4))[-2]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import sys\nsys.exit(0)", r"code cell 4 left the notebook before its end \(SystemExit\)"),
        ("exit()", "code cell 4 left the notebook before its end"),
        ("raise SystemExit", "code cell 4 left the notebook before its end"),
        ("import os\nos._exit(0)", "code cell 4: KernelDied: the kernel died"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "code cell 4: KernelDied"),
        ("raise ValueError('no such year')", "code cell 4: ValueError$"),
        ("1 +", "code cell 4: SyntaxError$"),
        ("input('which year?')", "code cell 4: StdinNotImplementedError"),
    ],
)
def test_a_notebook_that_stops_short_fails_the_run(tmp_path: Path, cell: str, told: str) -> None:
    with pytest.raises(Failure, match=told):
        run(tmp_path, *unopened(cell))


def test_results_that_are_none_fail_the_run(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="code cell 5: "):
        run(tmp_path, *question("run.results.append(1)"))


def test_what_others_say_of_a_failure_stays_private(tmp_path: Path) -> None:
    with pytest.raises(Failure) as told:
        run(tmp_path, *unopened("raise KeyError('a confidential firm')"))
    assert "confidential" not in str(told.value)
    assert "a confidential firm" in told.value.private


def test_what_keianalysis_says_of_a_failure_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="UnknownColumn: cannot show colour; choose from measure") as told:
        run(tmp_path, *question("run.table(run.published('jobs_total'), 'colour')"))
    assert told.value.private == ""


def test_a_notebook_that_does_not_close_its_run_fails(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="recorded no results"):
        run(tmp_path, *question()[:-1])


def test_a_cell_that_hangs_is_ended_and_named(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(Failure, match=r"code cell 4: Timeout: took more than 1 seconds"):
        run(tmp_path, *unopened("import time\ntime.sleep(60)"), cell_timeout=1)
    assert time.monotonic() - began < 20


def test_a_cell_that_hears_no_signal_is_ended_too(tmp_path: Path) -> None:
    deaf = "import signal, time\nfor number in (2, 15): signal.signal(number, signal.SIG_IGN)\ntime.sleep(60)"
    with pytest.raises(Failure, match="Timeout"):
        run(tmp_path, *unopened(deaf), cell_timeout=1)


def test_the_deadline_of_a_run_names_what_still_runs(tmp_path: Path) -> None:
    for name in ("a", "b"):
        stored(tmp_path, *unopened("import time\ntime.sleep(60)"), name=name)
    with pytest.raises(IncompleteRun, match="deadline of the run has come; still running: a, b"):
        run_notebooks(
            plan_of("a", "b"), tmp_path, tmp_path / "run", jobs=2, tell=print, until=time.monotonic() + 1
        )


def test_a_notebook_that_waits_finds_the_results_it_waits_for(tmp_path: Path) -> None:
    look = "import pathlib\nsorted(p.name for p in pathlib.Path(folder, 'earlier').glob('*/*'))"
    stored(tmp_path, *question("import time\ntime.sleep(0.5)", name="first"), name="first")
    stored(tmp_path, *question(look, name="then"), name="then")
    told: list[str] = []
    plan = plan_of("first", "then", then=("first",))
    run_notebooks(plan, tmp_path, tmp_path / "run", jobs=2, tell=told.append)
    assert told == ["first", "then"]
    executed = nbformat.read(tmp_path / "run/steps/then/notebooks/then.ipynb", as_version=4)
    assert outputs(executed)[-2][0].data["text/plain"] == "['first.json', 'first.parquet']"


BESIDE = """
import pathlib, shutil, time
others, own = (pathlib.Path(folder).parent / name / "results" for name in ("a", "b"))
while not (others / "a.json").exists():
    time.sleep(0.05)
for kind in (".parquet", ".json"):
    shutil.copyfile(others / f"a{kind}", own / f"b{kind}")
"""


def test_ordinary_kernels_do_the_same(tmp_path: Path) -> None:
    stored(tmp_path, *question("6 * 7", name="a"), name="a")
    # Ends only when the other has run beside it, whose results it takes for its own.
    stored(tmp_path, "folder = ''", BESIDE, name="b")
    told: list[str] = []
    seconds = run_notebooks(
        plan_of("a", "b"), tmp_path, tmp_path / "run", jobs=2, tell=told.append, forks=False
    )
    assert sorted(told) == sorted(seconds) == ["a", "b"]
    assert outputs(nbformat.read(tmp_path / "run/steps/a/notebooks/a.ipynb", as_version=4))[-2][0].data == {
        "text/plain": "42"
    }


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import sys\nsys.exit(0)", r"left the notebook before its end"),
        ("raise ValueError('no such year')", "code cell 4: ValueError$"),
        ("import os\nos._exit(0)", "KernelDied"),
    ],
)
def test_what_stops_short_in_an_ordinary_kernel_fails_the_run_too(
    tmp_path: Path, cell: str, told: str
) -> None:
    stored(tmp_path, *unopened(cell))
    with pytest.raises(Failure, match=told):
        run_notebooks(plan_of("question"), tmp_path, tmp_path / "run", jobs=1, tell=print, forks=False)


def test_a_cell_that_hangs_in_an_ordinary_kernel_is_ended_too(tmp_path: Path) -> None:
    stored(tmp_path, "folder = ''", "import time\ntime.sleep(60)")
    with pytest.raises(Failure, match="Timeout: took more than 3 seconds"):
        run_notebooks(
            plan_of("question"), tmp_path, tmp_path / "run", jobs=1, tell=print, forks=False, cell_timeout=3
        )
