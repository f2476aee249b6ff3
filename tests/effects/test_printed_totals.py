"""Ratios that the printed totals imply: about 11 and just over 63 million, by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from keianalysis.effects import printed_totals as effects
from tests.conftest import claim_rows

MISSING = float("nan")


def printed(measure: str, value: float, decimals: int, wording: str = "about", **more: Any) -> dict[str, Any]:
    return {
        "claim_id": f"eff.{measure}",
        "measure": measure,
        "region": "Drenthe",
        "period_start": "2011-01-01",
        "period_end": "2013-06-30",
        "check": "value",
        "value": value,
        "value_high": MISSING,
        "wording": wording,
        "decimals": decimals,
    } | more


PROVINCE = printed(effects.PROVINCE, 11e6, -6)
TOTAL = printed(effects.TOTAL, 63e6, -6, "slightly_above")
TEMPORARY = printed(effects.TEMPORARY, 565.0, 0)
STRUCTURAL = printed(effects.STRUCTURAL, 760.0, -1, check="range", value_high=1370.0)
CLAIMS = claim_rows(PROVINCE, TOTAL, TEMPORARY, STRUCTURAL)


@pytest.fixture
def totals() -> pd.DataFrame:
    return effects.printed_totals(CLAIMS).set_index("measure")


def bounds(row: pd.Series, digits: int) -> tuple[float, ...]:
    return tuple(round(row[name], digits) for name in ("value", "low", "high"))


def test_others_put_4_48_to_5_10_beside_a_provincial_euro(totals: pd.DataFrame) -> None:
    # 63 / 11.5 - 1 = 4.478 and 64 / 10.5 - 1 = 5.095.
    assert bounds(totals.loc["leverage_others"], 2) == (4.73, 4.48, 5.10)


def test_all_money_over_provincial_money_is_one_more(totals: pd.DataFrame) -> None:
    assert bounds(totals.loc["leverage_total"], 2) == (5.73, 5.48, 6.10)


def test_a_person_year_takes_all_money_over_the_temporary_jobs(totals: pd.DataFrame) -> None:
    # 63,000,000 / 565 = 111,504; / 565.5 = 111,406; 64,000,000 / 564.5 = 113,375.
    assert bounds(totals.loc["eur_per_person_year"], 0) == (111_504, 111_406, 113_375)


def test_structural_jobs_per_million_of_all_and_of_provincial_money(totals: pd.DataFrame) -> None:
    # 755 / 64 and 1,375 / 63; 755 / 11.5 and 1,375 / 10.5; the middle of the range is 1,065.
    assert bounds(totals.loc["jobs_structural_per_million_total"], 1) == (16.9, 11.8, 21.8)
    assert bounds(totals.loc["jobs_structural_per_million_province"], 1) == (96.8, 65.7, 131.0)


def test_each_ratio_names_the_two_statements_behind_it(totals: pd.DataFrame) -> None:
    assert totals.loc["leverage_others", "lineage"] == (
        "printed_totals.printed_totals(claim:eff.investment_total claim:eff.investment_province)"
    )
    assert totals.loc["eur_per_person_year", "lineage"].count("claim:") == 2


@pytest.mark.parametrize(
    ("absent", "left"),
    [
        (effects.PROVINCE, {"eur_per_person_year", "jobs_structural_per_million_total"}),
        (effects.TOTAL, {"jobs_structural_per_million_province"}),
        (
            effects.TEMPORARY,
            {
                "leverage_others",
                "leverage_total",
                "jobs_structural_per_million_total",
                "jobs_structural_per_million_province",
            },
        ),
        (effects.STRUCTURAL, {"leverage_others", "leverage_total", "eur_per_person_year"}),
    ],
)
def test_an_absent_statement_leaves_out_what_rests_on_it(absent: str, left: set[str]) -> None:
    found = effects.printed_totals(CLAIMS[CLAIMS["measure"] != absent])
    assert set(found["measure"]) == left


def test_private_money_has_bounds_and_no_value() -> None:
    row = effects.leverage_private_bounds(CLAIMS).iloc[0]
    assert pd.isna(row["value"])
    assert (row["low"], round(row["high"], 2), row["status"]) == (0, 5.10, "unreliable")
    assert row["id"] not in set(effects.printed_totals(CLAIMS)["id"])
    assert effects.leverage_private_bounds(CLAIMS.iloc[:1]).empty


def project(name: str, amount: float, period: str = "announced 2013-05", row: int = 2) -> dict[str, Any]:
    return {
        "project": name,
        "amount_eur": amount,
        "period": period,
        "source": f"https://example.org/{row}",
        "lineage": f"kei-2013/projects.csv#{row}",
    }


FUNDS = [
    project("Drents Innovatiefonds", 6e6, row=21),
    project("Drents Ontwikkelfonds", 7e6, row=22),
    project("Drentse fondsen (Innovatiefonds + Ontwikkelfonds)", 17e6, row=20),
]
COUNTED = pd.DataFrame(
    [
        {"project": "Drents Innovatiefonds", "measure": "fund_capital"},
        {"project": "Drents Ontwikkelfonds", "measure": "fund_capital"},
        {"project": "DOME", "measure": ""},
    ]
)
CAPITAL = claim_rows(printed("fund_capital", 13e6, -6))


def test_the_two_funds_hold_6_and_7_million_and_not_the_17_of_their_total() -> None:
    row = effects.fund_capital(pd.DataFrame(FUNDS), CAPITAL, COUNTED).iloc[0]
    assert (row["value"], row["unit"], row["release_date"]) == (13e6, "eur", "2013-05")
    assert row["lineage"] == (
        "printed_totals.fund_capital(kei-2013/projects.csv#21 kei-2013/projects.csv#22)"
    )


def test_one_fund_alone_is_not_the_capital_of_both() -> None:
    assert effects.fund_capital(pd.DataFrame(FUNDS[:1]), CAPITAL, COUNTED).empty


def test_a_review_that_names_no_funds_has_no_capital() -> None:
    assert effects.fund_capital(pd.DataFrame(FUNDS), CAPITAL, COUNTED.assign(measure="")).empty


def test_two_months_of_announcement_are_no_release_date() -> None:
    two = [FUNDS[0], FUNDS[1] | {"period": "announced 2013-06"}]
    assert effects.fund_capital(pd.DataFrame(two), CAPITAL, COUNTED).iloc[0]["release_date"] == ""


def ratio(line: int, counts: str, per: str, low: str, high: str) -> dict[str, str]:
    return {"counts": counts, "per": per, "low": low, "high": high} | {
        "method": f"Programme {line}",
        "parameter": "jobs per million",
        "lineage": f"kei-2013/ratios.csv#{line}",
    }


SHORT = ratio(2, "person_years", "total", "5", "7")
LONG = ratio(3, "person_years", "total", "2.5", "6")
KEPT = ratio(4, "created_and_maintained", "total", "13", "57")
CREATED = ratio(5, "created", "total", "7.4", "7.4")
PUBLIC = ratio(6, "created_and_maintained", "public", "74", "74")


def test_person_years_at_the_ratios_of_others_run_over_all_of_them() -> None:
    # 63 x 2.5 = 157.5 and 64 x 7 = 448; the middle of the ratios is 4.75, and 63 x 4.75 = 299.25.
    found = effects.at_every_ratio(CLAIMS, pd.DataFrame([SHORT, LONG, KEPT])).set_index("measure")
    assert bounds(found.loc["jobs_temporary_at_other_ratios"], 4) == (299.25, 157.5, 448)
    assert found.loc["jobs_temporary_at_other_ratios", "unit"] == "person_years"
    assert found.loc["jobs_temporary_at_other_ratios", "lineage"] == (
        "printed_totals.at_ratios_of_others("
        "claim:eff.investment_total kei-2013/ratios.csv#2 kei-2013/ratios.csv#3)"
    )


def test_only_ratios_that_count_the_same_jobs_over_all_money_serve() -> None:
    found = effects.at_every_ratio(CLAIMS, pd.DataFrame([KEPT, CREATED, PUBLIC])).set_index("measure")
    # 63 x 13 = 819, 64 x 57 = 3,648 and 63 x 35 = 2,205.
    assert bounds(found.loc["jobs_structural_at_other_ratios"], 4) == (2205, 819, 3648)
    assert list(found.index) == ["jobs_structural_at_other_ratios"]


def test_without_a_printed_total_or_a_ratio_there_is_nothing_to_multiply() -> None:
    assert effects.at_every_ratio(CLAIMS.iloc[:1], pd.DataFrame([KEPT])).empty
    assert effects.at_every_ratio(CLAIMS, pd.DataFrame([CREATED, PUBLIC])).empty
