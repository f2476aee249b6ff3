"""Small notebooks, and projects of them, for the tests of runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from keianalysis.model.edition import Edition
from keianalysis.model.folders import MARKER, project_root
from keianalysis.model.reviews import REVIEWS
from keianalysis.runs.plan import Plan
from keianalysis.tracking.code import MEMORY, read_modules

KERNEL: Final = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PARAMETERS: Final = '''\
as_of: str = ""
year: int = 2012
language: str = "nl"
edition: str = "review"
folder: str = ""
projects: str = ""
register: str = ""
region: str = ""'''
RUN: Final = """\
import keianalysis
run = keianalysis.open_run(
    "{name}", as_of=as_of, year=year, language=language, edition=edition, folder=folder
)"""
CLOSE: Final = "run.close()"


def question(*cells: str, name: str = "question") -> list[str]:
    """Return the cells of a notebook that opens a run, does something, and closes it."""
    return [PARAMETERS, RUN.format(name=name), *cells, CLOSE]


def stored(folder: Path, *cells: str, name: str = "question") -> Path:
    """Write a notebook whose first cell holds its parameters."""
    made = [new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(cells)]
    made[0].metadata["tags"] = ["parameters"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=made, metadata=KERNEL), path)
    return path


def plan_of(*names: str, **waits: tuple[str, ...]) -> Plan:
    """Return a plan of a small edition of the review."""
    return Plan(Edition("small", "review", 2012, "2014-04-04", "nl"), names, waits)


def outputs(notebook: Any) -> list[list[Any]]:
    """Return the outputs of every code cell."""
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def project(folder: Path, notebooks: Mapping[str, list[str]]) -> Path:
    """Make a project in a folder: the published data by a link, and notebooks of its own."""
    published = folder / MARKER.parent
    published.parent.mkdir(parents=True)
    published.symlink_to(project_root() / MARKER.parent)
    (folder / REVIEWS).symlink_to(project_root() / REVIEWS)
    memory = Path("data", "processed", MEMORY)
    (folder / memory).parent.mkdir(parents=True)
    # The modules are those of the real project: what they say need not be found out again.
    (folder / memory).write_bytes(parsed_modules(project_root() / memory))
    for name, cells in notebooks.items():
        stored(folder / "notebooks", *cells, name=name)
    return folder


@cache
def parsed_modules(memory: Path) -> bytes:
    """Return what a project remembers of the modules, parsed where they are new."""
    read_modules(memory)
    return memory.read_bytes()


def small_report(folder: Path, edition: Edition, sources: Any, given: object = ()) -> dict[str, int]:
    """Build a report that names the results: making the real one takes seconds and matters elsewhere."""
    names = "\n".join(path.name for path in sorted((folder / "results").iterdir()))
    (folder / "report.html").write_text(names, "utf-8")
    return {"reproduced": 1}
