"""The workbook holds the numbers as they are, runs nothing, and is the same every time."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.model.intervals import WORDINGS
from keianalysis.model.observations import BASES, BEHIND_GATE, STATUSES
from keianalysis.proof.verdicts import VERDICTS
from keianalysis.report.document import Document
from keianalysis.report.tables.cells import FORBIDDEN, LONGEST_NAME, sheet_names
from keianalysis.report.tables.columns import field_of
from keianalysis.report.tables.workbook import Sheet, edition_sheets, render_workbook
from keianalysis.report.tables.writing import EPOCH
from keianalysis.report.text.words import WORDS

from .conftest import ALT

COMMANDS = ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "\tx", "000012"]
TABLES = {
    "Resultaten": pd.DataFrame(
        {
            "region": ["Drenthe", "Nederland", "Drenthe"],
            "value": [-0.685323, 173900.0, np.nan],
            "decimals": [1, -2, 0],
            "year": [2011, 2012, 2013],
            "day": [dt.date(2012, 4, 1), dt.date(2013, 4, 1), pd.NaT],
        }
    ),
    "Teksten": pd.DataFrame({"text": COMMANDS, "level": [1.25, 2.5, 3, 4, 5, 6, 12345.5]}),
}


Tables = dict[str, pd.DataFrame]


def rendered(document: Document, out: Path, tables: Tables | None = None) -> Path:
    sheets = [Sheet(name, f"{name}.csv", name, "", rows) for name, rows in (tables or TABLES).items()]
    return render_workbook(document, sheets, out)


def opened(document: Document, folder: Path, tables: Tables | None = None) -> Workbook:
    return load_workbook(rendered(document, folder / "tables.xlsx", tables))


def test_a_value_that_is_kept_back_is_marked_and_one_that_is_unknown_is_empty(
    document: Document, tmp_path: Path
) -> None:
    rows = pd.DataFrame(
        {
            "value": [1.0, np.nan, np.nan, np.nan, np.nan, 2.0],
            "status": ["", "suppressed", "unknown", "sample", "sample", "sample"],
            "source": ["CBS", "CBS", "CBS", f"{BEHIND_GATE}.levels", "keianalysis.leverage", BEHIND_GATE],
        }
    )
    found = opened(document, tmp_path, {"Resultaten": rows})["Resultaten"].iter_rows(2, values_only=True)
    assert [row[0] for row in found] == [1, "×", None, "×", None, 2]


def test_cover_contents_and_notes_come_before_one_sheet_a_table(document: Document, tmp_path: Path) -> None:
    workbook = opened(document, tmp_path)
    assert workbook.sheetnames == ["Voorblad", "Inhoud", "Toelichting", "Resultaten", "Teksten"]
    assert workbook["Voorblad"]["A1"].value == document.title
    assert [cell.value for cell in workbook["Inhoud"][3]] == ["Teksten", "Teksten", None, "Teksten.csv", 7]
    assert workbook["Inhoud"]["A3"].hyperlink.location == "'Teksten'!A1"
    notes = [cell.value for cell in workbook["Toelichting"]["C"]]
    assert notes[-2:] == ["CBS StatLine", "=HYPERLINK(0)"]


def test_numbers_keep_their_value_and_show_their_printed_precision(
    document: Document, tmp_path: Path
) -> None:
    sheet = opened(document, tmp_path)["Resultaten"]
    shown = [(cell.value, cell.number_format) for cell in sheet["B"][1:]]
    assert shown == [(-0.685323, "#,##0.0"), (173900, "#,##0"), (None, "#,##0")]


def test_a_column_of_years_gets_no_separators(document: Document, tmp_path: Path) -> None:
    sheet = opened(document, tmp_path)["Resultaten"]
    assert {cell.number_format for cell in sheet["D"][1:]} == {"0"}


def test_a_column_shows_all_the_decimals_it_needs(document: Document, tmp_path: Path) -> None:
    sheet = opened(document, tmp_path)["Teksten"]
    assert {cell.number_format for cell in sheet["B"][1:]} == {"#,##0.00"}


def test_what_is_missing_is_an_empty_cell(document: Document, tmp_path: Path) -> None:
    sheet = opened(document, tmp_path)["Resultaten"]
    assert (sheet["B4"].value, sheet["E4"].value) == (None, None)
    assert sheet["E2"].value == dt.datetime(2012, 4, 1)


def test_text_stays_text(document: Document, tmp_path: Path) -> None:
    cells = opened(document, tmp_path)["Teksten"]["A"][1:]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in COMMANDS]
    assert [cell.quotePrefix for cell in cells] == [True, True, True, True, False, True, False]


def test_no_sheet_holds_a_formula(document: Document, tmp_path: Path) -> None:
    path = rendered(document, tmp_path / "tables.xlsx")
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets/" in name]
    assert len(sheets) >= 5
    assert not any(re.search(rb"<f[ >/]", sheet) for sheet in sheets)


def test_a_figure_is_listed_with_its_title_and_alternative_text(document: Document, tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    (edition / "figures").mkdir(parents=True)
    drawing = f'<svg><title id="t">Starters volgens CBS</title><desc id="d">{ALT}</desc></svg>'
    (edition / "figures" / "starters.svg").write_text(drawing, encoding="utf-8")
    (edition / "figures" / "starters.csv").write_text("series,year,value\nDrenthe,2012,3725\n", "utf-8")
    out = render_workbook(document, edition_sheets(edition, "nl"), tmp_path / "tables.xlsx")
    sheet = load_workbook(out)["Inhoud"]
    assert [cell.value for cell in sheet[2]] == [
        "starters", "Starters volgens CBS", ALT, "figures/starters.csv", 1,
    ]  # fmt: skip


CODED = {
    "verdicts": pd.DataFrame({"verdict": ["no_data"], "basis": ["computed"]}),
    "results": pd.DataFrame({"status": ["break"], "wording": ["about"], "unit": ["jobs"]}),
    "today": pd.DataFrame({"then_verdict": ["no_data"], "today": [-0.7], "answer": ["printed"]}),
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_notes_explain_every_code(language: str, document: Document, tmp_path: Path) -> None:
    sheet = opened(replace(document, language=language), tmp_path, CODED).worksheets[2]
    notes = {(row[0], row[1]): row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    codes = {"verdict": VERDICTS, "basis": BASES, "status": STATUSES[1:], "wording": WORDINGS}
    for column, names in codes.items():
        title = field_of("verdicts" if column in CODED["verdicts"] else "results", column).title(language)
        assert {code for kind, code in notes if kind == f"code: {title}"} == set(names)
        assert all(notes[f"code: {title}", name] for name in names)
    verdict = field_of("verdicts", "verdict").title(language)
    for code, name in VERDICT_NAMES[language].items():
        assert notes[f"code: {verdict}", code].startswith(f"{name}: ")


def test_contracts_keep_names_and_codes_and_other_sheets_speak_the_language(
    document: Document, tmp_path: Path
) -> None:
    workbook = opened(document, tmp_path, CODED)
    shown = [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in workbook.worksheets[3:]]
    assert shown == [
        [["verdict", "basis"], ["no_data", "computed"]],
        [["status", "wording", "unit"], ["break", "about", "jobs"]],
        [
            ["oordeel toen", "getal nu", "antwoord"],
            ["geen gegevens", -0.7, "alleen andere getallen in de review"],
        ],
    ]


def test_the_notes_explain_each_column_under_the_name_in_its_header(
    document: Document, tmp_path: Path
) -> None:
    sheet = opened(replace(document, language="en"), tmp_path, CODED).worksheets[2]
    notes = {(row[0], row[1]): row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert notes["today", "number now"] == field_of("today", "today").description("en")
    assert notes["verdicts", "verdict"] == "Verdict on the claim."


def test_bounds_show_one_decimal_more_than_the_number_they_bound(document: Document, tmp_path: Path) -> None:
    bounded = pd.DataFrame(
        {"value": [168300, 8.4], "decimals": [-2, 1], "low": [168250, 8.35], "high": [168350, 8.45]}
    )
    sheet = opened(document, tmp_path, {"Marges": bounded})["Marges"]
    formats = [[sheet.cell(row, column).number_format for column in (1, 3, 4)] for row in (2, 3)]
    assert formats == [["#,##0", "#,##0", "#,##0"], ["#,##0.0", "#,##0.00", "#,##0.00"]]


def test_a_recomputed_value_without_precision_shows_what_its_column_needs(
    document: Document, tmp_path: Path
) -> None:
    table = pd.DataFrame({"recomputed": [-0.685323, 2.5], "recomputed_decimals": [1, np.nan]})
    sheet = opened(document, tmp_path, {"Oordelen": table})["Oordelen"]
    assert [cell.number_format for cell in sheet["A"][1:]] == ["#,##0.0", "0.000000"]


def test_a_column_is_as_wide_as_what_it_shows(document: Document, tmp_path: Path) -> None:
    table = pd.DataFrame({"value": [0.5390622251925851], "decimals": [2], "text": ["x" * 200]})
    sheet = opened(document, tmp_path, {"Groei": table})["Groei"]
    # A file has the five pixels around the text of a cell in its widths; programs show 9 and 60.
    shown = [sheet.column_dimensions[letter].width - 5 / 7 for letter in "AC"]
    assert shown == pytest.approx([9, 60], abs=0.01)


@pytest.mark.parametrize(
    ("units", "header"),
    [
        (["jobs", "jobs"], ["jaar", "waarde (banen)", "eenheid"]),
        (["jobs", "pct"], ["jaar", "waarde", "eenheid"]),
    ],
    ids=["one unit", "two units"],
)
def test_a_header_names_the_unit_that_all_rows_share(
    units: list[str], header: list[str], document: Document, tmp_path: Path
) -> None:
    table = pd.DataFrame({"year": [2011, 2012], "value": [1, 2], "unit": units})
    sheet = opened(document, tmp_path, {"Banen": table})["Banen"]
    assert [cell.value for cell in sheet[1]] == header


def test_tables_can_be_filtered_and_hide_or_merge_nothing(document: Document, tmp_path: Path) -> None:
    for sheet in opened(document, tmp_path).worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(column.hidden for column in sheet.column_dimensions.values())
    for sheet in opened(document, tmp_path).worksheets[3:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_a_table_without_rows_is_listed_and_has_no_sheet(document: Document, tmp_path: Path) -> None:
    tables = {"conflicts": pd.DataFrame({"claims": []}), "Banen": pd.DataFrame({"value": [1]})}
    workbook = opened(document, tmp_path, tables)
    assert workbook.sheetnames[3:] == ["Banen"]
    listed = [[cell.value for cell in row] for row in workbook["Inhoud"].iter_rows(min_row=2)]
    assert [(row[0], row[4]) for row in listed] == [("geen rijen", 0), ("Banen", 1)]
    assert [workbook["Inhoud"][f"A{row}"].hyperlink is None for row in (2, 3)] == [True, False]


def test_an_infinite_number_is_refused_by_its_place(document: Document, tmp_path: Path) -> None:
    table = pd.DataFrame({"a": [float("inf")]}, dtype=object)
    with pytest.raises(ValueError, match="Teksten!A2"):
        rendered(document, tmp_path / "tables.xlsx", {"Teksten": table})


def test_a_text_too_long_for_a_cell_says_where_it_is_whole(document: Document, tmp_path: Path) -> None:
    table = pd.DataFrame({"a": ["x" * 32_768, "y" * 32_767]})
    cut, whole = (row[0].value for row in opened(document, tmp_path, {"Lang": table})["Lang"]["A2":"A3"])
    assert (len(cut), len(whole)) == (32_767, 32_767)
    assert cut.endswith("x ... [te lang voor een cel; volledig in Lang.csv]")
    assert set(whole) == {"y"}


def test_sample_data_are_marked_on_the_cover_and_on_every_sheet(sample: Document, tmp_path: Path) -> None:
    workbook = opened(sample, tmp_path)
    assert workbook["Voorblad"]["A4"].value == WORDS["nl"]["sample"]
    assert workbook.sheetnames[3:] == ["Voorbeeld Resultaten", "Voorbeeld Teksten"]


def test_two_runs_give_the_same_bytes(document: Document, tmp_path: Path) -> None:
    first = rendered(document, tmp_path / "a.xlsx").read_bytes()
    assert first == rendered(document, tmp_path / "b.xlsx").read_bytes()


def test_no_time_of_making_is_left(document: Document, tmp_path: Path) -> None:
    path = rendered(document, tmp_path / "tables.xlsx")
    with zipfile.ZipFile(path) as package:
        assert {entry.date_time for entry in package.infolist()} == {EPOCH.timetuple()[:6]}
    properties = load_workbook(path).properties
    assert (properties.created, properties.modified) == (EPOCH, EPOCH)


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Banen", "banen", "Banen 2"], ["Banen", "banen 2", "Banen 2 2"]),
        (["a/b:c*d?e[f]"], ["a b c d e f"]),
        (["'geciteerd'", "", "History"], ["geciteerd", "_", "History 2"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 29 + " 2"]),
    ],
)
def test_sheet_names_are_valid(titles: list[str], names: list[str]) -> None:
    assert sheet_names(titles) == names


@given(st.lists(st.text(alphabet="aA b'[:/é", max_size=40), max_size=12))
def test_sheet_names_are_unique_and_short_for_any_titles(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name) <= LONGEST_NAME and not FORBIDDEN.search(name) for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)
