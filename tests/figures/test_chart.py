"""Names, words and rows of a chart are checked before anything is drawn."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from keianalysis.figures.chart import Chart, Labels, checked_name, drawn_rows
from keianalysis.model.errors import UnknownColumn


@pytest.mark.parametrize("name", ["banen", "jobs-by-release", "starters_2013", "2013", "a" * 80])
def test_slugs_pass(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../banen", "holds a path"),
        ("map/banen", "holds a path"),
        ("map\\banen", "holds a path"),
        ("..", "holds a path"),
        ("/etc/passwd", "holds a path"),
        ("", "is no slug"),
        (".", "is no slug"),
        ("Banen", "is no slug"),
        ("banen.svg", "is no slug"),
        ("banen 2013", "is no slug"),
        ("banen\n", "is no slug"),
        ("banen\x00", "is no slug"),
        ("-banen", "is no slug"),
        ("banen--2013", "is no slug"),
        ("fryslân", "is no slug"),
        ("$banen", "is no slug"),
        ('x" onload="y', "is no slug"),
        ("a" * 81, "81 characters"),
    ],
)
def test_other_names_are_refused_with_the_reason(name: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        checked_name(name)
    with pytest.raises(ValueError, match=why):
        Labels(name, "titel", "banen", "CBS")
    with pytest.raises(ValueError, match=why):
        Chart(name, Figure(), pd.DataFrame(), "titel", "banen", "CBS", "tekst")


def test_labels_without_title_or_with_another_language_are_refused() -> None:
    with pytest.raises(ValueError, match="no title"):
        Labels("banen", " ", "banen", "CBS")
    with pytest.raises(ValueError, match="unknown locale 'de'"):
        Labels("banen", "titel", "banen", "CBS", locale="de")


def test_drawn_rows_keep_only_the_columns_that_are_drawn_and_leave_the_table_alone() -> None:
    table = pd.DataFrame({"year": [2012], "value": [1.0], "secret": ["x"], "low": [0.5]})
    rows = drawn_rows(table, ("year",), ("value",), ("low", "high"))
    assert list(rows.columns) == ["year", "value", "low"]
    rows["value"] = 9.0
    assert table["value"].tolist() == [1.0]


def test_rows_that_cannot_be_drawn_are_refused() -> None:
    table = pd.DataFrame({"year": [2012, 2012], "value": [1.0, 2.0]})
    with pytest.raises(UnknownColumn, match="low"):
        drawn_rows(table, ("year",), ("low",))
    with pytest.raises(ValueError, match="two rows for year"):
        drawn_rows(table, ("year",), ("value",))
    with pytest.raises(ValueError, match="no rows"):
        drawn_rows(table.head(0), ("year",), ("value",))
    with pytest.raises(ValueError, match="without year"):
        drawn_rows(table.assign(year=[2012, float("nan")]), ("year",), ("value",))
