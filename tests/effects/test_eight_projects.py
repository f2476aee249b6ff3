"""A programme of eight projects at its midterm and at its end, worked out by hand.

A park that two projects share, a project in two phases, a fund with the loan out of it, a guarantee,
internships and learning places, an airport in prices of another year. The list is that of mid-2013, and
then that of the end of 2015.
"""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.effects.counting import count_in
from keianalysis.effects.counting.prices import factor
from keianalysis.effects.groups import covered
from keianalysis.effects.monitor import effect_monitor
from keianalysis.model.errors import BadData
from keianalysis.model.intervals import Quantity
from keianalysis.model.observations import Period
from keianalysis.readers.projects import Portfolio, read_project_list
from tests.project_lists import eight, money, project, round_assumptions, write_list

MIDTERM = Period("2011-01-01", "2013-06-30")
END = Period("2011-01-01", "2015-12-31")
SINCE_2013 = 1.01 * 1.006
"""The index from 2013 to 2015: 1.0% and 0.6%."""


def listed(folder: Path, when: str) -> Portfolio:
    return read_project_list(write_list(folder / f"{when}.csv", *eight(when)))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder = tmp_path_factory.mktemp("eight")
    used = round_assumptions(folder)
    periods = {"midterm": MIDTERM, "end": END}
    return {when: effect_monitor(listed(folder, when), used, period) for when, period in periods.items()}


def shown(table: pd.DataFrame, measure: str, sector: str = "total") -> tuple[float | None, ...]:
    """Return value, low and high of one row; an empty one is None."""
    (row,) = table[(table["measure"] == measure) & (table["sector"] == sector)].to_dict("records")
    return tuple(None if math.isnan(row[end]) else round(row[end], 3) for end in ("value", "low", "high"))


def same(number: float) -> tuple[float, float, float]:
    return (number, number, number)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("projects", same(8)),
        # 100 + 100 + 50 + 50 + 400 + 0 (lent by the fund) + 0 (guaranteed) + 60 + 200 x 1.025.
        ("investment_province_committed", same(965_000)),
        # Half of P2 is measured, P3 B begins in 2014, P7 is halfway: anything from 0 to 60 thousand.
        ("investment_province", (835_000, 805_000, 865_000)),
        # P1, the first phase of P3 and the fund are completed.
        ("investment_province_realised", same(550_000)),
        # 200 + 100 + 50 + 0 + 400 + 0 + 0 + 50 (0 to 100) + 205.
        ("investment_public", (1_005_000, 955_000, 1_055_000)),
        # 200 + 100 + 100 + 0 + 400 + 100 + 100 + 50 (0 to 100) + 205.
        ("investment_total", (1_255_000, 1_205_000, 1_305_000)),
        # Of whole projects: T is 1,605 and P 965.
        ("leverage_others", same(0.663)),
        # 1.28 + 0.64 + 0.8 + 0 + 3 (what the fund paid out works here) + 0.8 + 1 + 1.64; land works not.
        ("jobs_temporary_direct", (9.16, 6.225, 11.45)),
        ("province_revolving", same(400_000)),
        ("province_repaid", same(0)),
        ("province_guaranteed", same(80_000)),
        ("province_exposure", same(480_000)),
        ("fund_paid_out", same(200_000)),
        ("fund_repaid", same(20_000)),
        # The park once, 1,000 x 0.2 x 0.5 x 0.5 = 50; the airport 400 x 0.1 x 0.5 x 0.5 = 10.
        ("jobs_structural_retained", same(60)),
        # 2 + 3 + 8 + 4 + 6.
        ("jobs_structural_created", same(23)),
        ("jobs_structural", same(83)),
        # Half of the park is with P1, by the money; 2 with the first phase of P3.
        ("jobs_structural_realised", same(27)),
        ("jobs_structural_expected", same(56)),
        # Without the park, and with the airport.
        ("jobs_structural_stressed", same(33)),
        # Created 23 x 0.5 x 0.8, retained 60 x 0.8; 23 x 0.25 and 60 x 0.5; 23 x 0.8 and 60.
        ("jobs_structural_net", (57.2, 35.75, 78.4)),
        # 12.5 + 12.5 + 1 + 0.75 + 8 x 2/3 + 0 + 6 x 0.6 + 10.
        ("jobs_pro_rata_province", same(45.683)),
        # 12.5 of P1 and 6 x 0.4.
        ("jobs_pro_rata_eu", same(14.9)),
        ("jobs_pro_rata_state", same(12.5)),
        # 1 + 3 x 0.75 + 8 / 3 + 4.
        ("jobs_pro_rata_private", same(9.917)),
        # 965 thousand over 83, and with 100 + 40 of the EU and 100 of the state 1,205 thousand over 83.
        ("eur_per_structural_job", same(11_626.506)),
        ("eur_public_per_structural_job", same(14_518.072)),
        ("internships", same(30)),
        ("learning_places", (12, 10, 14)),
    ],
)
def test_the_midterm(tables: dict[str, pd.DataFrame], measure: str, expected: tuple[float, ...]) -> None:
    assert shown(tables["midterm"], measure) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        # All of the 965 thousand is spent, in prices of 2015.
        ("investment_province", same(round(965_000 * SINCE_2013, 3))),
        ("investment_province_realised", same(round(965_000 * SINCE_2013, 3))),
        ("fund_repaid", same(round(120_000 * SINCE_2013, 3))),
        # 2 + 2 + 6 + 4 + 6, of which 4 with a project that is not completed.
        ("jobs_structural_created", same(20)),
        ("jobs_structural_realised", same(76)),
        ("jobs_structural_expected", same(4)),
        ("internships", same(28)),
    ],
)
def test_the_end(tables: dict[str, pd.DataFrame], measure: str, expected: tuple[float, ...]) -> None:
    assert shown(tables["end"], measure) == expected


def test_an_instrument_is_a_group_of_its_own(tables: dict[str, pd.DataFrame]) -> None:
    assert shown(tables["midterm"], "jobs_structural", "instrument:loan") == same(8)
    assert shown(tables["midterm"], "investment_province", "instrument:guarantee") == same(0)


def test_two_phases_are_one_project(tables: dict[str, pd.DataFrame]) -> None:
    assert shown(tables["midterm"], "projects", "project:P3") == same(1)
    assert shown(tables["midterm"], "investment_province_committed", "project:P3") == same(100_000)
    assert shown(tables["midterm"], "jobs_structural_expected", "project:P3") == same(3)


def test_a_list_covers_the_days_until_its_last_measurement(tmp_path: Path) -> None:
    assert covered(listed(tmp_path, "midterm")) == MIDTERM
    assert covered(listed(tmp_path, "end")) == END


def test_a_project_that_ended_before_the_period_does_not_count(tmp_path: Path) -> None:
    rows = [project("A", start="2008-01-01", end="2010-12-31", **money(province="5")), project("B")]
    found = count_in(read_project_list(write_list(tmp_path / "list.csv", *rows)), MIDTERM)
    assert [one.project_id for one in found.projects] == ["B"]


def test_only_what_falls_in_the_period_is_spent_in_it(tmp_path: Path) -> None:
    # 2009 to 2012: two of four years, less a day for the leap year; certain is nothing of it.
    row = project("A", start="2009-01-01", end="2012-12-31", **money(province="1461"))
    (one,) = count_in(read_project_list(write_list(tmp_path / "list.csv", row)), MIDTERM).projects
    assert one.part_spent == Quantity(one.part_spent.value, Quantity.of(0).low, Quantity.of(1).high)
    assert float(one.part_spent.value) == pytest.approx(731 / 1461)


def test_amounts_of_a_year_that_the_index_does_not_know_are_not_added(tmp_path: Path) -> None:
    rows = [project("A", price_year="1950"), project("B", price_year="2013")]
    with pytest.raises(BadData, match=r"row 2, column price_year: the index has no 1950"):
        count_in(read_project_list(write_list(tmp_path / "list.csv", *rows)), MIDTERM)


def test_the_index_goes_there_and_back() -> None:
    assert float(factor("2012", "2013")) == pytest.approx(1.025)
    assert float(factor("2012", "2013") * factor("2013", "2012")) == pytest.approx(1)


def test_a_site_written_otherwise_is_the_same_site(tmp_path: Path) -> None:
    """De Holwert and de-holwert are one park of 1,000 jobs: a tenth of them counts once."""
    shares = {"at_risk": "0.1", "leave_province": "1", "attribution": "1"}
    rows = [
        project(name, "location", site=site, jobs_on_site="1000", created="0", evidence="study", **shares)
        for name, site in (("A", "De Holwert"), ("B", "de-holwert "))
    ]
    counted = count_in(read_project_list(write_list(tmp_path / "list.csv", *rows)), MIDTERM)
    found = effect_monitor(counted, round_assumptions(tmp_path), MIDTERM)
    (jobs,) = found.loc[(found["measure"] == "jobs_structural") & (found["sector"] == "total"), "value"]
    assert jobs == 100
