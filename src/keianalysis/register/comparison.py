"""A region's register figures against the Netherlands: specialisation and the shift-share terms."""

from __future__ import annotations

from math import nan
from typing import Final

import pandas as pd

from keianalysis.indicators.computation import computation
from keianalysis.register.panel import CELL, TOTAL

COUNTRY: Final = "Nederland"
SHIFT_SHARE: Final = ("shift_share_national", "shift_share_mix", "shift_share_regional")


@computation("register_comparison.national", makes=("jobs_fulltime",))
def national_stocks(national: pd.DataFrame) -> pd.DataFrame:
    """Return the jobs of the Netherlands by section and their sum as stocks of a region.

    ``national`` has sector, jobs_fulltime and unknown on one date. What the table does not count is
    empty.
    """
    counts = ["jobs_fulltime", "unknown"]
    total = pd.DataFrame({"sector": [TOTAL]} | {name: [national[name].sum()] for name in counts})
    cells = pd.concat([total, national[["sector", *counts]]], ignore_index=True)
    return cells.assign(region=COUNTRY, jobs_total=nan, solo_establishments=nan)


@computation("register_comparison.location_quotients", makes=("location_quotient",))
def location_quotients(stocks: pd.DataFrame, national: pd.DataFrame) -> pd.DataFrame:
    """Return the share of a section in a region's jobs over its share in the Netherlands.

    ``stocks`` has ``CELL`` and jobs_fulltime on one date, ``national`` sector and jobs_fulltime on the
    same date for every section. Returns ``CELL`` and location_quotient (a ratio; 1 is the national
    share). Source: Isard (1960), Methods of Regional Analysis.
    """
    totals = stocks[stocks["sector"] == TOTAL].set_index("region")["jobs_fulltime"]
    merged = stocks.merge(national, on="sector", suffixes=("", "_nl"))
    own = merged["jobs_fulltime"] / merged["region"].map(totals)
    nation = merged["jobs_fulltime_nl"] / national["jobs_fulltime"].sum()
    found = merged[list(CELL)].assign(location_quotient=own / nation)
    return found[(nation > 0) & (merged["region"].map(totals) > 0)].reset_index(drop=True)


@computation("register_comparison.shift_share", makes=SHIFT_SHARE)
def shift_share(
    before: pd.DataFrame, after: pd.DataFrame, national_before: pd.DataFrame, national_after: pd.DataFrame
) -> pd.DataFrame:
    """Return what national growth, the sector mix and the region itself add to a region's jobs.

    For each section: national = jobs before x national growth; mix = jobs before x (growth of the section
    in the Netherlands - national growth); regional = the rest. The terms of the total are sums over the
    sections. They add up to the change in jobs exactly. Returns ``CELL`` and ``SHIFT_SHARE`` in jobs.
    Source: Dunn (1960), A statistical and analytical technique for regional analysis.
    """
    nation = national_before.merge(national_after, on="sector", suffixes=("_before", "_after"))
    nation = nation[nation["jobs_fulltime_before"] > 0]
    growth = nation["jobs_fulltime_after"].sum() / nation["jobs_fulltime_before"].sum() - 1
    by_section = (
        nation.set_index("sector")["jobs_fulltime_after"] / nation.set_index("sector")["jobs_fulltime_before"]
        - 1
    )
    both = ("_before", "_after")
    cells = before.merge(after, on=list(CELL), how="outer", suffixes=both, indicator=True)
    cells = cells[cells["sector"] != TOTAL]
    # A cell that one of the dates does not have is empty there; one whose jobs are hidden is not.
    for side, suffix in (("right_only", both[0]), ("left_only", both[1])):
        cells.loc[cells["_merge"] == side, f"jobs_fulltime{suffix}"] = 0
    section = cells["sector"].map(by_section)
    start = cells["jobs_fulltime_before"]
    terms = cells[list(CELL)].assign(
        shift_share_national=start * growth,
        shift_share_mix=start * (section - growth),
        shift_share_regional=cells["jobs_fulltime_after"] - start * (1 + section),
    )[section.notna()]
    totals = terms.groupby("region", as_index=False)[list(SHIFT_SHARE)].agg(_whole).assign(sector=TOTAL)
    return pd.concat([terms, totals[terms.columns]], ignore_index=True)


def _whole(terms: pd.Series[float]) -> float:
    """Return a sum, nothing when one of its terms is hidden."""
    return float(terms.sum(skipna=False))
