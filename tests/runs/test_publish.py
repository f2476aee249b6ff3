"""Publishing: an edition is complete or absent, and a folder has one writer."""

from __future__ import annotations

import itertools
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from keianalysis.model.errors import RunLocked
from keianalysis.runs.engine.guard import FORKS
from keianalysis.runs.publish import LOCK, OLDER, PREVIOUS, STAGING, clean, locked, publish, staging

HOLD = """
import pathlib, sys
from keianalysis.runs.publish import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def filled(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(text, "utf-8")
    return folder


def shown(folder: Path) -> str:
    return (folder / "report.html").read_text("utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_first_edition_appears_under_its_name(tmp_path: Path) -> None:
    publish(filled(tmp_path / "built", "new"), tmp_path / "review-2013")
    assert shown(tmp_path / "review-2013") == "new"
    assert names(tmp_path) == ["review-2013"]


def test_a_new_edition_replaces_the_old_one_whole(tmp_path: Path) -> None:
    place = filled(tmp_path / "review-2013", "old")
    (place / "only-in-the-old.csv").write_text("x", "utf-8")
    publish(filled(tmp_path / "built", "new"), place)
    assert names(place) == ["report.html"]
    assert shown(place) == "new"


def test_other_editions_stay(tmp_path: Path) -> None:
    other = filled(tmp_path / "monitor-2012", "other")
    publish(filled(tmp_path / "built", "new"), tmp_path / "review-2013")
    assert shown(other) == "other"


def test_when_the_new_edition_cannot_be_put_in_place_the_old_one_comes_back(tmp_path: Path) -> None:
    place = filled(tmp_path / "review-2013", "old")
    with pytest.raises(FileNotFoundError):
        publish(tmp_path / "never-built", place)
    assert shown(place) == "old"
    assert names(tmp_path) == ["review-2013"]


def test_a_fresh_folder_is_beside_the_editions_and_gone_afterwards(tmp_path: Path) -> None:
    with staging(tmp_path) as folder:
        assert folder.parent == tmp_path
        assert folder.name.startswith(STAGING)
        assert names(folder) == []
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_an_edition_may_be_read_by_others(tmp_path: Path) -> None:
    with staging(tmp_path) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_build_that_fails_leaves_the_old_edition_alone(tmp_path: Path) -> None:
    place = filled(tmp_path / "review-2013", "old")
    with pytest.raises(ZeroDivisionError), staging(tmp_path) as folder:
        (folder / "report.html").write_text(str(1 / 0), "utf-8")
    assert shown(place) == "old"
    assert names(tmp_path) == ["review-2013"]


def test_a_published_folder_survives_the_end_of_its_build(tmp_path: Path) -> None:
    with staging(tmp_path) as folder:
        (folder / "report.html").write_text("new", "utf-8")
        publish(folder, tmp_path / "review-2013")
    assert shown(tmp_path / "review-2013") == "new"


def test_the_next_run_cleans_what_a_killed_one_left(tmp_path: Path) -> None:
    filled(tmp_path / f"{STAGING}abc", "half")
    with staging(tmp_path) as folder:
        assert names(tmp_path) == [folder.name]


def test_an_edition_that_was_moved_aside_comes_back(tmp_path: Path) -> None:
    filled(tmp_path / f"{PREVIOUS}review-2013", "old")
    clean(tmp_path)
    assert names(tmp_path) == ["review-2013"]
    assert shown(tmp_path / "review-2013") == "old"


def test_an_edition_moved_aside_does_not_replace_the_new_one(tmp_path: Path) -> None:
    filled(tmp_path / f"{PREVIOUS}review-2013", "old")
    filled(tmp_path / "review-2013", "new")
    clean(tmp_path)
    assert names(tmp_path) == ["review-2013"]
    assert shown(tmp_path / "review-2013") == "new"


def test_cleaning_leaves_everything_else(tmp_path: Path) -> None:
    filled(tmp_path / "review-2013", "old")
    (tmp_path / LOCK).touch()
    clean(tmp_path)
    assert names(tmp_path) == [LOCK, "review-2013"]


def test_a_folder_held_by_another_process_is_refused_until_that_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        with pytest.raises(RunLocked, match=r"another run is writing to .*; wait for it to end"):
            locked(tmp_path).__enter__()
        other.kill()
        other.wait()
    with locked(tmp_path):
        assert names(tmp_path) == [LOCK]


def test_two_folders_have_two_locks(tmp_path: Path) -> None:
    with locked(tmp_path / "a"), locked(tmp_path / "b"):
        assert names(tmp_path) == ["a", "b"]


def test_the_lock_is_given_back_when_a_run_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 / 0
    with locked(tmp_path):
        pass


def test_a_lock_tells_who_holds_it_and_the_number_of_a_dead_process_locks_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    (tmp_path / LOCK).write_text(str(gone.pid), "utf-8")
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text("utf-8") == str(os.getpid())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_the_rest_of_a_killed_run_is_waited_for(tmp_path: Path) -> None:
    import fcntl

    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    with (tmp_path / LOCK).open("w") as rest:
        fcntl.flock(rest, fcntl.LOCK_EX)
        rest.write(str(gone.pid))
        rest.flush()
        threading.Timer(0.3, fcntl.flock, (rest, fcntl.LOCK_UN)).start()
        with locked(tmp_path):
            pass


def test_what_was_published_before_is_kept_as_asked(tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        publish(filled(tmp_path / "built", text), tmp_path / "review-2013", keep=1)
    (older,) = (tmp_path / OLDER / "review-2013").iterdir()
    assert shown(older) == "two"


@pytest.mark.parametrize("can", [True, False])
def test_an_edition_is_replaced_with_and_without_help_of_the_file_system(
    tmp_path: Path, can: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can:
        monkeypatch.setattr("keianalysis.runs.publish.exchange", lambda *_: False)
    filled(tmp_path / "review-2013", "old")
    publish(filled(tmp_path / "built", "new"), tmp_path / "review-2013")
    assert shown(tmp_path / "review-2013") == "new"
    assert names(tmp_path) == ["review-2013"]


@contextmanager
def killed_at(step: int) -> Iterator[int]:
    """Yield the number of a process that kills itself at a step on the disk, or zero inside it."""
    pid = os.fork()
    if pid == 0:
        steps = itertools.count()

        def look(event: str, _: object) -> None:
            if event.startswith(("os.", "shutil.", "open")) and next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(look)
    try:
        yield pid
    finally:
        if pid == 0:
            os._exit(0)


@pytest.mark.skipif(not FORKS, reason="processes are forked on Linux alone")
@pytest.mark.parametrize("can", [True, False])
@pytest.mark.parametrize("keep", [0, 1])
def test_killed_at_any_step_of_publishing_an_edition_is_whole(
    tmp_path: Path, can: bool, keep: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can:
        monkeypatch.setattr("keianalysis.runs.publish.exchange", lambda *_: False)
    place, seen = filled(tmp_path / "review-2013", "old"), set()
    (place / "table.csv").write_text("old", "utf-8")
    for step in itertools.count():
        built = filled(tmp_path / f"{STAGING}{step}", f"new {step}")
        (built / "table.csv").write_text(f"new {step}", "utf-8")
        with killed_at(step) as pid:
            if pid == 0:
                publish(built, place, keep=keep)
        status = os.waitpid(pid, 0)[1]
        clean(tmp_path)
        assert (place / "table.csv").read_text("utf-8") == shown(place)
        assert set(names(tmp_path)) <= {"review-2013", OLDER}
        seen.add(shown(place) == f"new {step}")
        if status == 0:
            break
    assert step > 5
    # What lets two folders change places is one step of the system, before all that is counted here.
    assert seen == ({True} if can else {True, False})
    assert len(list(tmp_path.glob(f"{OLDER}/*/*"))) <= keep
