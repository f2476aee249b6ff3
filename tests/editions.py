"""Whole editions, each made once for all workers of a test session."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from keianalysis.claims import REVIEW_DATE
from keianalysis.runs.editions import Settings, make_edition, steps
from keianalysis.runs.plan import Plan, monitor_plan, review_plan
from keianalysis.sources import read_sources

YEAR = 2019
"""The year of the monitor that tests look at."""


def review_edition(factory: pytest.TempPathFactory, language: str) -> Path:
    """Return an edition of the review; nobody may change it."""
    return _made_once(factory, f"review-{language}", lambda: (review_plan(REVIEW_DATE, language),))


def monitor_edition(factory: pytest.TempPathFactory, language: str) -> Path:
    """Return an edition of the monitor, which tells what changed since that of the year before."""

    def plan(year: int) -> Plan:
        return monitor_plan(year, "2026-01-01", language, read_sources())

    return _made_once(factory, f"monitor-{language}", lambda: (plan(YEAR - 1), plan(YEAR)))


def _made_once(factory: pytest.TempPathFactory, name: str, plans_of: Callable[[], tuple[Plan, ...]]) -> Path:
    """Return the edition of the last plan; those before are made first, beside it."""
    # The checks of the readers import hypothesis, which pytest parses; early versions of Python 3.11
    # can fail at that once the threads of the kernels have run.
    read_sources()
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "editions"
    shared.mkdir(exist_ok=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        plans = plans_of()
        place = shared / name / plans[-1].edition.name
        for plan in () if place.is_dir() else plans:
            fresh(plan, shared / name)
        return place


def fresh(plan: Plan, out: Path, *, jobs: int = 2) -> Path:
    """Make an edition, every step of it, whatever is remembered."""
    told: list[str] = []
    place = make_edition(plan, out, jobs=jobs, tell=told.append, settings=Settings(fresh=True))
    assert len(told) == steps(plan)
    return place
