"""A project as a list gives it: ranges where the list gives ranges, nothing where it knows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from keianalysis.model.intervals import ONE, ZERO, Quantity, total

SOURCES: Final = ("province", "eu", "state", "municipality", "other_public", "private")
ACTIVITIES: Final = ("construction", "research_ict", "business_services", "training", "other")
WITHOUT_WORK: Final = ("land", "finance", "own_hours")
"""What money is spent on without giving work to others: land, finance cost, own hours of staff."""

USES: Final = (*ACTIVITIES, *WITHOUT_WORK)
THEMES: Final = ("innovation", "labour_market", "location", "leisure", "agribusiness", "cooperation")
STATUSES: Final = ("planned", "committed", "running", "completed")
INSTRUMENTS: Final = ("grant", "loan", "guarantee", "equity", "fund")
REVOLVING: Final = ("loan", "equity", "fund")
"""Instruments whose money comes back, or may."""

EVIDENCE: Final = ("applicant_estimate", "register", "study", "none")
PROVINCE: Final = "province"
PUBLIC: Final = tuple(source for source in SOURCES if source != "private")
LABOUR: Final = "labour_market"
"""The theme that places people: beside jobs it has internships and learning places."""

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
    """One row of a project list: a project, or one phase of it.

    Whatever is ``None`` was blank and is unknown, not zero.
    ``amounts`` are euro by source. ``stated_total`` stands alone where the list knows the sum and
    not its parts. ``shares`` is the spending by use, adding to one. Jobs are full-time
    equivalents. ``lineage`` is file and row.

    ``site`` names the site or firm whose jobs these are: rows of one site speak of the same jobs.
    ``fund`` names the project that is the fund out of which ``fund_amount`` (eur) comes: that money
    counts in the capital of the fund, and here it only does work. ``repaid`` (eur) came back.
    ``spent`` is the part of the money that was spent by ``measured_on``. ``restructured`` tells
    whether the site is a business park that is restructured.

    What follows ``learning_places`` is worked out from the list as a whole, for one period:
    ``through_fund`` are the sources of the fund's money, ``guaranteed`` what is promised and not
    paid, ``part_spent`` the part of the money that was spent in the period, ``is_committed`` and
    ``is_realised`` whether the decision was taken, and the project completed, by its end.
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
    instrument: str = "grant"
    phase: str = ""
    site: str = ""
    restructured: bool | None = None
    committed_on: str = ""
    measured_on: str = ""
    spent: Quantity | None = None
    price_year: str = ""
    fund: str = ""
    fund_amount: Quantity | None = None
    repaid: Quantity | None = None
    internships: Quantity | None = None
    learning_places: Quantity | None = None
    through_fund: Mapping[str, Quantity] = field(default_factory=dict)
    guaranteed: Quantity = ZERO
    part_spent: Quantity = ONE
    is_committed: bool = True
    is_realised: bool = False

    @property
    def key(self) -> str:
        """The row by its project and phase."""
        return f"{self.project_id} {self.phase}".strip()

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
    """The projects of one list; ``sample`` tells that they are synthetic.

    ``assumed`` names what the list does not say and was assumed instead. ``price_year`` is the year in
    whose prices the amounts are, empty before they were brought to one.
    """

    file: str
    projects: tuple[Project, ...]
    sample: bool = False
    assumed: tuple[str, ...] = ()
    price_year: str = ""
