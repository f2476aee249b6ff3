"""The cheapest swap of two or four atoms: which cells have to be hidden for it.

A target rises and an atom beside it falls, in its municipality or in its sector; in a rectangle the two
opposite corners make good for it, so that fewer cells notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from keianalysis.register.disclosure.tables import TOLERANCE, Table


@dataclass(frozen=True)
class Rectangles:
    """The rectangles of one table."""

    table: Table

    @cached_property
    def _grid(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The atoms by municipality and set of sectors, -1 where there is none, and the place of each."""
        atoms = self.table.holdings.atoms
        places = {name: at for at, name in enumerate(sorted({place for place, _ in atoms}))}
        sectors = {name: at for at, name in enumerate(sorted({held for _, held in atoms}))}
        row = np.array([places[place] for place, _ in atoms], dtype=np.int64)
        column = np.array([sectors[held] for _, held in atoms], dtype=np.int64)
        grid = np.full((len(places), len(sectors)), -1)
        grid[row, column] = np.arange(len(atoms))
        return grid, row, column

    @cached_property
    def _cells_of(self) -> np.ndarray:
        """Which cells hold each atom: cells by atoms."""
        return self.table.matrix.toarray().astype(np.int8)

    def cheapest(
        self, own: list[int], level: float, room: np.ndarray, reach: np.ndarray, costs: np.ndarray
    ) -> tuple[float, np.ndarray] | None:
        """Return cost and cells of the cheapest swap that raises a target by its level.

        ``costs`` are those of hiding each cell: nothing for a hidden one, infinite for one that is known.
        """
        seen = np.flatnonzero(costs > 0)
        enough = room >= level - TOLERANCE
        enough[own] = False
        best: tuple[float, np.ndarray] | None = None
        for atom in own:
            if reach[atom] < level - TOLERANCE:
                continue
            for change in (self._pairs(atom, enough, seen), self._corners(atom, enough, seen)):
                if change.shape[1] == 0:
                    continue
                is_moved = change != 0
                price = np.where(is_moved, costs[seen][:, None], 0.0).sum(axis=0)
                place = int(np.argmin(price))
                if np.isfinite(price[place]) and (best is None or price[place] < best[0]):
                    best = float(price[place]), seen[is_moved[:, place]]
        return best

    def _pairs(self, atom: int, enough: np.ndarray, seen: np.ndarray) -> np.ndarray:
        """Return what cells notice when an atom rises and another falls: cells by other atoms."""
        held = self._cells_of[seen]
        return np.asarray(held[:, [atom]] - held[:, np.flatnonzero(enough)])

    def _corners(self, atom: int, enough: np.ndarray, seen: np.ndarray) -> np.ndarray:
        """Return what cells notice of every rectangle that has an atom as a corner: cells by rectangles."""
        grid, row, column = self._grid
        beside, below = grid[row[atom]], grid[:, column[atom]]
        fits = np.append(enough, False)
        beside, below = beside[fits[beside]], below[fits[below]]
        opposite = grid[np.ix_(row[below], column[beside])]
        at = np.argwhere(fits[opposite])
        held = self._cells_of[seen]
        ups = held[:, [atom]] + held[:, opposite[at[:, 0], at[:, 1]]]
        return np.asarray(ups - held[:, below[at[:, 0]]] - held[:, beside[at[:, 1]]])
