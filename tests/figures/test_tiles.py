"""The map of tiles: who lies where, which shade a number has, and what a tile without one says."""

import itertools
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from keianalysis.figures import Chart, Labels, save_chart, tile_map
from keianalysis.figures.forms.tiles import steps_around, steps_over, tile_positions
from keianalysis.figures.style import FALL_LOOKS, TILE_LOOKS

NONE = float("nan")
LABELS = Labels("kaart", "Een kaart", "procent", "CBS")
CODES = list(tile_positions())
VALUES = [-2.3, -0.9, -0.1, 0.4, 1.2, 2.1, 3.9, NONE, NONE, 0.0, -1.2, 0.7]
TABLE = pd.DataFrame({"region_code": CODES, "region": [f"g{code}" for code in CODES], "value": VALUES})
WITH_STATE = TABLE.assign(state=["suppressed" if place == 7 else "" for place in range(12)])


def tiles(chart: Chart) -> list[Rectangle]:
    return [patch for patch in chart.figure.axes[0].patches if isinstance(patch, Rectangle)]


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.axes[0].texts]


def test_no_two_tiles_lie_over_each_other() -> None:
    places = list(tile_positions().values())
    assert len(places) == 12
    for (across, down), (other_across, other_down) in itertools.combinations(places, 2):
        assert abs(across - other_across) >= 1 or abs(down - other_down) >= 1


@pytest.mark.parametrize(
    ("west", "east"), [("GM1701", "GM0114"), ("GM0119", "GM0109"), ("GM1699", "GM1730"), ("GM0106", "GM1680")]
)
def test_west_is_left(west: str, east: str) -> None:
    assert tile_positions()[west][0] < tile_positions()[east][0]


@pytest.mark.parametrize(
    ("north", "south"),
    [("GM1730", "GM0106"), ("GM0106", "GM1731"), ("GM1731", "GM0118"), ("GM1681", "GM0109")],
)
def test_north_is_up(north: str, south: str) -> None:
    assert tile_positions()[north][1] < tile_positions()[south][1]


def test_each_tile_bears_its_name_and_its_number() -> None:
    written = texts(tile_map(WITH_STATE, LABELS, decimals=1, signed=True))
    assert set(TABLE["region"]) <= set(written)
    assert {"−2,3", "+3,9", "0,0"} <= set(written)


def test_steps_are_round_and_none_has_both_signs() -> None:
    steps = steps_over(TABLE["value"])
    assert steps.bounds == (-4.0, -2.0, 0.0, 2.0, 4.0)
    assert steps.look(-0.1) == TILE_LOOKS[1]
    assert steps.look(0.0) == TILE_LOOKS[3]
    assert steps.look(3.9) == TILE_LOOKS[4]


def test_rises_and_falls_have_a_colour_each_and_are_as_dark_as_they_are_far_from_zero() -> None:
    steps = steps_around(TABLE["value"])
    assert steps.look(-0.1) == FALL_LOOKS[1]
    assert steps.look(0.4) == TILE_LOOKS[1]
    assert steps.look(-2.3) == FALL_LOOKS[2]
    assert steps.look(2.1) == TILE_LOOKS[2]


def test_a_map_of_falls_alone_has_no_colour_of_a_rise() -> None:
    assert set(steps_around(pd.Series([-9.0, -6.0, -0.5])).looks) <= set(FALL_LOOKS)


def test_one_value_everywhere_has_one_shade() -> None:
    steps = steps_over(pd.Series([7.0, 7.0]))
    assert steps.bounds[0] <= 7 <= steps.bounds[-1]
    assert steps_over(pd.Series([0.0])).look(0.0) in TILE_LOOKS


def test_a_higher_number_never_has_a_lighter_tile() -> None:
    steps = steps_over(TABLE["value"])
    order = [TILE_LOOKS.index(steps.look(value)) for value in sorted(TABLE["value"].dropna())]
    assert order == sorted(order)


def test_the_key_names_every_step() -> None:
    (legend,) = tile_map(TABLE, LABELS, signed=True).figure.legends
    names = [text.get_text() for text in legend.get_texts()]
    assert names == ["−4 tot −2", "−2 tot 0", "0 tot +2", "+2 tot +4"]


def test_a_tile_without_a_number_says_why_in_words_mark_and_outline() -> None:
    chart = tile_map(WITH_STATE, LABELS, decimals=1)
    written = texts(chart)
    assert written.count("afgeschermd") == written.count("×") == 1
    assert written.count("geen gegevens") == written.count("–") == 1
    empty = [tile for tile in tiles(chart) if to_hex(tile.get_facecolor()) == "#ffffff"]
    assert len(empty) == len({str(tile.get_linestyle()) for tile in empty}) == 2
    assert "afgeschermd" in chart.alt
    assert "geen gegevens" in chart.alt


def test_the_alt_text_tells_the_ends_first_and_the_data_are_the_rows_drawn() -> None:
    chart = tile_map(WITH_STATE.assign(note="x"), LABELS, decimals=1)
    named = dict(zip(TABLE["value"], TABLE["region"], strict=True))
    assert f"hoogste {named[3.9]} 3,9, {named[2.1]} 2,1; laagste {named[-2.3]} −2,3" in chart.alt
    assert all(f"{name} " in chart.alt for name in TABLE["region"])
    assert list(chart.data.columns) == ["region_code", "region", "value", "state"]
    assert list(chart.data["state"]) == [""] * 7 + ["suppressed", "no_data"] + [""] * 3
    pd.testing.assert_series_equal(chart.data["value"], TABLE["value"])


def test_sample_data_say_so_in_the_free_corner_in_the_data_and_below() -> None:
    chart = tile_map(TABLE, Labels("kaart", "Een kaart", "procent", "CBS", sample=True))
    (stamp,) = (text for text in chart.figure.axes[0].texts if text.get_gid() == "watermark")
    chart.figure.draw_without_rendering()
    box = stamp.get_window_extent()
    assert not any(box.overlaps(tile.get_window_extent()) for tile in tiles(chart))
    assert set(chart.data["status"]) == {"sample"}
    assert any(text.get_text().startswith("SYNTHETISCHE") for text in chart.figure.texts)


def test_wrong_tables_are_refused() -> None:
    with pytest.raises(ValueError, match=f"without a tile: {CODES[0]}"):
        tile_map(TABLE.tail(11), LABELS)
    with pytest.raises(ValueError, match="GM9999"):
        tile_map(TABLE.replace(CODES[0], "GM9999"), LABELS)
    with pytest.raises(ValueError, match="no value"):
        tile_map(TABLE.assign(value=NONE), LABELS)
    with pytest.raises(ValueError, match="unknown state"):
        tile_map(TABLE.assign(state="secret"), LABELS)


def test_equal_data_give_equal_files(tmp_path: Path) -> None:
    first, second = (save_chart(tile_map(WITH_STATE, LABELS), tmp_path / name) for name in "ab")
    assert {kind: path.read_bytes() for kind, path in first.items()} == {
        kind: path.read_bytes() for kind, path in second.items()
    }
