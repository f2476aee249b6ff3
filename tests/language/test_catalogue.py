"""Every fault of the catalogues is told at once, and a text is found by its key."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import keianalysis
from keianalysis.language.catalogue import catalogues, section, text
from keianalysis.language.choices import agreeing, direction, plural
from keianalysis.language.loading import read_catalogues
from keianalysis.model.errors import BadData

SOURCE: Final = Path(keianalysis.__file__).parent
DUTCH_WORDS: Final = """aan alle banen bij dan dat de deze die door een geen heeft hebben het maar meer met
    naar niet om ook staat tussen uit van volgens voor waar welke worden wordt zijn zonder"""
DUTCH: Final = frozenset(DUTCH_WORDS.split())
"""Words that a Dutch text of three words or more can hardly do without, and that English does not have."""
NAMES: Final = {"OP EFRO Noord 2007-2013", 'Voorbeeld "De Hoek"; {}'}
FOREIGN: Final = re.compile(r"'[^']*'|[^ ]*\\b[|][^ ]*|\w+([|][^ ]+)+")
"""What others print, quoted, and alternatives of a pattern that reads it: no prose."""

ENGLISH: Final = {"die", "met", "door", "van", "meer", "alle"}
"""Those of them that may also be read as English or as part of a name: two are needed with these."""


def faults(folder: Path, dutch: str, english: str) -> list[tuple[str, str, str]]:
    for language, content in (("nl", dutch), ("en", english)):
        (folder / language).mkdir(parents=True)
        (folder / language / "a.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BadData) as found:
        read_catalogues(folder)
    return [(fault.file, fault.column, fault.rule) for fault in found.value.faults]


@pytest.mark.parametrize(
    ("dutch", "english", "expected"),
    [
        ('x = "een"\ny = "twee"', 'x = "one"', ("en/a.toml", "a.y", "both-languages")),
        ('x = "een"', 'x = "one"\n[t]\ny = "two"', ("nl/a.toml", "a.t.y", "both-languages")),
        ('x = "{count} keer"', 'x = "often"', ("en/a.toml", "a.x", "same-fields")),
        ('x = "vaak"', 'x = "{count} times"', ("en/a.toml", "a.x", "same-fields")),
        ('x = ""', 'x = "one"', ("nl/a.toml", "a.x", "both-empty")),
        ('x = { one = "een" }', 'x = { one = "one" }', ("nl/a.toml", "a.x", "known-forms")),
        (
            'x = { rise = "op", down = "neer" }',
            'x = { rise = "up", fall = "down" }',
            ("nl/a.toml", "a.x", "known-forms"),
        ),
        ('x = "{n:a|b|c}"', 'x = "{n:a|b}"', ("nl/a.toml", "a.x", "two-words")),
        ('x = "{n"', 'x = "{n}"', ("nl/a.toml", "a.x", "readable")),
        ("x = 1", 'x = "one"', ("nl/a.toml", "a.x", "text-only")),
        ("x = een", 'x = "one"', ("nl/a.toml", "", "readable")),
    ],
)
def test_a_fault_is_told_with_file_and_key(
    dutch: str, english: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    assert expected in faults(tmp_path, dutch, english)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, 'x = "een"\ny = "{n} keer"', 'z = "one"\ny = "often"')
    assert [(column, rule) for _, column, rule in found] == [
        ("a.x", "both-languages"),
        ("a.y", "same-fields"),
        ("a.z", "both-languages"),
    ]


def test_catalogues_without_a_fault_are_read(tmp_path: Path) -> None:
    for language, many in (("nl", "banen"), ("en", "jobs")):
        (tmp_path / language).mkdir()
        content = f'jobs = {{ one = "1", other = "{{n}} {many}" }}\n'
        (tmp_path / language / "a.toml").write_text(content, encoding="utf-8")
    assert read_catalogues(tmp_path) == {
        "nl": {"a.jobs.one": "1", "a.jobs.other": "{n} banen"},
        "en": {"a.jobs.one": "1", "a.jobs.other": "{n} jobs"},
    }


def test_a_text_and_a_section_are_found_by_key() -> None:
    assert text("numbers.words.quarter", "nl", number=2, year=2012) == "2e kwartaal 2012"
    assert section("numbers.units")["en"]["jobs.one"] == "job"


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"numbers\.words\.quarter"):
        text("numbers.words.quartr", "nl")
    with pytest.raises(KeyError, match=r"numbers\.units"):
        section("numbers.unit")


@pytest.mark.parametrize(("shown", "form"), [("1", "one"), ("−1", "one"), ("0", "other"), ("1,0", "other")])
def test_the_form_of_a_count(shown: str, form: str) -> None:
    assert plural(shown) == form
    assert agreeing("een|meer", shown) == {"one": "een", "other": "meer"}[form]


@pytest.mark.parametrize(("value", "form"), [(0.1, "rise"), (-0.1, "fall"), (0, "zero")])
def test_the_form_of_a_change(value: float, form: str) -> None:
    assert direction(value) == form


def is_dutch(told: str) -> bool:
    """Tell whether a string of the code reads as Dutch: some words that only Dutch has."""
    words = re.findall(r"[^\W\d_]+", told.lower())
    found = [word for word in words if word in DUTCH]
    return len(words) >= 3 and bool(set(found) - ENGLISH or len(set(found)) > 1)


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module with their lines, without its documentation."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("De werkgelegenheid steeg met {change}", True),
        ("Bron: het register", True),
        ("geen gegevens bekend", True),
        ("no data for {year}", False),
        ("gross jobs are met", False),
    ],
)
def test_dutch_prose_is_known(told: str, expected: bool) -> None:
    assert is_dutch(told) is expected


def test_no_dutch_prose_stands_in_the_code() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {told[:70]}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, told in strings(path.read_text("utf-8"))
        if told not in NAMES and "(?P<" not in told and is_dutch(FOREIGN.sub("", told))
    ]
    assert found == []


def test_no_module_has_a_table_of_texts_by_language() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        and {key.value for key in node.keys if isinstance(key, ast.Constant)} >= {"nl", "en"}
    ]
    assert found == []


def test_no_text_has_a_space_too_many() -> None:
    for language, texts in catalogues().items():
        for key, told in texts.items():
            assert "  " not in told, f"{language}: {key}"
