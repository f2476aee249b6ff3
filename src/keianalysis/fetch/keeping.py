"""What becomes of rows that came whole: a release, or a place in quarantine with an account."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

if sys.platform != "win32":
    import fcntl

from keianalysis.fetch.errors import FetchFailed, Quarantined
from keianalysis.fetch.releases import (
    ACCOUNT,
    QUARANTINE,
    ROWS,
    STAGING,
    Release,
    changed_numbers,
    drop,
    folder_name,
    put,
    quarantined,
    releases_in,
    seal,
)
from keianalysis.fetch.rows import keys_of
from keianalysis.fetch.services.description import Description
from keianalysis.model.errors import RunLocked, WrongCall

LISTED: Final = 40
"""How many changes an account lists."""

LOCK: Final = ".lock"
LOOKED: Final = "looked.json"


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the lock of a table, so that two fetches do not share one staging folder.

    Raises RunLocked when another process holds it.
    """
    place.mkdir(parents=True, exist_ok=True)
    with (place / LOCK).open("w") as file:
        # The lock belongs to the open file and goes with its process; the file itself stays.
        if sys.platform != "win32":
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise RunLocked(f"another fetch is busy with {place}") from error
        yield


def note_look(place: Path, request: str, stamp: str, release: Release) -> None:
    """Note that a release is what the service gives to a request at a stamp of its catalogue.

    A release itself is never written again, not even for a stamp that moved without its numbers.
    """
    looks = _looks(place) | {request: {"stamp": stamp, "release": release.folder.name}}
    (place / LOOKED).write_text(json.dumps(looks, indent=1) + "\n", "utf-8")


def held(place: Path, request: str, stamp: str) -> Release | None:
    """Return the kept release that the service would give to a request at a stamp; nothing if none is."""
    if not stamp:
        return None
    noted = _looks(place).get(request, {})
    name = noted["release"] if noted.get("stamp") == stamp else None
    kept = releases_in(place)
    return next((one for one in kept if one.answers(stamp, request) or one.folder.name == name), None)


def _looks(place: Path) -> dict[str, Any]:
    try:
        found = json.loads((place / LOOKED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(place: Path, work: Path, about: Mapping[str, Any], changes: Sequence[str]) -> Release:
    """Move a finished folder to where it belongs and return the release.

    Rows that are kept already under this version and request are not kept twice.

    Raises
    ------
    Quarantined
        When the table is built otherwise than the last release, or when numbers differ from the
        release that is kept under the same version.
    """
    if changes:
        raise _quarantine(place, work, about, "the table is built otherwise than the last release", changes)
    same = [one for one in releases_in(place) if _same_question(one, about)]
    if not same:
        return _kept(place, work, about)
    if same[-1].about["sha256_content"] == about["sha256_content"]:
        return same[-1]
    keys = keys_of(pq.read_schema(work / ROWS))
    told = changed_numbers(same[-1].rows, work / ROWS, keys)
    why = f"numbers changed without a new version; version {about['version']} stays as it was kept"
    raise _quarantine(place, work, about, why, told)


def _same_question(release: Release, about: Mapping[str, Any]) -> bool:
    return all(release.about[name] == about[name] for name in ("version", "request"))


def _kept(place: Path, work: Path, about: Mapping[str, Any]) -> Release:
    name = folder_name(about["version"])
    taken = sum(one.about["version"] == about["version"] for one in releases_in(place))
    # The same version asked for another selection stands beside the first, which is never rewritten.
    final = place / (f"{name}_{taken + 1}" if taken else name)
    seal(work, about)
    return Release(put(work, final), about)


def _quarantine(
    place: Path, work: Path, about: Mapping[str, Any], why: str, changes: Sequence[str]
) -> Quarantined:
    """Move a folder into quarantine with a readable account, and return the error that tells it."""
    (work / ACCOUNT).write_text(_account(about, why, changes), "utf-8")
    seal(work, about)
    return _laid_aside(place, work, about, why, changes)


def _laid_aside(
    place: Path, work: Path, about: Mapping[str, Any], why: str, changes: Sequence[str]
) -> Quarantined:
    name = f"{folder_name(about['version'])}_{about['sha256_content'][:8]}"
    final = place / QUARANTINE / name
    if final.exists():
        drop(work)
    else:
        put(work, final)
    return Quarantined(f"{about['table']}: {why}: {_first(changes)}. {told_quarantine('', final)}")


def _first(changes: Sequence[str]) -> str:
    more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
    return "; ".join(changes[:3]) + more


def told_quarantine(table: str, folder: Path) -> str:
    """Return where a release waits and what to do about it."""
    name = f"{table}: " if table else ""
    return (
        f"{name}the new release waits in quarantine; the last good one stays in use. "
        f"Read {folder / ACCOUNT}, then accept it with keianalysis fetch TABLE --accept, or leave it"
    )


def _account(about: Mapping[str, Any], why: str, changes: Sequence[str]) -> str:
    listed = [f"- {change}" for change in changes[:LISTED]]
    more = [f"- and {len(changes) - LISTED} more"] if len(changes) > LISTED else []
    return "\n".join(
        [
            f"# {about['table']}, version {about['version']}: not in use",
            "",
            f"Why: {why}.",
            "",
            f"Released on {about['release_date']}, fetched {about['accessed']}, {about['rows']:,} rows.",
            f"Request: {about['request']}",
            "",
            "What changed:",
            *listed,
            *more,
            "",
            "The last good release stays in use. See docs/data.md, what to do when a schema changed.",
            "",
        ]
    )


def quarantine_description(
    place: Path, description: Description, changes: Sequence[str], error: Exception
) -> Quarantined:
    """Put the description alone into quarantine: its rows can no longer be asked for as before."""
    work = place / STAGING / "description"
    drop(work)
    work.mkdir(parents=True)
    for name, content in description.files.items():
        (work / name).write_bytes(content)
    why = "the table is built otherwise than the last release, and its rows cannot be had as before"
    told = [*changes, f"then: {error}"]
    about = {
        "table": description.table,
        "version": description.version,
        "release_date": description.release_date,
        "accessed": "",
        "rows": 0,
        "request": "",
        "sha256_content": "description",
    }
    (work / ACCOUNT).write_text(_account(about, why, told), "utf-8")
    final = place / QUARANTINE / f"{folder_name(description.version)}_description"
    if not final.exists():
        put(work, final)
    drop(place / STAGING)
    return Quarantined(f"{description.table}: {why}: {_first(told)}. {told_quarantine('', final)}")


def accept(place: Path, table: str) -> Release:
    """Take the newest release in quarantine into use and return it.

    Raises
    ------
    WrongCall
        When none waits.
    FetchFailed
        When its version is in use already: a kept release is never replaced.
    """
    waiting = [one for one in quarantined(place) if (one.folder / ROWS).is_file()]
    if not waiting:
        raise WrongCall(f"no release of {table} waits in {place / QUARANTINE}")
    newest = waiting[-1]
    final = place / folder_name(newest.about["version"])
    number = sum(one.about["version"] == newest.about["version"] for one in releases_in(place))
    final = final.with_name(f"{final.name}_{number + 1}") if number else final
    if final.exists():
        raise FetchFailed(f"{final} is kept already and never rewritten")
    return Release(put(newest.folder, final), newest.about)
