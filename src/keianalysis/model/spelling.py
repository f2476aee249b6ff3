"""Names as a reader meets them: the known spelling nearest to a misspelt one, and one made harmless."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection
from typing import Final

LONGEST_NAME: Final = 120
UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of characters that no reader sees, and that may turn the text around them."""


def nearest(name: str, known: Collection[str]) -> str:
    """Return a remark that names the known spelling nearest to ``name``, empty when none is near."""
    found = difflib.get_close_matches(name, list(known), n=1)
    return f"; the nearest is {found[0]!r}" if found else ""


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return a question for the known spelling nearest to ``name``, empty when none is near."""
    found = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {found[0]}?" if found else ""


def plain_name(name: str) -> str:
    """Return a name on one line, its unseen characters written out and a very long one cut with a mark."""
    words = " ".join(name.split())
    seen = "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in UNSEEN else character
        for character in words
    )
    return seen if len(seen) <= LONGEST_NAME else f"{seen[: LONGEST_NAME - 1]}…"
