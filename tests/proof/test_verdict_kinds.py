"""Each verdict from a pool small enough to judge by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from keianalysis import observations as obs
from keianalysis.claims import REVIEW_DATE
from keianalysis.proof.evidence import pool
from keianalysis.proof.verdicts import COLUMNS, CONTRACT, VERDICTS, judge
from keianalysis.review import judge_review
from keianalysis.sources import Sources, read_sources
from tests.conftest import observation_rows as rows

CLAIM: dict[str, Any] = {
    "claim_id": "prof.offices.vacancy.drenthe.2012",
    "section": "B2.2",
    "theme": "location",
    "measure": "office_vacancy_rate",
    "region": "Drenthe",
    "sector": "total",
    "period_start": "2012-01-01",
    "period_end": "2012-12-31",
    "unit": "pct",
    "check": "value",
    "value": 18.3,
    "value_high": float("nan"),
    "wording": "exact",
    "decimals": 1,
    "summary": "a claim",
    "summary_nl": "een uitspraak",
}
RATE: dict[str, Any] = {
    "measure": "office_vacancy_rate",
    "period_start": "2012-12-31",
    "period_end": "2012-12-31",
    "unit": "pct",
    "value": 18.3,
    "decimals": 1,
    "release_date": "2014-02",
}


def verdict(
    *claims: dict[str, Any],
    early: pd.DataFrame | None = None,
    late: pd.DataFrame | None = None,
    as_of: str = REVIEW_DATE,
) -> pd.Series:
    """Judge claims on what was public in time and what came later; return the row of the first."""
    in_time = obs.empty() if early is None else early
    later = in_time if late is None else late
    table = judge(pd.DataFrame(claims), pool([in_time], [later]), as_of=as_of, language="nl")
    return table.iloc[0]


def test_the_same_number_public_in_time_reproduces() -> None:
    found = verdict(CLAIM, early=rows(RATE))
    assert (found["verdict"], found["basis"], found["recomputed"]) == ("reproduced", "published", 18.3)
    assert (found["low"], found["high"]) == (18.25, 18.35)


def test_the_same_number_released_later_reproduces_and_says_so() -> None:
    found = verdict(CLAIM, late=rows(RATE | {"release_date": "2016"}))
    assert (found["verdict"], found["basis"]) == ("reproduced", "published_later")
    assert "na de review (2016)" in found["reason"]


def test_an_undated_row_says_that_its_release_is_unknown() -> None:
    assert verdict(CLAIM, early=rows(RATE | {"release_date": ""}))["basis"] == "release_unknown"


def test_a_print_with_one_decimal_less_reproduces_at_its_precision() -> None:
    coarse = rows(RATE | {"value": 18.0, "decimals": 0, "wording": "slightly_above"})
    found = verdict(CLAIM, early=coarse)
    assert found["verdict"] == "reproduced"
    assert "nauwkeurigheid" in found["reason"]


def test_a_number_outside_every_reading_contradicts() -> None:
    found = verdict(CLAIM, early=rows(RATE | {"value": 18.4}))
    assert (found["verdict"], found["recomputed"]) == ("contradicted", 18.4)


def test_circa_has_a_second_reading_of_five_percent() -> None:
    about = CLAIM | {"value": 500.0, "decimals": 0, "wording": "about"}
    assert verdict(about, early=rows(RATE | {"value": 510.0, "decimals": 0}))["verdict"] == "reproduced"
    assert verdict(about, early=rows(RATE | {"value": 530.0, "decimals": 0}))["verdict"] == "contradicted"


def test_bounds_that_straddle_the_interval_decide_nothing() -> None:
    wide = rows(RATE | {"value": 20.0, "decimals": -1})
    assert verdict(CLAIM, early=wide)["verdict"] == "not_implied"


def test_the_narrowest_row_decides() -> None:
    both = rows(RATE | {"value": 20.0, "decimals": -1}, RATE | {"source": "another | x"})
    assert verdict(CLAIM, early=both)["verdict"] == "reproduced"


def test_sample_data_never_decide() -> None:
    assert verdict(CLAIM, early=rows(RATE | {"status": "sample"}))["verdict"] == "no_data"


SIZES = {"measure": "establishment_share_size_1", "decimals": 0}
ONE = CLAIM | SIZES | {"claim_id": "prof.firms.size_1.2012", "value": 51.0}
FEW = CLAIM | SIZES | {"claim_id": "prof.firms.size_2_4.2012", "value": 28.0}
BOTH = CLAIM | SIZES | {"claim_id": "prof.firms.size_1_4.2012", "value": 79.0}


def test_a_printed_sum_is_derived_from_its_parts() -> None:
    found = verdict(BOTH, ONE, FEW)
    assert (found["verdict"], found["recomputed"], found["basis"]) == ("derived", 79.0, "computed")


def test_a_printed_sum_off_by_the_rounding_of_its_parts_is_rounding() -> None:
    assert verdict(BOTH | {"value": 80.0}, ONE, FEW)["verdict"] == "rounding"


def test_a_printed_sum_off_by_more_is_contradicted() -> None:
    assert verdict(BOTH | {"value": 82.0}, ONE, FEW)["verdict"] == "contradicted"


def test_a_sum_without_its_parts_has_no_data() -> None:
    assert verdict(BOTH, ONE)["verdict"] == "no_data"


PROVINCE = CLAIM | {
    "claim_id": "eff.investment.province",
    "measure": "investment_province",
    "unit": "eur",
    "value": 11e6,
    "wording": "about",
    "decimals": -6,
}
TOTAL = PROVINCE | {"claim_id": "eff.investment.total", "value": 63e6, "wording": "slightly_above"}
LEVERAGE = CLAIM | {
    "claim_id": "eff.leverage",
    "measure": "leverage_others",
    "unit": "ratio",
    "check": "at_least",
    "value": 5.0,
    "decimals": 0,
}


def test_leverage_of_five_is_allowed_but_not_implied() -> None:
    found = verdict(LEVERAGE, PROVINCE, TOTAL)
    assert found["verdict"] == "not_implied"
    assert round(found["recomputed_low"], 2) == 4.48
    assert round(found["recomputed_high"], 2) == 5.1


def test_leverage_that_the_totals_exclude_is_contradicted() -> None:
    assert verdict(LEVERAGE | {"value": 6.0}, PROVINCE, TOTAL)["verdict"] == "contradicted"


def test_leverage_that_the_totals_force_is_derived() -> None:
    assert verdict(LEVERAGE | {"value": 4.0}, PROVINCE, TOTAL)["verdict"] == "derived"


JOBS = CLAIM | {
    "claim_id": "env.jobs.change.nl",
    "measure": "jobs_fulltime_change",
    "region": "Nederland",
    "period_start": "2011-04-01",
    "period_end": "2012-04-01",
    "value": -0.7,
}
ALL_JOBS = {
    "measure": "jobs_total_change",
    "region": "Nederland",
    "region_code": "NL01",
    "period_start": "2011-04-01",
    "period_end": "2012-04-01",
    "unit": "pct",
    "decimals": 1,
    "release_date": "2013-02-25",
}


@pytest.mark.parametrize(("value", "expected"), [(-0.7, "proxy_agrees"), (-0.9, "proxy_differs")])
def test_a_neighbouring_definition_agrees_or_differs_and_says_how(value: float, expected: str) -> None:
    found = verdict(JOBS, early=rows(ALL_JOBS | {"value": value}))
    assert found["verdict"] == expected
    assert "alle banen in plaats van banen van 12 uur of meer" in found["reason"]


def test_the_same_measure_comes_before_a_neighbour() -> None:
    same = ALL_JOBS | {"measure": "jobs_fulltime_change", "value": -0.7}
    assert verdict(JOBS, early=rows(ALL_JOBS | {"value": -0.9}, same))["verdict"] == "reproduced"


LOW = CLAIM | {
    "claim_id": "env.education.low_share.change",
    "measure": "labour_force_low_educated_share_change",
    "unit": "pct_point",
    "check": "sign",
    "value": 1.0,
    "decimals": 0,
}
SHARE = {
    "measure": "labour_force_15_74_low_educated_share_change",
    "period_start": "2008-01-01",
    "period_end": "2012-12-31",
    "unit": "pct_point",
    "decimals": 0,
}


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(2.0, 0, "proxy_agrees"), (-2.0, 0, "proxy_differs"), (0.0, 0, "proxy_differs")],
)
def test_a_direction_needs_a_neighbour_on_its_side_of_zero(
    value: float, decimals: int, expected: str
) -> None:
    found = verdict(LOW, early=rows(SHARE | {"value": value, "decimals": decimals}))
    assert found["verdict"] == expected


def test_a_direction_is_contradicted_by_the_same_measure_on_the_other_side() -> None:
    same = SHARE | {"measure": LOW["measure"], "period_start": "2012-01-01", "value": -2.0}
    assert verdict(LOW, early=rows(same))["verdict"] == "contradicted"


def test_no_data_names_the_holder_the_file_and_the_columns() -> None:
    found = verdict(CLAIM | {"claim_id": "env.image.rank.working", "measure": "image_rank_working"})
    assert found["verdict"] == "no_data"
    assert "imago-onderzoek" in found["reason_nl"]
    assert "observations.csv" in found["source"]
    assert pd.isna(found["recomputed"])


def test_a_later_release_that_differs_is_told_and_overturns_nothing() -> None:
    late = rows(RATE | {"release_date": "2016", "value": 19.9})
    found = verdict(CLAIM, early=rows(RATE), late=late, as_of="2026-01-01")
    assert (found["verdict"], found["later_value"], found["later_release"]) == ("reproduced", 19.9, "2016")
    assert "geeft inmiddels 19,9%" in found["reason"]
    assert verdict(CLAIM, early=rows(RATE), late=late)["later_release"] == ""


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources()


@pytest.fixture(scope="module")
def judged(sources: Sources) -> pd.DataFrame:
    return judge_review(sources, as_of=REVIEW_DATE, language="nl")


def test_every_claim_and_every_budget_total_has_one_verdict(judged: pd.DataFrame, sources: Sources) -> None:
    assert tuple(judged.columns) == COLUMNS
    assert tuple(judged.columns[: len(CONTRACT)]) == CONTRACT
    assert judged["claim_id"].is_unique
    assert set(sources.claims["claim_id"]) <= set(judged["claim_id"])
    assert set(judged["verdict"]) <= set(VERDICTS)
    for column in ("reason_nl", "reason_en"):
        assert not judged[column].str.contains("[{}?]", regex=True).any()
        assert judged[column].str.endswith((".", ")")).all()


def test_the_first_releases_of_the_register_do_not_flip_the_sign(judged: pd.DataFrame) -> None:
    found = judged.set_index("claim_id").loc["env.jobs.change.drenthe"]
    assert found["verdict"] == "reproduced"
    assert -0.75 < found["recomputed_low"] < found["recomputed_high"] < -0.65


def test_withdrawing_the_row_that_decides_changes_the_verdict(sources: Sources) -> None:
    published = sources.published
    rest = published[~published["measure"].isin(["office_vacancy_rate_gap"])]
    changed = Sources(rest, sources.claims, sources.budget, sources.coefficients, sources.projects)
    table = judge_review(changed, as_of=REVIEW_DATE, language="nl").set_index("claim_id")
    assert table.loc["prof.offices.vacancy.gap.2012", "verdict"] == "no_data"


def test_adding_a_row_changes_the_verdict(sources: Sources) -> None:
    new = rows(
        {
            "measure": "image_rank_working",
            "unit": "rank",
            "value": 8.0,
            "period_start": "2013-01-01",
            "period_end": "2013-12-31",
            "release_date": "2014-01",
        }
    )
    more = obs.combine([sources.published, new])
    changed = Sources(more, sources.claims, sources.budget, sources.coefficients, sources.projects)
    table = judge_review(changed, as_of=REVIEW_DATE, language="nl").set_index("claim_id")
    assert table.loc["env.image.rank.working", "verdict"] == "contradicted"
    assert Path(str(table.loc["env.image.rank.living", "source"])).name == "observations.csv"
