"""No text of any chart form touches other text or leaves the page."""

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from functools import cache

import pandas as pd
import pytest
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from keianalysis.figures import (
    Chart,
    Labels,
    change_bars,
    column_chart,
    dumbbell_chart,
    interval_chart,
    line_chart,
    tile_map,
    verdict_overview,
    vintage_chart,
)
from keianalysis.figures.forms.tiles import tile_positions
from keianalysis.figures.style import SOURCE_SIZE, VERDICT_LOOKS

NONE = float("nan")
HOSTILE = "=Zorg & <b>$welzijn_1$</b> {x}"
LABELS = Labels(
    "figuur", f"Een lange titel over {HOSTILE} die vast niet op een enkele regel past", "procent", "CBS"
)
Form = Callable[[Labels], Chart]


def close_lines(labels: Labels) -> Chart:
    rows = [
        (f"{HOSTILE} {number}", year, 5 + number / 50 + (year - 2000) / 10)
        for number in range(6)
        for year in range(2000, 2014)
    ]
    table = pd.DataFrame(rows, columns=["series", "year", "value"])
    breaks = {2010: "nieuwe enquêtemethode", 2011: "andere begripsomschrijving", 2013: "weer een andere"}
    return line_chart(table, labels, breaks=breaks)


def releases(labels: Labels) -> Chart:
    rows = [
        ("dec. 2006", 2006, 168300, 167200),
        ("nov. 2007", 2007, 174600, 168800),
        ("dec. 2008", 2008, 180300, 176100),
        ("dec. 2009", 2009, 179300, 181100),
        ("dec. 2011", 2011, 172300, 175300),
        ("dec. 2012", 2012, 173900, 175100),
        ("2013", 2013, 181000, 182500),
    ]
    return vintage_chart(pd.DataFrame(rows, columns=["release", "year", "level", "previous_level"]), labels)


def changes(labels: Labels) -> Chart:
    names = ["Zorg", HOSTILE, "Landbouw, bosbouw, visserij en alle andere takken die er zijn", "Onderwijs"]
    table = pd.DataFrame({"category": names, "value": [1100.0, -930.0, -20.0, NONE]})
    return change_bars(table.assign(low=table["value"] - 300, high=table["value"] + 300), labels)


def short_columns(labels: Labels) -> Chart:
    return column_chart(
        pd.DataFrame({"year": [2009, 2011, 2012], "value": [-3.5, 2.0, -0.1]}), labels, decimals=1
    )


def long_columns(labels: Labels) -> Chart:
    return column_chart(pd.DataFrame({"year": range(1990, 2014), "value": [172300.0] * 24}), labels)


def ranges(labels: Labels) -> Chart:
    rows = [(HOSTILE, 4.48, 5.1, 4.75), ("Projecten", 3.2, NONE, NONE), ("Privaat", NONE, 1.9, NONE)]
    table = pd.DataFrame(rows, columns=["label", "low", "high", "value"])
    return interval_chart(table, labels, reference=5, reference_label=f"review: {HOSTILE}", highlight=HOSTILE)


def pairs(labels: Labels) -> Chart:
    rows = [(HOSTILE, 18.0, 17.9), ("Winkels", 7.0, 7.0), ("Terreinen", 21.0, NONE), ("Woningen", NONE, NONE)]
    pair = ("Drenthe", "Nederland")
    return dumbbell_chart(pd.DataFrame(rows, columns=["measure", *pair]), labels, pair=pair)


def verdicts(labels: Labels) -> Chart:
    counts = [(theme, verdict, 1) for theme in ("algemeen", "arbeidsmarkt") for verdict in VERDICT_LOOKS]
    table = pd.DataFrame([*counts, ("effecten", "derived", 120)], columns=["theme", "verdict", "count"])
    return verdict_overview(table, labels)


def tiles(labels: Labels) -> Chart:
    codes = list(tile_positions())
    table = pd.DataFrame(
        {"region_code": codes, "region": "Midden-Drenthe", "value": [NONE, NONE, *range(10)]}
    )
    return tile_map(table.assign(state=["suppressed", *[""] * 11]), labels, decimals=1, signed=True)


FORMS = [close_lines, releases, changes, short_columns, long_columns, ranges, pairs, verdicts, tiles]


@cache
def drawn(form: Form) -> Chart:
    """Return the chart of a form, which the tests of this page look at and none changes."""
    return form(LABELS)


def boxes(chart: Chart) -> Iterator[tuple[str, Bbox]]:
    """Return every text that shows, with its box in pixels; the watermark lies under them all."""
    chart.figure.draw_without_rendering()
    for text in chart.figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and text.get_gid() != "watermark":
            yield text.get_text(), Text.get_window_extent(text)


@pytest.mark.parametrize("form", FORMS)
def test_no_text_touches_other_text(form: Form) -> None:
    for (first, box), (second, other) in itertools.combinations(boxes(drawn(form)), 2):
        assert not box.overlaps(other), f"{first!r} touches {second!r}"


@pytest.mark.parametrize("form", FORMS)
def test_no_text_leaves_the_page(form: Form) -> None:
    chart = form(dataclasses.replace(LABELS, sample=True))
    page = chart.figure.bbox
    stamp = next(text for text in chart.figure.findobj(Text) if text.get_gid() == "watermark")
    for words, box in [*boxes(chart), ("watermark", stamp.get_window_extent())]:
        assert page.x0 <= box.x0, words
        assert box.x1 <= page.x1, words
        assert page.y0 <= box.y0, words
        assert box.y1 <= page.y1, words


@pytest.mark.parametrize("form", FORMS)
def test_no_text_is_too_small_to_read_at_half_the_size(form: Form) -> None:
    shown = [text for text in drawn(form).figure.findobj(Text) if text.get_text().strip()]
    assert min(text.get_fontsize() for text in shown) >= SOURCE_SIZE >= 8


def test_the_check_sees_text_that_touches() -> None:
    chart = short_columns(LABELS)
    chart.figure.axes[0].text(0.5, 0.5, "een")
    chart.figure.axes[0].text(0.5, 0.5, "twee")
    found = dict(boxes(chart))
    assert found["een"].overlaps(found["twee"])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("locale", "words"), [("nl", "SYNTHETISCHE VOORBEELDDATA"), ("en", "SYNTHETIC SAMPLE DATA")]
)
def test_sample_data_are_stamped_everywhere(form: Form, locale: str, words: str) -> None:
    chart = form(dataclasses.replace(LABELS, sample=True, locale=locale))
    stamps = [text.get_text() for text in chart.figure.findobj(Text) if text.get_gid() == "watermark"]
    assert [stamp.replace("\n", " ") for stamp in stamps] == [words]
    assert chart.alt.startswith(words)
    assert chart.data["status"].eq("sample").all()
    (source,) = (text.get_text() for text in chart.figure.findobj(Text) if text.get_gid() == "source")
    assert source.startswith(words)


@pytest.mark.parametrize("form", FORMS)
def test_published_data_are_not_stamped(form: Form) -> None:
    chart = drawn(form)
    assert not [text for text in chart.figure.findobj(Text) if text.get_gid() == "watermark"]
    assert "status" not in chart.data


@pytest.mark.parametrize("form", FORMS)
def test_no_text_is_read_as_mathematics(form: Form) -> None:
    assert not any(text.get_parse_math() for text in drawn(form).figure.findobj(Text))


@pytest.mark.parametrize("form", FORMS)
def test_the_page_has_title_unit_and_source(form: Form) -> None:
    chart = drawn(form)
    words = {text.get_gid(): text.get_text().replace("\n", " ") for text in chart.figure.findobj(Text)}
    assert words["title"] == LABELS.title
    assert words["unit"] == "procent"
    assert words["source"] == "Bron: CBS"
    assert chart.figure.get_figwidth() * 2.54 == pytest.approx(11)


def test_the_alt_text_of_the_caller_wins() -> None:
    assert short_columns(dataclasses.replace(LABELS, alt="Eigen tekst.")).alt == "Eigen tekst."


def test_drawing_leaves_the_table_alone() -> None:
    table = pd.DataFrame({"year": [2011, 2012], "value": [1.0, 2.0]})
    before = table.copy()
    column_chart(table, LABELS)
    pd.testing.assert_frame_equal(table, before)
