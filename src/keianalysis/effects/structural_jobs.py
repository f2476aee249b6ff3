"""Structural employment in full-time equivalents, created and retained, and to whom it is owed."""

from __future__ import annotations

from decimal import Decimal

from keianalysis.effects.readings import Bounds, Reading
from keianalysis.effects.units import FullTimeJobs, Internships, LearningPlaces, Number
from keianalysis.indicators.computation import computation
from keianalysis.model.intervals import Quantity, total
from keianalysis.readers.projects.model import SOURCES, Project
from keianalysis.readers.projects.together import is_doubtful_park


@computation("structural_jobs.created", makes=("jobs_structural_created",))
def created(project: Project, reading: Reading[Number]) -> FullTimeJobs[Number] | None:
    """Return created jobs (fte), nothing when they are unknown."""
    if project.created is None:
        return None
    return FullTimeJobs(reading.project(project, "created", project.created))


@computation("structural_jobs.retained", makes=("jobs_structural_retained",))
def retained(project: Project, reading: Reading[Number]) -> FullTimeJobs[Number] | None:
    """Return retained jobs (fte): on site x at risk x would leave the province x attribution.

    Nothing when one of the four is unknown.
    """
    found = project.retention
    if found is None:
        return None
    jobs = reading.project(project, "jobs_on_site", found.on_site)
    for name in ("at_risk", "leave_province", "attribution"):
        jobs = jobs * reading.project(project, name, getattr(found, name))
    return FullTimeJobs(jobs)


@computation(
    "structural_jobs.structural",
    makes=(
        "jobs_structural",
        "jobs_structural_realised",
        "jobs_structural_expected",
        "jobs_structural_stressed",
        "jobs_structural_per_million_total",
    ),
)
def structural(
    project: Project, reading: Reading[Number], *, stressed: bool = False
) -> FullTimeJobs[Number] | None:
    """Return created and retained jobs together (fte), nothing when either is unknown.

    ``stressed`` sets the retained jobs of restructured business parks, and of no other site, to zero.
    Source: PBL found no measurable effect of restructuring on employment (2012).
    """
    new = created(project, reading)
    if stressed and is_restructured(project):
        return new
    kept = retained(project, reading)
    return None if new is None or kept is None else new + kept


def is_restructured(project: Project) -> bool:
    """Tell whether a project restructures a business park.

    One of the location theme that retains jobs and does not say so counts as one, because a stress case
    supposes the worst; the list says that it assumes this.
    """
    return project.restructured is True or is_doubtful_park(project)


@computation(
    "structural_jobs.pro_rata",
    makes=(*(f"jobs_pro_rata_{source}" for source in SOURCES), "jobs_pro_rata_public"),
)
def pro_rata(project: Project, reading: Bounds, sources: tuple[str, ...]) -> FullTimeJobs[Quantity] | None:
    """Return the structural jobs (fte) that fall to some sources by their share of the money of a project.

    Money out of a fund is that of the sources of the fund. Nothing when the jobs or an amount are unknown;
    over all sources the values add to the jobs.
    """
    jobs, share = structural(project, reading), share_of(project, sources)
    return None if jobs is None or share is None else FullTimeJobs(jobs.amount * share)


def share_of(project: Project, sources: tuple[str, ...]) -> Quantity | None:
    """Return the share of some sources in the money of a project, nothing where it is not known."""
    if not project.is_complete or (project.fund_amount is not None and not project.through_fund):
        return None
    own = _money_from(project, sources)
    others = _money_from(project, tuple(source for source in SOURCES if source not in sources))
    if own.value + others.value <= 0:
        return None
    ends = (own.low, others.high), (own.high, others.low)
    low, high = (mine / (mine + rest) if mine + rest else Decimal(0) for mine, rest in ends)
    return Quantity(own.value / (own.value + others.value), low, high)


def _money_from(project: Project, sources: tuple[str, ...]) -> Quantity:
    lent = [project.through_fund[source] for source in sources if source in project.through_fund]
    return total([*project.known(sources), *lent])


@computation("structural_jobs.internships", makes=("internships",))
def internships(project: Project, reading: Reading[Number]) -> Internships[Number] | None:
    """Return the internships of a project, nothing when they are unknown."""
    found = project.internships
    return None if found is None else Internships(reading.project(project, "internships", found))


@computation("structural_jobs.learning_places", makes=("learning_places",))
def learning_places(project: Project, reading: Reading[Number]) -> LearningPlaces[Number] | None:
    """Return the places of work and learning of a project, nothing when they are unknown."""
    found = project.learning_places
    return None if found is None else LearningPlaces(reading.project(project, "learning_places", found))
