"""The releases of a declared table that are in use, as they lie on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault

ROWS: Final = "Observations.parquet"
ABOUT: Final = "release.json"


@dataclass(frozen=True)
class Kept:
    """A release in use: its folder, and what was noted beside its rows."""

    folder: Path
    about: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The file of the rows below ``data/raw``, as a lineage names it."""
        return "/".join((*self.folder.parts[-3:], ROWS))

    def codes(self, dimension: str) -> dict[str, Mapping[str, Any]]:
        """Return the codes of a dimension as the service lists them; none when it lists none."""
        path = self.folder / f"{dimension}Codes.json"
        rows = json.loads(path.read_text("utf-8-sig"))["value"] if path.is_file() else []
        return {str(row["Identifier"]).strip(): row for row in rows}

    @cached_property
    def measures(self) -> Mapping[str, Mapping[str, Any]]:
        """Unit and decimals of every measure code."""
        found: Mapping[str, Mapping[str, Any]] = self.about["fingerprint"]["measures"]
        return found


def kept_releases(place: Path) -> list[Kept]:
    """Return the releases of a table, oldest first; of one version the one that was asked for last.

    Raises BadData when what stands beside a release cannot be read.
    """
    found: dict[str, Kept] = {}
    for path in sorted(place.glob(f"*/{ABOUT}")):
        release = Kept(path.parent, _about(path))
        before = found.get(release.about["version"])
        if before is None or before.about["accessed"] <= release.about["accessed"]:
            found[release.about["version"]] = release
    return [found[version] for version in sorted(found)]


def _about(path: Path) -> Mapping[str, Any]:
    try:
        about = json.loads(path.read_text("utf-8"))
        if not {"version", "accessed", "release_date", "fingerprint", "request"} <= about.keys():
            raise ValueError("keys are missing")
    except (OSError, ValueError, AttributeError) as error:
        remedy = "Remove the folder of this release and fetch the table again."
        place = "/".join(path.parts[-4:])
        raise BadData([Fault(place, 0, "", "release-readable", str(error), remedy)]) from None
    return dict(about)
