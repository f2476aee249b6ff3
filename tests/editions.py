"""Whole editions, each made once for all workers of a test session; nobody may change one."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.readers.sources import read_sources
from keianalysis.register.disclosure.bundle.identifiers import CANARIES
from keianalysis.register.release import open_register
from keianalysis.runs import editions
from keianalysis.runs.editions import Settings, gather, make_edition, steps
from keianalysis.runs.engine.execute import STEPS
from keianalysis.runs.plan import Plan, monitor_plan, review_plan
from keianalysis.samples.projects import write_sample_projects
from keianalysis.samples.register import write_sample_register
from tests.reviews import REVIEW_DATE

YEAR = 2019
"""The year of the monitor that tests look at."""
PLANTED = ("Voorbeeldbedrijf", "Voorbeeldzaak", "Proefbedrijf", "Monsterfirma", "Fictiekade")
"""What the establishments of the synthetic register are called, and a street."""
SAMPLE_CALLS = {"review": ("review",), "monitor": ("monitor", "--year", "2013")}


def review_edition(factory: pytest.TempPathFactory, language: str) -> Path:
    """Return an edition of the review."""
    plan = review_plan(REVIEW_DATE, language)
    return _made_once(factory, f"review-{language}", lambda folder: fresh(plan, folder))


def review_steps(factory: pytest.TempPathFactory, language: str) -> Path:
    """Return the folder in which the notebooks of an edition of the review left what they made."""
    return _steps(review_edition(factory, language))


def other_review_edition(factory: pytest.TempPathFactory, name: str, language: str) -> Path:
    """Return an edition of another review than the default one."""
    plan = review_plan("", language, name)
    return _made_once(factory, f"{name}-{language}", lambda folder: fresh(plan, folder))


def monitor_edition(factory: pytest.TempPathFactory, language: str) -> Path:
    """Return an edition of the monitor, which tells what changed since that of the year before."""

    def make(folder: Path) -> Path:
        plans = (monitor_plan(year, "2026-01-01", language, read_sources()) for year in (YEAR - 1, YEAR))
        return [fresh(plan, folder) for plan in plans][-1]

    return _made_once(factory, f"monitor-{language}", make)


def monitor_steps(factory: pytest.TempPathFactory, language: str) -> Path:
    """Return the folder in which the notebooks of an edition of the monitor left what they made."""
    return _steps(monitor_edition(factory, language))


def sample_edition(factory: pytest.TempPathFactory, kind: str, language: str) -> Path:
    """Return a review or a monitor of 2013 from a synthetic register and a synthetic project list."""

    delivered = sample_deliveries(factory)

    def make(folder: Path) -> Path:
        given = ("--register", str(delivered / "registers"), "--projects", str(delivered / "projects.csv"))
        call = [*SAMPLE_CALLS[kind], "--language", language, *given, "--out", str(folder)]
        done = CliRunner().invoke(app, call)
        assert done.exit_code == 0, done.output
        return folder / f"{kind}-2013"

    return _made_once(factory, f"sample-{kind}-{language}", make)


def sample_deliveries(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a synthetic register, through its gate already, and of a project list."""

    def make(folder: Path) -> Path:
        place = folder / "sample"
        write_sample_register(place / "registers", range(2010, 2014), seed=1, scale=0.03)
        # Names that may stand in no byte of an edition: the judge of every run looks for them.
        (place / "registers" / CANARIES).write_text("\n".join(PLANTED), "utf-8")
        write_sample_projects(place / "projects.csv", seed=1)
        open_register(place / "registers")
        return place

    return _made_once(factory, "sample-deliveries", make)


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    # The checks of the readers import hypothesis, which pytest parses; early versions of Python 3.11
    # can fail at that once the threads of the kernels have run.
    read_sources()
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "editions"
    folder, made = shared / name, shared / f"{name}.made"
    folder.mkdir(parents=True, exist_ok=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.is_file():
            made.write_text(make(folder).name, "utf-8")
    return folder / made.read_text("utf-8")


def fresh(plan: Plan, out: Path, *, jobs: int = 2) -> Path:
    """Make an edition, every step of it, whatever is remembered; what its notebooks left stays beside it."""
    told: list[str] = []
    kept = _steps(out / plan.edition.name)

    def kept_and_gathered(folder: Path) -> None:
        shutil.copytree(folder / STEPS, kept)
        gather(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "gather", kept_and_gathered)
        place = make_edition(plan, out, jobs=jobs, tell=told.append, settings=Settings(fresh=True))
    assert len(told) == steps(plan)
    return place


def _steps(edition: Path) -> Path:
    return edition.with_name(f".{edition.name}-steps")


def pdf_pages(edition: Path) -> list[str]:
    """Return the text of each page of the PDF of a shared edition, read once for all who ask."""
    read = edition.with_name(f".{edition.name}-pages.json")
    with read.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not read.is_file():
            pages = [page.extract_text() for page in pypdf.PdfReader(edition / "report.pdf").pages]
            read.write_text(json.dumps(pages), "utf-8")
    return list(json.loads(read.read_text("utf-8")))
