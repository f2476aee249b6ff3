"""A run that has to end ends, wherever it is when it hears so, and says why."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keianalysis.model.errors import IncompleteRun
from keianalysis.runs.engine import limits as module
from keianalysis.runs.engine.guard import FORKS, guarded
from keianalysis.runs.engine.limits import due, farewell, go_on, held, limits

pytestmark = pytest.mark.skipif(not FORKS, reason="processes are forked on Linux alone")

ENDS = 20
"""How often a worker is ended in its first moments; one hang in two was seen before it was mended."""


def waits(seconds: float) -> None:
    """Wait as a run does, looking whether it has to end."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        go_on()
        time.sleep(0.002)


def in_a_process(work: Callable[[], object]) -> tuple[int, float]:
    """Run ``work`` in a process; return its exit code and the seconds that it took."""
    began, pid = time.monotonic(), os.fork()
    if pid == 0:
        try:
            work()
            os._exit(0)
        except IncompleteRun:
            os._exit(3)
        finally:
            os._exit(4)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), time.monotonic() - began


@pytest.mark.slow
def test_a_worker_that_is_ended_in_its_first_moments_is_gone_at_once() -> None:
    chance = random.Random(1)
    busy = [guarded(lambda pipe: sum(iter(int, 1))) for _ in range(2)]
    slowest = 0.0
    for _ in range(ENDS):
        worker = guarded(lambda pipe: time.sleep(600))
        time.sleep(chance.uniform(0, 0.01))
        began = time.monotonic()
        worker.end()
        slowest = max(slowest, time.monotonic() - began)
    for one in busy:
        one.end()
    assert slowest < 10
    with pytest.raises(ChildProcessError):
        os.waitpid(worker.pid, os.WNOHANG)


def test_a_guardian_that_hears_nothing_is_ended_with_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keianalysis.runs.engine.guard.AGAIN", 0.01)
    worker = guarded(lambda pipe: time.sleep(600))
    os.kill(worker.pid, signal.SIGSTOP)
    worker.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(worker.pid, os.WNOHANG)


def test_signals_are_heard_again_after_a_fork() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    guarded(lambda pipe: None).wait()
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


def test_a_worker_hears_the_signals_that_its_parent_hears() -> None:
    def work(pipe: int) -> None:
        os.write(pipe, str(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, ()))).encode())

    worker = guarded(work)
    assert os.read(worker.pipe, 1000) == b"[]"
    worker.wait()


@pytest.fixture
def heard() -> Iterator[None]:
    """Let the signals that ask to end be heard: who starts tests in the background may have them ignored."""
    asked = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.signal(number, signal.SIG_DFL) for number in asked}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_run_that_is_told_to_end_says_by_what(name: str, heard: None) -> None:
    def told() -> None:
        os.kill(os.getpid(), getattr(signal, name))
        waits(5)

    with pytest.raises(IncompleteRun, match=rf"^the run was told to end \({name}\)$"), limits(None):
        told()
    assert due() is None


def test_the_earlier_deadline_counts_and_the_later_one_comes_back() -> None:
    with limits(500):
        whole = due()
        with limits(1000):
            assert due() == whole
        with pytest.raises(IncompleteRun, match="deadline"), limits(0.05):
            waits(5)
        assert due() == whole


def test_no_handler_raises_in_what_would_drop_it() -> None:
    """A destructor drops what is raised in it; the run has to end all the same."""

    class Slow:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(0.05)

    def dropped() -> None:
        Slow()
        waits(5)

    with pytest.raises(IncompleteRun), limits(None):
        dropped()


def test_a_run_that_never_looks_is_ended_with_its_farewell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GRACE", 0.1)

    def work() -> None:
        with limits(0.1), farewell(lambda error: (tmp_path / "told").write_text(str(error))):
            while True:
                pass

    code, seconds = in_a_process(work)
    assert (code, (tmp_path / "told").read_text()) == (1, "the deadline of the run has come")
    assert seconds < 5


def test_a_library_that_never_comes_back_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HELD", 0.2)

    def work() -> None:
        with limits(0.1):
            # One instruction of Python, during which no handler runs.
            sum(range(10**12))

    code, seconds = in_a_process(work)
    assert code == 1
    assert seconds < 5


def test_what_is_done_whole_is_not_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", 0.02)

    def work() -> None:
        with limits(0.02), held():
            waits(0.3)
            (tmp_path / "whole").touch()

    code, _ = in_a_process(work)
    assert code == 0
    assert (tmp_path / "whole").exists()


def test_a_signal_that_was_ignored_when_the_process_started_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with limits(None):
            os.kill(os.getpid(), signal.SIGHUP)
            waits(0.02)
    finally:
        signal.signal(signal.SIGHUP, before)
