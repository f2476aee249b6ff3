"""The list of fields: complete in both languages, and found under the table, its figures or every table."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.model import observations as obs
from keianalysis.proof import consistency, revisions, verdicts
from keianalysis.report.tables.code_lists import ANSWERS, NAMES, SEVERAL, code_lists, shown_code
from keianalysis.report.tables.columns import (
    OF_THE_ROW,
    entry_of,
    field_list,
    field_of,
    heading,
    read_typed,
    shown_rows,
    table_list,
)
from keianalysis.report.tables.kept import Change

TYPES = {"string", "number", "integer", "boolean", "date"}


def test_every_entry_has_a_known_type_unit_and_codes_and_texts_in_both_languages() -> None:
    units = {"", OF_THE_ROW, *code_lists("en")["unit"]}
    lists = {"", *NAMES, *code_lists("en")}
    for (table, name), field in field_list().items():
        assert field.type in TYPES, (table, name)
        assert field.unit in units, (table, name)
        assert field.codes.removesuffix(SEVERAL) in lists, (table, name)
        for language in ("nl", "en"):
            assert field.title(language), (table, name)
            assert field.description(language).endswith("."), (table, name)
    assert {entry.unit for entry in table_list().values()} <= units


def test_every_promised_column_is_listed() -> None:
    promised = {
        "results": obs.COLUMNS,
        "verdicts": verdicts.COLUMNS,
        "changes": Change._fields,
        "revisions": revisions.COLUMNS,
        "revision_summary": revisions.SUMMARY_COLUMNS,
        "today": revisions.TODAY_COLUMNS,
        "mixed_changes": revisions.MIXED_COLUMNS,
    }
    missing = [
        (table, name) for table, names in promised.items() for name in names if not entry_of(table, name)
    ]
    assert missing == []


def test_the_lists_of_codes_are_those_of_the_code() -> None:
    listed = code_lists("nl")
    assert set(listed["verdict"]) == set(verdicts.VERDICTS)
    assert set(listed["basis"]) == set(obs.BASES)
    assert set(listed["status"]) == set(obs.STATUSES) - {""}
    assert set(listed["fit"]) == set(consistency.STATUSES)
    assert set(listed["unit"]) == {*obs.UNITS, "million_eur"}
    assert set(ANSWERS) == set(revisions.ANSWERS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_verdict_is_called_as_in_the_figures(language: str) -> None:
    listed = code_lists(language)["verdict"]
    assert {code: one.label for code, one in listed.items()} == VERDICT_NAMES[language]


@pytest.mark.parametrize(
    ("table", "column", "place"),
    [
        ("verdicts", "low", ("verdicts", "low")),
        ("figures/consistency", "low", ("figures/consistency", "low")),
        ("figures/starters", "low", ("figures", "low")),
        ("consistency", "low", ("*", "low")),
        ("figures/vacancy", "Netherlands", ("figures/vacancy", "netherlands")),
        ("figures/starters", "Netherlands", None),
    ],
)
def test_a_column_is_found_at_its_nearest_entry(
    table: str, column: str, place: tuple[str, str] | None
) -> None:
    assert entry_of(table, column) == place


def test_a_column_that_is_not_listed_has_its_own_name() -> None:
    assert field_of("results", "unheard_of").title("nl") == "unheard_of"


@pytest.mark.parametrize(
    ("units", "expected"),
    [(["jobs"], "waarde (banen)"), (["jobs", "pct"], "waarde"), ([], "waarde")],
)
def test_a_heading_names_the_unit_that_all_rows_share(units: list[str], expected: str) -> None:
    assert heading("revisions", "value", "nl", units) == expected


def test_a_heading_of_a_figure_names_the_unit_of_the_figure() -> None:
    assert heading("figures/unemployment", "value", "en") == "value (per cent)"


@pytest.mark.parametrize(
    ("codes", "value", "expected"),
    [
        ("verdict", "no_data", "geen gegevens"),
        ("change_cause+", "code+data_row", "andere berekening + gecorrigeerde gegevens"),
        ("region", "Nederland", "Nederland"),
        ("verdict", "no such code", "no such code"),
    ],
)
def test_a_code_is_shown_as_a_reader_calls_it(codes: str, value: str, expected: str) -> None:
    assert shown_code(codes, value, "nl") == expected


def test_the_data_of_a_figure_have_headings_and_codes_in_the_language(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_text("theme,verdict,count\nalgemeen,no_data,3\n", "utf-8")
    assert shown_rows(path, "en") == [
        ["theme", "verdict", "number of claims"],
        ["algemeen", "no data", "3"],
    ]


def test_a_table_is_read_with_the_types_of_the_list(tmp_path: Path) -> None:
    path = tmp_path / "mixed_changes.csv"
    path.write_text("year,mixed,printed,sign_change,inputs\n2012,0.9,,True,000012\n", "utf-8")
    row = read_typed("mixed_changes", path).iloc[0]
    assert (row["year"], row["mixed"], row["sign_change"], row["inputs"]) == (2012, 0.9, True, "000012")
    assert row[["printed"]].isna().all()
