"""Folders in which a part of a delivery lies while it is read: nothing of it stays, however that ends.

They are removed when the reading ends, by ``remove_all`` when the process is ended from a handler of a
signal, and by the next reading where a process was killed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_FOLDERS: Final[set[Path]] = set()


@contextmanager
def passing_folder(prefix: str, parent: Path) -> Iterator[Path]:
    """Give a fresh folder that is closed to others, and that is gone at the end unless it was renamed."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    _FOLDERS.add(folder)
    try:
        yield folder
    finally:
        _FOLDERS.discard(folder)
        shutil.rmtree(folder, ignore_errors=True)


def remove_all() -> None:
    """Remove every such folder of this process."""
    for folder in list(_FOLDERS):
        shutil.rmtree(folder, ignore_errors=True)
