"""Fryslân's closing of its programme: the second review, by the same notebooks as the first.

Every verdict is worked out by hand from the rows of CBS and of the province that the project holds. The
reckoning stands beside it.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
import pytest

from keianalysis.model.intervals import decimal_of
from keianalysis.model.observations import first, select
from keianalysis.proof.constraints import of_claims
from keianalysis.readers.sources import read_sources
from tests.editions import other_review_edition

REVIEW: Final = "fryslan-2015"
NO_MAP: Final = {
    "nl": "Een kaart van de gemeenten in Fryslân ontbreekt",
    "en": "There is no map of the municipalities in Friesland",
}
BY_HAND: Final = {
    # CBS, May 2013: -1.5.
    "frl.growth_2012": "reproduced",
    # CBS says in words that no province but Groningen grew: at most 0, which -0.9 fits as -0.1 would.
    "frl.growth_2013": "undecided",
    "frl.sof_growth_2013": "undecided",
    # Forecasts whose maker is not named; nobody's forecast for the province is held.
    "frl.growth_2014": "no_data",
    "frl.growth_2015": "no_data",
    # Value added of construction in the province is not held.
    "frl.construction_2013": "no_data",
    # The register of the province is not held.
    "frl.jobs_2014": "no_data",
    "frl.jobs_change_2014": "no_data",
    # -2,920 over 220,905 + 2,920 = 223,825 is -1.3046%.
    "frl.jobs_pct_2014": "derived",
    # The first delivery gave -1.7% and 223,300 jobs; the printed numbers imply 223,825, so a later one.
    "frl.jobs_pct_2013": "undecided",
    # UWV's counts of 2013 and 2014 are not held.
    "frl.nww_2014": "no_data",
    "frl.nww_rate_2014": "no_data",
    "frl.nww_rate_nl_2014": "no_data",
    "frl.nww_growth": "no_data",
    # Household income of 2008 and 2010 is not held.
    "frl.income": "no_data",
    # CBS, April 2014: -0.8. The -0.1 of 2021 is of revised accounts and is told beside it.
    "frl.sof_growth_nl_2013": "reproduced",
    # 2011 itself: +1.5 and +1.0, so not with that year; without it -1.5, -1.0, at most 0, and -0.8.
    "frl.shrinks_since_2011": "undecided",
    # CBS: 18,827 million.
    "frl.gdp_2011": "reproduced",
    # 18,827 / 599,047 = 3.143%.
    "frl.gdp_share_2011": "reproduced",
    # CBS: 29,088, outside 28,450 to 28,550 and inside 5% of 28,500.
    "frl.gdp_head_2011": "undecided",
    # 29,088 / 35,886 - 1 = -18.94%, and the claim asks for 20 up to 21% below.
    "frl.gdp_gap_2011": "contradicted",
    # 28,808 of the country times 0.770 to 0.831 of two other years is 22,200 to 23,900.
    "frl.gdp_head_2002": "undecided",
    # 465,214 million over (16,105,285 + 16,192,572) / 2 inhabitants is 28,807.7.
    "frl.gdp_head_nl_2002": "reproduced",
    # CBS: 35,886. The 38,960 of 2021 is of revised accounts and is told beside it.
    "frl.gdp_head_nl_2011": "reproduced",
    # The gaps were 100 - 28,500/35,900 = 20.6% and 100 - 23,000/28,800 = 20.1%; the rounding is 2 points.
    "frl.gap_widens": "not_implied",
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_edition_has_the_verdicts_worked_out_by_hand(
    tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    edition = other_review_edition(tmp_path_factory, REVIEW, language)
    verdicts = pd.read_csv(edition / "verdicts.csv").set_index("claim_id")["verdict"].to_dict()
    assert verdicts == BY_HAND
    for name in ("report.html", "report.pdf", "tables.xlsx", "results.csv", "manifest.json"):
        assert (edition / name).stat().st_size > 0
    assert NO_MAP[language] in (edition / "report.html").read_text("utf-8")


@pytest.mark.slow
def test_the_printed_gdp_and_the_printed_gdp_per_inhabitant_exclude_each_other(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """28,450 to 28,550 euro times 646,000 to 648,000 inhabitants is 18.38 to 18.50 billion, not 18.8."""
    edition = other_review_edition(tmp_path_factory, REVIEW, "nl")
    conflicts = pd.read_csv(edition / "conflicts.csv")
    assert conflicts["claims"].tolist() == ["frl.gdp_2011 frl.gdp_head_2011"]
    found = pd.read_csv(edition / "consistency.csv").set_index("claim_id").loc["frl.gdp_2011"]
    assert (found["implied_low"], found["implied_high"]) == (28_450 * 646_000, 28_550 * 648_000)


def test_every_claim_of_the_second_review_is_worked_out() -> None:
    assert set(read_sources(review=REVIEW).claims["claim_id"]) == set(BY_HAND)
    assert len(BY_HAND) == 25


def test_the_inhabitants_that_tie_its_numbers_are_those_that_cbs_counted() -> None:
    """The mean of a year lies within a thousand of the count on its first day."""
    sources = read_sources(review=REVIEW)
    day = {"period_start": "2011-01-01", "period_end": "2011-01-01"}
    counted = first(select(sources.published, measure="population", region="Fryslan", **day))
    assert counted is not None
    assert counted.value == 647_280
    bounds = of_claims(sources.review)["frl.inhabitants_2011_unprinted"].allowed
    assert bounds.low is not None
    assert bounds.high is not None
    assert decimal_of(counted.value) - bounds.low > 1000
    assert bounds.high - decimal_of(counted.value) < 1000


def test_a_job_is_full_time_from_fifteen_hours_there_under_one_name() -> None:
    sources = read_sources(review=REVIEW)
    assert sources.review.hours == 15
    named = {name for name in sources.published["measure"] if "15_hours" in name}
    claimed = {name for name in sources.claims["measure"] if "15_hours" in name}
    assert named == claimed == {"jobs_15_hours", "jobs_15_hours_change"}
