"""Who holds what in the atoms of one table: the smallest places whose sums are published.

An atom is a municipality, as it was delivered, and a set of sectors that hold the same codes. A cell is a
set of atoms, and so
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

Atom = tuple[str, str]
"""A municipality and a set of sectors."""

Parts = frozenset[Atom]
"""What a cell is the sum of."""

NOBODY_KNOWS = -1
"""The company of establishments whose company nobody knows."""

NONE = np.array([], dtype=np.int64)


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
        found = tuple((str(place), str(held)) for place, held in atoms)
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
        """Return how much of a variable in every atom no single company knows; nothing where one is alone."""
        free = self._amounts[variable] - self._own[variable]
        return np.asarray(np.where(self.is_alone, 0.0, np.maximum(free, 0.0)))

    def held_by(self, company: int, variable: str, atoms: Sequence[int]) -> np.ndarray:
        """Return what one company holds of a variable in some atoms, with what may be its own.

        What nobody can place may be anybody's.
        """
        own = np.concatenate([self._entries_of.get(one, NONE) for one in {company, NOBODY_KNOWS}])
        found = np.zeros(len(self.atoms))
        np.add.at(found, self.atom[own], self.values[variable][own])
        return found[list(atoms)]

    @cached_property
    def _entries_of(self) -> dict[int, np.ndarray]:
        """The entries of each company."""
        order = np.argsort(self.company, kind="stable")
        companies, starts = np.unique(self.company[order], return_index=True)
        return dict(zip(map(int, companies), np.split(order, starts[1:]), strict=True))

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
        self, cells: Sequence[np.ndarray], rules: Mapping[str, DisclosureRule]
    ) -> dict[str, tuple[Assessment, np.ndarray]]:
        """Return the assessment of each cell by variable, and the companies whose parts are the largest.

        ``rules`` are the rules of each variable. The companies, the two largest of each cell, are numbers
        of ``company``; where there is none it is ``NOBODY_KNOWS``.
        """
        company, starts, places, order = self._companies_of(cells)
        found = {}
        for name, rule in rules.items():
            held = self._summed(self.values[name][order], places)
            cell = np.searchsorted(starts, np.arange(len(held)), side="right") - 1
            is_known = company != NOBODY_KNOWS
            unplaced = np.bincount(cell[~is_known], held[~is_known], len(cells))
            total = np.bincount(cell, held, len(cells))
            counted = np.bincount(cell[is_known & (held > 0)], minlength=len(cells))
            largest, owners = _largest(np.where(is_known, held, 0.0), cell, len(cells), rule.largest)
            # What nobody can place may all be the largest company's.
            largest[:, 0] += unplaced
            who = np.where(owners[:, :2] >= 0, company[owners[:, :2]], NOBODY_KNOWS)
            found[name] = assess(counted, total, largest, rule), who
        return found

    def _companies_of(
        self, cells: Sequence[np.ndarray]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return the companies cell by cell, where each cell and company starts, and the entries in order."""
        entries = self._entries
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

    @cached_property
    def _entries(self) -> list[np.ndarray]:
        """Return the entries of each atom."""
        order = np.argsort(self.atom, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.atom, minlength=len(self.atoms)))[:-1])


def _largest(held: np.ndarray, cell: np.ndarray, cells: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest parts of each cell, the largest first, and whose they are: -1 is nobody's."""
    found, left = np.zeros((cells, count)), held.copy()
    whose = np.full((cells, count), -1)
    for place in range(count):
        np.maximum.at(found[:, place], cell, left)
        at = np.flatnonzero((left == found[cell, place]) & (left > 0))
        # One company of each cell, not all that hold as much.
        _, first = np.unique(cell[at], return_index=True)
        whose[cell[at[first]], place] = at[first]
        left[at[first]] = 0.0
    return found, whose
