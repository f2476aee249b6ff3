"""Key figures stand on one line only when they may be compared."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.edition import Edition
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.report.material import Material
from keianalysis.report.text.key_figures import key_figures
from tests.conftest import observation_rows as rows

APRIL_2011 = {"period_start": "2011-04-01", "period_end": "2011-04-01"}
CHANGE = {
    "measure": "jobs_fulltime_change",
    "period_start": "2011-04-01",
    "unit": "pct",
    "value": -0.7,
    "decimals": 1,
}
RATE = {"measure": "unemployment_rate_eurostat", "unit": "pct", "decimals": 1}


def year(number: int) -> dict[str, object]:
    return {"period_start": f"{number}-01-01", "period_end": f"{number}-12-31"}


def lines(results: pd.DataFrame, *measures: str, kind: str = "monitor") -> list[list[str]]:
    edition = Edition(f"{kind}-2012", kind, 2012, "2014-04-04", "en")
    none = pd.DataFrame(columns=list(COLUMNS))
    material = Material(edition, results, none, pd.DataFrame(columns=["claim_id"]), Path())
    table = key_figures(material, measures or ("employment",), "general", "Employment")
    return [[getattr(cell, "text", cell) for cell in row] for row in table.rows]


def test_levels_of_two_releases_never_share_a_line() -> None:
    """172,300 beside 173,900 would read as a rise where the register tells of a fall."""
    levels = rows({"value": 173_900.0}, APRIL_2011 | {"value": 172_300.0, "release_date": "2011-12-14"})
    told = lines(levels)
    assert [row[2:4] for row in told] == [["172,300", ""], ["", "173,900"]]
    assert [row[-1] for row in told] == ["published, Dec 2011", "published, Dec 2012"]


def test_levels_of_one_release_share_a_line() -> None:
    told = lines(rows({"value": 173_900.0}, APRIL_2011 | {"value": 175_100.0}))
    assert [row[2:4] for row in told] == [["175,100", "173,900"]]


def test_rates_of_two_releases_never_share_a_line_and_the_newest_public_one_is_shown() -> None:
    old = RATE | year(2012) | {"value": 5.5, "release_date": "2013-04"}
    new = RATE | year(2012) | {"value": 5.7, "release_date": "2014-03"}
    later = RATE | year(2012) | {"value": 6.4, "release_date": "2020-12", "basis": "published_later"}
    before = RATE | year(2011) | {"value": 5.3, "release_date": "2013-04"}
    told = lines(rows(later, old, new, before), "labour_market")
    assert [row[2:4] for row in told] == [["5.3%", ""], ["", "5.7%"]]
    assert [row[-1] for row in told] == ["published, Apr 2013", "published, Mar 2014"]


def test_the_newest_release_keeps_all_its_years() -> None:
    old = [RATE | year(one) | {"value": 5.0, "release_date": "2013-04"} for one in (2011, 2012)]
    new = [RATE | year(one) | {"value": 5.7, "release_date": "2014-03"} for one in (2011, 2012)]
    assert [row[2:4] for row in lines(rows(*old, *new), "labour_market")] == [["5.7%", "5.7%"]]


def test_two_undated_sources_do_not_share_a_line() -> None:
    first = RATE | year(2011) | {"value": 5.3, "release_date": "", "source": "CBS | a"}
    second = RATE | year(2012) | {"value": 5.7, "release_date": "", "source": "UWV | b"}
    told = lines(rows(first, second), "labour_market")
    assert sorted(row[2:4] for row in told) == [["", "5.7%"], ["5.3%", ""]]


def test_what_was_printed_goes_before_what_was_computed_as_finely() -> None:
    computed = CHANGE | {"value": -0.685, "basis": "computed", "lineage": "x.y(1)", "source": "keianalysis.x"}
    assert [row[-1] for row in lines(rows(computed, CHANGE))] == ["published, Dec 2012"]


def test_a_finer_number_of_one_release_goes_before_a_coarser_one() -> None:
    """Just under one percent says less than 0.7 percent."""
    coarse = CHANGE | {"value": -1.0, "decimals": 0, "wording": "slightly_below"}
    assert [row[2] for row in lines(rows(coarse, CHANGE))] == ["−0.7%"]


def test_a_number_with_a_date_goes_before_one_without() -> None:
    undated = CHANGE | {"value": -0.9, "release_date": ""}
    assert [row[2] for row in lines(rows(undated, CHANGE))] == ["−0.7%"]


def test_the_name_of_a_unit_joins_the_brackets_that_are_there() -> None:
    force = {"measure": "labour_force_intl_def", "unit": "persons", "value": 249_000.0, "decimals": -3}
    ((told, *_),) = lines(rows(force | year(2012)), "labour_market")
    assert told.endswith("; persons)")


def test_no_line_is_left_out_however_many_there_are() -> None:
    many = [
        RATE | year(2012) | {"region": region, "value": 1.0 + place, "unit": unit}
        for region in ("Drenthe", "Nederland")
        for place, unit in enumerate(("pct", "persons", "count", "jobs", "ratio", "ha", "m2", "fte"))
    ] + [
        CHANGE | {"period_start": f"{first}-04-01", "region": region, "value": 1.0}
        for first in range(1996, 2012)
        for region in ("Drenthe", "Nederland")
    ]
    assert len(lines(rows(*many), "labour_market", "employment")) == 48


def test_the_unit_stands_with_the_measure_and_not_in_every_cell() -> None:
    people = {"measure": "population", "unit": "persons", "value": 490_807.0} | {
        "period_start": "2012-01-01",
        "period_end": "2012-01-01",
    }
    (told,) = lines(rows(people), "profile")
    assert "persons" in told[0]
    assert told[2] == "490,807"


def test_a_line_of_drenthe_stands_before_that_of_the_country() -> None:
    told = lines(rows(CHANGE | {"region": "Nederland"}, CHANGE))
    assert [row[1] for row in told] == ["Drenthe", "Netherlands"]


@pytest.mark.parametrize(
    ("kind", "years"), [("review", ["2011", "2012", "2013"]), ("monitor", ["2011", "2012"])]
)
def test_a_review_looks_a_year_further_and_no_column_is_empty(kind: str, years: list[str]) -> None:
    edition = Edition(f"{kind}-2012", kind, 2012, "2014-04-04", "nl")
    none = pd.DataFrame(columns=list(COLUMNS))
    known = rows(*(RATE | year(number) | {"value": 5.0} for number in range(2009, 2015)))
    material = Material(edition, known, none, pd.DataFrame(columns=["claim_id"]), Path())
    assert list(key_figures(material, ("labour_market",), "a", "A").columns[2:-2]) == years
    material = Material(edition, known.iloc[[3]], none, pd.DataFrame(columns=["claim_id"]), Path())
    assert list(key_figures(material, ("labour_market",), "a", "A").columns[2:-2]) == ["2012"]
