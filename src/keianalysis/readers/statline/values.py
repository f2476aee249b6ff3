"""How StatLine writes regions, periods and numbers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from keianalysis.model.observations import Period
from keianalysis.model.regions import codes_by_name

MISSING: Final = ("", ".", "-", "x")
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
_MARK: Final = re.compile(r"\s*(?<!\*)\*{1,2}$")
_YEAR: Final = re.compile(r"(?P<year>[12][0-9]{3})(JJ00)?")
_QUARTERS: Final = (
    re.compile(r"(?P<year>[12][0-9]{3}) (?P<quarter>[1-4])e kwartaal"),
    re.compile(r"(?P<year>[12][0-9]{3})KW0(?P<quarter>[1-4])"),
    re.compile(
        rf"(het )?(?P<quarter>[1-4]e|{'|'.join(ORDINALS)}) kwartaal( van)? (?P<year>[12][0-9]{{3}})",
        re.IGNORECASE,
    ),
)
_MONTHS: Final = (
    re.compile(rf"(?P<year>[12][0-9]{{3}}) (?P<month>{'|'.join(MONTHS)})"),
    re.compile(r"(?P<year>[12][0-9]{3})MM(?P<month>0[1-9]|1[0-2])"),
)


def region_code(name: str, regions: Mapping[str, str]) -> str | None:
    """Return the code of a region by its code or its name; nothing when ``regions`` lacks it.

    A mark behind the name, (PV) or (LD), has to agree with the code: Groningen (PV) is a province.
    """
    found = re.fullmatch(r"(?P<name>.+?)(\s*\((?P<mark>PV|LD)\))?", name.strip())
    code = codes_by_name().get(found["name"], found["name"]) if found else ""
    agrees = found is not None and code.startswith(found["mark"] or "")
    return code if agrees and code in regions else None


def is_provisional(period: str) -> bool:
    """Tell whether a period carries a mark: 2019* and 2016** are not final."""
    return _MARK.search(period.strip()) is not None


def period_of(text: str, level: str) -> Period | None:
    """Return a year, quarter or month as a period; nothing for any other text.

    ``level`` (MM-DD) makes a year the level on that day; a quarter or month cannot be one.
    """
    words = _MARK.sub("", text.strip())
    if found := _YEAR.fullmatch(words):
        return Period.day(f"{found['year']}-{level}") if level else Period.year(int(found["year"]))
    return None if level else _quarter(words) or _month(words)


def _quarter(words: str) -> Period | None:
    found = next(filter(None, (pattern.fullmatch(words) for pattern in _QUARTERS)), None)
    if found is None:
        return None
    name = found["quarter"].lower()
    number = ORDINALS.index(name) + 1 if name in ORDINALS else int(name[0])
    return _months(int(found["year"]), 3 * number - 2, 3 * number)


def _month(words: str) -> Period | None:
    found = next(filter(None, (pattern.fullmatch(words) for pattern in _MONTHS)), None)
    if found is None:
        return None
    number = MONTHS.index(found["month"]) + 1 if found["month"] in MONTHS else int(found["month"])
    return _months(int(found["year"]), number, number)


def _months(year: int, first: int, last: int) -> Period:
    return Period(f"{year}-{first:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]}")


def is_words(text: str) -> bool:
    """Tell whether ``text`` is neither missing nor written as a number in any notation."""
    return text.strip() not in MISSING and re.fullmatch(r"-?[0-9][0-9., ]*", text.strip()) is None


def is_number(text: str, thousands: str) -> bool:
    """Tell whether ``text`` is a number with a decimal comma; groups only where they are declared."""
    plain = r"-?[0-9]+(,[0-9]+)?"
    grouped = rf"-?[0-9]{{1,3}}({re.escape(thousands)}[0-9]{{3}})+(,[0-9]+)?"
    return re.fullmatch(f"{plain}|{grouped}" if thousands else plain, text.strip()) is not None


def number_of(text: str, thousands: str) -> Decimal:
    """Return a text that ``is_number`` as a decimal."""
    shown = text.strip()
    return Decimal((shown.replace(thousands, "") if thousands else shown).replace(",", "."))
