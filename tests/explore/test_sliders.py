"""Sliders of a notebook move the effect code itself."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
import pytest

from keianalysis.explore.sliders import net_jobs, slider_settings
from keianalysis.readers.projects import read_project_list
from keianalysis.runs.project.copies import FIRST, copied_notebooks
from keianalysis.samples.projects import write_sample_projects

NOTEBOOK = Path(str(files("keianalysis.explore") / "notebooks" / FIRST))


def test_a_loss_takes_its_part_of_what_was_there(tmp_path: Path) -> None:
    listed = read_project_list(write_sample_projects(tmp_path / "projects.csv", seed=1))
    table = net_jobs(listed, leakage=0.0, structural_multiplier=1.2)
    assert table.index[0] == "gross"
    ratio = table.loc["structural_multiplier"] / table.loc["substitution"]
    assert list(ratio) == pytest.approx([1.2, 1.2, 1.2])
    central = net_jobs(listed)
    for one in slider_settings().values():
        assert float(one["min"]) <= float(one["value"]) <= float(one["max"])
    assert central.loc["gross"].tolist() == table.loc["gross"].tolist()
    assert central["central"].iloc[-1] < table["central"].iloc[-1]


def test_what_is_saved_in_a_copy_stays_and_changes_no_notebook(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    own = tmp_path / "notebooks" / "10_employment.ipynb"
    own.write_text("as it runs", "utf-8")
    first = copied_notebooks(tmp_path)
    assert first == tmp_path / "explore" / FIRST
    assert "slider_settings()" in first.read_text("utf-8")
    copy = first.with_name(own.name)
    assert copy.read_text("utf-8") == "as it runs"
    copy.write_text("mine", "utf-8")
    copied_notebooks(tmp_path)
    assert (copy.read_text("utf-8"), own.read_text("utf-8")) == ("mine", "as it runs")


def test_the_notebook_to_begin_with_runs_and_a_slider_moves_the_effect_code() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    names: dict[str, Any] = {}
    for cell in cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, FIRST, "exec"), names)
    central, moved = names["moved"].widget.result, names["sliders"]["leakage"]
    given = {name: one["value"] for name, one in slider_settings().items()}
    assert central.equals(net_jobs(names["projects"], **given).round(1))
    moved.value = moved.min
    lower = net_jobs(names["projects"], **(given | {"leakage": moved.min})).round(1)
    assert names["moved"].widget.result.equals(lower)
    assert not lower.equals(central)
