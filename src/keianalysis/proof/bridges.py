"""How evidence about something else reaches a claim: over a bridge, or not at all.

A bridge is the interval that a difference in definition, period, region or sector can make. Each is a
row of a data file with its computation or its source; without a bridge a neighbour decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from keianalysis.model.intervals import Quantity
from keianalysis.readers.reviews.formulas import hull

Crossing = Callable[[Quantity, Quantity | None, Quantity | None], Quantity]
"""A neighbour and the two ends of its bridge give what the claim would be."""


def _by_ratio(neighbour: Quantity, low: Quantity | None, high: Quantity | None) -> Quantity:
    return neighbour if low is None or high is None else neighbour * hull(low, high)


def _by_difference(neighbour: Quantity, low: Quantity | None, high: Quantity | None) -> Quantity:
    return neighbour if low is None or high is None else neighbour + hull(low, high)


def _within_whole(neighbour: Quantity, low: Quantity | None, high: Quantity | None) -> Quantity:
    return hull(neighbour if low is None else low, neighbour if high is None else high)


def _as_it_is(neighbour: Quantity, low: Quantity | None, high: Quantity | None) -> Quantity:
    return neighbour


CROSSINGS: Final[Mapping[str, Crossing]] = {
    "ratio": _by_ratio,
    "difference": _by_difference,
    "rounding": _by_difference,
    "part_of_whole": _within_whole,
    "between_parts": _as_it_is,
    "mean_between_years": _as_it_is,
    "direction": _as_it_is,
}
"""The kinds of bridge: a ratio or a difference observed elsewhere, a stated rounding, a part that is not
larger than its whole, a network between its parts, a mean between its years, a direction that needs no
measure of its size."""


def crossed(kind: str, neighbour: Quantity, low: Quantity | None, high: Quantity | None) -> Quantity:
    """Return what a claim would be by a neighbour over a bridge; raises KeyError for an unknown kind."""
    return CROSSINGS[kind](neighbour, low, high)
