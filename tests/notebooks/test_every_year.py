"""A year that ended a monitor once, by its layout or by its emptiness, ends none on any date."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest

from keianalysis.model.errors import NotReleasedYet
from keianalysis.model.folders import project_root
from keianalysis.readers.sources import read_sources
from keianalysis.runs.plan import monitor_plan

DATES = ("2014-04-04", "2020-01-01", "2026-01-01")
FAILED_ONCE = (2004, 2005, 2020)


@cache
def cells(name: str) -> list[CodeType]:
    """Return the code cells of a notebook behind its parameters."""
    notebook = nbformat.read(project_root() / "notebooks" / f"{name}.ipynb", 4)
    return [
        compile(cell.source, f"{name}.ipynb", "exec")
        for cell in notebook.cells
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", [])
    ]


def run_monitor(year: int, language: str, date: str) -> int:
    """Run the notebooks of a monitor in this process; return how many ran, none before there are data."""
    try:
        plan = monitor_plan(year, date, language, read_sources())
    except NotReleasedYet:
        return 0
    for name in plan.notebooks:
        space: dict[str, Any] = {**plan.parameters(Path()), "folder": "", "display": lambda *_: None}
        for cell in cells(name):
            exec(cell, space)
        plt.close("all")
    return len(plan.notebooks)


@pytest.mark.slow
@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("year", FAILED_ONCE)
def test_a_year_that_failed_once_has_a_monitor_on_every_date(year: int, date: str) -> None:
    ran = run_monitor(year, "nl", date)
    assert ran or f"{year}-12-31" > date
