"""One verdict for each claim, by rules, from the first evidence that decides."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from keianalysis.model.claims import allowed_interval, claims_by_id, wider_interval
from keianalysis.model.intervals import Interval, Quantity, decimal_of
from keianalysis.model.reviews import Review
from keianalysis.proof import evidence as ev
from keianalysis.proof import reasons
from keianalysis.tracking.reads import Observations, unread

VERDICTS: Final = (
    "reproduced",
    "derived",
    "rounding",
    "proxy_agrees",
    "proxy_differs",
    "contradicted",
    "not_implied",
    "no_data",
)
CONTRACT: Final = (
    "claim_id",
    "verdict",
    "published",
    "recomputed",
    "low",
    "high",
    "basis",
    "source",
    "reason",
)
"""The columns that ``verdicts.csv`` promises; ``low`` and ``high`` are what the wording allows."""

COLUMNS: Final = (
    *CONTRACT,
    "reason_nl",
    "reason_en",
    "theme",
    "published_high",
    "recomputed_low",
    "recomputed_high",
    "recomputed_decimals",
    "evidence",
    "later_value",
    "later_release",
    "recomputed_unit",
    "statement_nl",
    "statement_en",
)


@dataclass(frozen=True)
class Finding:
    """A verdict with the quantity and the row, or the identity, that decided it.

    ``reading`` tells a wide or coarse reading apart; ``others`` are neighbours that did not decide.
    """

    verdict: str
    quantity: Quantity | None = None
    evidence: ev.Evidence | None = None
    identity: ev.Identity | None = None
    reading: str = "strict"
    others: tuple[ev.Evidence, ...] = ()


def judge(review: Review, evidence: Observations, *, as_of: str, language: str) -> pd.DataFrame:
    """Return one verdict a claim of a review, with the interval allowed, the recomputed value and a reason.

    ``evidence`` is the pool of ``proof.evidence.pool``. Evidence is taken in this order and the
    first that decides wins: the same number public in time; the same number released later; other
    printed numbers; neighbouring definitions. ``as_of`` bounds the later releases that are told
    beside a verdict that rests on an earlier one. ``language`` chooses the column ``reason``.
    """
    stated, rows, grouped = claims_by_id(review.claims), ev.by_id(unread(evidence)), ev.by_measure(evidence)
    judged = [
        _row(reasons.Context(claim, decide(claim, stated, grouped, review), grouped, rows, as_of, review))
        for claim in stated.values()
    ]
    table = pd.DataFrame(judged, columns=[name for name in COLUMNS if name != "reason"])
    return table.assign(reason=table[f"reason_{language}"])[list(COLUMNS)]


def decide(claim: Any, claims: dict[str, Any], evidence: ev.Pool, review: Review) -> Finding:
    """Return the first finding that decides a claim."""
    in_time = ev.direct(claim, evidence, review, later=False)
    later = ev.direct(claim, evidence, review, later=True)
    return (
        _decided_directly(claim, in_time)
        or _decided_directly(claim, later)
        or _decided_by_identity(claim, ev.identity(claim, claims, review))
        or _undecided_directly([*in_time, *later])
        or _decided_by_neighbour(claim, list(ev.neighbours(claim, evidence, review)))
        or Finding("no_data")
    )


def _decided_directly(claim: Any, rows: Iterable[ev.Evidence]) -> Finding | None:
    allowed, wider = allowed_interval(claim), wider_interval(claim)
    for found in rows:
        quantity = found.quantity
        if allowed.covers(quantity.low, quantity.high):
            return Finding("reproduced", quantity, found)
        if _is_the_same_print_coarser(claim, allowed, found):
            return Finding("reproduced", quantity, found, reading="coarser")
        if wider is not None and wider.covers(quantity.low, quantity.high):
            return Finding("reproduced", quantity, found, reading="wider")
        if not _possible(allowed, quantity) and not (wider and _possible(wider, quantity)):
            return Finding("contradicted", quantity, found)
    return None


def _is_the_same_print_coarser(claim: Any, allowed: Interval, found: ev.Evidence) -> bool:
    """Tell whether a published row prints the same number with one decimal less.

    Such a row agrees at its own precision. A computed row never counts: its width is uncertainty,
    not printing.
    """
    if allowed.low is None or allowed.high is None or found.row.basis == "computed":
        return False
    printed = found.row.source and "(" not in found.row.lineage
    quantity = found.quantity
    inside = quantity.low <= allowed.low and allowed.high <= quantity.high
    return bool(printed and inside and int(claim.decimals) - int(found.row.decimals) == 1)


def _possible(allowed: Interval, quantity: Quantity) -> bool:
    return allowed.overlaps(quantity.low, quantity.high)


def _undecided_directly(rows: list[ev.Evidence]) -> Finding | None:
    return Finding("not_implied", rows[0].quantity, rows[0]) if rows else None


def _decided_by_identity(claim: Any, identity: ev.Identity | None) -> Finding | None:
    """Return derived, rounding, contradicted or not_implied from other printed numbers."""
    if identity is None:
        return None
    allowed, quantity = allowed_interval(claim), identity.quantity
    if not _possible(allowed, quantity):
        verdict = "contradicted"
    elif identity.kind == "sum":
        verdict = "derived" if quantity.value == decimal_of(float(claim.value)) else "rounding"
    else:
        verdict = "derived" if allowed.covers(quantity.low, quantity.high) else "not_implied"
    return Finding(verdict, quantity, identity=identity)


def _decided_by_neighbour(claim: Any, rows: list[ev.Evidence]) -> Finding | None:
    """Return proxy_agrees or proxy_differs by the first neighbour that can tell.

    For a direction a neighbour whose bounds include zero cannot tell; when none can, the first
    differs, because it does not show the direction.
    """
    allowed = allowed_interval(claim)
    for found in rows:
        quantity = found.signed
        if claim.check == "sign" and quantity.low < 0 < quantity.high:
            continue
        agrees = _possible(allowed, quantity) and not (claim.check == "sign" and quantity.value == 0)
        others = tuple(row for row in rows if row is not found)
        verdict = "proxy_agrees" if agrees else "proxy_differs"
        return Finding(verdict, found.quantity, found, others=others)
    return Finding("proxy_differs", rows[0].quantity, rows[0], reading="open") if rows else None


def _row(context: reasons.Context) -> dict[str, object]:
    claim, finding, later = context.claim, context.finding, context.later
    allowed, quantity = allowed_interval(claim), finding.quantity
    return {
        "claim_id": claim.claim_id,
        "verdict": finding.verdict,
        "published": float(claim.value),
        "recomputed": _number(quantity.value if quantity else None),
        "low": _number(allowed.low),
        "high": _number(allowed.high),
        "basis": _basis(finding),
        "source": _source(context),
        "reason_nl": reasons.reason(context, "nl"),
        "reason_en": reasons.reason(context, "en"),
        "theme": claim.theme,
        "published_high": _number(None if pd.isna(claim.value_high) else claim.value_high),
        "recomputed_low": _number(quantity.low if quantity else None),
        "recomputed_high": _number(quantity.high if quantity else None),
        "recomputed_decimals": _decimals(claim, finding),
        "evidence": _evidence_ids(finding),
        "later_value": _number(later and later.value),
        "later_release": later.release_date if later is not None else "",
        "recomputed_unit": finding.evidence.row.unit if finding.evidence is not None else claim.unit,
        "statement_nl": claim.summary_nl,
        "statement_en": claim.summary,
    }


def _number(value: Decimal | float | None) -> float:
    """Return a number for the table; what is absent or infinite stays empty."""
    return float("nan") if value is None or math.isinf(value) else float(value)


def _decimals(claim: Any, finding: Finding) -> float:
    """Return the printed precision of the evidence; of an identity, that of the claim."""
    if finding.evidence is not None:
        return float(finding.evidence.row.decimals)
    return float(claim.decimals) if finding.identity is not None else float("nan")


def _basis(finding: Finding) -> str:
    if finding.evidence is not None:
        return str(finding.evidence.row.basis)
    return "computed" if finding.identity is not None else ""


def _source(context: reasons.Context) -> str:
    finding = context.finding
    if finding.evidence is not None:
        return ev.publishers(finding.evidence.row, context.rows)
    if finding.identity is not None:
        return "; ".join(f"review | {name}" for name in finding.identity.claim_ids)
    held = ev.holder(context.claim.measure, context.review)
    return held.file if held is not None else ""


def _evidence_ids(finding: Finding) -> str:
    if finding.evidence is not None:
        return str(finding.evidence.row.id)
    return " ".join(f"claim:{name}" for name in finding.identity.claim_ids) if finding.identity else ""
