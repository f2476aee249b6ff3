"""Which cells are hidden: unsafe ones, and the complements without which these could be computed.

One set of cells is hidden on all dates, in all deliveries and all measures, so that neither a neighbouring
year nor a later delivery tells what is hidden. For an unsafe cell that no world protects, a linear
programme looks for the world that costs least in what is shown; what it needs is hidden.

Source: Fischetti and Salazar (2003), Partial cell suppression.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from keianalysis.register.disclosure.holdings import Key
from keianalysis.register.disclosure.kinds import KINDS
from keianalysis.register.disclosure.rectangles import Rectangles
from keianalysis.register.disclosure.rules import DisclosureRule
from keianalysis.register.disclosure.tables import TOLERANCE, Table, Target
from keianalysis.register.disclosure.worlds import DOWN, UP, Problem, Space, World

Place = tuple[int, Target]
"""A target of a table, by the number of the table."""


@dataclass
class Pattern:
    """The hidden cells of several tables, and the worlds that protect every unsafe cell.

    ``cost`` is what hiding a cell costs. ``known`` gives the cells of a date that an attacker knows from
    an earlier edition: no world may change them. ``frozen`` cells are hidden whatever comes of it.
    """

    tables: Sequence[Table]
    rule: DisclosureRule
    cost: Callable[[Key], float]
    frozen: Collection[Key] = ()
    known: Callable[[str], Collection[Key]] = lambda _: ()
    hidden: set[Key] = field(default_factory=set)
    worlds: dict[Place, tuple[World, ...]] = field(default_factory=dict)
    exposed: set[Place] = field(default_factory=set)
    unprotected: set[Place] = field(default_factory=set)
    _shown: dict[int, tuple[int, np.ndarray]] = field(default_factory=dict)
    _kept: dict[tuple[Key, str], list[tuple[tuple[World, ...], float]]] = field(default_factory=dict)

    def solve(self) -> Pattern:
        """Hide cells until every unsafe one is protected; return the pattern itself."""
        self.hidden = {*self.frozen, *self.unsafe_cells}
        while pending := [place for place in self._targets() if not self._is_settled(place)]:
            for place in sorted(pending, key=_first):
                self._protect(place)
        return self

    @cached_property
    def spaces(self) -> list[Space]:
        """The worlds of each table."""
        return [Space(table) for table in self.tables]

    @cached_property
    def unsafe(self) -> list[Place]:
        """The unsafe cells of every table, those that anybody can subtract included."""
        return [
            (number, target) for number, table in enumerate(self.tables) for target in table.unsafe(self.rule)
        ]

    @property
    def targets(self) -> list[Target]:
        """The unsafe cells, and the sums of hidden ones, that were looked at."""
        return [target for _, target in (*self.worlds, *self.exposed, *self.unprotected)]

    @cached_property
    def unsafe_cells(self) -> set[Key]:
        """The cells that are unsafe themselves on any date."""
        published = {key for table in self.tables for key, _ in table.cells}
        return {target.key for _, target in self.unsafe} & published

    def _targets(self) -> Iterator[Place]:
        yield from self.unsafe
        for number, table in enumerate(self.tables):
            yield from ((number, target) for target in table.together(self.hidden, self.rule))

    def _is_settled(self, place: Place) -> bool:
        return place in self.worlds or place in self.exposed or place in self.unprotected

    def shown(self, number: int, hidden: Collection[Key] | None = None) -> np.ndarray:
        """Return which cells of a table an attacker knows."""
        table = self.tables[number]
        if hidden is not None:
            return table.shown(hidden, self.known(table.name))
        # Nothing that is hidden is ever shown again: as many hidden cells are the same ones.
        count, shown = self._shown.get(number, (-1, np.array([])))
        if count != len(self.hidden):
            shown = table.shown(self.hidden, self.known(table.name))
            self._shown[number] = len(self.hidden), shown
        return shown

    def _protect(self, place: Place) -> None:
        """Find the worlds of a target, and hide what they need.

        What an earlier edition gave away cannot be called back.
        """
        found = self._again(place) or self._quickly(place)
        if found is None and self._rectangle_hides(place):
            found = self._quickly(place)
        found = found or self._found(place)
        while found is None:
            needed = self._cheapest(place)
            if not needed:
                known = self.known(self.tables[place[0]].name)
                (self.exposed if known else self.unprotected).add(place)
                return
            self.hidden |= needed
            found = self._found(place)
        self.worlds[place] = found
        self._kept.setdefault((place[1].key, place[1].variable), []).insert(0, (found, place[1].level))

    def _quickly(self, place: Place) -> tuple[World, ...] | None:
        number, target = place
        return self.spaces[number].swapped(target, self.shown(number))

    def _rectangle_hides(self, place: Place) -> bool:
        """Hide what the cheapest swap needs; tell whether there is one."""
        number, target = place
        needed = self._rectangle(number, target)
        self.hidden |= needed
        return bool(needed)

    def _found(self, place: Place) -> tuple[World, ...] | None:
        number, target = place
        return self.spaces[number].find(target, self.shown(number))

    def _again(self, place: Place) -> tuple[World, ...] | None:
        """Return the worlds of the same cell on another date, where they hold on this one too."""
        number, target = place
        shown = self.shown(number)
        for worlds, level in self._kept.get((target.key, target.variable), ()):
            scale = int(np.ceil(target.level / level))
            grown = tuple(_times(world, scale) for world in worlds)
            if all(self.spaces[number].holds(world, target, shown) for world in grown):
                return grown
        return None

    def _cheapest(self, place: Place) -> set[Key]:
        """Return the cells whose hiding costs least and protects a target, none when nothing does."""
        number, target = place
        best: tuple[float, set[Key]] | None = None
        for way in (0, UP, DOWN):
            for kind in KINDS[target.variable]:
                problem = self.spaces[number].problem(target, kind, way)
                found = self._priced(number, problem) if problem is not None else None
                if found is not None and (best is None or found[0] < best[0]):
                    best = found
            if best is not None and best[1]:
                return best[1]
        return set()

    def _rectangle(self, number: int, target: Target) -> set[Key]:
        """Return the cells that the cheapest swap of two or four atoms needs, none when there is none.

        What leaves with all its sums matters most: only the linear programme hides that.
        """
        table, space, shown = self.tables[number], self.spaces[number], self.shown(number)
        known = self.known(table.name)
        costs = np.array(
            [
                (np.inf if key in known or key in table.wide else self.cost(key)) if is_shown else 0.0
                for (key, _), is_shown in zip(table.cells, shown, strict=True)
            ]
        )
        best: tuple[float, np.ndarray] | None = None
        for kind in KINDS[target.variable][:1]:
            room, reach = space.room(kind), space.reach(target, kind)
            for at, move in enumerate(kind.moves):
                if move.effect(target.variable) > 0:
                    own = list(target.atoms)
                    found = self.rectangles[number].cheapest(own, target.level, room[at], reach[at], costs)
                    best = found if best is None or (found is not None and found[0] < best[0]) else best
        return {table.cells[cell][0] for cell in best[1]} if best is not None else set()

    @cached_property
    def rectangles(self) -> list[Rectangles]:
        """The rectangles of each table."""
        return [Rectangles(table) for table in self.tables]

    def _priced(self, number: int, problem: Problem) -> tuple[float, set[Key]] | None:
        """Return cost and cells of the cheapest world of a problem."""
        table = self.tables[number]
        known = self.known(table.name)
        rows, cells = problem.rows(self.shown(number))
        keys = [table.cells[cell][0] for cell in cells]
        costs = np.array([self.cost(key) for key in keys])
        most = np.array([0.0 if key in known else np.inf for key in keys])
        slack = sparse.eye_array(len(keys), format="csr")
        count = len(problem.free)
        wanted = np.concatenate([problem.wanted, np.zeros(2 * len(keys))])
        solution = milp(
            np.concatenate([np.zeros(count), costs, costs]),
            bounds=Bounds(
                np.concatenate([problem.low, np.zeros(2 * len(keys))]),
                np.concatenate([problem.high, most, most]),
            ),
            constraints=[
                LinearConstraint(sparse.hstack([rows, -slack, slack], format="csr"), 0.0, 0.0),
                LinearConstraint(wanted[None, :], problem.least, np.inf),
            ],
        )
        if solution.x is None:
            return None
        moved = np.abs(solution.x[count:].reshape(2, -1)).sum(axis=0) > TOLERANCE
        return float(solution.fun), {keys[at] for at in np.flatnonzero(moved)}


def _first(place: Place) -> tuple[float, int, Key, str]:
    number, target = place
    return (-target.level, number, target.key, target.variable)


def _times(world: World, scale: int) -> World:
    change = {place: scale * amount for place, amount in world.change.items()}
    return World(world.kind, change, world.ways)
