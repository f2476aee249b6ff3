"""What an edition was made from and what it holds, with hashes."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import keianalysis
from keianalysis.edition import Edition

NAME: Final = "manifest.json"
ELSEWHERE: Final = "given"
"""Where the manifest puts inputs that were named in the call and lie outside the project."""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hashes(paths: Iterable[Path], base: Path) -> dict[str, dict[str, Any]]:
    """Return hash and size of files, by their path below ``base``; of files elsewhere by their name."""
    return {
        _place(path, base): {"sha256": sha256(path), "bytes": path.stat().st_size} for path in sorted(paths)
    }


def _place(path: Path, base: Path) -> str:
    inside = path.resolve().is_relative_to(base.resolve())
    return path.resolve().relative_to(base.resolve()).as_posix() if inside else f"{ELSEWHERE}/{path.name}"


def write_manifest(
    folder: Path, edition: Edition, root: Path, inputs: Iterable[Path], verdicts: Mapping[str, int]
) -> Path:
    """Write ``manifest.json``: parameters, versions, inputs, outputs and the count of verdicts."""
    outputs = [path for path in folder.rglob("*") if path.is_file() and path.name != NAME]
    content = {
        "edition": edition.name,
        "parameters": {"year": edition.year, "as_of": edition.as_of, "language": edition.language},
        "keianalysis": keianalysis.__version__,
        "python": platform.python_version(),
        "platform": platform.system(),
        "inputs": hashes(inputs, root),
        "outputs": hashes(outputs, folder),
        "verdicts": dict(verdicts),
    }
    path = folder / NAME
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
