"""An indicator with words of its own is told and drawn in the chapter of its theme."""

from __future__ import annotations

import re
from typing import Any

import pytest

from keianalysis.figures.exhibits import series
from keianalysis.model.edition import Edition
from keianalysis.report.chapters.themes import THEMES
from keianalysis.report.text.indicators import indicator_figures, indicator_sentences, indicators
from keianalysis.report.text.known_texts import MARK, is_sentence
from keianalysis.report.text.sentences import Writer
from tests.conftest import observation_rows
from tests.report.sentence_cases import NO_VERDICTS

MEASURE = "overnight_stays_per_1000_inhabitants"


def number(region: str, value: float | None, year: int = 2012) -> dict[str, Any]:
    when = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    return when | {
        "measure": MEASURE, "region": region, "unit": "per_1000_inhabitants", "decimals": 0, "value": value,
    }  # fmt: skip


def told(language: str, *rows: dict[str, Any], themes: tuple[str, ...] = ("leisure",)) -> list[str]:
    edition = Edition("monitor-2012", "monitor", 2012, "2014-04-04", language)
    writer = Writer(observation_rows(*rows), NO_VERDICTS, edition)
    spaces = [one.text for one in indicator_sentences(writer, themes)]
    return [
        text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") for text in spaces
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nl",
            "Het aantal overnachtingen was in Drenthe in 2012 12.500 per 1.000 inwoners, tegen 5.000 per "
            "1.000 inwoners in Nederland.",
        ),
        (
            "en",
            "Nights were 12,500 per 1,000 inhabitants in Drenthe in 2012, against 5,000 per 1,000 "
            "inhabitants in the Netherlands.",
        ),
    ],
)
def test_its_sentence_has_both_numbers(language: str, expected: str) -> None:
    (text,) = told(language, number("Drenthe", 12_500.0), number("Nederland", 5_000.0))
    assert text == expected
    marked = re.sub(r"[\d.,]+\d per 1[.,]000 in\w+|\d{4}", MARK, expected)
    assert is_sentence(marked, language)


@pytest.mark.parametrize(
    "rows",
    [
        (number("Drenthe", 12_500.0),),
        (number("Drenthe", None), number("Nederland", 5_000.0)),
        (number("Drenthe", 12_500.0, 2011), number("Nederland", 5_000.0)),
    ],
    ids=["one region", "no value", "another year"],
)
def test_it_says_nothing_of_half_a_comparison(rows: tuple[dict[str, Any], ...]) -> None:
    assert told("en", *rows) == []


def test_it_stands_in_the_chapter_of_its_theme_alone() -> None:
    assert indicators(("leisure",)) == (MEASURE,)
    assert told("en", number("Drenthe", 12_500.0), number("Nederland", 5_000.0), themes=("location",)) == []
    (leisure,) = [theme for theme in THEMES if theme.name == "leisure"]
    assert set(indicator_figures(("leisure",))) <= set(leisure.every_figure)
    assert not any(set(indicator_figures(("leisure",))) & set(one.every_figure) for one in THEMES[:4])


def test_its_figure_has_a_line_for_the_territory_and_one_for_the_country() -> None:
    results = observation_rows(
        *(number("Nederland", 5_000.0 + year, year) for year in (2011, 2012)),
        *(number("Drenthe", 12_500.0 + year, year) for year in (2011, 2012)),
    )
    chart = series.by_region(results, "en")
    assert chart.name == MEASURE.replace("_", "-")
    assert chart.data["series"].unique().tolist() == ["Drenthe", "Netherlands"]
    assert "in Drenthe and in the Netherlands" in chart.title
