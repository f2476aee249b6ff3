"""Several notebooks at once, each in a process forked from this one, which has imported everything."""

from __future__ import annotations

import gc
import json
import os
import selectors
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import nbformat

from keianalysis.runs.engine import guard
from keianalysis.runs.engine.in_process import run_cells
from keianalysis.runs.engine.limits import go_on
from keianalysis.runs.engine.notebook import Ending, Trouble

CHUNK: Final = 1 << 16
LOOK: Final = 0.1
"""Seconds after which a wait looks whether the run has to end."""

CellDone = Callable[[int, Any], None]


@dataclass
class Running:
    """A notebook that a guarded worker executes."""

    name: str
    notebook: Any
    worker: guard.Guarded
    cells: Sequence[int]
    began: float
    due: float
    told: CellDone | None
    done: bool = False
    trouble: Trouble | None = None
    buffer: bytearray = field(default_factory=bytearray)

    @property
    def waiting_for(self) -> int:
        """The number of the code cell that runs, counted from one."""
        ran = sum(self.notebook.cells[index].execution_count is not None for index in self.cells)
        return min(ran + 1, len(self.cells))

    def take(self, message: dict[str, Any]) -> None:
        """Enter what the worker sent into the notebook."""
        if "done" in message:
            self.done = True
            return
        cell = self.notebook.cells[message["cell"]]
        cell.outputs = [nbformat.from_dict(output) for output in message["outputs"]]
        again, cell.execution_count = cell.execution_count is not None, message["count"]
        if "ename" in message:
            number = self.cells.index(message["cell"]) + 1
            self.trouble = Trouble(
                number, message["ename"], message["evalue"], left=message["left"], own=message["own"]
            )
        if self.told and not again:
            self.told(message["cell"], cell)


class Forks:
    """A pool of forked workers; leaving it ends whatever still runs.

    ``cell_timeout`` is the longest that one cell may take, in seconds; ``scratch`` a folder for what
    the shells write for themselves, which a run that is killed leaves behind.
    """

    def __init__(self, cell_timeout: float, scratch: Path | None = None) -> None:
        self._cell_timeout = cell_timeout
        self._selector = selectors.DefaultSelector()
        self._running: list[Running] = []
        self._scratch = tempfile.TemporaryDirectory(prefix="kei-", dir=scratch)

    def __enter__(self) -> Forks:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for running in list(self._running):
            self._leave(running, end=True)
        self._selector.close()
        self._scratch.cleanup()

    def start(self, name: str, notebook: Any, folder: Path, told: CellDone | None = None) -> None:
        """Begin to execute a notebook in ``folder``; ``told`` hears of every cell that has ended."""
        indices = [
            index
            for index, cell in enumerate(notebook.cells)
            if cell.cell_type == "code" and cell.source.strip()
        ]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        cells = [(index, notebook.cells[index].source) for index in indices]
        scratch = Path(tempfile.mkdtemp(dir=self._scratch.name))
        worker = guard.guarded(partial(_execute, cells, folder, scratch))
        os.set_blocking(worker.pipe, False)
        now = time.monotonic()
        running = Running(name, notebook, worker, indices, now, now + self._cell_timeout, told)
        self._running.append(running)
        self._selector.register(worker.pipe, selectors.EVENT_READ, running)

    def wait(self, until: float | None = None) -> Ending:
        """Return the next notebook that ends, well or not.

        Raises
        ------
        TimeoutError
            When none has ended at ``until``, a time of the monotonic clock.
        IncompleteRun
            When the run has to end.
        """
        while True:
            for key, _ in self._selector.select(LOOK):
                if self._read(key.data):
                    return self._leave(key.data, end=False)
            now = time.monotonic()
            if until and now >= until:
                raise TimeoutError
            go_on()
            for running in self._running:
                if now >= running.due:
                    told = f"took more than {self._cell_timeout:g} seconds"
                    running.trouble = Trouble(running.waiting_for, "Timeout", told, own=True)
                    return self._leave(running, end=True)

    def _read(self, running: Running) -> bool:
        """Take what the worker has sent; tell whether that was the last."""
        try:
            chunk = os.read(running.worker.pipe, CHUNK)
        except BlockingIOError:
            return False
        running.buffer += chunk
        *lines, rest = running.buffer.split(b"\n")
        running.buffer = rest
        for line in lines:
            running.take(json.loads(line))
            running.due = time.monotonic() + self._cell_timeout
        return not chunk or running.done

    def _leave(self, running: Running, *, end: bool) -> Ending:
        self._running.remove(running)
        self._selector.unregister(running.worker.pipe)
        running.worker.end() if end else running.worker.wait()
        if not running.done and running.trouble is None:
            running.trouble = Trouble(running.waiting_for, "KernelDied", "the kernel died", own=True)
        seconds = time.monotonic() - running.began
        return Ending(running.name, running.notebook, seconds, running.trouble)


def _execute(cells: Sequence[tuple[int, str]], folder: Path, scratch: Path, pipe: int) -> None:
    os.chdir(folder)
    # What the parent holds is not garbage; looking through it would only copy its memory.
    gc.freeze()

    def send(message: dict[str, Any]) -> None:
        # A lone half of a character, which a cell may print, cannot be written to any file.
        data = memoryview(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        while data:
            with suppress(InterruptedError):
                data = data[os.write(pipe, data) :]

    run_cells(cells, scratch, send)
