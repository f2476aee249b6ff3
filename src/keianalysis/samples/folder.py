"""The folder of a sample: never one that holds anything else, and complete or as it was."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from keianalysis.model.errors import WrongCall

SOURCE: Final = "source.toml"
NATIONAL: Final = "national.csv"
LEDGER: Final = "disclosure-ledger.json"


def refuse_foreign(out: Path) -> None:
    """Refuse a folder with anything but sample vintages: what is there will be replaced."""
    if out.exists() and not out.is_dir():
        raise WrongCall(f"{out} is not a folder")
    foreign = sorted(path.name for path in out.iterdir() if not _is_sample(path)) if out.exists() else []
    if foreign:
        named = ", ".join(foreign[:5])
        raise WrongCall(f"{out} holds what is not a sample ({named}); name an empty or a new folder")


def _is_sample(path: Path) -> bool:
    """Tell whether ``path`` is a vintage that says it is a sample and holds only what it lists.

    The ledger of what earlier samples hid goes with them.
    """
    if path.name == LEDGER:
        return True
    try:
        source = tomllib.loads((path / SOURCE).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    files = source.get("files")
    if source.get("sample") is not True or not isinstance(files, list):
        return False
    listed = {SOURCE, NATIONAL, *(str(file.get("path")) for file in files if isinstance(file, dict))}
    return {entry.name for entry in path.iterdir()} <= listed


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Give a fresh folder that takes the place of ``out`` when the block ends without an error."""
    place = out.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sample-", dir=place.parent) as staging:
        built, aside = Path(staging) / "new", Path(staging) / "old"
        built.mkdir()
        yield built
        if place.exists():
            place.rename(aside)
        try:
            built.rename(place)
        except OSError:
            if aside.exists():
                aside.rename(place)
            raise
