"""Run notebooks, several at a time, and check that each really ran to its end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, Protocol

from keianalysis.figures.exhibits.origins import published_origins
from keianalysis.figures.save import warm_up as draw_for_nobody
from keianalysis.indicators.every import computed_for
from keianalysis.model.errors import IncompleteRun
from keianalysis.model.observations import LAST_DAY
from keianalysis.model.reviews import DEFAULT
from keianalysis.model.territories import territory
from keianalysis.readers.sources import WatchedSources, read_sources, review_with
from keianalysis.runs.engine.examine import check_executed
from keianalysis.runs.engine.forks import Forks
from keianalysis.runs.engine.guard import FORKS
from keianalysis.runs.engine.kernels import Kernels
from keianalysis.runs.engine.notebook import Ending, forget_the_run, prepared, write
from keianalysis.runs.plan import Plan

CELL_TIMEOUT: Final = 300
STEPS: Final = "steps"
"""The folder below that of a run in which every notebook has a folder of its own."""


class Pool(Protocol):
    """What executes notebooks: forked processes or ordinary kernels."""

    def start(self, name: str, notebook: Any, folder: Path) -> None:
        """Begin to execute a notebook in ``folder``."""

    def wait(self, until: float | None = None) -> Ending:
        """Return the next notebook that ends; raise TimeoutError when none has at ``until``."""


class Failure(IncompleteRun):
    """A notebook failed; ``ending`` is how far it came."""

    def __init__(self, message: str, private: str, ending: Ending) -> None:
        self.ending = ending
        super().__init__(message, private)


def pool(cell_timeout: float, scratch: Path, *, forks: bool = FORKS) -> Forks | Kernels:
    """Return what executes notebooks here: forked processes, or ordinary kernels where need be."""
    scratch.mkdir(parents=True, exist_ok=True)
    return Forks(cell_timeout, scratch) if forks else Kernels(cell_timeout)


def warm_up(as_of: str, review: str = "") -> None:
    """Do once in this process what every notebook needs, so that forked ones find it in memory.

    What is computed for a review is shown by its notebooks one by one, and judged by the last ones.
    """
    sources = WatchedSources(read_sources(review=review or DEFAULT))
    for date in (as_of, LAST_DAY):
        known = sources.known_on(date)
        if review:
            computed_for(known, sources.claims, territory(sources.review.territory))
    published_origins()
    review_with("")
    draw_for_nobody()


def run_notebooks(
    plan: Plan,
    notebooks: Path,
    folder: Path,
    *,
    jobs: int,
    tell: Callable[[str], None],
    names: Iterable[str] | None = None,
    cell_timeout: float = CELL_TIMEOUT,
    until: float | None = None,
    forks: bool = FORKS,
) -> dict[str, float]:
    """Execute the notebooks of a plan, or those in ``names``, each in a folder of its own.

    What a notebook makes stands in ``folder/steps/NAME``: ``results``, ``figures`` and the notebook
    itself as executed in ``notebooks``. ``tell`` is called with the name of each notebook that has
    ended well. ``until`` is a time of the monotonic clock.

    Returns
    -------
    dict
        Seconds that each notebook took.

    Raises
    ------
    Failure
        With the first notebook that failed.
    IncompleteRun
        When ``until`` has come.
    """
    parameters = {
        name: plan.parameters(folder / STEPS / name, name)
        for name in plan.notebooks
        if names is None or name in names
    }
    seconds: dict[str, float] = {}
    running: set[str] = set()
    # The verdicts, the longest, stand last in a plan and are begun first.
    waiting = list(reversed(parameters))
    with pool(cell_timeout, folder, forks=forks) as workers:
        while waiting or running:
            ready = [name for name in waiting if not set(plan.waits.get(name, ())) & (running | set(waiting))]
            for name in ready[: jobs - len(running)]:
                waiting.remove(name)
                running.add(name)
                _start(workers, notebooks / f"{name}.ipynb", parameters[name], plan.waits.get(name, ()))
            ended = _next(workers, until, running)
            finish(ended, folder / STEPS / ended.name, parameters[ended.name])
            running.remove(ended.name)
            seconds[ended.name] = ended.seconds
            tell(ended.name)
    return seconds


def run_notebook(
    notebook: Path, folder: Path, parameters: dict[str, Any], *, cell_timeout: float = CELL_TIMEOUT
) -> Path:
    """Execute one notebook and return the executed copy, in ``folder/notebooks``.

    Raises Failure when a cell fails, did not run, or what the notebook promised is not there.
    """
    with pool(cell_timeout, folder) as workers:
        workers.start(notebook.stem, prepared(notebook, parameters), notebook.parent)
        return finish(workers.wait(), folder, parameters)


def _start(workers: Pool, notebook: Path, parameters: dict[str, Any], earlier: Iterable[str]) -> None:
    own = Path(parameters["folder"])
    (own / "results").mkdir(parents=True)
    for name in earlier:
        shutil.copytree(own.parent / name / "results", own / "earlier" / name)
    workers.start(notebook.stem, prepared(notebook, parameters), notebook.parent)


def _next(workers: Pool, until: float | None, running: Iterable[str]) -> Ending:
    try:
        return workers.wait(until)
    except TimeoutError as error:
        names = ", ".join(sorted(running))
        raise IncompleteRun(f"the deadline of the run has come; still running: {names}") from error


def finish(ended: Ending, folder: Path, parameters: dict[str, Any]) -> Path:
    """Check a notebook that has ended and write it below ``folder``; return the copy.

    Raises Failure when it did not end well.
    """
    if ended.trouble is not None:
        raise failure(ended)
    try:
        check_executed(ended.name, ended.notebook, folder)
    except IncompleteRun as error:
        raise Failure(str(error), error.private, ended) from error
    forget_the_run(ended.notebook, parameters)
    executed = folder / "notebooks" / f"{ended.name}.ipynb"
    write(ended.notebook, executed)
    return executed


def failure(ended: Ending) -> Failure:
    """Return what went wrong in a notebook as an error; the words of others stay private."""
    trouble = ended.trouble
    assert trouble is not None
    place = f"{ended.name}.ipynb, code cell {trouble.cell}"
    if trouble.left:
        return Failure(f"{place} left the notebook before its end ({trouble.ename})", "", ended)
    if trouble.own:
        return Failure(f"{place}: {trouble.ename}: {trouble.evalue}", "", ended)
    return Failure(f"{place}: {trouble.ename}", trouble.evalue, ended)
