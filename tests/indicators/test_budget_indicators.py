"""Amounts, shares, path and net total of a budget small enough to work out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.indicators.budget import budget_net, budget_observations, budget_path, budget_shares
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.observations import COLUMNS, as_of, select
from keianalysis.model.reviews import PrintedBudget
from keianalysis.readers.reviews import budget as reader

PRINTED = PrintedBudget("Provincie Drenthe | Begroting 2014, programma 9 (annex 4)", "2013")
AMOUNTS = (
    *("account_2012", "budget_2013", "budget_2014", "difference_2013_2014"),
    *("budget_2015", "budget_2016", "budget_2017"),
)
LINES = (
    ("expenditure", "9.1", "Innovatie", "item", "Inkoop", (30, 60, 30, 30, 30, 0, 0)),
    ("expenditure", "9.1", "Innovatie", "policy_total", "", (30, 60, 30, 30, 30, 0, 0)),
    ("expenditure", "9.1", "Innovatie", "product_total", "", (30, 60, 30, 30, 30, 0, 0)),
    ("expenditure", "9.2", "Arbeidsmarkt", "item", "Subsidie", (90, 60, 90, -30, 10, 50, 0)),
    ("expenditure", "9.2", "Arbeidsmarkt", "policy_total", "", (90, 60, 90, -30, 10, 50, 0)),
    ("expenditure", "9.2", "Arbeidsmarkt", "product_total", "", (90, 60, 90, -30, 10, 50, 0)),
    ("expenditure", "", "", "side_total", "", (120, 120, 120, 0, 40, 50, 0)),
    ("income", "9.1", "Innovatie", "item", "Ontvangen bijdragen", (-20, -25, -10, -15, 0, 0, 0)),
    ("income", "9.1", "Innovatie", "policy_total", "", (-20, -25, -10, -15, 0, 0, 0)),
    ("income", "9.1", "Innovatie", "product_total", "", (-20, -25, -10, -15, 0, 0, 0)),
    ("income", "", "", "side_total", "", (-20, -25, -10, -15, 0, 0, 0)),
    ("net", "", "", "programme_total", "", (101, 95, 110, -15, 40, 50, 0)),
)


@pytest.fixture
def observations() -> pd.DataFrame:
    rows = [(*line[:5], *line[5], row, f"budget.csv#{row}") for row, line in enumerate(LINES, start=2)]
    return budget_observations(
        pd.DataFrame(rows, columns=[*reader.COLUMNS, *AMOUNTS, "row", "lineage"]), PRINTED
    )


def by_year(table: pd.DataFrame, **wanted: str) -> dict[str, float]:
    rows = select(table, **wanted)
    return {end[:4]: float(value) for end, value in zip(rows["period_end"], rows["value"], strict=True)}


def test_every_printed_amount_is_a_published_observation(observations: pd.DataFrame) -> None:
    assert tuple(observations.columns) == COLUMNS
    assert len(observations) == 12 * 6
    assert observations["id"].is_unique
    assert set(observations["basis"]) == {"published"}
    amounts = by_year(observations, sector="expenditure:9.1")
    assert amounts == {"2012": 30, "2013": 60, "2014": 30, "2015": 30, "2016": 0, "2017": 0}


def test_a_row_carries_bounds_lineage_and_kind_of_amount(observations: pd.DataFrame) -> None:
    row = select(observations, sector="income:9.1:ontvangen_bijdragen").iloc[0]
    assert (row["value"], row["low"], row["high"]) == (-20, -20.5, -19.5)
    assert (row["period_start"], row["period_end"], row["unit"]) == ("2012-01-01", "2012-12-31", "eur")
    assert row["lineage"] == "budget.csv#9"
    assert row["note"] == "Innovatie, Ontvangen bijdragen; account 2012"


def test_each_kind_of_line_has_a_sector_of_its_own(observations: pd.DataFrame) -> None:
    sectors = set(observations["sector"])
    assert {"expenditure:9.1:inkoop", "expenditure:9.1:policy", "expenditure:9.1"} <= sectors
    assert {"expenditure:total", "income:total", "net:total"} <= sectors
    assert len(sectors) == 12


def test_the_whole_budget_was_public_when_its_first_year_began(observations: pd.DataFrame) -> None:
    assert len(as_of(observations, "2014-01-01")) == len(observations)
    assert len(as_of(observations, "2013-10-31")) == 0


def test_shares_are_of_the_total_of_the_side(observations: pd.DataFrame) -> None:
    shares = budget_shares(observations)
    # 30, 60 and 30 of 120, then 30 of 40 and 0 of 50; in 2017 there is no total to share.
    first = by_year(shares, sector="expenditure:9.1")
    assert first == {"2012": 25, "2013": 50, "2014": 25, "2015": 75, "2016": 0}
    assert by_year(shares, sector="expenditure:9.2")["2015"] == 25
    assert by_year(shares, sector="income:9.1") == {"2012": 100, "2013": 100, "2014": 100}
    assert set(shares["unit"]) == {"pct"}


def test_a_share_keeps_the_rounding_of_both_amounts(observations: pd.DataFrame) -> None:
    share = select(budget_shares(observations), sector="expenditure:9.1").iloc[0]
    assert share["low"] == pytest.approx(100 * 29.5 / 120.5)
    assert share["high"] == pytest.approx(100 * 30.5 / 119.5)


def test_no_income_in_a_product_is_a_share_of_plain_zero() -> None:
    rows = [
        ("income", "9.1", "Innovatie", "product_total", "", 0, 0, 0, 0, 0, 0, 0, 2, "budget.csv#2"),
        ("income", "", "", "side_total", "", -5, -5, -5, 0, -5, -5, -5, 3, "budget.csv#3"),
    ]
    table = pd.DataFrame(rows, columns=[*reader.COLUMNS, *AMOUNTS, "row", "lineage"])
    shares = budget_shares(budget_observations(table, PRINTED))
    assert [str(value) for value in shares["value"]] == ["0.0"] * 6


def test_the_path_in_euro_is_later_minus_earlier(observations: pd.DataFrame) -> None:
    path = budget_path(observations)
    changes = by_year(path, sector="expenditure:9.1", unit="eur")
    assert changes == {"2013": 30, "2014": -30, "2015": 0, "2016": -30, "2017": 0}
    # Five more euro of income: a more negative amount.
    assert by_year(path, sector="income:9.1", unit="eur")["2013"] == -5
    assert by_year(path, sector="net:total", unit="eur")["2014"] == 15


def test_the_path_in_percent_is_of_the_earlier_size(observations: pd.DataFrame) -> None:
    path = budget_path(observations)
    changes = by_year(path, sector="expenditure:9.1", unit="pct")
    assert changes == {"2013": 100, "2014": -50, "2015": 0, "2016": -100}
    assert str(changes["2015"]) == "0.0"
    assert by_year(path, sector="income:9.1", unit="pct") == {"2013": 25, "2014": -60, "2015": -100}


def test_without_an_earlier_amount_the_euro_row_says_why_no_percentage(observations: pd.DataFrame) -> None:
    rows = select(budget_path(observations), sector="expenditure:9.1", period_end="2017-12-31")
    assert rows["unit"].tolist() == ["eur"]
    assert rows["note"].tolist() == ["no percentage: the earlier amount is zero"]


def test_a_change_has_the_bounds_of_two_rounded_amounts(observations: pd.DataFrame) -> None:
    rows = select(budget_path(observations), sector="expenditure:9.1", period_end="2013-12-31")
    euro, percent = rows.iloc[0], rows.iloc[1]
    assert (euro["period_start"], euro["period_end"]) == ("2012-12-31", "2013-12-31")
    assert (euro["low"], euro["high"]) == (29, 31)
    assert percent["low"] == pytest.approx(100 * (59.5 / 30.5 - 1))
    assert percent["high"] == pytest.approx(100 * (60.5 / 29.5 - 1))


def test_years_that_do_not_follow_each_other_make_no_change(observations: pd.DataFrame) -> None:
    gap = observations[observations["period_end"] != "2014-12-31"]
    assert set(budget_path(gap)["period_end"]) == {"2013-12-31", "2016-12-31", "2017-12-31"}


def test_items_and_policy_totals_have_no_path_and_no_share(observations: pd.DataFrame) -> None:
    products = {"expenditure:9.1", "expenditure:9.2", "income:9.1"}
    assert set(budget_shares(observations)["sector"]) == products
    assert set(budget_path(observations)["sector"]) == products | {
        "expenditure:total",
        "income:total",
        "net:total",
    }


def test_the_net_total_is_computed_beside_the_printed_one(observations: pd.DataFrame) -> None:
    net = budget_net(observations)
    # 120 - 20 = 100, where the printed programme total of 2012 says 101.
    assert by_year(net) == {"2012": 100, "2013": 95, "2014": 110, "2015": 40, "2016": 50, "2017": 0}
    assert by_year(observations, sector="net:total")["2012"] == 101
    assert (net["low"].iloc[0], net["high"].iloc[0]) == (99, 101)


def test_computed_rows_name_what_they_were_made_of(observations: pd.DataFrame) -> None:
    net = budget_net(observations).iloc[0]
    inputs = select(observations, sector=["expenditure:total", "income:total"], period_end="2012-12-31")
    assert net["lineage"] == f"budget.budget_net({' '.join(inputs['id'])})"
    assert (net["basis"], net["release_date"]) == ("computed", "2013")


def test_other_observations_are_left_alone(observations: pd.DataFrame) -> None:
    others = observations.assign(measure="jobs_fulltime")
    for compute in (budget_shares, budget_path, budget_net):
        assert len(compute(others)) == 0
        together = compute(pd.concat([observations, others], ignore_index=True))
        pd.testing.assert_frame_equal(together, compute(observations))


def test_a_missing_column_is_named(observations: pd.DataFrame) -> None:
    with pytest.raises(UnknownColumn, match="sector"):
        budget_shares(observations.drop(columns="sector"))


def test_an_empty_budget_has_no_observations() -> None:
    empty = pd.DataFrame(columns=[*reader.COLUMNS, "row", "lineage"])
    assert list(budget_observations(empty, PRINTED).columns) == list(COLUMNS)
