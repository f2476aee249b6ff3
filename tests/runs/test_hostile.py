"""A project list whose names try to be code passes through every part of an edition as plain text."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import openpyxl
import pytest
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.report.tables.datapackage import DATAPACKAGE
from tests.report.workbook_lint import workbook_faults
from tests.runs.hostile import NAMES, hostile_list

pytestmark = pytest.mark.slow
SEEN = [name for name in NAMES if name.isprintable() and len(name) < 100]
"""The names that come through as they are; an unseen character is written out, a long name cut."""
SMALL = "PV20"
"""A province of whose economy little is known here: the list makes most of its edition."""
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    projects = hostile_list(folder / "projects.csv")
    call = ["monitor", "--region", SMALL, "--year", "2013", "--projects", str(projects), "--out", str(folder)]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 0, done.output
    return folder / f"monitor-2013-{SMALL}"


def test_the_page_shows_the_names_and_has_no_element_of_theirs(edition: Path) -> None:
    page = Page((edition / "report.html").read_text("utf-8"))
    assert [name for name in SEEN if " ".join(name.split()) not in page.text] == []
    assert "img" not in page.tags
    assert page.tags.count("script") <= 2
    assert not [name for name in page.names if name.startswith("on")]
    assert "SAMPLE-9 49" not in page.text


def test_the_pdf_is_made_and_evaluates_nothing(edition: Path) -> None:
    content = (edition / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/JavaScript" not in content
    assert b"/Launch" not in content


def test_the_workbook_keeps_every_rule_and_holds_the_names_as_text(edition: Path) -> None:
    package = json.loads((edition / DATAPACKAGE).read_text("utf-8"))
    assert workbook_faults(edition / "tables.xlsx", edition, "nl", package["title"]) == []
    workbook = openpyxl.load_workbook(edition / "tables.xlsx", read_only=True)
    cells = [
        str(value)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
    ]
    assert [name for name in SEEN if not any(" ".join(name.split()) in cell for cell in cells)] == []


def test_every_csv_has_rows_of_one_length(edition: Path) -> None:
    paths = [*edition.glob("*.csv"), *edition.glob("figures/*.csv")]
    assert len(paths) > 8
    for path in paths:
        with path.open(encoding="utf-8", newline="") as handle:
            assert len({len(row) for row in csv.reader(handle)}) == 1, path.name


def test_no_name_becomes_a_path(edition: Path) -> None:
    made = [path.relative_to(edition).as_posix() for path in edition.rglob("*")]
    assert not [name for name in made if set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789_-./")]
    assert sorted(path.name for path in edition.parent.iterdir() if not path.name.startswith(".")) == [
        f"monitor-2013-{SMALL}",
        "projects.csv",
    ]


def test_no_character_turns_the_text_around_it_and_no_name_fills_a_page(edition: Path) -> None:
    for path in edition.rglob("*"):
        if path.suffix in {".html", ".csv", ".json", ".svg", ".ipynb"}:
            text = path.read_text("utf-8")
            assert OVERRIDE not in text, path.name
            assert "x" * 200 not in text, path.name
    assert "\\u202egnp.exe" in (edition / "report.html").read_text("utf-8")


def test_the_drawings_and_the_notebooks_hold_no_element_of_a_name(edition: Path) -> None:
    for path in edition.glob("figures/*.svg"):
        assert not {"img", "script"} & set(Page(path.read_text("utf-8")).tags), path.name
    for path in edition.glob("notebooks/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                shown = str(output.get("data", {}).get("text/html", ""))
                assert not {"img", "script"} & set(Page(shown).tags), path.name
