"""The same inputs read in three ways: with exact bounds, at their centre, or as draws."""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, Generic

import numpy as np

from keianalysis.effects.assumptions import Assumption, of_kind
from keianalysis.effects.units import Draws, Number
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects.model import Project
from keianalysis.readers.projects.together import site_key

SEED: Final = 20140404
"""The seed of every simulation: the day of the review."""

DRAWS: Final = 20_000


OF_THE_SITE: Final = ("created", "jobs_on_site", "at_risk", "leave_province", "attribution")
"""Numbers that rows of one site share, and that are high or low in all of them at once."""


class Reading(ABC, Generic[Number]):
    """What a formula asks for: a number of a project, an assumption, or a constant."""

    _used: Mapping[str, Assumption]

    def of_kind(self, name: str, project: Project) -> Number:
        """Return an assumption as it holds for the theme and instrument of a project."""
        return self.assumption(of_kind(name, project, self._used))

    @abstractmethod
    def project(self, project: Project, name: str, quantity: Quantity) -> Number:
        """Return the number ``name`` of a project."""

    @abstractmethod
    def assumption(self, name: str) -> Number:
        """Return an assumption."""

    @abstractmethod
    def constant(self, value: Decimal | int) -> Number:
        """Return a number without uncertainty."""


class Bounds(Reading[Quantity]):
    """Every number with its exact bounds; sums are plain sums of lows and of highs."""

    def __init__(self, used: Mapping[str, Assumption]) -> None:
        self._used = used

    def project(self, project: Project, name: str, quantity: Quantity) -> Quantity:
        """Return the range that the list gives."""
        return quantity

    def assumption(self, name: str) -> Quantity:
        """Return the assumption from its low to its high."""
        return self._used[name].quantity

    def constant(self, value: Decimal | int) -> Quantity:
        """Return a range of one value."""
        return Quantity(Decimal(value), Decimal(value), Decimal(value))


class Centre(Bounds):
    """Every number at its centre, but those named in ``moved`` at their low or their high end.

    ``moved`` names assumptions, and numbers of projects such as ``created``, which move together.
    """

    def __init__(self, used: Mapping[str, Assumption], moved: Mapping[str, str] | None = None) -> None:
        super().__init__(used)
        self._moved = moved or {}

    def project(self, project: Project, name: str, quantity: Quantity) -> Quantity:
        """Return one number of the range that the list gives."""
        return self._at(name, quantity)

    def assumption(self, name: str) -> Quantity:
        """Return one number of an assumption."""
        return self._at(name, super().assumption(name))

    def _at(self, name: str, quantity: Quantity) -> Quantity:
        ends = {"low": quantity.low, "high": quantity.high}
        return self.constant(ends.get(self._moved.get(name, ""), quantity.value))


class Simulation(Reading[Draws]):
    """Every number as draws: ranges of projects even, assumptions triangular around their centre.

    An assumption has one draw for all projects. With ``dependent`` a number of the projects, such as
    ``created``, is high or low in all of them at once; otherwise each project has its own draw. Each
    number has a stream of its own, so that one project more leaves the draws of the others alone.
    """

    def __init__(
        self, used: Mapping[str, Assumption], *, dependent: bool, draws: int = DRAWS, seed: int = SEED
    ) -> None:
        self._used, self._dependent, self._draws, self._seed = used, dependent, draws, seed

    def project(self, project: Project, name: str, quantity: Quantity) -> Draws:
        """Return draws, even between the ends of a range."""
        low, high = float(quantity.low), float(quantity.high)
        return low + (high - low) * self.uniform(name if self._dependent else _key(project, name))

    def assumption(self, name: str) -> Draws:
        """Return draws, most around the central value and none outside low and high."""
        quantity = self._used[name].quantity
        return triangular(self.uniform(f"assumption {name}"), quantity)

    def constant(self, value: Decimal | int) -> Draws:
        """Return the same number in every draw."""
        return np.full(self._draws, float(value))

    def uniform(self, key: str) -> Draws:
        """Return the even draws from nothing to one of one number."""
        return _stream(self._seed, key, self._draws)


@lru_cache(maxsize=256)
def _stream(seed: int, key: str, draws: int) -> Draws:
    """Return the even draws of one number, which many simulations share and none may change."""
    found = np.random.default_rng([seed, zlib.crc32(key.encode())]).random(draws)
    found.setflags(write=False)
    return found


def _key(project: Project, name: str) -> str:
    owner = site_key(project.site) if project.site and name in OF_THE_SITE else project.key
    return f"{owner} {name}"


def triangular(uniform: Draws, quantity: Quantity) -> Draws:
    """Return the values of a triangular distribution at the given parts of its area."""
    low, mode, high = float(quantity.low), float(quantity.value), float(quantity.high)
    width = high - low
    if width == 0:
        return np.full_like(uniform, low)
    rising = low + np.sqrt(uniform * width * (mode - low))
    falling = high - np.sqrt((1 - uniform) * width * (high - mode))
    found: Draws = np.where(uniform < (mode - low) / width, rising, falling)
    return found
