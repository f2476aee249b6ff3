"""Whether a call would make what is published already, known before any library of numbers is loaded.

A call that ends well leaves a note: a hash of all that it may rest on, and of what was published. The next
call with the same words that finds both as they were has nothing to do. Where anything differs, by a byte,
the steps are looked at one by one as ever; see ``keianalysis.runs.steps``.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import KeianalysisError
from keianalysis.model.folders import DISCLOSURE, MANIFEST, file_hash, project_root
from keianalysis.runs.installed import installed

UNCHANGED: Final = "unchanged"
"""What a run tells of an edition that stands as it is."""
NOTES: Final = Path("data", "processed", "runs", "unchanged")
PACKAGE: Final = Path(__file__).resolve().parents[1]
LOOKED_AT: Final = (Path("data", "raw"), Path("notebooks"), Path("requirements.lock"))
"""What of a project an edition may rest on, beside the package itself and what the call names."""


@dataclass(frozen=True)
class Asked:
    """What a call asks for, as far as it decides what is published.

    ``words`` are the values of its options, ``given`` the files and folders among them, ``out`` the folder
    of the editions.
    """

    words: tuple[str, ...]
    given: tuple[Path, ...]
    out: Path


@dataclass(frozen=True)
class Published:
    """An edition that a call has made, or found unchanged, and what was said of it."""

    edition: str
    told: str


def basis(asked: Asked) -> str:
    """Return one hash of everything that an edition may rest on, empty where that cannot be read."""
    try:
        return _hash([platform.python_version(), installed(), *asked.words], _files(asked))
    except (OSError, KeianalysisError):
        return ""


def unchanged(asked: Asked) -> Published | None:
    """Return the edition that stands as a call like this one left it, when nothing differs since."""
    try:
        known = json.loads(_note(asked).read_text("utf-8"))
        made = Published(known["edition"], known["told"])
        same = known["basis"] == basis(asked) and known["outputs"] == _outputs(asked, made)
    except (OSError, ValueError, KeyError, TypeError, KeianalysisError):
        return None
    return made if same else None


def remember(asked: Asked, before: str, made: Published) -> None:
    """Note what a call has published; ``before`` is what it rested on when it began."""
    if not before or before != basis(asked):
        return
    # What cannot be noted only costs time later.
    with suppress(OSError, KeianalysisError):
        note = _note(asked)
        note.parent.mkdir(parents=True, exist_ok=True)
        content = {"basis": before, "outputs": _outputs(asked, made), **vars(made)}
        fresh = note.with_suffix(".new")
        fresh.write_text(json.dumps(content), "utf-8")
        fresh.replace(note)


def _note(asked: Asked) -> Path:
    words = json.dumps([*asked.words, str(asked.out.resolve())])
    return project_root() / NOTES / f"{hashlib.sha256(words.encode()).hexdigest()[:32]}.json"


def _files(asked: Asked) -> Iterator[Path]:
    root = project_root()
    yield from _below(PACKAGE)
    for place in LOOKED_AT:
        yield from _below(root / place)
    if rules := os.environ.get(DISCLOSURE):
        yield Path(rules).resolve()
    for place in asked.given:
        yield from _below(place.resolve())
        # A layout lies beside the list that it is of.
        yield from sorted(one for one in place.resolve().parent.glob(f"{place.stem}.*") if one != place)


def _outputs(asked: Asked, made: Published) -> str:
    """Return one hash of the edition, and of the manifests of those beside it, which it may speak of."""
    files = [*_below(asked.out / made.edition), *sorted(asked.out.glob(f"*/{MANIFEST}"))]
    return _hash([], files)


def _below(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    found = (path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(found)


def _hash(words: list[str], files: Any) -> str:
    found = hashlib.sha256(json.dumps(words).encode())
    for path in files:
        found.update(f"{path} {file_hash(path)}\n".encode())
    return found.hexdigest()
