"""Two ranges a row: on the scale of the first, with arrows where a range goes on."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.figures import Labels, pair_chart
from keianalysis.figures.exhibits.proof import consistency, growth_revisions, register_revisions
from keianalysis.figures.forms.pairs import VIEW
from keianalysis.model.errors import UnknownColumn
from keianalysis.proof.agreement import COLUMNS
from keianalysis.proof.revisions import revision_table, rows_behind
from tests.conftest import observation_rows as rows

NONE = float("nan")
LABELS = Labels("samenhang", "De getallen passen", "breedten", "KEI-review")
NAMES = ("gedrukt", "andere")
TABLE = pd.DataFrame(
    [
        ("voorraad", 0.0, 1.0, -0.5, 0.5, "500 tot 600\n450 tot 550"),
        ("hefboom", 0.0, NONE, -0.8, 0.2, "vanaf 5\n4,5 tot 5,1"),
        ("ver weg", 0.0, 1.0, 40.0, 41.0, "1 tot 2\n41 tot 42"),
    ],
    columns=["label", "low", "high", "other_low", "other_high", "text"],
)


def spans(table: pd.DataFrame) -> list[tuple[float, ...]]:
    axes = pair_chart(table, LABELS, names=NAMES).figure.axes[0]
    return [
        tuple(float(end) for end in line.get_xdata())
        for line in axes.get_lines()
        if len(line.get_xdata()) == 2
    ]


def test_an_open_range_reaches_the_edge_and_one_out_of_view_is_not_drawn() -> None:
    assert spans(TABLE) == [(0.0, 1.0), (-0.5, 0.5), (0.0, VIEW[1]), (-0.8, 0.2), (0.0, 1.0)]


def test_an_end_that_goes_on_is_an_arrow() -> None:
    axes = pair_chart(TABLE.iloc[1:2], LABELS, names=NAMES).figure.axes[0]
    marks = [str(line.get_marker()) for line in axes.get_lines() if len(line.get_xdata()) == 1]
    assert marks == ["|", ">", "|", "|"]


def test_the_numbers_are_told_beside_the_row_and_to_those_who_cannot_see() -> None:
    chart = pair_chart(TABLE, LABELS, names=NAMES)
    assert [text.get_text() for text in chart.figure.axes[0].texts] == TABLE["text"].tolist()
    assert "voorraad: 500 tot 600; 450 tot 550" in chart.alt


def test_a_missing_column_or_a_doubled_row_is_refused() -> None:
    with pytest.raises(UnknownColumn, match="other_high"):
        pair_chart(TABLE.drop(columns="other_high"), LABELS, names=NAMES)
    with pytest.raises(ValueError, match="two rows"):
        pair_chart(TABLE.assign(label="x"), LABELS, names=NAMES)


def finding(
    name: str, status: str, own: tuple[float, float], implied: tuple[float, float]
) -> dict[str, object]:
    known = dict.fromkeys(COLUMNS, "") | {"claim_id": name, "status": status, "unit": "ha", "decimals": 0}
    ends = dict(zip(("low", "high", "implied_low", "implied_high"), (*own, *implied), strict=True))
    return known | ends | {"statement_nl": name, "statement_en": name}


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("corner", "The numbers in the review can all be true, the leverage only just"),
        ("conflict", "Not all numbers in the review can be true at the same time"),
        ("narrowed", "The numbers in the review can all be true at the same time"),
    ],
)
def test_the_title_follows_what_was_found(status: str, title: str) -> None:
    table = pd.DataFrame([finding("stock", status, (500.0, 600.0), (450.0, 550.0))])
    assert consistency(table, "en").title == title


def test_what_others_leave_open_and_the_budget_are_not_drawn() -> None:
    table = pd.DataFrame(
        [
            finding("stock", "narrowed", (500.0, 600.0), (450.0, 550.0)),
            finding("twice", "forced", (500.0, 600.0), (500.0, 600.0)),
            finding("open", "free", (500.0, 600.0), (0.0, NONE)),
            finding("bud.total", "narrowed", (500.0, 600.0), (450.0, 550.0)),
            finding("alone", "alone", (500.0, 600.0), (NONE, NONE)),
        ]
    )
    assert consistency(table, "nl").data["label"].tolist() == ["stock"]


def growth(region: str, value: float, release: str) -> dict[str, object]:
    period = {"period_start": "2011-01-01", "period_end": "2011-12-31"}
    known = {"measure": "gdp_growth", "unit": "pct", "decimals": 1, "region": region}
    return known | period | {"value": value, "release_date": release}


@pytest.mark.parametrize(("moved", "told"), [(2.0, "more than"), (0.9, "was revised no more")])
def test_the_title_says_whose_growth_was_revised_more(moved: float, told: str) -> None:
    table = rows(
        growth("Drenthe", 0.8, "2013-05-26"),
        growth("Drenthe", moved, "2021-11-18"),
        growth("Nederland", 0.5, "2013-05-26"),
        growth("Nederland", 1.0, "2021-11-18"),
    )
    chart = growth_revisions(revision_table(table), table, "en")
    assert told in chart.title
    assert chart.data["measure"].tolist() == ["Drenthe, 2011", "Netherlands, 2011"]


def test_a_register_that_only_rises_says_so() -> None:
    first = dict.fromkeys(("period_start", "period_end"), "2011-04-01")
    table = rows(
        {"value": 172_300.0, "release_date": "2011-12-14"} | first,
        {"value": 173_900.0},
        {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "value": -1_200.0},
    )
    chart = register_revisions(revision_table(table), rows_behind(table), "en")
    assert chart.title == "Every delivery of the register raises the level of a year earlier"
    assert chart.data.iloc[0].tolist() == ["Drenthe, 1 April 2011", 172_300.0, 175_100.0]
