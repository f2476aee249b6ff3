"""The counts of one year in one vintage: jobs by sex and hours, and how they were obtained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from keianalysis.model.errors import WrongCall
from keianalysis.samples.lists import Lists
from keianalysis.samples.population import Population

SMALL: Final = 5
"""From this many full-time jobs on an establishment takes part in meeting the published total."""
ANSWERED: Final = "01"
EMPTY: Final = "08"
IMPUTED: Final = ("60", "61")
RAISED: Final = ("50", "51")
CARRIED_OVER: Final = "73"
EMPTY_SHARE: Final = 0.006
SURVEY_SHARES: Final = {"01": 0.70, "60": 0.06, "61": 0.04, "50": 0.03, "51": 0.02, "72": 0.01, "73": 0.14}
LATE_ANSWERS: Final = 0.5
"""Share of the imputed and carried-over counts that the next vintage replaces by an answer."""


@dataclass(frozen=True)
class Counts:
    """One year of one vintage: ``rows`` are the numbers of the establishments in it.

    ``jobs`` has the columns men and women full-time, men and women part-time; ``counted`` tells the
    year that the counts are about.
    """

    rows: np.ndarray
    jobs: np.ndarray
    survey: np.ndarray
    counted: np.ndarray


@dataclass(frozen=True)
class View:
    """What a vintage sees of the population: the first one less, and without late answers."""

    first: bool
    answered_until: int

    def sees(self, population: Population, year: int) -> np.ndarray:
        """Tell who is in the vintage; the first misses late additions and keeps some that had ended."""
        alive: np.ndarray = population.alive[:, year]
        if not self.first:
            return alive
        before = population.alive[:, year - 1] if year else alive
        seen: np.ndarray = (alive | (before & population.lingers)) & ~population.late
        return seen


def counts_by_year(
    population: Population, lists: Lists, view: View, targets: list[dict[str, int]]
) -> list[Counts]:
    """Return the counts of each year of a vintage.

    ``targets`` gives for each year the full-time jobs of each province's part, which are met exactly.
    """
    found: list[Counts] = []
    for year, target in enumerate(targets):
        before = found[-1] if found else None
        found.append(_counts(population, lists, view, year, target, before))
    return found


def _counts(
    population: Population,
    lists: Lists,
    view: View,
    year: int,
    target: dict[str, int],
    before: Counts | None,
) -> Counts:
    rows = np.flatnonzero(view.sees(population, year))
    previous, counted = _previous(population, before)
    carries = previous.sum(axis=1)[rows] > 0
    survey = _survey(population.u_survey[rows, year], carries)
    answered = _answered_late(population, view, rows, year, survey)
    survey = np.where(answered, ANSWERED, survey)
    size = population.size[rows, year] * np.exp(np.where(answered, population.revision[rows, year], 0.0))
    province = lists.municipalities["province_code"].to_numpy()[population.municipality[rows, year]]
    carried = survey == CARRIED_OVER
    fixed = np.where(carried, previous[rows, :2].sum(axis=1), 0)
    free = ~carried & (survey != EMPTY)
    fulltime = _meet(size, population.u_rounding[rows, 0], fixed, free, province, target)
    jobs = _divide(population, lists, rows, year, fulltime, free)
    jobs = np.where(carried[:, None], previous[rows], jobs)
    about = np.where(carried, counted[rows], population.years[year])
    return Counts(rows, jobs, survey, about)


def _previous(population: Population, before: Counts | None) -> tuple[np.ndarray, np.ndarray]:
    """Return last year's jobs of every establishment, and the year that they are about."""
    jobs = np.zeros((len(population), 4), dtype="int64")
    counted = np.zeros(len(population), dtype="int64")
    if before is not None:
        jobs[before.rows] = before.jobs
        counted[before.rows] = before.counted
    return jobs, counted


def _survey(draw: np.ndarray, carries: np.ndarray) -> np.ndarray:
    """Return survey types; what cannot be carried over is imputed."""
    steps = np.cumsum(list(SURVEY_SHARES.values()))
    types = np.array(list(SURVEY_SHARES))
    found = types[np.minimum(np.searchsorted(steps, draw, side="right"), len(types) - 1)]
    found = np.where((found == CARRIED_OVER) & ~carries, IMPUTED[0], found)
    return np.asarray(np.where(draw < EMPTY_SHARE, EMPTY, found))


def _answered_late(
    population: Population, view: View, rows: np.ndarray, year: int, survey: np.ndarray
) -> np.ndarray:
    """Tell whose count an answer replaced after the vintage that first gave this year."""
    unanswered = np.isin(survey, [*IMPUTED, CARRIED_OVER])
    late = population.u_late_answer[rows, year] < LATE_ANSWERS
    return np.asarray(unanswered & late & (population.years[year] <= view.answered_until))


def _meet(
    size: np.ndarray,
    draw: np.ndarray,
    fixed: np.ndarray,
    free: np.ndarray,
    province: np.ndarray,
    target: dict[str, int],
) -> np.ndarray:
    """Return whole full-time jobs that add to the target of each province's part."""
    found = np.where(free, np.floor(size + draw), fixed).astype("int64")
    for code, total in target.items():
        part = np.flatnonzero((province == code) & free & (size >= SMALL))
        rest = total - (found[province == code].sum() - found[part].sum())
        found[part] = _scaled(size[part], draw[part], int(rest))
    return found


def _scaled(size: np.ndarray, draw: np.ndarray, total: int) -> np.ndarray:
    """Return sizes that grow or shrink by one factor, rounded by their draws, and add to ``total``.

    The factor works on what a size has above the small ones, so that no gap opens between the two.
    """
    if total < 0 or not len(size):
        raise WrongCall(
            "the sample is too small to meet its totals; choose another --seed or a larger --scale"
        )
    kept = SMALL - 1 if total >= SMALL * len(size) else 0
    above = size - kept
    low, high = 0.0, 2 * (total + len(size)) / above.sum()
    for _ in range(60):
        middle = (low + high) / 2
        if np.floor(kept + above * middle + draw).sum() > total:
            high = middle
        else:
            low = middle
    found: np.ndarray = np.floor(kept + above * low + draw).astype("int64")
    # Sizes that pass a whole number at the same factor leave a few jobs over.
    found[np.argsort(-size, kind="stable")[: total - found.sum()]] += 1
    return found


def _divide(
    population: Population, lists: Lists, rows: np.ndarray, year: int, fulltime: np.ndarray, free: np.ndarray
) -> np.ndarray:
    """Return men and women full-time, men and women part-time."""
    activity = population.activity[rows, year]
    small_jobs = lists.section_values("small_jobs")[activity] * population.part_time_tilt[rows]
    women = np.clip(lists.section_values("women")[activity] + population.women_tilt[rows], 0.0, 1.0)
    draws = population.u_rounding[rows]
    part_time = np.floor(1.3 * small_jobs * fulltime + draws[:, 1]).astype("int64")
    # Who is kept in the register without a full-time job has at least a small one.
    part_time = np.where(free, np.where(fulltime == 0, np.maximum(part_time, 1), part_time), 0)
    women_fulltime = np.floor(women * fulltime + draws[:, 2]).astype("int64")
    women_part_time = np.floor(np.sqrt(women) * part_time + draws[:, 3]).astype("int64")
    return np.column_stack(
        [fulltime - women_fulltime, women_fulltime, part_time - women_part_time, women_part_time]
    )
