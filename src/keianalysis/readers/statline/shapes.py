"""The shapes in which people download CBS StatLine and its like, recognised by their content.

``long``: a title, a header ``Onderwerp``, ``Regio's``, ``Perioden`` and two columns for unit and value,
often without a name, one number a row. ``wide``: one column for the region, one for the period, and one
for each topic. ``cross``: regions side by side, one period a row, one topic in the file. Besides these the
long form of OData v4 and of the bulk CSV, SDMX-CSV, JSON-stat and PX.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.statline.cells import Cell, Download, Field, Line, plain
from keianalysis.readers.statline.cubes import CODE, NoCube, json_stat, px
from keianalysis.readers.statline.headings import (
    fault,
    header_faults,
    is_header,
    ragged_fault,
    recognised,
)
from keianalysis.readers.statline.long import (
    PERIODS,
    REGIONS,
    Roles,
    comma,
    long_download,
    sdmx_roles,
    v4_roles,
)

UNIT_NAMES: Final = ("unit", "eenheid")
RUNNING_NUMBER: Final = "id"
VALUE_NAMES: Final = ("value", "waarde")


def read_download_text(
    text: str, file: str, topics: Sequence[str], finality: Mapping[str, str] | None = None
) -> Download:
    """Return every number of a download.

    ``topics`` are the labels of the delivery: a cross table, which names none, has the only one.
    ``finality`` says how final the periods of a coded table are, where that is known.

    Raises
    ------
    BadData
        When the shape is not known, which is then named, or with every doubled or nameless column.
    """
    try:
        if text.lstrip()[:1] in ("{", "["):
            return _from_json(json.loads(text), file, topics, finality or {})
        if cube := px(text):
            return _whole(*cube.unfolded(), topics)
    except (NoCube, ValueError) as error:
        raise BadData([fault(file, 0, "", "known-shape", f"the file is {error}")]) from None
    header, body, broken, told = recognised(text, file)
    return _tabular(header, body, broken, told, file, topics, finality or {})


def _whole(header: Line, body: Sequence[Line], roles: Roles, topics: Sequence[str]) -> Download:
    return long_download(header, body, roles, topics, [])


def _from_json(answer: Any, file: str, topics: Sequence[str], finality: Mapping[str, str]) -> Download:
    """Return the numbers of JSON-stat, or of the rows of an answer of OData."""
    if cube := json_stat(answer):
        return _whole(*cube.unfolded(), topics)
    rows = answer.get("value") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        keys = ", ".join(list(answer)[:6]) if isinstance(answer, dict) else "a list"
        raise NoCube(f"JSON of a shape that is not known ({keys})")
    names = list(rows[0])
    if not is_header(names):
        raise NoCube(f"JSON rows with the fields {', '.join(names[:8])}")
    body = [Line(row + 1, [_json_text(one.get(name)) for name in names]) for row, one in enumerate(rows)]
    return _tabular(Line(1, names), body, [], "", file, topics, finality)


def _json_text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _tabular(
    header: Line,
    body: Sequence[Line],
    broken: Sequence[Fault],
    told: str,
    file: str,
    topics: Sequence[str],
    finality: Mapping[str, str],
) -> Download:
    faults = [*header_faults(header, body, file)]
    if faults:
        raise BadData([*faults, *broken])
    width = len(header.fields)
    ragged = [ragged_fault(line, width, file) for line in body if len(line.fields) != width]
    sound = [line for line in body if len(line.fields) == width]
    roles = v4_roles(header.fields, finality) or sdmx_roles(header.fields, sound)
    if roles:
        return long_download(header, sound, roles, topics, [*broken, *ragged])
    return replace(_download(header, sound, topics, [*broken, *ragged]), release_date=told)


def _download(header: Line, body: Sequence[Line], topics: Sequence[str], faults: Sequence[Fault]) -> Download:
    names = [plain(name) for name in header.fields]
    if not set(REGIONS) & set(names):
        return _cross(header, body, topics, faults)
    return (_long if "onderwerp" in names else _wide)(header, names, body, faults)


def _long(header: Line, names: Sequence[str], body: Sequence[Line], faults: Sequence[Fault]) -> Download:
    topic, region, period = (_place(names, wanted) for wanted in (("onderwerp",), REGIONS, PERIODS))
    value = _value_column(names, body)
    used = (topic, region, period, value)
    unit = _unit_column(names, value)
    cells = [_long_cell(header, line, used, unit) for line in body]
    further = [
        index for index, name in enumerate(names) if name and name not in UNIT_NAMES and index not in used
    ]
    labels = list(dict.fromkeys(cell.topic.text for cell in cells))
    return Download(cells, labels, [_column(header, body, index) for index in further], faults)


def _unit_column(names: Sequence[str], value: int) -> int | None:
    """Return the column named as the unit, or the nameless one beside the value."""
    named = [index for index, name in enumerate(names) if name in UNIT_NAMES]
    nameless = [index for index, name in enumerate(names) if not name and index != value]
    return next(iter([*named, *nameless]), None)


def _long_cell(header: Line, line: Line, used: Sequence[int], unit: int | None) -> Cell:
    topic, region, period, value = (
        Field(line.fields[index], line.row, header.fields[index] or "value") for index in used
    )
    shown = None if unit is None else Field(line.fields[unit], line.row, header.fields[unit] or "unit")
    return Cell(topic, region, period, value, unit=shown)


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
    region, period = _place(names, REGIONS), _place(names, PERIODS)
    coded = all(CODE.fullmatch(line.fields[region]) for line in body)
    shown = comma if coded else str
    columns = [
        index
        for index, name in enumerate(header.fields)
        if name and index not in (region, period) and plain(name) != RUNNING_NUMBER
    ]
    cells = [
        Cell(
            Field(header.fields[index], header.row, header.fields[index]),
            Field(line.fields[region], line.row, header.fields[region]),
            Field(line.fields[period], line.row, header.fields[period]),
            Field(shown(line.fields[index]), line.row, header.fields[index]),
        )
        for line in body
        for index in columns
    ]
    labels = [header.fields[index] for index in columns]
    further = [_column(header, body, index) for index in columns]
    return Download(cells, labels, further, faults, coded=coded)


def _place(names: Sequence[str], wanted: Sequence[str]) -> int:
    return next(index for index, name in enumerate(names) if name in wanted)


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
