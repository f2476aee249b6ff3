"""Releases on disk: one folder a release, written once, whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from keianalysis.model.folders import file_hash

ROWS: Final = "Observations.parquet"
ABOUT: Final = "release.json"
ACCOUNT: Final = "account.md"
STAGING: Final = ".staging"
QUARANTINE: Final = "quarantine"


@dataclass(frozen=True)
class Release:
    """A release that is kept, with what stands beside its rows.

    ``about`` holds version, release date, stamp, request, access time, licence, number of rows, the
    two hashes, the fingerprint, and the hash of every file.
    """

    folder: Path
    about: Mapping[str, Any]

    @property
    def rows(self) -> Path:
        """The Parquet file of the rows."""
        return self.folder / ROWS

    def answers(self, stamp: str, request: str) -> bool:
        """Tell whether this is what the service would give to a request at a stamp of its catalogue."""
        return bool(stamp) and self.about.get("stamp") == stamp and self.about.get("request") == request


def folder_name(version: str) -> str:
    """Return the name of a release's folder: the version as the service writes it, safe as a name."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", version).strip(".") or "unversioned"


def releases_in(place: Path) -> list[Release]:
    """Return the releases of a table, oldest version first; of one version the last that was asked."""
    found = [release for folder in sorted(place.glob("*")) if (release := _release(folder))]
    return sorted(found, key=lambda one: (one.about["version"], one.about["accessed"]))


def quarantined(place: Path) -> list[Release]:
    """Return the releases of a table that nobody has accepted yet."""
    return releases_in(place / QUARANTINE)


def _release(folder: Path) -> Release | None:
    try:
        about = json.loads((folder / ABOUT).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return Release(folder, about) if isinstance(about, dict) and "version" in about else None


def write_description(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write what the service says of a table into the folder of its release."""
    for name, content in files.items():
        (folder / name).write_bytes(content)


def seal(folder: Path, about: Mapping[str, Any]) -> None:
    """Write what is known of a release beside its rows, with the hash of every file, and close the files."""
    files = {path.name: file_hash(path) for path in sorted(folder.iterdir()) if path.is_file()}
    text = json.dumps({**about, "files": files}, ensure_ascii=False, indent=1)
    (folder / ABOUT).write_text(text + "\n", "utf-8")
    for path in folder.iterdir():
        # What is kept is not written again, by us or by a slip of the hand.
        path.chmod(0o444)


def put(folder: Path, place: Path) -> Path:
    """Move a finished folder to its place in one step, where nothing is yet."""
    place.parent.mkdir(parents=True, exist_ok=True)
    return folder.rename(place)


def drop(folder: Path) -> None:
    """Remove a folder that is no release."""
    shutil.rmtree(folder, ignore_errors=True)


def damage(release: Release) -> list[str]:
    """Return the files of a release that are gone or are not what they were when they were kept."""
    return [
        name
        for name, known in release.about.get("files", {}).items()
        if not (release.folder / name).is_file() or file_hash(release.folder / name) != known
    ]


def changed_numbers(before: Path, after: Path, keys: Sequence[str]) -> list[str]:
    """Return in words which numbers differ between two files of rows."""
    old, new = (_by_key(path, keys) for path in (before, after))
    told = [
        f"{_named(key)}: {old[key]} became {new[key]}" for key in old if key in new and old[key] != new[key]
    ]
    told += [f"{_named(key)}: {old[key]} is gone" for key in old if key not in new]
    return told + [f"{_named(key)}: {new[key]} is new" for key in new if key not in old]


def _by_key(path: Path, keys: Sequence[str]) -> dict[tuple[object, ...], object]:
    table = pq.read_table(path, columns=[*keys, "Value", "ValueAttribute"])
    columns = [table[name].to_pylist() for name in (*keys, "Value", "ValueAttribute")]
    return {
        row[:-2]: row[-2] if row[-2] is not None else f"no value ({row[-1]})"
        for row in zip(*columns, strict=True)
    }


def _named(key: tuple[object, ...]) -> str:
    return " ".join(map(str, key))
