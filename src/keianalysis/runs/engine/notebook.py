"""A notebook on its way through a run: its parameters in, its executed copy out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook


@dataclass(frozen=True)
class Trouble:
    """Why a notebook did not end well, and in which code cell, counted from one.

    ``own`` says that the message is ours and holds no data; ``left`` that the notebook asked to end.
    """

    cell: int
    ename: str
    evalue: str
    left: bool = False
    own: bool = False


@dataclass(frozen=True)
class Ending:
    """A notebook that has ended, as far as it came, with the seconds it took."""

    name: str
    notebook: Any
    seconds: float
    trouble: Trouble | None = None


def bare(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook as somebody wrote it: no outputs and counts, no state of an editor.

    What was executed rests on this alone, so a notebook saved with outputs is the same notebook.
    """
    cells = [_bare_cell(cell) for cell in notebook["cells"]]
    kernel = notebook["metadata"].get("kernelspec", {})
    metadata = {"kernelspec": dict(kernel), "language_info": {"name": kernel.get("language", "python")}}
    version = {name: notebook[name] for name in ("nbformat", "nbformat_minor")}
    return {"cells": cells, "metadata": metadata, **version}


def _bare_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    tags = cell["metadata"].get("tags", [])
    kept = {name: cell[name] for name in ("cell_type", "id", "attachments") if name in cell}
    kept |= {"source": "".join(cell["source"]), "metadata": {"tags": list(tags)} if tags else {}}
    return kept | ({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})


def prepared(path: Path, parameters: dict[str, Any]) -> Any:
    """Return a notebook as it was written with its parameters set, as papermill does it."""
    notebook = load_notebook_node(str(path))
    written = nbformat.from_dict(bare(notebook))
    written.metadata["papermill"] = notebook.metadata["papermill"]
    for cell in written.cells:
        # papermill asks every cell for its tags.
        cell.metadata.setdefault("tags", [])
    return parameterize_notebook(written, parameters, engine_name=None)


def forget_the_run(notebook: Any, parameters: dict[str, Any]) -> None:
    """Take out of an executed notebook what belongs to this run alone: its folder, paths and times.

    What stays is equal in every run on the same data.
    """
    shown = {name: text for name, text in shown_places(parameters).items() if name in parameters}
    notebook.metadata["papermill"] = {"parameters": parameters | shown}
    # A kernel adds how its language is coloured.
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            lines = cell.source.splitlines()
            cell.id = "given-parameters"
            cell.source = "\n".join(_without_place(line, shown) for line in lines)


def shown_places(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Return what an executed notebook shows for the parameters that name a place on this machine."""
    named = ("projects", "before", "assumptions")
    return {"folder": "", "register": ""} | {name: Path(str(parameters.get(name, ""))).name for name in named}


def _without_place(line: str, shown: Mapping[str, str]) -> str:
    name = line.partition(" =")[0]
    return f'{name} = "{shown[name]}"' if name in shown else line


def write(notebook: Any, path: Path) -> None:
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
