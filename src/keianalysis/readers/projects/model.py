"""A project as a list gives it: ranges where the list gives ranges, nothing where it knows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from keianalysis.model.intervals import Quantity, total

SOURCES: Final = ("province", "eu", "state", "municipality", "other_public", "private")
ACTIVITIES: Final = ("construction", "research_ict", "business_services", "training", "other")
THEMES: Final = ("innovation", "labour_market", "location", "leisure", "agribusiness", "cooperation")
STATUSES: Final = ("planned", "committed", "running", "completed")
EVIDENCE: Final = ("applicant_estimate", "register", "study", "none")
PROVINCE: Final = "province"
LABOUR: Final = "labour_market"
"""The theme whose projects have no direct structural jobs: they place people, they make no places."""

SAMPLE_ID: Final = "SAMPLE-"
"""What the ids of synthetic projects begin with, so that a row says by itself what it is."""


@dataclass(frozen=True)
class Retention:
    """Jobs on a site and the three shares that tell how many of them a project retained."""

    on_site: Quantity
    at_risk: Quantity
    leave_province: Quantity
    attribution: Quantity


@dataclass(frozen=True)
class Project:
    """One row of a project list; whatever is ``None`` was blank and is unknown, not zero.

    ``amounts`` are euro by source. ``stated_total`` stands alone where the list knows the sum and
    not its parts. ``shares`` is the spending by activity, adding to one. Jobs are full-time
    equivalents. ``lineage`` is file and row.
    """

    project_id: str
    name: str
    theme: str
    status: str
    start: str
    end: str
    amounts: Mapping[str, Quantity | None]
    stated_total: Quantity | None
    shares: Mapping[str, Decimal] | None
    created: Quantity | None
    retention: Retention | None
    evidence: str
    lineage: str

    @property
    def unknown_amounts(self) -> tuple[str, ...]:
        """The sources whose amount is unknown."""
        return tuple(name for name in SOURCES if self.amounts[name] is None)

    @property
    def is_complete(self) -> bool:
        """Whether every amount by source is known."""
        return not self.unknown_amounts

    @property
    def total(self) -> Quantity | None:
        """All money: the sum of the sources, or the stated total; nothing when a source is unknown."""
        if self.stated_total is not None:
            return self.stated_total
        return total(self.known(SOURCES)) if self.is_complete else None

    def known(self, sources: tuple[str, ...]) -> list[Quantity]:
        """Return the known amounts among ``sources``."""
        return [amount for name in sources if (amount := self.amounts[name]) is not None]


@dataclass(frozen=True)
class Portfolio:
    """The projects of one list; ``sample`` tells that they are synthetic."""

    file: str
    projects: tuple[Project, ...]
    sample: bool = False
