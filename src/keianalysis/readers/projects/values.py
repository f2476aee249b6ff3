"""Own converters: a text of a project list becomes a number or a day, or it is a fault."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from typing import Final

from keianalysis.model.observations import is_date

LONGEST_NUMBER: Final = 24
_DUTCH_DAY: Final = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_NOISE: Final = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}€")


@cache
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    mark, group = re.escape(decimal), re.escape(thousands)
    return re.compile(rf"-?([1-9][0-9]{{0,2}}({group}[0-9]{{3}})+|[0-9]+)({mark}[0-9]+)?")


def read_number(text: str, decimal: str, thousands: str) -> Decimal | None:
    """Return the number that a text stands for, nothing when it stands for none.

    Groups of three digits may be parted by ``thousands``; a group that is not of three digits, or a
    leading zero before a group, is no number: 0.4 in a Dutch list is a slip and not four.
    """
    plain = text.translate(_NOISE)
    if len(plain) > LONGEST_NUMBER or not _pattern(decimal, thousands).fullmatch(plain):
        return None
    return Decimal(plain.replace(thousands, "").replace(decimal, "."))


def read_year(text: str) -> int | None:
    """Return a year of four digits, nothing when the text is none."""
    return int(text) if re.fullmatch(r"(19|20)[0-9]{2}", text) else None


def read_day(text: str, language: str) -> str | None:
    """Return a day as YYYY-MM-DD, nothing when the text is none; a Dutch list may write 31-12-2012."""
    dutch = _DUTCH_DAY.fullmatch(text)
    if dutch and language == "nl":
        day, month, year = (int(part) for part in dutch.groups())
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            return None
    return text if is_date(text) else None
