"""A project of one's own: data, notebooks and the commands to run them, laid out in a new folder.

The package alone has no data. A wheel carries those of the version that it was built from.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Final

from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import MARKER
from keianalysis.runs.project.shipped import shipped_files

INSTALLED: Final = "files"
OWN: Final = {"Makefile": "Makefile", "README.md": "README.md", "gitignore": ".gitignore"}
"""What a project has that the source tree has not, by its name in the package."""
EMPTY: Final = ("data/processed", "reports")


def lay_out(folder: Path) -> list[Path]:
    """Lay out a project in a new or empty folder, whole or not at all, and return its files.

    Raises
    ------
    WrongCall
        When the folder holds something, or is no folder, or this installation has no data to lay out.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongCall(f"{folder} is not an empty folder; name a new one, so that nothing is overwritten")
    source = _source()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as made:
        whole = Path(made) / "project"
        _fill(whole, source)
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _source() -> Path:
    """Return the folder that holds what this version ships: inside the wheel, or the source tree."""
    inside = Path(str(files(__name__) / INSTALLED))
    for candidate in (inside, Path(__file__).resolve().parents[4]):
        if (candidate / MARKER).is_file():
            return candidate
    raise WrongCall("this installation holds no data to lay out; install the wheel, or work in a clone")


def _fill(folder: Path, source: Path) -> None:
    for path in shipped_files(source):
        place = folder / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    for name, own in OWN.items():
        (folder / own).write_text((files(__name__) / "own" / name).read_text("utf-8"), "utf-8")
    for name in EMPTY:
        (folder / name).mkdir(parents=True)
