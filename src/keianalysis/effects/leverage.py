"""Money by source, and what it draws out: three ratios with three names.

With P the provincial and T all money, ``leverage_others`` is (T - P) / P, the review's own words;
``leverage_total`` is T / P, which puts own money in the numerator as the EU Financial Regulation does;
``leverage_private`` is private / P, the practice of the US EDA.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from keianalysis.effects.readings import Reading
from keianalysis.effects.units import Number, ProvincialMoney, PublicMoney
from keianalysis.indicators.computation import computation
from keianalysis.model.intervals import ONE, ZERO, Quantity, total
from keianalysis.readers.projects.model import PROVINCE, PUBLIC, SOURCES, Project

OTHERS: Final = tuple(source for source in SOURCES if source != PROVINCE)
OPEN: Final = Decimal("Infinity")
"""The upper bound of what holds an unknown amount."""


@dataclass(frozen=True)
class Partial:
    """A sum of amounts of which some may be unknown: the known part, and who lacks what.

    ``quantity`` is the sum of the known amounts; with anything unknown its high bound is open.
    """

    quantity: Quantity
    unknown: tuple[str, ...] = ()

    @property
    def high(self) -> Decimal:
        """The largest that the sum may be."""
        return OPEN if self.unknown else self.quantity.high


WHOLES: Final = ("investment_province", "investment_public", "investment_total")
STAGES: Final = ("committed", "realised")


@computation(
    "leverage.investment",
    makes=(
        *(f"investment_{source}" for source in SOURCES),
        *WHOLES,
        *(f"{whole}_{stage}" for whole in WHOLES for stage in STAGES),
        "projects_unknown_amounts",
    ),
)
def investment(projects: Iterable[Project], sources: tuple[str, ...], *, spent: bool = True) -> Partial:
    """Return the sum of the amounts of ``sources`` over projects (eur), with the ids of what is unknown.

    A stated total counts where all sources are asked for. With ``spent`` of each project the part that was
    spent in the period, otherwise the whole.
    """
    parts: list[Quantity] = []
    unknown: list[str] = []
    for project in projects:
        part = project.part_spent if spent else ONE
        if project.stated_total is not None and sources == SOURCES:
            parts.append(project.stated_total * part)
            continue
        parts += [amount * part for amount in project.known(sources)]
        if any(project.amounts[source] is None for source in sources):
            unknown.append(project.project_id)
    return Partial(total(parts), tuple(dict.fromkeys(unknown)))


@dataclass(frozen=True)
class Ratio:
    """A ratio to provincial money: of the complete projects, within what all projects force.

    ``value`` is absent when no complete project has provincial money, or when the known amounts of
    the others force another ratio; ``high`` is infinite when an
    unknown amount leaves it open.
    """

    value: Decimal | None
    low: Decimal
    high: Decimal


@computation("leverage.leverage", makes=("leverage_others", "leverage_total", "leverage_private"))
def leverage(projects: Iterable[Project]) -> dict[str, Ratio]:
    """Return the three ratios by name, over the whole amounts of the projects.

    Their value is that of the projects whose every amount is known, where the others leave it
    possible. Their bounds hold for all
    projects, with an unknown amount anything from zero up; when nothing is unknown they are those of
    the ranges of the list. T holds P, so T / P is 1 + (T - P) / P and not one range over another.
    """
    listed = list(projects)
    others, private = _per_province(listed, OTHERS), _per_province(listed, ("private",))
    whole = Ratio(None if others.value is None else others.value + 1, others.low + 1, others.high + 1)
    return {"leverage_others": others, "leverage_total": whole, "leverage_private": private}


def _per_province(projects: list[Project], sources: tuple[str, ...]) -> Ratio:
    complete = [project for project in projects if project.is_complete]
    own, drawn = _whole(complete, (PROVINCE,)), _whole(complete, sources)
    value = drawn.quantity.value / own.quantity.value if own.quantity.value else None
    own, drawn = _whole(projects, (PROVINCE,)), _whole(projects, sources)
    low = drawn.quantity.low / own.high if own.high else Decimal(0)
    high = drawn.high / own.quantity.low if own.quantity.low else OPEN
    is_possible = value is not None and low <= value <= high
    return Ratio(value if is_possible else None, low, high)


def _whole(projects: list[Project], sources: tuple[str, ...]) -> Partial:
    return investment(projects, sources, spent=False)


def drawn_leverage(projects: Iterable[Project], reading: Reading[Number]) -> Number | None:
    """Return money of others over provincial money of the complete projects, in one reading."""
    own, others = reading.constant(0), reading.constant(0)
    complete = [project for project in projects if project.is_complete]
    for project in complete:
        own = own + _read(project, PROVINCE, reading)
        for source in OTHERS:
            others = others + _read(project, source, reading)
    has_own = any(_amount(project, PROVINCE).low > 0 for project in complete)
    return others / own if has_own else None


def provincial(project: Project, reading: Reading[Number]) -> ProvincialMoney[Number] | None:
    """Return the provincial money of a project (eur), nothing when it is unknown."""
    if project.amounts[PROVINCE] is None:
        return None
    return ProvincialMoney(_read(project, PROVINCE, reading))


def public(project: Project, reading: Reading[Number]) -> PublicMoney[Number] | None:
    """Return the public money of a project (eur), nothing when a part of it is unknown."""
    if any(project.amounts[source] is None for source in PUBLIC):
        return None
    amount = reading.constant(0)
    for source in PUBLIC:
        amount = amount + _read(project, source, reading)
    return PublicMoney(amount)


def _read(project: Project, source: str, reading: Reading[Number]) -> Number:
    return reading.project(project, source, _amount(project, source))


def _amount(project: Project, source: str) -> Quantity:
    return project.amounts[source] or ZERO
