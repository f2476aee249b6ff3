"""The figures of a project list in both languages: legible, sourced, and marked where they are sample."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.comparing.benchmarks import cost_per_job
from keianalysis.effects.comparing.followup import follow_up
from keianalysis.effects.doubt.variance import variance_shares
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.public_money import public_money
from keianalysis.effects.sensitivity import tornado, waterfall_table
from keianalysis.effects.uncertainty import band_table, bands
from keianalysis.figures.charts import Chart
from keianalysis.figures.exhibits import comparisons, programme, projects
from keianalysis.figures.exhibits.project_words import FROM_THE_LIST, LEVERAGE, RESULTS
from keianalysis.model.observations import Period, select
from keianalysis.readers.projects import read_project_list
from keianalysis.readers.sources import read_sources
from keianalysis.samples.projects import write_sample_projects
from tests.project_lists import project, write_list

pytestmark = pytest.mark.slow

SOURCES = read_sources()
LANGUAGES = ("nl", "en")
REVIEW = Period("2011-01-01", "2013-06-30")


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> list[Chart]:
    listed = read_project_list(write_sample_projects(tmp_path_factory.mktemp("list") / "sample.csv", 2014))
    used = assumptions()
    effects = effect_monitor(listed, used, REVIEW)
    banded = band_table(listed, bands(listed, used, draws=200), REVIEW)
    moved, steps = tornado(listed, used), waterfall_table(listed, used)
    shares = variance_shares(listed, used, draws=200)
    rows = (effects, banded, moved, shares, steps)
    return [chart for language in LANGUAGES for chart in drawn(*rows, language)]


def drawn(
    effects: pd.DataFrame,
    banded: pd.DataFrame,
    moved: pd.DataFrame,
    shares: pd.DataFrame,
    steps: pd.DataFrame,
    language: str,
) -> list[Chart]:
    whole, coefficients = select(effects, sector="total"), SOURCES.coefficients
    price = select(whole, measure="eur_per_person_year")
    density = select(whole, measure="jobs_structural_per_million_total")
    costs = cost_per_job(effects, coefficients, "2013")
    return [
        comparisons.cost_per_job(costs, whole, coefficients, language),
        projects.money(projects.theme_money(effects), language),
        projects.leverage(select(whole, measure=LEVERAGE), SOURCES.claims, language),
        projects.person_years(price, coefficients, language),
        projects.structural_per_million(density, coefficients, language),
        projects.structural(whole, select(banded, sector="total"), language),
        *(projects.tornado(select(moved, result=name), shares, effects, language) for name in RESULTS),
        projects.waterfall(steps, effects, language),
    ]


def touching(chart: Chart) -> list[tuple[str, str]]:
    """Return the pairs of texts of a chart that touch each other."""
    chart.figure.draw_without_rendering()
    renderer = chart.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    shown = [text for text in chart.figure.findobj(Text) if text.get_text() and text.get_visible()]
    # Of a label with a line to its part the letters count, and not the line.
    boxes = [(t.get_text(), Text.get_window_extent(t, renderer)) for t in shown if t.get_gid() != "watermark"]
    return [(a, b) for (a, x), (b, y) in combinations(boxes, 2) if a != b and x.overlaps(y)]


def test_no_text_of_a_figure_touches_another(charts: list[Chart]) -> None:
    assert {chart.name: touching(chart) for chart in charts if touching(chart)} == {}


def test_every_figure_names_its_list_and_says_that_it_is_sample(charts: list[Chart]) -> None:
    assert len({chart.name for chart in charts}) == 10
    for chart in charts:
        assert "sample.csv" in chart.source
        assert chart.sample
        assert set(chart.data["status"]) == {"sample"}


def test_the_sentence_of_the_review_stands_beside_the_leverage(charts: list[Chart]) -> None:
    (dutch,) = (
        chart for chart in charts if chart.name == "project-leverage" and chart.title.startswith("Elke")
    )
    assert "de review: minimaal 5 van anderen: 5,00" in dutch.alt


def test_a_monitor_has_no_sentence_of_the_review_to_compare_with() -> None:
    row = {"measure": "leverage_others", "low": 1.0, "value": 2.0, "high": 3.0, "status": "", "basis": ""}
    rows = pd.DataFrame([row | {"source": "keianalysis.x | list.csv", "lineage": "x(list.csv#2)"}])
    chart = projects.leverage(rows, SOURCES.claims.iloc[:0], "en")
    assert "review" not in chart.alt
    assert not chart.sample


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_that_may_move_a_result_has_a_name(language: str) -> None:
    names = [*assumptions(), "province", "private", *(set(FROM_THE_LIST["en"]) - {"money"})]
    assert all(projects.input_label(name, language) for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_share_that_public_sources_explain(language: str) -> None:
    chart = programme.public_share(
        public_money(SOURCES.projects, SOURCES.claims, SOURCES.review.counted), language
    )
    assert touching(chart) == []
    assert re.search("openbare bronnen|public sources", chart.source)
    # Of 11 and 63 million 0.25 and 5.3 are certain; of the rest public sources say nothing certain.
    assert [round(value, 1) for value in chart.data["value"]] == [2.3, 8.4, 97.7, 91.6]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_came_of_what_was_expected_is_drawn_project_by_project(language: str, tmp_path: Path) -> None:
    """Of the ten jobs of A four are realised and three still expected; B got more than it expected."""
    rows = {name: project(name, jobs_on_site="0", evidence="study", created="10") for name in "AB"}
    done = {"status": "completed", "created_low": "4", "created_high": "4", "phase": "1"}
    left = {"created_low": "3", "created_high": "3", "phase": "2"}
    more = {"status": "completed", "created_low": "12", "created_high": "12"}
    before = read_project_list(write_list(tmp_path / "before.csv", *rows.values()))
    later = (rows["A"] | done, rows["A"] | left, rows["B"] | more)
    after = read_project_list(write_list(tmp_path / "after.csv", *later))
    effects = effect_monitor(after, assumptions(), REVIEW)
    chart = comparisons.followed(follow_up(before, after), effects, language)
    drawn = chart.data.groupby("category")["value"].apply(list)
    assert drawn["A Project A"] == [4, 3, 3]
    assert drawn["B Project B"] == [12, 0, 0]
    assert touching(chart) == []


def test_effects_and_bands_are_kept_apart_by_their_measure(charts: list[Chart]) -> None:
    (english,) = (c for c in charts if c.name == "project-structural" and "Structural" in c.title)
    assert list(english.data["label"])[:2] == ["sums of low and high", "10-90%, independent projects"]
