"""One delivery gives the same rows, whatever the format in which it comes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from keianalysis.register.delivery import Vintage
from keianalysis.register.observed import vintage_observations
from tests.register.register_deliveries import (
    DAY,
    FARM,
    SHOP,
    cells,
    csv_text,
    deliver,
    faults_of,
    places,
    plain,
    read_one,
    rows_of,
    source_toml,
    write_sav,
    write_workbook,
)

pytestmark = pytest.mark.slow

ROWS = (SHOP, FARM)
OBSERVED = ("cp1252", "workbook with a title", "sav with value labels")
"""Formats of which the observations are compared too; the same rows give the same ones."""
DOTTED = (SHOP, {**FARM, "manf": "1.206"})
TITLE = "Register van vestigingen; peildatum 1 april 2012\r\n\r\n"
Write = Callable[[Path], dict[str, Any]]


def as_csv(encoding: str = "utf-8", end: str = "", rows: Any = ROWS, **how: Any) -> Write:
    """Return a function that writes the rows as CSV and gives the keys of the file."""

    def write(folder: Path) -> dict[str, Any]:
        (folder / "a.csv").write_bytes((csv_text(rows, **how) + end).encode(encoding))
        return {"path": "a.csv"}

    return write


def as_workbook(*sheets: tuple[str, list[Any]], **keys: str) -> Write:
    """Return a function that writes sheets to a workbook."""

    def write(folder: Path) -> dict[str, Any]:
        write_workbook(folder / "a.xlsx", *sheets)
        return {"path": "a.xlsx"} | keys

    return write


def labelled_sav(folder: Path) -> dict[str, Any]:
    """Write an SPSS file whose counts are numbers and whose codes have labels."""
    numbers = ("manf", "vrouwf", "manp", "vrouwp", "wpft", "wppt", "mannen", "vrouwen", "banen", "enqtype")
    rows = [
        {name: float(value) if value else None for name, value in row.items() if name in numbers}
        | {name: value for name, value in row.items() if name not in (*numbers, "opgehoogd", "datumin")}
        | {"opgehoogd": 2.0}
        for row in ROWS
    ]
    labels = {"enqtype": {1.0: "rechtstreeks"}, "opgehoogd": {1.0: "ja", 2.0: "nee"}}
    write_sav(folder / "a.sav", rows, labels | {"sectie": {"G": "Handel", "A": "Landbouw"}})
    return {"path": "a.sav"}


NOTE = ["Dit blad licht de kolommen lisanr en manf toe."]
FORMATS: Mapping[str, Write] = {
    "semicolons": as_csv(),
    "commas": as_csv(delimiter=","),
    "tabs": as_csv(delimiter="\t"),
    "byte-order mark": as_csv("utf-8-sig"),
    "cp1252": as_csv("cp1252"),
    "quoted": as_csv(quoting=csv.QUOTE_ALL),
    "quoted with commas in cp1252": as_csv("cp1252", delimiter=",", quoting=csv.QUOTE_ALL),
    "title": as_csv(title=TITLE),
    "title with a byte-order mark": as_csv("utf-8-sig", title=TITLE),
    "title with a quote": as_csv(title='"Register\r\n'),
    "blank line at the end": as_csv(end="\r\n\r\n"),
    "thousands with a point": as_csv(rows=DOTTED),
    "workbook": as_workbook(("vestigingen", cells(ROWS))),
    "workbook with a title": as_workbook(("vestigingen", [["LISA 2012"], [], *cells(ROWS)])),
    "second sheet, named": as_workbook(("x", cells([SHOP])), ("rijen", cells(DOTTED)), sheet="rijen"),
    "second sheet, found": as_workbook(("toelichting", [NOTE]), ("rijen", cells(ROWS))),
    "sav with value labels": labelled_sav,
}


def vintage_of(root: Path, write: Write) -> Vintage:
    """Deliver what ``write`` writes and read it."""
    folder = deliver(root, {})
    keys = write(folder)
    text = source_toml({DAY: str(keys.pop("path"))})
    (folder / "source.toml").write_text("\n".join([text, *(f'{k} = "{v}"' for k, v in keys.items())]))
    return read_one(root)


def stored(vintage: Vintage) -> pd.DataFrame:
    """Return what is stored, without line numbers."""
    return rows_of(vintage).drop(columns="row")


def observed(vintage: Vintage) -> pd.DataFrame:
    """Return what is computed, without what differs by file: its name and hash."""
    table = vintage_observations(vintage).drop(columns="observation_id", errors="ignore")
    mark = f"{vintage.years[0].file}@{vintage.years[0].sha256[:12]}"
    table["lineage"] = table["lineage"].str.replace(mark, "FILE", regex=False)
    return table


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give what the plainest file yields."""
    vintage = vintage_of(tmp_path_factory.mktemp("plain"), FORMATS["semicolons"])
    return stored(vintage), observed(vintage)


def test_rows_are_stored_as_the_layout_declares(expected: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    first, second = expected[0].astype(object).where(expected[0].notna(), None).to_dict("records")
    assert first == {
        "establishment_id": "000101",
        "company_id": "04012345",
        "chamber_establishment_id": "000012345678",
        "municipality_code": "GM0106",
        "sbi": "4711",
        "section": "G",
        "men_fulltime": 2,
        "women_fulltime": 1,
        "men_parttime": 1,
        "women_parttime": 0,
        "jobs_fulltime": 3,
        "jobs_parttime": 1,
        "jobs_total": 4,
        "is_unknown": False,
        "survey_type": "01",
        "counts_raised": False,
        "business_park_id": None,
    }
    assert (second["company_id"], second["sbi"], second["section"]) == ("00400123", "0111", "A")
    assert (second["jobs_fulltime"], second["jobs_total"], second["is_unknown"]) == (1206, None, True)


@pytest.mark.parametrize("form", list(FORMATS)[1:])
def test_the_format_makes_no_difference(
    form: str, expected: tuple[pd.DataFrame, pd.DataFrame], tmp_path: Path
) -> None:
    vintage = vintage_of(tmp_path, FORMATS[form])
    pd.testing.assert_frame_equal(stored(vintage), expected[0])
    if form in OBSERVED:
        pd.testing.assert_frame_equal(observed(vintage), expected[1])


def test_a_blank_count_is_unknown_and_not_zero(expected: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    table = expected[1]
    emmen = table[(table["region"] == "Emmen") & (table["sector"] == "total")].set_index("measure")
    assert emmen.loc["jobs_fulltime", "status"] == "unreliable"
    assert emmen.loc["jobs_fulltime", "note"] == "1 establishments with an unknown count are left out"


def test_a_fraction_in_a_cell_is_no_thousand(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {})
    rows = [plain(lisanr="1"), plain(lisanr="2")]
    grid = [list(row.values()) for row in rows]
    grid[0][1], grid[1][1] = 1206, 1.206
    write_workbook(folder / "a.xlsx", ("vestigingen", [list(rows[0]), *grid]))
    (folder / "source.toml").write_text(source_toml({DAY: "a.xlsx"}))
    assert places(faults_of(tmp_path)) == {("count", 3, "manf")}


def changed(column: str, values: Sequence[str]) -> list[dict[str, str]]:
    """Return a row for each value of a column."""
    return [plain(lisanr=str(number)) | {column: value} for number, value in enumerate(values)]


def test_what_is_no_whole_number_is_refused(tmp_path: Path) -> None:
    wrong = [
        "-1",
        "1.5",
        "1,5",
        "0.500",
        "1.20",
        "1206.0",
        "1e3",
        "twee",
        "1 206",
        "+1",
        "999999999",
        "999.999.999",
    ]
    deliver(tmp_path, {DAY: changed("manf", wrong)})
    assert places(faults_of(tmp_path)) == {("count", row, "manf") for row in range(2, 2 + len(wrong))}


def test_whole_numbers_are_read_with_and_without_points(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: changed("manf", ["1206", "1.206", " 1206 ", "001206", "1.206.000", "0"])})
    assert rows_of(read_one(tmp_path))["men_fulltime"].tolist() == [1206, 1206, 1206, 1206, 1206000, 0]


def test_days_are_read_in_the_declared_forms(tmp_path: Path) -> None:
    days = ["2012-04-01", "01-04-2012", "1-4-2012", "01/04/2012", "20120401", "2012-04-01 10:30:00", ""]
    deliver(tmp_path, {DAY: changed("datumin", days)})
    assert faults_of(tmp_path) == []


def test_other_days_are_refused(tmp_path: Path) -> None:
    wrong = ["31-02-2012", "2012-13-01", "01-04-12", "2012", "1 april 2012", "41000", "0000-00-00"]
    deliver(tmp_path, {DAY: changed("datumin", wrong)})
    assert places(faults_of(tmp_path)) == {("date", row, "datumin") for row in range(2, 2 + len(wrong))}


def test_the_largest_counts_add_up(tmp_path: Path) -> None:
    most = dict.fromkeys(("manf", "vrouwf", "manp", "vrouwp"), "99.999.999")
    deliver(tmp_path, {DAY: [plain(**most)]})
    assert rows_of(read_one(tmp_path))["jobs_total"].tolist() == [399_999_996]


@pytest.mark.parametrize("form", ["xlsx", "sav"])
def test_a_header_alone_holds_no_establishments(form: str, tmp_path: Path) -> None:
    folder = deliver(tmp_path, {})
    if form == "xlsx":
        write_workbook(folder / "a.xlsx", ("rijen", [list(plain())]))
    else:
        pyreadstat.write_sav(pd.DataFrame(columns=list(plain()), dtype="str"), folder / "a.sav")
    (folder / "source.toml").write_text(source_toml({DAY: f"a.{form}"}))
    assert places(faults_of(tmp_path)) == {("rows-present", 0, "")}
