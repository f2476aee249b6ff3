"""Printed numbers that identities tie to each other, as one system of linear lines.

A product, such as a level times a rate, is not linear. It becomes two linear lines by multiplying
through with the ends of its factor: ``low * right <= left <= high * right``. That is exact where the
factor meets ``left`` and ``right`` in this product only; elsewhere the range is too wide, never too
narrow, so that no conflict is invented. The range of a factor itself is a quotient, solved exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from keianalysis.model.intervals import Interval
from keianalysis.proof.constraints import Identity, Printed
from keianalysis.proof.system import Line, bounds, common, least, possible, ratio_bounds
from keianalysis.readers.reviews.sums import CONSTANT


@dataclass(frozen=True)
class Family:
    """Numbers that identities tie to each other."""

    numbers: Mapping[str, Printed]
    ties: Sequence[Identity]

    @cached_property
    def names(self) -> list[str]:
        """The numbers of the family, in the order of the review."""
        used = {name for tie in self.ties for name in tie.names}
        return [name for name in self.numbers if name in used]

    @cached_property
    def claimed(self) -> list[str]:
        """Those that the review prints."""
        return [name for name in self.names if self.numbers[name].claimed]

    def lines(self, stated: Collection[str], ties: Iterable[Identity] | None = None) -> list[Line] | None:
        """Return the system of the numbers stated, or nothing where it is impossible before any product."""
        kept = list(self.ties if ties is None else ties)
        plain = self._plain(stated, kept)
        return self._with_products(plain, kept) if possible(plain) else None

    def _plain(self, stated: Collection[str], ties: Iterable[Identity]) -> list[Line]:
        own = [Line({name: 1.0}, self._allowed(name, stated)) for name in self.names]
        return [*own, *(line_of(tie) for tie in ties if tie.factor is None)]

    def _with_products(self, plain: list[Line], ties: Iterable[Identity]) -> list[Line]:
        return [*plain, *(line for tie in ties for line in self._product(tie, plain))]

    def _allowed(self, name: str, stated: Collection[str]) -> Interval:
        number = self.numbers[name]
        return number.allowed if name in stated else number.nature

    def possible(self, stated: Collection[str], ties: Iterable[Identity] | None = None) -> bool:
        """Tell whether the numbers stated can be true together."""
        kept = list(self.ties if ties is None else ties)
        lines = self.lines(stated, kept)
        if lines is None or all(tie.factor is None for tie in kept):
            return lines is not None
        return possible(lines)

    @cached_property
    def agrees(self) -> bool:
        """Whether all that the review prints of the family can be true together."""
        return self.possible(self.claimed)

    def _product(self, tie: Identity, plain: Sequence[Line]) -> Iterator[Line]:
        """Yield a product as lines, its factor bounded by all that is said of it outside products.

        Raises ValueError when the side that is multiplied may be negative.
        """
        if tie.factor is None:
            return
        right = least(plain, tie.right)
        if right is None or right < 0:
            raise ValueError(f"{tie.name} multiplies a side that may be negative")
        printed, zero = bounds(plain, {tie.factor.name: 1.0}), Decimal(0)
        for end, allowed in (
            (printed.low, Interval(zero, None, printed.low_closed)),
            (printed.high, Interval(None, zero, True, printed.high_closed)),
        ):
            if end is not None:
                yield Line(difference(tie, float(tie.factor.of(end))), allowed)

    def implied(self, name: str) -> Interval | None:
        """Return what the others leave to a number; nothing where they conflict without it."""
        others = [other for other in self.claimed if other != name]
        # What all numbers allow together, fewer of them allow as well.
        if not self.agrees and not self.possible(others):
            return None
        lines = self._with_products(self._plain(others, self.ties), self.ties)
        left = bounds(lines, {name: 1.0})
        for tie in self.ties:
            if tie.factor is not None and tie.factor.name == name:
                found = ratio_bounds(lines, tie.left, tie.right)
                ends = [found.low, found.high]
                low, high = (None if end is None else tie.factor.printed(end) for end in ends)
                left = common(left, Interval(low, high, found.low_closed, found.high_closed))
        return left


def line_of(tie: Identity) -> Line:
    """Return an identity without factor as one line, its plain numbers on the right."""
    terms = difference(tie, 1.0)
    constant = Decimal(str(-terms.pop(CONSTANT, 0.0)))
    return Line(terms, Interval(constant if tie.relation == "=" else None, constant))


def difference(tie: Identity, factor: float) -> dict[str, float]:
    """Return left less factor times right, as one sum."""
    names = dict.fromkeys([*tie.left, *tie.right])
    return {name: tie.left.get(name, 0.0) - factor * tie.right.get(name, 0.0) for name in names}
