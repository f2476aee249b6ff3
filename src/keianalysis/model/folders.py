"""Where the data of the project lie."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from keianalysis.model.errors import WrongCall

MARKER: Final = Path("data", "raw", "published", "observations.csv")
REGISTERS: Final = Path("data", "raw", "registers")
DEFAULT: Final = "kei-2013"
"""The review that is meant where none is named."""

ROOT: Final = "KEIANALYSIS_ROOT"
"""The environment variable that names the folder of the project."""

DISCLOSURE: Final = "KEIANALYSIS_DISCLOSURE"
"""The environment variable that names the disclosure rules of a holder who keeps them elsewhere."""

MANIFEST: Final = "manifest.json"
"""The file that makes a folder an edition: what it was made from, how, and what it holds."""


def project_root(start: Path | None = None) -> Path:
    """Return the folder that holds ``data/raw``: ``KEIANALYSIS_ROOT``, or the nearest one upward.

    Raises
    ------
    WrongCall
        When neither the folder nor a parent of it, nor the source tree, holds the data.
    """
    named = os.environ.get(ROOT)
    here = (start or Path.cwd()).resolve()
    source_tree = Path(__file__).resolve().parents[3]
    candidates = [Path(named)] if named else [here, *here.parents, source_tree]
    for candidate in candidates:
        if (candidate / MARKER).is_file():
            return candidate
    raise WrongCall(
        f"no {MARKER.as_posix()} in {candidates[0]} or above it; "
        "make a project with keianalysis init DIR and work in it, or set KEIANALYSIS_ROOT to one"
    )


def fix_named_places() -> None:
    """Let the places that the environment names stay the same wherever this process and its children go."""
    for name in (ROOT, DISCLOSURE):
        if place := os.environ.get(name):
            os.environ[name] = str(Path(place).absolute())


def published_folder(root: Path | None = None) -> Path:
    """Return ``data/raw/published``."""
    return (root or project_root()) / MARKER.parent


def published_list(name: str, folder: Path | None = None) -> Path:
    """Return the file of a list in ``data/raw/published``, or in another folder with the same lists.

    The name stands in the call, or in a constant of the module: that is how it is known what a module
    reads, see ``keianalysis.tracking.code``.
    """
    return (folder or published_folder()) / name


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
