"""How long the notebooks of the review take by papermill and by our engine, whole editions, and commands.

Run it on an idle machine: ``python benchmarks/runs.py`` writes the section "Runs" of README.md.
"""

from __future__ import annotations

import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from keianalysis.model.folders import project_root
from keianalysis.report.origins.nodes import shown_trail
from keianalysis.runs.plan import review_plan
from keianalysis.runs.project import lay_out

README = Path(__file__).with_name("README.md")
START, END = "<!-- runs: written by benchmarks/runs.py -->", "<!-- end of runs -->"
JOBS = os.cpu_count() or 2

ENGINE = """
import sys, tempfile
from pathlib import Path
from keianalysis.model.folders import project_root
from keianalysis.report.origins.nodes import shown_trail
from keianalysis.runs.engine.execute import run_notebooks, warm_up
from keianalysis.runs.plan import review_plan
plan, folder = review_plan("", "nl"), Path(sys.argv[1])
warm_up(plan.edition.as_of, plan.review)
run_notebooks(plan, project_root() / "notebooks", folder, jobs=int(sys.argv[2]), tell=lambda _: None)
"""


@dataclass(frozen=True)
class Cost:
    """Seconds that some work took: on the clock, and of processors."""

    clock: float
    processor: float


def timed(work: Callable[[], object]) -> Cost:
    """Return what some work in processes of its own costs."""
    began, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - began, used)


def by_papermill(root: Path, folder: Path) -> None:
    """Run every notebook of the review by papermill's own command, one after another."""
    plan = review_plan("", "nl")
    for name in plan.notebooks:
        own = folder / name
        own.mkdir(parents=True)
        given = [
            part for key, value in plan.parameters(own, name).items() for part in ("-p", key, str(value))
        ]
        notebook = root / "notebooks" / f"{name}.ipynb"
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", *given]
        command += ["--cwd", str(notebook.parent), str(notebook), str(own / "done.ipynb")]
        subprocess.run(command, check=True, capture_output=True)


def python(root: Path, *words: str, code: int = 0) -> None:
    """Run Python with some words in a project; it has to end in ``code``."""
    environment = os.environ | {"KEIANALYSIS_ROOT": str(root)}
    ended = subprocess.run(
        [sys.executable, *words], env=environment, check=False, capture_output=True, text=True
    )
    assert ended.returncode == code, ended.stderr


def command(root: Path, *words: str, code: int = 0) -> Callable[[], None]:
    """Return a call of the command line in a project; it has to end in ``code``."""
    return lambda: python(root, "-m", "keianalysis", *words, code=code)


@dataclass(frozen=True)
class Aim:
    """How many times faster some work is to be than a baseline of the same run."""

    baseline: str
    times: float

    def told(self, cost: Cost, baseline: Cost) -> str:
        """Return aim and outcome, by the clock and by processor time, which other work disturbs less."""
        found = f"{baseline.clock / cost.clock:.1f} ({baseline.processor / cost.processor:.1f})"
        kept = "kept" if baseline.clock >= self.times * cost.clock else "missed"
        return f"{self.times:g} times {self.baseline}: {found}, {kept}"


@dataclass(frozen=True)
class Work:
    """Some work to be measured: its name in the table, and what it is held against."""

    what: str
    call: Callable[[], object]
    aim: Aim | None = None


PAPERMILL, REVIEW, IMPORTS = "papermill", "the review", "the import"
BASELINES = {
    PAPERMILL: "the notebooks by papermill's own command, one after another",
    REVIEW: "a whole edition, cold: notebooks, page, PDF, workbook, checked and published",
    IMPORTS: "importing pandas and matplotlib",
}


def works(folder: Path, root: Path, real: Path) -> list[Work]:
    """Return what is measured, in its order, in a project whose store is empty."""
    out = ("--out", str(folder / "reports"), "--jobs", str(JOBS))
    review, monitor = ("review", *out), ("monitor", "--year", "2019", "--as-of", "2026-01-01", *out)
    edition = folder / "reports" / "review-2013"
    engine = ("-c", ENGINE, str(folder / "engine"), str(JOBS))
    quick = Aim(IMPORTS, 1)

    def trace_unshown() -> None:
        python(root, "-m", "keianalysis", "trace", unshown(edition), "--edition", str(edition))

    return [
        Work(BASELINES[PAPERMILL], lambda: by_papermill(real, folder / "papermill")),
        Work("the notebooks by our engine, all included", lambda: python(root, *engine), Aim(PAPERMILL, 12)),
        Work(BASELINES[REVIEW], command(root, *review), Aim(PAPERMILL, 9)),
        Work("a whole monitor, cold but for what editions share", command(root, *monitor), Aim(REVIEW, 3)),
        Work(BASELINES[IMPORTS], lambda: python(root, "-c", "import pandas, matplotlib.pyplot")),
        Work("the same review again, unchanged, the whole command", command(root, *review), quick),
        Work("`--help`", command(root, "--help"), quick),
        Work("a wrong call", command(root, "review", "--language", "xx", code=2), quick),
        Work(
            "`trace` of what the report shows",
            command(root, "trace", "eff.leverage", "--edition", str(edition)),
            quick,
        ),
        Work("`trace` of a result that it does not show", trace_unshown, quick),
        Work("`verify`, the first time", command(root, "verify", str(edition)), quick),
        Work("`verify` again", command(root, "verify", str(edition)), quick),
    ]


def unshown(edition: Path) -> str:
    """Return the id of a result of which the page of an edition has no trail."""
    page = edition / "report.html"
    with (edition / "results.csv").open(encoding="utf-8", newline="") as file:
        names = (row["id"] for row in csv.DictReader(file))
        return next(name for name in names if shown_trail(name, page) is None)


def measured(folder: Path) -> list[tuple[Work, Cost]]:
    """Return what was measured."""
    root = folder / "project"
    lay_out(root)
    return [(work, timed(work.call)) for work in works(folder, root, project_root())]


def table(rows: list[tuple[Work, Cost]]) -> str:
    """Return the measurements as a Markdown table, each beside its aim."""
    known = {work.what: cost for work, cost in rows}
    lines = []
    for work, cost in rows:
        aim = work.aim.told(cost, known[BASELINES[work.aim.baseline]]) if work.aim else "a baseline"
        lines.append(f"| {work.what} | {cost.clock:.2f} s | {cost.processor:.2f} s | {aim} |")
    load = f"load {os.getloadavg()[0]:.1f}"
    machine = (
        f"{JOBS} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}, {load}."
    )
    head = ["| what | time | processor time | aim: by the clock (by processor time) |", "|---|---|---|---|"]
    return "\n".join([machine, "", *head, *lines])


def main() -> None:
    """Measure, and write the section of the README."""
    with tempfile.TemporaryDirectory() as folder:
        found = table(measured(Path(folder)))
    before, _, rest = README.read_text("utf-8").partition(START)
    README.write_text(f"{before}{START}\n{found}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    sys.stdout.write(f"{found}\n")


if __name__ == "__main__":
    main()
