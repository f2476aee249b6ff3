"""A project list is read whole or refused whole, with every fault at once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from keianalysis.model.errors import BadData
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects import Portfolio, read_project_list
from keianalysis.readers.projects.layout import packaged
from keianalysis.readers.projects.model import SAMPLE_ID
from keianalysis.readers.projects.values import read_day, read_number
from tests.project_lists import FIVE, HEADER, REQUIRED, money, out_of, project, spent, write_list

JOBS = {"created": "1", "evidence": "study"}
SITE = {"jobs_on_site": "9", "at_risk": "0", "leave_province": "0", "attribution": "0", "evidence": "study"}


def read(folder: Path, *rows: dict[str, str]) -> Portfolio:
    return read_project_list(write_list(folder / "list.csv", *rows))


def faults(path: Path, layout: Path | None = None) -> list[tuple[int, str, str]]:
    """Return row, column and rule of every fault of a list."""
    with pytest.raises(BadData) as caught:
        read_project_list(path, layout)
    return [(fault.row, fault.column, fault.rule) for fault in caught.value.faults]


def dutch(folder: Path, **texts: str) -> Path:
    """Return a Dutch list of one project, as a Dutch Excel writes it."""
    headings = packaged("nl").headings
    row = project("P1", theme="innovatie") | {"status": "lopend"} | texts
    lines = [";".join(headings[name] for name in REQUIRED), ";".join(row.get(n, "") for n in REQUIRED)]
    path = folder / "lijst.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def test_five_projects_with_a_range_an_unknown_amount_and_a_total_alone(tmp_path: Path) -> None:
    a1, b1, c1, d1, e1 = read(tmp_path, *FIVE).projects
    assert (a1.total, a1.lineage) == (Quantity.of(500_000), "list.csv#2")
    assert b1.amounts["municipality"] == Quantity.of(350_000, 300_000, 400_000)
    assert (c1.unknown_amounts, c1.total) == (("private",), None)
    assert (d1.created, d1.evidence) == (Quantity.of(0), "none")
    assert (e1.stated_total, e1.is_complete) == (Quantity.of(400_000), False)
    spending = {"construction": Decimal("0.8"), "other": Decimal("0.2")}
    assert b1.shares == {"research_ict": 0, "business_services": 0, "training": 0} | spending


@pytest.mark.parametrize(
    ("texts", "column", "rule"),
    [
        ({"project_id": ""}, "project_id", "project-id"),
        ({"project_id": "A 1"}, "project_id", "project-id"),
        ({"name": ""}, "name", "name-present"),
        ({"theme": "sport"}, "theme", "known-theme"),
        ({"status": "stopped"}, "status", "known-status"),
        ({"evidence": "hearsay"}, "evidence", "known-evidence"),
        ({"start": "2011"}, "start", "date"),
        ({"end": "31-12-2012"}, "end", "date"),
        ({"end": "2010-12-31"}, "end", "end-before-start"),
        ({"province": "1.206,5"}, "province_high", "number"),
        ({"province": "12,06"}, "province_high", "number"),
        ({"province": "NA"}, "province_high", "number"),
        ({"province_low": "-1", "province_high": "1"}, "province_low", "negative-amount"),
        ({"created_low": "1", "evidence": "study"}, "created_high", "half-known-range"),
        ({"eu_high": "7"}, "eu_low", "half-known-range"),
        ({"eu": "7-5"}, "eu_low", "low-above-high"),
        ({"total": "7", "eu": "5"}, "total_low", "total-and-parts"),
        ({"total": "7", "eu": "0"}, "total_low", "total-and-parts"),
        ({**spent(other="1"), "share_training": ""}, "share_training", "shares-complete"),
        (spent(other="0.5"), "share_construction", "shares-add-up"),
        (spent(other="1.1"), "share_other", "share-between-0-and-1"),
        (SITE | {"at_risk": "2"}, "at_risk_low", "share-between-0-and-1"),
        ({"jobs_on_site": "10", **JOBS}, "jobs_on_site", "rates-complete"),
        ({"at_risk": "0.1", **JOBS}, "jobs_on_site", "rates-complete"),
        ({"created": "1"}, "evidence", "jobs-without-evidence"),
        ({"created": "1", "evidence": "none"}, "evidence", "jobs-without-evidence"),
        (SITE | {"evidence": ""}, "evidence", "jobs-without-evidence"),
        ({"instrument": "gift"}, "instrument", "known-instrument"),
        ({"restructured": "perhaps"}, "restructured", "known-restructured"),
        ({"price_year": "13"}, "price_year", "year"),
        ({"committed_on": "2011"}, "committed_on", "date"),
        ({"spent": "0.5"}, "measured_on", "spent-when"),
        ({"spent": "0.5", "measured_on": "2014-01-01"}, "measured_on", "measured-within"),
        ({"spent": "50", "measured_on": "2012-01-01"}, "spent_low", "share-between-0-and-1"),
        (out_of("P2", "5"), "fund", "fund-in-list"),
        (out_of("P1", "5") | {"instrument": "fund"}, "fund", "fund-in-list"),
        (out_of("", "5"), "fund", "fund-with-amount"),
        (spent(other="0.5") | {"share_land": "0.4"}, "share_construction", "shares-add-up"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_each_rule_fails_once(texts: dict[str, str], column: str, rule: str, tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", project(**{"project_id": "P1"} | texts))
    assert (2, column, rule) in faults(path)
    assert {found for _, _, found in faults(path)} == {rule}


def test_a_doubled_id_is_named_in_both_rows(tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", project("P1"), project("P2"), project("P1"))
    assert faults(path) == [(2, "project_id", "id-once"), (4, "project_id", "id-once")]


def test_phases_of_a_project_name_themselves_and_agree(tmp_path: Path) -> None:
    plain = write_list(tmp_path / "list.csv", project("P1"), project("P1", phase="2"))
    assert faults(plain) == [(2, "phase", "phase-named")]
    rows = [project("P1", phase="1"), project("P1", "leisure", phase="2")]
    assert faults(write_list(tmp_path / "list.csv", *rows)) == [(3, "theme", "phases-agree")]


def test_a_site_has_the_same_jobs_in_all_its_rows(tmp_path: Path) -> None:
    one, other = (
        project(name, site="park", created=jobs, evidence="study") for name, jobs in (("A", "5"), ("B", "6"))
    )
    assert faults(write_list(tmp_path / "list.csv", one, other)) == [(3, "created_low", "site-agrees")]


def test_a_fund_that_pays_out_has_no_jobs_of_its_own(tmp_path: Path) -> None:
    fund = project("F", instrument="fund", created="5", evidence="study")
    path = write_list(tmp_path / "list.csv", fund, project("L", instrument="loan", **out_of("F", "10")))
    assert faults(path) == [(2, "created_high", "fund-lends-out")]


def test_a_list_says_what_it_assumes_of_what_it_does_not_have(tmp_path: Path) -> None:
    old = read(tmp_path, project("P1"))
    assert set(old.assumed) == {
        "instrument",
        "site",
        "price_year",
        "committed_on",
        "spent",
        "learning_places",
    }
    dated = {"measured_on": "2012-01-01", "spent": "0.5", "internships": "3"}
    full = project("P1", instrument="loan", site="x", price_year="2013", committed_on="2011-01-01", **dated)
    assert read(tmp_path, full).assumed == ()
    assert read(tmp_path, full | {"end": ""}).assumed == ("undated",)


def test_what_is_blank_in_a_labour_market_project_is_none_in_an_old_list_only(tmp_path: Path) -> None:
    (old,) = read(tmp_path, project("P1", "labour_market")).projects
    assert (old.created, old.internships) == (Quantity.of(0), Quantity.of(0))
    blank, filled = project("P1", "labour_market"), project("P2", "labour_market", internships="5")
    new, _ = read(tmp_path, blank, filled).projects
    assert (new.created, new.internships) == (None, None)


def test_all_faults_of_all_rows_are_told_at_once_with_what_to_do(tmp_path: Path) -> None:
    rows = [project("P1", theme="sport", eu="7-5"), project("P1", start="later")]
    with pytest.raises(BadData) as caught:
        read(tmp_path, *rows)
    assert [fault.rule for fault in caught.value.faults] == [
        "low-above-high", "id-once", "known-theme", "id-once", "date",
    ]  # fmt: skip
    told = "list.csv, row 2, column eu_low: 7 is above 5 [low-above-high]. "
    assert str(caught.value.faults[0]) == told + "Exchange the two, or correct one of them."


def test_shares_may_miss_one_by_their_rounding(tmp_path: Path) -> None:
    shares = spent(construction="0.333", training="0.333", other="0.333")
    assert read(tmp_path, project("P1", **shares)).projects[0].shares is not None


def test_a_site_without_jobs_retains_none_without_shares(tmp_path: Path) -> None:
    (one,) = read(tmp_path, project("P1", jobs_on_site="0")).projects
    assert one.retention is not None
    assert one.retention.on_site == Quantity.of(0)


def test_no_jobs_need_no_evidence(tmp_path: Path) -> None:
    (one,) = read(tmp_path, project("P1", created="0")).projects
    assert (one.created, one.evidence) == (Quantity.of(0), "")


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1.206", "nl", "1206"),
        ("1.206", "en", "1.206"),
        ("1,206", "en", "1206"),
        ("1,206", "nl", "1.206"),
        ("€ 1.206.000,50", "nl", "1206000.50"),
        ("12 500", "nl", "12500"),
        ("0,4", "nl", "0.4"),
        ("0.4", "nl", None),
        ("0.400", "nl", None),
        ("12.06", "nl", None),
        ("1206.000", "nl", None),
        ("1e6", "en", None),
        ("inf", "en", None),
        ("٣", "en", None),
        ("", "en", None),
        ("9" * 40, "en", None),
    ],
)
def test_marks_of_a_number_mean_what_the_language_of_the_list_says(
    text: str, language: str, number: str | None
) -> None:
    layout = packaged(language)
    found = read_number(text, layout.decimal, layout.thousands)
    assert found == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2012-12-31", "en", "2012-12-31"),
        ("31-12-2012", "nl", "2012-12-31"),
        ("1-4-2012", "nl", "2012-04-01"),
        ("31-12-2012", "en", None),
        ("31-02-2012", "nl", None),
        ("12/31/2012", "en", None),
    ],
)
def test_days(text: str, language: str, day: str | None) -> None:
    assert read_day(text, language) == day


def test_a_dutch_list_is_known_by_its_headings_and_reads_dutch_numbers(tmp_path: Path) -> None:
    path = dutch(tmp_path, province_low="1.206", province_high="1.206,50", start="1-4-2011")
    (one,) = read_project_list(path).projects
    assert one.amounts["province"] == Quantity.of(1206.25, 1206, 1206.5)
    assert (one.theme, one.status, one.start) == ("innovation", "running", "2011-04-01")


def test_faults_of_a_dutch_list_name_its_own_columns_and_marks(tmp_path: Path) -> None:
    with pytest.raises(BadData) as caught:
        read_project_list(dutch(tmp_path, province_low="0.4", province_high="0.4"))
    fault = caught.value.faults[0]
    assert (fault.column, fault.rule) == ("provincie hoog", "number")
    assert fault.remedy == "Write 1.206 for one thousand two hundred and six and 0,4 for four tenths."


def workbook(path: Path, *rows: list[object], more: bool = False) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if more:
        book.create_sheet("other").append(["something"])
    book.save(path)
    return path


def test_a_workbook_is_read_by_what_its_cells_hold(tmp_path: Path) -> None:
    headings = packaged("nl").headings
    texts = project("P1", theme="innovatie") | {"status": "lopend", "project_id": 2011001}
    texts |= {"province_low": 1.206, "province_high": "1.206", "start": dt.datetime(2011, 4, 1, tzinfo=None)}
    path = workbook(
        tmp_path / "lijst.xlsx", [headings[n] for n in REQUIRED], [texts.get(n) for n in REQUIRED]
    )
    (one,) = read_project_list(path).projects
    assert (one.project_id, one.start, one.lineage) == ("2011001", "2011-04-01", "lijst.xlsx#2")
    assert one.amounts["province"] == Quantity.of(603.603, 1.206, 1206)


def test_rows_of_a_workbook_keep_their_numbers(tmp_path: Path) -> None:
    row = project("P1", eu="7-5")
    cells: list[object] = [row.get(name) for name in REQUIRED]
    path = workbook(tmp_path / "list.xlsx", list(REQUIRED), [None] * len(REQUIRED), cells)
    assert faults(path) == [(3, "eu_low", "low-above-high")]


def test_a_workbook_holds_one_list(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", list(REQUIRED), more=True)
    assert faults(path) == [(0, "", "one-sheet")]


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_text("no workbook", "utf-8")
    assert faults(path) == [(0, "", "workbook-readable")]
    assert faults(tmp_path / "absent.xlsx") == [(0, "", "file-present")]
    assert faults(tmp_path / "absent.csv") == [(0, "", "file-present")]


@pytest.mark.parametrize("text", ["", "\n\n", ",".join(REQUIRED), ",".join(REQUIRED) + "\n,,,\n"])
def test_a_list_without_projects_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    assert faults(path) == [(0, "", "file-filled")]


def test_unknown_absent_and_doubled_columns_are_told_together(tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "evidence"] + ["Theme", "manager"]
    path = tmp_path / "list.csv"
    path.write_text(",".join(header) + "\n" + "x," * len(header) + "\n", "utf-8")
    assert faults(path) == [
        (1, "evidence", "column-present"),
        (1, "manager", "known-column"),
        (1, "theme", "column-once"),
        (2, "", "ragged-row"),
    ]


def test_a_list_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"projectnummer;naam\n1;Caf\x81")
    assert faults(path) == [(2, "", "encoding")]


def test_an_open_quote_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(",".join(REQUIRED) + '\n"P1' + "x" * 200_000, "utf-8")
    assert faults(path) == [(2, "", "readable-csv")]


def test_a_sample_is_known_by_its_column_or_by_its_ids(tmp_path: Path) -> None:
    assert not read(tmp_path, project("P1")).sample
    assert read(tmp_path, project(f"{SAMPLE_ID}01")).sample
    marked = project("P1") | {"sample": "synthetic sample data"}
    path = write_list(tmp_path / "list.csv", project("P2"), marked, header=[*HEADER, "sample"])
    assert read_project_list(path).sample


def test_a_blank_in_a_file_name_does_not_break_the_lineage(tmp_path: Path) -> None:
    path = write_list(tmp_path / "my list (1).csv", project("P1", **money(eu="1")))
    assert read_project_list(path).projects[0].lineage == "my%20list%20%281%29.csv#2"


def test_an_error_of_a_workbook_is_no_blank(tmp_path: Path) -> None:
    book = Workbook()
    for row in (REQUIRED, [project("P1").get(name) for name in REQUIRED]):
        book.active.append(list(row))
    for place, text, kind in (("G2", "#DIV/0!", "e"), ("H2", "=1+1", "f")):
        book.active[place] = text
        book.active[place].data_type = kind
    book.save(tmp_path / "list.xlsx")
    assert faults(tmp_path / "list.xlsx") == [
        (2, "G", "cell-error"),
        (2, "H", "formula-without-value"),
    ]


@pytest.mark.parametrize("name", ["list.xls", "list.ods", "list"])
def test_another_kind_of_file_is_told(name: str, tmp_path: Path) -> None:
    assert faults(tmp_path / name) == [(0, "", "file-kind")]
