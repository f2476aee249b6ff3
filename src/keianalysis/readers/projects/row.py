"""One row of a project list while it is read: its texts become values, or faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from keianalysis.model.errors import Fault
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects.layout import Layout
from keianalysis.readers.projects.values import read_day, read_number, read_year

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
    "shares-complete": "Give every share, zero where nothing is spent, or leave all of them blank.",
    "shares-add-up": "Let the shares add to one.",
    "rates-complete": "Give jobs on the site with all three shares, or leave all of them blank.",
    "jobs-without-evidence": "Name the evidence of the jobs, or leave the jobs blank.",
    "known-instrument": "Use one of: {words}.",
    "known-restructured": "Use one of: {words}.",
    "year": "Write a year in four digits.",
    "phase-named": "Name the phase in every row of the project.",
    "phases-agree": "Write the same in every phase of the project, or give the projects ids of their own.",
    "spent-when": "Give the part that was spent together with the day on which it was measured.",
    "measured-within": "Measure between the start and the end of the project.",
    "fund-in-list": "Name the id of a project in the list whose instrument is fund, or leave both blank.",
    "fund-with-amount": "Give the fund together with the amount that came out of it.",
    "fund-lends-out": "Give the jobs in the rows of what the fund paid out, and not in that of the fund.",
    "site-agrees": "State the jobs of a site in one of its rows, or the same in each; or name two sites.",
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

    def year(self, name: str) -> str:
        """Return the year of a field, empty where it is blank."""
        written = self.text(name)
        if written and read_year(written) is None:
            self.fault(name, "year", f"{written!r} is not a year")
        return written

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
