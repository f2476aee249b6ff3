"""Each rule of the lint of workbooks finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from keianalysis.report.document import Document
from keianalysis.report.tables.workbook import edition_sheets, render_workbook
from tests.report.workbook_lint import workbook_faults

TABLES = {
    "results": "measure,period_start,value,unit\njobs_fulltime,2012-04-01,173900,jobs\n",
    "verdicts": "claim_id,verdict,published\n=1+1,no_data,-0.7\n",
    "today": "claim_id,then,answer\na.claim,2.5,same\n",
}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Give a folder with three small tables of an edition."""
    folder = tmp_path / "edition"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


BREAKS: dict[str, Callable[[Any], object]] = {
    "a formula": lambda book: book["Resultaten"].__setitem__("A2", "=1+1"),
    "merged cells": lambda book: book["Resultaten"].merge_cells("A1:B1"),
    "hides something": lambda book: setattr(book["Oordelen"].column_dimensions["B"], "hidden", True),
    "kept as text": lambda book: book["Resultaten"].__setitem__("C2", "12"),
    "not those of the file": lambda book: book["Resultaten"].__setitem__("C2", 12),
    "without a name of their own": lambda book: book["Resultaten"].__setitem__("A1", None),
    "a header that moves": lambda book: setattr(book["Resultaten"], "freeze_panes", None),
    "another language or title": lambda book: setattr(book.properties, "language", "en"),
    "is empty": lambda book: book.create_sheet("more"),
    "sheets for": lambda book: book.remove(book["Toen en nu"]),
    "which is not there": lambda book: book.remove(book["Toen en nu"]),
    "the notes on": lambda book: book["Toelichting"].delete_rows(2, 400),
    "printed without its header": lambda book: setattr(book["Resultaten"], "print_title_rows", "2:2"),
    "no ISO text": lambda book: book["Resultaten"].__setitem__("B2", "1 April 2012"),
    "the name that is promised": lambda book: book["Oordelen"].__setitem__("A1", "claim"),
}


@pytest.mark.parametrize("told", BREAKS)
def test_each_rule_of_the_lint_finds_what_breaks_it(
    told: str, edition: Path, document: Document, tmp_path: Path
) -> None:
    title = document.title
    path = render_workbook(document, edition_sheets(edition, "nl"), tmp_path / "tables.xlsx")
    assert workbook_faults(path, edition, "nl", title) == []
    book: Workbook = load_workbook(path)
    BREAKS[told](book)
    book.save(tmp_path / "broken.xlsx")
    faults = workbook_faults(tmp_path / "broken.xlsx", edition, "nl", title)
    assert any(told in fault for fault in faults), faults
