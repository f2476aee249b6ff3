"""Two or four atoms between which jobs can move without any published sum noticing.

Published sums see an atom by the shown cells that it lies in. Two atoms that lie in the same ones can be
swapped; so can two pairs that differ by the same cells, as the corners of a rectangle in a table do. Most
cells are protected by a few swaps, which are found much sooner than a linear programme is solved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from keianalysis.register.disclosure.tables import TOLERANCE, Table

MOST: Final = 1500
"""Atoms of which all pairs are looked at; of more the roomiest."""
TRIES: Final = 12
"""How many swaps a world is made of at most."""
SEED: Final = 0

Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Differences in sight between two atoms in order, and the two atoms."""


@dataclass
class Swaps:
    """The swaps of one table; cells that are hidden later on make none of them wrong."""

    table: Table
    shown: np.ndarray
    """The cells that the swaps leave as they are."""
    _pairs: dict[int, Pairs] = field(default_factory=dict)

    @cached_property
    def sight(self) -> np.ndarray:
        """A number for every atom: equal where the same shown cells hold it."""
        numbers = np.random.default_rng(SEED).integers(0, 2**62, len(self.shown), dtype=np.int64)
        matrix = self.table.matrix.astype(np.int64).T.tocsr()
        return np.asarray(matrix @ np.where(self.shown, numbers, 0))

    def pairs(self, room: np.ndarray, move: int) -> Pairs:
        """Return differences between two atoms in order, and the two: of each the pair with most room."""
        if move not in self._pairs:
            atoms = np.flatnonzero(room >= 1 - TOLERANCE)
            atoms = atoms[np.argsort(-room[atoms], kind="stable")][:MOST]
            first, second = (side.ravel() for side in np.meshgrid(atoms, atoms, indexing="ij"))
            different = first != second
            first, second = first[different], second[different]
            apart = self.sight[first] - self.sight[second]
            order = np.lexsort((-np.minimum(room[first], room[second]), apart))
            apart, at = np.unique(apart[order], return_index=True)
            self._pairs[move] = apart, first[order][at], second[order][at]
        return self._pairs[move]

    def find(
        self, own: list[int], level: float, room: np.ndarray, reach: np.ndarray, move: int
    ) -> tuple[np.ndarray, float]:
        """Return by how much atoms change so that those of a target rise by its level, and what is lacking.

        ``room`` is how far each atom may go, ``reach`` how far those of the target may.
        """
        change, left, most = np.zeros(len(room)), np.where(room > 0, room, 0.0), reach.copy()
        left[own] = 0.0
        pairs = self.pairs(room, move)
        for _ in range(TRIES):
            best = self._best(own, left, most, pairs)
            if best is None or level < TOLERANCE:
                break
            amount, ups, downs = best
            amount = min(np.floor(amount + TOLERANCE), level)
            for atoms, sign in ((ups, 1), (downs, -1)):
                for atom in atoms:
                    change[atom] += sign * amount
                    left[atom] -= amount
            most[ups[0]] -= amount
            left[own] = 0.0
            level -= amount
        return change, level

    def _best(
        self, own: list[int], left: np.ndarray, most: np.ndarray, pairs: Pairs
    ) -> tuple[float, list[int], list[int]] | None:
        """Return the swap that moves most: how much, the atoms that rise, the target's first, and fall."""
        best: tuple[float, list[int], list[int]] | None = None
        others = np.flatnonzero(left >= 1 - TOLERANCE)
        apart, first, second = pairs
        for atom in own:
            if most[atom] < 1 - TOLERANCE or not len(others):
                continue
            same = others[self.sight[others] == self.sight[atom]]
            if len(same):
                other = int(same[np.argmax(left[same])])
                best = _better(best, float(min(most[atom], left[other])), [atom], [other])
            if not len(apart):
                continue
            wanted = self.sight[atom] - self.sight[others]
            at = np.minimum(np.searchsorted(apart, wanted), len(apart) - 1)
            corners = np.minimum(left[first[at]], left[second[at]])
            # An atom that is two corners would move twice.
            is_fit = (apart[at] == wanted) & (others != first[at]) & (others != second[at])
            amounts = np.where(is_fit, np.minimum(left[others], corners), 0.0)
            place = int(np.argmax(amounts))
            if amounts[place] >= 1 - TOLERANCE:
                downs, ups = [int(others[place]), int(first[at[place]])], [atom, int(second[at[place]])]
                best = _better(best, float(min(most[atom], amounts[place])), ups, downs)
        return best


def _better(
    best: tuple[float, list[int], list[int]] | None, amount: float, ups: list[int], downs: list[int]
) -> tuple[float, list[int], list[int]]:
    return best if best is not None and best[0] >= amount else (amount, ups, downs)
