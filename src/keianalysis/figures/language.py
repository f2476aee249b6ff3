"""Numbers and fixed words of a figure, in Dutch and in English."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from babel.numbers import format_decimal

from keianalysis.language.catalogue import section
from keianalysis.model.intervals import decimal_of

Locale = Literal["nl", "en"]

WORDS: Final = section("figures.words")

VERDICT_NAMES: Final = section("figures.verdicts")


def number_text(value: float, decimals: int = 0, locale: Locale = "nl", *, signed: bool = False) -> str:
    """Return ``value`` as a reader of ``locale`` writes it, with a true minus sign.

    Halves round away from zero, as in spreadsheets. ``decimals`` is the printed precision: 1 for
    tenths, 0 for units, -2 for hundreds. With ``signed`` a rise carries a plus sign.
    """
    rounded = decimal_of(float(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    sign = "\N{MINUS SIGN}" if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + format_decimal(abs(rounded), format=pattern, locale=locale)
