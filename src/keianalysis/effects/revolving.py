"""Money of the province that comes back, or may have to be paid: apart from what is spent for good."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from keianalysis.indicators.computation import computation
from keianalysis.model.intervals import ZERO, Quantity
from keianalysis.readers.projects.model import PROVINCE, REVOLVING, Project

MEASURES: Final = (
    "province_revolving",
    "province_repaid",
    "province_guaranteed",
    "province_exposure",
    "fund_paid_out",
    "fund_repaid",
)


@computation("revolving.revolving", makes=MEASURES)
def revolving(project: Project) -> Quantity | None:
    """Return the money of the province in loans, equity and funds that was paid in the period (eur)."""
    own = project.amounts[PROVINCE] if project.instrument in REVOLVING else ZERO
    return None if own is None else own * project.part_spent


def repaid(project: Project) -> Quantity | None:
    """Return what came back to the province (eur), nothing where a loan does not say."""
    return project.repaid if _is_lent(project) else ZERO


def exposure(project: Project) -> Quantity | None:
    """Return what the province still has at risk (eur): paid, not repaid, and guaranteed."""
    out, back = revolving(project), repaid(project)
    if out is None or back is None:
        return None
    left = out - back
    kept = Quantity(*(max(Decimal(0), end) for end in (left.value, left.low, left.high)))
    return kept + project.guaranteed


def paid_out(project: Project) -> Quantity:
    """Return what a fund of the list paid out for a project in the period (eur)."""
    return (project.fund_amount or ZERO) * project.part_spent


def repaid_to_fund(project: Project) -> Quantity | None:
    """Return what came back to a fund of the list (eur)."""
    return project.repaid if project.fund else ZERO


SUMS: Final[dict[str, Callable[[Project], Quantity | None]]] = {
    "province_revolving": revolving,
    "province_repaid": repaid,
    "province_guaranteed": lambda project: project.guaranteed,
    "province_exposure": exposure,
    "fund_paid_out": paid_out,
    "fund_repaid": repaid_to_fund,
}
"""What is summed under each measure."""


def _is_lent(project: Project) -> bool:
    return project.instrument in REVOLVING and not project.fund
