"""The ends of a range as they are written: rounded outward, and whole where the unit has no halves."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from keianalysis.model.intervals import decimal_of

WHOLE: Final = frozenset(
    {
        *("jobs", "count", "count_per_year", "persons", "nights", "places"),
        *("fte", "person_years", "calendar_year", "rank"),
    }
)
"""Units of which nobody writes a part: half an establishment does not exist."""

TELLING: Final = Decimal("0.1")
"""The part of the width of a range by which an end may be off when it is written."""
MORE_DIGITS: Final = 3
"""The most digits that a range takes beyond those asked for."""


def outward(low: float | Decimal, high: float | Decimal, unit: str, decimals: int) -> tuple[Decimal, Decimal]:
    """Return the ends of a range as they are written, so that every value of the range lies inside.

    It takes more digits than ``decimals`` where the ends would otherwise be told wrongly: a range of
    1.15 to 1.25 is not written as 1.1 to 1.3. Of a unit that is counted the ends are whole, and a range
    with one whole number in it is that number.
    """
    first, last = exact(low), exact(high)
    if unit in WHOLE and decimals >= 0:
        inside = _rounded(first, 0, ROUND_CEILING), _rounded(last, 0, ROUND_FLOOR)
        return inside if inside[0] == inside[1] else (floor(first, 0), ceiling(last, 0))
    digits = _telling(first, last, unit, decimals)
    if _rounded(first, digits, ROUND_HALF_UP) == _rounded(last, digits, ROUND_HALF_UP):
        same = _rounded(first, digits, ROUND_HALF_UP)
        return same, same
    return floor(first, digits), ceiling(last, digits)


def floor(value: float | Decimal, decimals: int) -> Decimal:
    """Return the largest number of ``decimals`` that is not above ``value``."""
    return _rounded(exact(value), decimals, ROUND_FLOOR)


def ceiling(value: float | Decimal, decimals: int) -> Decimal:
    """Return the smallest number of ``decimals`` that is not below ``value``."""
    return _rounded(exact(value), decimals, ROUND_CEILING)


def exact(value: float | Decimal) -> Decimal:
    """Return a number as a decimal, free of the noise of binary arithmetic."""
    return decimal_of(value if isinstance(value, Decimal) else float(value))


def digits_of(value: Decimal) -> int:
    """Return the decimals that a quantized number has; negative for tens and above."""
    return -int(value.as_tuple().exponent)


def _rounded(value: Decimal, decimals: int, way: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=way)


def _telling(low: Decimal, high: Decimal, unit: str, decimals: int) -> int:
    """Return the fewest decimals, from ``decimals`` on, that tell both ends of a range truly enough."""
    allowed = TELLING * (high - low)
    most = decimals + (MORE_DIGITS if allowed else 0)
    if unit in WHOLE:
        most = min(most, 0)
    for digits in range(decimals, most):
        if low - floor(low, digits) <= allowed and ceiling(high, digits) - high <= allowed:
            return digits
    return most
