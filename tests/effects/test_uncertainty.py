"""Bands lie inside the plain sums, repeat with their seed, and settle with their draws."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from keianalysis.effects.groups import covered
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.readings import Simulation, triangular
from keianalysis.effects.uncertainty import Band, band_table, bands, convergence
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects import Portfolio, read_project_list
from tests.project_lists import FIVE, project, round_assumptions, write_list


def listed(folder: Path, *rows: dict[str, str]) -> Portfolio:
    return read_project_list(write_list(folder / "list.csv", *rows))


def created(number: int, low: int = 0, high: int = 10) -> dict[str, str]:
    return project(f"P{number}", created=f"{low}-{high}", jobs_on_site="0", evidence="study")


def band(found: list[Band], measure: str, dependence: str, sector: str = "total") -> Band:
    (one,) = (b for b in found if (b.measure, b.dependence, b.group.sector) == (measure, dependence, sector))
    return one


def test_one_even_range_has_its_band_at_a_tenth_and_nine_tenths(tmp_path: Path) -> None:
    found = bands(listed(tmp_path, created(1)), round_assumptions(tmp_path))
    for dependence in ("independent", "dependent"):
        one = band(found, "jobs_structural", dependence)
        assert (one.low, one.median, one.high) == pytest.approx((1, 5, 9), abs=0.15)


def test_dependent_projects_add_their_bands_and_independent_ones_even_out(tmp_path: Path) -> None:
    # Nine even ranges of 0 to 10: together 9 x (1 to 9); apart 45 and 1.28 x sqrt(9 x 100 / 12).
    found = bands(listed(tmp_path, *(created(number) for number in range(9))), round_assumptions(tmp_path))
    together = band(found, "jobs_structural", "dependent")
    alone = band(found, "jobs_structural", "independent")
    assert (together.low, together.high) == pytest.approx((9, 81), abs=1)
    assert (alone.low, alone.high) == pytest.approx((45 - 11.1, 45 + 11.1), abs=0.6)


def test_a_triangular_assumption_is_drawn_around_its_centre() -> None:
    # Half the area of 0-3 with its top at 1 lies below 3 - sqrt(3) = 1.268; a third below the top.
    points = triangular(np.array([0.0, 1 / 3, 0.5, 1.0]), Quantity.of(1, 0, 3))
    assert list(points) == pytest.approx([0, 1, 3 - 3**0.5, 3])
    assert list(triangular(np.array([0.2, 0.8]), Quantity.of(2))) == [2, 2]


def test_equal_seeds_give_equal_bands_and_others_do_not(tmp_path: Path) -> None:
    portfolio, used = listed(tmp_path, *FIVE), round_assumptions(tmp_path)
    first = [b.high for b in bands(portfolio, used, draws=500)]
    assert [b.high for b in bands(portfolio, used, draws=500)] == first
    assert [b.high for b in bands(portfolio, used, draws=500, seed=1)] != first


def test_one_project_more_leaves_the_draws_of_the_others_alone(tmp_path: Path) -> None:
    used = round_assumptions(tmp_path)
    one, two = listed(tmp_path, created(1), created(2)).projects
    before = Simulation(used, dependent=False, draws=5).project(two, "created", Quantity.of(5, 0, 10))
    reading = Simulation(used, dependent=False, draws=5)
    reading.project(one, "created", Quantity.of(5, 0, 10))
    assert list(reading.project(two, "created", Quantity.of(5, 0, 10))) == list(before)


def test_every_band_lies_inside_its_plain_sums(tmp_path: Path) -> None:
    portfolio, used = listed(tmp_path, *FIVE), round_assumptions(tmp_path)
    plain = effect_monitor(portfolio, used, covered(portfolio)).set_index(["measure", "sector"])
    for one in bands(portfolio, used, draws=2000):
        row = plain.loc[(one.measure, one.group.sector)]
        assert row["low"] - 1e-9 <= one.low <= one.median <= one.high
        assert pd.isna(row["high"]) or one.high <= row["high"] + 1e-9


def test_half_the_draws_move_the_ends_little(tmp_path: Path) -> None:
    found = bands(listed(tmp_path, *FIVE), round_assumptions(tmp_path))
    table = convergence(found)
    assert set(table["dependence"]) == {"independent", "dependent"}
    assert len(table) == 10
    assert table["movement"].max() < 2
    few = convergence(bands(listed(tmp_path, *FIVE), round_assumptions(tmp_path), draws=20))
    assert few["movement"].max() > table["movement"].max()


def test_bands_are_observations_with_both_halves_in_the_note(tmp_path: Path) -> None:
    portfolio = listed(tmp_path, *FIVE)
    table = band_table(
        portfolio, bands(portfolio, round_assumptions(tmp_path), draws=100), covered(portfolio)
    )
    row = table.set_index(["measure", "sector"]).loc[("jobs_structural_net_band_dependent", "total")]
    assert row["unit"] == "fte"
    assert row["low"] <= row["value"] <= row["high"]
    assert "from half the draws" in row["note"]
    assert row["lineage"].startswith("uncertainty.bands(list.csv#2")
    assert "assumption:deadweight" in row["lineage"]
    assert table["id"].is_unique


def test_without_projects_there_is_nothing_to_draw(tmp_path: Path) -> None:
    nothing = Portfolio("none", ())
    found = bands(nothing, round_assumptions(tmp_path))
    assert found == []
    assert convergence(found).empty
    assert band_table(nothing, found, covered(nothing)).empty
