"""Finding the heading of a table in a text, and naming what is not known."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.statline.cells import Line, plain
from keianalysis.readers.statline.long import PERIODS, REGIONS, day_of
from keianalysis.readers.statline.source import label_key

DELIMITERS: Final = (";", ",", "\t")
KNOWN: Final = (
    "Known shapes: long (Onderwerp, Regio's, Perioden, unit, value), wide (region, period, one column a "
    "topic), cross (regions side by side, one period a row), OData v4 and bulk CSV, SDMX-CSV, JSON-stat, PX."
)
HEADING_ROWS: Final = "a cross table with topic, region and unit in heading rows"
TABLE_REMEDY: Final = (
    "In StatLine choose Download, 'CSV met statistische symbolen' and not 'volgens tabelindeling': "
    "that has one number a row."
)
REMEDIES: Final = {
    "known-shape": KNOWN,
    "column-once": "Keep one of the two.",
    "column-named": "Give the column its heading, or remove it.",
    "ragged-row": "Download the table again, or mend the row.",
    "closed-quote": "Download the table again, or close the quote.",
}


def fault(file: str, row: int, column: str, rule: str, message: str) -> Fault:
    """Return a fault of the form of a file."""
    return Fault(file, row, column, rule, message, REMEDIES[rule])


def recognised(text: str, file: str) -> tuple[Line, list[Line], list[Fault], str]:
    """Return header, body, faults of quoting and the file's own date, under the separator that fits."""
    for delimiter in DELIMITERS:
        lines, faults = _lines(text, delimiter, file)
        for index, line in enumerate(lines):
            if is_header(line.fields):
                rest = lines[index + 1 :]
                told = next((day for row in rest if (day := _day_of_footer(row.fields))), "")
                return line, [row for row in rest if not _is_footer(row.fields)], faults, told
    found = fault(file, 0, "", "known-shape", f"the file is {_seen(text)}")
    raise BadData([replace(found, remedy=TABLE_REMEDY) if HEADING_ROWS in found.message else found])


def _seen(text: str) -> str:
    """Return the name of a shape that the reader does not know, or what its first line holds."""
    start = text.lstrip()[:200].lower()
    if not start:
        return "empty"
    if start.startswith(("<!doctype html", "<html")):
        return "a page of HTML"
    if start.startswith("<"):
        return "XML, perhaps SDMX-ML"
    lines = [line.replace('"', "") for line in text.splitlines() if line.strip(' ";,\t')]
    heads = [plain(re.split("[;,\t]", line)[0]) for line in lines[:8]]
    if {"onderwerp", "regios", "perioden"} <= set(heads):
        return HEADING_ROWS
    return f"a table of a shape that is not known, with the heading {lines[0][:120]!r}"


def _lines(text: str, delimiter: str, file: str) -> tuple[list[Line], list[Fault]]:
    """Return the filled records up to the first that cannot be read, and the fault of that one."""
    # Strict, because an open quote otherwise swallows the rows behind it without a word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    row = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                lines.append(Line(row, [field.strip() for field in fields]))
            row = reader.line_num + 1
    except csv.Error as error:
        return lines, [fault(file, row, "", "closed-quote", f"the row cannot be read: {error}")]
    return lines, []


def is_header(fields: Sequence[str]) -> bool:
    """Tell whether a row is the heading of a known shape."""
    names = {plain(field) for field in fields}
    has_both = bool(names & set(REGIONS)) and bool(names & set(PERIODS))
    return has_both or (is_cross(fields) and not fields[0])


def is_cross(fields: Sequence[str]) -> bool:
    """Tell whether a row may be the heading of regions side by side."""
    return not fields[0] and len(fields) > 1 and any(fields[1:])


def _is_footer(fields: Sequence[str]) -> bool:
    return fields[0].lower().startswith(("bron:", "source:", "\N{COPYRIGHT SIGN}")) and not any(fields[1:])


def _day_of_footer(fields: Sequence[str]) -> str:
    """Return the day that the last line of a download names; empty for any other line."""
    found = re.search(r"\d{1,2}-\d{1,2}-\d{4}", fields[0]) if _is_footer(fields) else None
    return day_of("-".join(part.zfill(2) for part in found[0].split("-"))) if found else ""


def header_faults(header: Line, body: Sequence[Line], file: str) -> Iterator[Fault]:
    """Yield the doubled headings, and the columns with values and without a heading."""
    keys = [_structural(name) or label_key(name) for name in header.fields]
    for key, times in Counter(key for key in keys if key).items():
        if times > 1:
            name = header.fields[keys.index(key)]
            yield fault(file, header.row, name, "column-once", "the column occurs twice")
    for index in _nameless(header, keys):
        if any(index < len(line.fields) and line.fields[index] for line in body):
            message = f"column {index + 1} has values and no heading"
            yield fault(file, header.row, "", "column-named", message)


def _structural(name: str) -> str:
    return plain(name) if plain(name) in ("onderwerp", *REGIONS, *PERIODS) else ""


def _nameless(header: Line, keys: Sequence[str]) -> list[int]:
    """Return the columns that lack a heading though their shape asks for one."""
    nameless = [index for index, key in enumerate(keys) if not key]
    if "onderwerp" in keys:
        return nameless[2:]
    return nameless[1:] if is_cross(header.fields) else nameless


def ragged_fault(line: Line, width: int, file: str) -> Fault:
    """Return the fault of a row with too few or too many fields."""
    message = f"{len(line.fields)} fields where the header has {width}"
    return fault(file, line.row, "", "ragged-row", message)
