"""The whole list, its themes and its single projects, and the rows that are computed for each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeVar

import pandas as pd

from keianalysis.effects.units import Measured
from keianalysis.indicators.computation import COMPUTATIONS, check_measure, computation, name_of
from keianalysis.model import observations as obs
from keianalysis.model.intervals import ZERO, Quantity
from keianalysis.model.lineage import Input, input_of
from keianalysis.model.observations import Period, Result
from keianalysis.model.reviews import programme_years
from keianalysis.model.spelling import plain_name
from keianalysis.model.territories import Territory, home
from keianalysis.readers.projects.model import INSTRUMENTS, THEMES, Portfolio, Project

NO_INPUTS: Final = obs.empty()
"""A list has no observations behind it; made once, because making it for each row takes the most time."""

Some = TypeVar("Some", bound=Measured[Any])

DECIMALS: Final = {"ratio": 2, "jobs_per_million_eur": 1}


@dataclass(frozen=True)
class Group:
    """Projects that are counted together under one sector of the observation table."""

    sector: str
    projects: tuple[Project, ...]

    @property
    def origins(self) -> list[Input]:
        """File and row of every project."""
        return [input_of(project.lineage) for project in self.projects]

    def named(self, ids: Iterable[str]) -> str:
        """Return id and name of projects as one text."""
        wanted = set(ids)
        found = [project for project in self.projects if project.project_id in wanted]
        return "; ".join(f"{project.project_id} {plain_name(project.name)}" for project in found)


@computation("groups.groups", makes=("projects",))
def groups(portfolio: Portfolio) -> Iterator[Group]:
    """Yield the whole list, each theme and each instrument that has projects, and each project."""
    yield Group("total", portfolio.projects)
    yield from theme_groups(portfolio)
    yield from instrument_groups(portfolio)
    for name in dict.fromkeys(project.project_id for project in portfolio.projects):
        phases = tuple(project for project in portfolio.projects if project.project_id == name)
        yield Group(f"project:{name}", phases)


def theme_groups(portfolio: Portfolio) -> Iterator[Group]:
    """Yield each theme that has projects, in the order of the programme."""
    for theme in THEMES:
        found = tuple(project for project in portfolio.projects if project.theme == theme)
        if found:
            yield Group(f"theme:{theme}", found)


def instrument_groups(portfolio: Portfolio) -> Iterator[Group]:
    """Yield each instrument that has projects, where the list has more than one."""
    used = [name for name in INSTRUMENTS if any(p.instrument == name for p in portfolio.projects)]
    for name in used if len(used) > 1 else ():
        found = tuple(project for project in portfolio.projects if project.instrument == name)
        yield Group(f"instrument:{name}", found)


def covered(portfolio: Portfolio) -> Period:
    """Return the days from the first start to the last measurement, or without one to the last end.

    For a list that dates none of its projects these are the years of the programme.
    """
    starts = [project.start for project in portfolio.projects if project.start]
    ends = [project.measured_on for project in portfolio.projects if project.measured_on]
    ends = ends or [project.end for project in portfolio.projects if project.end]
    if not starts or not ends or max(ends) < min(starts):
        return Period.year(*programme_years())
    return Period(min(starts), max(ends))


@dataclass(frozen=True)
class Row:
    """One number of a group on its way to an observation.

    ``quantity`` is what is known, ``unknown`` the ids of projects that lack something: the number is
    then at least the low of what is known; ``least`` is the low of a number without any value.
    ``by`` is the declared function that computed it, ``assumptions`` are what it rests on besides the list.
    """

    measure: str
    unit: str
    by: Callable[..., object]
    quantity: Quantity | None
    unknown: tuple[str, ...] = ()
    assumptions: tuple[Input, ...] = ()
    note: str = ""
    open_high: bool = False
    least: Decimal = Decimal(0)


def named_sum(
    group: Group,
    measure: str,
    unit: str,
    by: Callable[..., object],
    quantity: Quantity | None,
    unknown: tuple[str, ...],
    assumptions: tuple[Input, ...] = (),
) -> Row:
    """Return the row of a sum that names the projects where it is unknown."""
    note = f"known part only; unknown in {group.named(unknown)}" if unknown else ""
    return Row(measure, unit, by, quantity, unknown, assumptions, note)


def known_sum(
    projects: Iterable[Project], compute: Callable[[Project], Some | None]
) -> tuple[Some | None, tuple[str, ...]]:
    """Return the sum over the projects where it is known, and the ids of those where it is not.

    There is no sum when it is known of none.
    """
    found = [(project.project_id, compute(project)) for project in projects]
    known = [amount for _, amount in found if amount is not None]
    unknown = tuple(dict.fromkeys(name for name, amount in found if amount is None))
    return (sum(known[1:], known[0]) if known else None), unknown


def table_of(
    portfolio: Portfolio,
    period: Period,
    rows: Sequence[tuple[Group, Row]],
    territory: Territory | None = None,
) -> pd.DataFrame:
    """Return rows as observations, marked as sample where the list is.

    Lineage names file and row of each project, and each assumption. A sum that lacks an unknown part
    has the known part as value and low and no high; without ranges its wording is ``at_least``.
    """
    if not rows:
        return obs.empty()
    here = territory or home()
    table = pd.DataFrame(
        [_record(group, row, period, here) for group, row in rows], columns=list(obs.COLUMNS[:-2])
    )
    mark = "sample" if portfolio.sample else ""
    table = table.assign(
        source=table["source"] + portfolio.file,
        status=[mark or status for status in table["status"]],
        basis=mark or "computed",
    )
    return obs.with_ids(table.assign(note=[row.note for _, row in rows])).reindex(columns=list(obs.COLUMNS))


def _record(group: Group, row: Row, period: Period, here: Territory) -> dict[str, object]:
    name = name_of(row.by)
    check_measure(row.measure, name, COMPUTATIONS[name].makes)
    result = Result(
        row.measure, here.name, period, row.unit, row.quantity or ZERO, NO_INPUTS,
        sector=group.sector, region_code=here.code, decimals=DECIMALS.get(row.unit, 0),
        origins=[*group.origins, *row.assumptions], release_date="",
    ).row(name)  # fmt: skip
    if row.quantity is None:
        return result | {"value": math.nan, "low": float(row.least), "high": math.nan, "status": "unreliable"}
    if row.unknown:
        wording = "at_least" if result["low"] == result["value"] else "exact"
        return result | {"high": math.nan, "wording": wording}
    return result | {"high": math.nan} if row.open_high else result


def bounded(value: Decimal | None, low: Decimal, high: Decimal) -> tuple[Quantity | None, bool]:
    """Return value and bounds as a quantity, and whether the high bound is open."""
    if value is None:
        return None, True
    is_open = high.is_infinite()
    return Quantity(value, low, value if is_open else high), is_open
