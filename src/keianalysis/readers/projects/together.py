"""The rules that hold between the rows of a project list: phases, funds, and sites that are shared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from keianalysis.readers.projects.model import Project
from keianalysis.readers.projects.row import Row

RESTRUCTURED: Final = "location"
"""The theme that restructures business parks."""


def is_doubtful_park(project: Project) -> bool:
    """Tell whether a project retains jobs where parks are restructured, and does not say whether it does."""
    kept = project.retention
    retains = kept is not None and kept.on_site.high > 0
    return retains and project.theme == RESTRUCTURED and project.restructured is None


def site_key(site: str) -> str:
    """Return a site as it is compared: capitals, blanks and hyphens make no other site."""
    return " ".join(site.replace("-", " ").replace("_", " ").casefold().split())


def by_site(projects: Iterable[Project]) -> dict[str, list[Project]]:
    """Return the rows of each site that has a name."""
    found: defaultdict[str, list[Project]] = defaultdict(list)
    for project in projects:
        if project.site:
            found[site_key(project.site)].append(project)
    return dict(found)


def note_what_does_not_fit(rows: Sequence[Row], projects: Sequence[Project]) -> None:
    """Note in the rows what contradicts another row."""
    _note_doubled_ids(rows)
    _note_phases(rows, projects)
    _note_funds(rows, projects)
    _note_sites(rows, projects)


def _note_doubled_ids(rows: Sequence[Row]) -> None:
    """Note an id that stands twice: one project may have several rows when each names its phase."""
    written = [(row.text("project_id"), row.text("phase")) for row in rows]
    times, ids = Counter(written), Counter(name for name, _ in written)
    for row, (name, phase) in zip(rows, written, strict=True):
        if name and times[name, phase] > 1:
            row.fault("project_id", "id-once", f"{f'{name} {phase}'.strip()!r} stands in more than one row")
        elif name and ids[name] > 1 and not phase:
            row.fault("phase", "phase-named", f"another row of {name} names its phase")


def _note_phases(rows: Sequence[Row], projects: Sequence[Project]) -> None:
    first: dict[str, Project] = {}
    for row, project in zip(rows, projects, strict=True):
        known = first.setdefault(project.project_id, project)
        if project.phase and project.theme != known.theme:
            message = f"{project.theme} here and {known.theme} in another phase"
            row.fault("theme", "phases-agree", message)


def _note_funds(rows: Sequence[Row], projects: Sequence[Project]) -> None:
    funds = {project.project_id for project in projects if project.instrument == "fund"}
    paying = {project.fund for project in projects}
    for row, project in zip(rows, projects, strict=True):
        if project.fund and (project.fund not in funds or project.fund == project.project_id):
            row.fault("fund", "fund-in-list", f"{project.fund!r} is no fund of this list")
        if project.project_id in paying & funds and _has_jobs(project):
            row.fault("created_high", "fund-lends-out", "jobs stand with a fund that pays out in this list")


def _has_jobs(project: Project) -> bool:
    kept = project.retention.on_site.high if project.retention is not None else 0
    return kept > 0 or (project.created is not None and project.created.high > 0)


def _note_sites(rows: Sequence[Row], projects: Sequence[Project]) -> None:
    """Note jobs of a site that are not the same in all its rows."""
    stated: dict[tuple[str, str], object] = {}
    for row, project in zip(rows, projects, strict=True):
        for name in ("created", "retention"):
            found = getattr(project, name)
            if project.site and found is not None:
                known = stated.setdefault((site_key(project.site), name), found)
                if known != found:
                    column = "created_low" if name == "created" else "jobs_on_site"
                    message = f"other jobs than in another row of the site {project.site!r}"
                    row.fault(column, "site-agrees", message)
