"""Public amounts: each project once, by its total or its parts, and only where it may count."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from keianalysis.effects.public_money import money_of, public_money, reasons
from keianalysis.model.intervals import Quantity
from keianalysis.readers.sources import read_sources

SOURCES = read_sources()


def row(source: str, amount: float, party: str = "somebody") -> dict[str, Any]:
    return {"party": party, "funding_source": source, "amount_eur": amount, "lineage": "public.csv#2"}


def rows(*listed: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(listed)


@pytest.mark.parametrize(
    ("listed", "province", "everyone"),
    [
        # A total and its parts are one amount and not two.
        ([row("total", 20), row("province", 5), row("state", 15)], (5, 5), (20, 20)),
        # Without a total the parts add up.
        ([row("province", 5), row("state", 15)], (5, 5), (20, 20)),
        # Two totals are a range.
        ([row("total", 33), row("total", 40), row("province", 5)], (5, 5), (33, 40)),
        # One amount from two sources counts once.
        ([row("province", 5), row("province", 5)], (5, 5), (5, 5)),
        # Two amounts of one size by two parties count twice.
        ([row("province", 6, "subsidy"), row("province", 6, "loan")], (12, 12), (12, 12)),
        # A total below the sum of the parts is itself a part.
        ([row("total", 21), row("total", 3), row("province", 5)], (5, 5), (21, 21)),
        # Mixed money holds the parts that are named beside it.
        ([row("mixed", 9), row("province", 4), row("state", 5)], (4, 4), (9, 9)),
        ([row("mixed", 12)], (0, 0), (12, 12)),
    ],
)
def test_a_project_counts_once(
    listed: list[dict[str, Any]], province: tuple[int, int], everyone: tuple[int, int]
) -> None:
    own, whole = (money_of(rows(*listed), payer) for payer in ("province", "total"))
    assert (own.low, own.high) == province
    assert (whole.low, whole.high) == everyone


def test_every_project_that_meets_the_years_of_the_review_is_classified_once() -> None:
    public = SOURCES.projects
    met = set(public.loc[public["in_period"] == "yes", "project"])
    counted = SOURCES.review.counted
    assert set(counted["project"]) == met
    assert counted["project"].is_unique
    assert set(counted["low"] + counted["high"]) == {"yesyes", "noyes", "nono"}


def test_what_the_public_amounts_explain_of_the_printed_totals() -> None:
    found = public_money(SOURCES.projects, SOURCES.claims, SOURCES.review.counted).set_index("measure")
    # Surely: 0.25 of the province; 1.0 + 1.0 + 2.1 + 1.2 of all. The printed totals are 11 and 63 to 64.
    own, everyone = (found.loc[f"investment_{payer}_public"] for payer in ("province", "total"))
    assert (own["value"], own["low"]) == (250_000, 250_000)
    assert everyone["low"] == 5_300_000
    # At most, of the province: 5 + 0.3 + 0.25 + 4.6 + 12 + 0.25.
    assert own["high"] == 22_400_000
    share = found.loc["investment_total_public_share"]
    # 5.3 of the printed 63 million, which stands for 63 to 64.
    assert (round(share["low"], 2), round(share["high"], 2)) == (8.28, 8.41)
    # The restructuring of five parks alone was planned at 70 million.
    assert found.loc["programme_planned", "value"] == 70_000_000
    assert share["unit"] == "pct"
    assert "claim:eff.investment.total" in share["lineage"]
    assert "claim:eff.investment.province" not in own["lineage"]


def test_the_whole_north_and_money_not_yet_spent_are_left_out() -> None:
    lineage = public_money(SOURCES.projects, SOURCES.claims, SOURCES.review.counted)["lineage"].iloc[0]
    public = SOURCES.projects.set_index("project")["lineage"]
    assert public["Drents Innovatiefonds"] not in lineage.split()
    assert public["Sensor projects northern Netherlands"] not in lineage.split()


def test_without_the_printed_totals_there_is_nothing_to_explain() -> None:
    assert public_money(SOURCES.projects, SOURCES.claims.iloc[:0], SOURCES.review.counted).empty


@pytest.mark.parametrize(("language", "word"), [("nl", "nee"), ("en", "no")])
def test_a_reader_sees_why_a_project_counts_or_not(language: str, word: str) -> None:
    shown = reasons(SOURCES.review.counted, language)
    assert len(shown) == len(SOURCES.review.counted)
    assert word in set(shown.iloc[:, 1])


def test_a_range_of_money_is_a_quantity() -> None:
    assert money_of(rows(row("total", 33), row("total", 40)), "total") == Quantity.of(33, 33, 40)
