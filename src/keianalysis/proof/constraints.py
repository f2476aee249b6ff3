"""Which printed numbers are tied to which others: ``constraints.csv``, and the sums of the budget.

A row of ``constraints.csv`` says that its left side equals, or is at most, its right side, where both
are sums such as ``of.province + of.others`` or ``4*mean.of.four.years``. With a
factor the right side is multiplied first: by a printed number itself, by it as a percentage
(``percent:``), or by the growth that it stands for over some years (``growth3:``). What no claim
prints has its bounds and its words in ``unprinted.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from keianalysis.model.claims import Claim, allowed_interval, claim_records
from keianalysis.model.intervals import Interval
from keianalysis.model.lineage import ClaimInput
from keianalysis.model.measures import measure_list
from keianalysis.model.reviews import Review
from keianalysis.model.rows import typed_rows
from keianalysis.proof.budget import HALF, amount_name, claim_id, judged_columns, routes_to
from keianalysis.proof.system import ANY, Terms
from keianalysis.readers.reviews.budget import lines_of
from keianalysis.readers.reviews.records import Constraint, Unprinted
from keianalysis.readers.reviews.sums import CONSTANT, Factor, factor_of, sum_of


@dataclass(frozen=True)
class Identity:
    """One tie between numbers: ``left`` = or <= ``factor`` times ``right``."""

    name: str
    left: Terms
    relation: str
    right: Terms
    factor: Factor | None = None
    text_nl: str = ""
    text_en: str = ""

    @property
    def names(self) -> set[str]:
        """Every number that it speaks of."""
        factor = {self.factor.name} if self.factor else set()
        return (set(self.left) | set(self.right) | factor) - {CONSTANT}


@dataclass(frozen=True)
class Printed:
    """One number: what its print allows, and what its kind allows without any print.

    A number that the review does not print is not ``claimed`` and has no other bounds than its kind's.
    ``origin`` is where a printed one stands: a claim, or a row of a file.
    """

    name: str
    allowed: Interval
    nature: Interval = ANY
    claimed: bool = True
    unit: str = "eur"
    decimals: int = 0
    text_nl: str = ""
    text_en: str = ""
    origin: str = ""


def of_claims(review: Review) -> dict[str, Printed]:
    """Return the printed numbers of the review, and the unprinted ones, by name."""
    return {row.claim_id: _claim(row) for row in claim_records(review.claims)} | dict(_unprinted(review))


def _claim(row: Claim) -> Printed:
    return Printed(
        row.claim_id,
        allowed_interval(row),
        nature(row.measure, row.unit),
        unit=row.unit,
        decimals=int(row.decimals),
        text_nl=row.summary_nl,
        text_en=row.summary,
        origin=str(ClaimInput(row.claim_id)),
    )


def nature(measure: str, unit: str) -> Interval:
    """Return what the kind of a measure allows: no negative counts, no share of more than all."""
    kind = measure_list()[measure].kind
    if kind in ("level", "flow", "rank") or (kind == "rate" and unit != "pct"):
        return Interval(Decimal(0), None)
    return Interval(Decimal(0), Decimal(100)) if kind in ("share", "rate") else ANY


def _unprinted(review: Review) -> Iterator[tuple[str, Printed]]:
    for row in typed_rows(review.tables["unprinted"], Unprinted):
        low, high = (Decimal(end) if end else None for end in (row.low, row.high))
        bounded = Interval(low, high)
        texts = (row.text_nl, row.text_en)
        yield row.name, Printed(row.name, bounded, bounded, False, row.unit, int(row.decimals), *texts)


def identities(review: Review) -> tuple[Identity, ...]:
    """Return the identities of a review, the rows of its ``constraints.csv``."""
    return identities_of(review.tables["constraints"])


def identities_of(table: pd.DataFrame) -> tuple[Identity, ...]:
    """Return the identities of a checked table with the columns of ``constraints.csv``."""
    return tuple(
        Identity(
            row.id,
            sum_of(row.left),
            row.relation,
            sum_of(row.right),
            factor_of(row.factor) if row.factor else None,
            row.text_nl,
            row.text_en,
        )
        for row in typed_rows(table, Constraint)
    )


def of_budget(budget: pd.DataFrame) -> tuple[dict[str, Printed], list[Identity]]:
    """Return every amount of the budget table and every sum and difference between them.

    A whole euro stands for an amount at most half a euro away, whichever way halves were rounded.
    """
    lines = lines_of(budget)
    numbers = {
        claim_id(line, column): Printed(
            claim_id(line, column),
            Interval(line.amounts[column] - HALF, line.amounts[column] + HALF),
            text_nl=amount_name(line, column, "nl"),
            text_en=amount_name(line, column, "en"),
            origin=line.lineage,
        )
        for line in lines
        for column in line.amounts
    }
    ties = [
        Identity(
            f"{claim_id(line, column)}:{route.kind}",
            {claim_id(line, column): 1.0},
            "=",
            {claim_id(part.line, part.column): float(part.sign) for part in route.parts},
        )
        for line in lines
        for column in judged_columns(line)
        for route in routes_to(line, column, lines)
    ]
    return numbers, ties


def families(numbers: Mapping[str, Printed], ties: Sequence[Identity]) -> list[list[Identity]]:
    """Return the identities in groups that share no number, so that each can be solved alone."""
    groups: list[tuple[set[str], list[Identity]]] = []
    for tie in ties:
        touched = [group for group in groups if group[0] & tie.names]
        rest = [group for group in groups if not group[0] & tie.names]
        names = tie.names.union(*(group[0] for group in touched))
        groups = [*rest, (names, [*(one for group in touched for one in group[1]), tie])]
    return [members for names, members in groups if names & numbers.keys()]
