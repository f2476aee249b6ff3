"""How long the notebooks of the review take: by papermill one by one, by our engine, and unchanged.

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

from keianalysis.model.folders import MARKER, project_root
from keianalysis.runs.plan import review_plan

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
warm_up(plan.edition.as_of)
run_notebooks(plan, project_root() / "notebooks", folder, jobs=int(sys.argv[2]), tell=lambda _: None)
"""

EDITION = """
import sys, time
from pathlib import Path
from keianalysis.runs.editions import make_edition
from keianalysis.runs.plan import review_plan
began = time.perf_counter()
plan = review_plan("", "nl")
make_edition(plan, Path(sys.argv[1]), jobs=int(sys.argv[2]), tell=lambda _: None)
print(time.perf_counter() - began)
"""


@dataclass(frozen=True)
class Cost:
    """Seconds that some work took: on the clock, and of processors."""

    clock: float
    processor: float | None = None


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
        given = [part for key, value in plan.parameters(own).items() for part in ("-p", key, str(value))]
        notebook = root / "notebooks" / f"{name}.ipynb"
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", *given]
        command += ["--cwd", str(notebook.parent), str(notebook), str(own / "done.ipynb")]
        subprocess.run(command, check=True, capture_output=True)


def python(code: str, root: Path, *arguments: str) -> str:
    """Run a program in a Python of its own and return what it prints."""
    command = [sys.executable, "-c", code, *arguments]
    environment = os.environ | {"KEIANALYSIS_ROOT": str(root)}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def measured(folder: Path) -> list[tuple[str, Cost]]:
    """Return what was measured, in seconds, in a project whose store is empty."""
    real, root = project_root(), folder / "project"
    (root / MARKER.parent).parent.mkdir(parents=True)
    (root / MARKER.parent).symlink_to(real / MARKER.parent)
    for name in ("notebooks", "requirements.lock"):
        (root / name).symlink_to(real / name)
    out = str(folder / "reports")
    one_by_one = timed(lambda: by_papermill(real, folder / "papermill"))
    engine = timed(lambda: python(ENGINE, root, str(folder / "engine"), str(JOBS)))
    cold = timed(lambda: python(EDITION, root, out, str(JOBS)))
    own: list[str] = []
    unchanged = timed(lambda: own.append(python(EDITION, root, out, str(JOBS))))
    return [
        ("the notebooks by papermill's own command, one after another", one_by_one),
        ("the notebooks by our engine, everything included", engine),
        ("a whole edition, cold: the notebooks, the report, checked and published", cold),
        ("the same edition again, unchanged, everything included", unchanged),
        ("of which our own time, after Python has started and imported", Cost(float(own[0]))),
    ]


def table(rows: list[tuple[str, Cost]]) -> str:
    """Return the measurements as a Markdown table, each beside papermill's own command."""
    first = rows[0][1].clock
    lines = [
        f"| {what} | {cost.clock:.1f} s | {first / cost.clock:.1f} | "
        f"{f'{cost.processor:.1f} s' if cost.processor else ''} |"
        for what, cost in rows
    ]
    machine = f"{JOBS} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}."
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
