"""Commands that lay out or open a project, and load no library of numbers."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import typer

from keianalysis.commands.console import say
from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import project_root
from keianalysis.runs.project import lay_out
from keianalysis.runs.project.copies import copied_notebooks


def open_in_jupyterlab() -> None:
    """Open the notebooks in JupyterLab; raise Exit with how that ended."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise WrongCall("JupyterLab is not installed here; make explore sets it up and opens them")
    call = [sys.executable, "-m", "jupyterlab", str(copied_notebooks(project_root()))]
    raise typer.Exit(subprocess.run(call, check=False).returncode)


def new_project_in(folder: Path) -> None:
    """Lay out a project in a new folder."""
    made = lay_out(folder)
    say(f"wrote {len(made)} files to {folder}")
