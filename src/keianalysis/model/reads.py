"""What a notebook has read so far: measures of the observation table, and other tables by name.

A step of a run is skipped while nothing that it read has changed. Every choice of rows by measure
passes through ``observations.select``, and every other table through ``Sources``; both say so here.
"""

from __future__ import annotations

from typing import Final

EVERYTHING: Final = "*"
"""The name under which all measures are noted at once."""

_so_far: set[str] = set()


def note(kind: str, *names: str) -> None:
    """Note that tables or measures are read, whether or not they have rows today."""
    _so_far.update(f"{kind}:{name}" for name in names)


def noted() -> list[str]:
    """Return everything noted since the last ``forget``, as kind:name, in order."""
    return sorted(_so_far)


def forget() -> None:
    """Begin anew: a run is opened."""
    _so_far.clear()
