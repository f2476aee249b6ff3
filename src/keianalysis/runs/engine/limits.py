"""What ends a run before its end: a deadline, and the signals that ask a process to stop.

A handler raises nothing: an exception that meets Python in a hook of a fork, a destructor or a
callback is dropped, and the run would go on for ever. It notes why the run has to end; the run looks
at that where it can stop well. A run that has not looked after ``GRACE`` seconds is ended from the
handler, with the same account.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from keianalysis.model.errors import IncompleteRun
from keianalysis.readers.passing import remove_all

GRACE: Final = 1.0
"""Seconds for a run to stop by itself before it is ended."""

HELD: Final = 60.0
"""Seconds after which a process is ended that computes on in a library and hears no signal."""

ENDED: Final = 1
"""The exit code of a run that was ended."""

DEADLINE: Final = "the deadline of the run has come"
ASKED: Final = ("SIGTERM", "SIGINT", "SIGHUP")

Farewell = Callable[[IncompleteRun], object]


@dataclass
class _Limits:
    """Why this process has to end, when it will have to, and what to do when it is ended."""

    active: bool = False
    reason: str = ""
    due: float | None = None
    held: int = 0
    farewells: list[Farewell] = field(default_factory=list)


_NOW: Final = _Limits()


@contextmanager
def limits(deadline: float | None) -> Iterator[None]:
    """Let the block end with IncompleteRun at the deadline, in seconds, or when asked to stop.

    Inside another such block the earlier deadline counts. Only the main thread hears signals;
    elsewhere, and on Windows, the notebooks alone keep the deadline.
    """
    before = _NOW.due
    _NOW.due = _earlier(before, None if deadline is None else time.monotonic() + deadline)
    try:
        if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
            yield
        elif _NOW.active:
            _wind()
            yield
        else:
            with _listening():
                yield
    finally:
        _NOW.due = before
        if _NOW.active:
            _wind()


def due() -> float | None:
    """Return when the run has to end, as a time of the monotonic clock; nothing without a deadline."""
    return _NOW.due


def go_on() -> None:
    """Do nothing, unless the run has to end.

    Raises
    ------
    IncompleteRun
        With the reason why the run has to end.
    """
    if _NOW.reason and not _NOW.held:
        raise IncompleteRun(_NOW.reason)


@contextmanager
def farewell(act: Farewell) -> Iterator[None]:
    """Call ``act`` with the reason when the process is ended from a handler inside the block."""
    _NOW.farewells.append(act)
    try:
        yield
    finally:
        _NOW.farewells.remove(act)


@contextmanager
def held() -> Iterator[None]:
    """Let nothing end the run inside the block: what is done in it is done whole."""
    _NOW.held += 1
    try:
        yield
    finally:
        _NOW.held -= 1


def _earlier(one: float | None, other: float | None) -> float | None:
    return min((time for time in (one, other) if time is not None), default=None)


@contextmanager
def _listening() -> Iterator[None]:
    """Hear the signals that ask to stop, but those that this process was started to ignore."""
    numbers = [getattr(signal, name) for name in ASKED]
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _hear) for number in [*heard, signal.SIGALRM]}
    _NOW.active, _NOW.reason = True, ""
    _wind()
    try:
        yield
    finally:
        _NOW.active = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
        for number, handler in before.items():
            signal.signal(number, handler)


def _wind() -> None:
    """Set the clock to the deadline; a library that never comes back is ended some time after it."""
    if _NOW.reason:
        return
    left = None if _NOW.due is None else max(0.001, _NOW.due - time.monotonic())
    signal.setitimer(signal.ITIMER_REAL, left or 0)
    if left is None:
        faulthandler.cancel_dump_traceback_later()
    else:
        _end_without_python(left + HELD)


def _end_without_python(seconds: float) -> None:
    with suppress(OverflowError):
        faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())


@cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def _hear(number: int, frame: Any) -> None:
    """Note why the run has to end, or end it when that was noted some time ago."""
    again = number == signal.SIGALRM
    if _NOW.reason and again and not _NOW.held:
        _leave()
    if not _NOW.reason:
        name = signal.Signals(number).name
        _NOW.reason = DEADLINE if again else f"the run was told to end ({name})"
        _end_without_python(HELD)
        again = True
    if again:
        signal.setitimer(signal.ITIMER_REAL, GRACE)


def _leave() -> None:
    """End this process, having told what has to be told."""
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    remove_all()
    for act in reversed(_NOW.farewells):
        with suppress(Exception):
            act(IncompleteRun(_NOW.reason))
    os._exit(ENDED)
