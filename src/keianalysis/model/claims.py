"""What a claim of the review allows, by its wording and its kind of check."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.model.intervals import Interval, Quantity, decimal_of, printed_interval
from keianalysis.model.observations import Period
from keianalysis.model.regions import all_regions
from keianalysis.model.rows import typed_rows

NUMBERS: Final = ("value", "range")
"""The checks of a claim that prints a number with bounds on both sides."""

WIDER_READING: Final = Decimal("0.05")
"""The second, wider reading of circa: within 5% of the printed number."""


DIRECTIONS: Final = ("sign", "order", "largest_of", "true_every_year", "ex_post")
"""The checks whose number is a direction: 1 for above zero, -1 for below.

``sign`` is a change, ``order`` one thing against another, ``largest_of`` the smallest of the named against
the largest of the rest, ``true_every_year`` the least favourable year, ``ex_post`` what came of a forecast
or a target.
"""

CHECKS: Final = ("value", "range", "at_least", "rank", "lists_agree", *DIRECTIONS)
"""The kinds of check. A rank and the count of names that two lists do not share are values."""


class Claim(NamedTuple):
    """One number, range, rank or direction that a review printed; its fields are the columns."""

    claim_id: str
    section: str
    theme: str
    measure: str
    region: str
    sector: str
    period_start: str
    period_end: str
    unit: str
    check: str
    value: float
    value_high: float
    wording: str
    decimals: int
    summary: str
    summary_nl: str
    lineage: str = ""

    @property
    def period(self) -> Period:
        """The period that the claim is about."""
        return Period(self.period_start, self.period_end)


def claim_records(claims: pd.DataFrame) -> list[Claim]:
    """Return the rows of a table of claims as records."""
    return typed_rows(claims, Claim)


def claim_code(claim: Claim) -> str:
    """Return the CBS code of the region that a claim is about, empty where it has none."""
    return all_regions()[claim.region].code


def claim_period(claim: Claim) -> Period:
    """Return the period that a claim is about."""
    return Period(claim.period_start, claim.period_end)


def allowed_interval(claim: Claim) -> Interval:
    """Return the values that a claim allows.

    A direction allows everything on its side of zero and not zero itself; a range runs from the low
    end of its lower number to the high end of its upper number; at_least is open upward.
    """
    value, decimals = decimal_of(float(claim.value)), int(claim.decimals)
    if claim.check in DIRECTIONS:
        zero = Decimal(0)
        return (
            Interval(zero, None, low_closed=False) if value > 0 else Interval(None, zero, high_closed=False)
        )
    if claim.check == "at_least":
        return Interval(value, None)
    low = printed_interval(value, decimals, claim.wording)
    if claim.check == "range":
        high = printed_interval(decimal_of(float(claim.value_high)), decimals, claim.wording)
        return Interval(low.low, high.high, low.low_closed, high.high_closed)
    return low


def wider_interval(claim: Claim) -> Interval | None:
    """Return the second reading of a claim worded ``about``: 5% to either side; otherwise nothing."""
    if claim.wording != "about" or claim.check in DIRECTIONS:
        return None
    first = decimal_of(float(claim.value))
    last = decimal_of(float(claim.value_high)) if claim.check == "range" else first
    return Interval(first - abs(first) * WIDER_READING, last + abs(last) * WIDER_READING)


def claim_quantity(claim: Claim) -> Quantity:
    """Return the printed number with its bounds, for arithmetic with other printed numbers.

    Raises ValueError for a claim without two bounds: a sign, or at_least.
    """
    allowed = allowed_interval(claim)
    if allowed.low is None or allowed.high is None:
        raise ValueError(f"{claim.claim_id} has no bounds on both sides")
    value = decimal_of(float(claim.value))
    if claim.check == "range":
        value = (value + decimal_of(float(claim.value_high))) / 2
    return Quantity(value, allowed.low, allowed.high)


def claims_by_id(claims: pd.DataFrame) -> dict[str, Claim]:
    """Return the claims by their id."""
    return {row.claim_id: row for row in claim_records(claims)}


def periods_of(claims: pd.DataFrame, *measures: str) -> list[Period]:
    """Return the periods over which the claims state any of these measures, each once."""
    rows = claims[claims["measure"].isin(measures)]
    found = zip(rows["period_start"], rows["period_end"], strict=True)
    return [Period(start, end) for start, end in dict.fromkeys(found)]


def printed_number(claims: pd.DataFrame, measure: str, *, region: str | None = None) -> Claim | None:
    """Return the first claim that prints a number of a measure, whole sectors alone; nothing without one.

    ``region`` asks for a number of that region.
    """
    rows = claims[(claims["measure"] == measure) & (claims["sector"] == "total")]
    rows = rows[rows["check"].isin(NUMBERS)]
    rows = rows if region is None else rows[rows["region"] == region]
    return next(iter(claim_records(rows)), None)
