"""How StatLine writes regions, periods and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from keianalysis.model.observations import Period
from keianalysis.readers.periods import period_of as unmarked

MISSING: Final = ("", ".", "-", "x")
REGION_CODES: Final = {
    "Nederland": "NL01",
    "Noord-Nederland": "LD01",
    "Oost-Nederland": "LD02",
    "West-Nederland": "LD03",
    "Zuid-Nederland": "LD04",
    "Groningen": "PV20",
    "Fryslân": "PV21",
    "Friesland": "PV21",
    "Drenthe": "PV22",
    "Overijssel": "PV23",
    "Flevoland": "PV24",
    "Gelderland": "PV25",
    "Utrecht": "PV26",
    "Noord-Holland": "PV27",
    "Zuid-Holland": "PV28",
    "Zeeland": "PV29",
    "Noord-Brabant": "PV30",
    "Limburg": "PV31",
}
"""The names that StatLine gives to regions; one province changed its name and kept its code."""

_MARK: Final = re.compile(r"\s*(?<!\*)\*{1,2}$")


def region_code(name: str, regions: Mapping[str, str]) -> str | None:
    """Return the code of a region by its code or its name; nothing when ``regions`` lacks it.

    A mark behind the name, (PV) or (LD), has to agree with the code: Groningen (PV) is a province.
    """
    found = re.fullmatch(r"(?P<name>.+?)(\s*\((?P<mark>PV|LD)\))?", name.strip())
    code = REGION_CODES.get(found["name"], found["name"]) if found else ""
    agrees = found is not None and code.startswith(found["mark"] or "")
    return code if agrees and code in regions else None


def is_provisional(period: str) -> bool:
    """Tell whether a period carries a mark: 2019* and 2016** are not final."""
    return _MARK.search(period.strip()) is not None


def period_of(text: str, level: str) -> Period | None:
    """Return a period with or without a mark; see ``readers.periods``."""
    return unmarked(_MARK.sub("", text.strip()), level)


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
