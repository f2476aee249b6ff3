"""The units of services: what stands before the thing that is counted."""

from __future__ import annotations

import re
from typing import Final

FACTORS: Final = (
    (1_000_000_000, re.compile(r"(x ?)?(mld|miljard)\b.*")),
    (1_000_000, re.compile(r"(x ?)?(mln|miljoen|1 ?000 ?000)\b.*")),
    (1_000, re.compile(r"(x ?)?(1 ?000|duizend)\b.*")),
)
"""How a factor is written before what is counted: x 1 000, 1 000 euro, mln euro."""


def factor_of(unit: str) -> int:
    """Return what a number in a unit of CBS has to be multiplied with; 1 for a unit without a factor."""
    words = " ".join(unit.replace("\N{NO-BREAK SPACE}", " ").split()).lower()
    return next((factor for factor, pattern in FACTORS if pattern.fullmatch(words)), 1)
