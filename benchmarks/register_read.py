"""A register year as a workbook, read, checked and stored, beside pandas with openpyxl reading it.

Run it from the root of the project: python -m benchmarks.register_read [--rows 52000] [--repeats 2]
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.deliveries import (
    NAME,
    leave_rows,
    leave_table,
    read_and_store,
    require_equal,
    workbook_delivery,
)
from benchmarks.measuring import arguments, cost_of, say, work
from keianalysis.samples.files import SHEET

MODULE: Final = "benchmarks.register_read"
SIDES: Final = ("ours", "pandas")


def theirs(folder: Path) -> pd.DataFrame:
    """Read the sheet as text in pandas."""
    return pd.read_excel(folder / NAME / "lisa.xlsx", sheet_name=SHEET, engine="openpyxl", dtype=str)


def main() -> None:
    """Measure both sides and hold their rows against each other, or do the work of one side."""
    call = arguments(str(__doc__), SIDES, rows=52_000, repeats=2)
    if call.side == "ours":
        work(partial(read_and_store, call.folder), partial(leave_rows, folder=call.folder))
    elif call.side == "pandas":
        work(partial(theirs, call.folder), partial(leave_table, folder=call.folder))
    else:
        _compare(call.rows, call.repeats)


def _compare(rows: int, repeats: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kei-") as place:
        workbook_delivery(Path(place), rows)
        costs = {side: cost_of(MODULE, side, Path(place), repeats) for side in SIDES}
        require_equal(Path(place))
    what = f"workbook, {rows:,} rows"
    say(costs["pandas"].row(what, "pandas with openpyxl, reads"))
    say(costs["ours"].row(what, "keianalysis, reads, checks and stores", costs["pandas"]))


if __name__ == "__main__":
    main()
