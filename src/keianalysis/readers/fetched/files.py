"""Which fetched tables are in use, and their files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from keianalysis.readers.fetched.declaration import DECLARED, Declaration, read_declarations
from keianalysis.readers.fetched.kept import ABOUT, kept_releases


def tables_in_use(raw: Path) -> Iterator[tuple[Path, Declaration]]:
    """Yield folder and declaration of every confirmed table of which a release is kept.

    Raises BadData with every fault of the declarations.
    """
    for one in read_declarations(raw):
        place = raw / one.service / one.table
        if one.confirmed and one.measures and next(place.glob(f"*/{ABOUT}"), None):
            yield place, one


def files_in_use(raw: Path) -> Iterator[Path]:
    """Yield every file that the observations of fetched tables rest on, in a fixed order."""
    for place, _ in tables_in_use(raw):
        yield place / DECLARED
        for release in kept_releases(place):
            yield from sorted(path for path in release.folder.iterdir() if path.is_file())


def age_of(raw: Path) -> tuple[str, str] | None:
    """Return the newest release date among the tables in use, and the day of the oldest last fetch.

    Nothing when no fetched table is in use.
    """
    newest = [kept_releases(place)[-1].about for place, _ in tables_in_use(raw)]
    if not newest:
        return None
    return max(one["release_date"] for one in newest), min(one["accessed"][:10] for one in newest)
