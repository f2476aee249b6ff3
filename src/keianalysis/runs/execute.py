"""Run notebooks by papermill, several at a time, and check that each really ran to its end."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any, Final

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from keianalysis.errors import IncompleteRun
from keianalysis.runs.plan import VERDICTS, Plan, check_parameters

CELL_TIMEOUT: Final = 300
START_TIMEOUT: Final = 120
QUIET: Final = ["--IPKernelApp.log_level=50"]

PLACES: Final = {"folder": "", "register": ""}
"""Parameters that name a place on this machine, with what an executed notebook shows instead."""


class SocketKernelManager(AsyncKernelManager):
    """A kernel that talks over socket files in a folder of its own.

    Two kernels that start at once can race for the same TCP port.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        if sys.platform != "win32":
            self._folder = tempfile.TemporaryDirectory(prefix="kei-")
            self.transport = "ipc"
            self.ip = f"{self._folder.name}/k"


def run_notebooks(
    plan: Plan, notebooks: Path, folder: Path, *, jobs: int, tell: Callable[[str], None]
) -> None:
    """Execute every notebook of a plan into ``folder/notebooks``.

    The notebook of the verdicts waits for all others, whose evidence it reads. ``tell`` is called
    with the name of each notebook that has ended well.

    Raises
    ------
    IncompleteRun
        Naming the first notebook that failed, with its error.
    """
    parameters = plan.parameters(folder)
    first = [name for name in plan.notebooks if name != VERDICTS]
    last = [name for name in plan.notebooks if name == VERDICTS]
    for name in plan.notebooks:
        check_parameters(notebooks / f"{name}.ipynb", parameters)
    (folder / "notebooks").mkdir(parents=True, exist_ok=True)
    for group in (first, last):
        with ThreadPoolExecutor(jobs if sys.platform != "win32" else 1) as workers:
            pending = {
                workers.submit(run_notebook, notebooks / f"{name}.ipynb", folder, parameters): name
                for name in group
            }
            for done in as_completed(pending):
                done.result()
                tell(pending[done])


def run_notebook(notebook: Path, folder: Path, parameters: dict[str, Any]) -> Path:
    """Execute one notebook and return the executed copy.

    Raises IncompleteRun when a cell fails, did not run, or the results are not there.
    """
    executed = folder / "notebooks" / notebook.name
    try:
        papermill.execute_notebook(
            str(notebook),
            str(executed),
            parameters,
            cwd=str(notebook.parent),
            progress_bar=False,
            execution_timeout=CELL_TIMEOUT,
            start_timeout=START_TIMEOUT,
            kernel_manager_class=SocketKernelManager,
            extra_arguments=QUIET,
        )
    except PapermillExecutionError as error:
        raise IncompleteRun(f"{notebook.name}: {error.ename}: {error.evalue}") from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise IncompleteRun(f"{notebook.name}: {error}") from error
    check_executed(executed, folder)
    forget_the_run(executed)
    return executed


def forget_the_run(executed: Path) -> None:
    """Take out of an executed notebook what belongs to this run alone: its folder, paths and times.

    What stays is equal in every run on the same data.
    """
    notebook = nbformat.read(executed, as_version=4)
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    listed = Path(parameters.get("projects", "")).name
    places = PLACES | {"projects": listed}
    notebook.metadata["papermill"] = {"parameters": parameters | places}
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            lines = cell.source.splitlines()
            cell.id = "given-parameters"
            cell.source = "\n".join(_without_place(line, places) for line in lines)
    nbformat.write(notebook, executed)


def _without_place(line: str, places: Mapping[str, str]) -> str:
    name = line.partition(" =")[0]
    return f'{name} = "{places[name]}"' if name in places else line


def check_executed(executed: Path, folder: Path) -> None:
    """Check that every code cell ran without error and that the promised results are there.

    A cell that calls ``sys.exit(0)`` ends a kernel without an error: the cells behind it are then
    the only witness.
    """
    cells = [cell for cell in nbformat.read(executed, as_version=4).cells if cell.cell_type == "code"]
    idle = [number for number, cell in enumerate(cells, start=1) if cell.execution_count is None]
    if idle:
        raise IncompleteRun(f"{executed.name}: code cell {idle[0]} of {len(cells)} did not run")
    failed = [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    if failed:
        raise IncompleteRun(f"{executed.name}: {failed[0].ename}: {failed[0].evalue}")
    results = folder / "results" / f"{executed.stem}.parquet"
    if not results.is_file():
        raise IncompleteRun(f"{executed.name} recorded no results; its last cell must call run.close()")
