"""Numerals and what they are bound to.

A numeral of a report stands for a result, a verdict, a figure or a fact of the edition. What is left,
and holds a digit, must be part of a phrase on a short list with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from keianalysis.model.reviews import names_of_reviews
from keianalysis.model.tables import read_table

NUMERAL: Final = re.compile(r"\d+(?:[.,]\d+)*")
"""One number as a reader sees it, with its separators."""


@dataclass(frozen=True)
class Doubt:
    """One place of the report that nothing stands behind."""

    place: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text!r} {self.why}"


@dataclass
class NumeralCheck:
    """What a reading of a report found: numerals by what they are bound to, and doubts."""

    numerals: Counter[str] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)

    def bind(self, text: str, to: str) -> None:
        """Count the numerals of a text as bound."""
        self.numerals[to] += len(NUMERAL.findall(text))

    def doubt(self, place: str, text: str, why: str) -> None:
        """Add a doubt, and count its numerals as bound to nothing."""
        self.doubts.append(Doubt(place, " ".join(text.split())[:160], why))
        self.numerals["nothing"] += len(NUMERAL.findall(text))

    @property
    def coverage(self) -> dict[str, int]:
        """How many numerals the report has, and what they are bound to."""
        return {"numerals": sum(self.numerals.values()), **dict(sorted(self.numerals.items()))}


@cache
def allowed_phrases() -> tuple[str, ...]:
    """Return the phrases whose numerals need no result: names of reviews, and ``allowed_numerals.csv``."""
    path = Path(str(files("keianalysis.report.text") / "allowed_numerals.csv"))
    return (*names_of_reviews(), *read_table(path, ("phrase", "reason"))["phrase"])


def unallowed(text: str) -> list[str]:
    """Return the numerals of a text that no allowed phrase covers."""
    for phrase in allowed_phrases():
        text = text.replace(phrase, "")
    return NUMERAL.findall(text)
