"""CSV deliveries with awkward headings, quotes and lines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from tests.register.register_deliveries import (
    DAY,
    PLAIN,
    csv_text,
    deliver,
    faults_of,
    places,
    plain,
    read,
    read_one,
    rows_of,
)

pytestmark = pytest.mark.slow

HEADING = ";".join(plain())
VALUES = ";".join(plain().values())


def test_the_rows_of_a_heading_of_two_lines_are_all_read(tmp_path: Path) -> None:
    layout = (
        'name = "own"\ncolumns = [\n'
        '{ raw = "nr", canonical = "establishment_id", type = "text" },\n'
        '{ raw = "banen voltijd", canonical = "jobs_fulltime", type = "count" },\n'
        '{ raw = "gemeente", canonical = "municipality_code", type = "code4" },\n'
        '{ raw = "sbi", canonical = "sbi", type = "code2-5" },\n]\n'
    )
    folder = deliver(tmp_path, {DAY: 'nr;"banen\nvoltijd";gemeente;sbi\n1;5;0106;4711\n'}, layout="own.toml")
    (folder / "own.toml").write_text(layout)
    rows = rows_of(read_one(tmp_path))
    assert (rows["jobs_fulltime"].tolist(), rows["row"].tolist()) == ([5], [3])


def test_a_value_of_two_lines_keeps_the_line_numbers_right(tmp_path: Path) -> None:
    rows = [plain(naam="een\ntwee"), plain(naam="drie", lisanr="8", manf="-1")]
    deliver(tmp_path, {DAY: csv_text(rows)})
    assert places(faults_of(tmp_path)) == {("count", 4, "manf")}


def test_ragged_rows_are_told_by_line_below_a_value_of_two_lines(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: csv_text([plain(naam="een\ntwee")]) + f"{VALUES}\n"})
    assert places(faults_of(tmp_path)) == {("ragged-row", 4, "")}


@pytest.mark.parametrize("column", ["naam", "omzet"])
def test_a_quote_that_is_not_closed_swallows_no_rows(column: str, tmp_path: Path) -> None:
    text = f'{HEADING};{column}\n{VALUES};x\n9{VALUES};"y\n8{VALUES};z\n'
    deliver(tmp_path, {DAY: text})
    assert ("ragged-row", 3, "") in places(faults_of(tmp_path))


def test_a_quote_that_is_not_closed_in_a_large_file_is_one_fault(tmp_path: Path) -> None:
    rows = "".join(f"{number};{VALUES};x\n" for number in range(150_000))
    deliver(tmp_path, {DAY: f'nr;{HEADING};naam\n7;{VALUES};"y\n{rows}'})
    assert places(faults_of(tmp_path)) == {("ragged-row", 2, "")}


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_header_alone_holds_no_establishments(end: str, tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: HEADING + end})
    assert places(faults_of(tmp_path)) == {("rows-present", 0, "")}


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: ""})
    assert places(faults_of(tmp_path)) == {("text-readable", 0, "")}


def test_a_workbook_named_csv_is_refused(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: b"PK\x03\x04 and more"})
    assert places(faults_of(tmp_path)) == {("text-readable", 0, "")}


def test_headings_may_hold_anything(tmp_path: Path) -> None:
    odd = ["row", "'; DROP TABLE typed; --", '"', "omzet", "omzet", "row", ""]
    heading = ";".join([HEADING, *(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in odd)])
    deliver(tmp_path, {DAY: "\n".join([heading, VALUES + ";8" * len(odd)])})
    assert {fault.rule for fault in faults_of(tmp_path)} == {"column-unknown"}
    assert rows_of(read_one(tmp_path))["row"].tolist() == [2]


@pytest.mark.parametrize("name", ["it's here", "a=b", "vintage=2", "[2012] *?", "a b", "2012-12", "ünï"])
def test_the_folder_of_a_vintage_may_have_any_name(name: str, tmp_path: Path) -> None:
    deliver(tmp_path, {"2011-04-01": [plain()], DAY: [plain()]}, name=name)
    vintage = read_one(tmp_path)
    assert (vintage.name, vintage.warnings) == (name, ())
    assert len(rows_of(vintage, 1)) == 1


def test_lines_of_blanks_are_no_rows(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: f"{HEADING}\n;;;;;;\n{VALUES}\n  ; ;;;;;\n"})
    assert rows_of(read_one(tmp_path))["row"].tolist() == [3]


def test_a_row_with_only_a_name_is_not_left_out(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: f"{HEADING};naam\n{VALUES};a\n;;;;;;;b\n"})
    assert ("id-filled", 3, "lisanr") in places(faults_of(tmp_path))


def test_a_quote_that_is_not_closed_costs_no_more_than_the_length_of_the_file(tmp_path: Path) -> None:
    heading = ";".join([*PLAIN, *(f"more {number}" for number in range(40))])
    broken = '"' + ";" * 39
    deliver(tmp_path, {DAY: "\n".join([heading, broken, *[";".join("x" * 20)] * 200, '"'])})
    began = time.monotonic()
    with pytest.raises(BadData):
        read(tmp_path)
    assert time.monotonic() - began < 20
