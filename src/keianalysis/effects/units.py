"""Euros, person-years, full-time equivalents and places as types, so that they never meet in one sum.

Person-years rest on all money. A structural job is set beside provincial and beside public money. Each
ratio here takes the types that belong together; the others do not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar

import numpy as np
import numpy.typing as npt

from keianalysis.indicators.computation import computation
from keianalysis.model.errors import MixedUnits
from keianalysis.model.intervals import Quantity

Draws = npt.NDArray[np.float64]
Number = TypeVar("Number", Quantity, Draws)
"""A quantity with exact bounds, or the draws of a simulation: the formulas are the same."""


@dataclass(frozen=True)
class Measured(Generic[Number]):
    """An amount of one unit."""

    unit: ClassVar[str] = ""
    amount: Number

    def __add__(self, other: Self) -> Self:
        """Add an amount of the same unit; raises MixedUnits for any other."""
        _require(other, type(self))
        return type(self)(self.amount + other.amount)


class AllMoney(Measured[Number]):
    """Money of all parties together."""

    unit = "eur"


class ProvincialMoney(Measured[Number]):
    """Money of the province alone."""

    unit = "eur"


class PublicMoney(Measured[Number]):
    """Money of all public bodies together."""

    unit = "eur"


class PersonYears(Measured[Number]):
    """Temporary employment: the work of one person during one year."""

    unit = "person_years"


class FullTimeJobs(Measured[Number]):
    """Structural employment in full-time equivalents."""

    unit = "fte"


class Internships(Measured[Number]):
    """Internships, each of one person once."""

    unit = "places"


class LearningPlaces(Measured[Number]):
    """Places where somebody works and learns."""

    unit = "places"


Some = TypeVar("Some", bound=Measured[Any])


def total_of(parts: Iterable[Some], nothing: Some) -> Some:
    """Return the sum of amounts of one unit, ``nothing`` when there are none."""
    return sum(parts, nothing)


@computation("units.eur_per_person_year", makes=("eur_per_person_year",))
def eur_per_person_year(money: AllMoney[Number], work: PersonYears[Number]) -> Number:
    """Return the money of all parties per person-year of temporary employment."""
    _require(money, AllMoney)
    _require(work, PersonYears)
    return money.amount / work.amount


@computation("units.eur_per_job", makes=("eur_per_structural_job",))
def eur_per_job(money: ProvincialMoney[Number], jobs: FullTimeJobs[Number]) -> Number:
    """Return the money of the province per structural full-time equivalent."""
    _require(money, ProvincialMoney)
    _require(jobs, FullTimeJobs)
    return money.amount / jobs.amount


@computation("units.eur_public_per_job", makes=("eur_public_per_structural_job",))
def eur_public_per_job(money: PublicMoney[Number], jobs: FullTimeJobs[Number]) -> Number:
    """Return the money of all public bodies per structural full-time equivalent."""
    _require(money, PublicMoney)
    _require(jobs, FullTimeJobs)
    return money.amount / jobs.amount


def _require(given: object, wanted: type[Measured[Any]]) -> None:
    if type(given) is not wanted:
        raise MixedUnits(f"{type(given).__name__} is given where {wanted.__name__} belongs")
