"""What a job costs, beside every published ratio that counts the same euro and kind of job."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import read_table

MILLION: Final = 1_000_000
OWN: Final = {"province": "eur_per_structural_job", "public": "eur_public_per_structural_job"}
COLUMNS: Final = ("payer", "programme", "parameter", "context", "low", "value", "high")


class _Ratio(NamedTuple):
    """A published ratio; its fields are the columns."""

    method: str
    parameter: str
    context: str
    unit: str
    low: float
    central: float
    high: float


@cache
def ratios() -> pd.DataFrame:
    """Return the published ratios in euro that are compared, with whose money they count.

    Columns method, parameter and payer. Those in other currencies are not compared.
    """
    path = Path(str(files("keianalysis.effects.comparing") / "job_ratios.csv"))
    return read_table(path, ("method", "parameter", "payer"))


def cost_per_job(effects: pd.DataFrame, coefficients: pd.DataFrame) -> pd.DataFrame:
    """Return euro per structural job of a list, and of other programmes, by whose money is counted.

    ``effects`` are the observations of the list. The list comes first for each payer (``province``,
    ``public``, ``total``), with programme empty. Prices are those of the sources; jobs are gross, and each
    programme counts them in its own way. Columns ``COLUMNS``.
    """
    whole = effects[effects["sector"] == "total"].set_index("measure")
    rows = [row for payer in ("province", "public", "total") for row in _of_payer(payer, whole, coefficients)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


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


def _of_payer(payer: str, whole: pd.DataFrame, coefficients: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    if payer in OWN and OWN[payer] in whole.index:
        row = whole.loc[OWN[payer]]
        yield payer, "", "", "", row["low"], row["value"], row["high"]
    if payer == "total" and "jobs_structural_per_million_total" in whole.index:
        row = whole.loc["jobs_structural_per_million_total"]
        yield payer, "", "", "", *_inverse(row["low"], row["value"], row["high"])
    rows = ratios()[ratios()["payer"] == payer]
    wanted = set(zip(rows["method"], rows["parameter"], strict=True))
    for ratio in typed_rows(coefficients, _Ratio):
        if (ratio.method, ratio.parameter) in wanted:
            ends = (ratio.low, ratio.central, ratio.high)
            told = ends if ratio.unit.startswith("EUR") else _inverse(*ends)
            yield payer, ratio.method, ratio.parameter, ratio.context, *told


def _inverse(low: Any, value: Any, high: Any) -> tuple[float, float, float]:
    """Return euro per job of jobs per million euro; the most jobs are the least money."""
    least, middle, most = (
        MILLION / end if pd.notna(end) and end > 0 else float("nan") for end in (low, value, high)
    )
    return most, middle, least
