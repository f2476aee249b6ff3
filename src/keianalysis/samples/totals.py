"""How many full-time jobs each year of a vintage holds, as far as it was published.

A register rewrites its past with every release, so a year takes the level of the vintage's own
release, and older years follow by the yearly changes that releases printed, each within itself.
Levels of two releases never meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import home
from keianalysis.samples.lists import Lists

MIDDLE: Final = 2011
"""The year in which the rounded national shares of ``sections.csv`` hold."""


@dataclass(frozen=True)
class Trajectory:
    """Full-time jobs in the province by year, and how far each rests on what was published."""

    jobs: dict[int, float]
    origin: dict[int, str]

    def told(self) -> str:
        """Return the origin of each year in one sentence."""
        years = ", ".join(f"{year} {origin}" for year, origin in self.origin.items())
        return f"Full-time jobs in {home().name}: {years}."


def province_path(published: pd.DataFrame, years: Sequence[int]) -> Trajectory:
    """Return the full-time jobs of the province on 1 April of each of ``years``, as the last of them saw it.

    The last year has the level of its release, the years before it that level less the published
    yearly changes. An unpublished level or change lies on the line between its published
    neighbours, or equals the nearest one at the ends.
    """
    levels, changes = _levels(published), _changes(published)
    last = years[-1]
    jobs = {last: _between(levels, last)}
    origin = {last: "published level" if last in levels else "level from neighbouring years"}
    for year in reversed(years[:-1]):
        jobs[year] = jobs[year + 1] - _between(changes, year + 1)
        origin[year] = "by published change" if year + 1 in changes else "change from neighbouring years"
    return Trajectory(dict(sorted(jobs.items())), dict(sorted(origin.items())))


def published_release(published: pd.DataFrame, year: int) -> str:
    """Return the day of the release that gave the level of a year, empty when it is not known."""
    rows = _jobs_rows(published, "jobs_fulltime")
    found = rows.loc[rows["period_end"].str[:4] == str(year), "release_date"]
    return next((str(day) for day in found if len(str(day)) == len("2012-12-19")), "")


def national_table(published: pd.DataFrame, lists: Lists, years: Sequence[int]) -> pd.DataFrame:
    """Return full-time jobs in the Netherlands by section and in total on 1 April of each year.

    The total is the published number of all jobs times the published share of full-time ones, both
    on the line between published years. No national rows by section are published: sections take
    rounded shares of the total, moved by the same yearly trends as the sample itself.
    """
    tables = [_national_year(published, lists, year) for year in years]
    return pd.concat(tables, ignore_index=True)


def _national_year(published: pd.DataFrame, lists: Lists, year: int) -> pd.DataFrame:
    total = round(
        _national(published, "jobs_total", year) * _national(published, "jobs_fulltime_share", year) / 100
    )
    sections = lists.sections
    weights = sections["national_share"] * np.exp(sections["trend"] / 100 * (year - MIDDLE))
    jobs = np.floor(weights / weights.sum() * total).astype("int64")
    # What rounding down left goes to the largest section, so that sections add to the total.
    jobs[jobs.idxmax()] += total - jobs.sum()
    return pd.DataFrame(
        {
            "sector": [*sections["section"], "total"],
            "reference_date": f"{year}-04-01",
            "jobs_fulltime": [*jobs, total],
        }
    )


def _national(published: pd.DataFrame, measure: str, year: int) -> float:
    rows = obs.select(published, measure=measure, region=NETHERLANDS, sector="total")
    return _between(_by_year(rows), year)


def _levels(published: pd.DataFrame) -> dict[int, float]:
    return _by_year(_jobs_rows(published, "jobs_fulltime"))


def _changes(published: pd.DataFrame) -> dict[int, float]:
    rows = _jobs_rows(published, "jobs_fulltime_change")
    span = rows["period_end"].str[:4].astype(int) - rows["period_start"].str[:4].astype(int)
    return _by_year(rows[span == 1])


def _jobs_rows(published: pd.DataFrame, measure: str) -> pd.DataFrame:
    return obs.select(published, measure=measure, region=home().name, sector="total", unit="jobs")


def _by_year(rows: pd.DataFrame) -> dict[int, float]:
    """Return values by the year in which their period ends, ascending; of one year the newest release."""
    ordered = rows.dropna(subset="value").sort_values(["period_end", "release_date"], kind="stable")
    years = ordered["period_end"].str[:4].astype(int)
    return dict(zip(years, ordered["value"], strict=True))


def _between(values: dict[int, float], year: int) -> float:
    return float(np.interp(year, list(values), list(values.values())))
