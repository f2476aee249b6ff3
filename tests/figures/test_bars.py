"""Bars are sorted and signed; columns keep the years that have no data."""

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from keianalysis.figures import Labels, change_bars, column_chart
from keianalysis.figures.style import BLUE, VERMILION

NONE = float("nan")
LABELS = Labels("mutatie", "Zorg groeide", "banen", "Provincie Drenthe")
CHANGES = pd.DataFrame(
    {"category": ["Bouw", "Zorg", "Onderwijs", "Handel"], "value": [-930.0, 1100.0, NONE, -500.0]}
)


def rectangles(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_changes_are_sorted_with_the_unknown_below() -> None:
    chart = change_bars(CHANGES, LABELS)
    assert chart.data["category"].tolist() == ["Zorg", "Handel", "Bouw", "Onderwijs"]
    names = [label.get_text() for label in chart.figure.axes[0].get_yticklabels()]
    assert names == ["Zorg", "Handel", "Bouw", "Onderwijs"]


def test_bars_have_the_length_and_colour_of_their_sign() -> None:
    bars = rectangles(change_bars(CHANGES, LABELS).figure.axes[0])
    assert [bar.get_width() for bar in bars] == [1100, -500, -930]
    assert [to_hex(bar.get_facecolor()).upper() for bar in bars] == [BLUE, VERMILION, VERMILION]


def test_values_are_written_with_sign_and_a_missing_one_in_words() -> None:
    texts = [text.get_text() for text in change_bars(CHANGES, LABELS).figure.axes[0].texts]
    assert texts == ["+1.100", "−500", "−930", "geen gegevens"]


def test_whiskers_span_the_bounds() -> None:
    table = CHANGES.assign(low=CHANGES["value"] - 50, high=CHANGES["value"] + 50)
    lines = change_bars(table, LABELS).figure.axes[0].get_lines()
    whiskers = [list(line.get_xdata()) for line in lines if line.get_marker() == "|"]
    assert whiskers == [[1050, 1150], [-550, -450], [-980, -880]]


def test_a_number_without_margin_has_no_whisker() -> None:
    exact = pd.DataFrame({"category": ["a"], "value": [5.0], "low": [5.0], "high": [5.0]})
    lines = change_bars(exact, LABELS).figure.axes[0].get_lines()
    assert [list(line.get_xdata()) for line in lines] == [[0, 0]]


def test_a_zero_line_divides_rises_from_falls() -> None:
    lines = change_bars(CHANGES, LABELS).figure.axes[0].get_lines()
    assert [0, 0] in [list(line.get_xdata()) for line in lines]


def test_columns_stand_on_zero_and_a_missing_year_stays_open() -> None:
    chart = column_chart(pd.DataFrame({"year": [2009, 2011], "value": [2410.0, 2930.0]}), LABELS)
    axes = chart.figure.axes[0]
    assert [(bar.get_x() + bar.get_width() / 2, bar.get_height()) for bar in rectangles(axes)] == [
        (2009, 2410),
        (2011, 2930),
    ]
    assert axes.get_ylim()[0] == 0
    assert list(axes.get_xticks()) == [2009, 2010, 2011]
    assert [text.get_text() for text in axes.texts] == ["2.410", "geen gegevens", "2.930"]
    assert chart.data["year"].tolist() == [2009, 2010, 2011]
    assert chart.data["value"].isna().tolist() == [False, True, False]


def test_wide_values_above_narrow_columns_stand_upright() -> None:
    long = pd.DataFrame({"year": range(1990, 2014), "value": [172300.0] * 24})
    assert {text.get_rotation() for text in column_chart(long, LABELS).figure.axes[0].texts} == {90.0}
    short = long.tail(3)
    assert {text.get_rotation() for text in column_chart(short, LABELS).figure.axes[0].texts} == {0.0}


def test_columns_below_zero_carry_their_value_below() -> None:
    axes = column_chart(
        pd.DataFrame({"year": [2012, 2013], "value": [-0.7, 1.2]}), LABELS, decimals=1
    ).figure.axes[0]
    assert [(text.get_text(), text.get_verticalalignment()) for text in axes.texts] == [
        ("−0,7", "top"),
        ("1,2", "bottom"),
    ]


def test_columns_without_any_value_are_refused() -> None:
    with pytest.raises(ValueError, match="no value"):
        column_chart(pd.DataFrame({"year": [2012], "value": [NONE]}), LABELS)
