"""The six core indicators in pandas: the whole panel in one table, grouped and merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.sectors import sectors_of

READ: Final = [
    "establishment_id",
    "chamber_establishment_id",
    "municipality_code",
    "sbi",
    "jobs_fulltime",
    "jobs_total",
]
CELL: Final = ["region", "sector"]
STOCKS: Final = ["establishments", "solo_establishments", "jobs_fulltime", "jobs_total"]
FLOWS: Final = ["creation_entry", "creation_expansion", "destruction_contraction", "destruction_exit"]

Regions = Mapping[str, Sequence[str]]


def indicators(files: Sequence[Path], regions: Regions) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return stocks with the change of jobs, and job flows, of every region, sector and year."""
    panel = pd.concat(map(_read, files), ignore_index=True)
    for name in ("municipality_code", "sbi"):
        panel[name] = panel[name].astype("category")
    cells = _cells(panel["sbi"].cat.categories, regions)
    years = {int(file.stem): panel[panel["year"] == int(file.stem)] for file in files}
    flows = [_flows(years[first], years[last], cells).assign(year=last) for first, last in pairwise(years)]
    return _with_change(_stocks(panel, cells)), pd.concat(flows, ignore_index=True)


def indicators_by_year(files: Sequence[Path], regions: Regions) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the same with no more than two years in memory, each of them read once."""
    stocks, flows = [], []
    before: pd.DataFrame | None = None
    for file in files:
        year = _read(file)
        cells = _cells(year["sbi"].unique(), regions)
        stocks.append(_stocks(year, cells))
        if before is not None:
            found = _flows(before, year, _cells({*before["sbi"], *year["sbi"]}, regions))
            flows.append(found.assign(year=int(file.stem)))
        before = year
    return _with_change(pd.concat(stocks, ignore_index=True)), pd.concat(flows, ignore_index=True)


def _read(file: Path) -> pd.DataFrame:
    return pd.read_parquet(file, columns=READ).assign(year=int(file.stem))


def _cells(codes: Iterable[str], regions: Regions) -> pd.DataFrame:
    by_region = [(name, code) for name, held in regions.items() for code in held]
    by_sector = [(sbi, sector) for sbi in codes for sector in ("total", *sectors_of(sbi))]
    return pd.DataFrame(by_region, columns=["region", "municipality_code"]).merge(
        pd.DataFrame(by_sector, columns=["sbi", "sector"]), how="cross"
    )


def _stocks(panel: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    base = (
        panel.assign(establishments=panel["jobs_total"] > 0, solo_establishments=panel["jobs_fulltime"] == 1)
        .groupby(["year", "municipality_code", "sbi"], observed=True)[STOCKS]
        .sum()
        .reset_index()
    )
    return _in_cells(base, cells, ["year", *CELL], STOCKS)


def _with_change(found: pd.DataFrame) -> pd.DataFrame:
    before = found[["year", *CELL, "jobs_fulltime"]].assign(year=found["year"] + 1)
    found = found.merge(before, on=["year", *CELL], how="left", suffixes=("", "_before"))
    found["jobs_fulltime_change"] = found["jobs_fulltime"] - found.pop("jobs_fulltime_before")
    return found


def _in_cells(base: pd.DataFrame, cells: pd.DataFrame, by: list[str], sums: list[str]) -> pd.DataFrame:
    plain = base.astype({"municipality_code": "str", "sbi": "str"})
    return plain.merge(cells, on=["municipality_code", "sbi"]).groupby(by)[sums].sum().reset_index()


def _flows(before: pd.DataFrame, after: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Return the flows of two years; who goes on under another id, by chamber number, stays."""
    old_id = _continued(before, after)
    ids = after["establishment_id"]
    after = after.assign(establishment_id=ids.map(old_id).fillna(ids))
    joined = before.merge(
        after, on="establishment_id", how="outer", suffixes=("_old", "_new"), indicator=True
    )
    is_new, is_gone = joined["_merge"] == "right_only", joined["_merge"] == "left_only"
    growth = (joined["jobs_fulltime_new"] - joined["jobs_fulltime_old"]).fillna(0)
    created = pd.DataFrame(
        {
            "municipality_code": joined["municipality_code_new"],
            "sbi": joined["sbi_new"],
            "creation_entry": joined["jobs_fulltime_new"].where(is_new, 0),
            "creation_expansion": growth.clip(lower=0),
            "destruction_contraction": -growth.clip(upper=0),
        }
    )[~is_gone]
    gone = joined.loc[is_gone, ["municipality_code_old", "sbi_old", "jobs_fulltime_old"]]
    gone = gone.set_axis(["municipality_code", "sbi", "destruction_exit"], axis=1)
    parts = [
        table.groupby(["municipality_code", "sbi"], observed=True).sum().reset_index()
        for table in (created, gone)
    ]
    return _in_cells(pd.concat(parts), cells, CELL, FLOWS)


def _continued(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series[str]:
    """Return the old id of each new one whose chamber number goes on, borne by nobody else in both years."""
    ids, number = "establishment_id", "chamber_establishment_id"
    gone = before.loc[~before[ids].isin(after[ids]), [number, ids]].dropna()
    begun = after.loc[~after[ids].isin(before[ids]), [number, ids]].dropna()
    linked = gone.merge(begun, on=number, suffixes=("_old", "_new"))
    bearers = pd.concat([year.loc[year[number].isin(linked[number]), number] for year in (before, after)])
    alone = bearers.value_counts() == 2
    linked = linked[linked[number].map(alone)]
    return linked.set_index("establishment_id_new")["establishment_id_old"]
