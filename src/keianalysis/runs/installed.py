"""Which packages are installed, known without loading any: the lock only says which should be."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

KINDS: Final = (".dist-info", ".egg-info")
"""How the folder ends that an installer leaves beside a package: NAME-VERSION and one of these."""


def packages_at(places: list[str]) -> list[str]:
    """Return the names and versions of the packages below some folders, those found first in front."""
    found: list[str] = []
    for place in places:
        # Not every place that Python looks in is a folder.
        with suppress(OSError):
            found += sorted(one.name for one in Path(place).iterdir() if one.suffix in KINDS)
    return found


@cache
def installed() -> str:
    """Return one hash of the names and versions of all packages that this process can import."""
    return hashlib.sha256("\n".join(packages_at(sys.path)).encode()).hexdigest()
