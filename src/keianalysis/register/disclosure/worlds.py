"""Another register that publishes exactly the same: the proof that an unsafe cell keeps its distance.

Who knows all that is published and all about one company cannot tell such a register from the true one.
Every company is taken to know its own part wherever it is the largest, and to know where it is alone: a
world changes no atom of a company that is alone and leaves the largest part of all others as it is, but
for the company that it protects. A world of whole numbers, and so is its opposite.

Source: Hundepool and others (2012), Statistical Disclosure Control, chapter 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from keianalysis.register.disclosure.holdings import Atom
from keianalysis.register.disclosure.kinds import KINDS, PARTS, Kind
from keianalysis.register.disclosure.swaps import Swaps
from keianalysis.register.disclosure.tables import TOLERANCE, Table, Target

UP: Final = 1
DOWN: Final = -1
STALE: Final = 12
"""After how many more hidden cells swaps are looked for anew."""
SECONDS: Final = 5.0
"""How long a search for whole numbers may take; without an answer there is no proof."""


@dataclass(frozen=True)
class World:
    """What is different in another register: the number of each move in each atom, by ``way``."""

    kind: Kind
    change: Mapping[tuple[int, Atom], float]
    ways: tuple[int, ...] = (UP, DOWN)


@dataclass
class Space:
    """The worlds of one table: how far each move may go, and what each published cell says of it."""

    table: Table
    _rows: dict[Kind, tuple[sparse.csr_array, np.ndarray]] = field(default_factory=dict)
    _rooms: dict[Kind, np.ndarray] = field(default_factory=dict)
    _swaps: dict[Kind, Swaps] = field(default_factory=dict)

    def rows(self, kind: Kind) -> tuple[sparse.csr_array, np.ndarray]:
        """Return what each published sum that a kind may change says of its moves, and of which cell."""
        if kind not in self._rows:
            blocks, cells = [], []
            for variable in kind.kept:
                effects = [move.effect(variable) for move in kind.moves]
                at = np.flatnonzero(self.table.published(variable))
                if any(effects) and self.table.holdings.amount(variable).any():
                    own = self.table.matrix[at]
                    blocks.append(sparse.hstack([own * effect for effect in effects], format="csr"))
                    cells.append(at)
            width = len(kind.moves) * len(self.table.holdings.atoms)
            nothing = sparse.csr_array((0, width)), np.array([], dtype=np.int64)
            self._rows[kind] = (
                (sparse.vstack(blocks, format="csr"), np.concatenate(cells)) if blocks else nothing
            )
        return self._rows[kind]

    def room(self, kind: Kind) -> np.ndarray:
        """Return how far each move may go in each atom, whoever looks: moves by atoms."""
        if kind not in self._rooms:
            held = self.table.holdings
            rooms = [np.min([held.room(count) for count in move.counts], axis=0) for move in kind.moves]
            self._rooms[kind] = self._within(kind, np.array(rooms), self._spare)
        return self._rooms[kind]

    @cached_property
    def _spare(self) -> np.ndarray:
        """How many jobs each atom has besides the one that every establishment has."""
        held = self.table.holdings
        jobs = np.sum([held.amount(count) for count in PARTS[:6]], axis=0)
        return np.asarray(np.maximum(jobs - held.amount("establishments"), 0.0))

    @staticmethod
    def _within(kind: Kind, rooms: np.ndarray, spare: np.ndarray) -> np.ndarray:
        """Return rooms cut so that all moves of an atom together leave every establishment a job."""
        if "establishments" in kind.kept:
            return rooms
        before = np.cumsum(rooms, axis=0) - rooms
        return np.asarray(np.minimum(rooms, np.maximum(spare - before, 0.0)))

    def reach(self, target: Target, kind: Kind) -> np.ndarray:
        """Return how far each move may go down in each atom for a target: its owner's part may change."""
        own = list(target.atoms)
        found = self.room(kind).copy()
        found[:, own] = np.maximum(found[:, own], self.owned(target, kind))
        return found

    def owned(self, target: Target, kind: Kind) -> np.ndarray:
        """Return how far each move may go down in the atoms of a target for its owner alone."""
        held, own = self.table.holdings, list(target.atoms)
        parts = np.array(
            [
                np.min([held.held_by(target.owner, count, own) for count in move.counts], axis=0)
                for move in kind.moves
            ]
        )
        if parts.sum() < target.level - TOLERANCE:
            # More companies than one are too large together: none outside the cell knows any of it.
            parts = np.array(
                [np.min([held.amount(one)[own] for one in move.counts], axis=0) for move in kind.moves]
            )
        return self._within(kind, parts, self._spare[own])

    def bounds(self, target: Target, kind: Kind, way: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the least and the greatest number of each move; ``way`` 0 is for both ways at once."""
        down = self.reach(target, kind)
        up = down.copy()
        if way == UP:
            own = list(target.atoms)
            up[:, own] = np.where(down[:, own] > self.room(kind)[:, own], np.inf, down[:, own])
        return -down.ravel(), up.ravel()

    def wanted(self, target: Target, kind: Kind) -> np.ndarray:
        """Return by how much each move changes the target."""
        size = len(self.table.holdings.atoms)
        found = np.zeros((len(kind.moves), size))
        for number, move in enumerate(kind.moves):
            found[number, list(target.atoms)] = move.effect(target.variable)
        return found.ravel()

    def holds(self, world: World, target: Target, shown: np.ndarray) -> bool:
        """Tell whether a world changes nothing that is shown, is within reach, and keeps the distance."""
        number, size = self.table.holdings.number, len(self.table.holdings.atoms)
        if not all(atom in number for _, atom in world.change):
            return False
        change = np.zeros(len(world.kind.moves) * size)
        change[[move * size + number[atom] for move, atom in world.change]] = list(world.change.values())
        distance = float(self.wanted(target, world.kind) @ change)
        way = world.ways[0] if len(world.ways) == 1 else 0
        least = target.level if way != DOWN else min(target.level, target.amount)
        if (way or UP) * distance < least - TOLERANCE or not self._allows(world.kind, target, change, way):
            return False
        matrix, cells = self.rows(world.kind)
        return bool(np.abs((matrix @ change)[shown[cells]]).max(initial=0.0) <= TOLERANCE)

    def _allows(self, kind: Kind, target: Target, change: np.ndarray, way: int) -> bool:
        """Tell whether nobody who knows one company can rule a change out."""
        if (np.abs(change) <= self.room(kind).ravel() + TOLERANCE).all():
            return True
        low, high = self.bounds(target, kind, way)
        return bool((change >= low - TOLERANCE).all() and (change <= high + TOLERANCE).all())

    def find(self, target: Target, shown: np.ndarray) -> tuple[World, ...] | None:
        """Return worlds in which a target lies higher and lower, nothing where there are none."""
        swapped = self.swapped(target, shown)
        if swapped is not None:
            return swapped
        for kind in KINDS[target.variable]:
            world = self._solve(target, kind, shown, 0)
            if world is not None:
                return (world,)
        found = [self._one_way(target, shown, way) for way in (UP, DOWN)]
        return tuple(one for one in found if one is not None) if None not in found else None

    def swapped(self, target: Target, shown: np.ndarray) -> tuple[World, ...] | None:
        """Return a world of a few swaps, where there is one: most targets have one."""
        for kind in KINDS[target.variable]:
            swaps, room, reach = self._swaps_of(kind, shown), self.room(kind), self.reach(target, kind)
            change, left = np.zeros(room.shape), target.level
            for number, move in enumerate(kind.moves):
                if move.effect(target.variable) > 0 and left > 0:
                    found = swaps.find(list(target.atoms), left, room[number], reach[number], number)
                    change[number], left = found
            world = self._world(kind, change)
            if left < TOLERANCE and self.holds(world, target, shown):
                return (world,)
        return None

    def _swaps_of(self, kind: Kind, shown: np.ndarray) -> Swaps:
        """Return the swaps of a kind that leave all cells that are shown as they are."""
        seen = shown & np.any([self.table.published(variable) for variable in kind.kept], axis=0)
        known = self._swaps.get(kind)
        if known is None or (seen & ~known.shown).any() or known.shown.sum() > seen.sum() + STALE:
            self._swaps[kind] = known = Swaps(self.table, seen)
        return known

    def _world(self, kind: Kind, change: np.ndarray) -> World:
        """Return a world from the changes by move and atom."""
        atoms = self.table.holdings.atoms
        moves, places = np.nonzero(change)
        told = {
            (int(move), atoms[place]): float(change[move, place])
            for move, place in zip(moves, places, strict=True)
        }
        return World(kind, told)

    def _one_way(self, target: Target, shown: np.ndarray, way: int) -> World | None:
        worlds = (self._solve(target, kind, shown, way) for kind in KINDS[target.variable])
        return next((world for world in worlds if world is not None), None)

    def _solve(self, target: Target, kind: Kind, shown: np.ndarray, way: int) -> World | None:
        """Return a world of one kind in whole numbers, nothing where there is none."""
        problem = self.problem(target, kind, way)
        if problem is None:
            return None
        rows, _ = problem.rows(shown)
        rows, near = problem.near(rows)
        exact: World | None = None
        for is_whole in (False, True):
            found = milp(
                np.zeros(near.sum()),
                integrality=np.full(near.sum(), int(is_whole)),
                bounds=Bounds(problem.low[near], problem.high[near]),
                constraints=problem.constraints(rows, near),
                options={"time_limit": SECONDS},
            )
            if found.x is None:
                break
            for exactly in (np.rint(found.x), found.x):
                change = np.zeros(len(problem.low))
                change[near] = exactly
                world = problem.world(change, way)
                if self.holds(world, target, shown):
                    if exactly is not found.x:
                        return world
                    exact = exact or world
        return exact

    def problem(self, target: Target, kind: Kind, way: int) -> Problem | None:
        """Return the linear programme of a target, nothing when it cannot move far enough."""
        low, high = self.bounds(target, kind, way)
        wanted = self.wanted(target, kind)
        sign = DOWN if way == DOWN else UP
        farthest = (
            np.where(sign * wanted > 0, high, -low) @ np.abs(wanted) if not np.isinf(high).any() else np.inf
        )
        least = target.level if way != DOWN else min(target.level, farthest)
        if farthest < least - TOLERANCE or not wanted.any() or least <= 0:
            return None
        free = np.flatnonzero((high > 0) | (low < 0))
        matrix, cells = self.rows(kind)
        return Problem(
            self.table, kind, free, low[free], high[free], sign * wanted[free], least, matrix[:, free], cells
        )


@dataclass(frozen=True)
class Problem:
    """A linear programme: the moves that are free, what each published sum says of them, what is wanted."""

    table: Table
    kind: Kind
    free: np.ndarray
    low: np.ndarray
    high: np.ndarray
    wanted: np.ndarray
    least: float
    matrix: sparse.csr_array
    cells: np.ndarray

    def rows(self, shown: np.ndarray) -> tuple[sparse.csr_array, np.ndarray]:
        """Return the rows of shown cells that say anything of the free moves, and their cells."""
        at = np.flatnonzero(shown[self.cells] & (np.diff(self.matrix.indptr) > 0))
        return self.matrix[at], self.cells[at]

    def near(self, rows: sparse.csr_array) -> tuple[sparse.csr_array, np.ndarray]:
        """Return the rows and the moves that are linked with the target."""
        count = rows.shape[1]
        graph = sparse.block_array([[None, rows.T], [rows, None]], format="csr") if rows.shape[0] else None
        if graph is None:
            return rows, self.wanted != 0
        _, labels = connected_components(_links(graph), directed=False)
        linked = np.isin(labels, labels[:count][self.wanted != 0])
        return rows[linked[count:]][:, linked[:count]], linked[:count]

    def constraints(self, rows: sparse.csr_array, near: np.ndarray) -> list[LinearConstraint]:
        """Return that nothing shown changes and the target moves far enough."""
        found = [LinearConstraint(self.wanted[near][None, :], self.least, np.inf)]
        if rows.shape[0]:
            found.append(LinearConstraint(rows, 0.0, 0.0))
        return found

    def world(self, change: np.ndarray, way: int) -> World:
        """Return a world from the number of each free move."""
        atoms, size = self.table.holdings.atoms, len(self.table.holdings.atoms)
        places = self.free[change != 0]
        told = {
            (int(place // size), atoms[int(place % size)]): float(amount)
            for place, amount in zip(places, change[change != 0], strict=True)
        }
        return World(self.kind, told, (UP, DOWN) if way == 0 else (way,))


def _links(matrix: sparse.csr_array) -> sparse.csr_array[np.float64]:
    """Return a matrix with ones for all that it holds."""
    return sparse.csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), matrix.shape)
