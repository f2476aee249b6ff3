"""A delivered file as Parquet of text: every mapped column as delivered, every row with its number."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.tables import ROW
from keianalysis.readers.guarded import Sheet, is_locked, read_other_workbook, read_sav, read_workbook
from keianalysis.register.delivery.csv_text import stage_csv
from keianalysis.register.delivery.header import LOOKED_AT, Header, best_score, find_header
from keianalysis.register.delivery.layout import RegisterLayout, canonical_types
from keianalysis.register.delivery.rules import RULES, listed
from keianalysis.register.delivery.source import DeliveredFile
from keianalysis.register.delivery.types import TYPES

OTHER_BOOKS: Final = (".xls", ".ods")
HIDDEN: Final = re.compile(rb"<row\b[^<>]*\bhidden=[\"'](?:1|true)[\"']")
PIECE: Final = 1 << 20
WHOLE: Final = r"^-?\d+$"


@dataclass(frozen=True)
class Staged:
    """A file as text in ``path``, under canonical names, with faults that do not stop the reading."""

    path: Path
    names: tuple[str, ...]
    faults: tuple[Fault, ...]


def stage(file: DeliveredFile, layout: RegisterLayout, target: Path, name: str) -> Staged:
    """Write the mapped columns of a delivered file to ``target`` as text, with the column ``row``.

    Faults are told of ``name``.

    Raises
    ------
    BadData
        When the file is hostile or unreadable, when its header does not fit the layout, or with every
        ragged row.
    """
    if file.path.suffix.lower() == ".csv":
        header = stage_csv(file.path, name, layout, target)
        faults: list[Fault] = []
    else:
        header, faults = _stage_sheet(delivered_sheet(file, name, layout), name, layout, target)
        faults += _hidden_rows(file.path, name)
    unknown = [RULES["column-unknown"].fault(name, header.row, heading) for heading in header.unknown]
    return Staged(target, tuple(n for n in header.names if n is not None), (*unknown, *faults))


def delivered_sheet(file: DeliveredFile, name: str, layout: RegisterLayout) -> Sheet:
    """Return a delivered workbook or sav file as a grid of text.

    Of a workbook it is the sheet that source.toml names, or else the one with the most headings.

    Raises BadData, under ``name``, when the file is hostile or unreadable.
    """
    try:
        if file.path.suffix.lower() == ".sav":
            return read_sav(file.path)
        sheets = _sheets(file)
    except BadData as error:
        raise error.under(name) from None
    return max(sheets, key=lambda sheet: best_score(top_of(sheet, LOOKED_AT), layout))


def _sheets(file: DeliveredFile) -> list[Sheet]:
    """Return the sheets of a workbook of any kind."""
    if file.path.suffix.lower() in OTHER_BOOKS or (file.path.is_file() and is_locked(file.path)):
        return read_other_workbook(file.path, sheet=file.sheet)
    return read_workbook(file.path, sheet=file.sheet)


def _hidden_rows(path: Path, name: str) -> list[Fault]:
    """Return a warning when rows of an .xlsx are hidden; the file has been looked at before."""
    if path.suffix.lower() != ".xlsx":
        return []
    count = 0
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                with package.open(part) as content:
                    left = b""
                    while piece := content.read(PIECE):
                        text = left + piece
                        end = text.rfind(b"<")
                        count += len(HIDDEN.findall(text[:end]))
                        left = text[end:]
    rule = RULES["rows-hidden"]
    return [rule.fault(name, message=f"{count} {rule.message}")] if count else []


def _stage_sheet(sheet: Sheet, name: str, layout: RegisterLayout, target: Path) -> tuple[Header, list[Fault]]:
    header = find_header(top_of(sheet, LOOKED_AT), layout, name)
    first = int(sheet.table[ROW][header.row - 1].as_py())
    body = sheet.table.slice(header.row)
    places: dict[str, str] = {
        canonical: column
        for canonical, column in zip(header.names, sheet.columns, strict=True)
        if canonical is not None
    }
    texts = {one: _spoken(body[column], one, sheet.labels.get(column)) for one, column in places.items()}
    table = pa.table(texts | {ROW: body[ROW]})
    pq.write_table(table, target, compression="zstd")
    faults = [
        fault
        for canonical, column in places.items()
        if column in sheet.numeric
        for fault in _number_faults(canonical, column, sheet, header.row, name, layout)
    ]
    return Header(first, header.names, header.unknown), faults


def top_of(sheet: Sheet, count: int) -> list[list[str]]:
    """Return the first rows of a sheet as text."""
    rows = sheet.table.select(sheet.columns).slice(0, count).to_pylist()
    return [[cell or "" for cell in row.values()] for row in rows]


def _spoken(cells: pa.ChunkedArray, canonical: str, labels: Mapping[str, str] | None) -> pa.ChunkedArray:
    """Return the cells of a column of yes and no by the labels of their codes, others as they are."""
    if labels is None or canonical_types()[canonical] != "JA/NEE":
        return cells
    codes, texts = pa.array(labels.keys(), pa.string()), pa.array(labels.values(), pa.string())
    return pc.coalesce(pc.take(texts, pc.index_in(cells, value_set=codes)), cells)


def _number_faults(
    canonical: str, place: str, sheet: Sheet, header: int, name: str, layout: RegisterLayout
) -> list[Fault]:
    """Return the cells stored as numbers where a number lost something: zeros of a code, or a fraction.

    A fraction would read as thousands: 1.206 of a cell is no 1206.
    """
    column = layout.column(canonical)
    kind = TYPES[column.type] if column else TYPES["text"]
    if column is None or kind.rule not in ("count", "code", "year"):
        return []
    is_number = sheet.numeric[place].slice(header)
    texts = pc.fill_null(sheet.table[place].slice(header), "")
    lost = (
        is_number
        if kind.keeps_zeros
        else pc.and_(is_number, pc.invert(pc.match_substring_regex(texts, WHOLE)))
    )
    rule = RULES["code-is-text" if kind.keeps_zeros else kind.rule]
    rows = sheet.table[ROW].slice(header).filter(lost)
    return list(listed(rule, rows.to_pylist(), name, column.raw[0]))
