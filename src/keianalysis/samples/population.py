"""Establishments over the years: who is there, where, doing what, how large, and of which company.

Everything is drawn here, once, from one generator; both vintages look at the same draws, so that
they differ only where a register's vintages differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from keianalysis.samples.lists import Lists

PROVINCE_ESTABLISHMENTS: Final = 39_000
ENTRY_RATE: Final = 0.075
EXIT_RATE: Final = 0.085
MOVE_RATE: Final = 0.006
SBI_CHANGE_RATE: Final = 0.008
ID_CHANGE_RATE: Final = 0.002
BRANCH_SHARE: Final = 0.09
WITHOUT_FULLTIME: Final = 0.17
"""Share of the smallest establishments that has no full-time job."""
LARGEST: Final = 1_500
LARGEST_ENTRANT: Final = 60


@dataclass(frozen=True)
class Population:
    """Every establishment that exists in some year; arrays are establishments, or those by years.

    ``size`` is full-time jobs before rounding, ``company`` the number of its first establishment,
    ``identity`` how often the id changed. The arrays ``u_...`` are even draws between 0 and 1.
    """

    years: tuple[int, ...]
    entry: np.ndarray
    alive: np.ndarray
    municipality: np.ndarray
    activity: np.ndarray
    size: np.ndarray
    company: np.ndarray
    identity: np.ndarray
    late: np.ndarray
    lingers: np.ndarray
    part_time_tilt: np.ndarray
    women_tilt: np.ndarray
    u_rounding: np.ndarray
    u_survey: np.ndarray
    u_late_answer: np.ndarray
    revision: np.ndarray
    u_static: np.ndarray
    offset: np.ndarray

    def __len__(self) -> int:
        return len(self.entry)


def simulate(
    lists: Lists, years: tuple[int, ...], scale: float, largest: float, rng: np.random.Generator
) -> Population:
    """Return a population of ``scale`` times the province with the part of its network next door.

    ``largest`` caps the full-time jobs of one establishment: in a small sample one of 1,500 would
    outweigh all others.
    """
    entry = _entries(lists, len(years), scale, rng)
    municipality, activity = _places(lists, len(entry), rng)
    size = _sizes(lists, activity, entry, largest, rng)
    alive = _alive(entry, size, len(years), rng)
    many = (len(entry), len(years))
    return Population(
        years=years,
        entry=entry,
        alive=alive,
        municipality=_moves(lists, municipality, len(years), rng),
        activity=_activity_changes(lists, activity, len(years), rng),
        size=_growth(lists, activity, entry, size, len(years), rng),
        company=_companies(activity, rng),
        identity=np.cumsum(rng.random(many) < ID_CHANGE_RATE, axis=1),
        late=(rng.random(len(entry)) < 0.025) & (size < 100),
        lingers=rng.random(len(entry)) < 0.06,
        part_time_tilt=rng.gamma(2.0, 0.5, len(entry)),
        women_tilt=rng.normal(0.0, 0.18, len(entry)),
        u_rounding=rng.random((len(entry), 4)),
        u_survey=rng.random(many),
        u_late_answer=rng.random(many),
        revision=rng.normal(0.0, 0.15, many),
        u_static=rng.random((len(entry), 12)),
        offset=rng.normal(0.0, 2_500.0, (len(entry), 2)),
    )


def _entries(lists: Lists, years: int, scale: float, rng: np.random.Generator) -> np.ndarray:
    """Return the number of the year in which each establishment begins, 0 for those of before."""
    drenthe = lists.municipalities["establishments"].isna().to_numpy()
    ratio = lists.places.sum() / lists.places[drenthe].sum()
    first = round(PROVINCE_ESTABLISHMENTS * ratio * scale)
    entrants = rng.poisson(first * ENTRY_RATE, years - 1)
    return np.repeat(np.arange(years), [first, *entrants])


def _places(lists: Lists, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return municipality and activity of each establishment."""
    weights = lists.places.ravel() / lists.places.sum()
    cell = rng.choice(len(weights), size=count, p=weights)
    municipality, activity = np.divmod(cell, lists.places.shape[1])
    return municipality, activity


def _sizes(
    lists: Lists, activity: np.ndarray, entry: np.ndarray, largest: float, rng: np.random.Generator
) -> np.ndarray:
    """Return full-time jobs at the start, whole numbers from a Pareto tail that ends at ``largest``.

    Draws are spread evenly within each activity, so that the heavy tail does not leave the total to
    the luck of a few draws. Entrants are smaller.
    """
    tail = lists.activities["tail"].to_numpy()[activity] + 0.8 * (entry > 0)
    cap = np.where(entry > 0, min(LARGEST_ENTRANT, largest), largest)
    even = _spread_evenly(activity * 2 + (entry > 0), rng)
    size = np.floor((1 - even * (1 - cap**-tail)) ** (-1 / tail))
    return np.where((size == 1) & (rng.random(len(size)) < WITHOUT_FULLTIME), 0.0, size)


def _spread_evenly(group: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return draws between 0 and 1 of which each group of k has one in every k-th part."""
    order = np.lexsort((rng.random(len(group)), group))
    counts = np.bincount(group)
    starts = np.cumsum(counts) - counts
    rank = np.empty(len(group))
    rank[order] = np.arange(len(group)) - starts[group[order]]
    draws: np.ndarray = (rank + rng.random(len(group))) / counts[group]
    return draws


def _alive(entry: np.ndarray, size: np.ndarray, years: int, rng: np.random.Generator) -> np.ndarray:
    """Tell for each year who is there; the larger an establishment, the longer it lives."""
    hazard = EXIT_RATE * np.maximum(size, 0.7) ** -0.35
    end = entry + rng.geometric(hazard)
    year = np.arange(years)
    alive: np.ndarray = (entry[:, None] <= year) & (year < end[:, None])
    return alive


def _growth(
    lists: Lists,
    activity: np.ndarray,
    entry: np.ndarray,
    size: np.ndarray,
    years: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return size by year: a third of those with staff changes in a year, and a tenth of the others.

    Large ones change by less, all with the trend of their section.
    """
    spread = 0.25 * np.maximum(size, 1.0) ** -0.25
    trend = lists.section_values("trend")[activity] / 100
    shape = (len(size), years)
    rate = np.where(size > 1, 0.33, 0.10)[:, None]
    changes = (rng.random(shape) < rate) & (np.arange(years) > entry[:, None])
    steps = np.where(changes, rng.normal(3 * trend[:, None], spread[:, None], shape), 0.0)
    first_job = np.cumsum((rng.random(shape) < 0.05) & changes, axis=1) > 0
    start = np.where(first_job & (size[:, None] == 0), 1.0, size[:, None])
    grown: np.ndarray = start * np.exp(np.cumsum(steps, axis=1))
    return grown


def _moves(lists: Lists, start: np.ndarray, years: int, rng: np.random.Generator) -> np.ndarray:
    """Return the municipality by year; those that move choose one by its number of establishments."""
    weights = lists.places.sum(axis=1) / lists.places.sum()
    found = np.repeat(start[:, None], years, axis=1)
    for year in range(1, years):
        movers = np.flatnonzero(rng.random(len(start)) < MOVE_RATE)
        found[movers, year:] = rng.choice(len(weights), size=len(movers), p=weights)[:, None]
    return found


def _activity_changes(lists: Lists, start: np.ndarray, years: int, rng: np.random.Generator) -> np.ndarray:
    """Return the activity by year; most that change take that of another one in their own section."""
    weights = lists.places.sum(axis=0) / lists.places.sum()
    section = np.unique(lists.activities["section"], return_inverse=True)[1]
    found = np.repeat(start[:, None], years, axis=1)
    for year in range(1, years):
        changers = np.flatnonzero(rng.random(len(start)) < SBI_CHANGE_RATE)
        now = found[changers, year]
        order = np.argsort(section[now], kind="stable")
        taken = np.empty_like(now)
        taken[order] = np.roll(now[order], 1)
        elsewhere = rng.choice(len(weights), size=len(now), p=weights)
        found[changers, year:] = np.where(rng.random(len(now)) < 0.25, elsewhere, taken)[:, None]
    return found


def _companies(activity: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the company of each establishment: its own, or that of another one of its activity.

    A few companies gather most branches.
    """
    own = np.arange(len(activity))
    branch = rng.random(len(activity)) < BRANCH_SHARE
    heads = own[~branch][np.argsort(activity[~branch], kind="stable")]
    counts = np.bincount(activity[~branch], minlength=activity.max() + 1)
    starts = np.cumsum(counts) - counts
    chosen = starts[activity] + np.floor(counts[activity] * rng.random(len(activity)) ** 3).astype(int)
    has_head = branch & (counts[activity] > 0)
    return np.where(has_head, heads[np.minimum(chosen, len(heads) - 1)], own)
