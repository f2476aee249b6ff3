"""How the report shows a number: every one is a view of a result, a claim, a verdict or a kept table.

The report writes each number by a view and names it in the page; so anybody who has the tables of the
edition can write the number again and compare.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from keianalysis.language import numbers
from keianalysis.language.choices import direction
from keianalysis.model.claims import DIRECTIONS
from keianalysis.report.text.texts import SENTENCES, TEXTS

View = Callable[[Any, str], str]
"""From a row and a language to what a reader sees."""


def size(row: Any, language: str) -> str:
    """Return the value of a row without its sign."""
    return numbers.worded(abs(float(row.value)), row.unit, int(row.decimals), row.wording, language)


def sign(row: Any) -> int:
    """Return the sign of a value as a reader sees it: 0 where it is printed as zero."""
    rounded = numbers.rounded(float(row.value), int(row.decimals))
    return (rounded > 0) - (rounded < 0)


def _by_sign(name: str) -> View:
    """Return a view that words a row by its sign, its size where the words ask for it."""
    return lambda row, language: SENTENCES[language][f"{name}.{direction(sign(row))}"].format(
        size=size(row, language)
    )


def release(row: Any, language: str) -> str:
    """Return the release that a row comes from in words."""
    if not row.release_date:
        return SENTENCES[language]["undated"]
    return SENTENCES[language]["release"].format(date=numbers.release(row.release_date, language))


def compared(row: Any, language: str) -> str:
    """Return the two days that a change compares in words."""
    first, last = (numbers.day(day, language) for day in (row.period_start, row.period_end))
    return SENTENCES[language]["between"].format(first=first, last=last)


def ranged(row: Any, language: str) -> str:
    """Return the range of a row at its own precision, open where it has no high."""
    low, high = (None if pd.isna(end) else float(end) for end in (row.low, row.high))
    return numbers.interval(low, high, row.unit, int(row.decimals), language)


def in_table(row: Any, language: str) -> str:
    """Return the value of a row without the name of its unit, which its line gives.

    The wording speaks of the size of a fall; a cell has no room to say so.
    """
    value = numbers.quantity(float(row.value), row.unit, int(row.decimals), language)
    return numbers.wording(row.wording, language) + _without_unit(value, row.unit, language)


def _without_unit(text: str, unit: str, language: str) -> str:
    for name in filter(None, numbers.unit_names(unit, language)):
        text = text.removesuffix(f"{numbers.NARROW}{name}")
    return text


def origin(row: Any, language: str) -> str:
    """Return where a row comes from: its basis, the month of its release, and its bounds, as known."""
    told = [numbers.basis_of(row, language)]
    if row.release_date:
        is_year = len(row.release_date) == len("2014")
        told.append(row.release_date if is_year else numbers.month(row.release_date, language))
    bounds = _without_unit(numbers.shown_bounds(row, language), row.unit, language)
    return ", ".join(told) + (f" ({bounds})" if bounds else "")


def without_idle_digits(value: Decimal, language: str) -> str:
    """Return a number without digits that say nothing."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return numbers.number(value, decimals, language)


def _bare(name: str) -> View:
    return lambda row, language: numbers.number(getattr(row, name), int(row.decimals), language)


ROWS: Final[Mapping[str, View]] = {
    "value": numbers.shown,
    "bounds": numbers.shown_bounds,
    "size": size,
    "moved": _by_sign("moved"),
    "direction": _by_sign("direction"),
    "side": _by_sign("side"),
    "release": release,
    "compared": compared,
    "range": ranged,
    "note": lambda row, _: str(row.note),
    "origin": origin,
    "in_table": in_table,
    "low": _bare("low"),
    "high": _bare("high"),
    "middle": _bare("value"),
    "year": lambda row, _: str(row.period_end[:4]),
    "released": lambda row, language: numbers.release(row.release_date, language),
    "day": lambda row, language: numbers.day(row.period_end, language),
    "period": lambda row, language: numbers.period(row.period_start, row.period_end, language),
}


def printed(verdict: Any, claim: Any | None, language: str) -> str:
    """Return a number as the review printed it, or an amount of its budget table."""
    if claim is None:
        return numbers.quantity(verdict.published, "eur", 0, language)
    if claim.check in DIRECTIONS:
        return TEXTS[language][f"direction.{direction(claim.value)}"]
    wording = "at_least" if claim.check == "at_least" else claim.wording
    decimals = int(claim.decimals)
    if claim.check == "range":
        value = numbers.interval(claim.value, claim.value_high, claim.unit, decimals, language)
        return numbers.wording(wording, language) + value
    return numbers.worded(claim.value, claim.unit, decimals, wording, language)


def recomputed(verdict: Any, claim: Any | None, language: str) -> str:
    """Return the recomputed value at the precision of its evidence; a range where nothing is forced."""
    if pd.isna(verdict.recomputed):
        return ""
    # An edition of before did not say it: a neighbouring number may have another unit than the claim.
    unit = getattr(verdict, "recomputed_unit", "") or ("eur" if claim is None else claim.unit)
    decimals = 0 if pd.isna(verdict.recomputed_decimals) else int(verdict.recomputed_decimals)
    if verdict.verdict == "not_implied":
        low, high = verdict.recomputed_low, verdict.recomputed_high
        return numbers.interval(low, high, unit, decimals + 2, language)
    return numbers.quantity(verdict.recomputed, unit, decimals, language)


def nearest(verdict: Any, claim: Any | None, language: str) -> str:
    """Return the nearest figure at the precision of its source, or its two ends; empty where none is held.

    An edition of before had no such column.
    """
    value, low = (getattr(verdict, name, math.nan) for name in ("nearest", "nearest_low"))
    if claim is None or (pd.isna(value) and pd.isna(low)):
        return ""
    unit, decimals = verdict.nearest_unit, int(verdict.nearest_decimals)
    if pd.isna(value):
        return numbers.interval(low, verdict.nearest_high, unit, decimals, language)
    return numbers.quantity(value, unit, decimals, language)


def _range(low: str, high: str) -> View:
    def text(row: Any, language: str) -> str:
        decimals = int(row.decimals) + (1 if row.unit == "eur" else 2)
        ends = (None if pd.isna(getattr(row, end)) else float(getattr(row, end)) for end in (low, high))
        first, last = ends
        return numbers.interval(first, last, row.unit, decimals, language)

    return text


def _amount(name: str, decimals: str = "decimals", unit: str = "unit") -> View:
    def text(row: Any, language: str) -> str:
        value = getattr(row, name)
        if pd.isna(value) or not getattr(row, unit):
            return ""
        return numbers.quantity(value, getattr(row, unit), int(getattr(row, decimals)), language)

    return text


def _difference(name: str, more: int = 0) -> View:
    """Return a difference of two values of a row in the unit that ``unit_of_difference`` names."""

    def text(row: Any, language: str) -> str:
        unit = unit_of_difference(row.unit)
        told = numbers.quantity(getattr(row, name), unit, int(row.decimals) + more, language)
        return _without_unit(told, unit, language)

    return text


def unit_of_difference(unit: str) -> str:
    """Return the unit of a difference: percentages differ by percentage points."""
    return "pct_point" if unit.startswith("pct") else unit


def _count(name: str) -> View:
    return lambda row, language: numbers.number(float(getattr(row, name)), 0, language)


def _plain(name: str) -> View:
    return lambda row, _: str(getattr(row, name))


TABLES: Final[Mapping[str, tuple[tuple[str, ...], Mapping[str, View]]]] = {
    "consistency": (
        ("claim_id",),
        {
            "own": _range("low", "high"),
            "implied": _range("implied_low", "implied_high"),
            "left": _range("left_low", "left_high"),
            "room": lambda row, language: numbers.quantity(100 * row.room, "pct", 0, language),
        },
    ),
    "revisions": (
        ("first_id",),
        {
            "first": _amount("first"),
            "latest": _amount("latest"),
            "difference": _difference("difference"),
            "period": ROWS["period"],
        },
    ),
    "revision_summary": (
        ("measure", "region", "unit"),
        {
            "numbers": _count("numbers"),
            "mean": _difference("mean_revision", more=1),
            "mean_absolute": _difference("mean_absolute_revision", more=1),
            "largest": _difference("largest"),
            "signs": _count("sign_changes"),
        },
    ),
    "mixed_changes": (
        ("year",),
        {
            "year": _plain("year"),
            "mixed": lambda row, language: numbers.quantity(row.mixed, "pct", 1, language),
            "printed": lambda row, language: numbers.quantity(row.printed, "pct", 1, language),
        },
    ),
    "register_warnings": (("rule", "file"), {"times": _count("times")}),
    "changes": (
        ("key",),
        {
            "old": _amount("old"),
            "new": _amount("new"),
            "period": ROWS["period"],
        },
    ),
    "today": (
        ("claim_id",),
        {
            "now": _amount("today", "today_decimals", "today_unit"),
        },
    ),
}
"""For each kept table the columns that name a row, and its views."""
