"""How much of the money of a project was spent in a period, and what was decided and completed by its end.

Between the days on which it is known, spending only grows: what is certain lies between the known parts,
and the value takes it as even over the days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Final

from keianalysis.model.intervals import ONE, ZERO, Quantity
from keianalysis.model.observations import Period
from keianalysis.readers.projects.model import Project

UNKNOWN: Final = Quantity(Decimal(1), Decimal(0), Decimal(1))
"""The part of a project without dates: anything, and counted whole."""


def in_period(project: Project, period: Period) -> Project | None:
    """Return a project with what a period knows of it, nothing when it does not count in the period."""
    if not _counts(project, period):
        return None
    return replace(
        project,
        part_spent=part_spent(project, period),
        is_committed=project.committed_on <= period.end,
        is_realised=project.status == "completed" and "" < project.end <= period.end,
    )


def _counts(project: Project, period: Period) -> bool:
    decided = "" < project.committed_on <= period.end
    begun = project.start <= period.end or decided
    ended_before = "" < project.end < period.start
    return project.status != "planned" and begun and not ended_before


def part_spent(project: Project, period: Period) -> Quantity:
    """Return the part of the money that was spent in a period."""
    if not project.start or not project.end:
        return UNKNOWN
    by_end = _spent_by(project, _day(period.end))
    before = _spent_by(project, _day(period.start) - 1)
    low, high = max(Decimal(0), by_end.low - before.high), by_end.high - before.low
    return Quantity(by_end.value - before.value, low, high)


def _spent_by(project: Project, day: int) -> Quantity:
    """Return the part that was spent by the end of a day, from the nearest days on which it is known."""
    first, last = _day(project.start) - 1, _day(project.end)
    known = [(first, ZERO), (last, ONE)]
    if project.spent is not None and project.measured_on:
        known.insert(1, (_day(project.measured_on), project.spent))
    if day <= first:
        return ZERO
    if day >= last:
        return ONE
    (start, low), (end, high) = _around(known, day)
    reached = Decimal(day - start) / Decimal(end - start)
    value = low.value + (high.value - low.value) * reached
    return Quantity(value, low.low, low.high if day == start else high.high)


def _around(known: list[tuple[int, Quantity]], day: int) -> list[tuple[int, Quantity]]:
    """Return the known days before and after a day, the day itself as the first of the two."""
    before = max(place for place, (when, _) in enumerate(known) if when <= day)
    return known[before : before + 2]


def _day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()
