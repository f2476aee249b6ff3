"""What a notebook says to have read is all that it needs: from those rows alone come the same results."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from keianalysis import workbench
from keianalysis.figures.chart import Chart
from keianalysis.model.folders import project_root
from keianalysis.model.observations import select
from keianalysis.readers.sources import TABLES, Sources, WatchedSources, read_sources
from keianalysis.runs.engine.execute import STEPS, run_notebooks
from keianalysis.runs.engine.guard import FORKS
from keianalysis.runs.plan import VERDICTS, Plan, monitor_plan, review_plan
from keianalysis.tracking.read_log import EVERYTHING
from keianalysis.workbench import Run
from tests.editions import YEAR, monitor_steps, review_steps
from tests.reviews import REVIEW_DATE

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FORKS, reason="forked notebooks see the patch")]


def only(sources: Sources, read: list[str]) -> Sources:
    """Return the rows of the measures, and the tables, that a notebook has read; all else is empty."""
    measures = [name.removeprefix("measure:") for name in read if name.startswith("measure:")]
    review = sources.review.name
    tables: dict[str, Any] = {
        name: getattr(sources, name).iloc[:0]
        for name in TABLES
        if not {f"table:{review}/{name}", f"table:{review}/{EVERYTHING}"} & set(read)
    }
    if "table:coefficients" not in read:
        tables["coefficients"] = sources.coefficients.iloc[:0]
    published = sources.published if EVERYTHING in measures else select(sources.published, measure=measures)
    return replace(sources, published=published, **tables)


def made(folder: Path, name: str, table: str) -> pd.DataFrame:
    return pd.read_parquet(folder / name / "results" / f"{table}.parquet")


def read_by(folder: Path, name: str) -> list[str]:
    promise = folder / name / "results" / f"{name}.json"
    return list(json.loads(promise.read_text("utf-8"))["read"])


@pytest.mark.parametrize(
    "plan",
    [review_plan(REVIEW_DATE, "nl"), monitor_plan(YEAR, "2026-01-01", "nl", read_sources())],
    ids=lambda plan: plan.edition.name,
)
def test_a_notebook_needs_nothing_but_what_it_read(
    plan: Plan, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebooks, bare = project_root() / "notebooks", tmp_path / "bare" / STEPS
    whole = (review_steps if plan.edition.is_review else monitor_steps)(tmp_path_factory, "nl")
    read = {name: read_by(whole, name) for name in plan.notebooks}

    def with_less(
        name: str,
        as_of: str,
        year: int,
        language: str,
        folder: Path | None,
        sources: WatchedSources,
        **more: Any,
    ) -> Run:
        less = WatchedSources(only(sources.sources, read[name]))
        return Run(name, as_of, year, language, folder, less, **more)

    def as_drawn(chart: Chart, place: Path) -> dict[str, Path | str]:
        """Take the files of a figure from the whole run: to draw what is decided already reads no row."""
        place.mkdir(exist_ok=True)
        drawn = (whole / place.parent.name / "figures").glob(f"{chart.name}.*")
        return {path.suffix[1:]: shutil.copy(path, place / path.name) for path in drawn}

    monkeypatch.setattr(workbench, "Run", with_less)
    monkeypatch.setattr(workbench, "save_chart", as_drawn)
    run_notebooks(plan, notebooks, bare.parent, jobs=2, tell=lambda _: None)
    for name in plan.notebooks:
        assert read[name]
        pd.testing.assert_frame_equal(made(bare, name, name), made(whole, name, name))
    if plan.edition.is_review:
        pd.testing.assert_frame_equal(*(made(folder, VERDICTS, "verdicts") for folder in (bare, whole)))
