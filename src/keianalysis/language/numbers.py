"""Numbers, periods and dates as a Dutch or English reader writes them.

Halves round away from zero, as in spreadsheets; Babel sets separators and month names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import pandas as pd
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from keianalysis.language import ends
from keianalysis.language.catalogue import section
from keianalysis.language.choices import ONE, OTHER, plural
from keianalysis.model.observations import BEHIND_GATE, Observation

MINUS: Final = "\N{MINUS SIGN}"
HIDDEN: Final = "\N{MULTIPLICATION SIGN}"
"""How a value is marked that exists and is kept back, in every table of page, PDF and notebook."""

KEPT_BACK: Final = ("suppressed", "secret")
"""The reasons of a value that is kept back."""
SAMPLE: Final = "sample"
"""The status of synthetic data: of these a value behind the gate is kept back, any other only unknown."""

NARROW: Final = "\N{NO-BREAK SPACE}"

UNITS: Final = section("numbers.units")
"""The units that stand behind their number, singular and plural; the others are written below."""

WORDS: Final = section("numbers.words")
PER_WORK: Final = {"eur_per_person_year": "per_person_year", "eur_per_fte": "per_fte"}
"""Units of money per unit of work, with the word that stands behind the amount."""

WORDINGS: Final = section("numbers.wording")
QUARTERS: Final = {
    ("-01-01", "-03-31"): 1,
    ("-04-01", "-06-30"): 2,
    ("-07-01", "-09-30"): 3,
    ("-10-01", "-12-31"): 4,
}
BASES: Final = section("numbers.basis")


FINEST_PLACES: Final = 2
"""The most decimals that an amount in millions or billions shows."""


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Return ``value`` rounded to ``decimals``, halves away from zero; -2 rounds to hundreds."""
    return ends.exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float | Decimal, decimals: int, language: str) -> str:
    """Return a number with the separators of the language and a true minus sign: 1.370 or 0,7."""
    shown = rounded(value, decimals)
    shown = shown.copy_abs() if shown == 0 else shown
    places = max(decimals, 0)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_decimal(shown, format=pattern, locale=language, decimal_quantization=False)
    return text.replace("-", MINUS)


ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
TEENS: Final = range(11, 14)


def ordinal(place: int, language: str) -> str:
    """Return a place in an order: 2e, or 2nd."""
    if language == "nl":
        return f"{place}e"
    return f"{place}{'th' if place % 100 in TEENS else ENDINGS.get(place % 10, 'th')}"


def signed(value: float | Decimal, decimals: int, language: str) -> str:
    """Return a number that says its direction: a plus sign before a rise."""
    text = number(value, decimals, language)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def listed(names: Sequence[str], language: str) -> str:
    """Return names as a reader lists them: a, b en c."""
    return format_list(names, locale=language)


def quantity(value: float | Decimal, unit: str, decimals: int, language: str) -> str:
    """Return a number with its unit, singular or plural: 0,7%, 1.370 banen, € 63 miljoen.

    Raises KeyError when the unit is not one of ``observations.UNITS``.
    """
    words, text = WORDS[language], number(value, decimals, language)
    if unit == "pct":
        return f"{text}%"
    if unit == "pct_per_year":
        return f"{text}% {words['per_year']}"
    if unit == "eur":
        return _money(value, decimals, language)
    if unit in PER_WORK:
        return f"{_money(value, decimals, language)} {words[PER_WORK[unit]]}"
    if unit == "rank":
        return f"{words['rank']} {text}"
    if unit == "calendar_year":
        return str(rounded(value, 0))
    name = UNITS[language][f"{unit}.{plural(text)}"]
    return f"{text}{NARROW}{name}" if name else text


def _money(value: float | Decimal, decimals: int, language: str) -> str:
    """Return an amount in euro, in millions or billions where it is printed that coarsely."""
    amount, space = rounded(value, decimals), NARROW if language == "nl" else ""
    for power, name in ((9, "billion"), (6, "million")):
        if decimals <= FINEST_PLACES - power and abs(amount) >= Decimal(10) ** power:
            places = max(decimals + power, 0)
            text = number(amount.scaleb(-power), places, language)
            return _euro(text, space) + f"{NARROW}{WORDS[language][name]}"
    return _euro(number(amount, decimals, language), space)


def _euro(text: str, space: str) -> str:
    sign, digits = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    return f"{sign}€{space}{digits}"


def unit_names(unit: str, language: str) -> tuple[str, str]:
    """Return how a unit that stands behind its number is called, for one and for more; empty for others."""
    one, many = (UNITS[language].get(f"{unit}.{form}", "") for form in (ONE, OTHER))
    return one, many


def interval(low: float | None, high: float | None, unit: str, decimals: int, language: str) -> str:
    """Return a range in words, its ends rounded outward, open where one is missing: 4,47 tot 5,10."""
    words = WORDS[language]
    if low is None and high is None:
        return ""
    whole = 0 if unit in ends.WHOLE else decimals
    if low is None or high is None:
        decimals = min(decimals, whole)
        end = ends.ceiling(high or 0, decimals) if low is None else ends.floor(low, decimals)
        return f"{words['up_to' if low is None else 'from']} {quantity(end, unit, decimals, language)}"
    start, stop = ends.outward(low, high, unit, decimals)
    decimals = ends.digits_of(start)
    if start == stop:
        return quantity(start, unit, decimals, language)
    return f"{_start(start, unit, decimals, language)} {words['to']} {_stop(stop, unit, decimals, language)}"


def _start(value: Decimal, unit: str, decimals: int, language: str) -> str:
    """Return the lower end of a range, without the unit that the upper end says."""
    if f"{unit}.{OTHER}" in UNITS[language] or unit == "pct_per_year":
        return number(value, decimals, language)
    if unit in PER_WORK:
        return _money(value, decimals, language)
    return quantity(value, unit, decimals, language)


def _stop(value: Decimal, unit: str, decimals: int, language: str) -> str:
    if unit == "rank":
        return number(value, decimals, language)
    return quantity(value, unit, decimals, language)


def day(iso: str, language: str) -> str:
    """Return an ISO date in words: 1 april 2012."""
    return format_date(dt.date.fromisoformat(iso), "d MMMM y", locale=language)


def month(date: str, language: str) -> str:
    """Return month and year of a release date, abbreviated for a figure: dec 2012."""
    return format_date(dt.date.fromisoformat(f"{date}-01"[:10]), "MMM y", locale=language).replace(".", "")


def release(date: str, language: str) -> str:
    """Return a release date of year, month or day precision in words."""
    if len(date) == 4:
        return date
    if len(date) == 7:
        return format_date(dt.date.fromisoformat(f"{date}-01"), "MMMM y", locale=language)
    return day(date, language)


def period(start: str, end: str, language: str) -> str:
    """Return a period in words: a day, a year, years, or the two days that a change compares."""
    words = WORDS[language]
    if start == end:
        return day(end, language)
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}-{end[:4]}"
    if QUARTERS.get((start[4:], end[4:])) and start[:4] == end[:4]:
        return words["quarter"].format(number=QUARTERS[start[4:], end[4:]], year=end[:4])
    if start.endswith("-12-31") and end.endswith("-12-31"):
        return f"{start[:4]}-{end[:4]}"
    if start[4:] == end[4:]:
        return f"{month(start, language)}-{month(end, language)}"
    return f"{words['between']} {day(start, language)} {words['and']} {day(end, language)}"


def basis(name: str, language: str) -> str:
    """Return the basis of a number in words."""
    return BASES[language][name] if name else ""


def basis_of(row: Observation, language: str) -> str:
    """Return the basis of an observation row in words; what the review itself printed says so."""
    if row.basis != "computed" or not row.origin.is_of_claims_alone:
        return basis(row.basis, language)
    return basis("printed" if len(row.origin.claims) == 1 else "from_printed", language)


def wording(name: str, language: str) -> str:
    """Return the word that stands before a number of a wording, with its space; empty when exact."""
    return WORDINGS[language][name]


def worded(value: float, unit: str, decimals: int, wording: str, language: str) -> str:
    """Return a printed quantity with its wording; of a fall the wording speaks of the size."""
    before = WORDINGS[language][wording]
    if not before or value >= 0:
        return before + quantity(value, unit, decimals, language)
    return WORDS[language]["falling"].format(size=before + quantity(-value, unit, decimals, language))


def shown(row: Observation, language: str) -> str:
    """Return the value of an observation row as a reader sees it, empty when there is none.

    A value that is there and kept back is marked as such.
    """
    if pd.isna(row.value):
        return HIDDEN if is_kept_back(row.status, row.source) else ""
    return worded(float(row.value), row.unit, int(row.decimals), row.wording, language)


def is_kept_back(status: str, source: str) -> bool:
    """Tell of a row without a value whether that exists and is kept back."""
    return status in KEPT_BACK or (status == SAMPLE and source.startswith(BEHIND_GATE))


def shown_bounds(row: Observation, language: str) -> str:
    """Return the bounds of an observation row, empty when they add nothing to the value.

    An exact print says its own bounds by its digits, and bounds that are alike one digit beyond the
    value say no more than the value.
    """
    if row.wording == "exact" and not row.origin.is_computed:
        return ""
    if row.low == row.high or row.wording in ("at_least", "at_most"):
        return ""
    decimals = int(row.decimals) + (0 if row.unit.startswith("eur") else 1)
    low, high = (None if pd.isna(end) else float(end) for end in (row.low, row.high))
    if low is not None and high is not None:
        if rounded(low, decimals) == rounded(high, decimals):
            return ""
        start, stop = ends.outward(low, high, row.unit, decimals)
        if pd.notna(row.value) and not start <= rounded(float(row.value), int(row.decimals)) <= stop:
            # A finer range may leave out the value as it is written: 9.2 beside 9.21 to 9.28.
            decimals = int(row.decimals)
            low, high = float(ends.floor(low, decimals)), float(ends.ceiling(high, decimals))
    return interval(low, high, row.unit, decimals, language)
