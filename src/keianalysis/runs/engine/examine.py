"""Whether an executed notebook can be believed: every cell ran, and what it promised is there."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.errors import IncompleteRun
from keianalysis.model.observations import COLUMNS, WITHOUT_VALUE

ENDS: Final = {"svg": b"</svg>\n", "png": b"IEND\xaeB`\x82", "csv": b"\n"}
"""How a figure file ends that was written to its end."""


def check_executed(name: str, notebook: Any, folder: Path) -> None:
    """Check that every code cell ran without error and that what was promised below ``folder`` is there.

    A cell that calls ``sys.exit(0)`` ends a kernel without an error: the cells behind it are then
    the only witness.

    Raises
    ------
    IncompleteRun
        Naming everything that is amiss.
    """
    amiss = [*_cells(notebook), *_promises(name, folder)]
    if amiss:
        raise IncompleteRun(f"{name}.ipynb: {'; '.join(amiss)}")


def _cells(notebook: Any) -> Iterator[str]:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    for number, cell in enumerate(cells, start=1):
        errors = [output.ename for output in cell.outputs if output.output_type == "error"]
        if errors:
            yield f"code cell {number} ended in {errors[0]}"
        elif cell.execution_count is None:
            yield f"code cell {number} of {len(cells)} did not run"


def _promises(name: str, folder: Path) -> Iterator[str]:
    promise = folder / "results" / f"{name}.json"
    if not promise.is_file():
        yield "recorded no results; its last cell must call run.close()"
        return
    promised = json.loads(promise.read_text("utf-8"))
    yield from _results(folder / "results" / f"{name}.parquet", promised["results"])
    for figure in promised["figures"]:
        yield from _figure(folder / "figures", figure)


HIDDEN: Final = (*WITHOUT_VALUE, "sample")
"""The statuses that say why there is no value; a hidden cell of synthetic data keeps its mark."""


def _results(path: Path, count: int) -> Iterator[str]:
    if not path.is_file():
        yield f"{path.name} is missing"
        return
    table = pd.read_parquet(path)
    if tuple(table.columns) != COLUMNS:
        yield f"{path.name} has other columns than an observation table"
        return
    if len(table) != count:
        yield f"{path.name} holds {len(table)} of {count} results"
    # A number may be known by its bounds alone; only one that says why may be unknown altogether.
    unknown = table[["value", "low", "high"]].isna().all(axis=1) & ~table["status"].isin(HIDDEN)
    if unknown.any() or table["value"].map(math.isinf).any():
        yield f"{path.name} holds a value that is not finite and does not say why"


def _figure(folder: Path, name: str) -> Iterator[str]:
    for extension, end in ENDS.items():
        path = folder / f"{name}.{extension}"
        if not path.is_file() or not path.read_bytes().endswith(end):
            yield f"figure {path.name} is missing or incomplete"
            return
    numbers = pd.read_csv(folder / f"{name}.csv").select_dtypes("number")
    if numbers.map(math.isinf).any(axis=None):
        yield f"figure {name} draws a value that is not finite"
