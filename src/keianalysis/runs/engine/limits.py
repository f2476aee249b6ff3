"""What ends a run before its end: a deadline, and the signals that ask a process to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from keianalysis.model.errors import IncompleteRun

GRACE: Final = 0.5
"""Seconds for the notebooks to be named before the whole is ended."""


@contextmanager
def limits(deadline: float | None) -> Iterator[None]:
    """End the block with IncompleteRun at the deadline, in seconds, or when asked to terminate.

    Only the main thread hears signals; elsewhere, and on Windows, the notebooks alone keep the deadline.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return
    before = {
        signal.SIGTERM: signal.signal(signal.SIGTERM, _ended("the run was told to end (SIGTERM)")),
        signal.SIGALRM: signal.signal(signal.SIGALRM, _ended("the deadline of the run has come")),
    }
    signal.setitimer(signal.ITIMER_REAL, 0 if deadline is None else deadline + GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _ended(message: str) -> Callable[[int, Any], NoReturn]:
    def handler(number: int, frame: Any) -> NoReturn:
        raise IncompleteRun(message)

    return handler
