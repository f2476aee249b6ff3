"""What an edition was made from, how, and what it holds, with hashes."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import keianalysis
from keianalysis.model.edition import Edition
from keianalysis.model.folders import MANIFEST, file_hash
from keianalysis.register.delivery.source import SOURCE

ELSEWHERE: Final = "given"
"""Where the manifest puts inputs that were named in the call and lie outside the project."""


def hashes(paths: Iterable[Path], base: Path) -> dict[str, dict[str, Any]]:
    """Return hash and size of files, by their path below ``base``; of files elsewhere by their name."""
    return {
        _place(path, base): {"sha256": file_hash(path), "bytes": path.stat().st_size}
        for path in sorted(paths)
    }


def _place(path: Path, base: Path) -> str:
    # Links inside the project are trusted, so they are not followed.
    if path.absolute().is_relative_to(base.absolute()):
        return path.absolute().relative_to(base.absolute()).as_posix()
    # A delivery is a folder with a description of itself; two may hold files of one name.
    delivered = (path.parent / SOURCE).is_file()
    return f"{ELSEWHERE}/{path.parent.name}/{path.name}" if delivered else f"{ELSEWHERE}/{path.name}"


def parameters(edition: Edition) -> dict[str, Any]:
    """Return the parameters of an edition as its manifest holds them."""
    told = {"year": edition.year, "as_of": edition.as_of, "language": edition.language}
    return told | ({"region": edition.region} if edition.region else {})


def write_manifest(
    folder: Path, edition: Edition, root: Path, inputs: dict[str, dict[str, Any]], **told: Any
) -> Path:
    """Write ``manifest.json``: parameters, versions, inputs, outputs, and what a run tells of itself.

    A run tells the count of verdicts, its steps with their times and reasons, and the edition before.
    Whatever differs between two runs on the same inputs stands in this file alone.
    """
    outputs = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    content = {
        "edition": edition.name,
        "parameters": parameters(edition),
        "keianalysis": keianalysis.__version__,
        "code": code_version(root),
        "packages": {path.name: file_hash(path) for path in [root / "requirements.lock"] if path.is_file()},
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "inputs": inputs,
        "outputs": hashes(outputs, folder),
        **told,
    }
    path = folder / MANIFEST
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def known_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of an edition, nothing when the folder holds none that can be read."""
    try:
        return dict(json.loads((folder / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError):
        return None


def code_version(root: Path) -> dict[str, Any]:
    """Return the commit of the code, and whether it was clean: no file changed since. Both may be unknown."""
    commit = _git(root, "rev-parse", "HEAD")
    changed = _git(root, "status", "--porcelain")
    return {"commit": commit or None, "clean": None if commit is None else changed == ""}


def _git(root: Path, *arguments: str) -> str | None:
    try:
        told = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip()
