"""An own layout says what the headings and words of a list mean, or is refused with every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.readers.projects import layout_beside, read_project_list
from keianalysis.readers.projects.layout import layout_for, packaged, read_layout
from keianalysis.readers.projects.model import EVIDENCE, INSTRUMENTS, STATUSES, THEMES
from tests.project_lists import HEADER, project, write_list

OWN = """
language = "en"
[headings]
project_id = "Case no."
[values.theme]
leisure = "tourism"
"""


def layout(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def own_list(folder: Path, theme: str = "tourism") -> Path:
    header = ["Case no." if name == "project_id" else name for name in HEADER]
    row = project("P1", theme=theme)
    return write_list(folder / "list.csv", row | {"Case no.": row.pop("project_id")}, header=header)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_packaged_layouts_name_every_field_and_every_word(language: str) -> None:
    used = packaged(language)
    assert list(used.headings) == list(packaged("en").headings)
    assert {field: tuple(words) for field, words in used.values.items()} == {
        "theme": THEMES,
        "status": STATUSES,
        "evidence": EVIDENCE,
        "instrument": INSTRUMENTS,
        "restructured": ("yes", "no"),
    }
    assert used.fits(used.headings.values()) == len(used.headings)


def test_the_layout_that_knows_more_headings_is_used() -> None:
    assert layout_for(["naam", "thema", "eu_low"]).language == "nl"
    assert layout_for(["name", "theme", "eu_low"]).language == "en"


def test_capitals_marks_and_accents_of_a_heading_do_not_matter() -> None:
    assert packaged("nl").field_of("Vertrek_uit-Províncie  LAAG") == "leave_province_low"
    assert packaged("nl").field_of("vertrek") is None


def test_the_english_name_of_a_word_is_always_understood() -> None:
    assert packaged("nl").meaning("theme", "Labour market") == "labour_market"
    assert packaged("nl").meaning("theme", "arbeidsmarkt") == "labour_market"


def test_an_own_layout_names_only_what_differs(tmp_path: Path) -> None:
    (one,) = read_project_list(own_list(tmp_path), layout(tmp_path, OWN)).projects
    assert (one.project_id, one.theme) == ("P1", "leisure")


def test_a_layout_beside_the_list_is_used_by_itself(tmp_path: Path) -> None:
    path = own_list(tmp_path)
    assert layout_beside(path) is None
    beside = layout(tmp_path, OWN, "list.toml")
    assert layout_beside(path) == beside
    assert read_project_list(path).projects[0].theme == "leisure"


def test_without_a_language_the_headings_tell_it(tmp_path: Path) -> None:
    path = layout(tmp_path, '[headings]\nname = "titel"\n')
    assert read_layout(path, ["titel", "thema", "begin"]).decimal == ","


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("language = ", "readable-layout"),
        ('language = "de"', "known-language"),
        ('[heading]\nname = "x"', "known-layout-name"),
        ('[headings]\nnaem = "x"', "known-layout-name"),
        ('[values.theme]\nsport = "x"', "known-layout-name"),
        ('[values.funder]\nstate = "x"', "known-layout-name"),
        ("[headings]\nname = 7", "layout-word"),
        ('[headings]\nname = "  "', "layout-word"),
        ('headings = "name"', "layout-table"),
    ],
)
def test_each_rule_of_a_layout_fails_once(text: str, rule: str, tmp_path: Path) -> None:
    with pytest.raises(BadData) as caught:
        read_layout(layout(tmp_path, text))
    assert [fault.rule for fault in caught.value.faults] == [rule]


def test_an_absent_layout_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="file-present"):
        read_layout(tmp_path / "none.toml")


def test_a_misspelt_field_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="Did you mean project_id"):
        read_layout(layout(tmp_path, '[headings]\nprojectid = "x"'))
