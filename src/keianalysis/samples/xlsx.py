"""A workbook written straight as XML: the same table gives the same bytes, in seconds.

openpyxl takes minutes for a year of a register and stamps the time into every file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
DATE_STYLE: Final = 1
EXCEL_DAY_ZERO: Final = np.datetime64("1899-12-30")
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
HEADING: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_xlsx(path: Path, sheets: Mapping[str, pd.DataFrame], dates: Collection[str] = frozenset()) -> None:
    """Write tables as sheets, in order.

    Columns of ``dates`` hold ISO days and become true date cells; numbers become numbers, all else
    text. Empty text leaves its cell out, as Excel does.
    """
    texts = _Texts()
    bodies = [_sheet(table, dates, texts) for table in sheets.values()]
    parts = {
        "[Content_Types].xml": _content_types(len(bodies)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(bodies) + 1)),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": texts.xml(),
        **{f"xl/worksheets/sheet{number}.xml": body for number, body in enumerate(bodies, start=1)},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, HEADING + text, compresslevel=1)


class _Texts:
    """The texts of all cells, each once; cells point to them by number."""

    def __init__(self) -> None:
        self.chunks: list[pa.Array] = []
        self.count = 0

    def numbers(self, values: pa.Array) -> pa.Array:
        encoded = values.dictionary_encode()
        self.chunks.append(encoded.dictionary)
        start, self.count = self.count, self.count + len(encoded.dictionary)
        return pc.add(encoded.indices.cast(pa.int64()), start)

    def xml(self) -> str:
        body = "".join(
            _joined(['<si><t xml:space="preserve">', _escaped(chunk), "</t></si>"]) for chunk in self.chunks
        )
        return f'<sst xmlns="{MAIN}" uniqueCount="{self.count}">{body}</sst>'


def _sheet(table: pd.DataFrame, dates: Collection[str], texts: _Texts) -> str:
    rows = pa.array(np.arange(2, len(table) + 2)).cast(pa.string())
    header = pa.array([str(name) for name in table.columns])
    letters = [_letters(number) for number in range(len(table.columns))]
    numbers = texts.numbers(header).to_pylist()
    first = "".join(
        f'<c r="{letter}1" t="s"><v>{number}</v></c>' for letter, number in zip(letters, numbers, strict=True)
    )
    cells = [
        _cells(table[name], letter, rows, name in dates, texts)
        for name, letter in zip(table.columns, letters, strict=True)
    ]
    body = _joined(['<row r="', rows, '">', *cells, "</row>"]) if len(table) else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{first}</row>{body}</sheetData></worksheet>'


def _cells(column: pd.Series, letter: str, rows: pa.Array, is_date: bool, texts: _Texts) -> pa.Array:
    """Return the cells of a column as XML, empty where there is no value."""
    if pd.api.types.is_numeric_dtype(column):
        values = pa.array(column.to_numpy())
        return _pasted([f'<c r="{letter}', rows, '"><v>', values.cast(pa.string()), "</v></c>"])
    text = pa.array(column.to_numpy(dtype=object), type=pa.string())
    filled = pc.not_equal(text, "")
    if is_date:
        days = np.asarray(column.replace("", "1899-12-30"), dtype="datetime64[D]") - EXCEL_DAY_ZERO
        values = pa.array(days.astype("int64"))
        kind = f's="{DATE_STYLE}"'
    else:
        values = texts.numbers(text)
        kind = 't="s"'
    cells = _pasted([f'<c r="{letter}', rows, f'" {kind}><v>', values.cast(pa.string()), "</v></c>"])
    return pc.if_else(filled, cells, "")


def _pasted(parts: list[pa.Array | str]) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _joined(parts: list[pa.Array | str]) -> str:
    return "".join(_pasted(parts).to_pylist())


def _escaped(texts: pa.Array) -> pa.Array:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        texts = pc.replace_substring(texts, sign, entity)
    return texts


def _letters(number: int) -> str:
    """Return the letters of a column that counts from 0."""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _workbook(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: list[tuple[str, str]]) -> str:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = {
        "/xl/workbook.xml": "sheet.main",
        "/xl/styles.xml": "styles",
        "/xl/sharedStrings.xml": "sharedStrings",
        **{f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheets + 1)},
    }
    body = "".join(
        f'<Override PartName="{name}" ContentType="{TYPES}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{body}</Types>'
    )
