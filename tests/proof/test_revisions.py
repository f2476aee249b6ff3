"""First and latest releases, changes of sign first, and the review with today's data."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.model.verdicts import Verdict
from keianalysis.proof.revisions import mixed_changes, revision_summary, revision_table, today
from tests.conftest import observation_rows as rows

GROWTH = {"measure": "gdp_growth", "unit": "pct", "decimals": 1, "period_start": "2011-01-01"}


def growth(year: int, value: float, release: str) -> dict[str, object]:
    return GROWTH | {
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "release_date": release,
    }


TABLE = rows(
    growth(2010, 1.6, "2013-05-26"),
    growth(2010, 1.3, "2021-11-18"),
    growth(2011, -0.2, "2013-05-26"),
    growth(2011, 0.1, "2013-08-14"),
    growth(2011, 0.3, "2021-11-18"),
    growth(2012, -1.0, "2021-11-18"),
)


def test_a_number_runs_from_its_first_to_its_latest_release() -> None:
    found = revision_table(TABLE).set_index("period_end").loc["2010-12-31"]
    assert (found["first"], found["latest"], found["difference"]) == (1.6, 1.3, -0.3)
    assert (found["first_release"], found["latest_release"]) == ("2013-05-26", "2021-11-18")
    assert (found["cause"], found["sign_change"]) == ("revision", False)


def test_a_change_of_sign_comes_first_and_releases_between_are_counted() -> None:
    found = revision_table(TABLE).iloc[0]
    assert (found["period_end"], found["sign_change"], found["releases"]) == ("2011-12-31", True, 3)


def test_one_release_is_no_revision() -> None:
    assert "2012-12-31" not in set(revision_table(TABLE)["period_end"])


def test_mean_and_mean_absolute_revision_differ_where_signs_do() -> None:
    # -0.3 and +0.5: on average +0.1, in size 0.4.
    (found,) = revision_summary(revision_table(TABLE)).itertuples()
    assert found.mean_revision == pytest.approx(0.1)
    assert found.mean_absolute_revision == pytest.approx(0.4)
    assert (found.largest, found.sign_changes, found.numbers) == (0.5, 1, 2)


DAYS = ("period_start", "period_end")
LEVELS = rows(
    {
        "period_start": "2011-04-01",
        "period_end": "2011-04-01",
        "value": 172_300.0,
        "release_date": "2011-12-14",
    },
    {"value": 173_900.0},
    {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "value": -1_200.0},
)


def test_the_level_that_a_later_release_implies_revises_the_one_printed() -> None:
    # 173,900 after a fall of 1,200 means 175,100 a year earlier, where 172,300 was printed.
    found = revision_table(LEVELS).iloc[0]
    assert (found["measure"], found["first"], found["latest"]) == ("jobs_fulltime", 172_300.0, 175_100.0)
    assert (found["difference"], found["cause"]) == (2_800.0, "correction")


def test_two_first_releases_give_a_rise_where_the_release_prints_a_fall() -> None:
    (found,) = mixed_changes(LEVELS).itertuples()
    assert found.mixed == pytest.approx(0.9286, abs=1e-4)
    assert found.printed == pytest.approx(-0.6853, abs=1e-4)
    assert found.sign_change


def verdict(claim: str, name: str, value: float, evidence: str = "") -> dict[str, object]:
    told = Verdict(claim, name, 0.5, value, 0.4, 0.6, "published", "CBS", "")
    return told._replace(theme="general", evidence=evidence)._asdict()


@pytest.mark.parametrize(
    ("then", "now", "answer"),
    [
        (("reproduced", 0.5), ("contradicted", 0.9), "otherwise"),
        (("contradicted", 0.9), ("contradicted", 0.9), "already"),
        (("reproduced", 0.5), ("reproduced", 0.52), "moved"),
        (("reproduced", 0.5), ("reproduced", 0.5), "same"),
        (("supported", float("nan")), ("at_odds", float("nan")), "related"),
        (("no_data", float("nan")), ("no_data", float("nan")), "unknown"),
    ],
)
def test_what_the_review_would_say_today_follows_from_the_newest_number(
    then: tuple[str, float], now: tuple[str, float], answer: str
) -> None:
    claims = pd.DataFrame({"claim_id": ["a"]})
    first, last = (pd.DataFrame([verdict("a", *one)]) for one in (then, now))
    assert today(claims, first, last, TABLE)["answer"].tolist() == [answer]


def test_other_printed_numbers_are_told_apart() -> None:
    claims = pd.DataFrame({"claim_id": ["a"]})
    judged = pd.DataFrame([verdict("a", "derived", 79.0, "claim:b")])
    assert today(claims, judged, judged, TABLE)["answer"].tolist() == ["printed"]


def test_what_would_be_said_otherwise_comes_first_with_its_release() -> None:
    claims = pd.DataFrame({"claim_id": ["a", "b"]})
    then = pd.DataFrame([verdict("a", "no_data", float("nan")), verdict("b", "reproduced", 1.6)])
    newest = TABLE["id"].iloc[1]
    now = pd.DataFrame([verdict("a", "no_data", float("nan")), verdict("b", "contradicted", 1.3, newest)])
    found = today(claims, then, now, TABLE).iloc[0]
    assert (found["claim_id"], found["answer"], found["today_release"]) == ("b", "otherwise", "2021-11-18")
