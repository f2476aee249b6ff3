"""A system of linear statements about numbers, and what it leaves to one of them.

Linear programmes are solved by HiGHS through SciPy. A statement may exclude its own end (a number
printed as 7,4 is below 7.45), so possible means: possible with every such end kept at a distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csc_array

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
    return _Programme(lines, margin=True).is_possible()


def bounds(lines: Sequence[Line], terms: Terms) -> Interval:
    """Return the values that a possible system leaves to a sum; an end that is reached is closed."""
    tied = tied_to(terms, lines)
    programme = _Programme(tied, terms)
    ends = [_End(tied, terms, {}, programme.least(terms, sign), programme) for sign in (1.0, -1.0)]
    return _interval(*ends)


def least(lines: Sequence[Line], terms: Terms) -> Decimal | None:
    """Return the least value, or what excludes it, that a possible system leaves to a sum; None for none."""
    found = _Programme(tied_to(terms, lines), terms).least(terms, 1.0)
    return None if found is None else decimal_of(found.value)


def ratio_bounds(lines: Sequence[Line], above: Terms, below: Terms) -> Interval:
    """Return the values that a possible system leaves to ``above`` over ``below``.

    ``below`` must be positive in every solution. The transformation of Charnes and Cooper (1962)
    makes the quotient a linear programme: all numbers are divided by ``below``.
    """
    programme = _Programme([*_homogeneous(lines), Line(below, Interval(Decimal(1), Decimal(1)))], above)
    ends = [_End(lines, above, below, programme.least(above, sign), programme) for sign in (1.0, -1.0)]
    return _interval(*ends)


def tied_to(terms: Terms, lines: Sequence[Line]) -> list[Line]:
    """Return the lines that bear on a sum, itself or through other lines; the rest says nothing about it."""
    known = {name for name, factor in terms.items() if factor}
    kept: set[int] = set()
    while found := {place for place, line in enumerate(lines) if known & line.terms.keys()} - kept:
        kept |= found
        known.update(name for place in found for name in lines[place].terms)
    return [lines[place] for place in sorted(kept)]


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


@dataclass(frozen=True)
class _Least:
    """The least value of an objective, and numbers at which it is reached."""

    value: float
    at: np.ndarray


@dataclass(frozen=True)
class _End:
    """One end of what a system leaves to a sum, or to a quotient where there is something ``below``."""

    lines: Sequence[Line]
    terms: Terms
    below: Terms
    found: _Least | None
    programme: _Programme

    @property
    def value(self) -> Decimal | None:
        """The end itself, nothing where there is none."""
        return None if self.found is None else decimal_of(self.found.value)

    def is_reached(self) -> bool:
        """Tell whether the end is taken without touching an excluded one.

        No more is solved where that shows from what was found.
        """
        if self.found is None:
            return False
        if not self.below and self.programme.clears(self.found.at):
            return True
        end = decimal_of(self.found.value)
        target = Decimal(0) if self.below else end
        factors = {
            name: self.terms.get(name, 0.0) - float(end) * factor for name, factor in self.below.items()
        }
        return possible([*self.lines, Line({**self.terms, **factors}, Interval(target, target))])


def _interval(low: _End, high: _End) -> Interval:
    return Interval(low.value, high.value, low.is_reached(), high.is_reached())


class _Programme:
    """Lines as rows of one matrix, set up once for every objective that is asked of it.

    With ``margin`` the last column is the distance that is kept from every excluded end.
    """

    def __init__(
        self, lines: Sequence[Line], objective: Terms | None = None, *, margin: bool = False
    ) -> None:
        names = sorted({name for line in lines for name in line.terms} | (objective or {}).keys())
        self._place = {name: index for index, name in enumerate(names)}
        size = len(names) + margin
        self._low, self._high = np.full(size, -np.inf), np.full(size, np.inf)
        self._excluded: list[tuple[Terms, float, float]] = []
        self._rows: list[tuple[Terms, float, float, float]] = []
        for line in lines:
            self._enter(line, margin=margin)
        if margin:
            self._low[-1], self._high[-1] = 0.0, 1.0

    def _enter(self, line: Line, *, margin: bool) -> None:
        """Enter a line: as an end of its number where it is about one, and keeps no distance."""
        allowed = line.allowed
        for end, sign, closed in (
            (allowed.low, -1.0, allowed.low_closed),
            (allowed.high, 1.0, allowed.high_closed),
        ):
            if end is None:
                continue
            if not closed:
                self._excluded.append((line.terms, sign, float(end)))
            if list(line.terms.values()) == [1.0] and (closed or not margin):
                self._narrow(self._place[next(iter(line.terms))], sign, float(end))
            else:
                low, high = (float(end), np.inf) if sign < 0 else (-np.inf, float(end))
                self._rows.append((line.terms, low, high, sign if margin and not closed else 0.0))

    def _narrow(self, place: int, sign: float, end: float) -> None:
        if sign < 0:
            self._low[place] = max(self._low[place], end)
        else:
            self._high[place] = min(self._high[place], end)

    @cached_property
    def _constraints(self) -> list[LinearConstraint]:
        if not self._rows:
            return []
        matrix = np.zeros((len(self._rows), len(self._low)))
        for row, (terms, _, _, distance) in zip(matrix, self._rows, strict=True):
            if distance:
                row[-1] = distance
            for name, factor in terms.items():
                row[self._place[name]] = factor
        low, high = ([ends[side] for _, *ends, _ in self._rows] for side in (0, 1))
        return [LinearConstraint(csc_array(matrix), low, high)]

    def least(self, terms: Terms, sign: float) -> _Least | None:
        """Return the least value of a sum, with a ``sign`` of -1 the largest; nothing without bound."""
        target = np.zeros(len(self._low))
        for name, factor in terms.items():
            target[self._place[name]] = sign * factor
        if not self._rows and (self._low <= self._high).all():
            return self._at_the_ends(target, sign)
        found = self._solved(target)
        if found.status == OPTIMAL:
            return _Least(sign * float(found.fun or 0.0), found.x)
        if found.status not in UNBOUNDED:
            raise ValueError("the lines cannot be true together; ask first whether they are possible")
        return None

    def _at_the_ends(self, target: np.ndarray, sign: float) -> _Least | None:
        """Return the least value of a sum of numbers that no line ties to each other."""
        counts = target != 0
        at = np.where(counts, np.where(target > 0, self._low, self._high), 0.0)
        if not np.isfinite(at).all():
            return None
        return _Least(sign * float(target[counts] @ at[counts]), at)

    def is_possible(self) -> bool:
        """Tell whether there are numbers at a distance from every excluded end."""
        target = np.zeros(len(self._low))
        target[-1] = -1.0
        if (self._low > self._high).any():
            return False
        found = self._solved(target)
        return bool(found.status == OPTIMAL and -float(found.fun or 0.0) > MARGIN)

    def _solved(self, target: np.ndarray) -> OptimizeResult:
        return milp(target, bounds=Bounds(self._low, self._high), constraints=self._constraints)

    def clears(self, at: np.ndarray) -> bool:
        """Tell whether numbers keep their distance from every excluded end."""
        return all(
            sign * (end - sum(factor * at[self._place[name]] for name, factor in terms.items())) > MARGIN
            for terms, sign, end in self._excluded
        )


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
