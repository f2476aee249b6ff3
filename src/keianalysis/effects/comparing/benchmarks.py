"""What a job costs, beside every published ratio that counts the same euro and kind of job."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from keianalysis.effects.counting.prices import factor, price_index
from keianalysis.model.projects.tables import JobCost
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import read_table

MILLION: Final = 1_000_000
OWN: Final = {
    "province": "eur_per_structural_job",
    "public": "eur_public_per_structural_job",
    "total": "jobs_structural_per_million_total",
}


class _Ratio(NamedTuple):
    """A published ratio; its fields are the columns."""

    method: str
    parameter: str
    context: str
    unit: str
    low: float
    central: float
    high: float
    lineage: str


class _Compared(NamedTuple):
    """A ratio to compare; its fields are the columns of ``job_ratios.csv``."""

    method: str
    parameter: str
    payer: str
    price_year: str
    bounds: str


@cache
def ratios() -> pd.DataFrame:
    """Return the published ratios in euro that are compared, with whose money they count.

    The price year is a year, the first and the last of several with a slash, or nothing where the source
    names none. ``bounds`` says whether low and high of the source are those of a job, as a cap for each
    firm is not. Those in other currencies are not compared.
    """
    path = Path(str(files("keianalysis.effects.comparing") / "job_ratios.csv"))
    return read_table(path, _Compared._fields)


def cost_per_job(effects: pd.DataFrame, coefficients: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return euro per structural job of a list, and of other programmes, by whose money is counted.

    ``effects`` are the observations of the list, in the prices of ``level``. The list comes first for each
    payer (``province``, ``public``, ``total``), with programme empty. Others are brought to the same prices
    where their source names a year that the index knows; money of several years gets a range of its first
    to its last. The rest stays in prices of its own. Jobs are gross, and each programme counts them in its
    own way. ``JobCost`` rows.
    """
    whole = effects[effects["sector"] == "total"].set_index("measure")
    rows = [
        row
        for payer in ("province", "public", "total")
        for row in (*_own(payer, whole, level), *_others(payer, coefficients, level))
    ]
    return pd.DataFrame(rows, columns=list(JobCost._fields))


def within(costs: pd.DataFrame) -> dict[str, bool | None]:
    """Tell for each payer whether the cost of the list lies within the range of all other programmes.

    Nothing where the list, or nobody else, has such a cost.
    """
    found: dict[str, bool | None] = {}
    for payer, rows in costs.groupby("payer", sort=False):
        own, others = rows[rows["programme"] == ""], rows[rows["programme"] != ""]
        ends = others[["low", "value", "high"]]
        known = len(own) and len(others) and pd.notna(own["value"].iloc[0])
        low, high = ends.min().min(), ends.max().max()
        found[str(payer)] = bool(low <= own["value"].iloc[0] <= high) if known else None
    return found


def _own(payer: str, whole: pd.DataFrame, level: str) -> Iterator[JobCost]:
    measure = OWN[payer]
    if measure not in whole.index:
        return
    found: Any = whole.loc[measure]
    low, value, high = found["low"], found["value"], found["high"]
    if found["unit"] != "eur_per_fte":
        low, value, high = _inverse(low, value, high)
    yield JobCost(payer, payer, "", "", "", level, level, low, value, high, str(found["id"]))


def _others(payer: str, coefficients: pd.DataFrame, level: str) -> Iterator[JobCost]:
    compared = {(one.method, one.parameter): one for one in typed_rows(ratios(), _Compared)
                if one.payer == payer}  # fmt: skip
    for ratio in typed_rows(coefficients, _Ratio):
        wanted = compared.get((ratio.method, ratio.parameter))
        if wanted is not None:
            ends = _ends(ratio) if wanted.bounds == "yes" else (math.nan, ratio.central, math.nan)
            told = ends if ratio.unit.startswith("EUR") else _inverse(*ends)
            prices, low, value, high = _at_level(told, wanted.price_year, level)
            yield JobCost(
                ratio.lineage, payer, ratio.method, ratio.parameter, ratio.context, wanted.price_year,
                prices, low, value, high, ratio.lineage,
            )  # fmt: skip


def _ends(ratio: _Ratio) -> tuple[float, float, float]:
    return ratio.low, ratio.central, ratio.high


def _at_level(ends: tuple[float, ...], year: str, level: str) -> tuple[str, float, float, float]:
    """Return in which prices a ratio can be told, and its three numbers in these."""
    low, value, high = ends
    years = [one for one in year.split("/") if one]
    if not years or not level or not all(int(one) in price_index() for one in (*years, level)):
        return "", low, value, high
    by = sorted(float(factor(one, level)) for one in years)
    first, middle, last = by[0], sum(by) / len(by), by[-1]
    if len(by) > 1:
        low, high = (value if pd.isna(end) else end for end in (low, high))
    return level, low * first, value * middle, high * last


def _inverse(low: Any, value: Any, high: Any) -> tuple[float, float, float]:
    """Return euro per job of jobs per million euro; the most jobs are the least money."""
    least, middle, most = (
        MILLION / end if pd.notna(end) and end > 0 else float("nan") for end in (low, value, high)
    )
    return most, middle, least
