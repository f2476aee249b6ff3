"""How StatLine writes regions, periods and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from keianalysis.model.observations import Period
from keianalysis.model.regions import codes_by_name
from keianalysis.readers.periods import period_of as unmarked

MISSING: Final = {"": "impossible", ".": "unknown", "x": "secret"}
"""Why a number is missing, by what stands in its place: an empty cell cannot occur."""

NIL: Final = "-"
"""What stands for exactly none."""

NUTS: Final = {
    "NL": "NL01",
    "NL1": "LD01",
    "NL2": "LD02",
    "NL3": "LD03",
    "NL4": "LD04",
    "NL11": "PV20",
    "NL12": "PV21",
    "NL13": "PV22",
    "NL21": "PV23",
    "NL22": "PV25",
    "NL23": "PV24",
    "NL31": "PV26",
    "NL32": "PV27",
    "NL33": "PV28",
    "NL34": "PV29",
    "NL35": "PV26",
    "NL36": "PV28",
    "NL41": "PV30",
    "NL42": "PV31",
}
"""The codes of Eurostat; Utrecht and Zuid-Holland have new ones since 2024."""

KINDS: Final = {"gemeente": "GM"}
_MARK: Final = re.compile(r"\s*(?<!\*)\*{1,2}$")


def region_code(name: str, regions: Mapping[str, str]) -> str | None:
    """Return the code of a region by its code or its name; nothing when ``regions`` lacks it.

    A mark behind the name, (PV) or (LD), has to agree with the code: Groningen (PV) is a province.
    """
    found = re.fullmatch(r"(?P<name>.+?)(\s*\((?P<mark>PV|LD|CR|gemeente)\))?", name.strip())
    if found is None:
        return None
    kind = KINDS.get(found["mark"] or "", found["mark"] or "")
    code = found["name"] if found["name"] in regions else ""
    if kind in ("", "PV", "LD"):
        code = code or codes_by_name().get(found["name"], NUTS.get(found["name"], ""))
    code = code if code in regions else _code_by_name(name.strip(), found["name"], kind, regions)
    return code if code.startswith(kind) and code in regions else None


def _code_by_name(full: str, name: str, kind: str, regions: Mapping[str, str]) -> str:
    """Return the one code of a kind that has a name, as CBS writes it or as we do; empty otherwise."""
    # A name without a mark is that of a municipality: those of larger regions carry one.
    named = [
        code for code, known in regions.items() if known in (full, name) and code.startswith(kind or "GM")
    ]
    return named[0] if len(named) == 1 else ""


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


def is_number(text: str, thousands: str) -> bool:
    """Tell whether ``text`` is a number with a decimal comma; groups only where they are declared."""
    plain = r"-?[0-9]+(,[0-9]+)?"
    grouped = rf"-?[0-9]{{1,3}}({re.escape(thousands)}[0-9]{{3}})+(,[0-9]+)?"
    return re.fullmatch(f"{plain}|{grouped}" if thousands else plain, text.strip()) is not None


def number_of(text: str, thousands: str) -> Decimal:
    """Return a text that ``is_number``, or the sign for none, as a decimal."""
    shown = "0" if text.strip() == NIL else text.strip()
    return Decimal((shown.replace(thousands, "") if thousands else shown).replace(",", "."))
