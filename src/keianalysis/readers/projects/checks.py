"""The rules of a project list: each row becomes a project, or says everything that is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects.layout import Layout
from keianalysis.readers.projects.model import (
    ACTIVITIES,
    LABOUR,
    SAMPLE_ID,
    SOURCES,
    Portfolio,
    Project,
    Retention,
)
from keianalysis.readers.projects.values import read_day, read_number

PLAIN_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
TOLERANCE: Final = Decimal("0.001")
"""What shares may miss of one because each is rounded."""

RATES: Final = ("at_risk", "leave_province", "attribution")
REMEDIES: Final = {
    "project-id": "Give an id of letters, digits, points, hyphens, underscores and slashes.",
    "id-once": "Give every project an id of its own, and keep totals and parts of one project apart.",
    "name-present": "Give the project a name.",
    "known-theme": "Use one of: {words}.",
    "known-status": "Use one of: {words}.",
    "known-evidence": "Use one of: {words}.",
    "date": "Write a day as YYYY-MM-DD.",
    "end-before-start": "Correct one of the two days.",
    "number": "Write {example} for one thousand two hundred and six and {tenths} for four tenths.",
    "negative-amount": "Write zero or more; take a repayment off the amount of the source that was repaid.",
    "half-known-range": "Give both ends, equal where the number is known; leave both blank where not.",
    "low-above-high": "Exchange the two, or correct one of them.",
    "total-and-parts": "Give the amounts by source, or the total alone where the sources are unknown.",
    "share-between-0-and-1": "Write a share as a part of one, such as {tenths} for 40%.",
    "shares-complete": "Give all five shares, zero where nothing is spent, or leave all five blank.",
    "shares-add-up": "Let the five shares add to one.",
    "rates-complete": "Give jobs on the site with all three shares, or leave all of them blank.",
    "jobs-without-evidence": "Name the evidence of the jobs, or leave the jobs blank.",
    "labour-has-no-structural-jobs": "Leave the jobs of a labour-market project blank: it places people.",
}


@dataclass
class Row:
    """One row of a list: its texts by field, and the faults that reading them brought to light."""

    file: str
    number: int
    texts: Mapping[str, str]
    headings: Mapping[str, str]
    layout: Layout
    lineage: str
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the text of a field, empty where the list has no such column."""
        return self.texts.get(name, "")

    def fault(self, name: str, rule: str, message: str, **words: str) -> None:
        """Note a fault in the column of a field."""
        marks = {"example": f"1{self.layout.thousands}206", "tenths": f"0{self.layout.decimal}4"}
        remedy = REMEDIES[rule].format(**marks, **words)
        heading = self.headings.get(name, name)
        self.faults.append(Fault(self.file, self.number, heading, rule, message, remedy))

    def known_word(self, name: str) -> str:
        """Return what the word of a field means."""
        written = self.text(name)
        meaning = self.layout.meaning(name, written)
        if meaning is None:
            words = ", ".join(self.layout.values[name].values())
            self.fault(name, f"known-{name}", f"{written!r} is unknown", words=words)
        return meaning or ""

    def day(self, name: str) -> str:
        """Return the day of a field, empty where it is blank."""
        written = self.text(name)
        read = read_day(written, self.layout.language) if written else ""
        if read is None:
            self.fault(name, "date", f"{written!r} is not a day")
        return read or ""

    def number_of(self, name: str) -> Decimal | None:
        """Return the number of a field that is not negative; a blank is no number and no fault."""
        written = self.text(name)
        if not written:
            return None
        read = read_number(written, self.layout.decimal, self.layout.thousands)
        if read is None:
            self.fault(name, "number", f"{written!r} is not a number")
        elif read < 0:
            self.fault(name, "negative-amount", f"{written} is below zero")
        return read

    def share(self, name: str) -> Decimal | None:
        """Return the share of a field, from 0 to 1."""
        read = self.number_of(name)
        if read is not None and read > 1:
            self.fault(name, "share-between-0-and-1", f"{self.text(name)} is more than one")
        return read

    def range_of(self, name: str, *, share: bool = False) -> Quantity | None:
        """Return the range of two fields, nothing where both are blank; its middle is its value."""
        ends = [f"{name}_{end}" for end in ("low", "high")]
        low, high = (self.share(end) if share else self.number_of(end) for end in ends)
        if bool(self.text(ends[0])) != bool(self.text(ends[1])):
            blank = ends[1] if self.text(ends[0]) else ends[0]
            self.fault(blank, "half-known-range", "only one end of the range is given")
        if low is None or high is None:
            return None
        if low > high:
            self.fault(ends[0], "low-above-high", f"{self.text(ends[0])} is above {self.text(ends[1])}")
        return Quantity((low + high) / 2, low, high)


def read_rows(file: str, rows: list[Row]) -> Portfolio:
    """Return the projects of the rows.

    Raises
    ------
    BadData
        With every fault of every row.
    """
    projects = tuple(_project(row) for row in rows)
    _note_doubled_ids(rows)
    faults = [fault for row in rows for fault in row.faults]
    if faults:
        raise BadData(faults)
    sample = any(row.text("sample") or row.text("project_id").startswith(SAMPLE_ID) for row in rows)
    return Portfolio(file, projects, sample)


def _note_doubled_ids(rows: list[Row]) -> None:
    times = Counter(row.text("project_id") for row in rows)
    for row in rows:
        if times[row.text("project_id")] > 1 and row.text("project_id"):
            row.fault("project_id", "id-once", f"{row.text('project_id')!r} stands in more than one row")


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
        retention, _evidence(row), row.lineage,
    )  # fmt: skip
    _check_jobs(row, project)
    return project


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
    names = [f"share_{activity}" for activity in ACTIVITIES]
    read = {name: row.share(name) for name in names}
    blank = [name for name in names if not row.text(name)]
    if len(blank) == len(names):
        return None
    if blank:
        row.fault(blank[0], "shares-complete", f"{len(blank)} of the five shares are blank")
    known = [share for share in read.values() if share is not None]
    if len(known) < len(names):
        return None
    added = sum(known, Decimal(0))
    if all(0 <= share <= 1 for share in known) and abs(added - 1) > TOLERANCE:
        row.fault(names[0], "shares-add-up", f"the shares add to {added}")
    return dict(zip(ACTIVITIES, known, strict=True))


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
    """Note jobs that rest on nothing, and structural jobs of the theme that has none."""
    names = {"created": "created_high", "retained": "jobs_on_site"}
    created, retention = project.created, project.retention
    counts: dict[str, Decimal] = {
        "created": created.high if created is not None else Decimal(0),
        "retained": retention.on_site.high if retention is not None else Decimal(0),
    }
    for kind in _claimed(counts):
        if project.evidence in ("", "none") and not _is_faulty(row, "evidence"):
            row.fault("evidence", "jobs-without-evidence", f"{kind} jobs without evidence")
        if project.theme == LABOUR:
            message = f"{kind} jobs in the labour-market theme"
            row.fault(names[kind], "labour-has-no-structural-jobs", message)


def _claimed(counts: Mapping[str, Decimal]) -> Iterator[str]:
    yield from (kind for kind, jobs in counts.items() if jobs > 0)


def _is_faulty(row: Row, name: str) -> bool:
    heading = row.headings.get(name, name)
    return any(fault.column == heading for fault in row.faults)
