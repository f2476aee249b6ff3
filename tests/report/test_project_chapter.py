"""The chapter about a project list: its sentences, its place in a monitor, and the mark of sample data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.comparing.benchmarks import cost_per_job
from keianalysis.effects.comparing.contributions import contributions
from keianalysis.effects.comparing.facts import list_facts
from keianalysis.effects.comparing.followup import follow_up
from keianalysis.effects.comparing.scenario import differences, other_assumptions, read_scenario
from keianalysis.effects.counting import count_in
from keianalysis.effects.doubt.unknowns import value_of_unknowns
from keianalysis.effects.doubt.variance import variance_shares
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.printed_totals import printed_totals
from keianalysis.effects.uncertainty import band_table, bands
from keianalysis.indicators.monitor.standings import standings
from keianalysis.model import observations as obs
from keianalysis.model.edition import Edition
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.observations import Period
from keianalysis.model.territories import home
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.readers.projects import Portfolio, read_project_list
from keianalysis.readers.sources import read_sources
from keianalysis.report.chapters.compose import compose
from keianalysis.report.document import (
    Chapter,
    Document,
    Folded,
    Number,
    Paragraph,
    Passage,
    Table,
)
from keianalysis.report.html import render_html
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material
from keianalysis.report.tables.rows import row_words
from keianalysis.report.text import project_sentences
from keianalysis.report.text.sentences import Writer
from keianalysis.samples.projects import write_sample_projects
from tests.conftest import observation_rows
from tests.project_lists import FIVE, eight, round_assumptions, write_list

REVIEW = Period("2011-01-01", "2013-06-30")


def results_of(portfolio: Portfolio, folder: Path) -> pd.DataFrame:
    used = round_assumptions(folder)
    banded = band_table(portfolio, bands(portfolio, used, draws=200), REVIEW)
    return obs.combine([effect_monitor(portfolio, used, REVIEW), banded])


def report(
    results: pd.DataFrame, language: str, folder: Path, listed: dict[str, pd.DataFrame] | None = None
) -> Document:
    edition = Edition("monitor-2013", "monitor", 2013, "2026-01-01", language)
    nothing = pd.DataFrame(columns=list(COLUMNS))
    claims = read_sources().claims.iloc[:0]
    published = observation_rows({"period_end": "2013-04-01", "period_start": "2013-04-01"})
    kept = {"monitored": standings(results.iloc[:0], 2013, territory=home())}
    kept |= listed or {}
    return compose(Material(edition, obs.combine([results, published]), nothing, claims, folder, kept))


def chapter(document: Document) -> Chapter:
    (found,) = (chapter for chapter in document.chapters if chapter.anchor == "effects")
    return found


def blocks_of(document: Document) -> list[Any]:
    """Return the blocks of the chapter, those inside a passage or a fold in their place."""
    found: list[Any] = []
    for block in chapter(document).blocks:
        inside = block.sentences if isinstance(block, Passage) else ()
        found += block.blocks if isinstance(block, Folded) else inside or (block,)
    return found


def told(document: Document) -> list[str]:
    texts = [block.text for block in blocks_of(document) if isinstance(block, Paragraph)]
    return [re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text) for text in texts]


def tables(document: Document) -> dict[str, Table]:
    return {block.name: block for block in blocks_of(document) if isinstance(block, Table)}


@pytest.fixture
def five(tmp_path: Path) -> pd.DataFrame:
    return results_of(read_project_list(write_list(tmp_path / "five.csv", *FIVE)), tmp_path)


def test_money_unknown_amounts_leverage_and_jobs_are_told_in_english(
    five: pd.DataFrame, tmp_path: Path
) -> None:
    money, unknown, stages, leverage, temporary, structural, likely, _ = told(report(five, "en", tmp_path))
    assert money == (
        "The project list has 5 projects. In the period the province spent at least €450,000 on them, "
        "all public bodies together €1,400,000 and all parties together €2,250,000."
    )
    assert stages.endswith(
        "No project is completed yet; together they are expected to deliver 45 full-time equivalents."
    )
    assert unknown == (
        "For 2 projects an amount is unknown and left out of every sum: C1 Project C1; E1 Project E1."
    )
    assert "came with 3.71 euros from others. That makes 4.71 euros in total, of which 1.29 euros" in leverage
    assert "Direct temporary employment is 19 person-years; suppliers add 19 person-years" in temporary
    assert "is from 24 full-time equivalents" in structural
    assert "Without retained jobs on restructured business parks it is from 14 full-time" in likely


def test_the_same_is_told_in_dutch(five: pd.DataFrame, tmp_path: Path) -> None:
    money, unknown, _, leverage, *_ = told(report(five, "nl", tmp_path))
    assert "telt 5 projecten. De provincie besteedde daarin in de periode minimaal € 450.000" in money
    assert unknown.startswith("Bij 2 projecten is een bedrag onbekend; dat telt in geen enkele som mee: C1 ")
    assert "3,71 euro van anderen. In totaal is dat 4,71 euro, waarvan 1,29 euro privaat geld" in leverage


def test_every_number_of_the_chapter_is_bound_to_a_result(five: pd.DataFrame, tmp_path: Path) -> None:
    blocks = blocks_of(report(five, "en", tmp_path))
    spans = [span for block in blocks if isinstance(block, Paragraph) for span in block.spans]
    bound = {span.result for span in spans if isinstance(span, Number)}
    assert len(bound) == 21
    assert bound <= set(five["id"])


def test_a_monitor_without_a_list_has_no_such_chapter(five: pd.DataFrame, tmp_path: Path) -> None:
    without = five[five["measure"] == "investment_total"]
    assert "effects" not in {found.anchor for found in report(without, "en", tmp_path).chapters}


def test_a_list_without_unknown_amounts_names_none(tmp_path: Path) -> None:
    results = results_of(read_project_list(write_list(tmp_path / "two.csv", *FIVE[:2])), tmp_path)
    assert not any("unknown" in text for text in told(report(results, "en", tmp_path)))


def test_printed_totals_are_not_mistaken_for_those_of_the_list(five: pd.DataFrame) -> None:
    printed = printed_totals(read_sources().claims)
    edition = Edition("review-2013", "review", 2012, "2014-04-04", "en")
    writer = Writer(obs.combine([printed, five]), pd.DataFrame(columns=list(COLUMNS)), edition)
    of_printed = " ".join(one.text for one in project_sentences.effects(writer))
    of_list = " ".join(one.text for one in project_sentences.money_of_list(writer))
    assert "The totals in the review give 4.47 to 5.10 euros from others" in of_printed
    assert "came with 3.71 euros from others" in of_list


def test_sample_data_put_their_mark_on_page_and_captions(tmp_path: Path) -> None:
    listed = read_project_list(write_sample_projects(tmp_path / "sample.csv", 7))
    document = report(results_of(listed, tmp_path), "en", tmp_path)
    assert document.sample
    assert told(document)[0].startswith("What follows about a project list is based on synthetic sample")
    page = render_html(document, tmp_path / "report.html").read_text("utf-8")
    assert '<p class="sample" role="note">Synthetic sample data: no facts</p>' in page
    marked = {name: table.sample for name, table in tables(document).items()}
    assert marked == {"effects-figures": True, "assumptions": False}, "what is assumed is not synthetic"
    assert page.count("(Synthetic sample data: no facts)</span></caption>") == 1


def test_a_real_list_has_no_mark(five: pd.DataFrame, tmp_path: Path) -> None:
    assert not report(five, "en", tmp_path).sample


@pytest.mark.parametrize(
    ("language", "kind", "value"), [("nl", "aanname", "0,4"), ("en", "assumption", "0.4")]
)
def test_what_is_assumed_is_called_an_assumption(
    language: str, kind: str, value: str, five: pd.DataFrame, tmp_path: Path
) -> None:
    listed = tables(report(five, language, tmp_path))["assumptions"]
    cells = {str(row[0]): row for row in listed.rows}
    (deadweight,) = (row for name, row in cells.items() if "deadweight" in name)
    assert deadweight[2] == Number(value, "assumption:deadweight")
    assert kind in deadweight
    assert len(cells) == len(assumptions())


@pytest.fixture
def eight_projects(tmp_path: Path) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Return the results of eight projects at their end, and all that is kept beside them."""
    after, before = (
        read_project_list(write_list(tmp_path / f"{when}.csv", *eight(when))) for when in ("end", "midterm")
    )
    mine = tmp_path / "mine.csv"
    mine.write_text("name,low,central,high,price_year\nleakage_leisure_grant,0,0.9,1,\n", "utf-8")
    scenario, used = read_scenario(mine), assumptions()
    counted = count_in(after, REVIEW)
    effects = effect_monitor(counted, used, REVIEW)
    banded = band_table(counted, bands(counted, used, draws=200), REVIEW)
    return obs.combine([effects, banded]), {
        "project_list": list_facts(counted, before, scenario),
        "contributions": contributions(counted, used),
        "cost_per_job": cost_per_job(effects, read_sources().coefficients, counted.price_year),
        "variance": variance_shares(counted, used, draws=200),
        "unknowns": value_of_unknowns(counted, used),
        "other_assumptions": other_assumptions(scenario),
        "scenario": differences(counted, scenario, REVIEW),
        "followup": follow_up(before, after),
    }


def test_what_a_list_contributes_costs_and_became_is_told_and_listed(
    eight_projects: tuple[pd.DataFrame, dict[str, pd.DataFrame]], tmp_path: Path
) -> None:
    results, kept = eight_projects
    document = report(results, "en", tmp_path, kept)
    text = " ".join(told(document))
    assert "Amounts are in prices of 2013, converted with the consumer price index of CBS." in text
    # 965,000 of the province and 1,205,000 of all public bodies, over 80 jobs.
    assert "A structural job costs €12,063 in provincial and €15,063 in public money." in text
    assert "the list is within that range" in text
    assert "With the assumptions in mine.csv (leakage out of the province, leisure, grant) there are" in text
    assert "Of these 76 have been realised. 4 are still expected." in text
    found = tables(document)
    assert ["business location", "grant"] in [list(row[:2]) for row in found["contributions"].rows]
    funders = {row[0]: [getattr(cell, "text", "") for cell in row[1:]] for row in found["funders"].rows}
    assert funders["province"][3] == "€12,063"
    assert funders["all public bodies"][3] == "€15,063"
    (changed,) = found["other-assumptions"].rows
    assert [getattr(cell, "text", cell) for cell in changed] == [
        "leakage out of the province, leisure, grant", "0.05", "0.15", "0.3", "0", "0.9", "1",
    ]  # fmt: skip
    assert found["followup"].rows[-1][0] == "all projects in both lists"
    assert {"costs", "variance", "scenario"} <= set(found)


def test_paper_has_the_contributions_and_leaves_the_rest_to_the_page(
    eight_projects: tuple[pd.DataFrame, dict[str, pd.DataFrame]], tmp_path: Path
) -> None:
    blocks = chapter(report(*eight_projects[:1], "nl", tmp_path, eight_projects[1])).blocks
    printed = {block.name for block in blocks if isinstance(block, Table)}
    assert {"contributions", "funders"} <= printed
    assert not {"costs", "variance", "unknowns", "scenario", "followup", "assumptions"} & printed


def test_every_cell_of_a_table_of_the_list_belongs_to_its_row(
    eight_projects: tuple[pd.DataFrame, dict[str, pd.DataFrame]], tmp_path: Path
) -> None:
    """A cell without a number is one of the words of what its row names; another row's word is none."""
    results, kept = eight_projects
    edition = Edition("monitor-2013", "monitor", 2013, "2026-01-01", "nl")
    lookup = Lookup(edition, results, pd.DataFrame(), pd.DataFrame(), kept)
    assert "vestigingsklimaat" in row_words("contributions:location|grant", lookup)
    assert "vrijetijdseconomie" not in row_words("contributions:location|grant", lookup)
    assert lookup.text("followup:P3", "jobs_realised_after") == "4"
    with pytest.raises(UnknownColumn):
        lookup.text("followup:P99", "jobs_realised_after")
