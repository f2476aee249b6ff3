"""Work on one file of others in a forked process, under limits of memory and time.

For what reads text with libraries of this process: a workbook goes to a child of its own, see
``process``. Where processes are not forked the work is done here, and only the look at the file guards.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import pyarrow as pa

from keianalysis.model.errors import BadData
from keianalysis.readers.guarded.forking import FORKS, Mask, die_with, forked, hear_as_usual, without_signals
from keianalysis.readers.guarded.limits import LIMITS, MIB, Limits, refusal

SECONDS_A_MIB: Final = 1
"""Seconds more for every mebibyte of a text, on a machine that has a lot to do."""

_CHUNK: Final = MIB
_DONE, _FAULTS, _SIZE, _READABLE, _ROOM = "done", "faults", "size", "readable", "room"

Result = TypeVar("Result")


def for_text(path: Path, limits: Limits = LIMITS) -> Limits:
    """Return limits for a text, which may be large: its time grows with it, its memory does not."""
    size = path.stat().st_size if path.is_file() else 0
    return replace(limits, seconds=limits.seconds + SECONDS_A_MIB * (size // MIB))


def bounded(path: Path, kind: str, work: Callable[[], Result], *, limits: Limits = LIMITS) -> Result:
    """Return what ``work`` returns, done in a process that may take so much and no more.

    Raises
    ------
    BadData
        The faults that ``work`` raises; ``kind-size`` when it passes the limits; ``kind-readable``,
        without content of the file, when it fails in any other way.
    OSError
        When the disk refused.
    """
    if not FORKS:
        return work()
    reading, writing = os.pipe()
    parent = os.getpid()
    with without_signals() as mask:
        pid = forked()
        if pid == 0:
            os.close(reading)
            _work(parent, mask, work, writing, limits)
    os.close(writing)
    try:
        answer = _received(reading, time.monotonic() + limits.seconds)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    found: Result = _opened(path, kind, answer, limits)
    return found


def _received(reading: int, ends: float) -> bytes | None:
    """Return what the process sent until it ended; nothing when its time is over."""
    parts: list[bytes] = []
    while select.select([reading], [], [], max(0.0, ends - time.monotonic()))[0]:
        part = os.read(reading, _CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return None


def _opened(path: Path, kind: str, answer: bytes | None, limits: Limits) -> Any:
    if answer is None:
        raise refusal(path, f"{kind}-size", f"reading the file takes more than {limits.seconds} seconds")
    how: str
    content: Any
    how, content = pickle.loads(answer) if answer else (_SIZE, None)
    if how == _DONE:
        return content
    if how == _FAULTS:
        raise BadData(content)
    if how == _ROOM:
        raise OSError(*content)
    if how == _SIZE:
        told = f"the file takes more than {limits.memory_bytes // MIB} MiB to read"
        raise refusal(path, f"{kind}-size", told)
    raise refusal(path, f"{kind}-readable", f"the file cannot be read ({content})")


def _work(parent: int, mask: Mask, work: Callable[[], object], writing: int, limits: Limits) -> NoReturn:
    try:
        die_with(parent, signal.SIGKILL)
        hear_as_usual(mask)
        _be_silent()
        gc.freeze()
        _bound(limits)
        _send(writing, _outcome(work))
    finally:
        os._exit(0)


def _outcome(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps((_DONE, work()))
    except BadData as error:
        return pickle.dumps((_FAULTS, error.faults))
    except MemoryError:
        return pickle.dumps((_SIZE, None))
    except OSError as error:
        return pickle.dumps((_ROOM, (error.errno, error.strerror)))
    except Exception as error:
        # What a library says may quote the file.
        return pickle.dumps((_READABLE, type(error).__name__))


def _send(writing: int, answer: bytes) -> None:
    left = memoryview(answer)
    while left:
        left = left[os.write(writing, left) :]


def _be_silent() -> None:
    """Let what a library writes when it dies go nowhere."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)


def _bound(limits: Limits) -> None:
    """Bound what this process takes beyond what it took from its parent."""
    import resource

    pa.set_memory_pool(pa.system_memory_pool())
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[0])
    most = pages * resource.getpagesize() + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
