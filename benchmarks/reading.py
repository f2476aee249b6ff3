"""A register year read, checked and stored by the project, beside pandas that only reads it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.deliveries import leave_rows, leave_table, read_and_store, require_equal
from benchmarks.measuring import arguments, cost_of, say, work

SIDES: Final = ("ours", "pandas")


@dataclass(frozen=True)
class Reading:
    """One kind of file: how a delivery of it is written, and how pandas reads that as text."""

    module: str
    rows: int
    repeats: int
    deliver: Callable[[Path, int], object]
    theirs: Callable[[Path], pd.DataFrame]
    what: str
    reader: str


def measure(reading: Reading, documentation: str) -> None:
    """Measure both sides and hold their rows against each other, or do the work of one side."""
    call = arguments(documentation, SIDES, rows=reading.rows, repeats=reading.repeats)
    if call.side == "ours":
        work(partial(read_and_store, call.folder), partial(leave_rows, folder=call.folder))
    elif call.side == "pandas":
        work(partial(reading.theirs, call.folder), partial(leave_table, folder=call.folder))
    else:
        _compare(reading, call.rows, call.repeats)


def _compare(reading: Reading, rows: int, repeats: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kei-") as place:
        reading.deliver(Path(place), rows)
        costs = {side: cost_of(reading.module, side, Path(place), repeats) for side in SIDES}
        require_equal(Path(place))
    what = f"{reading.what}, {rows:,} rows"
    say(costs["pandas"].row(what, f"{reading.reader}, reads"))
    say(costs["ours"].row(what, "keianalysis, reads, checks and stores", costs["pandas"]))
