"""Each kind of fault that a judge can make, as a case by hand with the verdict worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model import observations as obs
from keianalysis.model.reviews import Review
from keianalysis.proof.decide import GROUPS
from keianalysis.proof.evidence import LATER, pool, publishers
from keianalysis.proof.review import evidence_for, judge_review
from keianalysis.proof.verdicts import CONTRACT, judge
from keianalysis.readers.sources import read_sources
from tests.conftest import observation_rows as rows
from tests.reviews import REVIEW_DATE

CLAIM: dict[str, Any] = {
    "claim_id": "shops",
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
    "lineage": "claims.csv#2",
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
    "source": "Locatus | page",
}
NEAR = SAME | {"measure": "shop_vacancy_rate_pbl", "source": "PBL | page"}
MAKER = "Provincie X"
NAMED = {
    "name": "pbl",
    "measure": "shop_vacancy_rate_pbl",
    "region": "Nederland",
    "sector": "total",
    "unit": "pct",
    "period_start": "2012-01-01",
    "period_end": "2012-12-31",
    "release_date": "",
}
PIECE = {
    "claim_id": "shops",
    "kind": "neighbour",
    "unit": "pct",
    "decimals": "1",
    "formula": "pbl",
    "bridge": "",
    "low": "",
    "high": "",
    "text_nl": "een andere telling",
    "text_en": "another count",
    "bridge_nl": "een verschil",
    "bridge_en": "a difference",
}
WORD = {
    "name": "page",
    "period_start": "2012-01-01",
    "period_end": "2012-12-31",
    "value": "",
    "low": "",
    "high": "0",
    "says": "er was een daling",
    "publisher": MAKER,
    "source_url": "page",
    "release_date": "2012",
}


def review(*claims: dict[str, Any], **tables: list[dict[str, str]]) -> Review:
    """Return a review by province X with claims and tables of a test's own, and nothing else."""
    known = read_sources().review
    own = {name: table.iloc[:0] for name, table in known.tables.items()}
    own["claims"] = pd.DataFrame(claims)
    for name, lines in tables.items():
        made = pd.DataFrame(lines).assign(lineage=[f"{name}.csv#{row + 2}" for row in range(len(lines))])
        own[name] = made.reindex(columns=known.tables[name].columns, fill_value="")
    return replace(known, tables=own, holders=(MAKER,))


def verdicts(told: Review, early: pd.DataFrame, late: pd.DataFrame | None = None) -> pd.DataFrame:
    evidence = pool([early], [early if late is None else obs.combine([early, late])])
    return judge(told, evidence, as_of="2026-01-01", language="en").set_index("claim_id")


def verdict(told: Review, early: pd.DataFrame, late: pd.DataFrame | None = None) -> pd.Series:
    return verdicts(told, early, late).iloc[0]


def bridged(bridge: str, low: str = "", high: str = "", **claim: Any) -> Review:
    return review(
        CLAIM | claim, evidence=[PIECE | {"bridge": bridge, "low": low, "high": high}], quantities=[NAMED]
    )


# Fault 1: a neighbour that is not comparable decides nothing, however far it is off.


@pytest.mark.parametrize("value", [6.9, 7.5, 50.0])
def test_a_neighbour_without_a_bridge_decides_nothing_and_is_the_nearest_figure(value: float) -> None:
    found = verdict(bridged(""), rows(NEAR | {"value": value}))
    assert (found["verdict"], found["nearest"]) == ("undecided", value)
    assert pd.isna(found["recomputed"])
    assert "so this settles nothing" in found["reason_en"]
    assert "daarom geeft dit geen uitsluitsel" in found["reason_nl"]


# PBL's 8.0 is 7.95 to 8.05; less 1.1 to 1.2 that is 6.75 to 6.95, and the claim is 6.85 to 6.95.
# Less exactly 1.1 it is 6.85 to 6.95, which is inside; less 0.1 to 0.2 it is 7.75 to 7.95, outside.


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [("-1.1", "-1.1", "supported"), ("-1.2", "-1.1", "undecided"), ("-0.2", "-0.1", "at_odds")],
)
def test_over_a_bridge_the_same_rule_holds(low: str, high: str, expected: str) -> None:
    found = verdict(bridged("difference", low, high), rows(NEAR | {"value": 8.0}))
    assert found["verdict"] == expected
    assert found["reach_low"] == pytest.approx(7.95 + float(low))
    assert pd.isna(found["recomputed"])


def test_a_ratio_that_ranges_widely_cannot_tell() -> None:
    found = verdict(bridged("ratio", "0.6", "1.1"), rows(NEAR | {"value": 8.0}))
    assert found["verdict"] == "undecided"
    assert (found["reach_low"], found["reach_high"]) == (pytest.approx(4.77), pytest.approx(8.855))


def test_a_part_that_would_exceed_its_whole_is_at_odds() -> None:
    assert verdict(bridged("part_of_whole", "0"), rows(NEAR | {"value": 5.0}))["verdict"] == "at_odds"
    assert verdict(bridged("part_of_whole", "0"), rows(NEAR | {"value": 50.0}))["verdict"] == "undecided"


# Fault 2: an overlap is no agreement.


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (6.45, 8.25, "undecided"),
        (6.86, 6.94, "reproduced"),
        (6.94, 6.96, "undecided"),
        (7, 8, "contradicted"),
    ],
)
def test_evidence_agrees_only_inside_and_differs_only_outside(low: float, high: float, expected: str) -> None:
    wide = rows(SAME | {"lineage": "f(a b)", "basis": "computed"}).assign(low=low, high=high)
    assert verdict(review(CLAIM), wide)["verdict"] == expected


# Fault 3: a direction that cannot be seen is undecided.

RISE = {"check": "sign", "value": 1.0, "decimals": 0, "unit": "pct_point"}


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0.2, 1, "supported"), (-0.2, 1, "at_odds"), (0.3, 0, "undecided"), (0.0, 1, "undecided")],
)
def test_a_direction_by_a_neighbour(value: float, decimals: int, expected: str) -> None:
    near = rows(NEAR | {"value": value, "decimals": decimals})
    assert verdict(bridged("direction", **RISE), near)["verdict"] == expected


def test_neighbours_that_disagree_leave_a_claim_undecided_and_both_are_told() -> None:
    other = NAMED | {"name": "other", "measure": "shop_vacancy_rate_outlets"}
    pieces = [PIECE | {"bridge": "direction"}, PIECE | {"bridge": "direction", "formula": "other"}]
    told = review(CLAIM | RISE, evidence=pieces, quantities=[NAMED, other])
    second = NEAR | {"measure": "shop_vacancy_rate_outlets", "value": -0.5}
    found = verdict(told, rows(NEAR | {"value": 0.4}, second))
    assert found["verdict"] == "undecided"
    assert "0.4" in found["reason_en"]
    assert "−0.5" in found["reason_en"]


# Fault 4: what rests on the review is no evidence from outside.


def test_the_review_is_no_evidence_on_itself() -> None:
    own = rows(SAME | {"basis": "computed", "lineage": "f(claim:shops)"})
    assert verdict(review(CLAIM), own)["verdict"] == "no_data"
    circular = rows(NEAR | {"basis": "computed", "lineage": "f(claim:other)", "value": 6.9})
    assert verdict(bridged("direction"), circular)["verdict"] == "no_data"


OUTSIDE = ("reproduced", "repeated", "supported", "at_odds")


def behind(name: str, known: Mapping[str, str]) -> set[str]:
    """Return everything that a row rests on, down to the rows and statements that rest on nothing."""
    inputs = known.get(name, "").partition("(")[2].removesuffix(")").split()
    return {name}.union(*(behind(one, known) for one in inputs))


def circular(verdicts: pd.DataFrame, known: Mapping[str, str]) -> set[str]:
    """Return the claims that were judged by themselves, or from outside by what rests on a claim."""
    found = set()
    for row in verdicts.itertuples():
        origins = set().union(*(behind(name, known) for name in str(row.evidence).split()))
        own = f"claim:{row.claim_id}" in origins
        if own or (row.verdict in OUTSIDE and any(name.startswith("claim:") for name in origins)):
            found.add(str(row.claim_id))
    return found


def test_no_verdict_from_outside_rests_on_a_claim() -> None:
    sources = read_sources()
    pool = evidence_for(sources)
    found = judge(sources.review, pool, as_of=REVIEW_DATE, language="en")
    known = {row.id: row.lineage for row in obs.records(pool)}
    assert len(found) == len(sources.claims)
    assert circular(found, known) == set()


@given(
    depth=st.integers(0, 5),
    judged=st.sampled_from(sorted(GROUPS)),
    named=st.sampled_from(["claim:shops", "claim:other", "data/page.csv#3@4"]),
)
def test_the_test_of_circularity_finds_what_is_planted(depth: int, judged: str, named: str) -> None:
    known = {f"row{level}": f"f(fact:1 row{level + 1})" for level in range(depth)}
    known[f"row{depth}"] = f"f(fact:2 {named})"
    found = pd.DataFrame([{"claim_id": "shops", "verdict": judged, "evidence": "fact:3 row0"}])
    expected = named == "claim:shops" or (named == "claim:other" and judged in OUTSIDE)
    assert circular(found, known) == ({"shops"} if expected else set())


# Fault 5: found again with its holder is repeated.


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Locatus | page", "reproduced"),
        (f"{MAKER} (PWR) via a newspaper | page", "repeated"),
        (f"{MAKER} (CBS data) | page", "reproduced"),
    ],
)
def test_who_holds_a_number_decides_between_reproduced_and_repeated(source: str, expected: str) -> None:
    found = verdict(review(CLAIM), rows(SAME | {"source": source}))
    assert (found["verdict"], found["group"]) == (expected, "confirmed")
    assert ("found there, not recomputed" in found["reason_en"]) == (expected == "repeated")


def test_another_holder_comes_before_the_own_source() -> None:
    own = SAME | {"source": f"{MAKER} | page"}
    found = verdict(review(CLAIM), rows(own, SAME | {"value": 7.5}))
    assert (found["verdict"], found["recomputed"]) == ("contradicted", 7.5)


# Fault 6: a claim about two things needs both.


@pytest.mark.parametrize(
    ("other", "expected"), [(6.9, "reproduced"), (9.0, "contradicted"), (None, "undecided")]
)
def test_a_claim_about_two_things_needs_both(other: float | None, expected: str) -> None:
    second = CLAIM | {"claim_id": "second", "region": "Drenthe"}
    told = review(CLAIM, second, together=[{"claim_id": "shops", "other": "second"}])
    here = SAME | {"region": "Drenthe", "region_code": "PV22", "value": other or 0}
    evidence = rows(SAME) if other is None else rows(SAME, here)
    found = verdicts(told, evidence).loc["shops"]
    assert found["verdict"] == expected
    assert "about two things" in found["reason_en"]


# Fault 7: a contradiction holds under every reading.

STABLE = {"check": "range", "value": -5.0, "value_high": 5.0, "decimals": 0}


@pytest.mark.parametrize(
    ("value", "expected"), [(3.0, "reproduced"), (8.0, "undecided"), (20.0, "contradicted")]
)
def test_a_contradiction_is_outside_every_reading(value: float, expected: str) -> None:
    wider = {"claim_id": "shops", "low": "-10", "high": "10", "text_nl": "ruimer", "text_en": "wider"}
    told = review(CLAIM | STABLE, readings=[wider])
    assert verdict(told, rows(SAME | {"value": value}))["verdict"] == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(400.0, "reproduced"), (415.0, "undecided"), (425.0, "contradicted")]
)
def test_circa_is_read_strictly_to_agree_and_within_five_percent_to_differ(
    value: float, expected: str
) -> None:
    circa = CLAIM | {"value": 400.0, "decimals": 0, "wording": "about"}
    exact = rows(SAME | {"value": value, "decimals": 0}).assign(low=value, high=value)
    assert verdict(review(circa), exact)["verdict"] == expected


# Fault 8: two numbers for one thing in one release are told.


def test_conflicting_rows_of_one_release_are_told() -> None:
    other = SAME | {"value": 7.0, "decimals": 0, "wording": "slightly_below"}
    other["source"] = "Locatus via a newspaper | page"
    found = verdict(review(CLAIM), rows(SAME, other))
    assert found["verdict"] == "reproduced"
    assert "The same release also gives almost 7%" in found["reason_en"]


# Fault 9: a floor is no "just over", and a page that says a direction is evidence for directions.


def test_a_floor_neither_reproduces_nor_contradicts_what_lies_above_it() -> None:
    floor = rows(SAME | {"value": 5.0, "decimals": 0, "wording": "at_least"})
    assert verdict(review(CLAIM), floor)["verdict"] == "undecided"


@pytest.mark.parametrize(("value", "expected"), [(-1.0, "repeated"), (1.0, "contradicted")])
def test_a_page_that_says_a_direction_is_evidence(value: float, expected: str) -> None:
    same = PIECE | {"kind": "same", "formula": "page"}
    told = review(CLAIM | RISE | {"value": value}, evidence=[same], words=[WORD])
    found = verdict(told, obs.empty())
    assert (found["verdict"], found["evidence"]) == (expected, "words.csv#2")
    assert "er was een daling" in found["reason_nl"]


def test_a_direction_leaves_a_size_open() -> None:
    same = PIECE | {"kind": "same", "formula": "page"}
    told = review(CLAIM | {"value": -0.8}, evidence=[same], words=[WORD])
    assert verdict(told, obs.empty())["verdict"] == "undecided"


# The order of the kinds, and the kinds of check.


def test_public_in_time_and_public_later() -> None:
    found = verdict(review(CLAIM), rows(SAME))
    assert (found["verdict"], found["basis"]) == ("reproduced", "published")
    late = verdict(review(CLAIM), obs.empty(), rows(SAME | {"release_date": "2015-03"}))
    assert (late["verdict"], late["basis"]) == ("reproduced", LATER)
    assert "published after the review (March 2015)" in late["reason_en"]
    assert "verscheen na de review (maart 2015)" in late["reason_nl"]


def test_a_later_release_overturns_no_earlier_one_and_is_told() -> None:
    late = rows(SAME | {"release_date": "2015-03", "value": 7.5})
    found = verdict(review(CLAIM), rows(SAME), late)
    assert (found["verdict"], found["later_value"], found["later_release"]) == ("reproduced", 7.5, "2015-03")
    assert "The release of March 2015 now gives 7.5%" in found["reason_en"]


@pytest.mark.parametrize(
    "other",
    [{"region": "Drenthe"}, {"sector": "retail"}, {"unit": "pct_point"}, {"period_end": "2013-12-31"}],
)
def test_only_the_whole_key_is_the_same_measure(other: dict[str, Any]) -> None:
    assert verdict(review(CLAIM), rows(SAME | other))["verdict"] == "no_data"


def test_printed_numbers_come_before_neighbours() -> None:
    parts = [CLAIM | {"claim_id": name, "value": value} for name, value in (("a", 3.9), ("b", 3.0))]
    tie = {"claim_id": "shops", "kind": "sum", "formula": 'claim("a") + claim("b")', "text_nl": "som"}
    told = review(
        CLAIM, *parts, identities=[tie | {"text_en": "sum"}], evidence=[PIECE | {"bridge": "direction"}]
    )
    assert verdicts(told, rows(NEAR | {"value": 50.0})).loc["shops", "verdict"] == "derived"


@pytest.mark.parametrize(("first", "expected"), [(3.9, "derived"), (4.0, "rounding"), (5.0, "contradicted")])
def test_a_total_and_its_parts(first: float, expected: str) -> None:
    # 4.0 + 3.0 is 6.9 to 7.1 and so meets 6.85 to 6.95; 5.0 + 3.0 is 7.9 to 8.1 and does not.
    parts = [CLAIM | {"claim_id": name, "value": value} for name, value in (("a", first), ("b", 3.0))]
    tie = {"claim_id": "shops", "kind": "sum", "formula": 'claim("a") + claim("b")', "text_nl": "som"}
    told = review(CLAIM, *parts, identities=[tie | {"text_en": "sum"}])
    assert verdicts(told, obs.empty()).loc["shops", "verdict"] == expected


@pytest.mark.parametrize(("second", "expected"), [("B", "derived"), ("C", "contradicted")])
def test_two_printed_lists_agree_or_do_not(second: str, expected: str) -> None:
    names = [("one", "A"), ("one", "B"), ("two", "A"), ("two", second)]
    lists = [{"claim_id": "shops", "list": name, "name": one} for name, one in names]
    told = review(CLAIM | {"check": "lists_agree", "value": 0.0, "decimals": 0}, lists=lists)
    found = verdict(told, obs.empty())
    assert (found["verdict"], found["recomputed"]) == (expected, 0 if second == "B" else 2)


@pytest.mark.parametrize("check", ["order", "largest_of", "true_every_year", "ex_post"])
@pytest.mark.parametrize(("value", "expected"), [(0.4, "reproduced"), (-0.4, "contradicted")])
def test_orders_years_and_forecasts_are_directions(check: str, value: float, expected: str) -> None:
    claim = CLAIM | RISE | {"check": check}
    found = verdict(review(claim), rows(SAME | {"unit": "pct_point", "value": value}))
    assert found["verdict"] == expected


# Power, no data, and the table as a whole.


def test_power_is_how_far_off_the_printed_number_would_have_had_to_be() -> None:
    # 6.87 to 6.91 excludes a printed 6.8 (6.75 to 6.85, off by 0.1 - at least 0.08) and a printed 7.0.
    narrow = rows(SAME | {"value": 6.89, "decimals": 2}).assign(low=6.87, high=6.91)
    assert verdict(review(CLAIM), narrow)["power"] == pytest.approx(0.08)
    assert pd.isna(verdict(review(CLAIM), rows(SAME | {"value": 9.0}))["power"])


def test_no_data_says_what_is_missing_in_words_and_where_it_belongs_in_fields() -> None:
    held = {
        "measure": "shop_vacancy_rate",
        "holder_nl": "Locatus",
        "holder_en": "Locatus",
        "columns": "value",
    }
    held |= {"file": "observations.csv", "what_nl": "de leegstand", "what_en": "the vacancy"}
    found = verdict(review(CLAIM, holders=[held]), obs.empty())
    assert (found["verdict"], found["file"], found["columns"]) == ("no_data", "observations.csv", "value")
    assert "the vacancy" in found["reason_en"]
    assert ".csv" not in found["reason_en"]


def test_sample_rows_never_decide() -> None:
    sample = rows(SAME | {"status": "sample"})
    assert pool([sample], [sample]).empty
    assert verdict(review(CLAIM), rows(SAME | {"basis": "sample"}))["verdict"] == "no_data"


def test_a_computed_row_names_the_publishers_behind_its_inputs() -> None:
    inputs = rows(SAME | {"source": "CBS | a"}, SAME | {"source": "Locatus | b"})
    computed = obs.first(rows(SAME | {"lineage": f"f({' '.join(inputs['id'])} claim:x file.csv#7)"}))
    named = publishers(computed, {row.id: row for row in obs.records(inputs)}).split("; ")
    assert sorted(named) == ["CBS | a", "Locatus | b", "file.csv | row 7", "review | x"]


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    return judge_review(read_sources(), obs.empty(), as_of=REVIEW_DATE, language="nl")


def test_every_claim_has_one_verdict_with_reasons_of_whole_words(judged: pd.DataFrame) -> None:
    claims = judged[judged["theme"] != "budget"]
    assert sorted(claims["claim_id"]) == sorted(read_sources().claims["claim_id"])
    assert tuple(judged.columns[:9]) == CONTRACT
    for column in ("reason_nl", "reason_en"):
        assert (
            not judged[column]
            .str.contains(r"[{}]|\bnan\b|NaN|None|\.csv|data/", regex=True)
            .loc[claims.index]
            .any()
        )
        assert (claims[column].str.len() > 40).all()
    assert (claims["reason_nl"] != claims["reason_en"]).all()


def test_what_cannot_be_tested_says_who_holds_what_would_decide_it(judged: pd.DataFrame) -> None:
    claims = judged[judged["theme"] != "budget"]
    untested = claims[claims["group"] == "cannot_be_tested"]
    assert len(untested) > 100
    for language in ("nl", "en"):
        assert (untested[f"holder_{language}"] != "").all()
        told = untested[untested["verdict"].isin(["undecided", "no_data"])]
        pairs = zip(told[f"reason_{language}"], told[f"holder_{language}"], strict=True)
        assert all(holder in reason for reason, holder in pairs)
    assert (untested["file"] != "").all()
    assert (untested["columns"] != "").all()
    assert (claims.loc[claims["group"] != "cannot_be_tested", "holder_nl"] == "").all()


def test_the_three_groups_follow_from_the_verdicts_and_reasons_are_words(judged: pd.DataFrame) -> None:
    claims = judged[judged["theme"] != "budget"]
    assert set(claims["group"]) == {"confirmed", "cannot_be_tested", "does_not_hold"}
    assert (claims["group"] == claims["verdict"].map(GROUPS)).all()
    words = {
        "nl": ("Een vergelijkbaar cijfer is", "Over iets vergelijkbaars schrijft"),
        "en": ("A comparable figure is", "On something comparable"),
    }
    for language, starts in words.items():
        reasons = claims[f"reason_{language}"]
        # A name of a measure, a column or a file has an underscore or a slash between its parts.
        code = reasons.str.contains(r"(?<!lfst)_(?!r_|lfu)|\w/\w+/|\bclaim:\w|\.csv|\.toml", regex=True)
        assert list(claims.loc[code, "claim_id"]) == []
        near = claims["verdict"].isin(["supported", "at_odds"])
        assert reasons[near].str.startswith(starts).all()


def test_a_neighbour_never_stands_under_recomputed(judged: pd.DataFrame) -> None:
    claims = judged[judged["theme"] != "budget"]
    near = claims["verdict"].isin(["supported", "at_odds", "no_data"])
    assert claims.loc[near, "recomputed"].isna().all()
    assert claims.loc[claims["verdict"].isin(["reproduced", "repeated"]), "nearest"].isna().all()
    assert set(claims["verdict"]) <= set(GROUPS)


# Fault 10: what is held and bears on a claim is looked at.


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("env.unemployment.drenthe", ("registered_job_seekers", "Drenthe", "2012-02-29")),
        ("env.unemployment.drenthe", ("labour_force_national_def", "Drenthe", "2014-12-31")),
        ("prof.participation.gap.2012", ("net_participation", "Drenthe", "2012-12-31")),
        ("env.jobs.change.groningen_assen", ("jobs_employees", "Noord-Drenthe", "2012-12-31")),
        ("env.jobs.change.groningen_assen", ("jobs_employees", "COROP CR03", "2012-12-31")),
        ("env.unemployment.above_nl_for_decades", ("unemployment_rate_eurostat", "Nederland", "2003-12-31")),
    ],
)
def test_what_is_held_is_looked_at(judged: pd.DataFrame, claim: str, held: tuple[str, str, str]) -> None:
    known = {row.id: row for row in obs.records(read_sources().published)}
    named = judged.set_index("claim_id").loc[claim, "evidence"].split()
    used = [known[name] for name in named if name in known]
    assert held in {(row.measure, row.region, row.period_end) for row in used}


def test_programmes_that_count_created_and_maintained_jobs_are_looked_at(judged: pd.DataFrame) -> None:
    evidence = judged.set_index("claim_id").loc["eff.jobs.structural", "evidence"]
    ratios = read_sources().review.tables["ratios"]
    wanted = ratios[ratios["counts"] == "created_and_maintained"]
    assert len(wanted) > 1
    assert all(place in evidence for place in wanted["lineage"])


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("env.jobs.change.drenthe", "repeated"),
        ("env.jobs.change.groningen_assen", "undecided"),
        ("env.jobs.growth_2007_2010.zuid_drenthe", "undecided"),
        ("env.starters.count.2012", "undecided"),
        ("env.unemployment.nl", "undecided"),
        ("env.business_parks.issued.2011", "undecided"),
        ("env.leisure.jobs_total.drenthe", "at_odds"),
        ("env.leisure.part_time", "supported"),
        ("env.unemployment.above_nl_for_decades", "undecided"),
        ("env.unemployment.fall_2010", "undecided"),
        ("env.education.low_share.above_nl", "supported"),
        ("env.gdp.forecast.2014", "reproduced"),
        ("eff.leverage", "not_implied"),
        ("eff.jobs.structural", "undecided"),
        ("prof.jobs.change.2012", "undecided"),
        ("prof.offices.vacancy.gap.2012", "repeated"),
        ("prof.population.ageing.gap", "reproduced"),
        ("prof.funds", "undecided"),
        ("act.restructuring.municipalities", "contradicted"),
        ("annex.groningen_assen.municipalities", "contradicted"),
        ("trend.economy.shrinks", "reproduced"),
        ("env.jobs.networks_fell_more", "derived"),
    ],
)
def test_verdicts_that_were_worked_out_by_hand(judged: pd.DataFrame, claim: str, expected: str) -> None:
    assert judged.set_index("claim_id").loc[claim, "verdict"] == expected
