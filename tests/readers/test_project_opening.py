"""Project lists as people save them: read, or refused by what is wrong with them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from keianalysis.model.errors import BadData
from keianalysis.readers.projects import read_project_list
from keianalysis.readers.projects.layout import packaged
from keianalysis.readers.sources import raw_index
from tests.project_lists import REQUIRED, money, project

HEADINGS = packaged("nl").headings
ROW = project("P1", theme="innovatie", **money(eu="163000")) | {"status": "lopend", "name": "Café Coëvorden"}


def dutch(*rows: dict[str, str], mark: str = ";", title: str = "") -> str:
    """Return a Dutch list of rows over the first one."""
    told = [[HEADINGS[name] for name in REQUIRED]]
    told += [[(ROW | row).get(name, "") for name in REQUIRED] for row in rows or ({},)]
    return title + "\n".join(mark.join(fields) for fields in told) + "\n"


def faults(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(BadData) as caught:
        read_project_list(path)
    return [(fault.row, fault.column, fault.rule) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "encoding", "row"),
    [
        (dutch(), "utf-8", 2),
        (dutch(), "utf-8-sig", 2),
        (dutch(), "cp1252", 2),
        (dutch(mark="\t"), "utf-16", 2),
        (dutch(mark="\t"), "utf-8", 2),
        (dutch(mark=","), "utf-8", 2),
        (dutch(title="Projectenlijst KEI, stand 1 april\n\n"), "cp1252", 4),
        (dutch(title="Projectenlijst KEI;;;\n"), "utf-8", 3),
        (dutch().replace("\n", "\r\n"), "cp1252", 2),
    ],
)
def test_a_list_is_read_as_it_was_saved(text: str, encoding: str, row: int, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(text.encode(encoding))
    (found,) = read_project_list(tmp_path / "list.csv").projects
    assert (found.name, found.lineage) == ("Café Coëvorden", f"list.csv#{row}")
    assert found.amounts["eu"] is not None
    assert found.amounts["eu"].value == 163_000


def test_a_workbook_may_have_a_title_and_days_with_a_time(tmp_path: Path) -> None:
    book = Workbook()
    cells: dict[str, object] = dict(ROW)
    cells |= {"start": dt.datetime(2011, 1, 1, 13, 30), "end": "2012-12-31 00:00:00"}
    for row in (["Projectenlijst"], [], [HEADINGS[n] for n in REQUIRED], [cells.get(n) for n in REQUIRED]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    (found,) = read_project_list(tmp_path / "list.xlsx").projects
    assert (found.start, found.end, found.lineage) == ("2011-01-01", "2012-12-31", "list.xlsx#4")


def test_faults_below_a_title_are_told_of_their_own_row(tmp_path: Path) -> None:
    text = dutch({"theme": "onzin"}, title="Lijst\n").replace("naam", "Naam van het project", 1)
    (tmp_path / "list.csv").write_text(text, "utf-8")
    assert faults(tmp_path / "list.csv") == [
        (2, "Naam van het project", "known-column"),
        (2, "naam", "column-present"),
    ]


@pytest.mark.parametrize("text", ["163,000", "-163,000", "€ 163,000", "1,500"])
def test_three_digits_behind_the_mark_are_no_guess(text: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(dutch({"eu_low": text, "eu_high": text}), "utf-8")
    told = {rule for _, _, rule in faults(tmp_path / "list.csv")}
    assert told == {"number-ambiguous"}


def test_another_cell_of_the_column_decides(tmp_path: Path) -> None:
    other = {"project_id": "P2", "eu_low": "163,5", "eu_high": "163,5"}
    text = dutch({"eu_low": "163,000", "eu_high": "163,000"}, other)
    (tmp_path / "list.csv").write_text(text, "utf-8")
    amounts = [one.amounts["eu"] for one in read_project_list(tmp_path / "list.csv").projects]
    assert [float(one.value) for one in amounts if one is not None] == [163, 163.5]


@pytest.mark.parametrize(
    ("text", "value"), [("163.000", 163_000), ("1.163.000,500", 1_163_000.5), ("163,50", 163.5)]
)
def test_what_has_one_meaning_is_read(text: str, value: float, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(dutch({"eu_low": text, "eu_high": text}), "utf-8")
    (found,) = read_project_list(tmp_path / "list.csv").projects
    assert found.amounts["eu"] is not None
    assert found.amounts["eu"].value == pytest.approx(value)


def test_parts_of_one_may_have_thousandths(tmp_path: Path) -> None:
    shares = {"share_construction": "0,125", "share_other": "0,875", "share_training": "0"}
    shares |= {"share_research_ict": "0", "share_business_services": "0"}
    (tmp_path / "list.csv").write_text(dutch(shares), "utf-8")
    (found,) = read_project_list(tmp_path / "list.csv").projects
    assert found.shares is not None
    assert float(found.shares["construction"]) == 0.125


def test_the_rows_of_a_workbook_are_counted_and_not_its_bytes(tmp_path: Path) -> None:
    """Three hundred equal rows take fewer lines of bytes than they are rows."""
    book = Workbook()
    for row in [[HEADINGS[name] for name in REQUIRED], [], *[["A", *[1] * (len(REQUIRED) - 1)]] * 300]:
        book.active.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    assert len(path.read_bytes().splitlines()) < 302
    assert raw_index(given=[path])["list.xlsx"].rows == 302
