"""Ranges, pairs of regions and verdicts, one row each."""

import itertools

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from keianalysis.figures import Labels, dumbbell_chart, interval_chart, verdict_overview
from keianalysis.figures.style import BLUE, MUTED_TEXT, TEXT, VERDICT_LOOKS

NONE = float("nan")
LABELS = Labels("hefboom", "Vijf euro volgt niet", "euro", "Tussenevaluatie")
RANGES = pd.DataFrame(
    [
        ("Gedrukt", 4.48, 5.10, 4.75),
        ("Projecten", 3.2, NONE, NONE),
        ("Privaat", NONE, 1.9, NONE),
        ("EU", NONE, NONE, NONE),
    ],
    columns=["label", "low", "high", "value"],
)
PAIRS = pd.DataFrame(
    [("Kantoren", 18.0, 15.7), ("Winkels", 7.0, 7.0), ("Terreinen", NONE, 4.2), ("Woningen", NONE, NONE)],
    columns=["measure", "Drenthe", "Nederland"],
)
COUNTS = pd.DataFrame(
    [
        ("algemeen", "no_data", 3),
        ("algemeen", "reproduced", 4),
        ("effecten", "derived", 12),
        ("effecten", "contradicted", 0),
        ("effecten", "reproduced", 1),
    ],
    columns=["theme", "verdict", "count"],
)


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def rectangles(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_ranges_are_told_with_open_ends_and_gaps() -> None:
    axes = interval_chart(RANGES, LABELS).figure.axes[0]
    assert texts(axes) == ["4,75 (4,48 tot 5,10)", "≥ 3,20", "≤ 1,90", "geen gegevens"]


def test_ranges_span_their_bounds_and_open_ones_the_axis() -> None:
    axes = interval_chart(RANGES, LABELS).figure.axes[0]
    spans = [list(line.get_xdata()) for line in axes.get_lines() if len(line.get_xdata()) == 2]
    left, right = axes.get_xlim()
    assert spans == [[0, 0], [4.48, 5.10], [3.2, right], [left, 1.9]]
    assert sorted(
        str(line.get_marker()) for line in axes.get_lines() if len(line.get_xdata()) == 1
    ) == sorted(["|", "|", "o", "|", ">", "<", "|"])


def test_the_reference_is_a_line_with_its_name_and_lies_on_the_axis() -> None:
    chart = interval_chart(RANGES, LABELS, reference=9.0, reference_label="review: 9")
    axes = chart.figure.axes[0]
    assert [9.0, 9.0] in [list(line.get_xdata()) for line in axes.get_lines()]
    assert "review: 9" in texts(axes)
    assert axes.get_xlim()[1] > 9
    assert "review: 9: 9,00" in chart.alt


def test_one_row_stands_out() -> None:
    axes = interval_chart(RANGES, LABELS, highlight="Gedrukt").figure.axes[0]
    colours = [to_hex(line.get_color()).upper() for line in axes.get_lines() if len(line.get_xdata()) == 2]
    assert colours == [TEXT, BLUE, MUTED_TEXT, MUTED_TEXT], "the line of zero, then the rows"


def test_wrong_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match="no row 'x' to highlight"):
        interval_chart(RANGES, LABELS, highlight="x")
    with pytest.raises(ValueError, match="low is larger than high in Gedrukt"):
        interval_chart(RANGES.assign(low=6.0).head(1), LABELS)
    with pytest.raises(ValueError, match="no number"):
        interval_chart(RANGES.tail(1), LABELS)


def test_pairs_stand_at_their_values_with_the_lower_on_the_left() -> None:
    axes = dumbbell_chart(PAIRS, LABELS, pair=("Drenthe", "Nederland")).figure.axes[0]
    dots = [
        (line.get_xdata()[0], line.get_marker()) for line in axes.get_lines() if len(line.get_xdata()) == 1
    ]
    assert dots == [(15.7, "s"), (18.0, "o"), (7.0, "s"), (7.0, "o"), (4.2, "s")]
    sides = {text.get_text(): text.get_horizontalalignment() for text in axes.texts}
    assert sides["15,7"] == "right"
    assert sides["18,0"] == "left"
    assert sides["4,2 (Drenthe:\ngeen gegevens)"] == "left"
    assert "geen gegevens" in sides


def test_regions_are_named_once_in_a_key() -> None:
    (legend,) = dumbbell_chart(PAIRS, LABELS, pair=("Drenthe", "Nederland")).figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["Drenthe", "Nederland"]


def test_other_regions_can_be_set_side_by_side() -> None:
    table = PAIRS.rename(columns={"Drenthe": "Groningen"})
    chart = dumbbell_chart(table, LABELS, pair=("Groningen", "Nederland"))
    assert "Kantoren: Groningen 18,0, Nederland 15,7" in chart.alt


def test_verdicts_are_stacked_in_a_fixed_order_with_fixed_looks() -> None:
    axes = verdict_overview(COUNTS, LABELS).figure.axes[0]
    bars = rectangles(axes)
    parts = [(bar.get_x(), bar.get_width(), to_hex(bar.get_facecolor()), bar.get_hatch()) for bar in bars]
    looks = {name: (look.colour.lower(), look.hatch or None) for name, look in VERDICT_LOOKS.items()}
    assert [(x, width, colour, hatch or None) for x, width, colour, hatch in parts] == [
        (0, 4, *looks["reproduced"]),
        (4, 3, *looks["no_data"]),
        (0, 1, *looks["reproduced"]),
        (1, 12, *looks["derived"]),
    ]


def test_counts_and_totals_are_written() -> None:
    axes = verdict_overview(COUNTS, LABELS).figure.axes[0]
    assert texts(axes) == ["4", "3", "7", "1", "12", "13"]


def test_the_key_counts_the_verdicts_that_occur() -> None:
    chart = verdict_overview(COUNTS, LABELS)
    names = [text.get_text() for legend in chart.figure.legends for text in legend.get_texts()]
    assert names == ["bevestigd door andere bron (5)", "volgt uit andere cijfers (12)", "geen gegevens (3)"]


def test_a_part_too_narrow_for_its_count_carries_it_above() -> None:
    table = pd.DataFrame({"theme": ["a", "a"], "verdict": ["reproduced", "derived"], "count": [1, 400]})
    axes = verdict_overview(table, LABELS).figure.axes[0]
    above = next(text for text in axes.texts if text.get_text() == "1")
    bar = axes.patches[0]
    assert Text.get_window_extent(above).y0 > bar.get_window_extent().y1


def test_a_number_on_a_hatch_stands_on_plain_ground() -> None:
    table = pd.DataFrame({"theme": "a", "verdict": ["supported", "reproduced"], "count": [9, 9]})
    hatched, plain, _ = verdict_overview(table, LABELS).figure.axes[0].texts
    assert hatched.get_text() == plain.get_text() == "9"
    ground = plain.get_bbox_patch() or hatched.get_bbox_patch()
    assert ground is not None
    assert to_hex(ground.get_facecolor()) == VERDICT_LOOKS["supported"].colour.lower()
    assert (hatched.get_bbox_patch() is None) != (plain.get_bbox_patch() is None)


def test_a_hatched_part_too_narrow_for_that_ground_carries_its_count_above() -> None:
    wide = pd.DataFrame({"theme": "a", "verdict": ["supported", "reproduced"], "count": [2, 40]})
    for verdict, inside in (("supported", False), ("derived", True)):
        axes = verdict_overview(wide.replace("supported", verdict), LABELS).figure.axes[0]
        two = next(text for text in axes.texts if text.get_text() == "2")
        assert (two.get_color() == "white") == inside


@pytest.mark.parametrize(("value", "drawn"), [(-1.0, True), (17.0, False)])
def test_zero_is_a_line_where_it_lies_between_the_pairs(value: float, drawn: bool) -> None:
    table = pd.DataFrame({"measure": ["groei"], "Drenthe": [value], "Nederland": [18.0]})
    lines = dumbbell_chart(table, LABELS, pair=("Drenthe", "Nederland")).figure.axes[0].get_lines()
    assert ([0, 0] in [list(line.get_xdata()) for line in lines]) == drawn


def test_numbers_on_an_axis_do_not_touch() -> None:
    table = pd.DataFrame({"label": ["a very long name of a row"], "low": [92_034.0], "high": [178_571.0]})
    figure = interval_chart(table, LABELS, decimals=0).figure
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
    assert len(boxes) >= 2
    assert not any(first.overlaps(second) for first, second in itertools.pairwise(boxes))


def test_wrong_verdicts_and_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown verdict"):
        verdict_overview(COUNTS.replace("derived", "plausible"), LABELS)
    for count in (-1, 1.5, NONE):
        with pytest.raises(ValueError, match="whole number"):
            verdict_overview(COUNTS.assign(count=[count, 1, 1, 1, 1]), LABELS)
    with pytest.raises(ValueError, match="no claim"):
        verdict_overview(COUNTS.assign(count=0), LABELS)
