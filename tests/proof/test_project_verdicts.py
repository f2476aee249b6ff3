"""With a project list the effect claims are judged on it; a synthetic one decides nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.observations import empty
from keianalysis.proof.evidence import pool
from keianalysis.proof.review import judge_review, printed_evidence, project_effects
from keianalysis.proof.verdicts import judge
from keianalysis.readers.sources import Sources, read_sources, with_project_list
from keianalysis.samples.projects import write_sample_projects
from tests.project_lists import money, project, spent, write_list
from tests.reviews import REVIEW_DATE, review_with

EFFECTS = "eff."
SOURCES = read_sources()


def listed(folder: Path, *rows: dict[str, str]) -> Sources:
    return with_project_list(SOURCES, write_list(folder / "list.csv", *rows))


def verdicts(sources: Sources, language: str = "en") -> pd.DataFrame:
    """Return the verdicts on the effect claims from what rests on no release."""
    claims = sources.claims[sources.claims["claim_id"].str.startswith(EFFECTS)]
    printed = [printed_evidence(sources)]
    table = judge(review_with(claims), pool(printed, printed), as_of=REVIEW_DATE, language=language)
    return table.set_index("claim_id")


@pytest.fixture(scope="module")
def without() -> pd.DataFrame:
    return verdicts(SOURCES)


ELEVEN = money(province="11000000", private="52500000")
JOBS = {"created": "760-1370", "jobs_on_site": "0", "evidence": "study"}
FITS = project("P1", **ELEVEN, **JOBS, **spent(construction="1"))


def test_a_list_that_agrees_reproduces_money_and_jobs(tmp_path: Path) -> None:
    found = verdicts(listed(tmp_path, FITS))
    assert found.loc["eff.investment.province", "verdict"] == "reproduced"
    assert found.loc["eff.investment.total", "verdict"] == "reproduced"
    assert found.loc["eff.jobs.structural", "verdict"] == "reproduced"
    # 52.5 / 11 = 4.77 is below five.
    assert found.loc["eff.leverage", "verdict"] == "contradicted"
    assert found.loc["eff.leverage", "recomputed"] == pytest.approx(4.7727, abs=1e-4)
    # 63.5 million at 158,371 to 200,000 euros a person-year is 318 to 401.
    assert found.loc["eff.jobs.temporary_direct", "verdict"] == "contradicted"
    assert set(found.loc[[name for name in found.index if "share" not in name], "basis"]) == {"computed"}


def test_the_reason_names_the_list_and_the_assumptions(tmp_path: Path) -> None:
    sources = listed(tmp_path, FITS)
    reasons = verdicts(sources)["reason"]
    assert reasons["eff.investment.total"].startswith(
        "For the same figure and period list.csv gives €63,500,000"
    )
    assert "the assumptions of the effect method" in reasons["eff.jobs.temporary_direct"]
    assert (
        "de aannames van de effectmethode"
        in verdicts(sources, "nl").loc["eff.jobs.temporary_direct", "reason"]
    )


def test_a_blank_in_a_file_name_is_shown_as_it_is(tmp_path: Path) -> None:
    sources = with_project_list(SOURCES, write_list(tmp_path / "my list.csv", FITS))
    found = verdicts(sources).loc["eff.investment.total"]
    assert found["reason"].startswith("For the same figure and period my list.csv gives ")
    assert found["source"] == "my list.csv | row 2"


def test_many_rows_of_a_list_are_counted_in_a_reason_and_not_named(tmp_path: Path) -> None:
    rows = [project(f"P{number}", **money(province="1000000")) for number in range(11)]
    found = verdicts(listed(tmp_path, *rows))
    assert "list.csv gives €11,000,000" in found.loc["eff.investment.province", "reason"]
    assert found.loc["eff.investment.province", "verdict"] == "reproduced"


def test_an_unknown_amount_leaves_a_claim_open_where_it_may_decide(tmp_path: Path) -> None:
    lacking = project("P2", **(money(province="0") | {"private": ""}))
    found = verdicts(listed(tmp_path, FITS, lacking))
    assert found.loc["eff.investment.province", "verdict"] == "reproduced"
    assert found.loc["eff.investment.total", "verdict"] == "undecided"
    assert "at least €63,500,000" in found.loc["eff.investment.total", "reason"]


def test_known_amounts_may_be_too_much_whatever_is_unknown(tmp_path: Path) -> None:
    lacking = project("P2", **(money(province="1000000", eu="1000000") | {"private": ""}))
    found = verdicts(listed(tmp_path, FITS, lacking))
    assert found.loc["eff.investment.total", "verdict"] == "contradicted"


def test_projects_that_were_not_under_way_by_mid_2013_do_not_count(tmp_path: Path) -> None:
    later = project("P2", start="2013-07-01", end="2014-12-31", **ELEVEN)
    planned = project("P3", status="planned", **ELEVEN)
    found = verdicts(listed(tmp_path, FITS, later, planned))
    assert found.loc["eff.investment.total", "verdict"] == "reproduced"


def test_a_synthetic_list_decides_nothing(tmp_path: Path, without: pd.DataFrame) -> None:
    sources = with_project_list(SOURCES, write_sample_projects(tmp_path / "list.csv", 7))
    assert set(project_effects(sources)["basis"]) == {"sample"}
    printed = printed_evidence(sources)
    assert printed["source"].str.endswith("list.csv").any()
    assert not pool([printed], [printed])["source"].str.endswith("list.csv").any()
    pd.testing.assert_frame_equal(verdicts(sources), without)


def test_one_synthetic_row_makes_the_whole_list_decide_nothing(tmp_path: Path, without: pd.DataFrame) -> None:
    sources = listed(tmp_path, FITS, project("SAMPLE-1"))
    pd.testing.assert_frame_equal(verdicts(sources), without)


@pytest.mark.slow
def test_other_claims_do_not_change(tmp_path: Path) -> None:
    sources = listed(tmp_path, FITS)
    plain, judged = (
        judge_review(one, empty(), as_of=REVIEW_DATE, language="en").set_index("claim_id")
        for one in (SOURCES, sources)
    )
    others = [name for name in plain.index if not name.startswith(EFFECTS)]
    pd.testing.assert_frame_equal(judged.loc[others], plain.loc[others])
