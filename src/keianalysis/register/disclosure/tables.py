"""The cells of one date of one delivery: what is published of them, what is unsafe, who holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
from scipy import sparse

from keianalysis.register.disclosure.holdings import NOBODY_KNOWS, Holdings, Key
from keianalysis.register.disclosure.kinds import EVERYWHERE, SUMS, WIDE
from keianalysis.register.disclosure.rules import DisclosureRule

LEAST: Final = 1.0
"""The least that a whole number is kept from the truth."""
TOLERANCE: Final = 1e-6

Sum = tuple[Key, tuple[Key, ...]]
"""A cell and those that it is the sum of."""


@dataclass(frozen=True)
class Target:
    """An unsafe cell: which sum of which atoms must be kept how far from the truth, and for whom.

    ``owner`` is the number of the company that is protected; everybody else knows their own parts.
    """

    key: Key = field(compare=False)
    variable: str
    atoms: tuple[int, ...]
    level: float
    amount: float
    owner: int


@dataclass(frozen=True)
class Table:
    """The cells of one date, each a set of atoms, in the borders of every delivery that has the date.

    ``cells`` are published unless hidden; the first ``own`` of them are those of the delivery itself.
    ``guarded`` can be subtracted from them. ``wide`` are the cells of which all sums leave. ``sums``
    tells which cells are the sum of which others.
    """

    name: str
    group: str
    holdings: Holdings
    cells: Sequence[tuple[Key, np.ndarray]]
    guarded: Sequence[tuple[Key, np.ndarray]]
    wide: Collection[Key]
    sums: Sequence[Sum] = ()
    own: int = 0

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Which atoms make up each cell."""
        return self.holdings.matrix([atoms for _, atoms in self.cells])

    @cached_property
    def is_wide(self) -> np.ndarray:
        """Which cells leave with all sums."""
        return np.array([key in self.wide for key, _ in self.cells], dtype=bool)

    @cached_property
    def at(self) -> dict[Key, np.ndarray]:
        """The atoms of every cell of the delivery itself."""
        return dict(self.cells[: self.own or None])

    def shown(self, hidden: Collection[Key], known: Collection[Key] = ()) -> np.ndarray:
        """Return which cells are not hidden, or known from elsewhere."""
        return np.array([key not in hidden or key in known for key, _ in self.cells], dtype=bool)

    def published(self, variable: str) -> np.ndarray:
        """Return which cells a sum leaves for."""
        return np.ones(len(self.cells), dtype=bool) if variable in EVERYWHERE else self.is_wide

    def rules(self, rule: DisclosureRule) -> dict[str, DisclosureRule]:
        """Return the rules of each sum: places are counted, and nobody's number of places is a secret."""
        filled = [name for name in SUMS if self.holdings.amount(name).any()]
        counted = replace(rule, percent=0.0, dominance=())
        return {name: counted if name == "establishments" else rule for name in filled}

    def unsafe(self, rule: DisclosureRule) -> Iterator[Target]:
        """Yield the unsafe cells, those that anybody can subtract included."""
        everywhere = [*self.cells, *self.guarded]
        yield from self._assessed(everywhere, rule, EVERYWHERE)
        yield from self._assessed([one for one in everywhere if one[0] in self.wide], rule, WIDE)

    def together(self, hidden: Collection[Key], rule: DisclosureRule) -> Iterator[Target]:
        """Yield the unsafe sums of cells that are hidden together, which the shown ones give away."""
        left = self._left(hidden)
        yield from self._assessed(left, rule, EVERYWHERE)
        yield from self._assessed([one for one in left if one[0] in self.wide], rule, WIDE)

    def _left(self, hidden: Collection[Key]) -> list[tuple[Key, np.ndarray]]:
        """Return what is left of each shown cell when the shown cells inside it are taken away."""
        found: dict[tuple[int, ...], Key] = {}
        for whole, parts in self.sums:
            if whole in hidden or whole not in self.at:
                continue
            left = set(map(int, self.at[whole]))
            for part in parts:
                if part not in hidden and part in self.at:
                    left -= set(map(int, self.at[part]))
            if left:
                found.setdefault(tuple(sorted(left)), whole)
        return [(whole, np.array(atoms)) for atoms, whole in found.items()]

    def _assessed(
        self, cells: Sequence[tuple[Key, np.ndarray]], rule: DisclosureRule, variables: Iterable[str]
    ) -> Iterator[Target]:
        rules = {name: one for name, one in self.rules(rule).items() if name in variables}
        atoms = [own for _, own in cells]
        for variable, (result, owners) in self.holdings.assess(atoms, rules).items():
            amounts = self.holdings.amount(variable)
            for place in map(int, np.flatnonzero(result.unsafe)):
                own = atoms[place]
                level = float(np.ceil(max(LEAST, result.level[place]) - TOLERANCE))
                told = (cells[place][0], variable, tuple(map(int, own)))
                yield Target(*told, level, float(amounts[own].sum()), int(owners[place, 0]))
                if len(own) > 1 and result.few[place] and owners[place, 1] != NOBODY_KNOWS:
                    # Two companies alone: each is protected from the other.
                    yield Target(*told, LEAST, float(amounts[own].sum()), int(owners[place, 1]))


def sums_of(
    regions: Mapping[str, Iterable[str]], sections: Sequence[str], total: str
) -> list[tuple[Key, tuple[Key, ...]]]:
    """Return which cells are the sum of which others: regions of smaller ones, totals of sections.

    For every region the sections of its total, the municipalities of a sector, and every single region
    inside it: a region without another is a place too.
    """
    held = {name: frozenset(codes) for name, codes in regions.items()}
    places = {next(iter(codes)): name for name, codes in held.items() if len(codes) == 1}
    found: list[Sum] = []
    for region, codes in held.items():
        found.append(((region, total), tuple((region, section) for section in sections)))
        inside = [name for name, own in held.items() if own < codes]
        groups = [
            tuple(places[code] for code in sorted(codes) if code in places),
            *((one,) for one in inside),
        ]
        groups += [tuple(sorted({*inside} - set(places.values())))]
        for group in dict.fromkeys(group for group in groups if group and group != (region,)):
            for sector in (total, *sections):
                found.append(((region, sector), tuple((name, sector) for name in group)))
    return found
