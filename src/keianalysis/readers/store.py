"""Checked observations kept as Parquet under the hash of all that they were made from.

What is unchanged is opened instead of read and checked again. The store is made from raw files alone and
may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.folders import file_hash
from keianalysis.model.observations import COLUMNS

STORE: Final = Path("data", "processed", "observations")
KEPT: Final = 3
"""Tables that stay: those of the last changes, so that going back and forth costs nothing."""

MADE_BY: Final = ("model", "readers")
"""The rooms of the package whose code decides what a checked table holds."""


def stored(root: Path, files: Iterable[Path], make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return the table that ``make`` makes from raw files, opened from the store when nothing changed.

    An error of ``make`` passes; nothing is kept then.
    """
    path = root / STORE / f"{_key(root, files)}.parquet"
    with suppress(OSError, ValueError):
        table = pd.read_parquet(path)
        if tuple(table.columns) == COLUMNS:
            os.utime(path)
            return table
    made = make()
    # What cannot be kept only costs time later.
    with suppress(OSError):
        _keep(made, path)
    return made


def _key(root: Path, files: Iterable[Path]) -> str:
    hashes = {path.relative_to(root).as_posix(): file_hash(path) for path in files}
    text = json.dumps([hashes, _code(), pd.__version__, COLUMNS], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def _code() -> str:
    package = Path(__file__).resolve().parents[1]
    found = hashlib.sha256()
    for room in MADE_BY:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in (".py", ".csv", ".toml"):
                found.update(path.read_bytes())
    return found.hexdigest()


def _keep(table: pd.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    os.close(handle)
    try:
        table.to_parquet(name, compression="zstd")
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    newest_first = sorted(path.parent.glob("*.parquet"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT:]:
        old.unlink(missing_ok=True)
