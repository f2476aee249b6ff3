"""Two lists of one programme at two dates: what came of what was expected, project by project."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.effects import structural_jobs, temporary_jobs
from keianalysis.effects.assumptions import assumptions, at_level
from keianalysis.effects.counting import count_in
from keianalysis.effects.counting.prices import at_prices, price_level
from keianalysis.effects.groups import covered, known_sum
from keianalysis.effects.readings import Centre
from keianalysis.model.projects.tables import ALL_PROJECTS, Followed
from keianalysis.readers.projects.model import Portfolio, Project

COLUMNS: Final = Followed._fields
NUMBERS: Final = COLUMNS[5:-1]
"""The columns that are summed."""


def follow_up(before: Portfolio, after: Portfolio) -> pd.DataFrame:
    """Return for every project of two lists what was expected at the first and realised at the second.

    Each list counts over its own days; money is in the prices of the later one, jobs at their centre
    (fte). ``state`` is ``both``, ``new`` or ``gone``. ``jobs_unrealised`` is what the first list counted on
    less what the second realised and still expects. A number that is unknown is empty. The last row,
    ``total``, sums the projects that are in both and known in both.
    """
    level = price_level(covered(after))
    then, now = (_rows(count_in(at_prices(listed, level), covered(listed))) for listed in (before, after))
    rows = [_row(name, then.get(name, ()), now.get(name, ()), level) for name in (then | now)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return pd.concat([table, _total(table)], ignore_index=True)


def _rows(counted: Portfolio) -> dict[str, tuple[Project, ...]]:
    ids = dict.fromkeys(project.project_id for project in counted.projects)
    return {name: tuple(p for p in counted.projects if p.project_id == name) for name in ids}


def _row(name: str, first: tuple[Project, ...], last: tuple[Project, ...], level: str) -> tuple[object, ...]:
    state = "both" if first and last else "new" if last else "gone"
    realised = tuple(project for project in last if project.is_realised)
    expected = tuple(project for project in last if not project.is_realised)
    jobs = [_jobs(rows, level) for rows in (first, realised, expected)]
    known = [number for number in jobs if number is not None]
    left = known[0] - known[1] - known[2] if state == "both" and len(known) == len(jobs) else None
    return (
        name,
        (last or first)[0].name,
        state,
        *(" / ".join(dict.fromkeys(project.status for project in rows)) for rows in (first, last)),
        *(_spent(rows, level) for rows in (first, last)),
        *jobs,
        left,
        " ".join(project.lineage for project in (*first, *last)),
    )


def _jobs(projects: tuple[Project, ...], level: str) -> float | None:
    """Return the jobs of the rows of a project, nothing where one of them does not know its jobs."""
    reading = Centre(at_level(assumptions(), level))
    found, unknown = known_sum(projects, lambda p: structural_jobs.structural(p, reading))
    if unknown:
        return None
    return 0.0 if found is None else float(found.amount.value)


def _spent(projects: tuple[Project, ...], level: str) -> float | None:
    """Return the money that did work in the rows of a project, as far as it was spent."""
    reading = Centre(at_level(assumptions(), level))
    amounts = [(p, temporary_jobs.all_money(p, reading)) for p in projects]
    if any(amount is None for _, amount in amounts):
        return None
    return float(sum(a.amount.value * p.part_spent.value for p, a in amounts if a is not None))


def _total(table: pd.DataFrame) -> pd.DataFrame:
    both = table[table["state"] == "both"].dropna(subset=list(NUMBERS))
    sums = {name: both[name].sum() for name in NUMBERS}
    words = {"project_id": ALL_PROJECTS, "name": "", "state": "both", "status_before": "", "status_after": ""}
    behind = {"inputs": " ".join(both["inputs"])}
    return pd.DataFrame([words | sums | behind], columns=list(COLUMNS))
