"""Every notebook, as stored and as run for the review and for two years of the monitor."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

from keianalysis.model.folders import project_root
from keianalysis.model.observations import COLUMNS
from keianalysis.readers.sources import read_sources
from keianalysis.runs.engine.execute import STEPS, run_notebook, run_notebooks
from keianalysis.runs.engine.guard import FORKS
from keianalysis.runs.plan import (
    INDICATORS,
    PROJECTS,
    THEMES,
    VERDICTS,
    Plan,
    is_parameters,
    monitor_plan,
    review_plan,
    with_projects,
)
from tests.editions import YEAR, monitor_steps, review_steps, sample_edition
from tests.reviews import REVIEW_DATE

FOLDER = project_root() / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
REVIEW = review_plan(REVIEW_DATE, "en")


def cells(name: str, kind: str) -> list[Any]:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def test_every_notebook_of_the_folder_is_in_the_plan_of_a_review_with_a_project_list_or_a_monitor() -> None:
    assert sorted((*with_projects(REVIEW, Path(__file__)).notebooks, INDICATORS)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_stored_without_outputs(name: str) -> None:
    assert [cell.source for cell in cells(name, "code") if cell.outputs or cell.execution_count] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_has_one_typed_parameters_cell_with_a_comment_a_line(name: str) -> None:
    (cell,) = (cell for cell in cells(name, "code") if is_parameters(cell))
    lines = cell.source.splitlines()
    assert tuple(line.partition(":")[0] for line in lines) == tuple(REVIEW.parameters(Path(), name))
    assert [line for line in lines if not re.fullmatch(r"\w+: (str|int) = .+  # .+", line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_defines_nothing_and_knows_no_path(name: str) -> None:
    for cell in cells(name, "code"):
        assert not re.search(r"^\s*(async def|def|class|lambda)\b", cell.source, re.MULTILINE)
        assert not re.search(r"Path\(|open\(|read_csv|\.csv|\.parquet", cell.source.replace("open_run(", ""))
        assert not re.search(r"""(["'])[^"'\n]*[/\\][^"'\n]*\1""", cell.source)


@pytest.mark.parametrize("name", NAMES)
def test_prose_begins_with_a_title_and_a_question_and_holds_no_number(name: str) -> None:
    prose = [cell.source for cell in cells(name, "markdown")]
    title, _, question = prose[0].partition("\n\n")
    assert title.startswith("# ")
    assert question.strip().endswith("?")
    assert [text for text in prose if re.search(r"\d", text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_opens_its_run_under_its_own_name_and_closes_it(name: str) -> None:
    code = [cell.source for cell in cells(name, "code")]
    assert sum(f'open_run(\n    "{name}"' in text or f'open_run("{name}"' in text for text in code) == 1
    assert code[-1] == "run.close()"


def executed(plan: Plan, name: str, folder: Path) -> pd.DataFrame:
    (folder / "notebooks").mkdir()
    run_notebook(FOLDER / f"{name}.ipynb", folder, plan.parameters(folder, name))
    return left(folder, name)


def left(folder: Path, name: str) -> pd.DataFrame:
    """Return the results that a notebook left in its folder."""
    return pd.read_parquet(folder / "results" / f"{name}.parquet")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_for_the_review(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if name in REVIEW.notebooks:
        folder = review_steps(tmp_path_factory, "en") / name
        results = left(folder, name)
    else:
        folder = tmp_path
        results = executed(REVIEW, name, folder)
    assert tuple(results.columns) == COLUMNS
    assert results["id"].is_unique
    assert (folder / "results" / "verdicts.parquet").is_file() is (name == VERDICTS)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "language"), [("review", "en"), ("monitor", "nl")])
def test_a_project_list_fills_its_notebook(
    kind: str, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edition = sample_edition(tmp_path_factory, kind, language)
    results = pd.read_csv(edition / "results.csv", keep_default_na=False, dtype="str")
    computed = results[results["measure"].eq("investment_total")]
    assert set(computed["basis"]) == {"sample"}
    assert {"total", "theme:location", "project:SAMPLE-01"} <= set(computed["sector"])
    drawn = [path.stem for path in (edition / "figures").glob("*.svg")]
    assert sum(name.startswith(("project-", "tornado-", "waterfall")) for name in drawn) == 10
    stored = (edition / "notebooks" / f"{PROJECTS}.ipynb").read_text("utf-8")
    assert str(edition.parent) not in stored


@pytest.mark.slow
@pytest.mark.parametrize("year", [2007, YEAR])
@pytest.mark.parametrize("name", THEMES)
def test_a_theme_runs_for_a_monitor(
    name: str, year: int, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if year == YEAR:
        results = left(monitor_steps(tmp_path_factory, "nl") / name, name)
    else:
        results = executed(monitor_plan(year, "2026-01-01", "nl", read_sources()), name, tmp_path)
    assert tuple(results.columns) == COLUMNS
    assert (results["period_end"] <= f"{year}-12-31").all()
    assert not results["basis"].eq("published_later").any()


@pytest.mark.slow
@pytest.mark.skipif(not FORKS, reason="there is nothing to compare with")
def test_a_forked_process_and_an_ordinary_kernel_write_the_same_bytes(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = ("40_business_parks_and_vacancy", "80_effects")
    forked = review_steps(tmp_path_factory, "en")
    run_notebooks(REVIEW, FOLDER, tmp_path, jobs=2, tell=lambda _: None, names=names, forks=False)
    made = [path for name in names for path in sorted((forked / name).rglob("*.*")) if path.is_file()]
    assert len(made) > 10
    for path in made:
        other = tmp_path / STEPS / path.relative_to(forked)
        assert path.read_bytes() == other.read_bytes(), path.name
