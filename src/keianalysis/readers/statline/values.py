"""How StatLine writes regions, periods and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from keianalysis.model.observations import Period
from keianalysis.model.regions import codes_by_name
from keianalysis.readers.periods import period_of as unmarked

MISSING: Final = ("", ".", "-", "x")
_MARK: Final = re.compile(r"\s*(?<!\*)\*{1,2}$")


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
