"""Territories are data: how each province is spoken of, what it consists of, and which is the default."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import keianalysis
from keianalysis.model.errors import BadData, WrongCall
from keianalysis.model.folders import published_folder
from keianalysis.model.territories import FILE, home, territories, territory

SOURCES = Path(keianalysis.__file__).parent


def test_there_are_twelve_and_one_is_the_default() -> None:
    assert list(territories()) == [f"PV{number}" for number in range(20, 32)]
    assert home() == territory("") == territory("PV22")


@pytest.mark.parametrize(
    ("code", "language", "where", "start", "adjective", "people"),
    [
        ("PV21", "nl", "in Fryslân", "Fryslân", "Friese", "Friezen"),
        ("PV21", "en", "in Friesland", "Friesland", "Frisian", "people of Friesland"),
        ("PV22", "nl", "in Drenthe", "Drenthe", "Drentse", "Drenten"),
        ("PV29", "nl", "in Zeeland", "Zeeland", "Zeeuwse", "Zeeuwen"),
        (
            "PV26", "nl", "in de provincie Utrecht", "De provincie Utrecht", "Utrechtse",
            "inwoners van de provincie Utrecht",
        ),
    ],
)  # fmt: skip
def test_names_and_prepositions(
    code: str, language: str, where: str, start: str, adjective: str, people: str
) -> None:
    fields = territory(code).fields(language)
    assert [fields[name] for name in ("in_region", "region_first", "adjective", "people")] == [
        where, start, adjective, people,
    ]  # fmt: skip


def test_no_province_lacks_a_word() -> None:
    for one in territories().values():
        for language in ("nl", "en"):
            assert all(one.fields(language).values()), one.code


def test_texts_keep_the_fields_that_are_not_of_the_territory() -> None:
    told = territory("PV21").told({"a": "{region_first} had {share} {in_region}."}, "nl")
    assert told == {"a": "Fryslân had {share} in Fryslân."}


def test_the_parts_of_a_province() -> None:
    assert home().corops == ("Noord-Drenthe", "Zuidoost-Drenthe", "Zuidwest-Drenthe")
    assert list(home().corop_groups) == ["Zuidoost- en Zuidwest-Drenthe"]
    assert len(territory("PV25").corops) == 4
    assert sum(len(one.corops) for one in territories().values()) == 40
    assert len(territory("PV24").municipalities_on("2019-04-01")) == 6


def test_an_edition_tells_nothing_of_the_parts_of_others() -> None:
    rows = pd.DataFrame(
        {"region": ["Drenthe", "Emmen", "Groningen", "Groningen (gemeente)", "Harlingen", "Nederland"]}
    )
    assert list(home().concerned(rows)["region"]) == [
        "Drenthe",
        "Emmen",
        "Groningen",
        "Groningen (gemeente)",
        "Nederland",
    ]
    assert list(territory("PV21").concerned(rows)["region"]) == ["Harlingen", "Nederland"]


def test_an_unknown_code_names_those_that_are_known() -> None:
    with pytest.raises(WrongCall, match="PV21 Fryslan"):
        territory("PV99")


def _folder(tmp_path: Path, old: str, new: str) -> Path:
    for name in (FILE, "regions.csv", "municipalities.csv", "region_members.csv"):
        shutil.copy(published_folder() / name, tmp_path / name)
    path = tmp_path / FILE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return tmp_path


def test_a_region_that_is_not_listed_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"territories\.csv.*LD09"):
        territories(_folder(tmp_path, "LD02 NL01,,Gelderland", "LD09 NL01,,Gelderland"))


def test_two_defaults_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="one-default"):
        home(_folder(tmp_path, "Gelderland,,", "Gelderland,yes,"))


def test_no_module_names_a_territory() -> None:
    naming = [path.name for path in sorted(SOURCES.rglob("*.py")) if "Drenthe" in path.read_text("utf-8")]
    assert naming == []
