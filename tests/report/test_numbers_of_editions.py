"""The kinds of numbers that no reader should meet, looked for in whole editions of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from keianalysis.language import ends, numbers
from keianalysis.model.observations import records
from keianalysis.report.page import read_page
from keianalysis.report.tables.columns import read_typed
from tests.editions import monitor_edition, review_edition

EDITIONS: Final = [
    (make, language) for make in (review_edition, monitor_edition) for language in ("nl", "en")
]
COUNTED: Final = {
    "nl": "banen|baan|vestigingen|personen|persoonsjaren|voltijdbanen|bedrijven|uitspraken|cijfers",
    "en": "jobs?|establishments|persons|people|person-years|full-time equivalents|businesses|claims|figures",
}
HALF: Final = {
    language: re.compile(rf"\d[.,]\d(?!\d\d)\s(?:{words})\b(?! per\b)") for language, words in COUNTED.items()
}
"""A part of something that is counted: one decimal, which no group of thousands has."""
NOTHING: Final = re.compile(r"(?<![\d.,−+])0(?![\d.,%]| tot | to |\s?procent|\sper)")
"""A count of nothing, and not a rate or the end of a range."""
GROUPED_YEAR: Final = re.compile(r"\b[12][.,]\d{3} (?:jaar|years?)\b")


@pytest.fixture(params=EDITIONS, ids=lambda one: f"{one[0].__name__}-{one[1]}")
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    make, language = request.param
    return make(tmp_path_factory, language), language


def prose(folder: Path) -> Iterator[str]:
    """Yield the paragraphs of the page."""
    page = read_page((folder / "report.html").read_text("utf-8"))
    yield from (" ".join(one.text.split()) for one in page.all("p"))


@pytest.mark.slow
def test_no_sentence_tells_of_nothing_of_halves_or_of_a_year_in_thousands(
    edition: tuple[Path, str],
) -> None:
    folder, language = edition
    told = list(prose(folder))
    assert told
    for pattern in (NOTHING, HALF[language], GROUPED_YEAR):
        assert [text for text in told if pattern.search(text)] == []


@pytest.mark.slow
def test_every_value_lies_inside_its_bounds_as_they_are_written(edition: tuple[Path, str]) -> None:
    folder, _ = edition
    rows = records(read_typed("results", folder / "results.csv").dropna(subset=["value", "low", "high"]))
    looked_at = 0
    for row in rows:
        if not numbers.shown_bounds(row, "en"):
            continue
        decimals = int(row.decimals)
        low, high = ends.floor(row.low, decimals), ends.ceiling(row.high, decimals)
        assert low <= numbers.rounded(float(row.value), decimals) <= high, row.id
        if row.unit in ends.WHOLE:
            assert all(end == end.to_integral_value() for end in (low, high)), row.id
        looked_at += 1
    assert looked_at > 0


@pytest.mark.parametrize(
    ("text", "language"),
    [("Er waren 2.857,5 vestigingen", "nl"), ("There were 19.5 person-years", "en")],
)
def test_a_half_of_what_is_counted_is_found(text: str, language: str) -> None:
    assert HALF[language].search(text)


def test_a_count_of_nothing_and_a_year_in_thousands_are_found_and_a_rate_is_not() -> None:
    assert NOTHING.search("Daarvan zijn er 0 bevestigd.")
    assert not NOTHING.search("Dat is 0,3 tot 0,8 procent, in 2010, of 0% van 1.000.")
    assert GROUPED_YEAR.search("klaar in 2.016 jaar")
    assert not GROUPED_YEAR.search("27 jaar, of 1.200 banen")
