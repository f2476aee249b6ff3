"""What a service says of a table itself: who released it when, and how it is built."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Entry:
    """A table as the catalogue lists it. ``stamp`` changes with every change of the table."""

    table: str
    title: str
    stamp: str
    rows: int | None = None


@dataclass(frozen=True)
class Description:
    """A table as it describes itself at one moment.

    ``files`` are the answers of the service, byte by byte, under the names that they are kept by.
    ``release_date`` is the day on which the service made the numbers public.
    """

    table: str
    title: str
    version: str
    release_date: str
    stamp: str
    licence: str
    rows: int | None
    dimensions: Sequence[str]
    fingerprint: Mapping[str, Any]
    files: Mapping[str, bytes]


def listed(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a list that the service gave.

    Raises ValueError when it is no such list.
    """
    answer = json.loads(content)
    rows = answer.get("value") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("no list of rows under value")
    return rows


def an_object(content: bytes) -> dict[str, Any]:
    """Return the one object that the service gave; ValueError when it is none."""
    answer = json.loads(content)
    if not isinstance(answer, dict):
        raise ValueError("no object")
    return answer


def code(text: Any) -> str:
    """Return a code without the blanks that some services pad it with."""
    return str(text).strip()


KINDS: Final = {"dimensions": "dimension", "measures": "measure"}


def fingerprint_of(
    dimensions: Sequence[Mapping[str, Any]], measures: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what a reader of the table relies on: dimensions, and each measure's unit and decimals."""
    return {
        "dimensions": {code(one["Identifier"]): one.get("Kind") or "Dimension" for one in dimensions},
        "measures": {
            code(one["Identifier"]): {"unit": code(one.get("Unit") or ""), "decimals": one.get("Decimals")}
            for one in measures
        },
    }


def digest(fingerprint: Mapping[str, Any]) -> str:
    """Return a fingerprint as one short text."""
    return hashlib.sha256(json.dumps(fingerprint, sort_keys=True).encode()).hexdigest()


def schema_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return in words how a table is built otherwise than before; nothing when it is not."""
    found = []
    for kind, name in KINDS.items():
        old, new = before[kind], after[kind]
        found += [f"the {name} {key} is gone" for key in old if key not in new]
        found += [f"the {name} {key} is new" for key in new if key not in old]
        found += [
            _changed(name, key, old[key], new[key]) for key in old if key in new and old[key] != new[key]
        ]
    return found


def _changed(kind: str, key: str, old: Any, new: Any) -> str:
    if not isinstance(old, Mapping):
        return f"the {kind} {key} is now a {new}, it was a {old}"
    parts = [f"{name} {new.get(name)!r}, it was {old[name]!r}" for name in old if old[name] != new.get(name)]
    return f"the {kind} {key} has now {'; '.join(parts)}"
