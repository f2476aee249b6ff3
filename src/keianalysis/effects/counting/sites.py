"""Rows that share a site or firm speak of the same jobs: these count once, divided over the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects.model import Project, Retention
from keianalysis.readers.projects.together import by_site


def with_shared_sites(projects: Sequence[Project]) -> list[Project]:
    """Return the rows with the jobs of each shared site divided over its rows.

    They are divided by all the money of the rows, or in equal parts where that is not known of all. A
    site is restructured when one of its rows says so.
    """
    parts: dict[str, Project] = {}
    for rows in by_site(projects).values():
        if len(rows) > 1:
            parts |= {row.key: row for row in _divided(rows)}
    return [parts.get(project.key, project) for project in projects]


def _divided(rows: list[Project]) -> list[Project]:
    created = next((row.created for row in rows if row.created is not None), None)
    kept = next((row.retention for row in rows if row.retention is not None), None)
    park = next((row.restructured for row in rows if row.restructured is not None), None)
    return [
        replace(
            row,
            created=None if created is None else _part(created, weight),
            retention=None if kept is None else _part_of_site(kept, weight),
            restructured=park,
        )
        for row, weight in zip(rows, _weights(rows), strict=True)
    ]


def _weights(rows: list[Project]) -> list[Decimal]:
    money = [_money(row) for row in rows]
    known = [amount for amount in money if amount is not None]
    if len(known) < len(rows) or not sum(known):
        return [Decimal(1) / len(rows)] * len(rows)
    return [amount / sum(known) for amount in known]


def _money(row: Project) -> Decimal | None:
    if row.total is None:
        return None
    return row.total.value + (row.fund_amount.value if row.fund_amount is not None else 0)


def _part(jobs: Quantity, weight: Decimal) -> Quantity:
    return Quantity(jobs.value * weight, jobs.low * weight, jobs.high * weight)


def _part_of_site(kept: Retention, weight: Decimal) -> Retention:
    return replace(kept, on_site=_part(kept.on_site, weight))
