"""The engine ``keianalysis`` of papermill: ``papermill --engine keianalysis in.ipynb out.ipynb``.

papermill imports this module while it is itself being imported, so this module imports nothing
else before it is asked to execute.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from papermill.engines import Engine, NBClientEngine

NAME = "keianalysis"
ONE_DAY = 24 * 3600


class ForkEngine(Engine):  # type: ignore[misc]
    """Executes a notebook in a forked process; where there is no forking, in an ordinary kernel."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **settings: Any) -> None:
        """Execute the notebook of a papermill execution manager and tell it of every cell.

        Raises
        ------
        WrongCall
            When the notebook is not in Python.
        IncompleteRun
            When a cell leaves with ``sys.exit``, takes longer than ``execution_timeout``, or its
            process dies. An error in a cell is papermill's to raise.
        """
        from keianalysis.runs.engine.guard import FORKS

        if not FORKS:
            logging.getLogger("papermill").warning("processes are not forked here; an ordinary kernel runs")
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **settings)
            return
        _refuse_other_languages(nb_man)
        _execute(nb_man, settings.get("execution_timeout") or ONE_DAY)


def _name(nb_man: Any) -> str:
    """Return the name of a notebook, as far as papermill says it."""
    given = nb_man.nb.metadata.get("papermill", {}).get("input_path")
    return Path(given).stem if given else NAME


def _refuse_other_languages(nb_man: Any) -> None:
    from keianalysis.model.errors import WrongCall

    about = nb_man.nb.metadata
    language = about.get("kernelspec", {}).get("language") or about.get("language_info", {}).get("name")
    if language and language.lower() not in ("python", "ipython", "python3"):
        raise WrongCall(f"{_name(nb_man)}.ipynb is in {language}; the engine {NAME} runs Python alone")


def _execute(nb_man: Any, timeout: float) -> None:
    from keianalysis.runs.engine.execute import failure
    from keianalysis.runs.engine.forks import Forks

    def told(index: int, cell: Any) -> None:
        nb_man.cell_start(cell, index)
        if any(output.output_type == "error" for output in cell.outputs):
            nb_man.cell_exception(cell, index)
        nb_man.cell_complete(cell, index)

    with Forks(timeout) as pool:
        pool.start(_name(nb_man), nb_man.nb, Path.cwd(), told)
        ended = pool.wait()
    trouble = ended.trouble
    if trouble is not None and (trouble.left or trouble.ename in ("Timeout", "KernelDied")):
        raise failure(ended)
