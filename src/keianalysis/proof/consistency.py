"""Whether the printed numbers agree with each other, and what all others leave to each of them.

For every printed number its own interval is dropped and the identities with all other printed numbers
give the range that is left to it. Where numbers cannot be true together, the smallest set that
conflicts is named; there is none with fewer numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from keianalysis.model.intervals import Interval
from keianalysis.proof.conflicts import Conflict, conflicts_of
from keianalysis.proof.constraints import Identity, Printed, families
from keianalysis.proof.families import Family
from keianalysis.proof.system import ANY, NONE, common, within

CORNER: Final = Decimal("0.25")
"""A number that can only be in this part of its own range, or less, is possible in a corner only."""

STATUSES: Final = ("conflict", "unsettled", "corner", "narrowed", "forced", "free", "alone")


@dataclass(frozen=True)
class LeftRange:
    """What the other printed numbers leave to one.

    ``room`` is the part of its own range that is left, empty where that range has no bound.
    """

    name: str
    status: str
    own: Interval
    implied: Interval
    joint: Interval
    room: Decimal | None
    ties: tuple[Identity, ...] = ()


def examine(
    numbers: Mapping[str, Printed], ties: Sequence[Identity]
) -> tuple[list[LeftRange], list[Conflict]]:
    """Return a finding for each printed number, in their order, and every conflict between them."""
    found: dict[str, LeftRange] = {}
    conflicts: list[Conflict] = []
    for members in families(numbers, ties):
        family = Family(numbers, members)
        met = list(conflicts_of(family))
        conflicts += met
        guilty = {name for conflict in met for name in conflict.names}
        found |= {name: _finding(family, name, guilty) for name in family.claimed}
    alone = {
        name: LeftRange(name, "alone", one.allowed, ANY, one.allowed, None)
        for name, one in numbers.items()
        if one.claimed
    }
    return list((alone | found).values()), conflicts


def _finding(family: Family, name: str, guilty: Collection[str]) -> LeftRange:
    own, implied = family.numbers[name].allowed, family.implied(name)
    ties = tuple(tie for tie in family.ties if name in tie.names)
    if implied is None:
        return LeftRange(name, "conflict" if name in guilty else "unsettled", own, NONE, NONE, None, ties)
    joint = common(own, implied)
    room = _room(own, implied, joint)
    if name in guilty or joint == NONE:
        status = "conflict"
    elif within(implied, own):
        status = "forced"
    elif room is not None and room <= CORNER:
        status = "corner"
    else:
        status = "free" if within(own, implied) or width(own) is None else "narrowed"
    return LeftRange(name, status, own, implied, joint, room, ties)


def _room(own: Interval, implied: Interval, joint: Interval) -> Decimal | None:
    """Return the part of its own range, or where that has no bound of the implied one, that is left."""
    left = Decimal(0) if joint == NONE else width(joint)
    whole = width(own) or width(implied)
    return None if left is None or not whole else left / whole


def width(interval: Interval) -> Decimal | None:
    """Return how wide an interval is; nothing where it has no bound."""
    if interval.low is None or interval.high is None:
        return None
    return interval.high - interval.low
