"""What steps of earlier runs have made, kept so that a step can be skipped; deletable at any time."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from keianalysis.model.edition import Edition
from keianalysis.runs.manifest import hashes

STORE: Final = Path("data", "processed", "runs")
RECORD: Final = "step.json"
MADE: Final = "made"


@dataclass(frozen=True)
class Kept:
    """What a step made when it ran last, and what it rested on."""

    folder: Path
    basis: dict[str, Any]
    made: dict[str, dict[str, Any]]
    more: dict[str, Any]

    @property
    def read(self) -> list[str]:
        """What the step read, as in ``keianalysis.tracking.read_log``."""
        return list(self.basis["read"])

    def is_whole(self) -> bool:
        """Tell whether every file is still there as it was made."""
        try:
            return hashes(files_of(self.folder / MADE), self.folder / MADE) == self.made
        except OSError:
            return False

    def give(self, folder: Path) -> None:
        """Copy what the step made into a folder."""
        shutil.copytree(self.folder / MADE, folder, dirs_exist_ok=True)


def place(store: Path, edition: Edition, step: str) -> Path:
    """Return where the last run of a step is kept."""
    return store / f"{edition.name}-{edition.language}" / step


def kept(folder: Path) -> Kept | None:
    """Return what is kept in a folder, nothing when that is missing or not readable."""
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        return Kept(folder, record["basis"], record["made"], record["more"])
    except (OSError, ValueError, KeyError):
        return None


def keep(files: Iterable[Path], base: Path, folder: Path, basis: dict[str, Any], **more: Any) -> None:
    """Keep the files that a step made below ``base``, in place of what was kept before.

    What cannot be kept, for want of space or rights, only costs time later.
    """
    with suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as name:
            new = Path(name, "new")
            for path in files:
                copy = new / MADE / path.relative_to(base)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, copy)
            record = {"basis": basis, "made": hashes(files_of(new / MADE), new / MADE), "more": more}
            (new / RECORD).write_text(json.dumps(record), encoding="utf-8")
            if folder.exists():
                folder.rename(Path(name, "old"))
            new.rename(folder)


def files_of(folder: Path) -> list[Path]:
    """Return every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
