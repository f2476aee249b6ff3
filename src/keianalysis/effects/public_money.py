"""What share of the printed totals the publicly known project amounts can explain.

The public file lists totals and parts of one project, and some amounts twice, so it is never summed:
each project counts once, by its total or by its parts. ``counted_projects.csv`` says of every project
that meets the years of the review whether its money counts in the low and in the high reading, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.effects.printed_totals import PROVINCE, TOTAL, printed
from keianalysis.indicators.computation import indicator
from keianalysis.language.catalogue import section
from keianalysis.model import observations as obs
from keianalysis.model.claims import Claim, claim_code, claim_period, claim_quantity
from keianalysis.model.intervals import HUNDRED, ZERO, Quantity, decimal_of, total
from keianalysis.model.lineage import input_of
from keianalysis.model.observations import Result
from keianalysis.model.rows import typed_rows

SINGLE_PAYERS: Final = ("province", "eu", "state", "municipality", "private")
CLAIMS: Final = {"province": PROVINCE, "total": TOTAL}
PLANNED: Final = "programme_planned"
"""The measure of a plan that is larger than what was printed, as ``counted_projects.csv`` marks it."""

MEASURES: Final = (
    *(f"investment_{payer}_public{share}" for payer in CLAIMS for share in ("", "_share")),
    PLANNED,
)


class _Amount(NamedTuple):
    funding_source: str
    amount_eur: float


@indicator("public_money.public_money", makes=MEASURES, asks=None)
def public_money(projects: pd.DataFrame, claims: pd.DataFrame, counted: pd.DataFrame) -> Iterable[Result]:
    """Return the publicly known money of the province and of all parties, and what it explains.

    ``counted`` are the projects that meet the years of the review, with the readings in which they
    count: the low counts what surely is money of its projects spent in its period, the high all that
    may be; value and low are equal. Measures ``investment_province_public`` and
    ``investment_total_public`` (eur), and with ``_share`` the low as a percentage of the printed total:
    what is planned exceeds what was printed, so that the high says nothing.
    ``programme_planned`` (eur) is the plan of one programme that does so alone. Without the printed
    totals there is nothing.
    """
    known = printed(claims)
    used = projects[projects["in_period"] == "yes"]
    results = [
        result
        for payer, name in CLAIMS.items()
        if name in known
        for result in _results(payer, used, known[name], counted)
    ]
    return [*results, *_planned(used, known, counted)]


def _planned(projects: pd.DataFrame, known: Mapping[str, Claim], counted: pd.DataFrame) -> Iterator[Result]:
    """Yield the plan of a programme that alone exceeds the printed total of all parties."""
    for name in counted.loc[counted["measure"] == PLANNED, "project"]:
        rows = projects[projects["project"] == name]
        amount = money_of(rows, "total")
        if TOTAL in known and amount.low > claim_quantity(known[TOTAL]).high:
            yield _result(PLANNED, "eur", amount, rows, known[TOTAL], -6)


def _results(payer: str, projects: pd.DataFrame, claim: Claim, counted: pd.DataFrame) -> list[Result]:
    low, high = (counted.loc[counted[end] == "yes", "project"] for end in ("low", "high"))
    found = {name: money_of(projects[projects["project"] == name], payer) for name in high}
    floor = total(found[name] for name in low).low
    amount = Quantity(floor, floor, total(found.values()).high)
    rows = projects[projects["project"].isin(high)]
    sure = HUNDRED * Quantity(floor, floor, floor) / claim_quantity(claim)
    return [
        _result(f"investment_{payer}_public", "eur", amount, rows, claim, 0),
        _result(f"investment_{payer}_public_share", "pct", sure, rows, claim, 0),
    ]


def _result(
    measure: str, unit: str, quantity: Quantity, rows: pd.DataFrame, claim: Claim, decimals: int
) -> Result:
    return Result(
        measure, claim.region, claim_period(claim), unit, quantity, obs.empty(),
        region_code=claim_code(claim), decimals=decimals,
        origins=[input_of(place) for place in rows["lineage"]],
        claims=[claim.claim_id] if unit == "pct" else [], release_date="",
    )  # fmt: skip


def money_of(rows: pd.DataFrame, payer: str) -> Quantity:
    """Return what the rows of one project say of the money of the province, or of all (``total``).

    An amount that two sources give counts once. All money is the total, or without one the sum of
    its parts; a stated total below the sum of the parts is itself a part. Several totals give a
    range.
    """
    once = rows.drop_duplicates(["party", "funding_source", "amount_eur"])
    if payer == "province":
        return _sum(once[once["funding_source"] == "province"])
    parts = _sum(once[once["funding_source"].isin(SINGLE_PAYERS)])
    stated = [_amount(row) for row in typed_rows(once, _Amount) if row.funding_source == "total"]
    whole = [amount for amount in stated if amount.value >= parts.value]
    mixed = [_amount(row) for row in typed_rows(once, _Amount) if row.funding_source == "mixed"]
    if whole:
        lowest, highest = min(whole, key=_value), max(whole, key=_value)
        return Quantity(lowest.value, lowest.low, highest.high)
    # Money of several payers together may hold the parts that are named: the larger of the two.
    return max([parts, *mixed], key=_value)


def _value(amount: Quantity) -> Decimal:
    return amount.value


def _amount(row: _Amount) -> Quantity:
    amount = decimal_of(float(row.amount_eur))
    return Quantity(amount, amount, amount)


def _sum(rows: pd.DataFrame) -> Quantity:
    return total([_amount(row) for row in typed_rows(rows, _Amount)]) if len(rows) else ZERO


def reasons(counted: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return every classified project with its readings and the reason, for a reader."""
    words = section("effects.public")[language]
    shown = counted[["project", "low", "high", f"reason_{language}"]]
    readings = {end: shown[end].map(words) for end in ("low", "high")}
    headings = [words[name] for name in ("project", "low", "high", "reason")]
    return shown.assign(**readings).set_axis(headings, axis=1)
