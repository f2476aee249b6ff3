"""One run at a time, built beside the published edition and put in place by one rename."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from keianalysis.errors import RunLocked

LOCK: Final = ".lock"
STAGING: Final = ".staging-"
PREVIOUS: Final = ".previous-"


@contextmanager
def locked(reports: Path) -> Iterator[None]:
    """Hold the lock of a reports folder.

    The lock belongs to the open file, so that it goes with its process however that ends.

    Raises
    ------
    RunLocked
        When another run holds it.
    """
    reports.mkdir(parents=True, exist_ok=True)
    with (reports / LOCK).open("a+") as handle:
        if not _try_lock(handle.fileno()):
            raise RunLocked(f"another run is writing to {reports}; wait for it to end")
        yield


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
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def publish(built: Path, place: Path) -> None:
    """Put a complete edition in its place; the edition before it stays until then."""
    aside = place.with_name(PREVIOUS + place.name)
    if place.exists():
        place.rename(aside)
    try:
        built.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)
