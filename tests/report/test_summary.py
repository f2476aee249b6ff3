"""The first pages of a review answer its questions from what was public, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.edition import Edition
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.readers.sources import read_sources
from keianalysis.report.chapters.compose import compose
from keianalysis.report.document import Bullets, Heading, Passage
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


def test_a_review_has_no_chapter_of_what_it_does_not_speak_of() -> None:
    document = compose(material("review", land="location"))
    anchors = {chapter.anchor for chapter in document.chapters}
    assert "location" in anchors
    assert not anchors & {"general", "leisure", "budget"}
    assert not any(isinstance(block, Bullets) for block in document.chapters[0].blocks)


def test_a_review_asks_its_questions_and_leaves_out_what_was_not_known() -> None:
    document = compose(material("review", growth="general"))
    titles = [block.title for block in document.chapters[0].blocks if isinstance(block, Heading)]
    asked = read_sources().review.tables["questions"]["title_en"]
    assert titles == [*asked]
    told = [block for block in document.chapters[0].blocks if isinstance(block, Passage)]
    assert all("Northern Netherlands" not in one.text for passage in told for one in passage.sentences)


@pytest.mark.parametrize("change", [(">1<", ">2<"), ("can be compared", "cannot be compared")])
def test_a_changed_answer_is_found(change: tuple[str, str], tmp_path: Path) -> None:
    made = material("review", growth="general")
    page = render_html(compose(made), tmp_path / "report.html").read_text("utf-8")
    assert not Proofreader(made.lookup, {}).read(read_page(page)).doubts
    before, mark, rest = page.partition("that can be compared")
    start = before.rindex("<span")
    changed = before[:start] + (before[start:] + mark).replace(*change) + rest
    assert changed != page
    assert Proofreader(made.lookup, {}).read(read_page(changed)).doubts


def test_a_growth_that_only_later_data_give_stands_in_the_chapter_of_today() -> None:
    later = FACTS.assign(basis="published_later")
    document = compose(material("review", later, growth="general"))
    told = {
        chapter.anchor: " ".join(
            one.text for block in chapter.blocks if isinstance(block, Passage) for one in block.sentences
        )
        for chapter in document.chapters
    }
    assert "shrank by 0.2%" not in told["general"]
    assert "shrank by 0.2%" in told["today"]
