"""From gross to net: what the programme added, by the scheme of HM Treasury and the Additionality Guide.

Created jobs lose what would have happened anyway, what leaks away, what is lost elsewhere and what a
firm replaces within itself. Retained jobs are those that would have left without the project: that they
would have gone is in their shares at risk and leaving, so that deadweight is not taken again, and nobody
is replaced. What is not yet in them is that some are held by people from outside (leakage) and that
others in the province would have taken their market (displacement).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from keianalysis.effects import structural_jobs
from keianalysis.effects.assumptions import LOSSES, PERSISTENCE, STRUCTURAL_MULTIPLIER
from keianalysis.effects.readings import Reading
from keianalysis.effects.units import FullTimeJobs, Number
from keianalysis.indicators.computation import computation
from keianalysis.readers.projects.model import Project

STILL_LOST: Final = ("leakage", "displacement")
"""The losses that are not yet in retained jobs."""

STEPS: Final = ("gross", *LOSSES, STRUCTURAL_MULTIPLIER)


@computation("additionality.net", makes=("jobs_structural_net",))
def net(project: Project, reading: Reading[Number]) -> FullTimeJobs[Number] | None:
    """Return net structural jobs (fte): created x (1 - each loss) + retained x (1 - losses not yet in them).

    Both times the multiplier, by theme and instrument. Nothing when created or retained jobs are
    unknown. Source: HM Treasury Green Book, and the Additionality Guide of the Homes and Communities
    Agency.
    """
    steps = waterfall(project, reading)
    return steps[-1] if steps else None


@computation("additionality.lasting", makes=("jobs_structural_lasting",))
def lasting(project: Project, reading: Reading[Number]) -> FullTimeJobs[Number] | None:
    """Return the net structural jobs (fte) that are still there after five years: net x persistence."""
    jobs = net(project, reading)
    return None if jobs is None else FullTimeJobs(jobs.amount * reading.of_kind(PERSISTENCE, project))


def waterfall(project: Project, reading: Reading[Number]) -> list[FullTimeJobs[Number]]:
    """Return what is left of the gross jobs of a project after each of ``STEPS``, nothing when unknown."""
    # Any, because the type checker does not follow the two kinds of number through two calls.
    new: Any = structural_jobs.created(project, reading)
    kept: Any = structural_jobs.retained(project, reading)
    if new is None or kept is None:
        return []
    steps: list[Any] = [new + kept, *_after_losses(project, reading, new.amount, kept.amount)]
    return [*steps, FullTimeJobs(steps[-1].amount * reading.of_kind(STRUCTURAL_MULTIPLIER, project))]


def _after_losses(
    project: Project, reading: Reading[Number], new: Number, kept: Number
) -> Iterator[FullTimeJobs[Number]]:
    for name in LOSSES:
        rest = reading.constant(1) - reading.of_kind(name, project)
        new = new * rest
        kept = kept * rest if name in STILL_LOST else kept
        yield FullTimeJobs(new + kept)


def summed_waterfall(
    projects: Iterable[Project], reading: Reading[Number]
) -> list[tuple[str, FullTimeJobs[Number]]]:
    """Return what is left of the jobs of the projects that know them, step by step."""
    rows = [steps for project in projects if (steps := waterfall(project, reading))]
    if not rows:
        return []
    sums = (_added(list(parts)) for parts in zip(*rows, strict=True))
    return list(zip(STEPS, sums, strict=True))


def _added(parts: list[FullTimeJobs[Number]]) -> FullTimeJobs[Number]:
    return sum(parts[1:], parts[0])
