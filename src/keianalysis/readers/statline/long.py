"""Tables with one number a row and its own columns for value and status: OData v4, SDMX-CSV and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from keianalysis.model.errors import Fault
from keianalysis.readers.statline.cells import Cell, Download, Field, Line, plain

REGIONS: Final = ("regios", "regio", "regions", "region", "geo", "refarea")
PERIODS: Final = ("perioden", "periods", "period", "jaar", "time", "timeperiod", "tid")
TOPICS: Final = ("measure", "onderwerp", "topic", "topics", "contentscode")
UNITS: Final = ("unit", "unitmeasure")
NOT_FINAL: Final = "not_final"
ATTRIBUTES: Final = {
    "Impossible": "impossible",
    "Confidential": "secret",
    "Secret": "secret",
    "NotAvailable": "unknown",
    "Unreliable": "unreliable",
}
FLAGS: Final = {"p": "provisional", "u": "unreliable", "b": "break", "e": NOT_FINAL, "f": NOT_FINAL}
"""Flags of SDMX and JSON-stat beside a number."""

MISSING_FLAGS: Final = {"c": "secret", "x": "secret", "z": "impossible", "n": "unknown"}


@dataclass(frozen=True)
class Roles:
    """Which column holds what; ``status`` says of a row why it has no number or how final that is.

    ``told`` are columns that say nothing about what is counted, such as a running number.
    """

    region: str
    period: str
    value: str
    status: Callable[[Mapping[str, str]], str]
    topic: str = ""
    unit: str = ""
    told: Sequence[str] = ()
    release_date: str = ""


def named(names: Sequence[str], wanted: Sequence[str]) -> str:
    """Return the first column whose heading is one of ``wanted``; empty when there is none."""
    return next((name for name in names if plain(name) in wanted), "")


def v4_roles(names: Sequence[str], finality: Mapping[str, str]) -> Roles | None:
    """Return the columns of a table as OData v4 and the bulk CSV write it; nothing for another table.

    ``finality`` says of periods how final they are; what it does not name is not final.
    """
    region, period = named(names, REGIONS), named(names, PERIODS)
    if not {"Measure", "ValueAttribute", "Value"} <= set(names) or not region or not period:
        return None

    def status(row: Mapping[str, str]) -> str:
        attribute = row["ValueAttribute"]
        if row["Value"]:
            return (
                ATTRIBUTES["Unreliable"]
                if attribute == "Unreliable"
                else finality.get(row[period], NOT_FINAL)
            )
        return ATTRIBUTES.get(attribute, "unknown")

    told = [name for name in ("Id", "ID", "ValueAttribute", "StringValue") if name in names]
    return Roles(region, period, "Value", status, "Measure", told=told)


def sdmx_roles(names: Sequence[str], body: Sequence[Line]) -> Roles | None:
    """Return the columns of SDMX-CSV; nothing for another table."""
    region, period = named(names, REGIONS), named(names, PERIODS)
    if names[0] not in ("DATAFLOW", "STRUCTURE") or "OBS_VALUE" not in names or not region or not period:
        return None
    place = list(names).index("LAST UPDATE") if "LAST UPDATE" in names else None
    updated = {line.fields[place] for line in body} if place is not None else set()
    flags = ("OBS_FLAG", "CONF_STATUS", "OBS_STATUS")
    unit = named(names, UNITS)
    told = [name for name in ("LAST UPDATE", *flags, "STRUCTURE_ID", "ACTION") if name in names]

    def status(row: Mapping[str, str]) -> str:
        return flagged(
            "".join(row.get(name, "") for name in flags), has_value=row["OBS_VALUE"] not in ("", ":")
        )

    day = day_of(min(updated)) if updated else ""
    return Roles(region, period, "OBS_VALUE", status, "", unit, told, day)


def flagged(flags: str, *, has_value: bool) -> str:
    """Return the status that flags give to a row."""
    meanings, otherwise = (FLAGS, "") if has_value else (MISSING_FLAGS, "unknown")
    return next((meanings[flag] for flag in meanings if flag in flags.lower()), otherwise)


def day_of(text: str) -> str:
    """Return the day in a moment as offices write it: 10/02/26 11:00, 20260210 09:00, 2026-02-10T11:00.

    Empty for any other text.
    """
    for pattern in (
        r"(?P<d>\d{2})[/.-](?P<m>\d{2})[/.-](?P<y>\d{2}(\d{2})?)\b.*",
        r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})(\D.*)?",
    ):
        if found := re.fullmatch(pattern, text.strip()):
            year = found["y"] if len(found["y"]) == 4 else f"20{found['y']}"
            return f"{year}-{found['m']}-{found['d']}"
    return ""


def long_download(
    header: Line, body: Sequence[Line], roles: Roles, topics: Sequence[str], faults: Sequence[Fault]
) -> Download:
    """Return every number of a table that has one a row.

    A table without a column for the topic has the only one of the delivery.
    """
    cells = list(_cells(header, body, roles, topics[0] if len(topics) == 1 else ""))
    used = {roles.region, roles.period, roles.value, roles.topic, *roles.told}
    further = [index for index, name in enumerate(header.fields) if name not in used]
    columns = [[Field(line.fields[i], line.row, header.fields[i]) for line in body] for i in further]
    labels = list(dict.fromkeys(cell.topic.text for cell in cells if cell.topic.text))
    # What is the same in all rows breaks nothing down.
    broken = [column for column in columns if len({field.text for field in column}) > 1]
    return Download(cells, labels, broken, faults, release_date=roles.release_date)


def _cells(header: Line, body: Sequence[Line], roles: Roles, only: str) -> Iterator[Cell]:
    names = header.fields
    for line in body:
        row = dict(zip(names, line.fields, strict=True))
        field = {name: Field(row[name], line.row, name) for name in (roles.region, roles.period)}
        topic = Field(row[roles.topic] if roles.topic else only, line.row, roles.topic)
        value = Field(comma(row[roles.value]), line.row, roles.value)
        unit = Field(row[roles.unit], line.row, roles.unit) if roles.unit else None
        yield Cell(topic, field[roles.region], field[roles.period], value, roles.status(row), unit)


def comma(number: str) -> str:
    """Return a number with a point as StatLine would write it; any other text as it is."""
    if number.strip() in (":", "NaN", "null", "None"):
        return ""
    return number.strip().replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", number.strip()) else number.strip()
