"""Work in a forked process that leaves nothing behind: no process of its own survives it.

Between this process and the worker stands a guardian. Whatever the worker starts, also what detaches
itself, falls to the guardian when its parent dies, and the guardian ends it. The guardian itself ends
when this process does, however that happens.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

FORKS: Final = sys.platform == "linux"
"""Whether workers are forked here. Windows cannot; on macOS libraries break in forked processes."""

PR_SET_PDEATHSIG: Final = 1
PR_SET_CHILD_SUBREAPER: Final = 36
DIED: Final = 70

GUARDED: Final[set[int]] = set()
"""Descriptors that guardians keep open and workers do not: a lock that is free when all has ended."""


@dataclass(frozen=True)
class Guarded:
    """A guarded worker: its guardian, and where what it sends can be read."""

    pid: int
    pipe: int

    def end(self) -> None:
        """End the worker and everything it started, and wait until they are gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        self.wait()

    def wait(self) -> None:
        """Wait until the worker and everything it started are gone."""
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self.pipe)


class _Ended(BaseException):
    """The guardian was told to end."""


def guarded(work: Callable[[int], object]) -> Guarded:
    """Fork a guarded worker that calls ``work`` with the descriptor it may write to."""
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = forked()
    if pid == 0:
        os.close(reading)
        _stand_guard(parent, work, writing)
    os.close(writing)
    return Guarded(pid, reading)


def forked() -> int:
    """Fork; Python 3.12 and later warn that a thread of a numeric library may hold a lock.

    Those libraries guard their locks at a fork, and this process runs no threads of its own.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _stand_guard(parent: int, work: Callable[[int], object], writing: int) -> NoReturn:
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, _end)
        _die_with(parent, signal.SIGTERM)
        _control(PR_SET_CHILD_SUBREAPER, 1)
        guardian = os.getpid()
        worker = forked()
        if worker == 0:
            _work(guardian, work, writing)
        os.close(writing)
        while os.waitpid(-1, 0)[0] != worker:
            pass
    except _Ended:
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _sweep()
        os._exit(0)


def _work(guardian: int, work: Callable[[int], object], writing: int) -> NoReturn:
    status = DIED
    try:
        _die_with(guardian, signal.SIGKILL)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        os.setpgid(0, 0)
        for descriptor in GUARDED:
            os.close(descriptor)
        work(writing)
        status = 0
    finally:
        os._exit(status)


def _end(number: int, frame: object) -> NoReturn:
    raise _Ended


def _die_with(parent: int, number: int) -> None:
    """Ask to be signalled when the parent dies, unless it is dead already."""
    _control(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def _control(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _sweep() -> None:
    """End every child; their children become ours, until none is left."""
    while True:
        for child in _children(os.getpid()):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children(parent: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name of a program stands in brackets and may hold anything.
            if int(status.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == parent:
                yield int(status.parent.name)
