"""A made-up register of many years, written straight into the form of the store.

Establishments enter and leave, grow and shrink, move, change activity, and go on under another id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from keianalysis.model.sectors import section_of_division
from keianalysis.register.delivery import StoredYear
from keianalysis.register.delivery.store import KEPT
from keianalysis.samples.lists import FOLDER

TURNOVER: Final = 0.08
"""Establishments that leave in a year, and as many that enter."""
MOVED: Final = 0.02
RECODED: Final = 0.01
RENUMBERED: Final = 0.003
RESIZED: Final = 0.25
COUNTS: Final = ("men_fulltime", "women_fulltime", "men_parttime", "women_parttime")

_ROWS: Final = f"""
    SELECT {", ".join(KEPT)} FROM (
        SELECT CAST(row_number() OVER () AS INTEGER) AS row,
            lpad(CAST(id AS VARCHAR), 9, '0') AS establishment_id,
            lpad(CAST(company AS VARCHAR), 8, '0') AS company_id,
            lpad(CAST(chamber AS VARCHAR), 12, '0') AS chamber_establishment_id,
            CAST(municipality AS VARCHAR) AS municipality_code, CAST(sbi AS VARCHAR) AS sbi,
            CAST(section AS VARCHAR) AS section, {", ".join(COUNTS)},
            men_fulltime + women_fulltime AS jobs_fulltime, men_parttime + women_parttime AS jobs_parttime,
            men_fulltime + women_fulltime + men_parttime + women_parttime AS jobs_total,
            FALSE AS is_unknown, '01' AS survey_type, FALSE AS counts_raised,
            CAST(NULL AS VARCHAR) AS business_park_id
        FROM year
    )
"""


def write_panel(folder: Path, years: Sequence[int], rows: int, municipalities: Sequence[str]) -> None:
    """Write one Parquet file a year, ordered by id, of ``rows`` establishments each."""
    draw = np.random.default_rng(1)
    codes = pd.read_csv(FOLDER / "activities.csv", dtype=str)["sbi"].tolist()
    sections = [section_of_division()[code[:2]] for code in codes]
    with duckdb.connect() as connection:
        for year, state in zip(years, _states(draw, rows, len(municipalities), len(codes)), strict=False):
            table = state.assign(
                municipality=np.array(municipalities)[state["municipality"]],
                section=np.array(sections)[state["activity"]],
                sbi=np.array(codes)[state["activity"]],
            )
            connection.register("year", table)
            connection.execute(
                f"COPY ({_ROWS}) TO '{path_of(folder, year)}' (FORMAT parquet, COMPRESSION zstd)"
            )


def path_of(folder: Path, year: int) -> Path:
    """Return the file of a year."""
    return folder / f"{year}.parquet"


def stored_years(folder: Path) -> tuple[StoredYear, ...]:
    """Return the years of a folder as the store gives them."""
    return tuple(
        StoredYear(f"{path.stem}-04-01", path, path.name, "", "2008", 0, ())
        for path in sorted(folder.glob("*.parquet"))
    )


def _states(draw: np.random.Generator, rows: int, places: int, activities: int) -> Iterator[pd.DataFrame]:
    """Yield the establishments of one year after the other, in the order of their ids."""
    state = _entrants(draw, 1, rows, places, activities)
    while True:
        yield state
        state = _next(draw, state, places, activities)


def _entrants(draw: np.random.Generator, first: int, rows: int, places: int, activities: int) -> pd.DataFrame:
    ids = np.arange(first, first + rows)
    fulltime = np.minimum(draw.pareto(1.2, rows), 5000).astype("int32")
    parttime = np.minimum(draw.pareto(1.8, rows), 500).astype("int32")
    men, men_parttime = draw.binomial(fulltime, 0.57), draw.binomial(parttime, 0.4)
    return pd.DataFrame(
        {
            "id": ids,
            "chamber": 100_000_000 + ids,
            "company": ids - draw.integers(0, 2, rows),
            # Squared, so that some municipalities and activities are large and many small.
            "municipality": (draw.random(rows) ** 2 * places).astype("int16"),
            "activity": (draw.random(rows) ** 2 * activities).astype("int16"),
        }
    ).assign(
        men_fulltime=men.astype("int32"),
        women_fulltime=(fulltime - men).astype("int32"),
        men_parttime=men_parttime.astype("int32"),
        women_parttime=(parttime - men_parttime).astype("int32"),
    )


def _next(draw: np.random.Generator, before: pd.DataFrame, places: int, activities: int) -> pd.DataFrame:
    rows = len(before)
    state = before[draw.random(rows) >= TURNOVER].copy()
    moved, recoded = draw.random(len(state)) < MOVED, draw.random(len(state)) < RECODED
    state.loc[moved, "municipality"] = draw.integers(0, places, moved.sum()).astype("int16")
    state.loc[recoded, "activity"] = draw.integers(0, activities, recoded.sum()).astype("int16")
    for name in COUNTS[:2]:
        change = draw.integers(-2, 3, len(state)) * (draw.random(len(state)) < RESIZED)
        state[name] = np.maximum(state[name] + change, 0).astype("int32")
    first = int(before["id"].max()) + 1
    renumbered = draw.random(len(state)) < RENUMBERED
    under_new_id = state[renumbered].assign(id=np.arange(first, first + renumbered.sum()))
    entered = _entrants(draw, first + renumbered.sum(), rows - len(state), places, activities)
    return pd.concat([state[~renumbered], under_new_id, entered], ignore_index=True)
