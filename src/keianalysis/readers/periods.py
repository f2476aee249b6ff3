"""How statistical offices write years, half years, quarters, months and days."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import Final

from keianalysis.model.observations import Period, is_date

ORDINALS: Final = ("eerste", "tweede", "derde", "vierde")
MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_Y: Final = "(?P<year>[12][0-9]{3})"
_NTH: Final = f"(?P<number>[1-4]e|{'|'.join(ORDINALS)})"
_YEAR: Final = re.compile(f"{_Y}(JJ00)?")
_PARTS: Final = (
    (3, re.compile(rf"{_Y}KW0(?P<number>[1-4])")),
    (3, re.compile(rf"{_Y}-?Q(?P<number>[1-4])")),
    (3, re.compile(rf"{_Y} {_NTH} kwartaal", re.IGNORECASE)),
    (3, re.compile(rf"(het )?{_NTH} kwartaal( van)? {_Y}", re.IGNORECASE)),
    (6, re.compile(rf"{_Y}HJ0(?P<number>[12])")),
    (6, re.compile(rf"{_Y}-?S(?P<number>[12])")),
    (6, re.compile(rf"{_Y} {_NTH} half ?jaar", re.IGNORECASE)),
    (6, re.compile(rf"(het )?{_NTH} half ?jaar( van)? {_Y}", re.IGNORECASE)),
    (1, re.compile(rf"{_Y}(MM|-M?|M)(?P<number>0[1-9]|1[0-2])")),
    (1, re.compile(rf"{_Y} (?P<number>{'|'.join(MONTHS)})")),
)
"""The months of a part of a year, and the ways in which its number is written."""

_DAY: Final = re.compile(r"(?P<year>[12][0-9]{3})-?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})")


@cache
def period_of(text: str, level: str) -> Period | None:
    """Return a year, half year, quarter, month or day as a period; nothing for any other text.

    ``level`` (MM-DD) makes a year the level on that day; a part of a year cannot be one.
    """
    words = text.strip()
    if found := _YEAR.fullmatch(words):
        return Period.day(f"{found['year']}-{level}") if level else Period.year(int(found["year"]))
    return None if level else _part(words) or _day(words)


def _part(words: str) -> Period | None:
    for months, pattern in _PARTS:
        found = pattern.fullmatch(words)
        if found:
            number = _number(found["number"])
            if number * months <= len(MONTHS):
                return _months(int(found["year"]), months * (number - 1) + 1, months * number)
    return None


def _number(name: str) -> int:
    for names in (ORDINALS, MONTHS):
        if name.lower() in names:
            return names.index(name.lower()) + 1
    return int(name.rstrip("eE"))


def _months(year: int, first: int, last: int) -> Period:
    return Period(f"{year}-{first:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]}")


def _day(words: str) -> Period | None:
    found = _DAY.fullmatch(words)
    day = f"{found['year']}-{found['month']}-{found['day']}" if found else ""
    return Period.day(day) if is_date(day) else None
