"""How StatLine writes regions, periods and numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from keianalysis.model.observations import Period
from keianalysis.readers.periods import period_of as unmarked

MISSING: Final = {"": "impossible", ".": "unknown", "x": "secret"}
"""Why a number is missing, by what stands in its place: an empty cell cannot occur."""

NIL: Final = "-"
"""What stands for exactly none."""

_MARK: Final = re.compile(r"(?<!\s)\s*(?<!\*)\*{1,2}$")


def finality(period: str) -> str:
    """Return how final a period is by its mark: 2019* is provisional, 2016** has been revised once."""
    stars = len(period.strip()) - len(period.strip().rstrip("*"))
    return ("", "provisional", "revised_provisional")[min(stars, 2)]


def period_of(text: str, level: str) -> Period | None:
    """Return a period with or without a mark; see ``readers.periods``."""
    return unmarked(_MARK.sub("", text.strip()), level)


def is_words(text: str) -> bool:
    """Tell whether ``text`` is neither missing nor written as a number in any notation."""
    return text.strip() not in (*MISSING, NIL) and re.fullmatch(r"-?[0-9][0-9., ]*", text.strip()) is None


def is_number(text: str, thousands: str, decimal: str = ",") -> bool:
    """Tell whether ``text`` is a number with the decimal mark; groups only where they are declared."""
    mark = re.escape(decimal)
    plain = rf"-?[0-9]+({mark}[0-9]+)?"
    grouped = rf"-?[0-9]{{1,3}}({re.escape(thousands)}[0-9]{{3}})+({mark}[0-9]+)?"
    return re.fullmatch(f"{plain}|{grouped}" if thousands else plain, text.strip()) is not None


def number_of(text: str, thousands: str, decimal: str = ",") -> Decimal:
    """Return a text that ``is_number``, or the sign for none, as a decimal."""
    shown = "0" if text.strip() == NIL else text.strip()
    return Decimal((shown.replace(thousands, "") if thousands else shown).replace(decimal, "."))
