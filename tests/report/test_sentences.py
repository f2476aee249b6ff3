"""Every sentence of the report for a rise, a fall, no change, one, many, a wording and a missing number.

The expected sentences are written out by hand, in Dutch and in English.
"""

from __future__ import annotations

from string import Formatter
from typing import Any, Final

import pandas as pd
import pytest

from keianalysis.model.edition import Edition
from keianalysis.model.territories import home
from keianalysis.readers.sources import read_sources
from keianalysis.report.document import sentence
from keianalysis.report.tables.number_texts import ROWS
from keianalysis.report.text import proof_texts, texts
from keianalysis.report.text.known_texts import is_sentence
from keianalysis.report.text.sentences import Writer
from tests.conftest import observation_rows
from tests.report.filled_sentences import FILLED
from tests.report.sentence_cases import CASES, CHANGE, Case, rate

TABLES: Final = {
    "texts": {language: home().told(told, language) for language, told in texts.TEXTS.items()},
    "sentences": {language: home().told(told, language) for language, told in texts.SENTENCES.items()},
    "proof": proof_texts.TEXTS,
}
"""The templates as an edition about the default territory takes them."""


def made(rows: tuple[dict[str, Any], ...]) -> pd.DataFrame:
    """Return the results of some rows; ``bounds`` are those of a computed number."""
    table = (
        observation_rows(*({"value": 1.0} | row for row in rows))
        if rows
        else observation_rows({"value": None})
    )
    for place, row in enumerate(rows):
        for name, value in row.get("bounds", {}).items():
            table.loc[place, name] = value
    return table


def written(case: Case, language: str) -> str:
    writer = Writer(
        made(case.rows), case.verdicts, Edition("review-2013", "review", 2012, "2014-04-04", language)
    )
    return plain(" ".join(paragraph.text for paragraph in case.told(writer)))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_sentence_of_results(case: Case) -> None:
    assert written(case, "nl") == case.dutch
    assert written(case, "en") == case.english


@pytest.mark.parametrize(("table", "key", "fields", "dutch", "english"), FILLED)
def test_a_sentence_of_counts(table: str, key: str, fields: dict[str, str], dutch: str, english: str) -> None:
    for language, expected in (("nl", dutch), ("en", english)):
        opening = read_sources().review.introductions[language]
        template = TABLES[table][language][key].replace("{introduction}", opening)
        assert sentence(template, **fields).text == expected
        assert is_sentence(expected, language)


VIEWED: Final = {
    "moved.rise": ("moved", 2.0, "groeide met 2,0%", "grew by 2.0%"),
    "moved.fall": ("moved", -2.0, "kromp met 2,0%", "shrank by 2.0%"),
    "moved.zero": ("moved", 0.0, "bleef gelijk", "stayed the same"),
    "direction.rise": ("direction", 0.1, "steeg", "rose"),
    "direction.fall": ("direction", -0.1, "daalde", "fell"),
    "direction.zero": ("direction", -0.04, "bleef gelijk", "stayed the same"),
    "side.rise": ("side", 0.1, "boven", "above"),
    "side.fall": ("side", -0.1, "onder", "below"),
    "side.zero": ("side", 0.0, "gelijk met", "level with"),
    "release": ("release", 1.0, "de publicatie van 19 december 2012", "the release of 19 December 2012"),
    "between": (
        "compared",
        1.0,
        "tussen 1 april 2011 en 1 april 2012",
        "between 1 April 2011 and 1 April 2012",
    ),
}
"""The words that a view of a row makes: the view, the value of the row, and what it says."""


@pytest.mark.parametrize("key", VIEWED)
def test_the_words_of_a_view(key: str) -> None:
    view, value, dutch, english = VIEWED[key]
    row = next(observation_rows(rate("x", value) | CHANGE).itertuples(index=False))
    assert [ROWS[view](row, language) for language in ("nl", "en")] == [dutch, english]


def test_a_release_without_a_date_says_so() -> None:
    row = next(observation_rows({"release_date": ""}).itertuples(index=False))
    told = [ROWS["release"](row, language) for language in ("nl", "en")]
    assert told == ["een publicatie zonder bekende datum", "a release without a known date"]


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_have_the_same_texts_with_the_same_fields(table: str) -> None:
    dutch, english = (TABLES[table][language] for language in ("nl", "en"))
    assert dutch.keys() == english.keys()
    for key in dutch:
        assert dutch[key].strip()
        assert english[key].strip()
        assert fields_of(dutch[key]) == fields_of(english[key]), key


def test_every_template_has_a_case() -> None:
    covered = {("sentences", case.key) for case in CASES} | {("sentences", key) for key in VIEWED}
    covered |= {(table, key) for table, key, *_ in FILLED}
    wanted = {
        (table, key)
        for table, content in TABLES.items()
        for key, text in content["nl"].items()
        if "{" in text
    }
    assert wanted <= covered
    # A case of a template that is gone is as wrong as a template without a case.
    assert covered <= {(table, key) for table, content in TABLES.items() for key in content["nl"]}
