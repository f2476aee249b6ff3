"""An executed notebook is believed only when every cell ran and what it promised is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from keianalysis.model.errors import IncompleteRun
from keianalysis.runs.engine.examine import check_executed
from tests.conftest import observation_rows as rows


def ran(source: str, **more: Any) -> Any:
    return new_code_cell(source, execution_count=1, **more)


def folder_with(folder: Path, table: pd.DataFrame, *figures: str, results: int | None = None) -> Path:
    """Write what a notebook leaves that recorded ``table`` and drew figures."""
    (folder / "results").mkdir()
    (folder / "figures").mkdir()
    table.to_parquet(folder / "results" / "question.parquet")
    count = len(table) if results is None else results
    promise = {"results": count, "figures": list(figures), "read": []}
    (folder / "results" / "question.json").write_text(json.dumps(promise), "utf-8")
    for name in figures:
        (folder / "figures" / f"{name}.svg").write_text("<svg></svg>\n", "utf-8")
        (folder / "figures" / f"{name}.png").write_bytes(b"\x89PNG...IEND\xaeB`\x82")
        (folder / "figures" / f"{name}.csv").write_text("year,value\n2012,1.5\n", "utf-8")
    return folder


def check(folder: Path, *cells: Any) -> None:
    check_executed("question", new_notebook(cells=list(cells) or [ran("1")]), folder)


def test_a_notebook_that_ran_and_kept_its_promise_is_believed(tmp_path: Path) -> None:
    check(folder_with(tmp_path, rows({}), "jobs"), ran("1"), ran("2"), new_code_cell("  "))


def test_the_first_cell_that_did_not_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match=r"question\.ipynb: code cell 2 of 3 did not run"):
        check(folder_with(tmp_path, rows({})), ran("1"), new_code_cell("2"), new_code_cell("3"))


def test_an_error_in_an_output_is_told_without_its_message(tmp_path: Path) -> None:
    error = new_output("error", ename="KeyError", evalue="a confidential name", traceback=[])
    with pytest.raises(IncompleteRun, match="code cell 1 ended in KeyError") as told:
        check(folder_with(tmp_path, rows({})), ran("1", outputs=[error]))
    assert "confidential" not in str(told.value)


def test_missing_results_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match=r"must call run\.close\(\)"):
        check(tmp_path)


def test_a_lost_row_is_seen(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match="holds 1 of 2 results"):
        check(folder_with(tmp_path, rows({}), results=2))


def test_a_table_of_another_kind_is_seen(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match="other columns"):
        check(folder_with(tmp_path, pd.DataFrame({"value": [1.0]})))


def test_a_value_that_is_not_finite_is_seen(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match="not finite and does not say why"):
        check(folder_with(tmp_path, rows({}).assign(value=float("inf"))))


def test_a_value_may_be_unknown_when_suppressed_or_bounded(tmp_path: Path) -> None:
    nothing = float("nan")
    table = rows(
        {"value": None, "status": "suppressed"}, {"region": "Groningen", "value": 1.0, "wording": "at_least"}
    )
    table.loc[1, "value"] = nothing
    check(folder_with(tmp_path, table))


def test_a_value_without_any_bound_that_is_not_suppressed_is_seen(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match="not finite and does not say why"):
        check(folder_with(tmp_path, rows({"value": None})))


@pytest.mark.parametrize("extension", ["svg", "png", "csv"])
def test_a_figure_that_was_cut_off_or_is_missing_is_named(tmp_path: Path, extension: str) -> None:
    path = folder_with(tmp_path, rows({}), "jobs") / "figures" / f"jobs.{extension}"
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(IncompleteRun, match=rf"figure jobs\.{extension} is missing or incomplete"):
        check(tmp_path)
    path.unlink()
    with pytest.raises(IncompleteRun, match=rf"figure jobs\.{extension} is missing or incomplete"):
        check(tmp_path)


def test_a_figure_of_an_infinite_value_is_seen(tmp_path: Path) -> None:
    folder_with(tmp_path, rows({}), "jobs")
    (tmp_path / "figures" / "jobs.csv").write_text("year,value\n2012,inf\n", "utf-8")
    with pytest.raises(IncompleteRun, match="figure jobs draws a value that is not finite"):
        check(tmp_path)


def test_everything_amiss_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(IncompleteRun, match="did not run; recorded no results"):
        check(tmp_path, new_code_cell("1"))
