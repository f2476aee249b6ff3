"""Evidence decides in a fixed order, open prints exclude nothing, and a verdict follows the data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from keianalysis.model import observations as obs
from keianalysis.model.claims import claim_records
from keianalysis.proof.evidence import LATER, evaluate, pool, publishers
from keianalysis.proof.review import judge_review
from keianalysis.proof.verdicts import CONTRACT, judge
from keianalysis.readers.sources import Sources, read_sources
from tests.conftest import claim_rows
from tests.conftest import observation_rows as rows
from tests.reviews import REVIEW_DATE, review_with

CLAIM: dict[str, Any] = {
    "claim_id": "prof.shops.vacancy.nl",
    "section": "B2.2",
    "theme": "location",
    "measure": "shop_vacancy_rate",
    "region": "Nederland",
    "sector": "total",
    "period_start": "2012-01-01",
    "period_end": "2012-12-31",
    "unit": "pct",
    "check": "value",
    "value": 6.9,
    "value_high": float("nan"),
    "wording": "exact",
    "decimals": 1,
    "summary": "a claim",
    "summary_nl": "een uitspraak",
}
SAME: dict[str, Any] = {
    "measure": "shop_vacancy_rate",
    "region": "Nederland",
    "region_code": "NL01",
    "period_start": "2012-01-01",
    "period_end": "2012-12-31",
    "unit": "pct",
    "value": 6.9,
    "decimals": 1,
    "release_date": "2013-02",
}
NEIGHBOUR = SAME | {
    "measure": "shop_vacancy_rate_pbl",
    "period_start": "2013-06-01",
    "period_end": "2013-06-01",
    "release_date": "2013-11",
}


def judged(
    claims: list[dict[str, Any]], early: pd.DataFrame, late: pd.DataFrame | None = None
) -> pd.DataFrame:
    evidence = pool([early], [early if late is None else obs.combine([early, late])])
    return judge(review_with(pd.DataFrame(claims)), evidence, as_of="2026-01-01", language="en")


def verdict(claim: dict[str, Any], early: pd.DataFrame, late: pd.DataFrame | None = None) -> pd.Series:
    return judged([claim], early, late).iloc[0]


def test_public_in_time() -> None:
    found = verdict(CLAIM, rows(SAME))
    assert (found["verdict"], found["basis"], found["evidence"]) == (
        "reproduced",
        "published",
        rows(SAME)["id"][0],
    )


def test_public_later() -> None:
    found = verdict(CLAIM, obs.empty(), rows(SAME | {"release_date": "2015-03"}))
    assert (found["verdict"], found["basis"]) == ("reproduced", LATER)
    assert "from after the review (March 2015)" in found["reason_en"]
    assert "van na de review (maart 2015)" in found["reason_nl"]


def test_in_time_comes_before_later() -> None:
    late = rows(SAME | {"release_date": "2015-03", "value": 7.5})
    found = verdict(CLAIM, rows(SAME), late)
    assert (found["verdict"], found["later_value"], found["later_release"]) == ("reproduced", 7.5, "2015-03")
    assert "The release of March 2015 now gives 7.5%" in found["reason_en"]
    assert "De publicatie van maart 2015 geeft inmiddels 7,5%" in found["reason_nl"]


def test_in_time_also_contradicts_before_later_agrees() -> None:
    late = rows(SAME | {"release_date": "2015-03"})
    found = verdict(CLAIM, rows(SAME | {"value": 7.5}), late)
    assert (found["verdict"], found["recomputed"]) == ("contradicted", 7.5)


def test_the_same_measure_later_comes_before_a_neighbour_in_time() -> None:
    found = verdict(CLAIM, rows(NEIGHBOUR | {"value": 9.0}), rows(SAME | {"release_date": "2015"}))
    assert (found["verdict"], found["basis"]) == ("reproduced", LATER)


@pytest.mark.parametrize(("value", "expected"), [(6.9, "proxy_agrees"), (9.0, "proxy_differs")])
def test_a_neighbour_says_how_it_differs_in_both_languages(value: float, expected: str) -> None:
    found = verdict(CLAIM, rows(NEIGHBOUR | {"value": value}))
    assert found["verdict"] == expected
    assert "de telling van PBL" in found["reason_nl"]
    assert "the count of PBL" in found["reason_en"]


@pytest.mark.parametrize(
    "other",
    [
        {"region": "Drenthe"},
        {"sector": "retail"},
        {"unit": "pct_point"},
        {"period_end": "2013-12-31"},
        {"measure": "office_vacancy_rate"},
        {"value": None, "status": "suppressed"},
    ],
)
def test_only_the_whole_key_is_direct_evidence(other: dict[str, Any]) -> None:
    assert verdict(CLAIM, rows(SAME | other))["verdict"] == "no_data"


def test_the_end_of_a_year_and_the_year_are_one_period() -> None:
    day = {"period_start": "2012-12-31", "period_end": "2012-12-31"}
    assert verdict(CLAIM, rows(SAME | day))["verdict"] == "reproduced"


@pytest.mark.parametrize(("value", "expected"), [(6.85, "reproduced"), (6.95, "contradicted")])
def test_the_ends_of_an_exact_print(value: float, expected: str) -> None:
    exact = rows(SAME | {"value": value, "decimals": 2}).assign(low=value, high=value)
    assert verdict(CLAIM, exact)["verdict"] == expected


def test_one_decimal_less_is_the_same_print_and_two_are_not() -> None:
    tenths = CLAIM | {"value": 6.9}
    assert verdict(tenths, rows(SAME | {"value": 7.0, "decimals": 0}))["verdict"] == "reproduced"
    tens = rows(SAME | {"value": 10.0, "decimals": -1})
    assert verdict(tenths, tens)["verdict"] == "not_implied"


def test_a_computed_width_is_no_coarser_print() -> None:
    wide = rows(SAME | {"value": 7.0, "decimals": 0, "basis": "computed", "lineage": "f(a b)"})
    assert verdict(CLAIM, wide)["verdict"] == "not_implied"


def test_circa_is_read_strictly_first_and_then_within_five_percent() -> None:
    circa = CLAIM | {"value": 400.0, "decimals": 0, "wording": "about"}
    near = verdict(circa, rows(SAME | {"value": 415.0, "decimals": 0}))
    far = verdict(circa, rows(SAME | {"value": 425.0, "decimals": 0}))
    assert (near["verdict"], far["verdict"]) == ("reproduced", "contradicted")
    assert "wide reading" in near["reason_en"]
    assert (near["low"], near["high"]) == (399.5, 400.5)


def test_at_least_five_does_not_exclude_six_point_nine() -> None:
    found = verdict(CLAIM, rows(SAME | {"value": 5.0, "decimals": 0, "wording": "at_least"}))
    assert found["verdict"] != "contradicted"


def test_at_least_six_point_nine_does_not_reproduce_six_point_nine() -> None:
    found = verdict(CLAIM, rows(SAME | {"wording": "at_least"}))
    assert found["verdict"] != "reproduced"


def test_an_open_row_does_not_keep_the_narrowest_from_coming_first() -> None:
    wide = SAME | {"value": 30.0, "decimals": -1, "source": "a | x"}
    open_ended = SAME | {"value": 5.0, "decimals": 0, "wording": "at_least", "source": "b | x"}
    narrow = SAME | {"source": "c | x"}
    assert verdict(CLAIM, rows(wide, narrow))["verdict"] == "reproduced"
    assert verdict(CLAIM, rows(wide, open_ended, narrow))["verdict"] == "reproduced"


def test_sample_rows_never_decide_in_any_place() -> None:
    sample = rows(SAME | {"status": "sample"})
    assert pool([sample], [sample]).empty
    assert verdict(CLAIM, obs.empty(), sample)["verdict"] == "no_data"
    assert verdict(CLAIM, rows(NEIGHBOUR | {"status": "sample"}))["verdict"] == "no_data"
    assert verdict(CLAIM, rows(SAME | {"basis": "sample"}))["verdict"] == "no_data"


def test_the_review_is_no_evidence_on_itself() -> None:
    own = rows(SAME | {"basis": "computed", "lineage": "f(claim:prof.shops.vacancy.nl)"})
    assert verdict(CLAIM, own)["verdict"] == "no_data"


DIRECTION = CLAIM | {
    "claim_id": "env.unemployment.gap.2012",
    "measure": "unemployment_registered_rate_gap_change",
    "region": "Drenthe",
    "period_start": "2011-12-31",
    "unit": "pct_point",
    "check": "sign",
    "value": 1.0,
    "decimals": 0,
}
SHARE = {
    "measure": "unemployment_benefit_recipients_share_of_nl_change",
    "period_start": "2011-01-01",
    "period_end": "2012-12-31",
    "unit": "pct_point",
    "decimals": 1,
}


@pytest.mark.parametrize(
    ("value", "expected"), [(0.2, "proxy_agrees"), (-0.2, "proxy_differs"), (0.0, "proxy_differs")]
)
def test_a_direction_by_a_neighbour(value: float, expected: str) -> None:
    assert verdict(DIRECTION, rows(SHARE | {"value": value}))["verdict"] == expected


def test_a_neighbour_that_straddles_zero_does_not_show_the_direction() -> None:
    found = verdict(DIRECTION, rows(SHARE | {"value": 0.3, "decimals": 0}))
    assert found["verdict"] == "proxy_differs"
    assert "does not show the direction" in found["reason_en"]
    assert "is daarin niet te zien" in found["reason_nl"]


GAP = DIRECTION | {
    "claim_id": "env.starters.gap.2012",
    "measure": "starter_rate_gap_change",
    "period_start": "2011-01-01",
    "value": -1.0,
}


@pytest.mark.parametrize(("value", "expected"), [(0.2, "proxy_agrees"), (-0.2, "proxy_differs")])
def test_a_share_that_rises_speaks_of_a_gap_that_narrows(value: float, expected: str) -> None:
    share = SHARE | {"measure": "starters_cbs_share_of_nl_change", "value": value}
    found = verdict(GAP, rows(share))
    assert found["verdict"] == expected
    assert found["recomputed"] == value


def test_no_data_says_what_is_missing_who_holds_it_and_where_it_belongs() -> None:
    found = verdict(CLAIM, obs.empty())
    assert (found["verdict"], found["basis"], found["evidence"]) == ("no_data", "", "")
    assert "data/raw/" in found["source"]
    for part in ("Holder: ", "Place: ", "columns: "):
        assert part in found["reason_en"]


def test_no_data_shows_what_is_known_nearby() -> None:
    other_year = {"period_start": "2010-01-01", "period_end": "2010-12-31"}
    found = verdict(CLAIM, rows(SAME | other_year))
    assert found["verdict"] == "no_data"
    assert "Nearest known: " in found["reason_en"]
    assert "2010: 6.9%" in found["reason_en"]


def test_a_computed_row_names_the_publishers_behind_its_inputs() -> None:
    inputs = rows(SAME | {"source": "CBS | a"}, SAME | {"source": "Locatus | b"})
    lineage = f"f({' '.join(inputs['id'])} claim:x file.csv#7)"
    computed = obs.first(rows(SAME | {"lineage": lineage}))
    known = {row.id: row for row in obs.records(inputs)}
    named = publishers(computed, known).split("; ")
    assert sorted(named) == ["CBS | a", "Locatus | b", "file.csv | row 7", "review | x"]


def test_a_formula_is_read_from_left_to_right() -> None:
    claim = claim_records(claim_rows(CLAIM | {"value": 10.0, "decimals": 0}))[0]
    found = evaluate("a.b - 1 * 2", {"a.b": claim})
    assert (found.value, found.low, found.high) == (18, 17, 19)
    with pytest.raises(ValueError, match=r"unknown operator '\^'"):
        evaluate("a.b ^ 2", {"a.b": claim})


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources()


def with_rows(sources: Sources, published: pd.DataFrame) -> pd.DataFrame:
    """Judge the review on other published rows; return the verdicts by claim."""
    changed = replace(sources, published=published)
    return judge_review(changed, obs.empty(), as_of=REVIEW_DATE, language="nl").set_index("claim_id")


FIBRE = {
    "measure": "synthetic_fibre_production_share",
    "region": "Emmen",
    "region_code": "GM0114",
    "sector": "chemistry",
    "period_start": "2012-01-01",
    "period_end": "2012-12-31",
    "unit": "pct",
    "release_date": "2013-06-01",
}


@pytest.fixture(scope="module")
def before(sources: Sources) -> pd.DataFrame:
    return with_rows(sources, sources.published)


@pytest.mark.slow
def test_a_verdict_follows_the_data_there_and_back(sources: Sources, before: pd.DataFrame) -> None:
    name = "env.chemistry.fibre_share"
    agrees = obs.combine([sources.published, rows(FIBRE | {"value": 50.0})])
    differs = obs.combine([sources.published, rows(FIBRE | {"value": 30.0})])
    assert before.loc[name, "verdict"] == "no_data"
    assert with_rows(sources, agrees).loc[name, "verdict"] == "reproduced"
    after = with_rows(sources, differs)
    assert after.loc[name, "verdict"] == "contradicted"
    pd.testing.assert_frame_equal(after.drop(index=name), before.drop(index=name))
    withdrawn = differs[differs["measure"] != FIBRE["measure"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(with_rows(sources, withdrawn), before)


def test_every_claim_has_one_verdict_with_reasons_of_whole_words(
    sources: Sources, before: pd.DataFrame
) -> None:
    found = before.reset_index()
    claims = found[found["theme"] != "budget"]
    assert sorted(claims["claim_id"]) == sorted(sources.claims["claim_id"])
    assert list(judged([CLAIM], obs.empty()).columns[:9]) == list(CONTRACT)
    for column in ("reason_nl", "reason_en"):
        assert not found[column].str.contains(r"[{}]|\bnan\b|None", regex=True).any()
        assert (found[column].str.len() > 40).all()
    assert (found["reason_nl"] != found["reason_en"]).all()
    assert (found["verdict"] == "no_data").eq(found["recomputed"].isna()).all()


def test_the_verdict_on_the_funds_tells_the_whole_that_their_amounts_are_parts_of(
    sources: Sources, before: pd.DataFrame
) -> None:
    found = before.loc["prof.funds"]
    assert found["verdict"] == "contradicted"
    assert "rijen 21 en 22: €\N{NO-BREAK SPACE}13" in found["reason_nl"]
    assert "delen van een totaal van €\N{NO-BREAK SPACE}17\N{NO-BREAK SPACE}miljoen" in found["reason_nl"]
    assert "rows 21 and 22: €13" in found["reason_en"]
    assert "parts of a total of €17\N{NO-BREAK SPACE}million" in found["reason_en"]
    # The remark holds as long as the rows say so: the two funds and the rest make the printed number.
    rows_of = sources.projects.set_index("project")["amount_eur"]
    parts = ("Drents Innovatiefonds", "Drents Ontwikkelfonds", "Northern innovation share of the 17 million")
    assert sum(rows_of[list(parts)]) == found["published"]


def test_a_reason_names_the_sector_of_what_is_known_nearby(before: pd.DataFrame) -> None:
    found = before.loc["env.leisure.jobs_total.drenthe"]
    assert "verandering van het totale aantal banen (vrijetijdssector), Drenthe" in found["reason_nl"]
    assert "change in all jobs (leisure), Drenthe" in found["reason_en"]


def test_a_neighbour_keeps_its_own_unit(before: pd.DataFrame) -> None:
    # The review prints a mean a year; what is known is the change of one year.
    assert before.loc["env.jobs.growth_2007_2010.groningen_assen", "recomputed_unit"] == "pct"


def test_the_two_tables_of_eurostat_are_told_apart(before: pd.DataFrame) -> None:
    reason = before.loc["env.unemployment.drenthe", "reason_en"]
    assert "6.4% (Eurostat, 2012): unemployment by survey (regional table of Eurostat" in reason
    assert "5.7% (2012): the same survey in another table of Eurostat, for 15 and over" in reason
