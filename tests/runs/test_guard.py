"""No process survives its run: not a child, not a grandchild that detached itself, not after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from keianalysis.runs.engine.guard import FORKS, guarded

pytestmark = pytest.mark.skipif(not FORKS, reason="processes are forked on Linux alone")

DETACHED = "import os, sys, time; os.setsid(); print(os.getpid(), flush=True); time.sleep(600)"


def start_detached(folder: Path) -> None:
    """Start a process in a session of its own, by way of one that ends at once; note its number."""
    with (folder / "pid").open("w") as file:
        inner = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {DETACHED!r}])"
        subprocess.run([sys.executable, "-c", inner], stdout=file, check=True)
    wait_for(lambda: (folder / "pid").read_text().strip() != "")


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def noted(folder: Path) -> int:
    return int((folder / "pid").read_text())


def test_what_a_worker_writes_can_be_read() -> None:
    worker = guarded(lambda pipe: os.write(pipe, b"6 * 7"))
    assert os.read(worker.pipe, 100) == b"6 * 7"
    worker.wait()


def test_a_grandchild_that_detached_itself_ends_with_its_worker(tmp_path: Path) -> None:
    worker = guarded(lambda pipe: start_detached(tmp_path))
    worker.wait()
    assert not is_alive(noted(tmp_path))


def test_a_worker_that_hears_no_signal_is_ended_with_its_grandchild(tmp_path: Path) -> None:
    def work(pipe: int) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        start_detached(tmp_path)
        time.sleep(600)

    worker = guarded(work)
    wait_for(lambda: (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text().strip())
    worker.end()
    assert not is_alive(noted(tmp_path))


ORPHAN = """
import sys, time
from pathlib import Path
from keianalysis.runs.engine.guard import guarded
from tests.runs.test_guard import start_detached
def work(pipe):
    start_detached(Path(sys.argv[1]))
    time.sleep(600)
guarded(work)
time.sleep(600)
"""


def test_a_parent_that_is_killed_takes_everything_with_it(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", ORPHAN, str(tmp_path)], env=environment) as parent:
        wait_for(lambda: (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text().strip())
        assert is_alive(noted(tmp_path))
        parent.kill()
    wait_for(lambda: not is_alive(noted(tmp_path)))


def test_children_of_others_are_left_alone() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as other:
        guarded(lambda pipe: None).wait()
        assert is_alive(other.pid)
        other.kill()
