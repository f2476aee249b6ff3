"""A system of linear statements about numbers, and what it leaves to one of them.

Linear programmes are solved by HiGHS through SciPy. A statement may exclude its own end (a number
printed as 7,4 is below 7.45), so possible means: possible with every such end kept at a distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
from scipy.optimize import linprog

from keianalysis.model.intervals import Interval, decimal_of

MARGIN: Final = 1e-6
"""The distance to an excluded end that counts as possible; HiGHS itself is exact to 1e-7."""
OPTIMAL: Final = 0
UNBOUNDED: Final = (3, 4)
"""What HiGHS says of a programme without a bound; it may leave open whether there is a solution."""

Terms = Mapping[str, float]
"""A sum of named numbers, each times its coefficient."""

ANY: Final = Interval(None, None)
NONE: Final = Interval(Decimal(1), Decimal(0))
"""The interval without a value."""


@dataclass(frozen=True)
class Line:
    """One statement: the sum of terms lies in an interval."""

    terms: Terms
    allowed: Interval


def possible(lines: Sequence[Line]) -> bool:
    """Tell whether all lines can be true together, excluded ends left out."""
    solved = _solve(lines, {}, margin=True)
    return solved is not None and solved > MARGIN


def bounds(lines: Sequence[Line], terms: Terms) -> Interval:
    """Return the values that a possible system leaves to a sum; an end that is reached is closed."""
    low, high = (_solve(lines, {name: sign * factor for name, factor in terms.items()}) for sign in (1, -1))
    return _interval(lines, terms, {}, low, None if high is None else -high)


def ratio_bounds(lines: Sequence[Line], above: Terms, below: Terms) -> Interval:
    """Return the values that a possible system leaves to ``above`` over ``below``.

    ``below`` must be positive in every solution. The transformation of Charnes and Cooper (1962)
    makes the quotient a linear programme: all numbers are divided by ``below``.
    """
    scaled = [*_homogeneous(lines), Line(below, Interval(Decimal(1), Decimal(1)))]
    low, high = (_solve(scaled, {name: sign * factor for name, factor in above.items()}) for sign in (1, -1))
    return _interval(lines, above, below, low, None if high is None else -high)


SCALE: Final = " scale"
"""The variable that stands for one over the divisor; no printed number has a space in its name."""


def _homogeneous(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with every end times the scale, and the scale itself at least zero."""
    zero = Decimal(0)
    made = [Line({SCALE: 1.0}, Interval(zero, None))]
    for line in lines:
        low, high = line.allowed.low, line.allowed.high
        if low is not None:
            made.append(Line({**line.terms, SCALE: -float(low)}, Interval(zero, None)))
        if high is not None:
            made.append(Line({**line.terms, SCALE: -float(high)}, Interval(None, zero)))
    return made


def _interval(
    lines: Sequence[Line], terms: Terms, below: Terms, low: float | None, high: float | None
) -> Interval:
    ends = [None if end is None else decimal_of(end) for end in (low, high)]
    closed = [False if end is None else _reached(lines, terms, below, float(end)) for end in ends]
    return Interval(ends[0], ends[1], closed[0], closed[1])


def _reached(lines: Sequence[Line], terms: Terms, below: Terms, end: float) -> bool:
    """Tell whether a sum, or a quotient, takes its end without touching an excluded one."""
    value = decimal_of(0.0 if below else end)
    at_end = {**terms, **{name: terms.get(name, 0.0) - end * factor for name, factor in below.items()}}
    return possible([*lines, Line(at_end, Interval(value, value))])


def _solve(lines: Sequence[Line], objective: Terms, *, margin: bool = False) -> float | None:
    """Return the least value of an objective, or with ``margin`` the largest distance to excluded ends.

    Nothing is returned for a programme without bound, and for a margin where no solution exists.
    """
    names = sorted({name for line in lines for name in line.terms} | objective.keys())
    place = {name: index for index, name in enumerate(names)}
    rows = [row for line in lines for row in _rows(line, place, margin=margin)]
    upper, equal = ([row for row in rows if row[2] is kind] for kind in (False, True))
    target = np.zeros(len(names) + 1)
    for name, factor in objective.items():
        target[place[name]] = factor
    if margin:
        target[-1] = -1.0
    found = linprog(
        target,
        A_ub=np.array([row[0] for row in upper]) if upper else None,
        b_ub=[row[1] for row in upper] or None,
        A_eq=np.array([row[0] for row in equal]) if equal else None,
        b_eq=[row[1] for row in equal] or None,
        bounds=[(None, None)] * len(names) + [(0.0, 1.0)],
        method="highs",
    )
    if found.status == OPTIMAL:
        return (-1.0 if margin else 1.0) * float(found.fun or 0.0)
    if not margin and found.status not in UNBOUNDED:
        raise ValueError("the lines cannot be true together; ask first whether they are possible")
    return None


def _rows(line: Line, place: Mapping[str, int], *, margin: bool) -> list[tuple[np.ndarray, float, bool]]:
    """Return a line as rows of a programme: coefficients, right-hand side, whether it is an equality."""
    coefficients = np.zeros(len(place) + 1)
    for name, factor in line.terms.items():
        coefficients[place[name]] = factor
    low, high, made = line.allowed.low, line.allowed.high, []
    if low is not None and low == high:
        return [(coefficients, float(low), True)]
    for end, sign, closed in ((high, 1.0, line.allowed.high_closed), (low, -1.0, line.allowed.low_closed)):
        if end is not None:
            row = sign * coefficients
            row[-1] = 1.0 if margin and not closed else 0.0
            made.append((row, sign * float(end), False))
    return made


def common(first: Interval, second: Interval) -> Interval:
    """Return the values that two intervals share; ``NONE`` where there are none."""
    low, low_closed = max(
        ((one.low, one.low_closed) for one in (first, second)),
        key=lambda end: (Decimal("-Infinity") if end[0] is None else end[0], not end[1]),
    )
    high, high_closed = min(
        ((one.high, one.high_closed) for one in (first, second)),
        key=lambda end: (Decimal("Infinity") if end[0] is None else end[0], end[1]),
    )
    if low is not None and high is not None:
        touching = low == high and low_closed and high_closed
        if low >= high and not touching:
            return NONE
    return Interval(low, high, low_closed or low is None, high_closed or high is None)


def within(inner: Interval, outer: Interval) -> bool:
    """Tell whether every value of ``inner`` is one of ``outer``."""
    return common(inner, outer) == common(inner, ANY)
