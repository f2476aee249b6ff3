"""No text uses a word that ``docs/language.md`` has a better one for."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from keianalysis.language.catalogue import catalogues
from keianalysis.language.loading import LANGUAGES

ROOT: Final = Path(__file__).parents[2]
HEADINGS: Final = {"nl": "### Dutch", "en": "### English"}
UNMARKED: Final = {"nl": (), "en": ("summary",)}
"""Columns with texts of a language that do not name it."""
QUOTED: Final = re.compile(r"“[^”]*”")
FIELD: Final = re.compile(r"\{[\w.\[\]]+:?([^}]*)\}")
FOLDERS: Final = ("src/keianalysis", "data/raw/reviews")


def unwanted(language: str) -> dict[str, str]:
    """Return the words that are not to be used, each with those to use, from the table of a language."""
    text = (ROOT / "docs" / "language.md").read_text("utf-8")
    table = text.partition(HEADINGS[language])[2].partition("\n#")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    told = [row for row in rows if len(row) == 3 and row[0] not in ("write", "---")]
    return {word.strip(): row[0] for row in told for word in row[1].split(";")}


@cache
def pattern(language: str) -> re.Pattern[str]:
    """Return what finds an unwanted word; ``*`` is the rest of a word."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in unwanted(language))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def found(text: str, language: str) -> list[str]:
    """Return the unwanted words in a text, quotations and names of fields left out."""
    return pattern(language).findall(FIELD.sub(r"\1", QUOTED.sub(" ", text)))


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a language with where it stands."""
    yield from catalogues()[language].items()
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.csv")):
            yield from _cells(path, language)
        for path in sorted((ROOT / folder).rglob("review.toml")):
            told = tomllib.loads(path.read_text("utf-8"))
            for name, one in told.items():
                if isinstance(one, dict) and isinstance(one.get(language), str):
                    yield f"{path.relative_to(ROOT)}:{name}", one[language]


def _cells(path: Path, language: str) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        for row, cells in enumerate(csv.DictReader(handle), 2):
            for name, text in cells.items():
                if name and text and (name.endswith(f"_{language}") or name in UNMARKED[language]):
                    yield f"{path.relative_to(ROOT)}:{row}:{name}", text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_that_has_a_better_one(language: str) -> None:
    wrong = {place: words for place, text in texts(language) if (words := found(text, language))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Het gedrukte getal is 7", "nl", ["gedrukte"]),
        ("De krant schrijft “gedrukt in Assen”", "nl", []),
        ("According to CBS, not by CBS", "en", ["by CBS"]),
        ("The number in the review is {printed}", "en", []),
        ("{count:measure|claims} of all", "en", ["measure"]),
    ],
)
def test_an_unwanted_word_is_found_and_a_quotation_is_not(text: str, language: str, words: list[str]) -> None:
    assert found(text, language) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_words_and_each_has_a_better_one(language: str) -> None:
    words = unwanted(language)
    assert len(words) > 20
    assert all(words.values())
    assert [word for word in words if pattern(language).search(words[word].partition(";")[0])] == []
