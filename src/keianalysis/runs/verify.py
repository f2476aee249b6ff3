"""Whether a published edition and its inputs are still what they were, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from keianalysis.errors import WrongCall
from keianalysis.runs.manifest import ELSEWHERE, NAME, sha256


def changes(folder: Path, root: Path) -> list[str]:
    """Return what differs from the manifest, one sentence each; nothing when all is as published.

    An input that was named in the call and lies outside the project has no place to be looked up.

    Raises WrongCall when the folder holds no edition.
    """
    if not (folder / NAME).is_file():
        raise WrongCall(f"{folder} holds no edition: {NAME} is missing")
    manifest = json.loads((folder / NAME).read_text("utf-8"))
    found = [*_differences(manifest["outputs"], folder, "output")]
    inputs = {name: e for name, e in manifest["inputs"].items() if not name.startswith(f"{ELSEWHERE}/")}
    found += _differences(inputs, root, "input")
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    added = sorted(present - set(manifest["outputs"]) - {NAME})
    return [*found, *(f"output {name} was not published with the edition" for name in added)]


def _differences(entries: Mapping[str, Any], base: Path, kind: str) -> Iterator[str]:
    for name, entry in entries.items():
        path = base / name
        if not path.is_file():
            yield f"{kind} {name} is missing"
        elif sha256(path) != entry["sha256"]:
            yield f"{kind} {name} was changed"
