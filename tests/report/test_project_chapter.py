"""The chapter about a project list: its sentences, its place in a monitor, and the mark of sample data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.printed_totals import printed_totals
from keianalysis.effects.uncertainty import band_table, bands
from keianalysis.model import observations as obs
from keianalysis.model.edition import Edition
from keianalysis.model.observations import Period
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.readers.projects import Portfolio, read_project_list
from keianalysis.readers.sources import read_sources
from keianalysis.report.chapters.compose import compose
from keianalysis.report.document import Chapter, Document, Number, Paragraph, Table
from keianalysis.report.html import render_html
from keianalysis.report.material import Material
from keianalysis.samples.projects import write_sample_projects
from tests.conftest import observation_rows
from tests.project_lists import FIVE, round_assumptions, write_list

REVIEW = Period("2011-01-01", "2013-06-30")


def results_of(portfolio: Portfolio, folder: Path) -> pd.DataFrame:
    used = round_assumptions(folder)
    banded = band_table(portfolio, bands(portfolio, used, draws=200), REVIEW)
    return obs.combine([effect_monitor(portfolio, used, REVIEW), banded])


def report(results: pd.DataFrame, language: str, folder: Path) -> Document:
    edition = Edition("monitor-2013", "monitor", 2013, "2026-01-01", language)
    nothing = pd.DataFrame(columns=list(COLUMNS))
    claims = read_sources().claims.iloc[:0]
    published = observation_rows({"period_end": "2013-04-01", "period_start": "2013-04-01"})
    return compose(Material(edition, obs.combine([results, published]), nothing, claims, folder))


def chapter(document: Document) -> Chapter:
    (found,) = (chapter for chapter in document.chapters if chapter.anchor == "effects")
    return found


def told(document: Document) -> list[str]:
    texts = [block.text for block in chapter(document).blocks if isinstance(block, Paragraph)]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


@pytest.fixture
def five(tmp_path: Path) -> pd.DataFrame:
    return results_of(read_project_list(write_list(tmp_path / "five.csv", *FIVE)), tmp_path)


def test_money_unknown_amounts_leverage_and_jobs_are_told_in_english(
    five: pd.DataFrame, tmp_path: Path
) -> None:
    money, unknown, leverage, temporary, structural, likely = told(report(five, "en", tmp_path))
    assert money == (
        "The project list counts 5 projects, with at least €450,000 from the province and €2,250,000 from "
        "all parties together."
    )
    assert unknown == ("An amount of 2 projects is unknown; it is in no sum: C1 Project C1; E1 Project E1.")
    assert "stand 3.71 euros of others, 4.71 euros in total and 1.29 euros of private money" in leverage
    assert "Direct temporary employment is 19 person-years, with 19 person-years indirectly" in temporary
    assert "is from 24 full-time equivalents" in structural
    assert "Without retained jobs on restructured business parks it is from 14 full-time" in likely


def test_the_same_is_told_in_dutch(five: pd.DataFrame, tmp_path: Path) -> None:
    money, unknown, leverage, *_ = told(report(five, "nl", tmp_path))
    assert "telt 5 projecten, met minimaal € 450.000 van de provincie" in money
    assert unknown.startswith("Bij 2 projecten is een bedrag onbekend; dat zit in geen som: C1 ")
    assert "3,71 euro van anderen, 4,71 euro in totaal en 1,29 euro privaat geld" in leverage


def test_every_number_of_the_chapter_is_bound_to_a_result(five: pd.DataFrame, tmp_path: Path) -> None:
    blocks = chapter(report(five, "en", tmp_path)).blocks
    spans = [span for block in blocks if isinstance(block, Paragraph) for span in block.spans]
    bound = {span.result for span in spans if isinstance(span, Number)}
    assert len(bound) == 15
    assert bound <= set(five["id"])


def test_a_monitor_without_a_list_has_no_such_chapter(five: pd.DataFrame, tmp_path: Path) -> None:
    without = five[five["measure"] == "investment_total"]
    assert "effects" not in {found.anchor for found in report(without, "en", tmp_path).chapters}


def test_a_list_without_unknown_amounts_names_none(tmp_path: Path) -> None:
    results = results_of(read_project_list(write_list(tmp_path / "two.csv", *FIVE[:2])), tmp_path)
    assert not any("unknown" in text for text in told(report(results, "en", tmp_path)))


def test_printed_totals_are_not_mistaken_for_those_of_the_list(five: pd.DataFrame, tmp_path: Path) -> None:
    printed = printed_totals(read_sources().claims)
    text = " ".join(told(report(obs.combine([printed, five]), "en", tmp_path)))
    assert "The printed totals give 4.48 to 5.10 euros of others" in text
    assert "stand 3.71 euros of others" in text


def test_sample_data_put_their_mark_on_page_and_captions(tmp_path: Path) -> None:
    listed = read_project_list(write_sample_projects(tmp_path / "sample.csv", 7))
    document = report(results_of(listed, tmp_path), "en", tmp_path)
    assert document.sample
    assert told(document)[0].startswith("What is said below about a project list rests on synthetic sample")
    page = render_html(document, tmp_path / "report.html").read_text("utf-8")
    assert '<p class="sample" role="note">Synthetic sample data: no facts</p>' in page
    marked = [block.sample for block in chapter(document).blocks if isinstance(block, Table)]
    assert marked == [True, False], "the results are synthetic; what they assume is not"
    assert page.count("(Synthetic sample data: no facts)</span></caption>") == 1


def test_a_real_list_has_no_mark(five: pd.DataFrame, tmp_path: Path) -> None:
    assert not report(five, "en", tmp_path).sample


@pytest.mark.parametrize(
    ("language", "kind", "value"), [("nl", "aanname", "0,4"), ("en", "assumption", "0.4")]
)
def test_what_is_assumed_is_called_an_assumption(
    language: str, kind: str, value: str, five: pd.DataFrame, tmp_path: Path
) -> None:
    tables = [block for block in chapter(report(five, language, tmp_path)).blocks if isinstance(block, Table)]
    cells = {str(row[0]): row for row in tables[-1].rows}
    (deadweight,) = (row for name, row in cells.items() if "deadweight" in name)
    assert deadweight[2] == Number(value, "assumption:deadweight")
    assert kind in deadweight
    assert len(cells) == len(assumptions())
