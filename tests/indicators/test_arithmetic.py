"""Series, gaps, differences, means, shares and sums, each worked out by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.indicators import arithmetic
from keianalysis.model.observations import Period, table_of
from tests.conftest import observation_rows as rows

PARTS = ["Noord-Drenthe", "Zuidoost-Drenthe", "Zuidwest-Drenthe"]


def flow(year: int, value: float | None, **more: Any) -> dict[str, Any]:
    status = "suppressed" if value is None else ""
    return {
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "status": status,
        "measure": "starters",
        "unit": "count",
    } | more


def level(day: str, value: float, **more: Any) -> dict[str, Any]:
    return flow(2000, value) | {"period_start": day, "period_end": day} | more


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


def test_a_series_goes_by_the_year_in_which_a_period_ends() -> None:
    found = arithmetic.series(rows(flow(2012, 2.0), flow(2011, 1.0)), measure="starters")
    assert [(year, row.value) for year, row in found.items()] == [(2011, 1.0), (2012, 2.0)]


def test_a_series_leaves_out_quarters_changes_and_suppressed_years() -> None:
    quarter = flow(2012, 1.0) | {"period_start": "2012-10-01"}
    change = flow(2013, 1.0) | {"period_start": "2012-12-31"}
    table = rows(quarter, change, flow(2014, None), level("2015-04-01", 5.0))
    assert list(arithmetic.series(table, measure="starters")) == [2015]


def test_a_mean_over_years_does_not_stand_for_its_last_year() -> None:
    span = flow(2012, 9.0) | {"period_start": "2009-01-01"}
    assert arithmetic.series(rows(flow(2012, 2.0), span), measure="starters")[2012].value == 2.0


def gap(table: pd.DataFrame) -> pd.DataFrame:
    found = arithmetic.gap(table, "starters", "gap", region="Drenthe", reference="Nederland")
    return table_of(found, "f")


def test_a_gap_is_region_minus_reference_with_the_bounds_of_both() -> None:
    here = flow(2012, 18.3, decimals=1, unit="pct")
    table = rows(here, here | {"region": "Nederland", "value": 16.0})
    found = only(gap(table))
    assert [round(found[name], 6) for name in ("value", "low", "high")] == [2.3, 2.2, 2.4]
    assert found["unit"] == "pct_point"
    assert set(table["id"]) == set(found["lineage"].removeprefix("f(").removesuffix(")").split())


@pytest.mark.parametrize("other", [{"release_date": "2014"}, {"sector": "C"}, flow(2011, 16.0)])
def test_no_gap_across_releases_sectors_or_years(other: dict[str, Any]) -> None:
    table = rows(flow(2012, 18.3), flow(2012, 16.0) | other | {"region": "Nederland"})
    assert gap(table).empty


def test_a_suppressed_region_has_no_gap() -> None:
    table = rows(flow(2012, 18.3), flow(2012, None, region="Nederland"))
    assert gap(table).dropna(subset=["value"]).empty


def difference(table: pd.DataFrame, period: Period) -> pd.DataFrame:
    found = arithmetic.series(table, measure="starters")
    return table_of(arithmetic.difference(found, period, "change", "count", 0), "f")


def test_a_difference_is_last_minus_first() -> None:
    row = only(difference(rows(flow(2008, 10.0), flow(2011, 7.0)), Period.year(2008, 2011)))
    assert (row["value"], row["low"], row["high"]) == (-3, -4, -2)


def test_no_difference_without_both_years_or_within_one() -> None:
    table = rows(flow(2008, 10.0))
    assert difference(table, Period.year(2008, 2011)).empty
    assert difference(table, Period.year(2008)).empty


def mean_of(table: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    found = arithmetic.series(table, measure="starters")
    return table_of(arithmetic.mean_over(found, Period.year(first, last), "mean", "count"), "f")


def test_a_mean_needs_every_year() -> None:
    table = rows(flow(2009, 10.0), flow(2010, 20.0), flow(2012, 60.0))
    assert only(mean_of(table, 2009, 2010))["value"] == 15
    assert mean_of(table, 2009, 2012).empty


def test_a_suppressed_year_leaves_no_mean() -> None:
    assert mean_of(rows(flow(2009, 10.0), flow(2010, None)), 2009, 2010).empty


def test_a_share_carries_the_bounds_of_part_and_whole() -> None:
    part = arithmetic.series(rows(flow(2012, 10.0)), measure="starters")
    whole = arithmetic.series(rows(flow(2012, 200.0, decimals=-1)), measure="starters")
    row = only(table_of(arithmetic.ratio_by_year(part, whole, "share"), "f"))
    assert row["value"] == 5
    assert round(row["low"], 6) == round(100 * 9.5 / 205, 6)
    assert round(row["high"], 6) == round(100 * 10.5 / 195, 6)


def test_a_share_needs_both_in_one_year() -> None:
    part = arithmetic.series(rows(flow(2012, 10.0)), measure="starters")
    whole = arithmetic.series(rows(flow(2011, 200.0)), measure="starters")
    assert arithmetic.ratio_by_year(part, whole, "share") == []


def sums(table: pd.DataFrame) -> pd.DataFrame:
    return table_of(arithmetic.sum_of_parts(table, "starters", PARTS, "Drenthe", "PV22", 0), "f")


def test_sums_are_made_for_each_release_by_itself() -> None:
    table = rows(
        *(flow(2012, 1.0, region=name) for name in PARTS),
        *(flow(2012, 2.0, region=name, release_date="2014") for name in PARTS),
    )
    assert dict(zip(sums(table)["release_date"], sums(table)["value"], strict=True)) == {
        "2012-12-19": 3,
        "2014": 6,
    }


def test_parts_of_two_releases_make_no_sum() -> None:
    table = rows(
        *(flow(2012, 1.0, region=name) for name in PARTS[:2]),
        flow(2012, 1.0, region=PARTS[2], release_date="2014"),
    )
    assert sums(table).empty


@pytest.mark.parametrize("hidden", range(3))
def test_one_suppressed_part_hides_the_sum_and_its_bounds(hidden: int) -> None:
    values: list[float | None] = [10.0, 20.0, 30.0]
    values[hidden] = None
    table = rows(*(flow(2012, value, region=name) for name, value in zip(PARTS, values, strict=True)))
    row = only(sums(table))
    assert row[["value", "low", "high"]].isna().all()
    assert row["status"] == "suppressed"


def test_a_suppressed_sector_cell_leaves_the_printed_totals_their_own_bounds() -> None:
    cells = [flow(2012, 10.0, region=name, sector="A") for name in PARTS[:2]]
    hidden = flow(2012, None, region=PARTS[2], sector="A")
    totals = [flow(2012, 10.0, region=name) for name in PARTS]
    found = sums(rows(*cells, hidden, *totals)).set_index("sector")
    assert (found.loc["total", "low"], found.loc["total", "high"]) == (28.5, 31.5)
    assert pd.isna(found.loc["A", "value"])


@given(st.lists(st.integers(0, 20_000), min_size=3, max_size=3), st.sampled_from([0, -1, -2, -3]))
def test_the_true_sum_lies_within_the_bounds_at_every_precision(true: list[int], decimals: int) -> None:
    unit = 10**-decimals
    shown = [float((value + unit // 2) // unit * unit) for value in true]
    table = rows(
        *(flow(2012, value, region=name, decimals=decimals) for name, value in zip(PARTS, shown, strict=True))
    )
    row = only(sums(table))
    assert row["low"] <= sum(true) <= row["high"]
    assert row["high"] - row["low"] == 3 * unit
