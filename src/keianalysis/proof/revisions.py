"""What later releases did to a number: first and latest release, and what the review would say today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.indicators.employment import change_within_release, jobs_implied
from keianalysis.model import observations as obs
from keianalysis.model.folders import published_list
from keianalysis.model.lineage import ClaimInput, inputs_of, names_of
from keianalysis.model.observations import NUMBER, Observation, public_from, records, select
from keianalysis.model.rows import first_row, typed_rows
from keianalysis.model.tables import read_table
from keianalysis.model.territories import Territory, home
from keianalysis.model.verdicts import Verdict, verdict_records
from keianalysis.tracking.read_log import Observations


class Revision(NamedTuple):
    """One row of ``revisions.csv``: a number with more than one release, the first beside the latest."""

    measure: str
    region: str
    sector: str
    period_start: str
    period_end: str
    unit: str
    decimals: int
    releases: int
    first_release: str
    first: float
    latest_release: str
    latest: float
    difference: float
    sign_change: bool
    cause: str
    cause_nl: str
    cause_en: str
    first_id: str
    latest_id: str


class RevisionSummary(NamedTuple):
    """One row of ``revision_summary.csv``: how far the numbers of a measure in a region were revised."""

    measure: str
    region: str
    unit: str
    decimals: int
    numbers: int
    mean_revision: float
    mean_absolute_revision: float
    largest: float
    sign_changes: int


class Today(NamedTuple):
    """One row of ``today.csv``: what a review would say of one claim with the data of today."""

    claim_id: str
    theme: str
    then_verdict: str
    then: float
    today_verdict: str
    today: float
    today_release: str
    today_unit: str
    today_decimals: int
    answer: str
    evidence: str


class MixedChange(NamedTuple):
    """One row of ``mixed_changes.csv``: a change across two releases, beside the printed one."""

    year: int
    mixed: float
    printed: float
    sign_change: bool
    inputs: str


class Cause(NamedTuple):
    """One row of ``causes.csv``: why a release changed a measure; an empty release stands for all."""

    measure: str
    release: str
    cause: str
    text_nl: str
    text_en: str


COLUMNS: Final = Revision._fields
SUMMARY_COLUMNS: Final = RevisionSummary._fields
TODAY_COLUMNS: Final = Today._fields
MIXED_COLUMNS: Final = MixedChange._fields
CAUSE_COLUMNS: Final = Cause._fields
ANSWERS: Final = ("otherwise", "already", "moved", "same", "related", "printed", "unknown")
SIGNED: Final = ("_change", "_growth", "gdp_growth")
"""Parts of the names of measures whose sign says something."""


def revision_table(observations: Observations, territory: Territory | None = None) -> pd.DataFrame:
    """Return every number with more than one release: first, latest, and the difference between them.

    The level that a release of the register implies for the year before counts as a later release of
    that level. Numbers whose sign changed come first, then the largest revisions, by size against the
    first value.

    Returns
    -------
    pandas.DataFrame
        Columns ``COLUMNS``; values in the unit of the row, ``sign_change`` true or false.
    """
    dated = obs.revisions(observations)
    groups = [records(rows) for _, rows in dated.groupby(list(NUMBER), sort=False)]
    rows = [_revision(sorted(group, key=_day)) for group in groups]
    here = (territory or home()).name
    rows += [_revision(pair) for pair in _rewritten(observations, here)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    size = (table["difference"] / table["first"].where(table["first"] != 0, 1.0)).abs()
    order = table.assign(_size=size).sort_values(
        ["sign_change", "_size", "measure", "region", "period_end"],
        ascending=[False, False, True, True, True],
        kind="stable",
    )
    return order.drop(columns="_size").reset_index(drop=True)


def rows_behind(observations: Observations, territory: Territory | None = None) -> pd.DataFrame:
    """Return the releases that ``revision_table`` compares, each as an observation."""
    here = (territory or home()).name
    pairs = [row for pair in _rewritten(observations, here) for row in pair]
    made = pd.DataFrame(pairs, columns=list(obs.COLUMNS)) if pairs else obs.empty()
    levels = select(observations, measure=("jobs_fulltime", "jobs_fulltime_change"), region=here)
    changes = select(change_within_release(observations), measure="jobs_fulltime_change", region=here)
    return obs.combine([obs.revisions(observations), levels, changes, made])


def _day(row: Observation) -> str:
    return public_from(row.release_date, row.period_end)


def _rewritten(observations: Observations, here: str) -> Iterator[list[Observation]]:
    """Yield each register level as first printed and as the release of the year after implies it."""
    levels = select(observations, measure="jobs_fulltime", region=here, sector="total", unit="jobs")
    implied = select(jobs_implied(observations), measure="jobs_fulltime_implied", region=here)
    first = {row.period_end: row for row in records(levels)}
    for row in records(implied.sort_values("period_end")):
        if row.period_end in first:
            yield [first[row.period_end], row]


def _revision(releases: list[Observation]) -> dict[str, object]:
    first, latest = releases[0], releases[-1]
    cause = known_cause(first.measure, latest.release_date) if first.value != latest.value else None
    return {
        **{name: getattr(first, name) for name in NUMBER},
        "decimals": max(int(first.decimals), int(latest.decimals)),
        "releases": len({row.release_date for row in releases}),
        "first_release": first.release_date,
        "first": first.value,
        "latest_release": latest.release_date,
        "latest": latest.value,
        "difference": round(latest.value - first.value, 9),
        "sign_change": _is_signed(first.measure) and first.value * latest.value < 0,
        "cause": cause.cause if cause else "",
        "cause_nl": cause.text_nl if cause else "",
        "cause_en": cause.text_en if cause else "",
        "first_id": first.id,
        "latest_id": latest.id,
    }


def _is_signed(measure: str) -> bool:
    return any(part in measure for part in SIGNED)


def known_cause(measure: str, release: str) -> Cause | None:
    """Return why a release changed a measure, from ``causes.csv``; a row without release holds for all."""
    named = _causes()
    rows = named[(named["measure"] == measure) & named["release"].isin(["", release])]
    return first_row(rows.sort_values("release", ascending=False), Cause)


@cache
def _causes() -> pd.DataFrame:
    return read_table(published_list("causes.csv"), CAUSE_COLUMNS)


def revision_summary(table: pd.DataFrame) -> pd.DataFrame:
    """Return mean, mean absolute and largest revision by measure, region and unit, in that unit.

    Those with a change of sign come first. ``table`` is one of ``revision_table``.
    """
    groups = table.groupby(["measure", "region", "unit"], sort=False)
    rows = [_summed(typed_rows(group, Revision)) for _, group in groups]
    made = pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))
    return made.sort_values("sign_changes", ascending=False, kind="stable").reset_index(drop=True)


def _summed(rows: list[Revision]) -> dict[str, object]:
    moves = [float(row.difference) for row in rows]
    return {
        **{name: getattr(rows[0], name) for name in ("measure", "region", "unit")},
        "decimals": max(int(row.decimals) for row in rows),
        "numbers": len(rows),
        "mean_revision": sum(moves) / len(moves),
        "mean_absolute_revision": sum(map(abs, moves)) / len(moves),
        "largest": max(moves, key=abs),
        "sign_changes": sum(bool(row.sign_change) for row in rows),
    }


def today(claims: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return claim by claim what the review would have said with today's data.

    Parameters
    ----------
    claims
        The claims of the review.
    then, now
        The verdicts on them from what bears on the review, and from the newest release of everything,
        both of ``keianalysis.proof.verdicts.judge``.
    rows
        The evidence of ``now``, by id the rows that decided.

    Returns
    -------
    pandas.DataFrame
        Columns ``TODAY_COLUMNS``. ``answer`` is ``otherwise`` when the newest number on the same
        measure is outside what the claim allows, ``already`` when that of then was so too, ``moved``
        when it differs from the number that decided but stays inside, ``same`` when it is that number,
        ``related`` when only a neighbouring measure is published, ``printed`` when only other printed
        numbers bear on it, and ``unknown`` when nothing does. Those that would be said otherwise come
        first.
    """
    known = {row.id: row for row in records(rows)}
    before = {row.claim_id: row for row in verdict_records(then)}
    judged = now[now["claim_id"].isin(claims["claim_id"])]
    made = [_today(before[row.claim_id], row, known) for row in verdict_records(judged)]
    ordered = sorted(made, key=lambda row: ANSWERS.index(row.answer))
    return pd.DataFrame(ordered, columns=list(TODAY_COLUMNS))


def _today(then: Verdict, now: Verdict, known: dict[str, Observation]) -> Today:
    row = next((known[name] for name in names_of(now.evidence) if name in known), None)
    return Today(
        claim_id=now.claim_id,
        theme=now.theme,
        then_verdict=then.verdict,
        then=then.recomputed,
        today_verdict=now.verdict,
        today=now.recomputed,
        today_release=row.release_date if row is not None else "",
        today_unit=row.unit if row is not None else "",
        today_decimals=row.decimals if row is not None else 0,
        answer=_answer(then, now),
        evidence=now.evidence,
    )


def _answer(then: Verdict, now: Verdict) -> str:
    if now.verdict == "no_data":
        return "unknown"
    if now.verdict in ("supported", "at_odds") or (now.verdict == "undecided" and pd.isna(now.recomputed)):
        return "related"
    if now.verdict in ("derived", "rounding", "not_implied") or any(
        isinstance(one, ClaimInput) for one in inputs_of(now.evidence)
    ):
        return "printed"
    if now.verdict == "contradicted":
        return "already" if then.verdict == "contradicted" else "otherwise"
    return "same" if then.recomputed == now.recomputed else "moved"


def sign_changes(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a revision table whose sign changed."""
    return table[table["sign_change"].astype(bool)]


def mixed_changes(observations: Observations, territory: Territory | None = None) -> pd.DataFrame:
    """Return the yearly change of full-time jobs that two first releases give, beside the printed one.

    It shows what goes wrong when levels of two releases are compared: columns ``year``, ``mixed`` and
    ``printed`` in percent, ``sign_change``, and the ids of the ``inputs``. Only years with both levels
    and a printed change.
    """
    here = (territory or home()).name
    levels = select(observations, measure="jobs_fulltime", region=here, sector="total", unit="jobs")
    printed = select(change_within_release(observations), measure="jobs_fulltime_change", region=here)
    by_day = {row.period_end: row for row in records(levels)}
    return pd.DataFrame(_mixed(by_day, records(printed)), columns=list(MIXED_COLUMNS))


def _mixed(levels: dict[str, Observation], printed: Iterable[Observation]) -> Iterator[MixedChange]:
    for change in printed:
        before, after = levels.get(change.period_start), levels.get(change.period_end)
        if before is not None and after is not None:
            mixed = round(100 * (after.value / before.value - 1), 9)
            inputs = f"{before.id} {after.id} {change.id}"
            yield MixedChange(change.year, mixed, change.value, mixed * change.value < 0, inputs)
