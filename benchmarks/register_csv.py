"""A national register year as CSV in cp1252, read, checked and stored, beside pandas reading it.

Run it from the root of the project: python -m benchmarks.register_csv [--rows 1900000] [--repeats 1]
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.deliveries import (
    NAME,
    csv_delivery,
    leave_rows,
    leave_table,
    read_and_store,
    require_equal,
)
from benchmarks.measuring import arguments, cost_of, say, work

MODULE: Final = "benchmarks.register_csv"
SIDES: Final = ("ours", "pandas")


def theirs(folder: Path) -> pd.DataFrame:
    """Read the file as text in pandas."""
    return pd.read_csv(folder / NAME / "lisa.csv", sep=";", encoding="cp1252", dtype=str)


def main() -> None:
    """Measure both sides and hold their rows against each other, or do the work of one side."""
    call = arguments(str(__doc__), SIDES, rows=1_900_000, repeats=1)
    if call.side == "ours":
        work(partial(read_and_store, call.folder), partial(leave_rows, folder=call.folder))
    elif call.side == "pandas":
        work(partial(theirs, call.folder), partial(leave_table, folder=call.folder))
    else:
        _compare(call.rows, call.repeats)


def _compare(rows: int, repeats: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kei-") as place:
        csv_delivery(Path(place), rows)
        costs = {side: cost_of(MODULE, side, Path(place), repeats) for side in SIDES}
        require_equal(Path(place))
    what = f"CSV in cp1252, {rows:,} rows"
    say(costs["pandas"].row(what, "pandas, reads"))
    say(costs["ours"].row(what, "keianalysis, reads, checks and stores", costs["pandas"]))


if __name__ == "__main__":
    main()
