"""Make one edition from start to end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from keianalysis.data import project_root
from keianalysis.register_release import open_register, register_folder
from keianalysis.report.build import build_report
from keianalysis.runs.execute import run_notebooks
from keianalysis.runs.manifest import write_manifest
from keianalysis.runs.plan import Plan
from keianalysis.runs.publish import locked, publish, staging
from keianalysis.sources import project_files, raw_files, read_sources, with_project_list

WORKING: Final = "results"
"""The folder that the notebooks write for the report and that an edition does not hold."""


def make_edition(plan: Plan, out: Path, *, jobs: int, tell: Callable[[str], None]) -> Path:
    """Run the notebooks of a plan, build the report, and publish the edition below ``out``.

    ``tell`` is called with the name of every step that has ended. Nothing is published unless every
    step ended well.

    Raises
    ------
    RunLocked
        When another run writes to ``out``.
    IncompleteRun
        When a notebook failed or left something out.
    """
    root, out = project_root(), out.resolve()
    with locked(out), staging(out) as folder:
        run_notebooks(plan, root / "notebooks", folder, jobs=jobs, tell=tell)
        register = open_register(register_folder(plan.register)).observations
        sources = with_project_list(read_sources(), plan.projects)
        given = project_files(plan.projects)
        counts = build_report(folder, plan.edition, sources, register, given)
        tell("report")
        shutil.rmtree(folder / WORKING)
        write_manifest(folder, plan.edition, root, [*raw_files(root), *given], counts)
        place = out / plan.edition.name
        publish(folder, place)
        tell("published")
    return place


def steps(plan: Plan) -> int:
    """Return how many steps ``make_edition`` tells of."""
    return len(plan.notebooks) + 2
