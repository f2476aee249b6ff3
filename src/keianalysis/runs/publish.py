"""One run at a time, built beside the published edition and put in place by one rename."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from keianalysis.model.errors import RunLocked
from keianalysis.runs.engine.exchange import exchange, sync_one
from keianalysis.runs.engine.guard import GUARDED
from keianalysis.runs.engine.limits import farewell

LOCK: Final = ".lock"
STAGING: Final = ".staging-"
PREVIOUS: Final = ".previous-"
OLDER: Final = ".older"
PATIENCE: Final = 20
PAUSE: Final = 0.02


@contextmanager
def locked(reports: Path) -> Iterator[None]:
    """Hold the lock of a reports folder.

    The lock belongs to the open file, so that it goes with its process however that ends: a file
    that a killed run left behind locks nothing. The guardians of the notebooks hold it too, so that
    nobody writes any more once it is free.

    Raises
    ------
    RunLocked
        When another run holds it.
    """
    reports.mkdir(parents=True, exist_ok=True)
    with (reports / LOCK).open("a+", encoding="utf-8") as handle:
        _wait_for_lock(handle, reports)
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        GUARDED.add(handle.fileno())
        try:
            yield
        finally:
            GUARDED.discard(handle.fileno())


def _wait_for_lock(handle: TextIO, reports: Path) -> None:
    """Take the lock, or raise RunLocked; the rest of a run that was killed is given time to end."""
    patience = time.monotonic() + PATIENCE
    while not _try_lock(handle.fileno()):
        handle.seek(0)
        holder = handle.read()
        if _is_running(holder) or time.monotonic() > patience:
            raise RunLocked(f"another run is writing to {reports}; wait for it to end")
        time.sleep(PAUSE)


def _is_running(holder: str) -> bool:
    """Tell whether the process that noted its number in a lock is there; an unknown one counts as there."""
    if os.name == "nt" or not holder.isdigit():
        return True
    try:
        os.kill(int(holder), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _try_lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def staging(reports: Path) -> Iterator[Path]:
    """Give a fresh folder on the file system of the reports; it is gone when the block ends."""
    clean(reports)
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=reports))
    # A temporary folder is closed to others; an edition is there to be read.
    folder.chmod(0o755)

    def remove(_: object = None) -> None:
        shutil.rmtree(folder, ignore_errors=True)

    try:
        with farewell(remove):
            yield folder
    finally:
        remove()


def clean(reports: Path) -> None:
    """Remove what a killed run left behind, and bring back an edition it had moved aside."""
    for left in reports.glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    for aside in reports.glob(f"{PREVIOUS}*"):
        place = reports / aside.name.removeprefix(PREVIOUS)
        if place.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(place)


def publish(built: Path, place: Path, *, keep: int = 0) -> None:
    """Put a complete edition in its place in one step; the edition before it stays until then.

    ``keep`` older editions stay below ``.older``, the newest ones. Where a file system cannot let
    two folders change places, the old one is moved aside first, and a run that is killed right then
    leaves it to the next run to bring it back. ``built`` is on the disk already.
    """
    if not place.exists():
        built.rename(place)
    elif exchange(built, place):
        _retire(built, place, keep)
    else:
        _replace(built, place, keep)
    # The edition is in place by now, whatever the disk says of the folder around it.
    with suppress(OSError):
        sync_one(place.parent)


def _replace(built: Path, place: Path, keep: int) -> None:
    aside = place.with_name(PREVIOUS + place.name)
    place.rename(aside)
    try:
        built.rename(place)
    except OSError:
        aside.rename(place)
        raise
    _retire(aside, place, keep)


def _retire(old: Path, place: Path, keep: int) -> None:
    """Move an edition that was replaced to the older ones, of which ``keep`` stay.

    The new edition is in place by now: an old one that cannot be kept fails no run.
    """
    older = place.parent / OLDER / place.name
    with suppress(OSError):
        if keep:
            older.mkdir(parents=True, exist_ok=True)
            old.rename(older / name_of_time(older))
    shutil.rmtree(old, ignore_errors=True)
    kept = sorted(older.iterdir(), key=order_of) if older.is_dir() else []
    for path in kept[: len(kept) - keep]:
        shutil.rmtree(path, ignore_errors=True)


def name_of_time(folder: Path, now: dt.datetime | None = None) -> str:
    """Return a name of this moment that comes behind all in a folder, also when the clock was set back."""
    name = (now or dt.datetime.now(tz=dt.UTC)).strftime("%Y-%m-%dT%H%M%S.%fZ")
    last = max((path.name for path in folder.glob("????-*") if path.is_dir()), key=_key, default="")
    if _key(name) > _key(last):
        return name
    time, _, count = last.partition("+")
    return f"{time}+{int(count or 0) + 1}"


def order_of(path: Path) -> tuple[str, int]:
    """Return what puts folders that are named by ``name_of_time`` in the order in which they were made."""
    return _key(path.name)


def _key(name: str) -> tuple[str, int]:
    time, _, count = name.partition("+")
    return time, int(count) if count.isdigit() else 0


def open_to_readers(folder: Path) -> None:
    """Let everybody read what is published, whatever this process keeps from others by default."""
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o755 if path.is_dir() else 0o644)
