"""Titles state what was found: the largest, equal ones together, and nothing across a break."""

from __future__ import annotations

import pytest

from keianalysis.figures.chart import NothingToDraw
from keianalysis.figures.exhibits.employment import sector_changes
from keianalysis.figures.exhibits.findings import ends
from keianalysis.figures.exhibits.series import population_growth, starters, unemployment, vacancy
from tests.conftest import observation_rows as rows

CHANGE = {
    "measure": "jobs_fulltime_change", "unit": "jobs", "region": "Drenthe", "period_start": "2011-04-01",
    "period_end": "2012-04-01", "decimals": 0,
}  # fmt: skip


def changes(**values: float) -> list[dict[str, object]]:
    return [CHANGE | {"sector": sector, "value": value} for sector, value in values.items()]


def yearly(measure: str, region: str, values: dict[int, float], **more: object) -> list[dict[str, object]]:
    return [
        {"measure": measure, "region": region, "value": value, "unit": "pct", "decimals": 1}
        | {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        | more
        for year, value in values.items()
    ]


@pytest.mark.parametrize(
    ("values", "most", "least", "form"),
    [
        ([5.0, -9.0, 1.0], "a", "b", "both"),
        ([-1.0, -9.0, -1.0], "a en c", "b", "lost"),
        ([-4.0, -4.0, -4.0], "a, b en c", "a, b en c", "lost"),
        ([4.0, 2.0, 4.0], "a en c", "b", "gained"),
        ([0.2, 0.0, -0.1], "a, b en c", "a, b en c", "still"),
    ],
)
def test_the_ends_are_those_of_what_is_printed_and_equal_ones_stand_together(
    values: list[float], most: str, least: str, form: str
) -> None:
    found = ends("abc", values, 0, "nl")
    assert (found.most, found.least, found.form) == (most, least, form)


def test_without_a_value_there_is_no_finding() -> None:
    with pytest.raises(NothingToDraw):
        ends("a", [float("nan")], 0, "nl")


def test_a_title_of_sectors_has_the_largest_gain_and_the_largest_loss() -> None:
    chart = sector_changes(rows(*changes(Q=1100, F=-930, G=-500)), "nl")
    assert "in zorg en welzijn 1.100 banen bij" in chart.title
    assert "in bouw 930 verloren" in chart.title


def test_where_all_shrank_the_title_has_who_lost_most_and_not_who_lost_least() -> None:
    chart = sector_changes(rows(*changes(Q=-10, F=-930, G=-930)), "nl")
    assert chart.title.endswith("gingen de meeste banen verloren in bouw en handel: 930")


def test_the_unit_is_that_of_the_rows() -> None:
    every = [row | {"measure": "jobs_total_change"} for row in changes(Q=10, F=-5)]
    assert "12 uur of meer" in sector_changes(rows(*changes(Q=10, F=-5)), "nl").unit
    assert "ook die van minder dan 12 uur" in sector_changes(rows(*every), "nl").unit


def test_a_course_is_told_since_the_last_break_and_beside_the_country() -> None:
    found = rows(
        *yearly("unemployment_rate_eurostat", "Drenthe", {2008: 3.0, 2009: 4.0, 2010: 4.5, 2011: 4.6}),
        *yearly("unemployment_rate_eurostat", "Nederland", {2009: 3.4, 2011: 4.4}),
        *yearly("unemployment_rate_eurostat", "Nederland", {2010: 4.5}, status="break"),
    )
    assert unemployment(found, "nl").title == (
        "De werkloosheid volgens de enquête in Drenthe steeg van 4,5% in 2010 naar 4,6% in 2011, "
        "tegen 4,4% in Nederland"
    )


def test_a_course_of_one_number_claims_no_change() -> None:
    found = rows(*yearly("population_growth", "Drenthe", {2012: -0.2}))
    assert population_growth(found, "en").title == "Yearly population growth in Drenthe was −0.2% in 2012"


def test_starters_are_not_compared_over_the_break_of_2015() -> None:
    births = yearly(
        "establishment_births", "Drenthe", {2013: 3050, 2015: 3675, 2016: 3660}, unit="count", decimals=0
    )
    title = starters(rows(*births), "nl").title
    assert "van 3.675 in 2015 naar 3.660 in 2016" in title
    assert "3.050" not in title


@pytest.mark.parametrize(
    ("shops", "words"), [(9.0, "is hoger dan in heel Nederland"), (5.0, "bij het ene hoger")]
)
def test_vacancy_says_more_only_where_all_of_it_is_more(shops: float, words: str) -> None:
    found = rows(
        *yearly("office_vacancy_rate", "Drenthe", {2012: 18.0}),
        *yearly("office_vacancy_rate", "Nederland", {2012: 16.0}),
        *yearly("shop_vacancy_rate", "Drenthe", {2012: shops}),
        *yearly("shop_vacancy_rate", "Nederland", {2012: 7.0}),
    )
    assert words in vacancy(found, "nl").title
