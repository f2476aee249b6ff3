"""Choosing between the forms of a text: one or more, a rise or a fall, and how a number is worded.

A table of a catalogue whose names are choices holds the forms of one text, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final

from keianalysis.model.intervals import WORDINGS

ONE: Final = "one"
OTHER: Final = "other"
RISE: Final = "rise"
FALL: Final = "fall"
ZERO: Final = "zero"

CHOICES: Final[Mapping[str, frozenset[frozenset[str]]]] = {
    "a number of things": frozenset({frozenset({ONE, OTHER}), frozenset({ZERO, ONE, OTHER})}),
    "a direction": frozenset({frozenset({RISE, FALL}), frozenset({RISE, FALL, ZERO})}),
    "a wording": frozenset({frozenset(WORDINGS)}),
}
"""What a text may depend on, with the forms that it then has: all of them, or it says too little."""

TELLING: Final = {name for sets in CHOICES.values() for one in sets for name in one} - {
    ZERO,
    "exact",
    "about",
}
"""Names that only a form may have; the others are also words like any other."""


def plural(shown: str) -> str:
    """Return which form goes with a number as a reader sees it: ``one`` or ``other``."""
    return ONE if shown.lstrip("-\N{MINUS SIGN}") == "1" else OTHER


def direction(value: float | Decimal) -> str:
    """Return which form goes with a change: ``rise``, ``fall`` or ``zero``."""
    if value == 0:
        return ZERO
    return RISE if value > 0 else FALL


def agreeing(words: str, shown: str) -> str:
    """Return the word that goes with a number, from a field such as ``{count:claim|claims}``."""
    one, _, other = words.partition("|")
    return one if plural(shown) == ONE else other


def wrong_forms(names: Collection[str]) -> str:
    """Return what is wrong with the names of a table as forms of one text; empty when nothing is."""
    found = set(names)
    if not found & TELLING or any(found in sets for sets in CHOICES.values()):
        return ""
    own = [(about, sets) for about, sets in CHOICES.items() if any(found & one & TELLING for one in sets)]
    about, sets = own[0]
    allowed = " or ".join(", ".join(sorted(one)) for one in sorted(sets, key=len))
    return f"holds {', '.join(sorted(found))} where {about} takes {allowed}"
