"""How the report shows a number: every one is a view of a result, a claim or a verdict.

Those of the tables that notebooks keep are in ``kept``.

The report writes each number by a view and names it in the page; so anybody who has the tables of the
edition can write the number again and compare.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, Protocol

import pandas as pd

from keianalysis.language import ends, numbers
from keianalysis.language.choices import direction
from keianalysis.model.claims import DIRECTIONS, Claim
from keianalysis.model.observations import UNSETTLED, Observation
from keianalysis.model.verdicts import Verdict
from keianalysis.report.text.texts import SENTENCES, TEXTS

PERCENTAGES: Final = ("pct", "pct_per_year")
"""The units of which a difference is in percentage points."""

PROVISIONAL: Final = "*"
OTHER_RELEASE: Final = "°"

View = Callable[[Observation, str], str]
"""From a result and a language to what a reader sees."""


def size(row: Observation, language: str) -> str:
    """Return the value of a row without its sign."""
    return numbers.worded(abs(float(row.value)), row.unit, int(row.decimals), row.wording, language)


def sign(row: Observation) -> int:
    """Return the sign of a value as a reader sees it: 0 where it is printed as zero."""
    rounded = numbers.rounded(float(row.value), int(row.decimals))
    return (rounded > 0) - (rounded < 0)


def _by_sign(name: str) -> View:
    """Return a view that words a row by its sign, its size where the words ask for it."""
    return lambda row, language: SENTENCES[language][f"{name}.{direction(sign(row))}"].format(
        size=size(row, language)
    )


def release(row: Observation, language: str) -> str:
    """Return the release that a row comes from in words."""
    if not row.release_date:
        return SENTENCES[language]["undated"]
    return SENTENCES[language]["release"].format(date=numbers.release(row.release_date, language))


def compared(row: Observation, language: str) -> str:
    """Return the two days that a change compares in words."""
    first, last = (numbers.day(day, language) for day in (row.period_start, row.period_end))
    return SENTENCES[language]["between"].format(first=first, last=last)


class Spanned(Protocol):
    """A row about a period."""

    @property
    def period_start(self) -> str:
        """The first day, as an ISO date."""

    @property
    def period_end(self) -> str:
        """The last day, as an ISO date."""


def period(row: Spanned, language: str) -> str:
    """Return the period of a row in words."""
    return numbers.period(row.period_start, row.period_end, language)


def ranged(row: Observation, language: str) -> str:
    """Return the range of a row at its own precision, open where it has no high."""
    low, high = (None if pd.isna(end) else float(end) for end in (row.low, row.high))
    return numbers.interval(low, high, row.unit, int(row.decimals), language)


def in_table(row: Observation, language: str) -> str:
    """Return the value of a row without the name of its unit, which its line gives.

    The wording speaks of the size of a fall; a cell has no room to say so.
    """
    value = numbers.quantity(float(row.value), row.unit, int(row.decimals), language)
    return numbers.wording(row.wording, language) + without_unit(value, row.unit, language)


def marked(row: Observation, language: str) -> str:
    """Return the value of a row as a cell has it, with a star while it may still change."""
    return in_table(row, language) + (PROVISIONAL if row.status in UNSETTLED else "")


def elsewhere(row: Observation, language: str) -> str:
    """Return the value of a row as a cell has it, with the sign of another release than its line."""
    return marked(row, language) + OTHER_RELEASE


def without_unit(text: str, unit: str, language: str) -> str:
    """Return a written number without the name of its unit."""
    for name in filter(None, numbers.unit_names(unit, language)):
        text = text.removesuffix(f"{numbers.NARROW}{name}")
    return text


def origin(row: Observation, language: str) -> str:
    """Return where a row comes from: its basis, the month of its release, and its bounds, as known."""
    told = [numbers.basis_of(row, language)]
    if row.release_date:
        is_year = len(row.release_date) == len("2014")
        told.append(row.release_date if is_year else numbers.month(row.release_date, language))
    bounds = without_unit(numbers.shown_bounds(row, language), row.unit, language)
    return ", ".join(told) + (f" ({bounds})" if bounds else "")


def without_idle_digits(value: Decimal, language: str) -> str:
    """Return a number without digits that say nothing."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return numbers.number(value, decimals, language)


def _end(name: str, outward: Callable[[float, int], Decimal]) -> View:
    """Return a view of an end of a range, which never leaves out a value of the range."""

    def text(row: Observation, language: str) -> str:
        decimals = int(row.decimals)
        return numbers.number(outward(float(getattr(row, name)), decimals), decimals, language)

    return text


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
    "marked": marked,
    "elsewhere": elsewhere,
    "low": _end("low", ends.floor),
    "high": _end("high", ends.ceiling),
    "middle": lambda row, language: numbers.number(row.value, int(row.decimals), language),
    "year": lambda row, _: str(row.period_end[:4]),
    "released": lambda row, language: numbers.release(row.release_date, language),
    "day": lambda row, language: numbers.day(row.period_end, language),
    "period": period,
}


COMPARED: Final = ("_gap", "_lead", "_difference")
"""How measures end that set two things side by side: one is higher or lower, and nothing rose or fell."""


def printed(verdict: Verdict, claim: Claim | None, language: str) -> str:
    """Return a number as the review printed it, or an amount of its budget table."""
    if claim is None:
        return numbers.quantity(verdict.published, "eur", 0, language)
    if claim.check in DIRECTIONS:
        kind = "order" if claim.measure.endswith(COMPARED) else "direction"
        return TEXTS[language][f"{kind}.{direction(claim.value)}"]
    wording = "at_least" if claim.check == "at_least" else claim.wording
    decimals = int(claim.decimals)
    if claim.check == "range":
        value = numbers.interval(claim.value, claim.value_high, claim.unit, decimals, language)
        return numbers.wording(wording, language) + value
    return numbers.worded(claim.value, claim.unit, decimals, wording, language)


def recomputed(verdict: Verdict, claim: Claim | None, language: str) -> str:
    """Return the recomputed value at the precision of its evidence; a range where nothing is forced."""
    if pd.isna(verdict.recomputed):
        return ""
    # An edition of before did not say it: a neighbouring number may have another unit than the claim.
    unit = verdict.recomputed_unit or ("eur" if claim is None else claim.unit)
    decimals = 0 if pd.isna(verdict.recomputed_decimals) else int(verdict.recomputed_decimals)
    if verdict.verdict == "not_implied":
        low, high = verdict.recomputed_low, verdict.recomputed_high
        return numbers.interval(low, high, unit, decimals + 2, language)
    return numbers.quantity(verdict.recomputed, unit, decimals, language)


def nearest(verdict: Verdict, claim: Claim | None, language: str) -> str:
    """Return the nearest figure at the precision of its source, or its two ends; empty where none is held."""
    value, low = verdict.nearest, verdict.nearest_low
    if claim is None or (pd.isna(value) and pd.isna(low)):
        return ""
    unit, decimals = verdict.nearest_unit, int(verdict.nearest_decimals)
    if pd.isna(value):
        return numbers.interval(low, verdict.nearest_high, unit, decimals, language)
    return numbers.quantity(value, unit, decimals, language)


def power(verdict: Verdict, claim: Claim | None, language: str) -> str:
    """Return how far off the printed number could have been before the evidence told; empty where none did.

    Of a direction, which is printed without a number, it is how far the evidence lies from zero, in the
    unit of the evidence.
    """
    if claim is None or pd.isna(verdict.power):
        return ""
    if claim.check not in DIRECTIONS:
        unit = "pct_point" if claim.unit in PERCENTAGES else claim.unit
        return numbers.quantity(verdict.power, unit, int(claim.decimals) + 1, language)
    unit, decimals = verdict.recomputed_unit, verdict.recomputed_decimals
    if pd.isna(verdict.recomputed):
        unit, decimals = verdict.nearest_unit or claim.unit, verdict.nearest_decimals
    return numbers.quantity(verdict.power, unit, 0 if pd.isna(decimals) else int(decimals) + 1, language)


def power_share(verdict: Verdict, claim: Claim | None, language: str) -> str:
    """Return the power as a percentage of the printed number; empty for what has no number."""
    share = share_of_printed(verdict, claim)
    return "" if share is None else numbers.quantity(100 * share, "pct", 0 if share >= 0.1 else 1, language)


def share_of_printed(verdict: Verdict, claim: Claim | None) -> float | None:
    """Return the power over the size of the printed number; nothing for a direction or without power."""
    if claim is None or claim.check in DIRECTIONS or pd.isna(verdict.power) or claim.value == 0:
        return None
    return float(verdict.power) / abs(float(claim.value))
