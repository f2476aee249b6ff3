"""Which files of the source tree make a project; read by the build, so it imports nothing of the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

SHIPPED: Final = (
    "data/raw/cbs/**/*",
    "data/raw/eurostat/**/*",
    "data/raw/published/*",
    "data/raw/reviews/**/*",
    "data/raw/statline/README.md",
    "data/raw/registers/README.md",
    "notebooks/*.ipynb",
    "requirements.lock",
)
"""What is published, the questions that are asked of it, and the packages that they were asked with.

Register deliveries and downloads of whoever builds are not: those are confidential, or their own.
"""


def shipped_files(root: Path) -> Iterator[Path]:
    """Yield the files of a source tree, or of an installed copy of it, that a project needs."""
    for pattern in SHIPPED:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())
