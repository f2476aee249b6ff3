"""Each notebook reads well and runs from top to bottom, for the review and for a monitor."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from keianalysis.runs.execute import run_notebook
from keianalysis.runs.plan import THEMES, Plan, check_parameters, is_parameters, monitor_plan, review_plan
from keianalysis.sources import read_sources

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
REVIEW = review_plan("2014-04-04", "nl")


@pytest.mark.parametrize("name", REVIEW.notebooks)
def test_a_notebook_is_calls_and_prose_only(name: str) -> None:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert not any(re.search(r"^\s*(def|class) ", cell.source, re.MULTILINE) for cell in code)
    assert not any(re.search(r"""["'][^"']*/[^"']*["']""", cell.source) for cell in code)
    assert not any(re.search(r"\d", text) for text in prose)
    assert sum(is_parameters(cell) for cell in code) == 1
    assert code[-1].source == "run.close()"
    check_parameters(FOLDER / f"{name}.ipynb", REVIEW.parameters(Path()))


def executed(plan: Plan, name: str, folder: Path) -> pd.DataFrame:
    (folder / "notebooks").mkdir()
    run_notebook(FOLDER / f"{name}.ipynb", folder, plan.parameters(folder))
    return pd.read_parquet(folder / "results" / f"{name}.parquet")


@pytest.mark.slow
@pytest.mark.parametrize("name", REVIEW.notebooks)
def test_each_notebook_of_the_review_runs(name: str, tmp_path: Path) -> None:
    results = executed(REVIEW, name, tmp_path)
    assert len(results) > 0 or name == "100_verdicts"
    written = (tmp_path / "notebooks" / f"{name}.ipynb").read_text("utf-8")
    assert str(tmp_path) not in written


@pytest.mark.slow
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("year", [1996, 2023])
def test_each_theme_runs_for_a_monitor(name: str, year: int, tmp_path: Path) -> None:
    plan = monitor_plan(year, "2026-01-01", "en", read_sources())
    results = executed(plan, name, tmp_path)
    assert (results["period_end"] <= f"{year}-12-31").all()
