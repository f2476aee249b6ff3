"""The lists behind the sample agree with themselves and with the published ones."""

from __future__ import annotations

import numpy as np
import pytest

from keianalysis.readers.sources import read_sources
from keianalysis.samples.lists import Lists, read_lists


@pytest.fixture(scope="module")
def lists() -> Lists:
    return read_lists(read_sources().published)


def test_codes_occur_once(lists: Lists) -> None:
    assert lists.activities["sbi"].is_unique
    assert lists.municipalities["code"].is_unique
    assert set(lists.activities["section"]) == set(lists.sections["section"])


def test_shares_are_shares(lists: Lists) -> None:
    assert lists.sections["national_share"].sum() == pytest.approx(100)
    assert lists.sections["women"].between(0, 1).all()
    assert (lists.activities["tail"] > 0).all()


def test_establishments_by_municipality_and_section_follow_cbs(lists: Lists) -> None:
    names = lists.municipalities["name"].tolist()
    sections = lists.activities["section"].to_numpy()
    assen = lists.places[names.index("Assen")]
    # CBS, Assen, 1 January 2014: section F; sections O to Q from 65 in A+O-Q to 1,000 a year later.
    published = read_sources().published
    rows = published[(published["measure"] == "establishments_cbs") & (published["region"] == "Assen")]
    rows = rows[rows["period_end"].isin(["2014-01-01", "2015-01-01"])].set_index(["sector", "period_end"])
    value = rows["value"]
    assert assen[sections == "F"].sum() == pytest.approx(value["F", "2014-01-01"])
    public = np.isin(sections, ["O", "P", "Q"])
    added = value["A+O-Q", "2015-01-01"] - value["A+O-Q", "2014-01-01"]
    assert assen[public].sum() == pytest.approx(added)
    groningen = lists.places[names.index("Groningen")]
    assert groningen.sum() == pytest.approx(16_000)


def test_a_municipality_gives_way_in_the_year_after_its_last(lists: Lists) -> None:
    codes = lists.municipalities["code"].to_numpy()
    haren = codes.tolist().index("GM0017")
    assert codes[lists.in_year(2018)[haren]] == "GM0017"
    assert codes[lists.in_year(2019)[haren]] == "GM0014"
    assert (lists.in_year(2012) == np.arange(len(codes))).all()
