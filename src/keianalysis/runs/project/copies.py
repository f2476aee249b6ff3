"""Copies of the notebooks to explore with: what is saved there changes no run."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Final

COPIES: Final = "explore"
"""The folder of the copies in a project; git ignores it."""
FIRST: Final = "00_explore.ipynb"


def copied_notebooks(root: Path) -> Path:
    """Return the notebook to begin with, beside copies of all others; what was saved there stays."""
    folder = root / COPIES
    folder.mkdir(exist_ok=True)
    own = Path(str(files("keianalysis.explore") / "notebooks" / FIRST))
    for path in (own, *sorted((root / "notebooks").glob("*.ipynb"))):
        if not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)
    return folder / FIRST
