"""The identity of stocks and flows, for any register."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keianalysis.register.comparison import SHIFT_SHARE, location_quotients, shift_share
from keianalysis.register.observed import vintage_observations
from tests.registers import line, vintage

DRENTHE = ["0106", "0109", "0114", "0118", "0119", "1680", "1681", "1690", "1699", "1701", "1730", "1731"]
SBI = ("0111", "10110", "20140", "47110", "55101", "86100", "93210")
PLACE = st.sampled_from(DRENTHE)
ESTABLISHMENT = st.tuples(st.integers(0, 400), PLACE, st.sampled_from(SBI), st.integers(1, 12))
YEAR = st.dictionaries(st.integers(1, 45), ESTABLISHMENT, min_size=1, max_size=45)
"""Many establishments: every cell is a case of its own, and a register takes a second whatever its size."""
EVERYWHERE = {100 + number: (1, place, "47110", 50) for number, place in enumerate(DRENTHE)}
SIGNS = {
    "job_creation_entry": 1,
    "job_creation_expansion": 1,
    "jobs_moved_in": 1,
    "job_destruction_contraction": -1,
    "job_destruction_exit": -1,
    "jobs_moved_out": -1,
}
Register = dict[int, tuple[int, str, str, int]]


def lines(year: Register) -> list[str]:
    """Return a year with an establishment in each municipality, so that the province is complete."""
    return [
        line(number, jobs, place, sbi, company=chamber, chamber=number)
        for number, (jobs, place, sbi, chamber) in {**EVERYWHERE, **year}.items()
    ]


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(YEAR, YEAR)
def test_stock_is_stock_before_plus_flows_in_every_cell(before: Register, after: Register) -> None:
    with TemporaryDirectory() as folder:
        table = vintage_observations(vintage(Path(folder), {2011: lines(before), 2012: lines(after)}))
    key = ["region", "sector"]
    stocks = table[table["measure"] == "jobs_fulltime"].set_index([*key, "period_end"])["value"].unstack()
    flows = table[table["measure"].isin(SIGNS)]
    net = (flows["value"] * flows["measure"].map(SIGNS)).groupby([flows[name] for name in key]).sum()
    assert set(net.index) == set(stocks.index)
    assert (stocks["2011-04-01"] + net - stocks["2012-04-01"]).abs().max() == 0
    assert (flows["value"] >= 0).all()
    establishments = table[table["measure"] == "establishments_entered"].set_index(key)["value"]
    assert establishments["Drenthe", "total"] == sum(
        after[number][0] > 0 for number in set(after) - set(before)
    )


@pytest.mark.slow
@settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow])
@given(YEAR)
def test_sections_and_municipalities_add_to_totals(year: Register) -> None:
    with TemporaryDirectory() as folder:
        table = vintage_observations(vintage(Path(folder), {2012: lines(year)}))
    jobs = table[table["measure"] == "jobs_fulltime"].set_index(["region", "sector"])["value"]
    sections = [name for name in jobs["Drenthe"].index if len(name) == 1]
    assert jobs["Drenthe"][sections].sum() == jobs["Drenthe", "total"]
    corops = [jobs[name, "total"] for name in ("Noord-Drenthe", "Zuidoost-Drenthe", "Zuidwest-Drenthe")]
    assert sum(corops) == jobs["Drenthe", "total"]


def stocks(**jobs: float) -> pd.DataFrame:
    """Return the jobs of one region by section, with their total."""
    rows = [("Drenthe", sector, value) for sector, value in jobs.items()]
    rows.append(("Drenthe", "total", sum(jobs.values())))
    return pd.DataFrame(rows, columns=["region", "sector", "jobs_fulltime"])


def national(**jobs: float) -> pd.DataFrame:
    return pd.DataFrame({"sector": list(jobs), "jobs_fulltime": list(jobs.values())})


def test_a_location_quotient_is_a_share_over_the_national_share() -> None:
    found = location_quotients(stocks(A=30.0, Q=70.0), national(A=100.0, Q=900.0))
    assert dict(zip(found["sector"], found["location_quotient"], strict=True)) == pytest.approx(
        {"A": 3.0, "Q": 7 / 9}
    )


def test_shift_share_by_hand_adds_up_to_the_change() -> None:
    # The nation grows by 10% in all, A falls by 10% and Q rises by 30%; the region has 100 of each.
    found = shift_share(
        stocks(A=100.0, Q=100.0),
        stocks(A=95.0, Q=120.0),
        national(A=500.0, Q=500.0),
        national(A=450.0, Q=650.0),
    ).set_index("sector")
    assert list(found.loc["A", list(SHIFT_SHARE)]) == pytest.approx([10, -20, 5])
    assert list(found.loc["Q", list(SHIFT_SHARE)]) == pytest.approx([10, 20, -10])
    assert list(found.loc["total", list(SHIFT_SHARE)]) == pytest.approx([20, 0, -5])
