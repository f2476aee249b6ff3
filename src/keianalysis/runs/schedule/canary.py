"""The canary: whether a run would still succeed, and whether the last one is not too long ago."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from keianalysis.model.errors import IncompleteRun
from keianalysis.runs.account import keep_accounts
from keianalysis.runs.editions import Settings, make_edition
from keianalysis.runs.plan import Plan
from keianalysis.runs.schedule.success import last_success

AHEAD: Final = dt.timedelta(hours=1)
"""How far the clock of another machine may be ahead."""


class Stale(IncompleteRun):
    """The last monitor is too old: its schedule has died, or fails unheard."""


def sing(
    plan: Plan, reports: Path, *, max_age: int, jobs: int, tell: Callable[[str], None], settings: Settings
) -> None:
    """Make an edition into a folder that goes, every step anew, and look when the last monitor was made.

    ``max_age`` is in days.

    Raises
    ------
    Stale
        When no monitor below ``reports`` was made within ``max_age`` days.
    IncompleteRun
        When the edition could not be made.
    """
    with tempfile.TemporaryDirectory(prefix="kei-canary-") as folder:
        try:
            make_edition(plan, Path(folder), jobs=jobs, tell=tell, settings=settings)
        except Exception:
            keep_accounts(Path(folder), reports)
            raise
    check_age(last_success(reports), dt.datetime.now(tz=dt.UTC), max_age)


def check_age(last: dt.datetime | None, now: dt.datetime, max_age: int) -> None:
    """Raise Stale when the last success is more than ``max_age`` days ago, or there was none."""
    if last is None:
        raise Stale("no monitor was ever made here; run keianalysis monitor --year YEAR once")
    if last - now > AHEAD:
        raise Stale(
            f"the last monitor is dated {last.date()}, after today; set the clock right, make it again"
        )
    age = (now - last).days
    if age > max_age:
        raise Stale(
            f"the last monitor was made {age} days ago, on {last.date()}; more than {max_age} is too old"
        )
