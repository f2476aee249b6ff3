"""Who contributes what: money, work and jobs by theme and instrument, all at the centre."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from keianalysis.effects import additionality, structural_jobs, temporary_jobs
from keianalysis.effects.assumptions import Assumption, at_level
from keianalysis.effects.groups import known_sum
from keianalysis.effects.leverage import investment
from keianalysis.effects.readings import Centre
from keianalysis.model.projects.tables import Contribution
from keianalysis.readers.projects.model import INSTRUMENTS, PROVINCE, SOURCES, THEMES, Portfolio, Project


def contributions(portfolio: Portfolio, used: Mapping[str, Assumption]) -> pd.DataFrame:
    """Return ``Contribution`` rows: one for each theme and instrument that has projects.

    What is unknown is in no number; ``lacking`` counts the projects that lack one.
    """
    reading = Centre(at_level(used, portfolio.price_year))
    rows = []
    for theme in THEMES:
        for instrument in INSTRUMENTS:
            found = tuple(p for p in portfolio.projects if (p.theme, p.instrument) == (theme, instrument))
            if found:
                behind = " ".join(project.lineage for project in found)
                rows.append((theme, instrument, *_numbers(found, reading), behind))
    return pd.DataFrame(rows, columns=list(Contribution._fields))


def _numbers(projects: tuple[Project, ...], reading: Centre) -> tuple[float, ...]:
    own, money = investment(projects, (PROVINCE,)), investment(projects, SOURCES)
    work, without_work = known_sum(projects, lambda p: temporary_jobs.direct(p, reading))
    jobs, without_jobs = known_sum(projects, lambda p: structural_jobs.structural(p, reading))
    net, _ = known_sum(projects, lambda p: additionality.net(p, reading))
    lacking = {*own.unknown, *money.unknown, *without_work, *without_jobs}
    amounts = (own.quantity.value, money.quantity.value)
    counted = (Decimal(0) if found is None else found.amount.value for found in (work, jobs, net))
    ids = {project.project_id for project in projects}
    return (len(ids), *(float(number) for number in (*amounts, *counted)), len(lacking))
