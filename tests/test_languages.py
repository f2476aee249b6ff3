"""No Dutch in an English edition and no English in a Dutch one, down to alternative texts and trails."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pandas as pd
import pytest

from keianalysis.readers.sources import read_sources
from keianalysis.report.page import read_page
from keianalysis.runs.trace import trace
from tests.editions import monitor_edition, review_edition

WORDS: Final = {
    "nl": """aan aandeel bedrag bij boven cijfers dan dat deze door een elke gedrukt geen gemiddeld het hoog
        jaar laag maar maat met naar niet nog onbekend onder ook publicatie rij staat tussen uit van
        verandering volgens voor waarde werd wordt zijn""",
    "en": """about after allows and are before between by change computed from how its just known less mean
        more not other printed published release row share than that the their these this those unknown
        were which with year years""",
}
"""Words of one language that the other does not have: no name, unit or abbreviation among them."""
OTHER: Final = {"nl": "en", "en": "nl"}
CODE: Final = re.compile(r"“[^”]*”|\{\w+\}|\S*[\w-][._/#:@<>]\S*|\b(?:kolommen|columns): [\w ]+")
"""What belongs to no language: quoted Dutch names, paths, ids, functions, and the columns of a delivery."""


def foreign(texts: Iterable[str], language: str, names: Iterable[str]) -> list[str]:
    """Return the texts that hold a word of the other language, names of sources and places left out."""
    longest_first = sorted(names, key=len, reverse=True)
    # Part of an address is no name.
    known = re.compile("|".join(rf"(?<![\w/.-]){re.escape(name)}(?![\w/-])" for name in longest_first))
    return [
        text
        for text in dict.fromkeys(texts)
        if set(WORDS[OTHER[language]].split()) & set(re.findall(r"[^\W\d_]+", _bare(text, known).lower()))
    ]


def _bare(text: str, known: re.Pattern[str]) -> str:
    return CODE.sub(" ", known.sub(" ", text))


def names_of(edition: Path) -> set[str]:
    """Return the names that stay as they are: publishers, regions, and the statements' own sources."""
    results = pd.read_csv(edition / "results.csv", dtype=str, keep_default_na=False)
    publishers = {source.partition(" | ")[0] for source in results["source"]}
    # A reason lists its sources with commas.
    listed = {name.replace("; ", ", ") for name in publishers}
    return publishers | listed | set(results["region"])


def page_texts(edition: Path) -> Iterator[str]:
    """Yield every text of a page: of elements, of their descriptions, and of the trails."""
    text = (edition / "report.html").read_text("utf-8")
    page = read_page(text)
    drawings = page.all("svg")
    # A name in a drawing may run over lines, each an element of its own.
    lines = (" ".join(one.text for one in drawing.walk() if one.tag == "text") for drawing in drawings)
    yield from (" ".join(text.split()) for text in lines)
    yield from (drawing.attributes.get("aria-label", "") for drawing in drawings)
    drawn = {id(one) for drawing in drawings for one in drawing.walk()}
    for element in page.walk():
        if element.tag in ("style", "script") or id(element) in drawn:
            continue
        yield from (child for child in element.children if isinstance(child, str))
        yield from (element.attributes.get(name) or "" for name in ("aria-label", "title", "alt"))
    for drawing in re.findall(r"<(?:title|desc) id=[^>]*>([^<]*)<", text):
        yield html.unescape(drawing)
    yield from _strings(json.loads(_trails(text)))


def _trails(text: str) -> str:
    (content,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)
    return str(content)


def _strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from _strings(one)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("gepubliceerd door CBS, onbekend jaar", "en"),
        ("Return the change by release", "nl"),
    ],
)
def test_a_text_in_the_other_language_is_found(text: str, language: str) -> None:
    assert foreign([text], language, {"CBS"}) == [text]


def test_names_and_codes_belong_to_no_language() -> None:
    texts = ["9.1 “Versterken van het klimaat”", "De Krant van Tynaarlo", "employment.change_by_year"]
    assert foreign(texts, "en", {"De Krant van Tynaarlo"}) == []
    assert foreign(texts, "nl", {"De Krant van Tynaarlo"}) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_review_speaks_one_language(language: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    edition = review_edition(tmp_path_factory, language)
    assert foreign(page_texts(edition), language, names_of(edition)) == []
    verdicts = pd.read_csv(edition / "verdicts.csv", dtype=str, keep_default_na=False)
    for column in ("reason", f"statement_{language}"):
        assert foreign(verdicts[column], language, names_of(edition)) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_trail_speaks_the_language_of_its_edition(
    language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edition = review_edition(tmp_path_factory, language)
    claims = read_sources().claims
    for name in ("eff.leverage", "prof.funds", "bud.net.total.programme_total.account_2012"):
        lines = trace(name, edition, claims)
        assert foreign(lines, language, names_of(edition)) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_monitor_speaks_one_language(language: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    edition = monitor_edition(tmp_path_factory, language)
    assert foreign(page_texts(edition), language, names_of(edition)) == []
