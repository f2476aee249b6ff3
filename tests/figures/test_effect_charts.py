"""Stacked bars, tornado and waterfall: what is drawn, where its labels stand, and what is refused."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from keianalysis.figures.charts import Chart, Labels, stacked_bars, tornado_chart, waterfall_chart
from keianalysis.figures.save import save_chart
from keianalysis.figures.style import PART_LOOKS
from keianalysis.model.errors import UnknownColumn

PAID = pd.DataFrame(
    {
        "category": ["leisure", "leisure", "leisure", "location", "location"],
        "part": ["province", "EU", "private", "province", "private"],
        "value": [2.0, 0.1, 10.0, 1.0, 0.0],
    }
)
MOVED = pd.DataFrame(
    {"label": ["displacement", "created"], "at_low": [228.0, 142.0], "at_high": [23.0, 212.0]}
)
STEPS = pd.DataFrame({"step": ["gross", "deadweight", "multiplier"], "value": [100.0, 60.0, 90.0]})


def words(name: str, **more: Any) -> Labels:
    return Labels(name, "A title that says it", "units", "a list", locale="en", **more)


def charts() -> list[Chart]:
    return [
        stacked_bars(PAID, words("stacked")),
        tornado_chart(MOVED, words("tornado"), base=177),
        waterfall_chart(STEPS, words("waterfall"), last="net"),
    ]


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.findobj(Text) if text.get_text()]


def overlaps(chart: Chart) -> list[tuple[str, str]]:
    """Return the pairs of texts that touch each other."""
    renderer = chart.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    shown = [t for t in chart.figure.findobj(Text) if t.get_text() and t.get_gid() != "watermark"]
    # Of a label with a line to its part the letters count, and not the line.
    boxes = [(t.get_text(), Text.get_window_extent(t, renderer)) for t in shown if t.get_visible()]
    return [(a, b) for (a, x), (b, y) in combinations(boxes, 2) if x.overlaps(y) and a != b]


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.name)
def test_no_text_touches_another_and_all_of_it_is_on_the_page(chart: Chart) -> None:
    chart.figure.draw_without_rendering()
    assert overlaps(chart) == []
    renderer = chart.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    page = chart.figure.bbox
    for text in chart.figure.findobj(Text):
        box = text.get_window_extent(renderer)
        if text.get_text() and text.get_visible():
            assert box.x0 >= page.x0 - 1, text.get_text()
            assert box.x1 <= page.x1 + 1, text.get_text()


@pytest.mark.parametrize("place", range(3))
def test_equal_data_give_equal_files(place: int, tmp_path: Path) -> None:
    first, second = (save_chart(charts()[place], tmp_path / name) for name in ("one", "two"))
    assert all(first[kind].read_bytes() == second[kind].read_bytes() for kind in ("svg", "png", "csv"))


def test_stacked_bars_carry_every_value_and_the_sum() -> None:
    chart = stacked_bars(PAID, words("stacked"))
    assert {"2.0", "0.1", "10.0", "12.1", "1.0"} <= set(texts(chart))
    assert chart.alt == (
        "Stacked bars (units). leisure: province 2.0, EU 0.1, private 10.0; location: province 1.0."
    )


def test_stacked_bars_keep_the_order_of_the_table() -> None:
    legend = stacked_bars(PAID, words("stacked")).figure.legends[0]
    assert [text.get_text() for text in legend.get_texts()] == ["province", "EU", "private"]


def test_a_part_keeps_its_colour_where_others_are_absent() -> None:
    order = ("EU", "state", "province", "private")
    key = stacked_bars(PAID, words("stacked"), parts=order).figure.legends[0].get_patches()
    assert [patch.get_label() for patch in key] == ["EU", "province", "private"]
    assert [to_hex(patch.get_facecolor()) for patch in key] == [
        look.fill.lower() for look in (PART_LOOKS[0], PART_LOOKS[2], PART_LOOKS[3])
    ]
    with pytest.raises(ValueError, match="unknown part"):
        stacked_bars(PAID, words("stacked"), parts=order[:3])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (PAID.assign(value=-1.0), "zero or more"),
        (PAID.assign(value=0.0), "no part to draw"),
        (PAID.iloc[:0], "no rows"),
        (pd.concat([PAID, PAID]), "two rows"),
        (pd.DataFrame({"category": "a", "part": [f"p{n}" for n in range(7)], "value": 1.0}), "colours"),
    ],
)
def test_stacked_bars_refuse_what_they_cannot_draw(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stacked_bars(table, words("stacked"))


def test_a_tornado_names_both_ends_of_every_bar_and_the_base() -> None:
    chart = tornado_chart(MOVED, words("tornado"), base=177)
    assert {"228", "23", "142", "212", "everything at its central\nvalue: 177"} <= set(texts(chart))
    assert "displacement: 228 at low, 23 at high" in chart.alt


def test_the_two_ends_of_a_tornado_differ_by_more_than_colour() -> None:
    key = tornado_chart(MOVED, words("tornado"), base=177).figure.legends[0].get_patches()
    assert len({patch.get_hatch() for patch in key}) == 2


def test_a_tornado_bar_on_one_side_of_the_base_has_one_number() -> None:
    one_sided = pd.DataFrame({"label": ["share"], "at_low": [177.0], "at_high": [190.0]})
    assert texts(tornado_chart(one_sided, words("tornado"), base=177)).count("177") == 0


def test_a_waterfall_shows_what_each_step_takes_off_or_adds() -> None:
    chart = waterfall_chart(STEPS, words("waterfall"), last="net")
    assert {"100", "−40", "+30", "90", "net"} <= set(texts(chart))
    assert chart.alt.endswith("gross: 100; deadweight: −40; multiplier: +30; net: 90.")


@pytest.mark.parametrize("draw", [tornado_chart, waterfall_chart])
def test_an_empty_value_is_refused(draw: Any) -> None:
    table, more = (MOVED, {"base": 1}) if draw is tornado_chart else (STEPS, {"last": "net"})
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw(table.assign(**{table.columns[1]: float("nan")}), words("chart"), **more)
    with pytest.raises(UnknownColumn):
        draw(table.drop(columns=table.columns[1]), words("chart"), **more)


@pytest.mark.parametrize("place", range(3))
def test_a_chart_of_sample_data_says_so_across_the_drawing(place: int) -> None:
    drawn = [
        stacked_bars(PAID, words("stacked", sample=True)),
        tornado_chart(MOVED, words("tornado", sample=True), base=177),
        waterfall_chart(STEPS, words("waterfall", sample=True), last="net"),
    ][place]
    assert "SYNTHETIC SAMPLE DATA" in texts(drawn)
    assert drawn.alt.startswith("SYNTHETIC SAMPLE DATA. ")
    assert set(drawn.data["status"]) == {"sample"}
