"""A kernel without messages: the shell of ipykernel, run inside the process of the caller.

The same shell as in JupyterLab executes the cells, so that what they show is the same. Only the way
out differs: where a kernel sends a message, the output is kept.
"""

from __future__ import annotations

import builtins
import io
import os
import random
import sys
import tempfile
import types
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import nbformat
import numpy as np
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError, UsageError
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from keianalysis.model.errors import KeianalysisError

INLINE: Final = "module://matplotlib_inline.backend_inline"
KERNEL_COLUMNS: Final = 20
"""How many columns pandas shows in a kernel; outside one it asks the terminal."""

Outputs = list[Any]


class Recorder(Session):
    """Keeps what a kernel would send, cell by cell, as the outputs of a notebook."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.outputs: Outputs = []
        self.shown: dict[str, Outputs] = {}
        self.clearing = False
        self.updated = False

    def next_cell(self) -> Outputs:
        """Begin a cell and return the list in which its outputs will appear."""
        self.outputs, self.clearing = [], False
        return self.outputs

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Keep a message as an output of the cell that runs."""
        message = self.msg(msg_or_type, content) if isinstance(msg_or_type, str) else msg_or_type
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "clear_output":
            self._clear(wait=content["wait"])
        elif kind == "update_display_data":
            self._update(content)
        elif kind in ("display_data", "execute_result", "error", "stream"):
            self._keep(nbformat.v4.output_from_msg(message), content)
        return message

    def _keep(self, output: Any, content: dict[str, Any]) -> None:
        if self.clearing:
            self._clear(wait=False)
        last = self.outputs[-1] if self.outputs else None
        if output.output_type == "stream" and last and last.get("name") == output.name:
            last.text += output.text
            return
        self.outputs.append(output)
        name = content.get("transient", {}).get("display_id")
        if name:
            self.shown.setdefault(name, []).append(output)

    def _update(self, content: dict[str, Any]) -> None:
        self.updated = True
        for output in self.shown.get(content["transient"].get("display_id", ""), []):
            output.data, output.metadata = content["data"], content["metadata"]

    def _clear(self, *, wait: bool) -> None:
        self.clearing = wait
        if not wait:
            self.outputs.clear()


class Stream(io.TextIOBase):
    """Standard output or error of a notebook.

    It is sent when something is shown or the cell ends, as in a kernel.
    """

    encoding = "utf-8"

    def __init__(self, name: str, recorder: Recorder, descriptor: int) -> None:
        self.name, self._recorder, self._descriptor = name, recorder, descriptor
        self._waiting: list[str] = []

    def write(self, text: str) -> int:
        """Take text until the next flush."""
        self._waiting.append(text)
        return len(text)

    def flush(self) -> None:
        """Make what was written an output of the cell that runs."""
        text, self._waiting = "".join(self._waiting), []
        if text:
            self._recorder.send(None, "stream", {"name": self.name, "text": text})

    def writable(self) -> bool:
        """Return true."""
        return True

    def fileno(self) -> int:
        """Return the descriptor that programs started by the notebook write to."""
        return self._descriptor


class Spill:
    """What programs and libraries write past Python, kept after each cell."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._files = {
            name: tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  open as long as the process
            for name in ("stdout", "stderr")
        }
        for descriptor, file in enumerate(self._files.values(), start=1):
            os.dup2(file.fileno(), descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def keep(self) -> None:
        """Add what was written since the last call to the outputs of the cell."""
        for name, file in self._files.items():
            file.seek(0)
            text = file.read().decode("utf-8", "replace")
            if text:
                self._recorder.send(None, "stream", {"name": name, "text": text})
            file.truncate(0)
            file.seek(0)


class Shell:
    """A fresh kernel in this process, which must belong to one notebook alone."""

    def __init__(self, scratch: Path) -> None:
        self._recorder = Recorder()
        self._spill = Spill(self._recorder)
        _forget_the_parent()
        InteractiveShell.clear_instance()
        self._shell: Any = ZMQInteractiveShell.instance(
            config=Config(HistoryManager={"enabled": False, "hist_file": ":memory:"}),
            ipython_dir=str(scratch),
            user_module=types.ModuleType("__main__"),
            kernel=types.SimpleNamespace(eventloop=None),
        )
        for hook in (self._shell.displayhook, self._shell.display_pub):
            hook.session, hook.pub_socket = self._recorder, self._recorder
        # Libraries know this shell by the name of its class, which is therefore no subclass.
        self._shell.enable_gui = _no_loop
        self._shell.displayhook.topic = b"execute_result"
        sys.stdout = Stream("stdout", self._recorder, 1)
        sys.stderr = Stream("stderr", self._recorder, 2)

    def run(self, source: str) -> tuple[Outputs, int, BaseException | None]:
        """Run a cell; return its outputs, its number, and the error or exit that ended it."""
        outputs, number = self._recorder.next_cell(), self._shell.execution_count
        result = self._shell.run_cell(source, store_history=True)
        sys.stdout.flush()
        sys.stderr.flush()
        self._spill.keep()
        ended = result.error_before_exec or result.error_in_exec
        if ended is None and self._shell.exit_now:
            ended = SystemExit(0)
        return outputs, number, ended

    def updated(self) -> bool:
        """Tell whether a display was updated since this was asked last."""
        found, self._recorder.updated = self._recorder.updated, False
        return found


def run_cells(
    cells: Iterable[tuple[int, str]], scratch: Path, send: Callable[[dict[str, Any]], object]
) -> None:
    """Run code cells in order in a fresh shell until one fails, and send the outcome of each.

    What is sent holds ``cell``, ``outputs``, ``count`` and, for the cell that ended the notebook,
    ``ename``, ``evalue``, ``left`` (it left rather than failed) and ``own`` (keianalysis raised it on
    purpose). The last message of a notebook that ran to its end is ``{"done": True}``. Where a later
    cell updates a display, the cells before it are sent again.
    """
    shell = Shell(scratch)
    sent: list[dict[str, Any]] = []
    for index, source in cells:
        outputs, number, error = shell.run(source)
        if shell.updated():
            for earlier in sent:
                send(earlier)
        sent.append({"cell": index, "outputs": outputs, "count": number})
        if error is not None:
            left = isinstance(error, SystemExit)
            own = isinstance(error, KeianalysisError)
            send(sent[-1] | {"ename": type(error).__name__, "evalue": str(error), "left": left, "own": own})
            return
        send(sent[-1])
    send({"done": True})


def _forget_the_parent() -> None:
    """Make this process look like a kernel that has just started."""
    random.seed()
    np.random.seed()
    # A kernel finds modules in the folder of its notebook behind those of Python itself.
    program = str(Path(sys.argv[0]).resolve().parent)
    sys.path[:] = [path for path in sys.path if path not in ("", program)]
    sys.path.insert(next((n for n, path in enumerate(sys.path) if path.endswith("-packages")), 0), "")
    sys.argv = ["ipykernel_launcher.py"]
    os.environ["MPLBACKEND"] = INLINE
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].use(INLINE)
    if "pandas" in sys.modules:
        sys.modules["pandas"].set_option("display.max_columns", KERNEL_COLUMNS)
    builtins.input = _no_input
    _warn_as_python_does()


def _warn_as_python_does() -> None:
    """Take back what the parent made of warnings; what libraries ignore stays ignored."""
    warnings.filters[:] = [one for one in warnings.filters if one[0] != "error"]  # type: ignore[index]
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__", append=True)
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category, append=True)


def _no_loop(gui: str | None = None) -> None:
    """Let ``%matplotlib inline`` pass, which asks for no loop of events, and refuse what needs one."""
    if gui not in (None, "inline", ""):
        raise UsageError(f"a notebook that runs unattended opens no windows ({gui})")


def _no_input(prompt: object = "") -> str:
    raise StdinNotImplementedError("a notebook that runs unattended cannot ask for input")
