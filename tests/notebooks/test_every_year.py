"""No layout and no emptiness ends a monitor, of whatever year, in whatever language, on whatever date.

A monitor is made and its report composed in this one process, without files of figures, PDF or workbook.
Of all years that have data, in both languages and on three dates, ``make monitors`` makes every one; here
a third of the years, those that failed once among them, take turns with the languages and the dates.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, Final

import matplotlib.pyplot as plt
import nbformat
import pytest

from keianalysis import workbench
from keianalysis.figures.chart import Chart
from keianalysis.model.folders import project_root
from keianalysis.model.observations import as_of
from keianalysis.readers.sources import read_sources
from keianalysis.report.assembly import assemble
from keianalysis.report.chapters.compose import compose
from keianalysis.report.document import Document
from keianalysis.runs.plan import monitor_plan, observed_years

DATES: Final = ("2014-04-04", "2020-01-01", "2026-01-01")
LANGUAGES: Final = ("nl", "en")
ALL: Final = "KEIANALYSIS_EVERY_MONITOR"
FAILED_ONCE: Final = (2004, 2005, 2020)


def monitors() -> Iterator[tuple[int, str, str]]:
    """Yield year, language and date of each monitor to make, of what was public on the date."""
    published = read_sources().published
    public = {date: observed_years(as_of(published, date)) for date in DATES}
    for number, year in enumerate(observed_years(published)):
        dates = [date for date in DATES if year in public[date]]
        if os.environ.get(ALL):
            yield from ((year, language, date) for language in LANGUAGES for date in dates)
        elif dates and (number % 4 == 0 or year in FAILED_ONCE):
            yield year, LANGUAGES[number // 4 % 2], dates[number // 4 % len(dates)]


@cache
def cells(name: str) -> list[CodeType]:
    """Return the code cells of a notebook behind its parameters."""
    notebook = nbformat.read(project_root() / "notebooks" / f"{name}.ipynb", 4)
    return [
        compile(cell.source, f"{name}.ipynb", "exec")
        for cell in notebook.cells
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", [])
    ]


def make_monitor(year: int, language: str, date: str, folder: Path) -> Document:
    """Run the notebooks of a monitor and compose its report."""
    plan = monitor_plan(year, date, language, read_sources())
    (folder / "results").mkdir()
    for name in plan.notebooks:
        space: dict[str, Any] = {**plan.parameters(folder), "display": lambda *_: None}
        for cell in cells(name):
            exec(cell, space)
        plt.close("all")
    return compose(assemble(folder, plan.edition, read_sources()))


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file that stands for every picture."""
    place = tmp_path_factory.mktemp("picture") / "one.png"
    place.write_bytes(b"\x89PNG\r\n\x1a\n")
    return place


@pytest.mark.slow
@pytest.mark.parametrize(("year", "language", "date"), list(monitors()))
def test_every_year_has_a_monitor(
    year: int, language: str, date: str, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(chart: Chart, folder: Path) -> Mapping[str, Path]:
        assert chart.name
        return {"png": picture}

    monkeypatch.setattr(workbench, "save_chart", drawn)
    document = make_monitor(year, language, date, tmp_path)
    assert all(chapter.blocks for chapter in document.chapters)
