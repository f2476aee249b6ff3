"""Structural employment in full-time equivalents, created and retained: it rests on provincial money."""

from __future__ import annotations

from typing import Final

from keianalysis.effects.readings import Reading
from keianalysis.effects.units import FullTimeJobs, Number
from keianalysis.indicators.computation import computation
from keianalysis.readers.projects.model import LABOUR, Project

RESTRUCTURED: Final = "location"
"""The theme that restructures business parks."""


@computation("structural_jobs.created", makes=("jobs_structural_created",))
def created(project: Project, reading: Reading[Number]) -> FullTimeJobs[Number] | None:
    """Return created jobs (fte), nothing when they are unknown; a labour-market project creates none."""
    if project.theme == LABOUR:
        return FullTimeJobs(reading.constant(0))
    if project.created is None:
        return None
    return FullTimeJobs(reading.project(project, "created", project.created))


@computation("structural_jobs.retained", makes=("jobs_structural_retained",))
def retained(project: Project, reading: Reading[Number]) -> FullTimeJobs[Number] | None:
    """Return retained jobs (fte): on site x at risk x would leave the province x attribution.

    Nothing when one of the four is unknown; a labour-market project retains none.
    """
    if project.theme == LABOUR:
        return FullTimeJobs(reading.constant(0))
    found = project.retention
    if found is None:
        return None
    jobs = reading.project(project, "jobs_on_site", found.on_site)
    for name in ("at_risk", "leave_province", "attribution"):
        jobs = jobs * reading.project(project, name, getattr(found, name))
    return FullTimeJobs(jobs)


@computation(
    "structural_jobs.structural",
    makes=("jobs_structural", "jobs_structural_stressed", "jobs_structural_per_million_total"),
)
def structural(
    project: Project, reading: Reading[Number], *, stressed: bool = False
) -> FullTimeJobs[Number] | None:
    """Return created and retained jobs together (fte), nothing when either is unknown.

    ``stressed`` sets the retained jobs of restructured business parks to zero. Source: PBL found no
    measurable effect of restructuring on employment (2012).
    """
    new = created(project, reading)
    if stressed and project.theme == RESTRUCTURED:
        return new
    kept = retained(project, reading)
    return None if new is None or kept is None else new + kept
