"""The table of verdicts: one row a claim, with what was found and what is nearest kept apart."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

import pandas as pd

from keianalysis.model.claims import allowed_interval, claims_by_id
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import input_of
from keianalysis.model.reviews import Review
from keianalysis.model.verdicts import Verdict
from keianalysis.proof import evidence as ev
from keianalysis.proof import reasons
from keianalysis.proof.decide import GROUPS, VERDICTS, Case, judged
from keianalysis.proof.rule import power
from keianalysis.proof.weighed import SAME, Evidence, shown
from keianalysis.tracking.read_log import Observations, unread

__all__ = ["COLUMNS", "CONTRACT", "GROUPS", "VERDICTS", "judge"]

UNTESTED: Final = "cannot_be_tested"
"""The group of the verdicts that more data could change."""

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

COLUMNS: Final = Verdict._fields
"""All columns of the table, those of the contract first."""


def judge(review: Review, evidence: Observations, *, as_of: str, language: str) -> pd.DataFrame:
    """Return one verdict a claim of a review, with what was found, what is nearest, and a reason.

    ``evidence`` is the pool of ``proof.evidence.pool``. ``as_of`` bounds the later releases that are
    told beside a verdict that rests on an earlier one. ``language`` chooses the column ``reason``.
    """
    stated, rows = claims_by_id(review.claims), ev.by_id(unread(evidence))
    case = Case(review, stated, ev.by_measure(evidence), rows)
    findings = judged(case)
    made = [_row(reasons.Context(stated[name], one, case, as_of)) for name, one in findings.items()]
    table = pd.DataFrame(made, columns=[name for name in COLUMNS if name != "reason"])
    return table.assign(reason=table[f"reason_{language}"])[list(COLUMNS)]


def _row(context: reasons.Context) -> dict[str, object]:
    claim, finding, later = context.claim, context.finding, context.later
    allowed = allowed_interval(claim)
    held = ev.holder(claim.measure, context.case.review) if GROUPS[finding.verdict] == UNTESTED else None
    return {
        "claim_id": claim.claim_id,
        "verdict": finding.verdict,
        "published": float(claim.value),
        "low": _number(allowed.low),
        "high": _number(allowed.high),
        "basis": _basis(context),
        "source": source(context),
        "reason_nl": reasons.reason(context, "nl"),
        "reason_en": reasons.reason(context, "en"),
        "theme": claim.theme,
        "published_high": _number(None if pd.isna(claim.value_high) else claim.value_high),
        **_recomputed(context),
        "evidence": " ".join(_names(context)),
        "later_value": _number(later.value if later is not None else None),
        "later_release": later.release_date if later is not None else "",
        "statement_nl": claim.summary_nl,
        "statement_en": claim.summary,
        "group": GROUPS[finding.verdict],
        **_nearest(context),
        "power": _number(_power(context)),
        "holder_nl": held.holder_nl if held is not None else "",
        "holder_en": held.holder_en if held is not None else "",
        "file": held.file if held is not None else "",
        "columns": held.columns if held is not None else "",
    }


def _found(context: reasons.Context) -> Evidence | None:
    """Return the evidence on the same measure that a recomputed number is read from."""
    one = context.finding.decided or next(iter(context.finding.others), None)
    return one if one is not None and one.kind == SAME else None


def _recomputed(context: reasons.Context) -> dict[str, object]:
    """Return the recomputation: of the same measure, or from other printed numbers; never a neighbour."""
    finding, found = context.finding, _found(context)
    quantity: Quantity | None = None
    decimals, unit = math.nan, context.claim.unit
    if finding.identity is not None:
        quantity, decimals = finding.identity.quantity, float(context.claim.decimals)
    elif found is not None:
        quantity, decimals, unit = found.found, float(found.decimals), found.unit
    return {
        "recomputed": _number(quantity.value if quantity else None),
        "recomputed_low": _number(quantity.low if quantity else None),
        "recomputed_high": _number(quantity.high if quantity else None),
        "recomputed_decimals": decimals,
        "recomputed_unit": unit,
    }


def _nearest(context: reasons.Context) -> dict[str, object]:
    """Return the nearest figure, and what the claim would be by it where a bridge is known."""
    near = [one for one in context.finding.evidence if one.kind != SAME]
    one = shown(near)
    if one is None and not near and context.finding.verdict == "no_data":
        return _nearest_row(context)
    reach = one.claimed if one is not None and one.bridge else None
    return {
        "nearest": _number(one.found.value if one else None),
        "nearest_low": _number(one.found.low if one else None),
        "nearest_high": _number(one.found.high if one else None),
        "nearest_decimals": float(one.decimals) if one else math.nan,
        "nearest_unit": one.unit if one else "",
        "bridge": one.bridge if one else "",
        "reach_low": _number(reach.low if reach else None),
        "reach_high": _number(reach.high if reach else None),
    }


def _nearest_row(context: reasons.Context) -> dict[str, object]:
    row = next(iter(ev.nearest(context.claim, context.case.pool)), None)
    return {
        "nearest": math.nan if row is None else float(row.value),
        "nearest_low": math.nan,
        "nearest_high": math.nan,
        "nearest_decimals": math.nan if row is None else float(row.decimals),
        "nearest_unit": "" if row is None else row.unit,
        "bridge": "",
        "reach_low": math.nan,
        "reach_high": math.nan,
    }


def _number(value: Decimal | float | None) -> float:
    """Return a number for the table; what is absent or infinite stays empty."""
    return math.nan if value is None or math.isinf(value) else float(value)


def _power(context: reasons.Context) -> Decimal | None:
    """Return how far off the printed number may be before the evidence that agrees would tell."""
    finding = context.finding
    if GROUPS[finding.verdict] != "confirmed":
        return None
    if finding.identity is not None:
        return power(finding.identity.quantity, allowed_interval(context.claim))
    if finding.decided is None or finding.decided.claimed is None:
        return None
    return power(finding.decided.claimed, allowed_interval(context.claim))


def _basis(context: reasons.Context) -> str:
    finding = context.finding
    if finding.identity is not None:
        return "computed"
    one = finding.decided or next(iter(finding.others), None)
    if one is None:
        return ""
    if one.row is not None:
        return str(one.row.basis)
    return ev.LATER if one.is_later else "computed"


def source(context: reasons.Context) -> str:
    """Return publishers and addresses behind a verdict, each once."""
    finding = context.finding
    if finding.identity is not None:
        return "; ".join(ev.origin_of(input_of(name)) for name in finding.identity.names)
    told = [part for one in finding.evidence for part in reasons.sources_of(one, context)]
    return "; ".join(dict.fromkeys(told))


def _names(context: reasons.Context) -> list[str]:
    finding = context.finding
    if finding.identity is not None:
        return list(finding.identity.names)
    named = [name for one in finding.evidence for name in one.names]
    if not named and finding.verdict == "no_data":
        return [row.id for row in ev.nearest(context.claim, context.case.pool)[:1]]
    return list(dict.fromkeys(named))
