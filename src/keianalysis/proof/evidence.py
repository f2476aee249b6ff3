"""The pool of evidence: every row that may bear on a claim, its basis, its sources, and who holds more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Final

import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.claims import Claim
from keianalysis.model.intervals import Quantity, decimal_of
from keianalysis.model.lineage import AssumptionInput, ClaimInput, FileRow, Input, Lineage
from keianalysis.model.observations import Observation, records
from keianalysis.model.reviews import Review
from keianalysis.readers.reviews.records import Holder
from keianalysis.tracking.read_log import Observations, ReadLog, Watched, unread

LATER: Final = "published_later"
REGISTER: Final = "register"
INFINITE: Final = Decimal("Infinity")


def pool(in_time: Iterable[pd.DataFrame], later: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return everything that may serve as evidence, each row with the basis it rests on.

    ``in_time`` are tables made from what was public on the date of the review, ``later`` the same
    tables made from everything released since: what only they hold is published later. Rows made
    from undated rows say so. Sample data never serve.
    """
    early = obs.combine(in_time)
    late = obs.combine(later)
    late = late[~late["id"].isin(early["id"])]
    early = early.assign(basis=[_basis(row) for row in records(early)])
    late = late.assign(basis=late["basis"].where(late["basis"].isin(["sample", REGISTER]), LATER))
    found = obs.combine([early, late])
    return found[(found["status"] != "sample") & (found["basis"] != "sample")].reset_index(drop=True)


def _basis(row: Observation) -> str:
    undated = row.basis == "computed" and row.release_date == "" and _is_from_releases(row.origin)
    return "release_unknown" if undated else str(row.basis)


def _is_from_releases(origin: Lineage) -> bool:
    """Tell whether a row was made from observations alone: statements and lists have no release."""
    return bool(origin.observations) and not origin.claims


def quantity_of(row: Observation) -> Quantity:
    """Return value and bounds of a row; an end that its wording leaves open is infinite."""
    ends = ((row.low, -INFINITE), (row.high, INFINITE))
    low, high = (beyond if pd.isna(end) else decimal_of(float(end)) for end, beyond in ends)
    return Quantity(decimal_of(float(row.value)), low, high)


@dataclass(frozen=True)
class Pool:
    """The evidence by measure, so that a claim looks only at rows that may bear on it."""

    groups: Mapping[str, Sequence[Observation]]
    reads: ReadLog | None = None

    def of(self, measure: str) -> Sequence[Observation]:
        """Return the rows of one measure; that they were asked for is noted where somebody keeps count."""
        if self.reads is not None:
            self.reads.measures([measure])
        return self.groups.get(measure, ())


def by_measure(evidence: Observations) -> Pool:
    """Return the rows of a pool that have a value, by their measure."""
    groups: dict[str, list[Observation]] = {}
    for row in records(unread(evidence).dropna(subset=["value"])):
        groups.setdefault(row.measure, []).append(row)
    return Pool(groups, evidence.reads if isinstance(evidence, Watched) else None)


def of_measure(evidence: Pool, measure: str, **wanted: str) -> list[Observation]:
    """Return the rows of one measure whose columns equal the wanted values."""
    columns = attrgetter("measure", *wanted)
    values = (measure, *wanted.values())
    return [row for row in evidence.of(measure) if columns(row) == values]


def is_later(row: Observation, date: str) -> bool:
    """Tell whether a row of the pool became public after the review; a register row by its delivery."""
    if row.basis == REGISTER:
        return obs.public_from(row.release_date, row.period_end) > date
    return bool(row.basis == LATER)


def holder(measure: str, review: Review) -> Holder | None:
    """Return who holds the data that would decide a claim on ``measure``, from ``holders.csv``."""
    return next(iter(review.rows("holders", Holder, "measure").get(measure, ())), None)


def nearest(claim: Claim, evidence: Pool, limit: int = 2) -> list[Observation]:
    """Return rows of the same measure and sector for other years or regions, the nearest first.

    They do not decide the claim; they tell a reader what is known nearby.
    """
    rows = of_measure(evidence, claim.measure, sector=claim.sector)
    near = [row for row in rows if row.region in (claim.region, "Nederland") and not row.origin.claims]
    year = int(claim.period_end[:4])
    ordered = sorted(
        near,
        key=lambda row: (row.region != claim.region, abs(int(row.period_end[:4]) - year), row.id),
    )
    return ordered[:limit]


def publishers(row: Observation, known: Mapping[str, Observation]) -> str:
    """Return the sources behind a row: its own, or those of the published rows it was made from.

    ``known`` holds the rows of the pool by id.
    """
    found: dict[str, None] = {}
    waiting = [row]
    while waiting:
        current = waiting.pop(0)
        if not current.origin.is_computed:
            found[current.source] = None
            continue
        if current.basis == REGISTER:
            found |= dict.fromkeys(obs.publishers([current.source]))
            continue
        for one in current.origin.inputs:
            if str(one) in known:
                waiting.append(known[str(one)])
            else:
                found[origin_of(one)] = None
    return "; ".join(found)


def by_id(evidence: pd.DataFrame) -> dict[str, Observation]:
    """Return the rows of a pool by id."""
    return {row.id: row for row in records(evidence)}


def origin_of(one: Input) -> str:
    """Return a statement of the review, an assumption, or a row of a raw file, as a source."""
    match one:
        case ClaimInput(claim):
            return f"review | {claim}"
        case AssumptionInput(name):
            return f"assumptions | {name}"
        case FileRow(file, row):
            return f"{file} | row {row}"
    return str(one)
