"""The printed numbers held against each other, as tables and in words, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.language import numbers as shown
from keianalysis.language.catalogue import section
from keianalysis.model.intervals import Interval
from keianalysis.model.reviews import Review
from keianalysis.proof import constraints
from keianalysis.proof.conflicts import Conflict
from keianalysis.proof.consistency import LeftRange, examine
from keianalysis.proof.constraints import Identity, Printed
from keianalysis.proof.system import NONE, within


class Consistency(NamedTuple):
    """One row of ``consistency.csv``: the printed range, what all others leave, what is left of both."""

    claim_id: str
    status: str
    unit: str
    decimals: int
    low: float
    high: float
    implied_low: float
    implied_high: float
    left_low: float
    left_high: float
    room: float
    identities: str
    inputs: str
    statement_nl: str
    statement_en: str
    reason_nl: str
    reason_en: str


class TogetherFalse(NamedTuple):
    """One row of ``conflicts.csv``: claims that cannot all be true, and the identities that tie them."""

    claims: str
    identities: str
    reason_nl: str
    reason_en: str


COLUMNS: Final = Consistency._fields

CONFLICT_COLUMNS: Final = TogetherFalse._fields

WORDS: Final = section("consistency")


def agreement(review: Review) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what all other printed numbers leave to each, and the smallest conflicts between them.

    The claims of the review and the amounts of its budget table are two systems. Values are in the
    unit of the claim, amounts in euro. ``room`` is the part of its own range that is left to a
    number, or, where that has no bound, of the range that the others imply.
    """
    ties = constraints.identities(review)
    systems = [
        (constraints.of_claims(review), list(ties)),
        constraints.of_budget(review.tables["budget"]),
    ]
    tables = [tables_of(numbers, tied) for numbers, tied in systems]
    found, conflicts = zip(*tables, strict=True)
    return pd.concat(found, ignore_index=True), pd.concat(conflicts, ignore_index=True)


def tables_of(numbers: Mapping[str, Printed], ties: Sequence[Identity]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the findings and the conflicts of one system as tables."""
    findings, conflicts = examine(numbers, ties)
    rows = [_row(finding, numbers[finding.name]) | _inputs(finding, numbers) for finding in findings]
    told = [_told(conflict, numbers) for conflict in conflicts]
    return pd.DataFrame(rows, columns=list(COLUMNS)), pd.DataFrame(told, columns=list(CONFLICT_COLUMNS))


def _row(finding: LeftRange, number: Printed) -> dict[str, object]:
    ranges = {"": finding.own, "implied_": finding.implied, "left_": finding.joint}
    ends = {
        f"{prefix}{end}": _float(getattr(one, end))
        for prefix, one in ranges.items()
        for end in ("low", "high")
    }
    return {
        "claim_id": finding.name,
        "status": finding.status,
        "unit": number.unit,
        "decimals": number.decimals,
        **ends,
        "room": _float(finding.room),
        "identities": " ".join(tie.name for tie in finding.ties),
        "statement_nl": _name(number, "nl"),
        "statement_en": _name(number, "en"),
        "reason_nl": reason(finding, number, "nl"),
        "reason_en": reason(finding, number, "en"),
    }


def _inputs(finding: LeftRange, numbers: Mapping[str, Printed]) -> dict[str, str]:
    """Return where the numbers stand that a finding rests on, its own first."""
    names = [finding.name, *(name for tie in finding.ties for name in sorted(tie.names))]
    places = dict.fromkeys(numbers[name].origin for name in names if numbers[name].origin)
    return {"inputs": " ".join(places)}


def _float(value: Decimal | None) -> float:
    return float("nan") if value is None else float(value)


def reason(finding: LeftRange, number: Printed, language: str) -> str:
    """Return in one or two sentences what the other printed numbers leave to one."""
    words, status = WORDS[language], finding.status
    if status == "conflict" and finding.implied == NONE:
        status = "conflict_alone"
    if status == "free" and within(number.nature, finding.implied):
        status = "open"
    ranges = {"own": finding.own, "implied": finding.implied, "joint": finding.joint}
    fields = {name: _range(one, number, language) for name, one in ranges.items()}
    room = "" if finding.room is None else shown.quantity(finding.room * 100, "pct", 0, language)
    return words[status].format(**fields, room=room)


def _range(interval: Interval, number: Printed, language: str) -> str:
    low, high = (None if end is None else float(end) for end in (interval.low, interval.high))
    decimals = number.decimals + (1 if number.unit == "eur" else 2)
    if low is None and high is None:
        return WORDS[language]["anything"]
    if low is None and high is not None:
        return WORDS[language]["below"].format(high=shown.quantity(high, number.unit, decimals, language))
    return shown.interval(low, high, number.unit, decimals, language)


def _told(conflict: Conflict, numbers: Mapping[str, Printed]) -> dict[str, str]:
    told = {}
    for language, words in WORDS.items():
        named = [f"“{_name(numbers[name], language)}”" for name in conflict.names]
        claims = shown.listed(named, language)
        ties = dict.fromkeys(getattr(tie, f"text_{language}") or words["budget"] for tie in conflict.ties)
        told[f"reason_{language}"] = words["together"].format(claims=claims, ties="; ".join(ties))
    return {
        "claims": " ".join(conflict.names),
        "identities": " ".join(tie.name for tie in conflict.ties),
        **told,
    }


def _name(number: Printed, language: str) -> str:
    return str(getattr(number, f"text_{language}"))
