"""The unit that a file writes, held against the one that source.toml declares."""

from __future__ import annotations

import re
from typing import Final

from keianalysis.readers.fetched.units import factor_of
from keianalysis.readers.statline.delivery import ReadCell

IN_A_HEADING: Final = re.compile(r".*?(?:\((?P<bracket>[^()]*)\)|, in (?P<after>.+))$", re.DOTALL)
PERCENT: Final = re.compile(r"%|procent\b|percent|per cent\b")
COUNTED: Final = re.compile(r"aantal\b|number\b|personen\b|persons\b|x ?1 ?000|banen\b|jobs\b|euro\b")
MONEY: Final = re.compile(r"euro\b|\u20ac")
THOUSANDS_AND_MORE: Final = {"ths": 1_000, "thousand": 1_000, "mio": 1_000_000, "million": 1_000_000}
"""How Eurostat begins a unit that is multiplied: THS, MIO_EUR, Thousand persons."""

ONE: Final = re.compile(r"aantal|number|personen|persons|banen|jobs|euro|%|procent|percent")
"""Units that say that nothing is multiplied."""


def unit_of(reading: ReadCell) -> str:
    """Return the unit of a number: its own column, or what stands in the heading of its topic."""
    if reading.cell.unit is not None:
        return reading.cell.unit.text
    found = IN_A_HEADING.fullmatch(reading.cell.topic.text.strip())
    return (found["bracket"] or found["after"] or "").strip() if found else ""


def unit_conflict(reading: ReadCell) -> str:
    """Return how the unit of the file and the declared one disagree; empty when they do not."""
    topic, written = reading.topic, unit_of(reading)
    told = " ".join(written.replace("\N{NO-BREAK SPACE}", " ").split()).lower()
    first = re.split("[ _-]", told, maxsplit=1)[0]
    factor = THOUSANDS_AND_MORE.get(first, factor_of(told))
    shown = f"the unit of {topic.label!r} is {written!r}"
    if factor != 1 and topic.factor != factor:
        return f"{shown}, its factor {topic.factor}"
    if factor == 1 and ONE.fullmatch(told) and topic.factor != 1:
        return f"{shown}, its factor {topic.factor}"
    if PERCENT.search(told) and not topic.unit.startswith(("pct", "ratio")):
        return f"{shown}, declared as {topic.unit}"
    if COUNTED.match(told) and topic.unit.startswith("pct"):
        return f"{shown}, declared as {topic.unit}"
    if told and MONEY.search(told) and not topic.unit.startswith("eur"):
        return f"{shown}, declared as {topic.unit}"
    return ""
