"""Where a number of a published edition comes from, down to file, row and hash."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.edition import Edition
from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import project_root
from keianalysis.model.reviews import edition_of
from keianalysis.model.verdicts import Verdict
from keianalysis.readers.sources import RawFile, raw_index, raw_names, read_sources, reviewed
from keianalysis.report.editions import read_lookup, read_manifest
from keianalysis.report.lookup import Lookup
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
    return _lines(f"verdict:{name}" if name in lookup.judged else name, origins)


def _lines(name: str, origins: Origins) -> list[str]:
    try:
        return trail(name, origins).lines(origins.words)
    except KeyError:
        known = [*origins.lookup.judged, *origins.lookup.stated, *origins.lookup.rows]
        nearest = ", ".join(difflib.get_close_matches(name, known, n=3)) or "none"
        raise WrongCall(f"{name!r} is no claim and no result of this edition; nearest: {nearest}") from None


class Trail(str):
    """A trail as lines, which an interactive session shows as they are."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def trail_of(number: str | pd.Series[Any], *, edition: str | Path = "", language: str = "en") -> Trail:
    """Return where a number comes from, down to file, row and hash.

    Parameters
    ----------
    number
        A row of ``series`` or ``releases`` or its id, or a claim of a review.
    edition
        The folder of a published edition; empty means what is published, or the review in ``reports`` for
        what is not.
    language
        The language of the words without an edition, ``nl`` or ``en``.

    Raises
    ------
    WrongCall
        When nothing of that name is known, with the nearest names.
    """
    name = number if isinstance(number, str) else str(number["id"])
    sources = read_sources()
    if edition or name not in set(sources.published["id"]):
        folder = Path(edition) if edition else project_root() / "reports" / edition_of()
        return Trail("\n".join(trace(name, folder, reviewed(folder.name).claims)))
    review = sources.review
    told = Edition(edition_of(), "review", review.last_year, review.date, language)
    lookup = Lookup(told, sources.published, pd.DataFrame(columns=list(Verdict._fields)), sources.claims)
    return Trail("\n".join(_lines(name, Origins(lookup, raw_index()))))


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
