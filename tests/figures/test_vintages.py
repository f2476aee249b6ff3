"""A level moves from one release to the next, and the chart shows by how much."""

import pandas as pd
import pytest

from keianalysis.figures import Labels, vintage_chart
from keianalysis.figures.forms.vintages import revisions_drawn

LABELS = Labels("banen-per-uitgave", "Elke uitgave herschrijft het vorige jaar", "banen", "Provincie Drenthe")
RELEASES = pd.DataFrame(
    [
        ("dec. 2011", 2011, 172300.0, 175300.0),
        ("dec. 2012", 2012, 173900.0, 175100.0),
        ("2013", 2013, 181000.0, 182500.0),
    ],
    columns=["release", "year", "level", "previous_level"],
)


def test_revisions_are_what_the_next_release_says_of_the_year_before() -> None:
    assert [list(move) for move in revisions_drawn(RELEASES)] == [
        ["dec. 2012", 2011, 172300.0, 175100.0],
        ["2013", 2012, 173900.0, 182500.0],
    ]


def test_a_level_that_is_confirmed_is_no_revision() -> None:
    assert revisions_drawn(RELEASES.assign(previous_level=[175300.0, 172300.0, 173900.0])) == []


def test_each_release_is_a_segment_and_each_revision_a_dotted_line() -> None:
    axes = vintage_chart(RELEASES, LABELS).figure.axes[0]
    solid = [list(line.get_ydata()) for line in axes.get_lines() if line.get_linestyle() == "-"]
    dotted = [list(line.get_ydata()) for line in axes.get_lines() if line.get_linestyle() == ":"]
    assert solid == [[175300, 172300], [175100, 173900], [182500, 181000]]
    assert dotted == [[172300, 175100], [173900, 182500]]


def test_levels_releases_and_revisions_are_written() -> None:
    axes = vintage_chart(RELEASES, LABELS).figure.axes[0]
    texts = {text.get_text() for text in axes.texts}
    assert texts == {"172.300\ndec. 2011", "173.900\ndec. 2012", "181.000\n2013", "+2.800", "+8.600"}


def test_a_release_without_the_year_before_is_a_point_alone() -> None:
    chart = vintage_chart(RELEASES.head(1).assign(previous_level=float("nan")), LABELS)
    assert not chart.figure.axes[0].get_lines()
    assert "dec. 2011: 172.300 in 2011; " in chart.alt


def test_years_on_the_axis_are_whole_and_begin_a_year_before() -> None:
    assert list(vintage_chart(RELEASES, LABELS).figure.axes[0].get_xticks()) == [2010, 2011, 2012, 2013]


def test_no_level_is_refused() -> None:
    with pytest.raises(ValueError, match="no level"):
        vintage_chart(RELEASES.assign(level=float("nan")), LABELS)
