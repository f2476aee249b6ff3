"""The README says what a run says."""

from __future__ import annotations

from pathlib import Path

from keianalysis.model.observations import empty
from keianalysis.proof.review import judge_review
from keianalysis.readers.sources import read_sources
from keianalysis.report.text.headlines import (
    END,
    RULES_END,
    RULES_PAGE,
    RULES_START,
    START,
    headlines,
    rule_table,
)
from tests.reviews import REVIEW_DATE

ROOT = Path(__file__).resolve().parents[1]


def test_the_headline_table_is_what_a_run_gives() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = readme.partition(START)[2].partition(END)[0].strip()
    sources = read_sources()
    assert shown == headlines(
        judge_review(sources, empty(), as_of=REVIEW_DATE, language="en"), sources.review
    )


def test_every_notebook_is_linked() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"(notebooks/{notebook.name})" in readme


def test_the_rules_of_registers_are_those_of_the_reader() -> None:
    page = (ROOT / RULES_PAGE).read_text("utf-8")
    assert page.partition(RULES_START)[2].partition(RULES_END)[0].strip() == rule_table()
