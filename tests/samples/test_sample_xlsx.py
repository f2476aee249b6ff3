"""The workbook writer: both libraries read what was written, and the bytes stay the same."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from keianalysis.samples.xlsx import write_xlsx

TABLE = pd.DataFrame(
    {
        "code": ["0106", "0014", ""],
        "name": ['=A1+"x"; <b>&', "Zoë €5", " spaced "],
        "jobs": [0, 12, 1206],
        "day": ["2012-04-01", "", "1999-12-31"],
    }
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_xlsx(tmp_path / "a.xlsx", {"note": pd.DataFrame({"A & B": []}), "rows": TABLE}, {"day"})
    return tmp_path / "a.xlsx"


def test_openpyxl_reads_every_cell(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["note", "rows"]
    assert [[cell.value for cell in row] for row in book["note"]] == [["A & B"]]
    assert [[cell.value for cell in row] for row in book["rows"]] == [
        ["code", "name", "jobs", "day"],
        ["0106", '=A1+"x"; <b>&', 0, dt.datetime(2012, 4, 1)],
        ["0014", "Zoë €5", 12, None],
        [None, " spaced ", 1206, dt.datetime(1999, 12, 31)],
    ]
    # Text that looks like a formula is text.
    assert book["rows"]["B2"].data_type == "s"


def test_calamine_reads_the_same(path: Path) -> None:
    table = pd.read_excel(path, sheet_name="rows", engine="calamine", dtype={"code": str})
    assert table["code"].fillna("").tolist() == ["0106", "0014", ""]
    assert table["jobs"].tolist() == [0, 12, 1206]
    assert table["day"].tolist()[0] == pd.Timestamp("2012-04-01")
    assert pd.isna(table["day"][1])


def test_no_time_is_stamped_into_the_file(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        assert archive.testzip() is None


def test_the_same_tables_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "b.xlsx", {"note": pd.DataFrame({"A & B": []}), "rows": TABLE}, {"day"})
    assert (tmp_path / "b.xlsx").read_bytes() == path.read_bytes()
