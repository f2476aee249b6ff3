"""Two folders change places in one step of the file system, and files reach the disk."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

AT_FDCWD: Final = -100
RENAME_EXCHANGE: Final = 2
RENAME_SWAP: Final = 2


def exchange(one: Path, other: Path) -> bool:
    """Let two paths change places at once; tell whether that was done.

    Linux and macOS can; Windows and a few file systems cannot, and nothing happens.
    """
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            library = ctypes.CDLL(None)
            return bool(library.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(first, second, RENAME_SWAP) == 0)
    except (AttributeError, OSError):
        pass
    return False


def sync(folder: Path) -> None:
    """Bring every file below a folder, and the folder itself, to the disk."""
    for path in [*folder.rglob("*"), folder]:
        sync_one(path)


def sync_one(path: Path) -> None:
    """Bring one file or folder to the disk."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
