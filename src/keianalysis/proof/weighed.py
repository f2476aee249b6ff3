"""Evidence as it is weighed: what was found, by whom, and what a claim would be by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.claims import Claim, claim_quantity
from keianalysis.model.intervals import Quantity, decimal_of
from keianalysis.model.lineage import ClaimInput, input_of
from keianalysis.model.observations import Observation, Period
from keianalysis.model.reviews import Review
from keianalysis.model.rows import typed_rows
from keianalysis.proof import evidence as ev
from keianalysis.proof.bridges import crossed
from keianalysis.proof.holders import is_own
from keianalysis.readers.reviews.formulas import UNKNOWN, evaluate, hull
from keianalysis.readers.reviews.records import Kind, NamedEvidence, NamedQuantity, Ratio, Statement

SAME: Final = "same"
NEIGHBOUR: Final = "neighbour"
RATIOS: Final = "ratios"


@dataclass(frozen=True)
class Evidence:
    """What was found about a claim, or about something near it.

    ``found`` is in the unit of the evidence, ``claimed`` what the claim would be by it: the same for
    the same measure, over a bridge for a neighbour, nothing where no bridge is known. ``names`` are
    what it rests on: ids of observations, rows of raw files, claims.
    """

    kind: Kind
    found: Quantity
    claimed: Quantity | None
    unit: str
    decimals: int
    names: tuple[str, ...]
    rows: tuple[Observation, ...] = ()
    words: tuple[Statement, ...] = ()
    text_nl: str = ""
    text_en: str = ""
    bridge: str = ""
    bridge_nl: str = ""
    bridge_en: str = ""
    is_later: bool = False
    own: bool = False

    @property
    def row(self) -> Observation | None:
        """The one row that it is, where it is one row as it stands."""
        return self.rows[0] if len(self.rows) == 1 and not self.words and self.is_plain else None

    @property
    def is_plain(self) -> bool:
        """Tell whether the value found is that of its one row, not something made from it."""
        if len(self.rows) != 1 or pd.isna(self.rows[0].value):
            return False
        return self.found.value == decimal_of(float(self.rows[0].value))


def on_the_key(claim: Claim, pool: ev.Pool, review: Review, known: dict[str, Observation]) -> list[Evidence]:
    """Return the rows on the key of a claim, what was public first, then the narrowest.

    Rows made from the review's own statements are no evidence on themselves and stay out.
    """
    rows = ev.of_measure(pool, claim.measure, region=claim.region, sector=claim.sector, unit=claim.unit)
    fitting = [
        row
        for row in rows
        if Period(row.period_start, row.period_end).span == claim.period.span and not row.origin.claims
    ]
    return sorted((_of_row(row, review, known) for row in fitting), key=_rank)


def _of_row(row: Observation, review: Review, known: dict[str, Observation]) -> Evidence:
    quantity = ev.quantity_of(row)
    later = ev.is_later(row, review.date)
    own = is_own(ev.publishers(row, known), review)
    return Evidence(
        SAME, quantity, quantity, row.unit, int(row.decimals), (row.id,), (row,), is_later=later, own=own
    )


def _rank(one: Evidence) -> tuple[bool, bool, Decimal, str]:
    """Put what was public first, what was published before a register, and the narrowest first."""
    return one.is_later, one.rows[0].basis == ev.REGISTER, one.found.high - one.found.low, one.names[0]


def stated(
    claim: Claim, pool: ev.Pool, review: Review, known: dict[str, Observation], claims: dict[str, Claim]
) -> list[Evidence]:
    """Return the evidence that the review's folder names for a claim, in its order.

    A row whose rows are not held, or that would rest on the claim itself, is left out.
    """
    entries = review.rows("evidence", NamedEvidence, "claim_id").get(claim.claim_id, ())
    return [one for entry in entries for one in _stated(entry, claim, pool, review, known, claims)]


def _stated(
    entry: NamedEvidence,
    claim: Claim,
    pool: ev.Pool,
    review: Review,
    known: dict[str, Observation],
    claims: dict[str, Claim],
) -> Iterator[Evidence]:
    shelf = Shelf(pool, review, claims)
    try:
        found = shelf.value(entry.formula)
    except KeyError:
        return
    used = tuple(shelf.names)
    if str(ClaimInput(claim.claim_id)) in used or (entry.kind != RATIOS and _rests_on_claims(shelf)):
        return
    ends = [shelf.value(end) if end else None for end in (entry.low, entry.high)]
    reaches = entry.kind == SAME or bool(entry.bridge)
    claimed = crossed(entry.bridge, found, *ends) if entry.bridge else found
    sources = "; ".join(
        [*(ev.publishers(row, known) for row in shelf.rows), *(w.publisher for w in shelf.words)]
    )
    yield Evidence(
        entry.kind,
        found,
        claimed if reaches else None,
        entry.unit or claim.unit,
        int(entry.decimals or claim.decimals),
        tuple(shelf.names),
        tuple(shelf.rows[: shelf.counted(entry.formula)]),
        tuple(shelf.words),
        entry.text_nl,
        entry.text_en,
        entry.bridge,
        entry.bridge_nl,
        entry.bridge_en,
        shelf.is_later(),
        is_own(sources, review),
    )


def _rests_on_claims(shelf: Shelf) -> bool:
    return any(row.origin.claims for row in shelf.rows) or any(
        isinstance(input_of(name), ClaimInput) for name in shelf.names
    )


class Shelf:
    """What the formulas of one piece of evidence take from the rows that are held."""

    def __init__(self, pool: ev.Pool, review: Review, claims: dict[str, Claim]) -> None:
        self.pool, self.review, self.claims = pool, review, claims
        self.names: dict[str, None] = {}
        self.rows: list[Observation] = []
        self.words: list[Statement] = []

    def value(self, formula: str) -> Quantity:
        """Return the quantity of a formula; raises KeyError where a row is not held."""
        return evaluate(formula, self._named, {"claim": self._claim, "ratio": self._ratio})

    def counted(self, formula: str) -> int:
        """Return how many rows the formula itself takes, without those of its bridge."""
        return len(Shelf(self.pool, self.review, self.claims)._taken(formula))

    def _taken(self, formula: str) -> list[Observation]:
        self.value(formula)
        return self.rows

    def is_later(self) -> bool:
        """Tell whether any row became public only after the review."""
        date = self.review.date
        words = any(word.release_date[:7] > date[:7] for word in self.words)
        return words or any(ev.is_later(row, date) for row in self.rows)

    def _named(self, name: str) -> Quantity:
        for word in self.review.rows("words", Statement, "name").get(name, ()):
            self._note(word.lineage)
            self.words.append(word)
            return said(word)
        for entry in self.review.rows("quantities", NamedQuantity, "name").get(name, ()):
            row = held(entry, self.pool, self.review)
            if row.id not in self.names:
                self.rows.append(row)
            self._note(row.id)
            return ev.quantity_of(row)
        raise KeyError(name)

    def _claim(self, name: str) -> Quantity:
        self._note(str(ClaimInput(name)))
        return claim_quantity(self.claims[name])

    def _ratio(self, counts: str, per: str) -> Quantity:
        """Return the span of all published ratios that count the same thing."""
        table = self.review.tables["ratios"]
        rows = typed_rows(table[(table["counts"] == counts) & (table["per"] == per)], Ratio)
        for row in rows:
            self._note(row.lineage)
        return hull(*(Quantity.of(row.low, float(row.low), float(row.high)) for row in rows))

    def _note(self, name: str) -> None:
        self.names[name] = None


def held(entry: NamedQuantity, pool: ev.Pool, review: Review) -> Observation:
    """Return the row that a named quantity stands for: public in time first, then the newest.

    Raises KeyError when no such row is held.
    """
    rows = ev.of_measure(pool, entry.measure, region=entry.region, sector=entry.sector, unit=entry.unit)
    span = Period(entry.period_start, entry.period_end).span
    fitting = [
        row
        for row in rows
        if Period(row.period_start, row.period_end).span == span
        and entry.release_date in ("", row.release_date)
    ]
    if not fitting:
        raise KeyError(entry.name)
    return min(fitting, key=lambda row: (ev.is_later(row, review.date), _backwards(row), row.id))


def _backwards(row: Observation) -> tuple[int, ...]:
    """Put the newest release first."""
    return tuple(-ord(letter) for letter in obs.public_from(row.release_date, row.period_end))


def said(word: Statement) -> Quantity:
    """Return what a page says in words, as bounds; an end that it leaves open is infinite."""
    low = -ev.INFINITE if word.low == "" else Decimal(word.low)
    high = ev.INFINITE if word.high == "" else Decimal(word.high)
    return Quantity(UNKNOWN if word.value == "" else Decimal(word.value), low, high)


def shown(pieces: Sequence[Evidence]) -> Evidence | None:
    """Return the nearest figure of what does not decide: the first with a number, or with both ends."""
    return next((one for one in pieces if _is_a_figure(one.found)), None)


def _is_a_figure(found: Quantity) -> bool:
    return not found.value.is_nan() or (found.low.is_finite() and found.high.is_finite())
