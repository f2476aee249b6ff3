"""How long the notebooks of the review take by papermill and by our engine, whole editions, and commands.

Run it on an idle machine: ``python benchmarks/runs.py`` writes the section "Runs" of README.md.
"""

from __future__ import annotations

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
from keianalysis.runs.plan import review_plan
from keianalysis.runs.project import lay_out

README = Path(__file__).with_name("README.md")
START, END = "<!-- runs: written by benchmarks/runs.py -->", "<!-- end of runs -->"
JOBS = os.cpu_count() or 2

ENGINE = """
import sys, tempfile
from pathlib import Path
from keianalysis.model.folders import project_root
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


def measured(folder: Path) -> list[tuple[str, Cost]]:
    """Return what was measured, in a project whose store is empty."""
    real, root = project_root(), folder / "project"
    lay_out(root)
    out = ("--out", str(folder / "reports"), "--jobs", str(JOBS))
    review, monitor = ("review", *out), ("monitor", "--year", "2019", "--as-of", "2026-01-01", *out)
    edition = str(folder / "reports" / "review-2013")
    engine = ("-c", ENGINE, str(folder / "engine"), str(JOBS))
    asked: dict[str, Callable[[], None]] = {
        "the notebooks by papermill's own command, one after another": lambda: by_papermill(
            real, folder / "papermill"
        ),
        "the notebooks by our engine, everything included": lambda: python(root, *engine),
        "a whole edition, cold: notebooks, page, PDF, workbook, checked and published": command(
            root, *review
        ),
        "the same edition again, unchanged, the whole command": command(root, *review),
        "a whole monitor, cold but for what every edition shares": command(root, *monitor),
        "importing pandas and matplotlib, for comparison": lambda: python(
            root, "-c", "import pandas, matplotlib.pyplot"
        ),
        "`--help`": command(root, "--help"),
        "a wrong call": command(root, "review", "--language", "xx", code=2),
        "`trace eff.leverage`": command(root, "trace", "eff.leverage", "--edition", edition),
        "`verify`": command(root, "verify", edition),
    }
    return [(what, timed(work)) for what, work in asked.items()]


def table(rows: list[tuple[str, Cost]]) -> str:
    """Return the measurements as a Markdown table, each beside papermill's own command."""
    first = rows[0][1].clock
    lines = [
        f"| {what} | {cost.clock:.2f} s | {first / cost.clock:.1f} | {cost.processor:.2f} s |"
        for what, cost in rows
    ]
    load = f"load {os.getloadavg()[0]:.1f}"
    machine = (
        f"{JOBS} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}, {load}."
    )
    return "\n".join(
        [machine, "", "| what | time | times faster | processor time |", "|---|---|---|---|", *lines]
    )


def main() -> None:
    """Measure, and write the section of the README."""
    with tempfile.TemporaryDirectory() as folder:
        found = table(measured(Path(folder)))
    before, _, rest = README.read_text("utf-8").partition(START)
    README.write_text(f"{before}{START}\n{found}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    sys.stdout.write(f"{found}\n")


if __name__ == "__main__":
    main()
