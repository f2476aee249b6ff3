"""A notebook shows the same in a forked process as in JupyterLab, and leaks nothing into the next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from keianalysis.model.errors import IncompleteRun, WrongCall
from keianalysis.runs.engine.forks import Forks
from tests.runs.notebooks import outputs, stored

SHOWS = (
    "year = 2012",
    "import sys, os, subprocess\nprint('one'); print('two', file=sys.stderr)\nprint('three')",
    "import pandas as pd\ntable = pd.DataFrame({'a': range(3), 'b': [0.5, None, 1e9]})\ntable",
    "pd.DataFrame([range(30)])",
    "pd.get_option('display.max_columns'), pd.get_option('display.width')",
    "from IPython.display import Markdown, clear_output, update_display\ndisplay(Markdown('*so*'), 1)",
    "handle = display('waiting', display_id='progress')",
    "print('gone')\nclear_output()\nprint('kept')",
    "print('gone too')\nclear_output(wait=True)\nprint('kept too')",
    "update_display('done', display_id='progress')",
    "import matplotlib\nmatplotlib.get_backend()",
    "import matplotlib.pyplot as plt\nfigure = plt.figure(figsize=(1, 1))\nplt.plot([1, 2]);",
    "6 * 7;",
    "_",
    "%pwd\nNone",
    "x = !echo from the shell\nx",
    "os.getcwd() == os.environ.get('PWD', os.getcwd()), __name__, '' in sys.path",
    "get_ipython().__class__.__name__",
    "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "import warnings\nwarnings.warn('so be it')",
    "{'b': 1, 'a': {1, 2}}",
    "class Odd:\n    def _repr_html_(self):\n        return '<b>odd</b>'\n    __repr__ = _repr_html_\nOdd()",
    "",
    "year",
)


def forked(path: Path) -> Any:
    with Forks(60) as pool:
        pool.start("question", nbformat.read(path, as_version=4), path.parent)
        return pool.wait().notebook


def by_papermill(path: Path, engine: str) -> Any:
    done = path.with_suffix(f".{engine}.ipynb")
    papermill.execute_notebook(
        path, done, {"year": 2019}, cwd=path.parent, engine_name=engine, progress_bar=False
    )
    return nbformat.read(done, as_version=4)


def by_command(path: Path, engine: str) -> Any:
    """Execute a notebook by papermill's own command, in a process whose state no test has touched."""
    done = path.with_suffix(f".{engine}.ipynb")
    command = [
        sys.executable,
        "-m",
        "papermill",
        "--engine",
        engine,
        "--no-progress-bar",
        "-p",
        "year",
        "2019",
    ]
    subprocess.run([*command, str(path), str(done)], cwd=path.parent, check=True, capture_output=True)
    return nbformat.read(done, as_version=4)


def merged(found: list[Any]) -> list[Any]:
    """Return outputs with neighbouring parts of one stream joined: a kernel cuts streams by time."""
    kept: list[Any] = []
    for output in found:
        if kept and output.output_type == "stream" and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


@pytest.mark.slow
def test_everything_that_a_cell_can_show_is_shown_as_in_an_ordinary_kernel(tmp_path: Path) -> None:
    path = stored(tmp_path, *SHOWS)
    ours, theirs = by_command(path, "keianalysis"), by_command(path, "nbclient")
    assert len(ours.cells) == len(SHOWS) + 1
    for mine, other in zip(ours.cells, theirs.cells, strict=True):
        if "warnings.warn" in mine.source:
            # The number of the process stands in the name of a cell's file.
            assert [output.name for output in mine.outputs] == [output.name for output in other.outputs]
            continue
        assert merged(mine.outputs) == merged(other.outputs), mine.source
        assert mine.execution_count == other.execution_count


def test_a_display_is_updated_where_it_was_shown(tmp_path: Path) -> None:
    notebook = forked(stored(tmp_path, *SHOWS[5:7], "1", *SHOWS[9:10]))
    assert outputs(notebook)[1][0].data == {"text/plain": "'done'"}


def test_an_error_is_shown_with_its_place(tmp_path: Path) -> None:
    (error,) = outputs(forked(stored(tmp_path, "1", "def half(n):\n    return n / 0\nhalf(1)")))[1]
    assert (error.ename, error.evalue) == ("ZeroDivisionError", "division by zero")
    assert any("half" in line for line in error.traceback)


def test_nothing_runs_after_a_failure(tmp_path: Path) -> None:
    notebook = forked(stored(tmp_path, "1 / 0", "print('never')"))
    assert [cell.execution_count for cell in notebook.cells] == [1, None]


def test_the_engine_of_papermill_fails_as_papermill_does(tmp_path: Path) -> None:
    path = stored(tmp_path, "year = 2012", "raise ValueError(year)", "2")
    with pytest.raises(PapermillExecutionError, match="ValueError: 2019"):
        by_papermill(path, "keianalysis")


@pytest.mark.parametrize("cell", ["import sys\nsys.exit(0)", "exit()"])
def test_the_engine_of_papermill_takes_no_early_exit_for_success(tmp_path: Path, cell: str) -> None:
    with pytest.raises(IncompleteRun, match="left the notebook before its end"):
        by_papermill(stored(tmp_path, "year = 2012", cell, "2"), "keianalysis")


def test_the_engine_of_papermill_names_the_notebook_that_failed(tmp_path: Path) -> None:
    path = stored(tmp_path, "year = 2012", "import sys\nsys.exit(3)")
    with pytest.raises(IncompleteRun, match=rf"^{path.stem}\.ipynb, code cell"):
        by_papermill(path, "keianalysis")


def test_the_engine_of_papermill_refuses_another_language(tmp_path: Path) -> None:
    path = stored(tmp_path, "year <- 2012")
    path.write_text(path.read_text("utf-8").replace('"language": "python"', '"language": "R"'), "utf-8")
    with pytest.raises(WrongCall, match=rf"{path.stem}\.ipynb is in R"):
        by_papermill(path, "keianalysis")


def test_a_broken_character_and_a_request_for_inline_figures_end_no_notebook(tmp_path: Path) -> None:
    path = stored(tmp_path, "year = 2012", "%matplotlib inline", r"print('a \ud800 b')")
    done = by_papermill(path, "keianalysis").cells
    printed = next(cell for cell in done if "ud800" in cell.source)
    assert [output.text for output in printed.outputs] == ["a ? b\n"]


LEAKS = (
    "import os, sys, random, decimal, warnings, locale, builtins, logging\n"
    "import numpy as np, pandas as pd, matplotlib",
    "import keianalysis.language.numbers\n"
    "keianalysis.language.numbers.leaked = True\n"
    "sys.modules['leaked'] = os\n"
    "sys.path.insert(0, 'leaked')\n"
    "os.environ['LEAKED'] = '1'\n"
    "os.chdir('/')\n"
    "matplotlib.rcParams['font.size'] = 99\n"
    "pd.set_option('display.max_rows', 7)\n"
    "np.random.seed(1); random.seed(1)\n"
    "decimal.getcontext().prec = 3\n"
    "warnings.simplefilter('error')\n"
    "builtins.leaked = 1\n"
    "logging.getLogger().setLevel(logging.DEBUG)\n"
    "keianalysis.readers.sources.read_sources().published['value'] = 0.0",
)
LOOKS = (
    LEAKS[0],
    "import keianalysis.language.numbers, keianalysis.readers.sources\n"
    "sum([hasattr(keianalysis.language.numbers, 'leaked'), 'leaked' in sys.modules, 'leaked' in sys.path,\n"
    " 'LEAKED' in os.environ, os.getcwd() == '/', matplotlib.rcParams['font.size'] == 99,\n"
    " pd.get_option('display.max_rows') == 7, decimal.getcontext().prec == 3,\n"
    " ('error', None, Warning, None, 0) in warnings.filters, hasattr(builtins, 'leaked'),\n"
    " logging.getLogger().level == logging.DEBUG,\n"
    " bool((keianalysis.readers.sources.read_sources().published['value'] == 0).all())])",
    "print(np.random.random(), random.random())",
)


def test_nothing_leaks_from_one_notebook_into_another(tmp_path: Path) -> None:
    leaking = stored(tmp_path, *LEAKS, name="leaking")
    looking = stored(tmp_path, *LOOKS, name="looking")
    with Forks(60) as pool:
        drawn = []
        for path in (looking, leaking, looking, looking):
            pool.start(path.stem, nbformat.read(path, as_version=4), path.parent)
            ended = pool.wait()
            assert ended.trouble is None
            if path == looking:
                shown = outputs(ended.notebook)
                assert shown[1][0].data["text/plain"] == "0"
                drawn.append(shown[2][0].text)
    assert len(set(drawn)) == 3


def test_the_parent_keeps_its_own_state(tmp_path: Path) -> None:
    import matplotlib

    size, here = matplotlib.rcParams["font.size"], Path.cwd()
    forked(stored(tmp_path, *LEAKS))
    assert matplotlib.rcParams["font.size"] == size
    assert Path.cwd() == here
