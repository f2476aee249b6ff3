"""A workbook becomes text with nothing lost, and a hostile one becomes one refusal."""

from __future__ import annotations

import datetime as dt
import struct
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.guarded import LIMITS, Limits, Sheet, read_workbook

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = HEAD + (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
ROOT = HEAD + (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
RELATIONS = HEAD + (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
WORKBOOK = HEAD + (
    f'<workbook xmlns="{NAMESPACE}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="vestigingen" sheetId="1" r:id="r1"/></sheets></workbook>'
)
SOUND = '<row r="1"><c r="A1"><v>1</v></c></row>'
Write = Callable[..., Path]


def sheet_xml(rows: str, before: str = "") -> str:
    """Return a worksheet of some rows."""
    return f'{HEAD}{before}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a workbook part by part."""

    def written(rows: str = SOUND, **parts: str | bytes) -> Path:
        path = tmp_path / "lisa.xlsx"
        whole: dict[str, str | bytes] = {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": ROOT,
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/sheet1.xml": sheet_xml(rows),
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in (whole | parts).items():
                package.writestr(name, content)
        return path

    return written


def refused(path: Path, limits: Limits = LIMITS, sheet: str | None = None) -> Fault:
    """Return the one fault of a file, found in far less than the time that is allowed."""
    started = time.monotonic()
    with pytest.raises(BadData) as caught:
        read_workbook(path, sheet=sheet, limits=limits)
    assert time.monotonic() - started < 60
    (fault,) = caught.value.faults
    assert (fault.file, fault.row, fault.column) == (path.name, 0, "")
    assert fault.remedy
    return fault


def only(sheets: list[Sheet]) -> Sheet:
    (sheet,) = sheets
    return sheet


def row_of(sheet: Sheet, row: int) -> list[Any]:
    values = sheet.table.slice(row - 1, 1).to_pylist()[0]
    assert values.pop("row") == row
    return list(values.values())


def saved(tmp_path: Path, *sheets: tuple[str, dict[str, Any]]) -> Path:
    """Return a workbook made by another program, of cells by address."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, cells in sheets:
        page = book.create_sheet(name)
        for address, value in cells.items():
            page[address] = value
    path = tmp_path / "lisa.xlsx"
    book.save(path)
    return path


def test_a_title_above_the_header_and_leading_zeros_stay(tmp_path: Path) -> None:
    cells = {"B1": "Vestigingenregister € 2012", "B3": "gemnr", "C3": "wpft", "B4": "0106", "C4": 1206}
    sheet = only(read_workbook(saved(tmp_path, ("vestigingen", cells))))
    assert sheet.name == "vestigingen"
    assert list(sheet.columns) == ["c1", "c2", "c3"]
    assert row_of(sheet, 1) == [None, "Vestigingenregister € 2012", None]
    assert row_of(sheet, 2) == [None, None, None]
    assert row_of(sheet, 4) == [None, "0106", "1206"]
    assert {name: cells.to_pylist() for name, cells in sheet.numeric.items()} == {
        "c3": [False, False, False, True]
    }


def test_every_kind_of_cell_becomes_its_text(tmp_path: Path) -> None:
    cells = {
        "A1": 7.5,
        "B1": True,
        "C1": dt.date(2012, 4, 1),
        "D1": dt.datetime(2012, 4, 1, 13, 5),
        "E1": " Coöperatie ",
        "F1": "=1+1",
        "G1": "1.206",
        "H1": 10**15,
    }
    assert row_of(only(read_workbook(saved(tmp_path, ("blad", cells)))), 1) == [
        "7.5",
        "TRUE",
        "2012-04-01",
        "2012-04-01T13:05:00",
        " Coöperatie ",
        None,
        "1.206",
        "1000000000000000",
    ]


def test_errors_and_last_values_of_formulas_are_kept(write: Write) -> None:
    sheet = only(
        read_workbook(
            write(
                '<row r="2"><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="str"><f>"a"</f><v>a</v></c>'
                '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E2" t="e"><v>#N/A</v></c>'
                '<c r="F2" t="b"><v>0</v></c><c r="G2"/></row>'
            )
        )
    )
    assert row_of(sheet, 2)[:6] == [None, "2", "a", "#DIV/0!", "#N/A", "FALSE"]
    assert sheet.table["row"].to_pylist() == [1, 2]


def test_cells_without_addresses_and_with_prefixed_tags_are_read(write: Write) -> None:
    loose = read_workbook(write("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert [row_of(only(loose), row) for row in (1, 2)] == [["1", "2"], ["3", None]]
    body = '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>'
    part = f'{HEAD}<x:worksheet xmlns:x="{NAMESPACE}"><x:sheetData>{body}</x:sheetData></x:worksheet>'
    prefixed = read_workbook(write(**{"xl/worksheets/sheet1.xml": part}))
    assert row_of(only(prefixed), 1) == ["5"]


def test_all_sheets_or_the_one_that_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, ("toelichting", {"A1": "uitleg"}), ("leeg", {}), ("vestigingen", {"A1": "lisanr"}))
    assert [sheet.name for sheet in read_workbook(path)] == ["toelichting", "leeg", "vestigingen"]
    assert row_of(only(read_workbook(path, sheet="vestigingen")), 1) == ["lisanr"]
    assert only(read_workbook(path, sheet="leeg")).table.num_rows == 0


def test_a_sheet_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = saved(tmp_path, ("toelichting", {"A1": 1}), ("vestigingen", {"A1": 1}))
    fault = refused(path, sheet="Vestiging")
    assert fault.rule == "workbook-sheet"
    assert "'vestigingen' is nearest; there are: 'toelichting', 'vestigingen'" in fault.message


FAR_CORNER = SOUND + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LATE_ADDRESS = SOUND + '<row r="2"><c s="0" r="XFD1048576"><v>1</v></c></row>'
LOWER_CASE = SOUND + "<row r='2'><c r = 'xfd1048576'><v>1</v></c></row>"
MILLION_COLUMNS = f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>"
FAR_LOOSE_ROW = '<row><c><v>1</v></c></row><row r="99000000"><c><v>1</v></c></row>'
WIDE = '<row r="1"><c r="A1"><v>1</v></c><c r="SG1"><v>1</v></c></row>'
TALL = SOUND + '<row r="20000"><c r="SF20000"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "rows", [FAR_CORNER, LATE_ADDRESS, LOWER_CASE, MILLION_COLUMNS, FAR_LOOSE_ROW, WIDE, TALL]
)
def test_a_sheet_that_reaches_too_far_is_refused(write: Write, rows: str) -> None:
    assert refused(write(rows)).rule == "workbook-size"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": sheet_xml(SOUND, '<!DOCTYPE w [<!ENTITY a "b">]>')},
        {"xl/sharedStrings.xml": '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst/>'},
        {"xl/workbook.xml": WORKBOOK.replace("?>", "?><!doctype w>")},
        {"xl/worksheets/sheet1.xml": sheet_xml(SOUND).encode("utf-16")},
        {"xl/worksheets/sheet1.xml": sheet_xml(SOUND)[:150]},
        {"xl/worksheets/sheet1.xml": sheet_xml(f'<row r="1"><c r="A1"><v>{"1" * 3_000_000}</v></c></row>')},
        {"xl/worksheets/sheet1.xml": sheet_xml(SOUND + "<row><c><v>1</v></c></row>")},
        {"xl/workbook.xml": WORKBOOK[:-20]},
        {"xl/workbook.xml": WORKBOOK.replace('r:id="r1"', 'r:id="r2"')},
        {"xl/_rels/workbook.xml.rels": RELATIONS.replace("sheet1", "sheet2")},
        {"_rels/.rels": ROOT.replace("workbook", "workbook2"), "xl/workbook2.xml": WORKBOOK},
        {"xl/../../outside.xml": ""},
        {"XL/Workbook.xml": WORKBOOK},
    ],
)
def test_a_workbook_that_is_not_as_excel_writes_it_is_refused(write: Write, parts: dict[str, Any]) -> None:
    assert refused(write(**parts)).rule == "workbook-readable"


def test_what_only_bears_the_name_of_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lisa.xlsx"
    assert refused(path).rule == "file-present"
    for content, words in (
        (b"", "empty"),
        (b"\xef\xbb\xbf <html><table>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old binary workbook"),
        (b"lisanr;manf\n1;2\n", "not an .xlsx"),
        (b"PK\x03\x04" + bytes(100), "damaged or cut off"),
    ):
        path.write_bytes(content)
        fault = refused(path)
        assert (fault.rule, words in fault.message) == ("workbook-readable", True)


def test_a_cut_off_or_changed_workbook_is_refused(write: Write) -> None:
    path = write()
    whole = path.read_bytes()
    for content in (whole[:-10], whole[: len(whole) // 2], whole.replace(b"sheet1", b"sheet9", 1)):
        path.write_bytes(content)
        assert refused(path).rule == "workbook-readable"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(write: Write) -> None:
    bomb = write(**{"xl/sharedStrings.xml": b" " * (64 << 20)})
    fault = refused(bomb)
    assert (fault.rule, "200 times" in fault.message) == ("workbook-size", True)
    assert "more than 1 MiB" in refused(bomb, replace(LIMITS, unpacked_bytes=1 << 20)).message


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(write: Write) -> None:
    size = 8 << 20
    path = write(**{"xl/sharedStrings.xml": b" " * size})
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 1000)))
    fault = refused(path)
    assert (fault.rule, "another size" in fault.message) == ("workbook-readable", True)


def test_a_zip_with_too_many_parts_is_refused(write: Write) -> None:
    assert refused(write(**{f"xl/media/{number}": "" for number in range(6_000)})).rule == "workbook-size"
    many = write(**{f"xl/media/{number:0200}": "" for number in range(6_000)})
    assert "directory" in refused(many).message


def test_a_password_and_a_doubled_part_are_refused(write: Write) -> None:
    path = write()
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert "password" in refused(path).message
    path = write()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/workbook.xml", WORKBOOK)
    assert "twice" in refused(path).message


def test_limits_of_size_time_and_memory_end_in_a_refusal(write: Write) -> None:
    path = write("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 60_000)))
    assert refused(path, replace(LIMITS, file_bytes=10)).rule == "workbook-size"
    assert refused(path, replace(LIMITS, cells=1_000)).rule == "workbook-size"
    assert "more than 0 seconds" in refused(path, replace(LIMITS, seconds=0)).message
    assert refused(path, replace(LIMITS, memory_bytes=140 << 20)).rule == "workbook-size"
