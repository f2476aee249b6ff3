"""The summary says what the chapters say, of Drenthe, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.edition import Edition
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.readers.sources import read_sources
from keianalysis.report.chapters.themes import compose
from keianalysis.report.document import Bullets, Document
from keianalysis.report.html import render_html
from keianalysis.report.material import Material
from keianalysis.report.page import read_page
from keianalysis.report.proofreader import Proofreader
from tests.conftest import observation_rows as rows

YEAR = {"period_start": "2012-01-01", "period_end": "2012-12-31", "unit": "pct", "decimals": 1}
DAY = {"period_start": "2012-01-01", "period_end": "2012-01-01", "unit": "pct", "decimals": 1}
NATIONAL = {"region": "Nederland", "region_code": "NL01"}
GROWTH = YEAR | {"measure": "population_growth_rate", "value": -0.2}
OLD = DAY | {"measure": "population_65_plus_share", "value": 19.0}
ECONOMY = YEAR | {"measure": "gdp_growth", "value": -1.4}
SUPPLY = DAY | NATIONAL | {"measure": "business_park_years_of_supply", "unit": "years", "value": 27.0}
FACTS = rows(
    *(row | region for row in (GROWTH, OLD, ECONOMY) for region in ({}, NATIONAL)),
    SUPPLY,
)

WORDS = ("reason", "reason_en", "statement_en", "basis", "source", "evidence", "holder_en", "later_release")
UNKNOWN = {"verdict": "no_data", "group": "cannot_be_tested", "bridge": "", **dict.fromkeys(WORDS, "")}


def material(kind: str, results: pd.DataFrame = FACTS, **said: str) -> Material:
    edition = Edition(f"{kind}-2012", kind, 2012, "2014-04-04", "en")
    verdicts = [UNKNOWN | {"claim_id": name, "theme": theme} for name, theme in said.items()]
    judged = pd.DataFrame(verdicts, columns=list(COLUMNS))
    return Material(edition, results, judged, read_sources().claims, Path("no figures"))


def points(document: Document) -> dict[str, list[str]]:
    (told,) = (block for block in document.chapters[0].blocks if isinstance(block, Bullets))
    return {point.anchor: [one.text for one in point.sentences] for point in told.points}


def test_a_review_tells_one_sentence_of_a_chapter() -> None:
    document = compose(material("review", growth="general", land="location"))
    assert {anchor: len(told) for anchor, told in points(document).items()} == {"general": 1}


def test_a_review_has_no_chapter_of_what_it_does_not_speak_of() -> None:
    document = compose(material("review", land="location"))
    anchors = {chapter.anchor for chapter in document.chapters}
    assert "location" in anchors
    assert not anchors & {"general", "leisure", "budget"}
    assert not any(isinstance(block, Bullets) for block in document.chapters[0].blocks)


def test_what_is_about_the_country_alone_is_not_the_point_of_a_chapter() -> None:
    document = compose(material("review", growth="general", land="location"))
    chapter = next(one for one in document.chapters if one.anchor == "location")
    assert "27.0" in getattr(chapter.blocks[0], "text", "")
    assert "location" not in points(document)


def test_a_point_that_rests_on_synthetic_data_says_so_and_no_other() -> None:
    sample = GROWTH | {"basis": "sample", "status": "sample"}
    national = [row | NATIONAL for row in (GROWTH, ECONOMY)]
    births = YEAR | {"measure": "starters_cbs", "unit": "count", "value": 2925.0, "decimals": 0}
    rate = YEAR | {"measure": "starter_rate_cbs", "value": 8.4}
    facts = rows(sample, ECONOMY, *national, births, rate)
    document = compose(material("review", facts, growth="general", starters="innovation"))
    (told,) = (block for block in document.chapters[0].blocks if isinstance(block, Bullets))
    assert {point.anchor: point.sample for point in told.points} == {"general": True, "innovation": False}


@pytest.mark.parametrize("change", [("shrank by 0.2%", "grew by 0.2%"), ("#general", "#leisure-and-more")])
def test_a_changed_point_is_found(change: tuple[str, str], tmp_path: Path) -> None:
    made = material("review", growth="general")
    page = render_html(compose(made), tmp_path / "report.html").read_text("utf-8")
    summary, mark, rest = page.partition("</ul>")
    assert not Proofreader(made.lookup, {}).read(read_page(page)).doubts
    changed = summary.replace(f">{change[0]}<", f">{change[1]}<").replace(
        f'<li><a href="{change[0]}"', f'<li><a href="{change[1]}"'
    )
    assert changed != summary
    assert Proofreader(made.lookup, {}).read(read_page(changed + mark + rest)).doubts
