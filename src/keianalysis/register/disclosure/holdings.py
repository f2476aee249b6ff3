"""Who holds what in the atoms of one table: the smallest places whose sums are published.

An atom is a municipality and a set of sectors that hold the same codes. A cell is a set of atoms, and so
is whatever anybody can subtract from cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from keianalysis.register.disclosure.rules import Assessment, DisclosureRule, assess

Key = tuple[str, str]
"""A region and a sector."""

Atom = tuple[str, int]
"""A municipality and the number of a set of sectors."""

Parts = frozenset[Atom]
"""What a cell is the sum of."""

NOBODY_KNOWS = -1
"""The company of establishments whose company nobody knows."""


@dataclass(frozen=True)
class Holdings:
    """What each company holds in each atom: one entry a company and atom.

    ``company`` numbers the companies; ``NOBODY_KNOWS`` stands for the establishments without a number.
    """

    atoms: tuple[Atom, ...]
    company: np.ndarray
    atom: np.ndarray
    values: Mapping[str, np.ndarray]

    @classmethod
    def of(cls, table: pd.DataFrame, variables: Sequence[str]) -> Holdings:
        """Return the holdings of a table with company, municipality_code, atom and the variables.

        A company that is missing is not known. A missing value counts as nothing.
        """
        index = pd.MultiIndex.from_frame(table[["municipality_code", "atom"]])
        numbers, atoms = pd.factorize(index)
        company, _ = pd.factorize(table["company"])
        values = {name: table[name].fillna(0).to_numpy(dtype=float) for name in variables}
        found = tuple((str(place), int(number)) for place, number in atoms)
        return cls(found, company.astype(np.int64), numbers.astype(np.int64), values)

    @cached_property
    def number(self) -> dict[Atom, int]:
        """The place of each atom."""
        return {atom: place for place, atom in enumerate(self.atoms)}

    @cached_property
    def _amounts(self) -> dict[str, np.ndarray]:
        return {name: np.bincount(self.atom, values, len(self.atoms)) for name, values in self.values.items()}

    def amount(self, variable: str) -> np.ndarray:
        """Return the sum of a variable in every atom."""
        return self._amounts[variable]

    @cached_property
    def _own(self) -> dict[str, np.ndarray]:
        """The largest part of one company in every atom, what nobody can place included."""
        found = {}
        for name, values in self.values.items():
            largest, unplaced = np.zeros(len(self.atoms)), np.zeros(len(self.atoms))
            known = self.company != NOBODY_KNOWS
            np.maximum.at(largest, self.atom[known], values[known])
            np.add.at(unplaced, self.atom[~known], values[~known])
            found[name] = largest + unplaced
        return found

    def room(self, variable: str) -> np.ndarray:
        """Return how much of a variable in every atom is not known to its largest company."""
        return np.asarray(self._amounts[variable] - self._own[variable])

    @cached_property
    def is_alone(self) -> np.ndarray:
        """Whether an atom has at most one company that is known, which then knows all of it."""
        known = self.company != NOBODY_KNOWS
        return np.bincount(self.atom[known], minlength=len(self.atoms)) <= 1

    def parts(self, parts: Parts) -> np.ndarray:
        """Return the places of the atoms of a cell that hold anything."""
        return np.array(sorted(self.number[atom] for atom in parts if atom in self.number), dtype=np.int64)

    def matrix(self, cells: Sequence[np.ndarray]) -> sparse.csr_array:
        """Return which atoms make up each cell."""
        bounds = np.cumsum([0, *(len(cell) for cell in cells)])
        columns = np.concatenate(cells) if len(cells) else np.array([], dtype=np.int64)
        return sparse.csr_array((np.ones(len(columns)), columns, bounds), (len(cells), len(self.atoms)))

    def assess(
        self, cells: Sequence[np.ndarray], variables: Sequence[str], rule: DisclosureRule
    ) -> dict[str, Assessment]:
        """Return the assessment of each cell by variable, over the companies that hold any of it."""
        company, starts, places, order = self._companies_of(cells)
        found = {}
        for name in variables:
            held = self._summed(self.values[name][order], places)
            cell = np.searchsorted(starts, np.arange(len(held)), side="right") - 1
            is_known = company != NOBODY_KNOWS
            unplaced = np.bincount(cell[~is_known], held[~is_known], len(cells))
            total = np.bincount(cell, held, len(cells))
            counted = np.bincount(cell[is_known & (held > 0)], minlength=len(cells))
            largest = _largest(np.where(is_known, held, 0.0), cell, len(cells), rule.largest)
            # What nobody can place may all be the largest company's.
            largest[:, 0] += unplaced
            found[name] = assess(counted, total, largest, rule)
        return found

    def _companies_of(
        self, cells: Sequence[np.ndarray]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return the companies cell by cell, where each cell and company starts, and the entries in order."""
        entries = self._entries()
        cell, entry = [], []
        for number, atoms in enumerate(cells):
            own = np.concatenate([entries[atom] for atom in atoms]) if len(atoms) else np.array([], np.int64)
            own = own[np.argsort(self.company[own], kind="stable")]
            entry.append(own)
            cell.append(np.full(len(own), number))
        cells_of, order = (np.concatenate(one) if one else np.array([], np.int64) for one in (cell, entry))
        company = self.company[order]
        is_first = np.ones(len(order), dtype=bool)
        is_first[1:] = (company[1:] != company[:-1]) | (cells_of[1:] != cells_of[:-1])
        places = np.flatnonzero(is_first)
        starts = np.searchsorted(cells_of[places], np.arange(len(cells)))
        return company[places], starts, places, order

    @staticmethod
    def _summed(values: np.ndarray, places: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, places) if len(places) else np.array([])

    def _entries(self) -> list[np.ndarray]:
        """Return the entries of each atom."""
        order = np.argsort(self.atom, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.atom, minlength=len(self.atoms)))[:-1])


def _largest(held: np.ndarray, cell: np.ndarray, cells: int, count: int) -> np.ndarray:
    """Return the largest parts of each cell, the largest first."""
    found, left = np.zeros((cells, count)), held.copy()
    for place in range(count):
        np.maximum.at(found[:, place], cell, left)
        at = np.flatnonzero(left == found[cell, place])
        # One company of each cell, not all that hold as much.
        _, first = np.unique(cell[at], return_index=True)
        left[at[first]] = 0.0
    return found
