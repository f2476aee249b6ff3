"""Lines are interrupted where years are missing and where a new series begins."""

import itertools

import pandas as pd
import pytest
from matplotlib.axes import Axes

from keianalysis.figures import Chart, Labels, line_chart
from keianalysis.figures.forms.lines import stretches
from keianalysis.figures.scales import whole_years

NONE = float("nan")
LABELS = Labels("werkloosheid", "De werkloosheid steeg", "procent", "CBS")


def axes_of(chart: Chart) -> Axes:
    return chart.figure.axes[0]


def series(name: str, values: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame({"series": name, "year": list(values), "value": list(values.values())})


def drawn_years(chart: Chart) -> list[list[int]]:
    """Return the years of each line that carries a marker."""
    lines = [line for line in axes_of(chart).get_lines() if line.get_marker() not in ("None", "")]
    return [[int(year) for year in line.get_xdata()] for line in lines]


def test_every_year_with_a_value_is_one_point() -> None:
    chart = line_chart(series("Drenthe", {2011: 5.1, 2012: 6.4, 2013: 7.9}), LABELS)
    (line,) = axes_of(chart).get_lines()
    assert list(line.get_xdata()) == [2011, 2012, 2013]
    assert list(line.get_ydata()) == [5.1, 6.4, 7.9]


def test_a_missing_year_and_an_empty_value_interrupt_the_line() -> None:
    table = series("Drenthe", {2006: 1.0, 2008: 2.0, 2009: 3.0, 2010: NONE, 2011: 4.0})
    assert drawn_years(line_chart(table, LABELS)) == [[2006], [2008, 2009], [2011]]


def test_a_break_interrupts_the_line_and_is_marked_halfway() -> None:
    table = series("Drenthe", {year: float(year) for year in range(2009, 2014)})
    chart = line_chart(table, LABELS, breaks={2012: "nieuwe methode"})
    assert drawn_years(chart) == [[2009, 2010, 2011], [2012, 2013]]
    (mark,) = [line for line in axes_of(chart).get_lines() if line.get_marker() in ("None", "")]
    assert list(mark.get_xdata()) == [2011.5, 2011.5]
    assert "nieuwe methode" in {text.get_text() for text in axes_of(chart).texts}
    assert "Reeksbreuk in 2012: nieuwe methode" in chart.alt


def test_a_break_of_one_series_interrupts_that_one_and_names_it() -> None:
    table = pd.concat([series(name, {2009: 1.0, 2010: 2.0, 2011: 3.0}) for name in ("Drenthe", "Nederland")])
    table["is_break"] = (table["series"] == "Nederland") & (table["year"] == 2010)
    chart = line_chart(table, LABELS)
    assert drawn_years(chart) == [[2009, 2010, 2011], [2009], [2010, 2011]]
    assert "reeksbreuk Nederland" in [text.get_text() for text in axes_of(chart).texts]
    assert "reeksbreuk in 2010" in chart.alt
    assert "Drenthe: van 1 in 2009 naar 3 in 2011" in chart.alt
    assert "Nederland: 1 in 2009, na de reeksbreuk van 2 in 2010 naar 3 in 2011" in chart.alt


def test_the_reason_of_a_common_break_is_told_and_not_only_that_there_is_one() -> None:
    table = series("Drenthe", {2009: 1.0, 2010: 2.0}).assign(is_break=[False, True])
    chart = line_chart(table, LABELS, breaks={2010: "secties meegeteld"})
    assert "Reeksbreuk in 2010: secties meegeteld" in chart.alt
    assert "reeksbreuk Drenthe" not in chart.alt


def test_years_on_a_narrow_axis_do_not_touch() -> None:
    table = series("publicatie 18 november 2021", dict.fromkeys(range(2005, 2017), 1.0))
    figure = line_chart(table, LABELS).figure
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
    assert len(boxes) == 6
    assert not any(first.overlaps(second) for first, second in itertools.pairwise(boxes))


def test_only_a_band_that_shows_has_an_edge() -> None:
    def edge(width: float) -> float:
        table = series("Drenthe", {2009: 1.0, 2010: 2.0, 2011: 3.0})
        bounds = {"low": table["value"] - width, "high": table["value"] + width}
        (band,) = axes_of(line_chart(table.assign(**bounds), LABELS)).collections
        return float(band.get_linewidth()[0])

    assert edge(0.5) > 0
    assert edge(0.001) == 0


@pytest.mark.parametrize("year", [2009, 2014])
def test_a_break_outside_the_years_is_refused(year: int) -> None:
    table = series("Drenthe", {2009: 1.0, 2013: 2.0})
    with pytest.raises(ValueError, match="outside the years drawn, 2009 to 2013"):
        line_chart(table, LABELS, breaks={year: "x"})


def test_rows_in_any_order_give_the_same_stretches() -> None:
    table = series("Drenthe", {2013: 3.0, 2011: 1.0, 2012: 2.0})
    (stretch,) = stretches(table)
    assert stretch["year"].tolist() == [2011, 2012, 2013]


def test_years_on_the_axis_are_whole() -> None:
    chart = line_chart(series("Drenthe", {2011: 1.0, 2012: 2.0}), LABELS)
    assert list(axes_of(chart).get_xticks()) == [2011, 2012]
    assert [label.get_text() for label in axes_of(chart).get_xticklabels()] == ["2011", "2012"]


def test_long_series_name_fewer_years_and_always_the_last() -> None:
    assert whole_years(1996, 2013) == [1998, 2003, 2008, 2013]


def test_each_series_is_named_at_its_end_without_legend() -> None:
    table = pd.concat(
        [series("Drenthe", {2012: 6.4, 2013: 7.9}), series("Nederland", {2012: 6.2, 2013: 8.1})]
    )
    chart = line_chart(table, LABELS)
    assert {"Drenthe", "Nederland"} <= {text.get_text() for text in axes_of(chart).texts}
    assert not chart.figure.legends
    assert axes_of(chart).get_legend() is None


def test_bounds_are_a_band_along_a_line_and_a_bar_at_a_single_point() -> None:
    table = series("Drenthe", {2010: 1.0, 2011: 2.0, 2013: 3.0})
    chart = line_chart(table.assign(low=table["value"] - 1, high=table["value"] + 1), LABELS)
    kinds = [type(collection).__name__ for collection in axes_of(chart).collections]
    assert sorted(kinds) == ["FillBetweenPolyCollection", "LineCollection"]
    assert axes_of(chart).get_ylim()[1] > 4


def test_a_series_without_values_is_named_as_such() -> None:
    table = pd.concat([series("Drenthe", {2012: 1.0, 2013: 2.0}), series("Groningen", {2012: NONE})])
    chart = line_chart(table, LABELS)
    assert "Groningen: geen gegevens" in chart.alt
    assert any(
        "Groningen" in t.get_text() and "geen gegevens" in t.get_text().replace("\n", " ")
        for t in axes_of(chart).texts
    )


def test_no_value_or_too_many_series_are_refused() -> None:
    with pytest.raises(ValueError, match="no value"):
        line_chart(series("Drenthe", {2012: NONE}), LABELS)
    many = pd.concat([series(f"reeks {number}", {2012: 1.0}) for number in range(7)])
    with pytest.raises(ValueError, match="7 series"):
        line_chart(many, LABELS)


def test_the_data_are_the_rows_drawn_and_the_alt_text_tells_them() -> None:
    table = series("Drenthe", {2012: 6.4, 2013: 7.9}).assign(note="x")
    chart = line_chart(table, LABELS, decimals=1)
    assert list(chart.data.columns) == ["series", "year", "value"]
    assert chart.alt == (
        "Lijngrafiek (procent). Drenthe: van 6,4 in 2012 naar 7,9 in 2013; "
        "De verticale as begint niet bij nul."
    )


@pytest.mark.parametrize(
    ("values", "drawn"), [({2012: -1.0, 2013: 1.0}, True), ({2012: 1.0, 2013: 2.0}, False)]
)
def test_a_zero_line_shows_only_between_rises_and_falls(values: dict[int, float], drawn: bool) -> None:
    lines = axes_of(line_chart(series("Drenthe", values), LABELS)).get_lines()
    assert ([0, 0] in [list(line.get_ydata()) for line in lines]) is drawn


def cut_marks(chart: Chart) -> list[object]:
    return [mark for mark in chart.figure.findobj() if mark.get_gid() == "cut"]


def test_an_axis_without_zero_has_a_mark_and_says_so() -> None:
    chart = line_chart(series("Drenthe", {2012: 64.0, 2013: 79.0}), LABELS)
    assert len(cut_marks(chart)) == 1
    assert axes_of(chart).get_xlabel() == "De verticale as begint niet bij nul"
    assert chart.alt.endswith("De verticale as begint niet bij nul.")


@pytest.mark.parametrize("values", [{2012: 2.0, 2013: 9.0}, {2012: -1.0, 2013: 9.0}])
def test_an_axis_that_can_begin_at_zero_does_and_has_no_mark(values: dict[int, float]) -> None:
    chart = line_chart(series("Drenthe", values), LABELS)
    assert axes_of(chart).get_ylim()[0] <= 0
    assert not cut_marks(chart)


def test_no_line_runs_on_from_a_series_that_ended_to_its_name() -> None:
    table = pd.concat(
        [series("eerste", {2011: 1.0, 2012: 2.0}), series("tweede", {2011: 1.0, 2012: 2.0, 2019: 9.0})]
    )
    chart = line_chart(table, LABELS)
    names = [text.get_text().replace("\n", " ") for text in axes_of(chart).texts]
    assert "eerste (tot 2012)" in names
    assert "tweede" in names
    assert not [text for text in axes_of(chart).texts if getattr(text, "arrow_patch", None)]


def test_a_band_that_shows_is_explained_and_a_thin_one_is_not() -> None:
    table = series("Drenthe", {2012: 10.0, 2013: 12.0})
    (key,) = line_chart(table.assign(low=table["value"] - 3, high=table["value"] + 3), LABELS).figure.legends
    assert [text.get_text() for text in key.get_texts()] == ["marge van het cijfer"]
    thin = line_chart(table.assign(low=table["value"], high=table["value"]), LABELS)
    assert not thin.figure.legends
