"""Work in a forked process that leaves nothing behind: no process of its own survives it.

Between this process and the worker stands a guardian. Whatever the worker starts, also what detaches
itself, falls to the guardian when its parent dies, and the guardian ends it. The guardian itself ends
when this process does, however that happens.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from keianalysis.readers.guarded.forking import (
    FORKS,
    Mask,
    control,
    die_with,
    forked,
    hear_as_usual,
    without_signals,
)

__all__ = ["FORKS", "GUARDED", "Guarded", "guarded"]

PR_SET_CHILD_SUBREAPER: Final = 36
DIED: Final = 70

LOOK: Final = 1.0
"""Seconds after which a guardian looks for itself whether its parent is still there."""

AGAIN: Final = 0.5
"""Seconds after which a guardian that has not ended is told to once more."""

TIMES: Final = 10
"""How often a guardian is told to end, before it is ended."""

GUARDED: Final[set[int]] = set()
"""Descriptors that guardians keep open and workers do not: a lock that is free when all has ended."""


@dataclass(frozen=True)
class Guarded:
    """A guarded worker: its guardian, and where what it sends can be read."""

    pid: int
    pipe: int

    def end(self) -> None:
        """End the worker and everything it started, and wait until they are gone."""
        os.close(self.pipe)
        for _ in range(TIMES):
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)
            if self._is_gone(AGAIN):
                return
        # A guardian that hears nothing goes after those it guards.
        for pid in [*_descendants(self.pid), self.pid]:
            _kill(pid)
        self._is_gone(TIMES * AGAIN)

    def wait(self) -> None:
        """Wait until the worker and everything it started are gone."""
        os.close(self.pipe)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def _is_gone(self, seconds: float) -> bool:
        """Tell whether the guardian ends within a time."""
        due, pause = time.monotonic() + seconds, 0.001
        with suppress(ChildProcessError):
            while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
                if time.monotonic() > due:
                    return False
                time.sleep(pause)
                pause = min(2 * pause, 0.05)
        return True


def guarded(work: Callable[[int], object]) -> Guarded:
    """Fork a guarded worker that calls ``work`` with the descriptor it may write to."""
    reading, writing = os.pipe()
    parent = os.getpid()
    with without_signals() as mask:
        pid = forked()
        if pid == 0:
            _stand_guard(parent, work, reading, writing, mask)
    os.close(writing)
    return Guarded(pid, reading)


def _stand_guard(
    parent: int, work: Callable[[int], object], reading: int, writing: int, mask: Mask
) -> NoReturn:
    """Wait for the worker to end or to be told to, then end whatever is left.

    All signals stay blocked: the guardian asks for those it waits for, and no handler ever runs.
    """
    try:
        os.close(reading)
        die_with(parent, signal.SIGTERM)
        control(PR_SET_CHILD_SUBREAPER, 1)
        guardian = os.getpid()
        worker = forked()
        if worker == 0:
            _work(guardian, work, writing, mask)
        os.close(writing)
        while not _told_to_end(parent) and not _reaped(worker):
            pass
    finally:
        _sweep()
        os._exit(0)


def _told_to_end(parent: int) -> bool:
    """Wait for a signal for a while; tell whether it was the one to end, or the parent is gone."""
    heard = signal.sigtimedwait((signal.SIGTERM, signal.SIGCHLD), LOOK)
    return (heard is not None and heard.si_signo == signal.SIGTERM) or os.getppid() != parent


def _reaped(worker: int) -> bool:
    """Take leave of all children that have ended; tell whether the worker is among them."""
    while True:
        found = os.waitpid(-1, os.WNOHANG)[0]
        if found in (0, worker):
            return found == worker


def _work(guardian: int, work: Callable[[int], object], writing: int, mask: Mask) -> NoReturn:
    status = DIED
    try:
        die_with(guardian, signal.SIGKILL)
        hear_as_usual(mask)
        os.setpgid(0, 0)
        for descriptor in GUARDED:
            os.close(descriptor)
        work(writing)
        status = 0
    finally:
        os._exit(status)


def _sweep() -> None:
    """End every child; their children become ours, until none is left."""
    while True:
        for child in _children(os.getpid()):
            _kill(child)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _descendants(parent: int) -> Iterator[int]:
    for child in _children(parent):
        yield child
        yield from _descendants(child)


def _children(parent: int) -> list[int]:
    """Return the children of a process, as the system lists them where it does; every thread has its own."""
    try:
        listed = [one.read_text("ascii") for one in Path(f"/proc/{parent}/task").glob("*/children")]
    except OSError:
        listed = []
    return [int(one) for text in listed for one in text.split()] if listed else list(_searched(parent))


def _searched(parent: int) -> Iterator[int]:
    """Yield the children of a process, found among all processes."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name of a program stands in brackets and may hold anything.
            if int(status.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == parent:
                yield int(status.parent.name)
