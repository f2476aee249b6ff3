"""The smallest sets of printed numbers that cannot be true together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from keianalysis.proof.constraints import Identity
from keianalysis.proof.families import Family

CHOSEN: Final = 0.5
"""A whole number from the solver is 0 or 1 but for its last digits."""


@dataclass(frozen=True)
class Conflict:
    """Printed numbers that cannot all be true, none of which can be left out, and the ties that show it."""

    names: tuple[str, ...]
    ties: tuple[Identity, ...]


def conflicts_of(family: Family) -> Iterator[Conflict]:
    """Yield conflicts that share no number, the smallest first, until the rest agrees."""
    if family.agrees:
        return
    stated = list(family.claimed)
    while not family.possible(stated):
        names = smallest_conflict(family, stated)
        yield Conflict(tuple(names), tuple(_needed(family, names)))
        stated = [name for name in stated if name not in names]


def smallest_conflict(family: Family, stated: Sequence[str]) -> list[str]:
    """Return a conflict of the fewest numbers; ``stated`` must be impossible together.

    Every conflict has a number in each set whose removal makes the rest possible. So the fewest numbers
    that hit all such sets known so far are no more than the smallest conflict has; once they conflict
    themselves, they are one. Where they do not, they show a new such set. (Ignatiev and others, 2015.)
    """
    repairs: list[list[str]] = []
    while True:
        hitting = _fewest(stated, repairs)
        if not family.possible(hitting):
            return hitting
        kept = list(hitting)
        for name in stated:
            if name not in kept and family.possible([*kept, name]):
                kept.append(name)
        repairs.append([name for name in stated if name not in kept])


def _fewest(names: Sequence[str], sets: Sequence[Collection[str]]) -> list[str]:
    """Return the fewest names that have one in each set."""
    if not sets:
        return []
    member = np.array([[float(name in one) for name in names] for one in sets])
    found = milp(
        np.ones(len(names)),
        constraints=LinearConstraint(member, lb=1.0),
        integrality=np.ones(len(names), dtype=np.int64),
        bounds=Bounds(0.0, 1.0),
    )
    chosen = np.zeros(len(names)) if found.x is None else found.x
    return [name for name, part in zip(names, chosen, strict=True) if part > CHOSEN]


def _needed(family: Family, names: Collection[str]) -> list[Identity]:
    """Return the identities that a conflict cannot do without."""
    ties = list(family.ties)
    for tie in family.ties:
        fewer = [other for other in ties if other is not tie]
        if not family.possible(names, fewer):
            ties = fewer
    return ties
