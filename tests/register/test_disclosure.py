"""The gate: what is unsafe, what is hidden with it, and that nothing hidden can be computed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keianalysis.register.disclosure import Key, Parts, hidden_cells, suppress, unsafe_cells
from tests.conftest import observation_rows as rows

PLACES = ("Assen", "Emmen", "Meppel")
SECTORS = ("A", "C", "Q")


def cells() -> dict[Key, Parts]:
    """Return a table of three municipalities and three sections with all its totals."""
    regions = {name: (name,) for name in PLACES} | {"Drenthe": PLACES}
    sectors = {name: (number,) for number, name in enumerate(SECTORS)} | {"total": (0, 1, 2)}
    return {
        (region, sector): frozenset(product(regions[region], sectors[sector]))
        for region, sector in product(regions, sectors)
    }


def companies(*found: tuple[str, str, int, float]) -> pd.DataFrame:
    table = pd.DataFrame(found, columns=["region", "sector", "companies", "largest_fulltime"])
    return table.assign(largest_total=table["largest_fulltime"])


def test_few_companies_or_a_dominant_one_are_unsafe_in_any_year() -> None:
    table = companies(
        ("Assen", "A", 2, 0.5),
        ("Assen", "C", 9, 0.76),
        ("Assen", "Q", 3, 0.75),
        ("Emmen", "A", 0, 0.0),
        ("Emmen", "C", 8, 0.2),
        ("Emmen", "C", 1, 1.0),
    )
    assert unsafe_cells(table) == {("Assen", "A"), ("Assen", "C"), ("Emmen", "C")}


def test_five_branches_of_one_company_are_one_company() -> None:
    assert unsafe_cells(companies(("Assen", "A", 1, 1.0))) == {("Assen", "A")}


def recoverable(hidden: set[Key], table: dict[Key, Parts]) -> set[Key]:
    """Return the hidden cells that are linear combinations of the shown ones, by ranks."""
    base = sorted(set().union(*table.values()))
    vector = {key: np.array([part in parts for part in base], dtype=float) for key, parts in table.items()}
    shown = np.array([vector[key] for key in table if key not in hidden])
    rank = np.linalg.matrix_rank(shown)
    return {key for key in hidden if np.linalg.matrix_rank(np.vstack([shown, vector[key]])) == rank}


def test_one_hidden_cell_takes_a_few_inner_cells_with_it() -> None:
    size = {key: 10.0 * len(parts) for key, parts in cells().items()}
    hidden = hidden_cells({("Assen", "A")}, cells(), {}, size)
    assert 4 <= len(hidden) <= 5
    assert recoverable(hidden, cells()).isdisjoint({("Assen", "A")})
    assert all(region != "Drenthe" and sector != "total" for region, sector in hidden)


@settings(max_examples=60)
@given(
    st.sets(st.sampled_from(list(product(PLACES, SECTORS))), min_size=1, max_size=6),
    st.lists(st.integers(1, 1000), min_size=16, max_size=16),
)
def test_no_unsafe_cell_can_be_computed_from_what_stays(unsafe: set[Key], sizes: list[int]) -> None:
    size = dict(zip(cells(), map(float, sizes), strict=True))
    hidden = hidden_cells(unsafe, cells(), {}, size)
    assert unsafe <= hidden
    assert recoverable(hidden, cells()) & unsafe == set()


def test_what_two_printed_sectors_differ_by_is_guarded() -> None:
    # Leisure is all of I and one establishment of R: printing both would print that one.
    published: dict[Key, Parts] = {
        ("Assen", "I"): frozenset({("Assen", 0)}),
        ("Assen", "leisure"): frozenset({("Assen", 0), ("Assen", 1)}),
    }
    guarded: dict[Key, Parts] = {("Assen", "leisure without I"): frozenset({("Assen", 1)})}
    size = {("Assen", "I"): 5.0, ("Assen", "leisure"): 6.0}
    unsafe = {("Assen", "leisure without I")}
    assert hidden_cells(unsafe, published, guarded, size) == {("Assen", "I")}
    assert hidden_cells(set(), published, guarded, size) == set()


def test_hidden_cells_lose_every_measure_in_every_year_and_totals_stay() -> None:
    table = rows(
        {"region": "Assen", "sector": "A", "value": 3.0},
        {"region": "Assen", "sector": "A", "measure": "jobs_fulltime_change", "unit": "pct"},
        {"region": "Assen", "sector": "A", "period_start": "2011-04-01", "period_end": "2011-04-01"},
        {"region": "Assen", "sector": "total", "value": 30.0},
        {"region": "Assen", "sector": "total", "measure": "largest_company_share", "unit": "pct"},
    )
    gated = suppress(table, {("Assen", "A")})
    assert list(gated["value"].isna()) == [True, True, True, False]
    assert list(gated["status"]) == ["suppressed", "suppressed", "suppressed", ""]
    assert gated[["low", "high"]].isna().all(axis=1).tolist() == [True, True, True, False]
    assert table["value"].notna().all()


def test_sample_rows_stay_marked_as_sample_when_they_are_hidden() -> None:
    gated = suppress(rows({"region": "Assen", "status": "sample"}), {("Assen", "total")})
    assert gated["value"].isna().all()
    assert list(gated["status"]) == ["sample"]


@pytest.mark.parametrize("measures", [["jobs_fulltime"], ("jobs_total",)])
def test_only_the_named_measures_are_hidden(measures: list[str]) -> None:
    gated = suppress(rows({"region": "Assen"}), {("Assen", "total")}, measures)
    assert gated["value"].isna().all() == ("jobs_fulltime" in measures)
