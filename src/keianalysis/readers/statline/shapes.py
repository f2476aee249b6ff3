"""The three shapes in which people download CBS StatLine, recognised by their content.

``long``: a title, a header ``Onderwerp``, ``Regio's``, ``Perioden`` and two columns for unit and value,
often without a name, one number a row. ``wide``: one column for the region, one for the period, and one
for each topic. ``cross``: regions side by side, one period a row, one topic in the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.statline.source import label_key

DELIMITERS: Final = (";", ",")
KNOWN: Final = (
    "Known shapes: long (Onderwerp, Regio's, Perioden, unit, value), wide (region, period, one column a "
    "topic) and cross (regions side by side, one period a row)."
)
REMEDIES: Final = {
    "known-shape": KNOWN,
    "column-once": "Keep one of the two.",
    "column-named": "Give the column its heading, or remove it.",
    "ragged-row": "Download the table again, or mend the row.",
    "closed-quote": "Download the table again, or close the quote.",
}
UNIT_NAMES: Final = ("unit", "eenheid")
VALUE_NAMES: Final = ("value", "waarde")


class Field(NamedTuple):
    """A text of a download and where it stands."""

    text: str
    row: int
    column: str


class Cell(NamedTuple):
    """One number of a download as it stands there, with what it is about."""

    topic: Field
    region: Field
    period: Field
    value: Field


class Line(NamedTuple):
    """The fields of one record and the line of the file on which it begins."""

    row: int
    fields: Sequence[str]


@dataclass(frozen=True)
class Download:
    """The numbers of a file, the topics that it holds, and the faults of its form.

    ``columns`` are all that stand beside region, period, unit and value: topics and breakdowns.
    """

    cells: Sequence[Cell]
    labels: Sequence[str]
    columns: Sequence[Sequence[Field]]
    faults: Sequence[Fault]


def read_download_text(text: str, file: str, topics: Sequence[str]) -> Download:
    """Return every number of a download.

    ``topics`` are the labels of the delivery: a cross table, which names none, has the only one.

    Raises
    ------
    BadData
        When the shape is not known, or with every doubled or nameless column.
    """
    header, body, broken = _recognised(text, file)
    faults = [*_header_faults(header, body, file)]
    if faults:
        raise BadData([*faults, *broken])
    width = len(header.fields)
    ragged = [_ragged(line, width, file) for line in body if len(line.fields) != width]
    sound = [line for line in body if len(line.fields) == width]
    return _download(header, sound, topics, [*broken, *ragged])


def _fault(file: str, row: int, column: str, rule: str, message: str) -> Fault:
    return Fault(file, row, column, rule, message, REMEDIES[rule])


def _recognised(text: str, file: str) -> tuple[Line, list[Line], list[Fault]]:
    """Return header, body and faults of quoting under the separator that shows a known header."""
    for delimiter in DELIMITERS:
        lines, faults = _lines(text, delimiter, file)
        for index, line in enumerate(lines):
            if _is_header(line.fields):
                return line, [row for row in lines[index + 1 :] if not _is_footer(row.fields)], faults
    raise BadData([_fault(file, 0, "", "known-shape", "the file has no shape that is known")])


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
        return lines, [_fault(file, row, "", "closed-quote", f"the row cannot be read: {error}")]
    return lines, []


def plain(heading: str) -> str:
    """Return a heading without spaces, signs and case, so that Regio's, regio's and Regio.s agree."""
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def _is_header(fields: Sequence[str]) -> bool:
    return {"regios", "perioden"} <= {plain(field) for field in fields} or _is_cross(fields)


def _is_cross(fields: Sequence[str]) -> bool:
    return not fields[0] and len(fields) > 1 and any(fields[1:])


def _is_footer(fields: Sequence[str]) -> bool:
    return fields[0].lower().startswith("bron:") and not any(fields[1:])


def _header_faults(header: Line, body: Sequence[Line], file: str) -> Iterator[Fault]:
    keys = [_structural(name) or label_key(name) for name in header.fields]
    for key, times in Counter(key for key in keys if key).items():
        if times > 1:
            name = header.fields[keys.index(key)]
            yield _fault(file, header.row, name, "column-once", "the column occurs twice")
    for index in _nameless(header, keys):
        if any(index < len(line.fields) and line.fields[index] for line in body):
            message = f"column {index + 1} has values and no heading"
            yield _fault(file, header.row, "", "column-named", message)


def _structural(name: str) -> str:
    return plain(name) if plain(name) in ("onderwerp", "regios", "perioden") else ""


def _nameless(header: Line, keys: Sequence[str]) -> list[int]:
    """Return the columns that lack a heading though their shape asks for one."""
    nameless = [index for index, key in enumerate(keys) if not key]
    if "onderwerp" in keys:
        return nameless[2:]
    return nameless[1:] if _is_cross(header.fields) else nameless


def _ragged(line: Line, width: int, file: str) -> Fault:
    message = f"{len(line.fields)} fields where the header has {width}"
    return _fault(file, line.row, "", "ragged-row", message)


def _download(header: Line, body: Sequence[Line], topics: Sequence[str], faults: Sequence[Fault]) -> Download:
    names = [plain(name) for name in header.fields]
    if "regios" not in names:
        return _cross(header, body, topics, faults)
    return (_long if "onderwerp" in names else _wide)(header, names, body, faults)


def _long(header: Line, names: Sequence[str], body: Sequence[Line], faults: Sequence[Fault]) -> Download:
    topic, region, period = (names.index(name) for name in ("onderwerp", "regios", "perioden"))
    value = _value_column(names, body)
    used = (topic, region, period, value)
    cells = [
        Cell(*(Field(line.fields[index], line.row, header.fields[index] or "value") for index in used))
        for line in body
    ]
    further = [
        index for index, name in enumerate(names) if name and name not in UNIT_NAMES and index not in used
    ]
    labels = list(dict.fromkeys(cell.topic.text for cell in cells))
    return Download(cells, labels, [_column(header, body, index) for index in further], faults)


def _value_column(names: Sequence[str], body: Sequence[Line]) -> int:
    """Return the column named as the value, or the nameless one that holds most of the numbers."""
    named = [index for index, name in enumerate(names) if name in VALUE_NAMES]
    nameless = [index for index, name in enumerate(names) if not name]
    if not named and not nameless:
        return len(names) - 1
    return max(named or nameless, key=lambda index: (_numbers(body, index), index))


def _numbers(body: Sequence[Line], index: int) -> int:
    return sum(re.fullmatch(r"-?[0-9][0-9.,]*", line.fields[index]) is not None for line in body)


def _column(header: Line, body: Sequence[Line], index: int) -> list[Field]:
    return [Field(line.fields[index], line.row, header.fields[index]) for line in body]


def _wide(header: Line, names: Sequence[str], body: Sequence[Line], faults: Sequence[Fault]) -> Download:
    region, period = names.index("regios"), names.index("perioden")
    columns = [index for index, name in enumerate(header.fields) if name and index not in (region, period)]
    cells = [
        Cell(
            Field(header.fields[index], header.row, header.fields[index]),
            Field(line.fields[region], line.row, header.fields[region]),
            Field(line.fields[period], line.row, header.fields[period]),
            Field(line.fields[index], line.row, header.fields[index]),
        )
        for line in body
        for index in columns
    ]
    labels = [header.fields[index] for index in columns]
    return Download(cells, labels, [_column(header, body, index) for index in columns], faults)


def _cross(header: Line, body: Sequence[Line], topics: Sequence[str], faults: Sequence[Fault]) -> Download:
    named = [index for index, name in enumerate(header.fields) if name]
    topic = topics[0] if len(topics) == 1 else ""
    cells = [
        Cell(
            Field(topic, header.row, ""),
            Field(header.fields[index], header.row, header.fields[index]),
            Field(line.fields[0], line.row, "period"),
            Field(line.fields[index], line.row, header.fields[index]),
        )
        for line in body
        for index in named
    ]
    return Download(cells, [topic] if topic else [], [], faults)
