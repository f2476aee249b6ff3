"""One verdict for a claim, by one rule, from the kinds of evidence in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from keianalysis.model.claims import Claim, allowed_interval, wider_interval
from keianalysis.model.intervals import Interval, Quantity, decimal_of
from keianalysis.model.observations import Observation
from keianalysis.model.reviews import Review
from keianalysis.model.rows import typed_rows
from keianalysis.proof import evidence as ev
from keianalysis.proof.identities import LISTS, SUM, Identity, identity
from keianalysis.proof.rule import AGREES, CANNOT_TELL, DIFFERS, meets
from keianalysis.proof.weighed import SAME, Evidence, on_the_key, stated
from keianalysis.readers.reviews.records import Together, WiderReading

GROUPS: Final[Mapping[str, str]] = {
    "reproduced": "confirmed",
    "repeated": "confirmed",
    "derived": "confirmed",
    "rounding": "confirmed",
    "supported": "confirmed",
    "not_implied": "cannot_be_tested",
    "undecided": "cannot_be_tested",
    "no_data": "cannot_be_tested",
    "at_odds": "does_not_hold",
    "contradicted": "does_not_hold",
}
"""The verdicts, from the firmest down, with the group in which a reader finds each."""

VERDICTS: Final = tuple(GROUPS)
WEAKEST: Final = ("contradicted", "at_odds", "undecided", "not_implied", "supported", "rounding")
"""Of two verdicts on one claim about two things the first of these stands."""


@dataclass(frozen=True)
class Case:
    """Everything that bears on the claims of one review."""

    review: Review
    claims: Mapping[str, Claim]
    pool: ev.Pool
    rows: Mapping[str, Observation]


@dataclass(frozen=True)
class Finding:
    """A verdict with what decided it, and what else was looked at.

    ``decided`` is the evidence that decided, the same measure or a bridged neighbour; ``others`` are
    the rest, in their order; ``conflicts`` other numbers for the same thing in the release that
    decided; ``reading`` tells a coarse reading apart; ``other`` the second claim of one about two things.
    """

    verdict: str
    decided: Evidence | None = None
    identity: Identity | None = None
    others: tuple[Evidence, ...] = ()
    conflicts: tuple[Evidence, ...] = ()
    reading: str = ""
    other: tuple[str, str] | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, that which decided first."""
        return self.others if self.decided is None else (self.decided, *self.others)


def readings_of(claim: Claim, review: Review) -> list[Interval]:
    """Return the intervals that the wording of a claim allows, the strict one first."""
    listed = review.rows("readings", WiderReading, "claim_id").get(claim.claim_id, ())
    more = [_reading(row) for row in listed]
    wider = wider_interval(claim)
    return [allowed_interval(claim), *([wider] if wider is not None else []), *more]


def _reading(row: WiderReading) -> Interval:
    low, high = (Decimal(end) if end else None for end in (row.low, row.high))
    return Interval(low, high)


def judged(case: Case) -> dict[str, Finding]:
    """Return the finding on every claim; a claim about two things needs both."""
    alone = {name: decide(claim, case) for name, claim in case.claims.items()}
    pairs = typed_rows(case.review.tables["together"], Together)
    both = {pair.claim_id: pair.other for pair in pairs if {pair.claim_id, pair.other} <= set(alone)}
    return {name: _with_other(one, both.get(name), alone) for name, one in alone.items()}


def _with_other(one: Finding, other: str | None, alone: Mapping[str, Finding]) -> Finding:
    if other is None:
        return one
    verdicts = [one.verdict, alone[other].verdict]
    told = ["undecided" if verdict == "no_data" else verdict for verdict in verdicts]
    weakest = next((verdict for verdict in WEAKEST if verdict in told), one.verdict)
    return replace(one, verdict=weakest, other=(other, alone[other].verdict))


def decide(claim: Claim, case: Case) -> Finding:
    """Return the finding on one claim: same measure, printed numbers, then neighbours over bridges."""
    readings = readings_of(claim, case.review)
    named = stated(claim, case.pool, case.review, dict(case.rows), dict(case.claims))
    same = [
        *on_the_key(claim, case.pool, case.review, dict(case.rows)),
        *(e for e in named if e.kind == SAME),
    ]
    near = [one for one in named if one.kind != SAME]
    return (
        _by_the_same(claim, readings, same)
        or _by_printed(claim, readings, identity(claim, dict(case.claims), case.review))
        or _by_neighbours(readings, same, near)
    )


def _by_the_same(claim: Claim, readings: Sequence[Interval], same: Sequence[Evidence]) -> Finding | None:
    """Return reproduced, repeated or contradicted by the same measure; another holder comes first."""
    for own, verdict in ((False, "reproduced"), (True, "repeated")):
        for one in same:
            if one.own != own:
                continue
            told = _told(claim, readings, one)
            if told in (AGREES, "coarser"):
                return _found(verdict, one, same, "coarser" if told == "coarser" else "")
            if told == DIFFERS:
                return _found("contradicted", one, same)
    return None


def _told(claim: Claim, readings: Sequence[Interval], one: Evidence) -> str:
    assert one.claimed is not None  # the same measure needs no bridge
    if meets(one.claimed, readings[:1]) == AGREES:
        return AGREES
    if _is_the_same_print_coarser(claim, readings[0], one):
        return "coarser"
    return DIFFERS if meets(one.claimed, readings) == DIFFERS else CANNOT_TELL


def _is_the_same_print_coarser(claim: Claim, allowed: Interval, one: Evidence) -> bool:
    """Tell whether the review's own source prints the same number with one decimal less.

    Such a print agrees at its own precision. A computed row never counts: its width is uncertainty.
    """
    if allowed.low is None or allowed.high is None or not one.own or one.row is None:
        return False
    inside = one.found.low <= allowed.low and allowed.high <= one.found.high
    return inside and not one.row.origin.is_computed and claim.decimals - one.decimals == 1


def _found(verdict: str, one: Evidence, same: Iterable[Evidence], reading: str = "") -> Finding:
    rest = tuple(other for other in same if other is not one)
    return Finding(verdict, one, others=(), conflicts=_conflicts(one, rest), reading=reading)


def _conflicts(one: Evidence, rest: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return other numbers for the same thing in the release that decided."""
    if not one.rows:
        return ()
    release = one.rows[0].release_date
    return tuple(
        other
        for other in rest
        if other.rows and other.rows[0].release_date == release and other.found.value != one.found.value
    )


def _by_printed(claim: Claim, readings: Sequence[Interval], printed: Identity | None) -> Finding | None:
    """Return derived, rounding, contradicted or not_implied from other printed numbers."""
    if printed is None:
        return None
    meeting = meets(printed.quantity, readings)
    if meeting == DIFFERS:
        verdict = "contradicted"
    elif printed.kind == SUM:
        verdict = "derived" if printed.quantity.value == decimal_of(float(claim.value)) else "rounding"
    elif printed.kind == LISTS or meets(printed.quantity, readings[:1]) == AGREES:
        verdict = "derived"
    else:
        verdict = "not_implied"
    return Finding(verdict, identity=printed)


def _by_neighbours(
    readings: Sequence[Interval], same: Sequence[Evidence], near: Sequence[Evidence]
) -> Finding:
    """Return supported, at_odds or undecided over bridges; no_data when nothing bears on the claim."""
    bridged = [one for one in near if one.claimed is not None]
    told = {id(one): _meeting(one.claimed, readings) for one in bridged if one.claimed is not None}
    agree = [one for one in bridged if told[id(one)] == AGREES]
    differ = [one for one in bridged if told[id(one)] == DIFFERS]
    every = [*same, *near]
    if agree and not differ:
        return Finding("supported", agree[0], others=_without(agree[0], every))
    if differ and not agree:
        return Finding("at_odds", differ[0], others=_without(differ[0], every))
    if every:
        return Finding("undecided", others=tuple(every))
    return Finding("no_data")


def _meeting(claimed: Quantity, readings: Sequence[Interval]) -> str:
    if meets(claimed, readings[:1]) == AGREES:
        return AGREES
    return DIFFERS if meets(claimed, readings) == DIFFERS else CANNOT_TELL


def _without(one: Evidence, every: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(other for other in every if other is not one)
