"""A review as one question: which evidence bears on its claims, and what is the verdict."""

from __future__ import annotations

import pandas as pd
from pandas.api.types import is_numeric_dtype as is_number

from keianalysis.effects import printed_totals as effects
from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.monitor import effect_monitor
from keianalysis.indicators import budget
from keianalysis.indicators.every import computed_for
from keianalysis.model import observations as obs
from keianalysis.model.claims import periods_of
from keianalysis.model.observations import LAST_DAY
from keianalysis.model.territories import territory
from keianalysis.proof.budget import judge_budget
from keianalysis.proof.decide import GROUPS
from keianalysis.proof.evidence import pool
from keianalysis.proof.revisions import today
from keianalysis.proof.verdicts import COLUMNS, judge
from keianalysis.readers.sources import AnySources
from keianalysis.tracking.read_log import Observations, reworked, unread


def printed_evidence(sources: AnySources) -> pd.DataFrame:
    """Return what rests on no release: budget, project amounts, printed totals and the project list."""
    printed, here = sources.review.printed_budget, territory(sources.review.territory)
    return obs.combine(
        [
            budget.budget_observations(sources.budget, printed, territory=here),
            effects.printed_totals(sources.claims),
            project_effects(sources),
        ]
    )


def project_effects(sources: AnySources) -> pd.DataFrame:
    """Return the effects of the project list over the periods for which the review states them.

    A project that is planned, or that starts after such a period, does not count in it. Without a
    list there are none.
    """
    if sources.portfolio is None:
        return obs.empty()
    here = territory(sources.review.territory)
    periods = periods_of(sources.claims, "investment_total", "jobs_structural")
    return obs.combine(effect_monitor(sources.portfolio, assumptions(), period, here) for period in periods)


def evidence_for(
    sources: AnySources, register: pd.DataFrame | None = None, printed: pd.DataFrame | None = None
) -> Observations:
    """Return the pool of evidence on the claims: what was public in time, and what came later.

    ``register`` are observations from register deliveries; synthetic ones never serve. ``printed`` is
    ``printed_evidence`` where it is known already.
    """
    dates = (sources.review.date, LAST_DAY)
    known = [sources.known_on(date) for date in dates]
    told = printed_evidence(sources) if printed is None else printed
    made = [_made_of(one, sources, register, date, told) for one, date in zip(known, dates, strict=True)]
    return reworked(lambda *rows: pool(*([one, *more] for one, more in zip(rows, made, strict=True))), *known)


def _made_of(
    known: Observations,
    sources: AnySources,
    register: pd.DataFrame | None,
    date: str,
    printed: pd.DataFrame,
) -> list[pd.DataFrame]:
    """Return what bears on the claims beside the published rows that were known on a date."""
    delivered = [] if register is None else [obs.as_of(_bearing(register, sources.claims), date)]
    here = territory(sources.review.territory)
    return [computed_for(known, sources.claims, here), printed, *delivered]


def _bearing(register: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the few of the many rows of a register that may bear on a claim."""
    columns = ("measure", "region", "sector")
    return obs.select(register, **{name: set(claims[name]) for name in columns})


def judgement(
    sources: AnySources, register: pd.DataFrame, *, as_of: str, language: str
) -> tuple[Observations, pd.DataFrame]:
    """Return the pool of evidence on the claims, and the verdicts that follow from it."""
    evidence = evidence_for(sources, register)
    return evidence, judge_review(sources, register, as_of=as_of, language=language, evidence=evidence)


def judge_review(
    sources: AnySources,
    register: pd.DataFrame,
    *,
    as_of: str,
    language: str,
    evidence: Observations | None = None,
) -> pd.DataFrame:
    """Return one verdict for every claim and for every total and difference of the budget table.

    ``evidence`` is the pool of ``evidence_for`` where it is known already.
    """
    known = evidence_for(sources, register) if evidence is None else evidence
    claims = judge(sources.review, known, as_of=as_of, language=language)
    table = judge_budget(sources.budget)
    added = table.assign(
        theme="budget", reason=table[f"reason_{language}"], group=table["verdict"].map(GROUPS)
    )
    lacking = {name: "" for name in COLUMNS if name not in added and not is_number(claims[name])}
    filled = added.assign(**lacking).reindex(columns=list(COLUMNS))
    return pd.concat([claims, filled], ignore_index=True)


def judge_today(sources: AnySources, register: pd.DataFrame, *, as_of: str, language: str) -> pd.DataFrame:
    """Return claim by claim what the review would have said with the newest release of everything."""
    known = obs.public_on(reworked(_dated_first, sources.published), LAST_DAY)
    printed = printed_evidence(sources)
    made = _made_of(known, sources, register, LAST_DAY, printed)
    evidence = reworked(lambda rows: pool([rows, *made], [rows, *made]), known)
    in_time = evidence_for(sources, register, printed)
    then = judge(sources.review, in_time, as_of=as_of, language=language)
    now = judge(sources.review, evidence, as_of=as_of, language=language)
    return today(sources.claims, then, now, unread(evidence))


def _dated_first(published: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without those undated ones of whose number a dated release is known."""
    dated = published["release_date"] != ""
    known = set(published.loc[dated, list(obs.NUMBER)].itertuples(index=False, name=None))
    again = [number in known for number in published[list(obs.NUMBER)].itertuples(index=False, name=None)]
    return published[dated | ~pd.Series(again, index=published.index)]
