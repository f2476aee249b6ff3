"""Saved charts are equal to the byte, readable aloud and safely named."""

import dataclasses
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from keianalysis.figures import Chart, Labels, is_sample, line_chart, save_chart

SVG = "{http://www.w3.org/2000/svg}"
TITLE = 'Banen <b>"groei"</b> & $krimp$ = x'


def draw() -> Chart:
    table = pd.DataFrame({"series": "Fryslân, =1+1", "year": [2011, 2012, 2013], "value": [1.5, None, 2.0]})
    return line_chart(table, Labels("banen", TITLE, "banen", "CBS"), decimals=1)


def test_three_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    paths = save_chart(draw(), tmp_path / "figures")
    assert {kind: path.name for kind, path in paths.items()} == {
        "svg": "banen.svg",
        "png": "banen.png",
        "csv": "banen.csv",
    }
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == [
        "banen.csv",
        "banen.png",
        "banen.svg",
    ]


def test_two_drawings_are_equal_to_the_byte(tmp_path: Path) -> None:
    first, second = save_chart(draw(), tmp_path / "a"), save_chart(draw(), tmp_path / "b")
    assert {k: p.read_bytes() for k, p in first.items()} == {k: p.read_bytes() for k, p in second.items()}


def test_one_chart_saved_twice_is_equal_to_the_byte(tmp_path: Path) -> None:
    chart = draw()
    first, second = save_chart(chart, tmp_path / "a"), save_chart(chart, tmp_path / "b")
    assert {k: p.read_bytes() for k, p in first.items()} == {k: p.read_bytes() for k, p in second.items()}


def test_the_svg_says_what_it_shows(tmp_path: Path) -> None:
    chart = draw()
    root = ElementTree.parse(save_chart(chart, tmp_path)["svg"]).getroot()
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.tag, title.text) == (f"{SVG}title", TITLE)
    assert (description.tag, description.text) == (f"{SVG}desc", chart.alt)


def test_the_svg_holds_no_date_and_its_words_are_text(tmp_path: Path) -> None:
    root = ElementTree.parse(save_chart(draw(), tmp_path)["svg"]).getroot()
    tags = {element.tag.split("}")[1] for element in root.iter()}
    assert "date" not in tags
    told = [element.text for element in root.iter(f"{SVG}text")]
    assert TITLE in " ".join(one or "" for one in told)


def test_numbers_in_the_words_of_a_drawing_stay_whole(tmp_path: Path) -> None:
    title = "Van 229.800 banen naar 236.700"
    table = pd.DataFrame({"series": "Drenthe", "year": [2012, 2013], "value": [229800.0, 236700.0]})
    chart = line_chart(table, Labels("banen", title, "banen", "CBS"), decimals=0)
    tree = ElementTree.fromstring(save_chart(chart, tmp_path)["svg"].read_text("utf-8"))
    found = {"".join(text.itertext()).strip() for text in tree.iter(f"{SVG}text")}
    drawn = {text.get_text() for text in chart.figure.axes[0].get_yticklabels()}
    assert title in found
    assert drawn <= found
    assert any(text.endswith(".000") for text in drawn)


def test_the_svg_says_how_high_its_title_is(tmp_path: Path) -> None:
    root = ElementTree.parse(save_chart(draw(), tmp_path)["svg"]).getroot()
    # One line of 11.5 points at 1.25, and two points below it.
    assert float(root.get("data-title-height", "0")) == pytest.approx(11.5 * 1.25 + 2, abs=2)


def test_ids_of_two_charts_do_not_meet_on_one_page(tmp_path: Path) -> None:
    other = dataclasses.replace(draw(), name="starters")
    roots = [ElementTree.parse(save_chart(c, tmp_path)["svg"]).getroot() for c in (draw(), other)]
    described = [{root.get("id"), root[0].get("id"), root[1].get("id")} for root in roots]
    assert described[0].isdisjoint(described[1])


def test_the_csv_holds_exactly_the_rows_drawn(tmp_path: Path) -> None:
    content = save_chart(draw(), tmp_path)["csv"].read_bytes()
    assert content.decode("utf-8") == (
        'series,year,value\n"Fryslân, =1+1",2011,1.5\n"Fryslân, =1+1",2012,\n"Fryslân, =1+1",2013,2.0\n'
    )


def test_the_png_has_the_size_and_resolution_of_a_report_column(tmp_path: Path) -> None:
    with Image.open(save_chart(draw(), tmp_path)["png"]) as image:
        assert image.size == (866, 590)
        assert image.info["dpi"][0] == pytest.approx(200, abs=0.1)
        assert image.info["Title"] == TITLE


def test_a_name_that_leaves_the_folder_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    chart = draw()
    object.__setattr__(chart, "name", "../elders")
    with pytest.raises(ValueError, match="holds a path"):
        save_chart(chart, tmp_path / "figures")
    assert not list(tmp_path.iterdir())


def test_a_saved_figure_tells_whether_it_is_sample(tmp_path: Path) -> None:
    table = pd.DataFrame({"series": "sample", "year": [2011, 2012], "value": [1.0, 2.0]})
    found = {
        sample: is_sample(save_chart(line_chart(table, labels), tmp_path / str(sample))["csv"])
        for sample in (False, True)
        for labels in [Labels("banen", "sample", "sample", "CBS", sample=sample)]
    }
    assert found == {False: False, True: True}
    with pytest.raises(FileNotFoundError):
        is_sample(tmp_path / "gone.csv")
