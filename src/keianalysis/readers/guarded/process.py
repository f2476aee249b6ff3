"""A child process that parses one file under limits, and is gone with all it made afterwards.

What it reads comes back in files without a name, which are gone with the two processes.
"""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from keianalysis.readers.guarded.limits import MIB, Limits, refusal

BOUNDED: Final = importlib.util.find_spec("resource") is not None
"""Whether the system bounds the memory of a process; without, only the look at the file and the clock do."""

_CHILD: Final = Path(__file__).with_name("child.py")
_SPARING: Final = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Threads and pools reserve memory that is never used, and would count."""

_DAMAGED: Final = {"workbook": "the workbook is damaged or cut off", "sav": "the file is no sound SPSS file"}


@dataclass
class Parse:
    """One file that a child process parses into files without a name."""

    path: Path
    kind: str
    sheets: Sequence[str]
    limits: Limits
    data: BinaryIO
    told: BinaryIO
    ends: float
    _child: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the child, in a group of its own."""
        command = [sys.executable, "-I", str(_CHILD), json.dumps(self._request())]
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self.data,
            stderr=self.told,
            env=os.environ | _SPARING,
            start_new_session=True,
        )

    def answer(self) -> dict[str, Any]:
        """Wait for the child and return its answer.

        Raises
        ------
        BadData
            When the child refuses, dies, or takes longer than the limits allow.
        """
        assert self._child is not None
        try:
            status = self._child.wait(max(0.0, self.ends - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise self.too_slow() from None
        if status:
            raise self._died(status)
        self.told.seek(0)
        found: dict[str, Any] = json.loads(self.told.read())
        if "refused" in found:
            raise self._size() if found["refused"] == "size" else self._damaged()
        return found

    def stream(self, place: tuple[int, int]) -> bytes:
        """Return the stream that the child wrote from one place to another."""
        start, end = place
        self.data.seek(start)
        return self.data.read(end - start)

    def check_clock(self) -> None:
        """Refuse the file when its time is over.

        Raises
        ------
        BadData
            When the file has taken longer than the limits allow.
        """
        if time.monotonic() > self.ends:
            raise self.too_slow()

    def too_slow(self) -> Exception:
        """Return the refusal of a file that takes too long."""
        message = f"reading the file takes more than {self.limits.seconds} seconds"
        return refusal(self.path, f"{self.kind}-size", message)

    def end(self) -> None:
        """End the child and everything that it started."""
        if self._child is None or self._child.poll() is not None:
            return
        with suppress(ProcessLookupError, PermissionError):
            _kill_group(self._child)
        self._child.wait()

    def _request(self) -> dict[str, Any]:
        return {
            "path": str(self.path.resolve()),
            "kind": self.kind,
            "sheets": list(self.sheets),
            "memory": self.limits.memory_bytes,
            "seconds": self.limits.seconds,
            "cells": self.limits.cells,
            "columns": self.limits.columns,
        }

    def _died(self, status: int) -> Exception:
        # A library that gets no more memory aborts; one that computes on is ended by the system.
        if status == errno.ENOSPC:
            return OSError(status, os.strerror(status), tempfile.gettempdir())
        names = ("SIGABRT", "SIGKILL", "SIGXCPU")
        out_of_limits = {-int(getattr(signal, name)) for name in names if hasattr(signal, name)}
        return self._size() if status in out_of_limits else self._damaged()

    def _size(self) -> Exception:
        limits = self.limits
        message = (
            f"the file takes more than {limits.cells:,} cells, {limits.columns} columns "
            f"or {limits.memory_bytes // MIB} MiB to read"
        )
        return refusal(self.path, f"{self.kind}-size", message)

    def _damaged(self) -> Exception:
        return refusal(self.path, f"{self.kind}-readable", _DAMAGED[self.kind])


@contextmanager
def parse(path: Path, kind: str, sheets: Sequence[str], limits: Limits) -> Iterator[Parse]:
    """Yield a parse that may be started; at the end its process and what it wrote are gone."""
    with tempfile.TemporaryFile() as data, tempfile.TemporaryFile() as told:
        task = Parse(path, kind, sheets, limits, data, told, time.monotonic() + limits.seconds)
        try:
            yield task
        finally:
            task.end()


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
