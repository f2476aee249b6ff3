"""The three shapes in which people download CBS StatLine, recognised by their content.

``long``: a title, a header ``Onderwerp``, ``Regio's``, ``Perioden`` and two columns without a name for
unit and value, one number a row. ``wide``: one column for the region, one for the period, and one for
each topic. ``cross``: regions side by side, one period a row, one topic in the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from keianalysis.errors import BadData, Fault

KNOWN: Final = (
    "Known shapes: long (Onderwerp, Regio's, Perioden, unit, value), wide (region, period, one column a "
    "topic) and cross (regions side by side, one period a row)."
)


@dataclass(frozen=True)
class Cell:
    """One number of a download as it stands there, with the line it comes from."""

    row: int
    topic: str
    region: str
    period: str
    text: str
    column: str


def plain(heading: str) -> str:
    """Return a heading without spaces, signs and case, so that Regio's, regio's and Regio.s agree."""
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def read_cells(text: str, file: str, topic: str | None) -> list[Cell]:
    """Return every number of a download.

    ``topic`` is the label of the only topic of the delivery, which a cross table does not name.

    Raises
    ------
    BadData
        When the shape is not known, or with every ragged row and doubled column.
    """
    lines = _lines(text)
    start = next((index for index, (_, fields) in enumerate(lines) if _is_header(fields)), None)
    if start is None:
        raise BadData([Fault(file, 0, "", "known-shape", "the file has no shape that is known", KNOWN)])
    header = [field.strip() for field in lines[start][1]]
    body = [(row, fields) for row, fields in lines[start + 1 :] if not _is_footer(fields)]
    faults = [*_doubled(header, lines[start][0], file), *_ragged(header, body, file)]
    if faults:
        raise BadData(faults)
    return list(_cells(header, body, topic or ""))


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return the filled lines as fields; the separator is the sign that splits most of them."""
    semicolons = sum(";" in line for line in text.splitlines())
    delimiter = ";" if semicolons * 2 > len(text.splitlines()) else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [
        (row, fields) for row, fields in enumerate(reader, start=1) if any(field.strip() for field in fields)
    ]


def _is_header(fields: Sequence[str]) -> bool:
    names = {plain(field) for field in fields}
    cross = not fields[0].strip() and len(fields) > 2 and all(field.strip() for field in fields[1:])
    return {"regios", "perioden"} <= names or cross


def _is_footer(fields: Sequence[str]) -> bool:
    return fields[0].strip().lower().startswith("bron:") and not any(field.strip() for field in fields[1:])


def _doubled(header: Sequence[str], row: int, file: str) -> Iterator[Fault]:
    for name, times in Counter(name for name in header if name).items():
        if times > 1:
            yield Fault(file, row, name, "column-once", "the column occurs twice", "Keep one of the two.")


def _ragged(header: Sequence[str], body: Sequence[tuple[int, list[str]]], file: str) -> Iterator[Fault]:
    for row, fields in body:
        if len(fields) != len(header):
            message = f"{len(fields)} fields where the header has {len(header)}"
            yield Fault(file, row, "", "ragged-row", message, "Download the table again, or mend the row.")


def _cells(header: Sequence[str], body: Sequence[tuple[int, list[str]]], topic: str) -> Iterator[Cell]:
    names = [plain(name) for name in header]
    if "regios" not in names:
        yield from _cross(header, body, topic)
    elif "onderwerp" in names:
        yield from _long(names, body)
    else:
        yield from _wide(header, names, body)


def _long(names: Sequence[str], body: Sequence[tuple[int, list[str]]]) -> Iterator[Cell]:
    """Yield a number a row; of the columns without a name the last holds the value."""
    topic, region, period = (names.index(name) for name in ("onderwerp", "regios", "perioden"))
    value = max(index for index, name in enumerate(names) if not name)
    for row, fields in body:
        yield Cell(row, fields[topic].strip(), fields[region], fields[period], fields[value], fields[topic])


def _wide(
    header: Sequence[str], names: Sequence[str], body: Sequence[tuple[int, list[str]]]
) -> Iterator[Cell]:
    region, period = names.index("regios"), names.index("perioden")
    for row, fields in body:
        for index, name in enumerate(header):
            if index not in (region, period) and name:
                yield Cell(row, name, fields[region], fields[period], fields[index], name)


def _cross(header: Sequence[str], body: Sequence[tuple[int, list[str]]], topic: str) -> Iterator[Cell]:
    for row, fields in body:
        for index, region in enumerate(header[1:], start=1):
            yield Cell(row, topic, region, fields[0], fields[index], region)
