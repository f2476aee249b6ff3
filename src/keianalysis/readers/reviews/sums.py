"""Sums of named numbers as a data file writes them, such as ``a + 2*b - c``, and what multiplies one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

CONSTANT: Final = "1"
"""The name under which a sum keeps its plain number."""

TERM: Final = re.compile(r"(?:(?P<number>\d+(?:\.\d+)?)(?:\*|$))?(?P<name>[a-z][\w.]*)?")
FACTOR: Final = re.compile(r"(?:(?P<form>percent|growth(?P<years>[1-9])):)?(?P<name>[a-z][\w.]*)")


@dataclass(frozen=True)
class Factor:
    """What a side is multiplied by: a number as it is, as a percentage, or as growth over ``years``."""

    name: str
    form: str = "ratio"
    years: int = 1

    def of(self, printed: Decimal) -> Decimal:
        """Return the factor that a printed number stands for; all forms rise with it."""
        if self.form == "ratio":
            return printed
        share = printed / 100
        return share if self.form == "percent" else (1 + share) ** self.years

    def printed(self, factor: Decimal) -> Decimal:
        """Return the printed number that a factor stands for."""
        if self.form == "ratio":
            return factor
        if self.form == "percent":
            return factor * 100
        return (factor ** (Decimal(1) / self.years) - 1) * 100


def sum_of(text: str) -> dict[str, float]:
    """Return a sum such as ``a + 2*b - 3`` by name; raises ValueError for anything else."""
    words = text.split()
    if not words or len(words) % 2 == 0 or set(words[1::2]) - {"+", "-"}:
        raise ValueError(f"{text!r} is no sum")
    signs = ["+", *words[1::2]]
    found: dict[str, float] = {}
    for sign, word in zip(signs, words[::2], strict=True):
        term = TERM.fullmatch(word)
        if term is None or not (term["number"] or term["name"]) or (term["name"] is None and "*" in word):
            raise ValueError(f"{word!r} is no term")
        name = term["name"] or CONSTANT
        found[name] = found.get(name, 0.0) + float(sign + (term["number"] or "1"))
    return found


def factor_of(text: str) -> Factor:
    """Return a factor such as ``percent:NAME``; raises ValueError for anything else."""
    found = FACTOR.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no factor")
    form = "ratio" if found["form"] is None else "growth" if found["years"] else "percent"
    return Factor(found["name"], form, int(found["years"] or 1))
