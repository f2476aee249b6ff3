"""What a printed number allows, and arithmetic that keeps the bounds.

All of it is decimal: a number printed as 7,4 stands for exactly the values from 7.35 up to 7.45,
and 7.4 - 0.05 is not 7.35 in binary floating point.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

WORDINGS: Final = ("exact", "about", "slightly_above", "slightly_below", "at_least", "at_most")
SIGNIFICANT_DIGITS: Final = 12


def decimal_of(number: float | int | str | Decimal) -> Decimal:
    """Return ``number`` as a decimal, free of the noise of binary arithmetic.

    Floats are read at 12 significant digits, so 0.1 + 0.2 becomes exactly 0.3.
    """
    if isinstance(number, float):
        return Decimal(f"{number:.{SIGNIFICANT_DIGITS}g}")
    return Decimal(number)


@dataclass(frozen=True)
class Interval:
    """The values that a statement allows; ``None`` is an open end without bound."""

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True

    def __contains__(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below

    def overlaps(self, low: Decimal, high: Decimal) -> bool:
        """Tell whether a value from ``low`` to ``high`` is allowed (touching ends do not count)."""
        if low == high:
            return low in self
        return (self.high is None or low < self.high) and (self.low is None or high > self.low)

    def covers(self, low: Decimal, high: Decimal) -> bool:
        """Tell whether every value strictly between ``low`` and ``high`` is allowed."""
        if low == high:
            return low in self
        return (self.low is None or low >= self.low) and (self.high is None or high <= self.high)


def printed_interval(
    value: Decimal, decimals: int, wording: str = "exact", rounded_to: Decimal | None = None
) -> Interval:
    """Return what a number printed with ``decimals`` and ``wording`` allows.

    ``decimals`` is the printed precision: 1 for tenths, 0 for units, -2 for hundreds.
    ``rounded_to`` replaces the printed unit where the publisher rounds coarser (CBS counts: 5).
    For a fall the wording speaks of the size of the fall, so the interval is mirrored.

    Raises
    ------
    ValueError
        When the wording is not one of ``WORDINGS``.
    """
    unit = rounded_to if rounded_to is not None else Decimal(1).scaleb(-decimals)
    size, half = abs(value), unit / 2
    sizes = {
        "exact": Interval(size - half, size + half, True, False),
        "about": Interval(size - half, size + half),
        "slightly_above": Interval(size, size + unit, True, False),
        "slightly_below": Interval(size - unit, size, False, False),
        "at_least": Interval(size, None),
        "at_most": Interval(None, size),
    }
    if wording not in sizes:
        raise ValueError(f"unknown wording {wording!r}; use one of {', '.join(WORDINGS)}")
    allowed = sizes[wording]
    return _mirrored(allowed) if value < 0 else allowed


def _mirrored(interval: Interval) -> Interval:
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high, interval.high_closed, interval.low_closed)


@dataclass(frozen=True)
class Quantity:
    """A value with the bounds that rounding and wording leave it.

    The four operations carry the bounds along by interval arithmetic. A quantity that occurs twice
    in one formula widens the result; write the formula so that each occurs once.
    """

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, value: float | int | str, low: float | None = None, high: float | None = None) -> Self:
        """Make a quantity from numbers; without bounds it is exact."""
        centre = decimal_of(value)
        return cls(
            centre,
            centre if low is None else decimal_of(low),
            centre if high is None else decimal_of(high),
        )

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.value + other.value, self.low + other.low, self.high + other.high)

    def __neg__(self) -> Quantity:
        return Quantity(-self.value, -self.high, -self.low)

    def __sub__(self, other: Quantity) -> Quantity:
        return self + -other

    def __mul__(self, other: Quantity) -> Quantity:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Quantity(self.value * other.value, min(corners), max(corners))

    def __truediv__(self, other: Quantity) -> Quantity:
        """Divide; raises ZeroDivisionError when the bounds of the divisor contain zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Quantity(self.value / other.value, min(corners), max(corners))


ONE: Final = Quantity.of(1)
HUNDRED: Final = Quantity.of(100)
THOUSAND: Final = Quantity.of(1000)
ZERO: Final = Quantity.of(0)


def total(parts: Iterable[Quantity]) -> Quantity:
    """Return the sum of ``parts``, zero when there are none."""
    return sum(parts, ZERO)


def mean(parts: Iterable[Quantity]) -> Quantity:
    """Return the arithmetic mean of ``parts``; raises ZeroDivisionError when there are none."""
    listed = list(parts)
    return total(listed) / Quantity.of(len(listed))
