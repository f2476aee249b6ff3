"""Which cells are hidden: complementary suppression by linear programming, with a proof for every cell.

A proof is another register that publishes exactly the same and in which the unsafe cell lies a protection
level from the truth, upwards and downwards. An attacker who knows all that is published cannot tell the
two apart. Every company is taken to know its own part wherever it is the largest, and to know where it is
alone: a proof changes no atom of a company that is alone, and leaves the largest part of all others as it
is, but for the cell that it protects.

For a cell without a proof the programme looks for the one that costs least in what is shown; what it needs
is hidden. The sum of the cells that are hidden together in a table is published by the others, and is
protected like any cell.

Source: Fischetti and Salazar (2003), Partial cell suppression; Hundepool and others (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from keianalysis.register.disclosure.holdings import Holdings, Key, Parts
from keianalysis.register.disclosure.rules import DisclosureRule

Kind = Mapping[str, int]
"""How a proof changes an atom: each variable by the amount, or by its opposite."""

TOLERANCE: Final = 1e-6
WHOLE: Final = 1.0
"""The least that a whole number is kept from the truth."""


@dataclass(frozen=True)
class Table:
    """The cells of one table, a year or two, and what each kind of change may do.

    ``published`` are the cells that are shown unless hidden, ``guarded`` what anybody can subtract from
    them. ``kinds`` are the changes that keep everything else as it is published, by the variable that
    they protect. ``within`` bounds variables from below by others: jobs by establishments.
    """

    name: str
    holdings: Holdings
    published: Mapping[Key, Parts]
    guarded: Mapping[Key, Parts]
    kinds: Mapping[str, Sequence[Kind]]
    sums: Sequence[tuple[Key, tuple[Key, ...]]] = ()
    within: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> dict[Key, np.ndarray]:
        """The places of the atoms of every published cell that holds anything."""
        found = {key: self.holdings.parts(parts) for key, parts in self.published.items()}
        return {key: atoms for key, atoms in found.items() if len(atoms)}

    @cached_property
    def keys(self) -> list[Key]:
        """The published cells that hold anything, in order."""
        return list(self.cells)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Which atoms make up each published cell."""
        return self.holdings.matrix(list(self.cells.values()))

    def room(self, kind: Kind) -> np.ndarray:
        """Return how far a kind of change may go in each atom, up or down, whoever looks."""
        free = np.min([self.holdings.room(name) for name in kind], axis=0)
        free = np.minimum(free, self._above(kind))
        return np.asarray(np.where(self.holdings.is_alone, 0.0, np.maximum(free, 0.0)))

    def depth(self, kind: Kind) -> np.ndarray:
        """Return how far a kind of change may go down in each atom for those who know no part of it."""
        amount = np.min([self.holdings.amount(name) for name in kind], axis=0)
        return np.asarray(np.maximum(np.minimum(amount, self._above(kind)), 0.0))

    def _above(self, kind: Kind) -> np.ndarray:
        """Return how far variables lie above those that bound them and do not change with them."""
        found = np.full(len(self.holdings.atoms), np.inf)
        for upper, lower in self.within.items():
            if upper in kind and lower not in kind:
                found = np.minimum(found, self.holdings.amount(upper) - self.holdings.amount(lower))
        return found


@dataclass(frozen=True)
class Target:
    """An unsafe cell of one table: what must be kept how far from the truth."""

    table: int
    key: Key
    variable: str
    atoms: tuple[int, ...]
    level: float
    amount: float


@dataclass(frozen=True)
class Proof:
    """Another register that publishes the same: the change of every atom, for the change of one cell."""

    target: Target
    kind: Kind
    change: Mapping[int, float]
    one_way: bool = False


@dataclass
class Pattern:
    """The hidden cells of several tables, and the proof of every unsafe cell.

    ``cost`` is what hiding a cell costs; ``fixed`` are cells of a table that an attacker knows from an
    earlier edition: no proof may change them.
    """

    tables: Sequence[Table]
    rule: DisclosureRule
    cost: Callable[[Key], float]
    hidden: set[Key] = field(default_factory=set)
    known: Callable[[str, Collection[Key]], Collection[Key]] = lambda *_: ()
    proofs: dict[tuple[int, Key, str], Proof] = field(default_factory=dict)
    unprotected: list[Target] = field(default_factory=list)
    exposed: list[Target] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    _shown_before: dict[int, Collection[Key]] = field(default_factory=dict)

    def solve(self) -> Pattern:
        """Hide cells until every unsafe one has a proof; return the pattern itself."""
        targets = [target for number in range(len(self.tables)) for target in self._unsafe(number)]
        self.hidden |= {target.key for target in targets if target.key in self._published}
        seen: set[tuple[int, tuple[int, ...]]] = set()
        while targets:
            self.targets += targets
            for target in sorted(targets, key=lambda one: (-one.level, one.table, one.key, one.variable)):
                self._protect(target)
            targets = [one for number in range(len(self.tables)) for one in self._together(number, seen)]
        return self

    @cached_property
    def _published(self) -> set[Key]:
        return {key for table in self.tables for key in table.published}

    def _unsafe(self, number: int) -> Iterator[Target]:
        """Yield the unsafe cells of a table, those that anybody can subtract included."""
        table = self.tables[number]
        cells = table.cells | {
            key: atoms for key, parts in table.guarded.items() if len(atoms := table.holdings.parts(parts))
        }
        yield from self._assessed(number, cells)

    def _assessed(self, number: int, cells: Mapping[Key, np.ndarray]) -> Iterator[Target]:
        holdings = self.tables[number].holdings
        found = holdings.assess(list(cells.values()), list(self.tables[number].kinds), self.rule)
        for variable, result in found.items():
            amounts = holdings.amount(variable)
            for place in np.flatnonzero(result.unsafe):
                key = list(cells)[place]
                atoms = cells[key]
                amount = float(amounts[atoms].sum())
                level = float(np.ceil(max(WHOLE, result.level[place]) - TOLERANCE))
                yield Target(number, key, variable, tuple(map(int, atoms)), level, amount)

    def _together(self, number: int, seen: set[tuple[int, tuple[int, ...]]]) -> Iterator[Target]:
        """Yield the unsafe sums of cells that are hidden together, which the shown ones give away."""
        table, found = self.tables[number], {}
        for whole, parts in table.sums:
            if whole not in table.cells:
                continue
            left = set(map(int, table.cells[whole])) if whole not in self.hidden else set()
            for part in parts:
                if part not in self.hidden and part in table.cells:
                    left -= set(map(int, table.cells[part]))
            place = (number, tuple(sorted(left)))
            if left and place not in seen:
                seen.add(place)
                found[(whole[0], f"{whole[1]} hidden of {len(parts)}")] = np.array(place[1])
        yield from self._assessed(number, found)

    def _protect(self, target: Target) -> None:
        """Find the proof of a target; what an earlier edition gave away cannot be called back."""
        known = self._known(target.table)
        if target.key in known:
            self.exposed.append(target)
            return
        proof = self._again(target) or self._cheapest(target)
        if proof is None:
            (self.exposed if known else self.unprotected).append(target)
        else:
            self.proofs[target.table, target.key, target.variable] = proof

    def _known(self, number: int) -> Collection[Key]:
        """Return the cells of a table that an earlier edition has shown."""
        if number not in self._shown_before:
            table = self.tables[number]
            self._shown_before[number] = self.known(table.name, table.published)
        return self._shown_before[number]

    def _again(self, target: Target) -> Proof | None:
        """Return the proof of the same cell in another table, where it holds in this one too."""
        table = self.tables[target.table]
        for number in reversed(range(len(self.tables))):
            known = self.proofs.get((number, target.key, target.variable))
            if known is None or number == target.table:
                continue
            atoms = self.tables[number].holdings.atoms
            scale = target.level / known.target.level
            places = [table.holdings.number.get(atoms[place]) for place in known.change]
            if None in places:
                continue
            change = {
                int(place): scale * amount  # type: ignore[arg-type]
                for place, amount in zip(places, known.change.values(), strict=True)
            }
            proof = Proof(target, known.kind, change)
            if self.holds(proof):
                return proof
        return None

    def holds(self, proof: Proof, hidden: Collection[Key] | None = None) -> bool:
        """Tell whether a proof changes nothing that is shown and stays within what each atom allows."""
        hidden = self.hidden if hidden is None else hidden
        table, target = self.tables[proof.target.table], proof.target
        change = np.zeros(len(table.holdings.atoms))
        change[list(proof.change)] = list(proof.change.values())
        low, high = self._bounds(target, proof.kind, one_way=proof.one_way)
        if (change < low - TOLERANCE).any() or (change > high + TOLERANCE).any():
            return False
        moved = table.matrix @ change
        known = self._known(proof.target.table)
        shown = [place for place, key in enumerate(table.keys) if key not in hidden or key in known]
        reached = change[list(target.atoms)].sum() >= target.level - TOLERANCE
        return bool(reached and (np.abs(moved[shown]) < TOLERANCE).all())

    def _bounds(self, target: Target, kind: Kind, *, one_way: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the least and the greatest change of each atom for a target.

        Both ways, so that the opposite change is possible too, unless the target cannot fall that far.
        """
        table, own = self.tables[target.table], list(target.atoms)
        room, depth = table.room(kind), table.depth(kind)
        low, high = -room, room if not one_way else np.where(room > 0, np.inf, 0.0)
        low, high = low.copy(), high.copy()
        low[own], high[own] = -depth[own], np.inf if one_way else depth[own]
        return low, high

    def _cheapest(self, target: Target) -> Proof | None:
        """Return the proof that costs least in what is shown, and hide what it needs."""
        best: tuple[float, Proof, list[Key]] | None = None
        for one_way in (False, True):
            for kind in self.tables[target.table].kinds[target.variable]:
                found = self._solved(target, kind, one_way=one_way)
                if found is not None and (best is None or found[0] < best[0] - TOLERANCE):
                    best = found
                if best is not None and best[0] < TOLERANCE:
                    break
            if best is not None:
                break
        if best is None:
            return None
        self.hidden |= set(best[2])
        return best[1]

    def _solved(self, target: Target, kind: Kind, *, one_way: bool) -> tuple[float, Proof, list[Key]] | None:
        """Return cost, proof and cells to hide of the cheapest change of one kind, nothing without one."""
        table = self.tables[target.table]
        low, high = self._bounds(target, kind, one_way=one_way)
        if high[list(target.atoms)].sum() < target.level - TOLERANCE:
            return None
        free = np.flatnonzero(high > 0)
        known = self._known(target.table)
        shown = np.array(
            [place for place, key in enumerate(table.keys) if key not in self.hidden or key in known],
            dtype=np.int64,
        )
        rows = table.matrix[shown][:, free] if len(shown) else sparse.csr_array((0, len(free)))
        touched = np.flatnonzero(np.diff(rows.indptr))
        rows, shown = rows[touched], shown[touched]
        costs = np.array([self.cost(table.keys[place]) for place in shown])
        most = np.array([0.0 if table.keys[place] in known else np.inf for place in shown])
        wanted = np.isin(free, target.atoms).astype(float)
        identity = sparse.eye_array(len(shown), format="csr")
        size = len(free) + 2 * len(shown)
        matrix = sparse.vstack(
            [
                sparse.hstack([rows, -identity, identity]),
                sparse.csr_array(np.concatenate([wanted, np.zeros(2 * len(shown))])[None, :]),
            ],
            format="csr",
        )
        equal = np.concatenate([np.zeros(len(shown)), [target.level]])
        solution = milp(
            np.concatenate([np.zeros(len(free)), costs, costs]),
            integrality=np.zeros(size, dtype=np.int64),
            bounds=Bounds(
                np.concatenate([low[free], np.zeros(2 * len(shown))]),
                np.concatenate([high[free], most, most]),
            ),
            constraints=LinearConstraint(matrix, equal, equal),
        )
        if solution.status != 0:
            return None
        change = solution.x[: len(free)]
        moved = np.abs(solution.x[len(free) :].reshape(2, -1)).sum(axis=0) > TOLERANCE
        proof = Proof(
            target,
            kind,
            {
                int(place): float(amount)
                for place, amount in zip(free, change, strict=True)
                if abs(amount) > TOLERANCE / 10
            },
            one_way,
        )
        return float(solution.fun), proof, [table.keys[place] for place in shown[moved]]


def sums_of(
    regions: Mapping[str, Iterable[str]], sections: Sequence[str], total: str
) -> list[tuple[Key, tuple[Key, ...]]]:
    """Return which cells are the sum of which others: regions of municipalities, totals of sections.

    A municipality is a region of one member.
    """
    places = {
        codes[0]: name for name, codes in ((n, tuple(c)) for n, c in regions.items()) if len(codes) == 1
    }
    found: list[tuple[Key, tuple[Key, ...]]] = []
    for region, codes in regions.items():
        found.append(((region, total), tuple((region, section) for section in sections)))
        members = tuple(codes)
        if len(members) > 1:
            for sector in (total, *sections):
                found.append(((region, sector), tuple((places[code], sector) for code in members)))
    return found
