"""Addresses inside the page last: links from elsewhere keep their meaning from year to year."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from keianalysis.model.monitored.listed import chapters
from tests.editions import monitor_edition, review_edition

pytestmark = pytest.mark.slow
THEMES: Final = ("general", "innovation", "labour-market", "location", "leisure", "agribusiness")
PROGRAMME: Final = (*THEMES, "effects", "budget")
REVIEW: Final = {
    "nl": ("samenvatting", "verrassingen", "vandaag", "werkwijze", "uitspraken"),
    "en": ("summary", "surprises", "today", "method", "claims"),
}
PARTS: Final = {
    "nl": (
        *("zichtbaar", "tegenspraak", "samenhang", "antwoorden", "doelen", "herzieningen"),
        *("bronnen", "begrippen"),
    ),
    "en": ("visible", "against", "consistency", "answers", "targets", "revisions", "sources", "terms"),
}
"""The parts of chapters that have a place of their own."""
MONITOR: Final = ("samenvatting", *chapters(), "vergelijking", "veranderd", "ontbreekt", "werkwijze")
FIGURES: Final = [
    "verdicts",
    "employment-by-release",
    "sector-changes",
    "population-growth",
    "gdp-growth",
    "starters",
    "unemployment",
    "benefits-by-municipality",
    "land-issued",
    "vacancy",
    "leverage",
    "public-share",
    "budget-path",
    "consistency",
    "revisions-register",
    "revisions-growth",
]
TABLES: Final = [
    "headlines",
    "in-short-economy",
    "targets",
    "corners",
    "revision-summary",
    "revisions",
    "today",
    "today-changed",
    "verdict-words",
    "wording-words",
    "basis-words",
    "sources",
    "power",
    "claims",
    "budget",
    "budget-exceptions",
    "budget-figures",
]
"""The tables of a review beside the figures and the claims of its themes."""

LATER = ("general", "innovation", "labour-market", "leisure")
"""The themes of which the review knows numbers today that nobody knew then."""


def ids(edition: Path, pattern: str) -> list[str]:
    return re.findall(pattern, (edition / "report.html").read_text("utf-8"))


@pytest.mark.parametrize("language", REVIEW)
def test_the_chapters_figures_and_tables_of_a_review(
    language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edition = review_edition(tmp_path_factory, language)
    assert set(ids(edition, r'<section id="([^"]+)"')) == {*REVIEW[language], *PROGRAMME}
    assert set(PARTS[language]) <= set(ids(edition, r'<h3 id="([^"]+)"'))
    assert sorted(ids(edition, r'<figure id="figure-([^"]+)"')) == sorted(FIGURES)
    themed = {f"{theme}-claims" for theme in PROGRAMME[:-1]}
    themed |= {f"{theme}-figures" for theme in PROGRAMME[:-1] if theme != "agribusiness"}
    themed |= {f"{theme}-later-figures" for theme in LATER}
    assert set(ids(edition, r' id="table-([^"]+)"')) == {*TABLES, *themed}


def test_the_chapters_of_a_monitor(tmp_path_factory: pytest.TempPathFactory) -> None:
    edition = monitor_edition(tmp_path_factory, "nl")
    assert ids(edition, r'<section id="([^"]+)"') == list(MONITOR)


def test_every_claim_and_every_sum_of_the_budget_has_a_place_of_its_own(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    edition = review_edition(tmp_path_factory, "nl")
    rows = ids(edition, r'<tr data-verdict="[^"]+" id="([^"]+)"')
    assert len(rows) == len(set(rows)) == 147 + 130
    assert {"eff.leverage", "env.jobs.change.drenthe"} <= set(rows)
