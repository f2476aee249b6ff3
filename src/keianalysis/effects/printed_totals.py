"""Effects from the printed totals: leverage, euro per person-year, structural jobs per million.

The review prints money invested, temporary person-years and structural jobs as rounded totals. Each
result here is the interval that those totals leave, not a single number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import pandas as pd

from keianalysis.indicators.computation import indicator
from keianalysis.model import observations as obs
from keianalysis.model.claims import (
    Claim,
    claim_code,
    claim_period,
    claim_quantity,
    claim_records,
    printed_number,
)
from keianalysis.model.intervals import ONE, Quantity
from keianalysis.model.lineage import input_of
from keianalysis.model.observations import Result

PROVINCE: Final = "investment_province"
TOTAL: Final = "investment_total"
TEMPORARY: Final = "jobs_temporary_direct"
STRUCTURAL: Final = "jobs_structural"
"""The measures of the totals that a review prints."""

MILLION: Final = Quantity.of(1_000_000)
RATIOS: Final = (
    "leverage_others",
    "leverage_total",
    "leverage_private",
    "eur_per_person_year",
    "jobs_structural_per_million_total",
    "jobs_structural_per_million_province",
)
FUNDS: Final = "fund_capital"
ELSEWHERE: Final = (
    ("jobs_temporary_at_other_ratios", "person_years", "person_years"),
    ("jobs_structural_at_other_ratios", "fte", "created_and_maintained"),
)
"""What the printed total would give at the ratios of others: its measure, its unit, what they count."""


@indicator("printed_totals.printed_totals", makes=RATIOS, asks=None)
def printed_totals(claims: pd.DataFrame) -> Iterable[Result]:
    """Return the ratios that the printed totals of the review imply.

    ``leverage_others`` is (T - P) / P, the review's own words; ``leverage_total`` is T / P, which
    puts own money in the numerator as the EU Financial Regulation does; with P the provincial and
    T all money. ``eur_per_person_year`` rests on all money. Structural jobs per million are given
    over all money and over provincial money; their range runs from the lowest to the highest
    reading. Claims that are absent leave out what rests on them.
    """
    formulas: list[tuple[str, str, tuple[str, ...], int, Callable[..., Quantity]]] = [
        ("leverage_others", "ratio", (TOTAL, PROVINCE), 2, lambda t, p: t / p - ONE),
        ("leverage_total", "ratio", (TOTAL, PROVINCE), 2, lambda t, p: t / p),
        ("eur_per_person_year", "eur_per_person_year", (TOTAL, TEMPORARY), 0, lambda t, y: t / y),
        (
            "jobs_structural_per_million_total", "jobs_per_million_eur", (STRUCTURAL, TOTAL), 1,
            lambda j, t: MILLION * j / t,
        ),
        (
            "jobs_structural_per_million_province", "jobs_per_million_eur", (STRUCTURAL, PROVINCE), 1,
            lambda j, p: MILLION * j / p,
        ),
    ]  # fmt: skip
    known = printed(claims)
    return (
        _ratio(measure, unit, [known[name] for name in names], decimals, formula)
        for measure, unit, names, decimals, formula in formulas
        if all(name in known for name in names)
    )


def printed(claims: pd.DataFrame) -> dict[str, Claim]:
    """Return the printed totals of a review by their measure, those that it prints."""
    found = {name: printed_number(claims, name) for name in (PROVINCE, TOTAL, TEMPORARY, STRUCTURAL)}
    return {name: claim for name, claim in found.items() if claim is not None}


def _ratio(
    measure: str, unit: str, used: list[Claim], decimals: int, formula: Callable[..., Quantity]
) -> Result:
    return Result(
        measure,
        used[0].region,
        claim_period(used[0]),
        unit,
        formula(*(claim_quantity(claim) for claim in used)),
        obs.empty(),
        region_code=claim_code(used[0]),
        decimals=decimals,
        claims=[claim.claim_id for claim in used],
    )


def leverage_private_bounds(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the bounds of private money per provincial euro: from nothing to all money of others.

    The review does not print private money, so there is no value, only what it cannot exceed.
    """
    others = printed_totals(claims)
    row = others[others["measure"] == "leverage_others"].assign(
        measure="leverage_private",
        value=float("nan"),
        low=0.0,
        status="unreliable",
        note="private money is not printed; bounds only",
    )
    return obs.with_ids(row).reset_index(drop=True)


@indicator("printed_totals.fund_capital", makes=(FUNDS,), asks=None)
def fund_capital(projects: pd.DataFrame, claims: pd.DataFrame, counted: pd.DataFrame) -> Iterable[Result]:
    """Return the capital of the funds as announced by others than the review (eur).

    ``counted`` says in its column measure which projects make up the capital; all must have an amount.
    """
    funds = set(counted.loc[counted["measure"] == FUNDS, "project"])
    rows = projects[projects["project"].isin(funds)]
    wanted = claims[claims["measure"] == FUNDS]
    if not funds or set(rows["project"]) != funds:
        return []
    return (
        Result(
            FUNDS,
            claim.region,
            claim_period(claim),
            "eur",
            Quantity.of(float(rows["amount_eur"].sum())),
            obs.empty(),
            region_code=claim_code(claim),
            decimals=-6,
            note=_listed(rows["project"], rows["source"]),
            origins=[input_of(place) for place in rows["lineage"]],
            release_date=_announced(rows),
        )
        for claim in claim_records(wanted)
    )


def _listed(names: pd.Series[str], told: pd.Series[str]) -> str:
    return "; ".join(f"{name}: {text}" for name, text in zip(names, told, strict=True))


def _announced(rows: pd.DataFrame) -> str:
    """Return the month in which the amounts were announced, where every row says one."""
    months = {str(period).removeprefix("announced ") for period in rows["period"]}
    return months.pop() if len(months) == 1 else ""


@indicator(
    "printed_totals.at_ratios_of_others",
    makes=("jobs_temporary_at_other_ratios", "jobs_structural_at_other_ratios"),
    asks=None,
)
def at_ratios_of_others(
    claims: pd.DataFrame, ratios: pd.DataFrame, measure: str, unit: str, counted: str
) -> Iterable[Result]:
    """Return what the review's total investment would give at all published ratios of one kind of job.

    ``ratios`` are the jobs per million euros of a review's folder. Only those that count the same jobs
    over all money serve, and the bounds run over all of them: none is picked.
    """
    claim = printed(claims)[TOTAL]
    rows = ratios[(ratios["counts"] == counted) & (ratios["per"] == "total")]
    if rows.empty:
        return []
    low, high = rows["low"].astype(float).min(), rows["high"].astype(float).max()
    range_of_all = Quantity.of((low + high) / 2, low, high)
    result = Result(
        measure, claim.region, claim_period(claim), unit,
        claim_quantity(claim) * range_of_all / MILLION, obs.empty(),
        region_code=claim_code(claim), decimals=0,
        claims=[claim.claim_id], origins=[input_of(place) for place in rows["lineage"]],
        note=_listed(rows["method"], rows["parameter"]),
    )  # fmt: skip
    return [result]


def at_every_ratio(claims: pd.DataFrame, ratios: pd.DataFrame) -> pd.DataFrame:
    """Return temporary person-years and structural jobs at the whole range of ratios of others."""
    if TOTAL not in printed(claims):
        return obs.empty()
    return obs.combine(at_ratios_of_others(claims, ratios, *wanted) for wanted in ELSEWHERE)
