"""The known spelling that a misspelt name is nearest to, as the end of a message."""

from __future__ import annotations

import difflib
from collections.abc import Collection


def nearest(name: str, known: Collection[str]) -> str:
    """Return a remark that names the known spelling nearest to ``name``, empty when none is near."""
    found = difflib.get_close_matches(name, list(known), n=1)
    return f"; the nearest is {found[0]!r}" if found else ""


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return a question for the known spelling nearest to ``name``, empty when none is near."""
    found = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {found[0]}?" if found else ""
