"""Several notebooks at once in ordinary kernels, where processes cannot be forked."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import tempfile
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from keianalysis.model.errors import KeianalysisError
from keianalysis.runs.engine.limits import go_on
from keianalysis.runs.engine.notebook import Ending, Trouble

START_TIMEOUT: Final = 120
QUIET: Final = ["--IPKernelApp.log_level=50"]
MOST: Final = 32
LOOK: Final = 0.1
"""Seconds after which a wait looks whether the run has to end."""


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


class Kernels:
    """A pool of ordinary kernels; leaving it ends whatever still runs."""

    def __init__(self, cell_timeout: float) -> None:
        self._cell_timeout = cell_timeout
        self._threads = ThreadPoolExecutor(MOST)
        self._running: dict[Future[Ending], NotebookClient] = {}

    def __enter__(self) -> Kernels:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._running.values():
            with suppress(AttributeError, TypeError, ProcessLookupError):
                os.kill(client.km.provisioner.pid, signal.SIGTERM)
        self._threads.shutdown()
        for client in self._running.values():
            # nbclient would look for the kernel once more when Python ends.
            atexit.unregister(client._cleanup_kernel)

    def start(self, name: str, notebook: Any, folder: Path) -> None:
        """Begin to execute a notebook in ``folder``."""
        client = NotebookClient(
            notebook,
            timeout=self._cell_timeout,
            startup_timeout=START_TIMEOUT,
            kernel_name="python3",
            kernel_manager_class=SocketKernelManager,
            extra_arguments=QUIET,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(folder)}},
        )
        self._running[self._threads.submit(_execute, name, client)] = client

    def wait(self, until: float | None = None) -> Ending:
        """Return the next notebook that ends, well or not.

        Raises
        ------
        TimeoutError
            When none has ended at ``until``, a time of the monotonic clock.
        IncompleteRun
            When the run has to end.
        """
        while not (done := wait(self._running, LOOK, FIRST_COMPLETED).done):
            if until and time.monotonic() >= until:
                raise TimeoutError
            go_on()
        first = done.pop()
        del self._running[first]
        return first.result()


def _execute(name: str, client: NotebookClient) -> Ending:
    began, trouble = time.monotonic(), None
    try:
        client.execute()
    except CellExecutionError as error:
        trouble = _trouble(_last(client.nb), error.ename, error.evalue)
    except CellTimeoutError:
        told = f"took more than {client.timeout:g} seconds"
        trouble = Trouble(_last(client.nb) + 1, "Timeout", told, own=True)
    except DeadKernelError:
        trouble = Trouble(_last(client.nb) + 1, "KernelDied", "the kernel died", own=True)
    return Ending(name, client.nb, time.monotonic() - began, trouble or _left(client.nb))


def _last(notebook: Any) -> int:
    """Return how many code cells ran."""
    return sum(cell.execution_count is not None for cell in notebook.cells if cell.cell_type == "code")


def _left(notebook: Any) -> Trouble | None:
    """Return the cell that asked the kernel to end, which a kernel does not count as an error."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        for output in cell.outputs:
            if output.output_type == "error":
                return _trouble(number, output.ename, output.evalue)
    return None


def _trouble(cell: int, ename: str, evalue: str) -> Trouble:
    return Trouble(cell, ename, evalue, left=ename == "SystemExit", own=ename in _own())


def _own() -> set[str]:
    """Return the names of the errors that keianalysis raises on purpose."""
    found, waiting = set(), [KeianalysisError]
    while waiting:
        kind = waiting.pop()
        found.add(kind.__name__)
        waiting.extend(kind.__subclasses__())
    return found
