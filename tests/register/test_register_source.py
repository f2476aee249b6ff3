"""What source.toml, layouts and the national table may say, and how each fault is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.register.delivery.layout import SHIPPED, canonical_types, parse_layout, shipped_layout
from keianalysis.register.delivery.source import read_source
from tests.register.register_deliveries import (
    DAY,
    csv_text,
    deliver,
    faults_of,
    places,
    plain,
    read_one,
    source_toml,
    write_workbook,
)

FILE = {DAY: "a.csv"}
SOUND = source_toml(FILE)


def told(root: Path, text: str | None, *present: str) -> set[tuple[str, str, str]]:
    """Return rule, file and column of the faults of a source.toml with these files beside it."""
    folder = root / "v"
    folder.mkdir()
    for name in present:
        (folder / name).write_text("x")
    if text is not None:
        (folder / "source.toml").write_text(text, "utf-8")
    with pytest.raises(BadData) as caught:
        read_source(folder)
    assert all(fault.remedy and fault.row == 0 for fault in caught.value.faults)
    return {(fault.rule, fault.file, fault.column) for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (source_toml(FILE, layout=None), "layout"),
        (source_toml(FILE, layout=7), "layout"),
        (source_toml(FILE, release_date=None), "release_date"),
        (source_toml(FILE, release_date="2012-12"), "release_date"),
        (source_toml(FILE, release_date="20121219"), "release_date"),
        (source_toml(FILE, release_date="2011-12-19"), "reference_date"),
        (source_toml(FILE, sbi_version=None), "sbi_version"),
        (source_toml(FILE, sbi_version="2007"), "sbi_version"),
        (source_toml(FILE, sample="yes"), "sample"),
        (source_toml(FILE, relese_date="2012-12-19"), "relese_date"),
        (source_toml({}), "files"),
        ('files = "a.csv"\n' + source_toml({}), "files"),
        ('files = ["a.csv", { path = "a.csv", reference_date = 2012-04-01 }]\n' + source_toml({}), "files"),
        (SOUND.replace(f"reference_date = {DAY}", ""), "reference_date"),
        (SOUND.replace(DAY, '"1 april"'), "reference_date"),
        (SOUND + f'\n[[files]]\npath = "a.csv"\nreference_date = {DAY}', "reference_date"),
        (SOUND.replace('path = "a.csv"', ""), "path"),
        (SOUND.replace('path = "a.csv"', "path = 3"), "path"),
        (SOUND.replace("a.csv", "../a.csv"), "path"),
        (SOUND.replace("a.csv", "/etc/a.csv"), "path"),
        (SOUND.replace("a.csv", r"a\u0000.csv"), "path"),
        (SOUND + "\nsheet = 1", "sheet"),
        (SOUND + "\nsbi_version = 2007", "sbi_version"),
        (SOUND + "\nblad = 'x'", "blad"),
        (SOUND + "\n[national]\nfile = 'x'", "national"),
        ("national = 'x'\n" + SOUND, "national"),
    ],
)
def test_a_key_that_is_missing_unknown_or_wrong_is_told(text: str, column: str, tmp_path: Path) -> None:
    assert told(tmp_path, text, "a.csv") == {("source-key", "v/source.toml", column)}


@pytest.mark.parametrize("text", [None, "layout = ", "layout = 'lisa'\nlayout = 'pwr'", "x = " + "[" * 9000])
def test_a_source_that_cannot_be_read_is_one_fault(text: str | None, tmp_path: Path) -> None:
    assert told(tmp_path, text) == {("source-file", "v/source.toml", "")}


def test_a_source_that_is_a_folder_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "v" / "source.toml").mkdir(parents=True)
    with pytest.raises(BadData, match="source-file"):
        read_source(tmp_path / "v")


def test_a_file_that_is_missing_or_of_another_kind_is_told(tmp_path: Path) -> None:
    text = source_toml({"2011-04-01": "a.csv", DAY: "a.pdf", "2010-04-01": "b.CSV"})
    expected = {("file-present", "v/a.csv", ""), ("file-kind", "v/a.pdf", "")}
    assert told(tmp_path, text, "a.pdf", "b.CSV") == expected


def test_a_layout_that_nobody_knows_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert told(tmp_path, source_toml(FILE, layout="lissa"), "a.csv") == {
        ("layout-known", "v/source.toml", "layout")
    }


def test_all_faults_of_a_source_are_told_at_once(tmp_path: Path) -> None:
    text = source_toml(FILE, layout="x", release_date="?", sbi_version="?")
    assert len(told(tmp_path, text)) == 4


def test_a_file_below_a_folder_is_told_under_the_vintage(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {})
    (folder / "years").mkdir()
    (folder / "source.toml").write_text(source_toml({DAY: "years/a.csv"}))
    (folder / "years" / "a.csv").write_text(csv_text([plain(manf="x")]))
    assert {fault.file for fault in faults_of(tmp_path)} == {"v/a.csv"}


COLUMNS = {
    "establishment_id": '{ raw = "nr", canonical = "establishment_id", type = "text" }',
    "jobs_fulltime": '{ raw = "banen", canonical = "jobs_fulltime", type = "count" }',
    "municipality_code": '{ raw = "gem", canonical = "municipality_code", type = "code4" }',
    "sbi": '{ raw = "sbi", canonical = "sbi", type = "code2-5" }',
}


def layout_of(*more: str, without: str = "") -> bytes:
    """Return a small layout with some columns more, and without one."""
    columns = [text for name, text in COLUMNS.items() if name != without]
    return "\n".join(["columns = [", *(f"{text}," for text in (*columns, *more)), "]"]).encode()


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (b"columns = [", ""),
        (b"\xff", ""),
        (b"name = 'x'", "columns"),
        (b"columns = ['x']", "columns"),
        *((layout_of(without=name), name) for name in COLUMNS),
        (layout_of('{ raw = "NR", canonical = "name", type = "text" }'), "nr"),
        (layout_of('{ raw = "x", canonical = "sbi", type = "code2-5" }'), "sbi"),
        (layout_of('{ raw = "x", canonical = "omzet", type = "count" }'), "omzet"),
        (layout_of('{ raw = "x", canonical = ["men"], type = "count" }'), "['men']"),
        (layout_of('{ raw = "x", canonical = "men", type = "number" }'), "men"),
        (layout_of('{ raw = "x", canonical = "men", type = ["count"] }'), "men"),
        (layout_of('{ raw = "x", canonical = "men", type = "text" }'), "men"),
        (layout_of('{ raw = "x", canonical = "sbi_3", type = "text" }'), "sbi_3"),
        (layout_of('{ raw = " _", canonical = "men", type = "count" }'), "men"),
        (layout_of('{ raw = [], canonical = "men", type = "count" }'), "men"),
        (layout_of('{ canonical = "men", type = "count" }'), "men"),
        (layout_of('{ raw = "x", canonical = "men", type = "count", needed = true }'), "men"),
        (layout_of('{ raw = "x", canonical = "men", type = "count", required = "ja" }'), "men"),
    ],
)
def test_a_fault_of_a_layout_is_told(content: bytes, column: str) -> None:
    with pytest.raises(BadData) as caught:
        parse_layout(content, "v/own.toml")
    assert places(caught.value.faults) == {("layout", 0, column)}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_layouts_hold_canonical_columns(name: str) -> None:
    columns = {column.canonical: column.type for column in shipped_layout(name).columns}
    assert columns == {canonical: canonical_types()[canonical] for canonical in columns}


def test_a_fault_of_the_layout_stops_the_delivery(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: [plain()]}, layout="own.toml")
    (folder / "own.toml").write_bytes(layout_of(without="sbi"))
    assert {(fault.rule, fault.file) for fault in faults_of(tmp_path)} == {("layout", "v/own.toml")}


NATIONAL = "sector,reference_date,jobs_fulltime\n"


def national(root: Path, text: str) -> None:
    """Deliver a year with a national table."""
    folder = deliver(root, {DAY: [plain()]})
    with (folder / "source.toml").open("a") as file:
        file.write('\n[national]\npath = "nl.csv"\n')
    (folder / "nl.csv").write_text(text)


def test_the_national_table_is_read_by_section(tmp_path: Path) -> None:
    national(tmp_path, f"{NATIONAL}G,{DAY},1300\nA,{DAY},200\ntotal,{DAY},1500\n")
    table = read_one(tmp_path).national
    assert table.to_dict("records") == [
        {"sector": "G", "reference_date": DAY, "jobs_fulltime": 1300, "unknown": 0},
        {"sector": "A", "reference_date": DAY, "jobs_fulltime": 200, "unknown": 0},
    ]


@pytest.mark.parametrize(
    ("line", "row", "column"),
    [
        (f"Z,{DAY},1", 3, "sector"),
        ("A,2012,1", 3, "reference_date"),
        (f"A,{DAY},1.5", 3, "jobs_fulltime"),
        (f"A,{DAY},-1", 3, "jobs_fulltime"),
        (f"A,{DAY},", 3, "jobs_fulltime"),
        (f"G,{DAY},1", 3, "sector"),
        (f"total,{DAY},1301", 3, "jobs_fulltime"),
    ],
)
def test_a_fault_of_the_national_table_is_told(line: str, row: int, column: str, tmp_path: Path) -> None:
    national(tmp_path, f"{NATIONAL}G,{DAY},1300\n{line}\n")
    faults = faults_of(tmp_path)
    assert places(faults) == {("national-table", row, column)}
    assert {fault.file for fault in faults} == {"v/nl.csv"}


def test_a_national_table_without_a_column_is_told(tmp_path: Path) -> None:
    national(tmp_path, "sector,jobs\nG,1\n")
    assert {fault.file for fault in faults_of(tmp_path)} == {"v/nl.csv"}


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.xlsx", b"<html></html>", "workbook-readable"),
        ("a.sav", b"$FL2 and no more", "sav-readable"),
        ("a.csv", "naam".encode("utf-16"), "text-readable"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_one_fault(
    name: str, content: bytes, rule: str, tmp_path: Path
) -> None:
    folder = deliver(tmp_path, {})
    (folder / name).write_bytes(content)
    (folder / "source.toml").write_text(source_toml({DAY: name}))
    faults = faults_of(tmp_path)
    assert {(fault.rule, fault.file) for fault in faults} == {(rule, f"v/{name}")}


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {})
    write_workbook(folder / "a.xlsx", ("rijen", [list(plain()), list(plain().values())]))
    (folder / "source.toml").write_text(source_toml({DAY: "a.xlsx"}) + '\nsheet = "rij"\n')
    assert {(fault.rule, fault.file) for fault in faults_of(tmp_path)} == {("workbook-sheet", "v/a.xlsx")}
