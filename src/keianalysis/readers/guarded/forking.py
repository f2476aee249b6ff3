"""Fork a process that starts clean and does not outlive the one that forked it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

FORKS: Final = sys.platform == "linux"
"""Whether processes are forked here. Windows cannot; on macOS libraries break in forked processes."""

PR_SET_PDEATHSIG: Final = 1
HANDLED: Final = ("SIGINT", "SIGTERM", "SIGALRM", "SIGHUP")

Mask = set[signal.Signals]


def forked() -> int:
    """Fork; Python 3.12 and later warn that a thread of a numeric library may hold a lock.

    Those libraries guard their locks at a fork, and this process runs no threads of its own.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


@contextmanager
def without_signals() -> Iterator[Mask]:
    """Let signals wait until the block ends, and give the mask that holds outside it.

    A handler that runs inside a hook of a fork can do nothing that is sure to be noticed.
    """
    before: Mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())  # type: ignore[assignment]
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        yield before
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear_as_usual(mask: Mask) -> None:
    """Let signals do in a forked process what they do in any."""
    for name in HANDLED:
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def die_with(parent: int, number: int) -> None:
    """Ask to be signalled when the parent dies, unless it is dead already."""
    control(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def control(option: int, value: int) -> None:
    """Set an attribute of this process in Linux."""
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
