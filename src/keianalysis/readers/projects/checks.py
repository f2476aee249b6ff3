"""The rules of a project list: each row becomes a project, or says everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from keianalysis.model.errors import BadData
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects.model import (
    ACTIVITIES,
    LABOUR,
    SAMPLE_ID,
    SOURCES,
    WITHOUT_WORK,
    Portfolio,
    Project,
    Retention,
)
from keianalysis.readers.projects.row import Row
from keianalysis.readers.projects.together import is_doubtful_park, note_what_does_not_fit

PLAIN_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
TOLERANCE: Final = Decimal("0.001")
"""What shares may miss of one because each is rounded."""

RATES: Final = ("at_risk", "leave_province", "attribution")
PLACES: Final = ("internships", "learning_places")


def read_rows(file: str, rows: list[Row]) -> Portfolio:
    """Return the projects of the rows.

    Raises
    ------
    BadData
        With every fault of every row.
    """
    projects = tuple(_project(row) for row in rows)
    note_what_does_not_fit(rows, projects)
    faults = [fault for row in rows for fault in row.faults]
    if faults:
        raise BadData(faults)
    sample = any(row.text("sample") or row.text("project_id").startswith(SAMPLE_ID) for row in rows)
    return Portfolio(file, projects, sample, tuple(_assumed(rows, projects)))


def _assumed(rows: list[Row], projects: tuple[Project, ...]) -> Iterator[str]:
    """Yield what the list has no column for, or does not say, so that it is assumed."""
    present = set(rows[0].texts)
    yield from (name for name in ("instrument", "site", "price_year", "committed_on") if name not in present)
    if "spent_low" not in present:
        yield "spent"
    if not {"internships_low", "learning_places_low"} & present:
        yield "learning_places"
    if any(is_doubtful_park(project) for project in projects):
        yield "restructured"
    if any(not (project.start and project.end) for project in projects):
        yield "undated"


def _project(row: Row) -> Project:
    name, identity = row.text("name"), row.text("project_id")
    if not PLAIN_ID.fullmatch(identity):
        row.fault("project_id", "project-id", f"{identity!r} is no id")
    if not name:
        row.fault("name", "name-present", "the project has no name")
    theme, status = row.known_word("theme"), row.known_word("status")
    start, end = _days(row)
    amounts = {source: row.range_of(source) for source in SOURCES}
    created, retention = row.range_of("created"), _retention(row)
    project = Project(
        identity, name, theme, status, start, end, amounts, _stated_total(row), _shares(row), created,
        retention, _evidence(row), row.lineage, _word(row, "instrument") or "grant", row.text("phase"),
        row.text("site"), {"yes": True, "no": False}.get(_word(row, "restructured")),
        row.day("committed_on"), *_measured(row, start, end), row.year("price_year"), *_out_of_fund(row),
        row.range_of("repaid"), row.range_of("internships"), row.range_of("learning_places"),
    )  # fmt: skip
    _check_jobs(row, project)
    return _without_places(row, project)


def _word(row: Row, name: str) -> str:
    return row.known_word(name) if row.text(name) else ""


def _measured(row: Row, start: str, end: str) -> tuple[str, Quantity | None]:
    """Return the day of measurement and the part of the money that was spent by then."""
    day, spent = row.day("measured_on"), row.range_of("spent", share=True)
    if spent is not None and not day:
        row.fault("measured_on", "spent-when", "it is not told when the spending was measured")
    if day and spent is not None and not (start or day) <= day <= (end or day):
        row.fault("measured_on", "measured-within", f"{day} lies outside {start} to {end}")
    return day, spent


def _out_of_fund(row: Row) -> tuple[str, Quantity | None]:
    name, amount = row.text("fund"), row.range_of("fund")
    if bool(name) != (amount is not None):
        row.fault("fund", "fund-with-amount", "the fund stands without its amount, or the reverse")
    return name, amount


def _without_places(row: Row, project: Project) -> Project:
    """Return a project with zero where its theme, or the age of its list, says that there is nothing.

    Only the labour-market theme makes places. A list that has no column for them is of the time when
    that theme had no structural jobs either: they were left blank because they were refused.
    """
    nothing = Quantity.of(0)
    asked = {name for name in PLACES if f"{name}_low" in row.texts}
    unasked = {name: nothing for name in PLACES if project.theme != LABOUR or name not in asked}
    filled = replace(
        project,
        internships=project.internships or unasked.get("internships"),
        learning_places=project.learning_places or unasked.get("learning_places"),
    )
    if project.theme != LABOUR or asked:
        return filled
    none = Retention(nothing, nothing, nothing, nothing)
    return replace(filled, created=filled.created or nothing, retention=filled.retention or none)


def _days(row: Row) -> tuple[str, str]:
    start, end = row.day("start"), row.day("end")
    if start and end and end < start:
        row.fault("end", "end-before-start", f"the project ends on {end} and starts on {start}")
    return start, end


def _stated_total(row: Row) -> Quantity | None:
    stated = row.range_of("total")
    parts = [source for source in SOURCES if row.text(f"{source}_low") or row.text(f"{source}_high")]
    if (row.text("total_low") or row.text("total_high")) and parts:
        message = f"the total stands beside its parts {', '.join(parts)}"
        row.fault("total_low", "total-and-parts", message)
    return stated


def _shares(row: Row) -> dict[str, Decimal] | None:
    """Return the part of the money that goes to each use; the later uses may be left out."""
    later = tuple(use for use in WITHOUT_WORK if row.text(f"share_{use}"))
    uses = (*ACTIVITIES, *later)
    read = {use: row.share(f"share_{use}") for use in uses}
    blank = [use for use in uses if not row.text(f"share_{use}")]
    if len(blank) == len(uses):
        return None
    if blank:
        message = f"{len(blank)} of the {len(uses)} shares are blank"
        row.fault(f"share_{blank[0]}", "shares-complete", message)
    known = {use: share for use, share in read.items() if share is not None}
    if len(known) < len(uses):
        return None
    added = sum(known.values(), Decimal(0))
    if all(0 <= share <= 1 for share in known.values()) and abs(added - 1) > TOLERANCE:
        row.fault(f"share_{uses[0]}", "shares-add-up", f"the shares add to {added}")
    return known


def _retention(row: Row) -> Retention | None:
    """Return jobs on the site with their shares; a site without jobs retains none whatever the shares."""
    on_site = row.number_of("jobs_on_site")
    rates = {name: row.range_of(name, share=True) for name in RATES}
    filled = ["jobs_on_site"] if row.text("jobs_on_site") else []
    filled += [name for name in RATES if row.text(f"{name}_low") or row.text(f"{name}_high")]
    nothing = Quantity.of(0)
    if on_site == 0:
        return Retention(nothing, *(rates[name] or nothing for name in RATES))
    if 0 < len(filled) <= len(RATES):
        absent = [name for name in ("jobs_on_site", *RATES) if name not in filled]
        row.fault("jobs_on_site", "rates-complete", f"{', '.join(absent)} is blank")
    known = [rate for rate in rates.values() if rate is not None]
    if on_site is None or len(known) < len(RATES):
        return None
    at_risk, leave_province, attribution = known
    return Retention(Quantity(on_site, on_site, on_site), at_risk, leave_province, attribution)


def _evidence(row: Row) -> str:
    return row.known_word("evidence") if row.text("evidence") else ""


def _check_jobs(row: Row, project: Project) -> None:
    """Note jobs that rest on nothing."""
    created, retention = project.created, project.retention
    counts: dict[str, Decimal] = {
        "created": created.high if created is not None else Decimal(0),
        "retained": retention.on_site.high if retention is not None else Decimal(0),
    }
    for kind in _claimed(counts):
        if project.evidence in ("", "none") and not _is_faulty(row, "evidence"):
            row.fault("evidence", "jobs-without-evidence", f"{kind} jobs without evidence")


def _claimed(counts: Mapping[str, Decimal]) -> Iterator[str]:
    yield from (kind for kind, jobs in counts.items() if jobs > 0)


def _is_faulty(row: Row, name: str) -> bool:
    heading = row.headings.get(name, name)
    return any(fault.column == heading for fault in row.faults)
