"""Money that goes round: what a fund pays out has the sources of the fund, and a guarantee pays nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from keianalysis.model.intervals import ZERO, Quantity, total
from keianalysis.readers.projects.model import PUBLIC, SOURCES, Project, Retention


def with_funds(projects: Sequence[Project]) -> list[Project]:
    """Return the rows with the sources behind what a fund paid out, and guarantees set apart.

    The capital of a fund is money of its sources; what it pays out is the same money and is not counted
    again. The jobs stand with what it pays out, so that a fund which does so in this list has none.
    """
    mixes = {project.project_id: _mix(project) for project in projects if project.instrument == "fund"}
    paying = {project.fund for project in projects if project.fund}
    return [_with_fund(_promised(project), mixes, paying) for project in projects]


def _promised(project: Project) -> Project:
    """Return a guarantee with what public bodies stand for, and nothing paid by them."""
    if project.instrument != "guarantee":
        return project
    amounts = {
        **project.amounts,
        **{source: ZERO for source in PUBLIC if project.amounts[source] is not None},
    }
    return replace(project, amounts=amounts, guaranteed=total(project.known(PUBLIC)))


def _with_fund(
    project: Project, mixes: dict[str, dict[str, Decimal] | None], paying: Iterable[str]
) -> Project:
    if project.instrument == "fund" and project.project_id in set(paying):
        return replace(project, created=ZERO, retention=Retention(ZERO, ZERO, ZERO, ZERO))
    mix = mixes.get(project.fund)
    if project.fund_amount is None or mix is None:
        return project
    return replace(
        project, through_fund={source: _part(project.fund_amount, mix[source]) for source in SOURCES}
    )


def _mix(fund: Project) -> dict[str, Decimal] | None:
    """Return the part of each source in the capital of a fund, nothing where it is not known."""
    if not fund.is_complete or fund.total is None or not fund.total.value:
        return None
    amounts = {source: fund.amounts[source] or ZERO for source in SOURCES}
    return {source: amount.value / fund.total.value for source, amount in amounts.items()}


def _part(amount: Quantity, part: Decimal) -> Quantity:
    return Quantity(amount.value * part, amount.low * part, amount.high * part)
