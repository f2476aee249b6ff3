"""What an attacker computes: every figure as a linear relation between unknowns, and what they allow.

Nothing of the gate is used here.

A level is a sum of atoms. A rate, a share or a quotient says that one sum is so many times another; a
change that two dates differ by so much; a shift-share term is a sum with the weights of the national
table. A printed figure is an interval, a figure in full is a point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from keianalysis.model.observations import Observation

Key = tuple[str, str]
"""A region and a sector."""

Atom = tuple[str, str]
"""A place and a set of sectors."""

Unknown = tuple[str, str, Atom]
"""A table (a date, or two), a variable and an atom."""

Cell = tuple[str, str, Key]
"""A table, a variable and a cell, which is a sum of unknowns."""

EXACT: Final = 1e-7
"""How far a figure in full may be off, for its size: it went through a decimal text."""


@dataclass(frozen=True)
class Relation:
    """A weighted sum of cells that lies between two bounds."""

    cells: tuple[tuple[float, Cell], ...]
    low: float
    high: float

    @property
    def inputs(self) -> set[Cell]:
        """The cells that the relation tells about."""
        return {cell for _, cell in self.cells}


def level(cell: Cell, low: float, high: float) -> Relation:
    """Return that a cell lies between two bounds."""
    return Relation(((1.0, cell),), low, high)


def ratio(
    upper: Iterable[tuple[float, Cell]], lower: Iterable[tuple[float, Cell]], low: float, high: float
) -> list[Relation]:
    """Return that one weighted sum is at least ``low`` and at most ``high`` times another."""
    above, below = list(upper), list(lower)
    return [
        Relation((*above, *((-low * weight, cell) for weight, cell in below)), 0.0, np.inf),
        Relation((*above, *((-high * weight, cell) for weight, cell in below)), -np.inf, 0.0),
    ]


def printed(value: float, decimals: int | None) -> tuple[float, float]:
    """Return the bounds of a figure with so many decimals; without them the figure is in full."""
    half = 0.5 * 10.0**-decimals if decimals is not None else EXACT * max(1.0, abs(value))
    return value - half, value + half


SHARES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "establishment_share_size_1": (("solo_establishments",), ("establishments",)),
    "establishment_share_size_2_4": (("size_2_4",), ("establishments",)),
    "establishment_share_size_1_4": (("solo_establishments", "size_2_4"), ("establishments",)),
    "establishment_share_sme": (("sme",), ("establishments",)),
    "jobs_fulltime_estimated_share": (("estimated",), ("jobs_fulltime",)),
    "largest_company_share": (("largest",), ("jobs_fulltime",)),
}
"""What each share is of what, in percent."""

TURNED: Final = (
    "job_creation_entry",
    "job_creation_expansion",
    "job_destruction_contraction",
    "job_destruction_exit",
)


@dataclass(frozen=True)
class Figures:
    """Translates published rows; ``national`` are the jobs of the Netherlands by date and section.

    ``decimals`` tells how a row is printed, nothing for in full. ``sections`` are those of a region's
    total.
    """

    national: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    sections: Sequence[str] = ()
    total: str = "total"

    def relations(self, row: Observation, decimals: int | None = None) -> list[Relation]:
        """Return what one observation row with a value says of the unknowns."""
        low, high = printed(row.value, decimals)
        make = self._maker(row.measure, row.unit)
        return make((row.region, row.sector), row.period_start, row.period_end, low, high)

    def _maker(self, measure: str, unit: str) -> Callable[[Key, str, str, float, float], list[Relation]]:
        if measure in SHARES:
            return lambda *told: self._share(measure, *told)
        if measure.endswith("_mean_annual_change"):
            return lambda *told: self._growth(measure.removesuffix("_mean_annual_change"), *told)
        if measure.endswith("_change"):
            variable = measure.removesuffix("_change")
            rate = self._growth if unit == "pct" else self._difference
            return lambda *told: rate(variable, *told)
        special = {
            "location_quotient": self._quotient,
            "entry_rate": lambda *told: self._rate("establishments_entered", *told),
            "exit_rate": lambda *told: self._rate("establishments_exited", *told),
            "one_year_survival_rate": self._survival,
            "job_reallocation_rate": self._reallocation,
        }
        if measure.startswith("shift_share_"):
            return lambda *told: self._shift(measure, *told)
        return special.get(measure, lambda *told: self._level(measure, *told))

    def _level(
        self, variable: str, key: Key, first: str, last: str, low: float, high: float
    ) -> list[Relation]:
        return [level((table_name(first, last), variable, key), low, high)]

    def _share(
        self, measure: str, key: Key, first: str, last: str, low: float, high: float
    ) -> list[Relation]:
        upper, lower = SHARES[measure]
        return ratio(
            [(100.0, (last, name, key)) for name in upper],
            [(1.0, (last, name, key)) for name in lower],
            low,
            high,
        )

    def _difference(
        self, variable: str, key: Key, first: str, last: str, low: float, high: float
    ) -> list[Relation]:
        return [Relation(((1.0, (last, variable, key)), (-1.0, (first, variable, key))), low, high)]

    def _growth(
        self, variable: str, key: Key, first: str, last: str, low: float, high: float
    ) -> list[Relation]:
        """Return what a rate of change says; over more years it is a mean annual one."""
        years = max(1, int(last[:4]) - int(first[:4]))
        bounds = [max(0.0, 1 + bound / 100) ** years for bound in (low, high)]
        return ratio([(1.0, (last, variable, key))], [(1.0, (first, variable, key))], bounds[0], bounds[1])

    def _quotient(self, key: Key, first: str, last: str, low: float, high: float) -> list[Relation]:
        nation = self.national[last]
        share = nation[key[1]] / sum(nation.values())
        whole: Cell = (last, "jobs_fulltime", (key[0], self.total))
        return ratio([(1.0, (last, "jobs_fulltime", key))], [(share, whole)], low, high)

    def _rate(self, flow: str, key: Key, first: str, last: str, low: float, high: float) -> list[Relation]:
        pair = table_name(first, last)
        return ratio([(100.0, (pair, flow, key))], [(1.0, (first, "establishments", key))], low, high)

    def _survival(self, key: Key, first: str, last: str, low: float, high: float) -> list[Relation]:
        pair = table_name(first, last)
        return ratio([(100.0, (pair, "survived", key))], [(1.0, (pair, "entered", key))], low, high)

    def _reallocation(self, key: Key, first: str, last: str, low: float, high: float) -> list[Relation]:
        pair = table_name(first, last)
        jobs = [(0.5, (date, "jobs_fulltime", key)) for date in (first, last)]
        return ratio([(100.0, (pair, name, key)) for name in TURNED], jobs, low, high)

    def _shift(
        self, measure: str, key: Key, first: str, last: str, low: float, high: float
    ) -> list[Relation]:
        before, after = self.national[first], self.national[last]
        growth = sum(after.values()) / sum(before.values()) - 1
        cells: list[tuple[float, Cell]] = []
        for section in [key[1]] if key[1] != self.total else self.sections:
            if not before.get(section):
                continue
            own = after.get(section, 0.0) / before[section] - 1
            start: Cell = (first, "jobs_fulltime", (key[0], section))
            weight = {"shift_share_national": growth, "shift_share_mix": own - growth}.get(measure, -1 - own)
            cells.append((weight, start))
            if measure == "shift_share_regional":
                cells.append((1.0, (last, "jobs_fulltime", (key[0], section))))
        return [Relation(tuple(cells), low, high)]


def table_name(first: str, last: str) -> str:
    """Return the name of the table of a date, or of two dates."""
    return last if first == last else f"{first}/{last}"


class System:
    """Unknowns that are not negative, and what is published of them; gives what an attacker can reach.

    ``atoms`` returns the atoms of a cell. ``known`` are bounds of unknowns that an attacker has besides.
    """

    def __init__(self, atoms: Callable[[Cell], Iterable[Atom]]) -> None:
        self._atoms = atoms
        self._columns: dict[Unknown, int] = {}
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._bounds: dict[int, tuple[float, float]] = {}

    def column(self, unknown: Unknown) -> int:
        """Return the place of an unknown, a new one when it was not there."""
        return self._columns.setdefault(unknown, len(self._columns))

    def add(self, *relations: Relation) -> None:
        """Add what was published."""
        for relation in relations:
            self._rows.append((self.weights(relation.cells), relation.low, relation.high))

    def know(self, unknown: Unknown, low: float, high: float = np.inf) -> None:
        """Add what an attacker knows of one unknown."""
        self._bounds[self.column(unknown)] = (low, high)

    def weights(self, cells: Iterable[tuple[float, Cell]]) -> dict[int, float]:
        """Return a weighted sum of cells as weights of unknowns."""
        found: dict[int, float] = {}
        for weight, cell in cells:
            for atom in self._atoms(cell):
                place = self.column((cell[0], cell[1], atom))
                found[place] = found.get(place, 0.0) + weight
        return found

    def interval(self, cells: Iterable[tuple[float, Cell]], *, whole: bool = False) -> tuple[float, float]:
        """Return the smallest and the largest value of a weighted sum that all relations allow.

        ``whole`` is for an attacker who knows that every unknown is a whole number. Nothing that could
        be so gives an empty interval: not a number.
        """
        wanted = self.weights(cells)
        low, high = self._reach(wanted, 1.0, whole), self._reach(wanted, -1.0, whole)
        return low, -high

    def _reach(self, wanted: Mapping[int, float], sign: float, whole: bool) -> float:
        size = len(self._columns)
        cost = np.zeros(size)
        cost[list(wanted)] = [sign * weight for weight in wanted.values()]
        bounds = np.array([self._bounds.get(place, (0.0, np.inf)) for place in range(size)]).reshape(size, 2)
        rows, columns, weights = [], [], []
        for number, (terms, _, _) in enumerate(self._rows):
            rows += [number] * len(terms)
            columns += list(terms)
            weights += list(terms.values())
        matrix = sparse.csr_array((weights, (rows, columns)), (len(self._rows), size))
        limits = LinearConstraint(
            matrix, [low for _, low, _ in self._rows], [high for *_, high in self._rows]
        )
        found = milp(
            cost,
            integrality=np.full(size, int(whole)),
            bounds=Bounds(bounds[:, 0], bounds[:, 1]),
            constraints=limits if self._rows else (),
        )
        if found.status == 3:
            return -np.inf
        return float(found.fun) if found.status == 0 else np.nan
