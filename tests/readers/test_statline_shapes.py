"""The shapes beside the three of StatLine, and what is refused by its name."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.readers.statline import read_statline

REGIONS = {"NL01": "Nederland", "PV22": "Drenthe", "CR07": "Noord-Drenthe", "GM0106": "Assen"}
ABOUT = """
file = "{file}"
publisher = "CBS"
address = "https://example.org"
{head}
[[topics]]
label = "{label}"
measure = "population"
unit = "persons"
decimals = {decimals}
level = "01-01"
"""
V4 = """Id;Measure;ValueAttribute;Value;StringValue;RegioS;Perioden
0;M1;None;17282163;;NL01  ;2019JJ00
1;M1;None;492167;;PV22;2019JJ00
2;M1;Confidential;;;PV22;2020JJ00
3;M1;Impossible;;;PV22;2021JJ00
4;M1;NotAvailable;;;PV22;2022JJ00
"""
SDMX = """DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
ESTAT:DEMO(1.0),10/02/26 11:00:00,A,NR,NL,2019,17282163,
ESTAT:DEMO(1.0),10/02/26 11:00:00,A,NR,NL13,2019,492167,p
ESTAT:DEMO(1.0),10/02/26 11:00:00,A,NR,NL13,2020,,c
"""
JSON_STAT = {
    "version": "2.0",
    "class": "dataset",
    "label": "Bevolking",
    "updated": "2024-05-19T06:30:00Z",
    "id": ["geo", "time"],
    "size": [2, 2],
    "role": {"geo": ["geo"], "time": ["time"]},
    "dimension": {
        "geo": {"category": {"index": {"NL": 0, "NL13": 1}, "label": {"NL": "Nederland", "NL13": "Drenthe"}}},
        "time": {"category": {"index": ["2019", "2020"]}},
    },
    "value": {"0": 17282163, "1": 17407585, "2": 492167},
    "status": {"1": "p"},
}
PX = """CHARSET="ANSI";
AXIS-VERSION="2000";
LAST-UPDATED="20240519 09:30";
STUB="Regio";
HEADING="Perioden";
VALUES("Regio")="Nederland","Drenthe";
CODES("Regio")="NL01","PV22";
VALUES("Perioden")="2019","2020";
DATA=
17282163 17407585
492167 "..";
"""
Read = Callable[..., pd.DataFrame]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give the reader of a delivery of one file."""

    def reader(content: str | bytes, file: str = "f.csv", head: str = "", decimals: int = 0) -> pd.DataFrame:
        folder = tmp_path / "d"
        folder.mkdir()
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / file).write_bytes(raw)
        about = ABOUT.format(file=file, head=head, label="M1", decimals=decimals)
        (folder / "source.toml").write_text(about, "utf-8")
        return read_statline(folder, ["population"], REGIONS)

    return reader


def codes(table: pd.DataFrame) -> list[str]:
    return (table["region_code"] + " " + table["period_start"].str[:4]).tolist()


def test_the_long_form_of_odata_keeps_its_reasons(read: Read) -> None:
    table = read(V4)
    assert table["value"].tolist()[:2] == [17282163, 492167]
    assert table["status"].tolist() == ["not_final", "not_final", "secret", "impossible", "unknown"]


def test_a_bulk_download_is_read_from_its_zip(read: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("Observations.csv", V4)
    assert len(read(packed.getvalue(), "bulk.zip")) == 5


def test_the_list_of_periods_beside_a_bulk_download_says_how_final_they_are(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "PeriodenCodes.csv").write_text("Identifier;Status\n2019JJ00;NaderVoorlopig\n", "utf-8")
    (tmp_path / "d").rename(tmp_path / "kept")
    (tmp_path / "kept" / "f.csv").write_text(V4, "utf-8")
    about = ABOUT.format(file="f.csv", head="", label="M1", decimals=0)
    (tmp_path / "kept" / "source.toml").write_text(about, "utf-8")
    table = read_statline(tmp_path / "kept", ["population"], REGIONS)
    assert table["status"].tolist()[:2] == ["revised_provisional"] * 2


def test_rows_of_odata_as_json_are_read_as_a_table(read: Read) -> None:
    rows = [{"ID": 0, "RegioS": "PV22  ", "Perioden": "2019JJ00", "M1": 492167}]
    assert read(json.dumps({"odata.metadata": "x", "value": rows}), "f.json")["value"].tolist() == [492167]


def test_sdmx_csv_tells_its_own_release_date_and_flags(read: Read) -> None:
    table = read(SDMX, head='release_date = "2020-01-01"')
    assert codes(table) == ["NL01 2019", "PV22 2019", "PV22 2020"]
    assert table["status"].tolist() == ["", "provisional", "secret"]
    assert set(table["release_date"]) == {"2026-02-10"}
    assert set(table["note"]) == {""}


def test_json_stat_is_unfolded(read: Read) -> None:
    table = read(json.dumps(JSON_STAT), "f.json")
    assert codes(table) == ["NL01 2019", "NL01 2020", "PV22 2019", "PV22 2020"]
    assert table["value"].tolist()[:3] == [17282163, 17407585, 492167]
    assert table["status"].tolist() == ["", "provisional", "", "unknown"]
    assert set(table["release_date"]) == {"2024-05-19"}


def test_json_stat_of_the_older_version_is_known_too(read: Read) -> None:
    dimension = {"id": ["geo", "time"], "size": [2, 2], **JSON_STAT["dimension"]}  # type: ignore[dict-item]
    old = {"population": {"label": "x", "dimension": dimension, "value": [1, 2, 3, 4]}}
    assert read(json.dumps(old), "f.json")["value"].tolist() == [1, 2, 3, 4]


def test_px_is_unfolded(read: Read) -> None:
    table = read(PX, "f.px")
    assert codes(table) == ["NL01 2019", "NL01 2020", "PV22 2019", "PV22 2020"]
    assert table["value"].tolist()[:3] == [17282163, 17407585, 492167]
    assert table["status"].tolist()[3] == "unknown"
    assert set(table["release_date"]) == {"2024-05-19"}


def test_a_px_file_that_lost_numbers_is_refused(read: Read) -> None:
    with pytest.raises(BadData, match="DATA holds 3 numbers"):
        read(PX.replace("17407585", ""), "f.px")


def test_half_years_of_codes(read: Read) -> None:
    with pytest.raises(BadData, match="known-period"):
        read(V4.replace("2019JJ00", "2019HJ03"))


def test_tabs_and_two_byte_text_are_known(read: Read) -> None:
    assert len(read(V4.replace(";", "\t").encode("utf-16"))) == 5


def test_a_release_date_that_only_a_person_gave_is_marked(read: Read) -> None:
    assert set(read(V4, head='release_date = "2024-05-19"')["note"]) == {"release date by source.toml"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html>", "a page of HTML"),
        (b"<?xml version='1.0'?><m:Data/>", "XML"),
        (b'{"colour": "red"}', r"JSON of a shape that is not known \(colour\)"),
        (
            b'"Onderwerp";"A"\n"Regio\'s";"Drenthe"\n"Perioden";"x"\n',
            "a cross table with topic, region and unit",
        ),
        (b"streek;jaar;banen\nDrenthe;2019;5\n", "'streek;jaar;banen'"),
    ],
)
def test_what_is_not_known_is_refused_by_the_name_of_its_shape(read: Read, content: bytes, name: str) -> None:
    with pytest.raises(BadData, match="the file is .*" + name):
        read(content)


def test_a_workbook_under_another_name_is_refused_by_name(read: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(BadData, match=r"an Excel workbook.*a workbook ends in \.xlsx"):
        read(packed.getvalue(), "f.csv")


def workbook(*sheets: list[list[object]]) -> bytes:
    made, packed = openpyxl.Workbook(), io.BytesIO()
    for number, rows in enumerate(sheets):
        sheet = made.active if not number else made.create_sheet()
        for row in rows:
            sheet.append(row)
    made.save(packed)
    return packed.getvalue()


TABLE: list[list[object]] = [
    ["Regionale kerncijfers\nNederland"],
    ["Onderwerp", "Regio's", "Perioden", "eenheid", "waarde"],
    ["M1", "Drenthe (PV)", 2019, "aantal", 491.5],
    ["M1", "Nederland", "2019*", "aantal", "."],
]


def test_a_table_in_a_workbook_is_read_as_its_csv(read: Read) -> None:
    table = read(workbook(TABLE, [["Toelichting"]]), "f.xlsx", decimals=1)
    assert codes(table) == ["PV22 2019", "NL01 2019"]
    assert table["value"].tolist()[0] == 491.5
    assert table["status"].tolist() == ["", "unknown"]
    assert table["lineage"].tolist() == ["d/f.xlsx#3", "d/f.xlsx#4"]


def test_a_workbook_without_one_table_is_refused_by_what_it_holds(read: Read) -> None:
    cross: list[list[object]] = [
        ["Onderwerp", "A"],
        ["Regio's", "Drenthe"],
        ["Perioden", "aantal"],
        ["2019", 5],
    ]
    with pytest.raises(BadData, match=r"a cross table with topic.*not 'volgens tabelindeling'"):
        read(workbook(cross), "f.xlsx")


def test_a_workbook_with_two_tables_is_refused(read: Read) -> None:
    with pytest.raises(BadData, match="the sheets 'Sheet', 'Sheet1' each hold a table"):
        read(workbook(TABLE, TABLE), "f.xlsx")


@pytest.mark.parametrize("file", ["f.txt", "f.tsv", "f.TXT"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_of_tabs_is_read_under_any_name(read: Read, file: str, encoding: str) -> None:
    lines = ["Onderwerp\tRegio's\tPerioden\t\t", "M1\tDrenthe (PV)\t2012\taantal\t491411", "Bron: CBS"]
    assert read("\r\n".join(lines).encode(encoding), file)["value"].tolist() == [491411]


def test_the_unit_of_eurostat_is_held_against_the_factor(read: Read) -> None:
    text = "DATAFLOW,unit,geo,TIME_PERIOD,OBS_VALUE\nESTAT:A(1.0),{},NL13,2011,491\n"
    with pytest.raises(BadData, match="the unit of 'M1' is 'THS', its factor 1"):
        read(text.format("THS"))


def test_a_unit_with_a_factor_that_the_topic_lacks_is_a_fault(read: Read) -> None:
    text = "Onderwerp;Regio's;Perioden;eenheid;waarde\nM1;Drenthe (PV);2019;x 1 000;491,4\n"
    with pytest.raises(BadData, match="unit-factor"):
        read(text, decimals=1)
