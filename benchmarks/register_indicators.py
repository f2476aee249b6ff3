"""The six core indicators over twenty years, of Drenthe and of the nation, beside the same in pandas.

Full-time jobs, all jobs, establishments, solo establishments, the change of full-time jobs, and the jobs
created and destroyed, by region and sector. Run it from the root of the project:
python -m benchmarks.register_indicators [--years 20] [--rows 1900000] [--repeats 2]
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.measuring import arguments, cost_of, say, work
from benchmarks.pandas_indicators import CELL, FLOWS, STOCKS, indicators, indicators_by_year
from benchmarks.panel import stored_years, write_panel
from keianalysis.model.regions import compositions, municipalities
from keianalysis.register.flows import flows
from keianalysis.register.panel import Panel, RegionsOn

Tables = tuple[pd.DataFrame, pd.DataFrame]

FIRST: Final = 2001
ROWS_DRENTHE: Final = 50_000
MUNICIPALITIES: Final = 400
PROVINCES: Final = 12
OUR_FLOWS: Final = {f"job_{name}": name for name in FLOWS}
MODULE: Final = "benchmarks.register_indicators"


def national_regions(_: str) -> Mapping[str, tuple[str, ...]]:
    """Return made-up municipalities, provinces of a twelfth of them each, and the country."""
    codes = tuple(f"GM{number:04d}" for number in range(1, MUNICIPALITIES + 1))
    provinces = {f"Provincie {number + 1}": codes[number::PROVINCES] for number in range(PROVINCES)}
    return {code: (code,) for code in codes} | provinces | {"Nederland": codes}


def drenthe_regions(date: str) -> Mapping[str, tuple[str, ...]]:
    """Return the regions of Drenthe as the project knows them."""
    codes = set(drenthe_codes())
    return {name: held for name, held in compositions(date).items() if set(held) <= codes}


def drenthe_codes() -> list[str]:
    """Return the municipalities of Drenthe in the years of the panel."""
    return [
        one.code
        for one in municipalities()
        if one.province_code == "PV22" and one.exists_on(f"{FIRST}-04-01")
    ]


REGIONS: Final[Mapping[str, RegionsOn]] = {"drenthe": drenthe_regions, "national": national_regions}


def ours(folder: Path) -> Tables:
    """Compute the indicators as the project does: DuckDB, a year or a pair of years at a time."""
    with Panel.open(stored_years(folder), REGIONS[folder.name]) as panel:
        stocks = {year: panel.stocks(year) for year in panel.years}
        flowing = [flows(panel, *pair).assign(year=int(pair[1].reference_date[:4])) for pair in panel.pairs]
    levels = [cells.assign(year=int(year.reference_date[:4])) for year, cells in stocks.items()]
    found = pd.concat(levels, ignore_index=True)[["year", *CELL, *STOCKS]]
    before = found[["year", *CELL, "jobs_fulltime"]].assign(year=found["year"] + 1)
    found = found.merge(before, on=["year", *CELL], how="left", suffixes=("", "_before"))
    found["jobs_fulltime_change"] = found["jobs_fulltime"] - found.pop("jobs_fulltime_before")
    return found, pd.concat(flowing, ignore_index=True).rename(columns=OUR_FLOWS)


def theirs(folder: Path, compute: Callable[..., Tables]) -> Tables:
    """Compute the indicators in pandas."""
    return compute(sorted(folder.glob("*.parquet")), REGIONS[folder.name](f"{FIRST}-04-01"))


SIDES: Final[Mapping[str, Callable[[Path], Tables]]] = {
    "ours": ours,
    "pandas": partial(theirs, compute=indicators),
    "pandas-by-year": partial(theirs, compute=indicators_by_year),
}


def leave(tables: Tables, side: str, folder: Path) -> None:
    """Write what one side computed beside the panel."""
    for name, table in zip(("stocks", "flows"), tables, strict=True):
        table.to_parquet(folder.parent / f"{folder.name}-{side}-{name}.parquet")


def require_equal(folder: Path, side: str) -> None:
    """Raise AssertionError when our numbers and those of the other side differ anywhere.

    A cell in which nothing happened may have a row of zeros or no row.
    """
    for name, columns in (("stocks", [*STOCKS, "jobs_fulltime_change"]), ("flows", FLOWS)):
        tables = [
            pd.read_parquet(folder.parent / f"{folder.name}-{who}-{name}.parquet")
            .astype(dict.fromkeys(columns, "float64"))
            .sort_values(["year", *CELL], ignore_index=True)[["year", *CELL, *columns]]
            for who in ("ours", side)
        ]
        filled = [table[table[columns].ne(0).any(axis=1)].reset_index(drop=True) for table in tables]
        pd.testing.assert_frame_equal(filled[0], filled[1], check_dtype=False)


def compare(folder: Path, what: str, repeats: int) -> None:
    """Measure the sides on one panel, hold their numbers against each other and print the rows."""
    costs = {side: cost_of(MODULE, side, folder, repeats) for side in SIDES}
    for side in ("pandas", "pandas-by-year"):
        require_equal(folder, side)
    say(costs["pandas"].row(what, "pandas, the whole panel"))
    say(costs["pandas-by-year"].row(what, "pandas, two years at a time", costs["pandas"]))
    say(costs["ours"].row(what, "keianalysis", costs["pandas"]))


def main() -> None:
    """Measure both panels, or do the work of one side."""
    call = arguments(str(__doc__), SIDES, years=20, rows=1_900_000, repeats=2)
    if call.side:
        work(partial(SIDES[call.side], call.folder), partial(leave, side=call.side, folder=call.folder))
        return
    years = range(FIRST, FIRST + call.years)
    with tempfile.TemporaryDirectory(prefix="kei-") as place:
        for name, rows, codes in (
            ("drenthe", min(call.rows, ROWS_DRENTHE), drenthe_codes()),
            ("national", call.rows, list(national_regions("")["Nederland"])),
        ):
            folder = Path(place) / name
            folder.mkdir()
            write_panel(folder, years, rows, codes)
            compare(folder, f"{name}, {call.years} x {rows:,} rows", call.repeats)


if __name__ == "__main__":
    main()
