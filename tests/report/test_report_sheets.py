"""The tables of the report as sheets of the workbook: what a reader sees, as numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from keianalysis.report.document import Chapter, Document, Folded, Number, Spark, Table, Verdict, Verdicts
from keianalysis.report.tables.report_sheets import number_cell, report_tables
from keianalysis.report.tables.workbook import render_workbook
from keianalysis.report.text.words import WORDS

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "value", "pattern"),
    [
        ("−0,7%", -0.7, '0.0"%";−0.0"%"'),
        (f"1.370{SPACE}banen", 1370, f'#,##0"{SPACE}banen";−#,##0"{SPACE}banen"'),
        ("2.925*", 2925, '#,##0"*";−#,##0"*"'),
        (f"€{SPACE}63{SPACE}miljoen", 63_000_000, None),
        (f"€{SPACE}1,2{SPACE}miljard", 1_200_000_000, None),
        ("+1.100", 1100, "+#,##0;−#,##0;#,##0"),
        ("2012", 2012, "0;−0"),
        ("4,47 tot 5,10", "4,47 tot 5,10", "General"),
        (f"een daling van ruim 1.200{SPACE}banen", f"een daling van ruim 1.200{SPACE}banen", "General"),
        ("×", "×", "General"),
        ("", None, "General"),
    ],
)
def test_what_reads_as_one_number_is_a_number_that_looks_the_same(
    text: str, value: object, pattern: str | None
) -> None:
    cell = number_cell(text, "nl")
    assert cell.value == value
    assert pattern in (None, cell.pattern)


def figures(name: str, year: str, value: str) -> Table:
    row = ("banen", "Drenthe", Number(value, "r"), "gepubliceerd")
    return Table("t", ("Indicator", "Gebied", year, "Herkomst"), (row,), frozenset({2}), name=name)


@pytest.fixture
def told(document: Document) -> Document:
    judged = Verdict(
        "c", "Drenthe telt 12", "12", "12", "", "", "reproduced", "bevestigd", "CBS.", "", "", "x"
    )
    drawn = Table("Overzicht", ("Indicator", "Verloop", "Nu"), (("a", Spark(((2011, 1.0),)), "3"),), name="d")
    chapters = (
        Chapter("a", "Banen", (Folded("meer", (figures("a-figures", "2012", "173.900"),)), drawn)),
        Chapter(
            "b", "Bevolking", (figures("b-figures", "2011", "9"), Verdicts("Alle uitspraken", (judged,)))
        ),
    )
    return replace(document, chapters=chapters, colophon=(("Licentie", "EUPL 1.2"),))


def test_key_figures_of_all_chapters_share_a_sheet_with_a_column_a_year(told: Document) -> None:
    first, *others = report_tables(told)
    assert first.columns == ("hoofdstuk", "Indicator", "Gebied", "2011", "2012", "Herkomst")
    shown = [[getattr(cell, "text", cell) for cell in row] for row in first.rows]
    assert shown == [
        ["Banen", "banen", "Drenthe", "", "173.900", "gepubliceerd"],
        ["Bevolking", "banen", "Drenthe", "9", "", "gepubliceerd"],
    ]
    assert [table.title for table in others] == ["Overzicht", "Alle uitspraken"]
    assert others[0].columns == ("Indicator", "Nu"), "a sheet holds no drawing"


def test_the_tables_of_the_report_come_first_and_the_contents_lead_to_them(
    told: Document, tmp_path: Path
) -> None:
    book = load_workbook(render_workbook(told, [], tmp_path / "tables.xlsx", report_tables(told)))
    assert book.sheetnames[3:] == ["Kerncijfers", "Overzicht", "Alle uitspraken"]
    assert [cell.hyperlink.location for cell in book["Inhoud"]["A"][1:]] == [
        f"'{name}'!A1" for name in book.sheetnames[3:]
    ]
    assert (book["Kerncijfers"]["E2"].value, book["Kerncijfers"]["E2"].number_format) == (
        173900,
        "#,##0;−#,##0",
    )
    assert book["Kerncijfers"].freeze_panes == "A2"


def test_the_cover_has_the_colophon(told: Document, tmp_path: Path) -> None:
    book = load_workbook(render_workbook(told, [], tmp_path / "tables.xlsx"))
    lines = [cell.value for cell in book["Voorblad"]["A"]]
    assert lines[-2:] == [WORDS["nl"]["colophon"], "Licentie: EUPL 1.2"]
