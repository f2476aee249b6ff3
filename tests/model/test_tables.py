"""Text tables: every field stays text, every row keeps its line, and no fault hides another."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model import tables
from keianalysis.model.errors import BadData
from keianalysis.model.tables import read_table, read_text

COLUMNS = ("name", "value")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(BadData) as caught:
        read_table(path, COLUMNS)
    assert all(fault.file == "table.csv" and fault.remedy for fault in caught.value.faults)
    return [(fault.rule, fault.row, fault.column) for fault in caught.value.faults]


def test_what_looks_like_a_number_or_a_gap_stays_text(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "name,value\n000012,1.206\nNA,\n"), COLUMNS)
    assert table["name"].tolist() == ["000012", "NA"]
    assert table["value"].tolist() == ["1.206", ""]
    assert table["row"].tolist() == [2, 3]


def test_columns_come_in_any_order_and_more_of_them_are_kept(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "note,value,name\nx,1,a\n"), COLUMNS)
    assert (table["name"][0], table["value"][0], table["note"][0]) == ("a", "1", "x")


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, b"\xef\xbb\xbfname,value\na,1\n"), COLUMNS)
    assert list(table.columns) == ["name", "value", "row"]


def test_line_ends_of_windows_and_commas_in_quotes_are_read(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'name,value\r\n"a, b",1\r\n'), COLUMNS)
    assert table["name"].tolist() == ["a, b"]


def test_an_empty_line_counts_as_a_line_and_holds_no_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "name,value\n\na,1\n"), COLUMNS)
    assert table["row"].tolist() == [3]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert len(read_table(written(tmp_path, "name,value\n"), COLUMNS)) == 0


def test_a_wrong_encoding_names_the_line_of_the_byte(tmp_path: Path) -> None:
    assert faults(written(tmp_path, b"name,value\na,1\nb,\xe9\n")) == [("encoding", 3, "")]


def test_read_text_says_which_byte(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="byte 5 is not UTF-8"):
        read_text(written(tmp_path, b"name,\xe9"))


def test_an_empty_file_and_a_missing_one_are_faults_of_the_whole_file(tmp_path: Path) -> None:
    assert faults(written(tmp_path, "")) == [("file-filled", 0, "")]
    (tmp_path / "table.csv").unlink()
    assert faults(tmp_path / "table.csv") == [("file-present", 0, "")]


def test_a_doubled_and_a_missing_column_are_both_named(tmp_path: Path) -> None:
    assert faults(written(tmp_path, "name,name\na,b\n")) == [
        ("column-once", 1, "name"),
        ("column-present", 1, "value"),
    ]


def test_a_row_too_short_and_a_row_too_long_are_ragged(tmp_path: Path) -> None:
    assert faults(written(tmp_path, "name,value\na\nb,1\nc,1,2\n")) == [
        ("ragged-row", 2, ""),
        ("ragged-row", 4, ""),
    ]


def test_the_header_and_the_rows_are_faulted_together(tmp_path: Path) -> None:
    assert faults(written(tmp_path, "name,note\na\n")) == [
        ("column-present", 1, "value"),
        ("ragged-row", 2, ""),
    ]


def test_a_line_break_inside_a_field_does_not_shift_the_lines_behind_it(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'name,value\n"a\nb",1\nc,2\n'), COLUMNS)
    assert table["row"].tolist() == [2, 4]


def test_a_quote_that_is_never_closed_is_a_fault_in_a_long_file_too(tmp_path: Path) -> None:
    rows = "a,1\n" * 40_000
    assert faults(written(tmp_path, f'name,value\n"a,1\n{rows}'))[0][1] == 2


def test_a_large_file_is_read_by_columns_into_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.csv"
    path.write_text('a,b\n000012,"x, y"\nNA,\n1.206,é\n', "utf-8")
    slowly = tables.read_table(path, ["a"])
    monkeypatch.setattr(tables, "LARGE", 0)
    pd.testing.assert_frame_equal(tables.read_table(path, ["a"]), slowly)
    assert slowly["a"].tolist() == ["000012", "NA", "1.206"]


def test_a_large_file_with_faults_is_told_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGE", 0)
    path = tmp_path / "large.csv"
    path.write_text('a,b\n1,2,3\n"two\nlines",4\n5\n', "utf-8")
    with pytest.raises(BadData) as told:
        tables.read_table(path, ["a"])
    assert [fault.row for fault in told.value.faults] == [2, 5]


def test_rows_of_several_lines_keep_their_numbers_in_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGE", 0)
    path = tmp_path / "large.csv"
    path.write_text('a,b\n"two\nlines",4\n5,6\n', "utf-8")
    assert tables.read_table(path, ["a"])["row"].tolist() == [2, 4]
