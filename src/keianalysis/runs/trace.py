"""Where a number of a published edition comes from, down to file, row and hash."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import project_root
from keianalysis.readers.sources import RawFile, raw_index, raw_names
from keianalysis.report.editions import read_lookup, read_manifest
from keianalysis.report.origins.trails import Origins, trail

ENDLESS: Final = 10**9
"""The rows of a file that is no longer there to count."""


def trace(name: str, folder: Path, claims: pd.DataFrame) -> list[str]:
    """Return the trail of a claim or of a result of a published edition, as indented lines.

    Raises
    ------
    WrongCall
        When the folder holds no edition, or neither is known; then with the nearest names.
    """
    manifest = read_manifest(folder)
    origins = Origins(read_lookup(folder, claims), raw_of(manifest))
    lookup = origins.lookup
    asked = f"verdict:{name}" if name in lookup.judged else name
    try:
        return trail(asked, origins).lines(origins.words)
    except KeyError:
        known = [*lookup.judged, *lookup.rows]
        nearest = ", ".join(difflib.get_close_matches(name, known, n=3)) or "none"
        raise WrongCall(f"{name!r} is no claim and no result of this edition; nearest: {nearest}") from None


def raw_of(manifest: dict[str, Any], root: Path | None = None) -> dict[str, RawFile]:
    """Return the raw files of an edition, with the hashes that they had when it was made.

    The number of rows is that of the file as it is now; a file that is gone has none to check.
    """
    present = raw_index(root or project_root())
    found: dict[str, RawFile] = {}
    for path, entry in manifest["inputs"].items():
        names = raw_names(path)
        rows = present[names[0]].rows if names[0] in present else ENDLESS
        found |= dict.fromkeys(names, RawFile(path, entry["sha256"], rows))
    return found
