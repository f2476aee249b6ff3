"""A numeral that nothing stands behind is found, on pages small enough to see what is wrong."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from keianalysis.model.edition import Edition
from keianalysis.model.territories import home
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.readers.sources import RawFile
from keianalysis.report.checking import check_page, check_report, told_coverage
from keianalysis.report.document import Block, Chapter, Document, Number, Paragraph, Table, sentence
from keianalysis.report.drawings import drawn_doubts, readings
from keianalysis.report.html import render_html
from keianalysis.report.lookup import Lookup
from keianalysis.report.origins.trails import Origins
from keianalysis.report.page import read_page
from keianalysis.report.tables.number_texts import ROWS
from keianalysis.report.text.known_texts import fixed_texts, sentences
from keianalysis.report.text.numerals import allowed_phrases, unallowed
from keianalysis.report.text.proof_texts import TEXTS as PROOF_TEXTS
from keianalysis.report.text.texts import SENTENCES, TEXTS
from keianalysis.report.text.trail_words import WORDS as TRAIL_WORDS
from tests.conftest import observation_rows as rows

from .conftest import figure

EDITION = Edition("review-2013", "review", 2012, "2014-04-04", "nl")
TITLE, SUBTITLE = "Midtermreview KEI 2011-2013, nagerekend", "Stand van de openbare gegevens op 4 april 2014"
SPENDING = {"measure": "leisure_spending", "unit": "eur", "value": 1.2e9, "decimals": -8}
YEAR = {"period_start": "2012-01-01", "period_end": "2012-12-31"}


def lookup(*more: dict[str, object]) -> Lookup:
    results = rows(SPENDING | YEAR, *more)
    none = pd.DataFrame(columns=list(COLUMNS))
    return Lookup(EDITION, results, none, pd.DataFrame(columns=["claim_id"]))


def spending(known: Lookup, template: str = "") -> Paragraph:
    row = str(known.results["id"].iloc[0])
    text = template or home().told(SENTENCES["nl"], "nl")["spending"]
    return sentence(text, year=known.number(row, "year"), amount=known.number(row))


def page(folder: Path, *blocks: Block, title: str = "In het kort") -> str:
    document = Document(TITLE, SUBTITLE, "nl", "review-2013", (Chapter("a", title, blocks),))
    return render_html(document, folder / "report.html").read_text("utf-8")


def doubts(text: str, known: Lookup, folder: Path) -> list[str]:
    return [str(doubt) for doubt in check_page(text, known, folder / "figures").doubts]


def test_a_page_whose_numbers_are_all_bound_gives_no_alarm(tmp_path: Path) -> None:
    known = lookup()
    reading = check_page(page(tmp_path, spending(known)), known, tmp_path)
    assert reading.doubts == []
    # 2011-2013 in the title and the heading; 4 april 2014 and review-2013; the year and the amount.
    assert reading.coverage == {"numerals": 9, "allowed": 0, "edition": 7, "results": 2}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("€\N{NO-BREAK SPACE}1,2", "€\N{NO-BREAK SPACE}1,3"),
        (">2012<", ">2013<"),
        ("€\N{NO-BREAK SPACE}1,2", "−€\N{NO-BREAK SPACE}1,2"),
        ("Drentse vrijetijdssector ", "Drentse vrijetijdssector ruim "),
        ("KEI 2011-2013, nagerekend</h1>", "KEI 2011-2014, nagerekend</h1>"),
        ("4 april 2014", "5 april 2014"),
        ("werd in de", "werd in 3 de"),
    ],
)
def test_a_changed_page_is_doubted(right: str, wrong: str, tmp_path: Path) -> None:
    known = lookup()
    text = page(tmp_path, spending(known))
    assert right in text
    assert doubts(text.replace(right, wrong), known, tmp_path)


def test_a_number_typed_into_a_sentence_is_named(tmp_path: Path) -> None:
    known = lookup()
    (told,) = doubts(page(tmp_path, Paragraph(("Er zijn 12 gemeenten.",))), known, tmp_path)
    assert told == "a: 'Er zijn 12 gemeenten.' is no sentence of the report"


def test_a_number_typed_into_a_field_of_a_template_is_named(tmp_path: Path) -> None:
    known = lookup()
    typed = sentence(TEXTS["nl"]["no_figures"], year="2019")
    (told,) = doubts(page(tmp_path, typed), known, tmp_path)
    assert "has 2019 bound to nothing" in told


def test_a_number_in_a_heading_is_named(tmp_path: Path) -> None:
    known = lookup()
    told = doubts(page(tmp_path, spending(known), title="De 5 thema's"), known, tmp_path)
    assert len(told) == 2
    assert all("is no heading or caption of the report" in text for text in told)


def test_a_number_bound_to_nothing_is_named(tmp_path: Path) -> None:
    known = lookup()
    paragraph = sentence(
        home().told(SENTENCES["nl"], "nl")["spending"], year=Number("2012", "gone", "year"), amount="veel"
    )
    (told,) = doubts(page(tmp_path, paragraph), known, tmp_path)
    assert "is bound to gone, which the edition does not have" in told


@pytest.mark.parametrize(
    ("template", "value", "fits"),
    [
        ("ruim {amount} in {year}", 1_240_000_000.0, True),
        ("ruim {amount} in {year}", 1_160_000_000.0, False),
        ("bijna {amount} in {year}", 1_160_000_000.0, True),
        ("bijna {amount} in {year}", 1_240_000_000.0, False),
        ("minimaal {amount} in {year}", 1_190_000_000.0, False),
    ],
)
def test_the_word_before_a_number_follows_the_number(
    template: str, value: float, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = rows(SPENDING | YEAR | {"value": 1.2e9}).assign(value=value)
    known = Lookup(EDITION, results, lookup().verdicts, lookup().claims)
    monkeypatch.setitem(TEXTS["nl"], "typed", template)
    sentences.cache_clear()
    found = doubts(page(tmp_path, spending(known, template)), known, tmp_path)
    sentences.cache_clear()
    assert (found == []) is fits


def table(known: Lookup, *cells: str) -> Table:
    row = str(known.results["id"].iloc[0])
    return Table(
        TEXTS["nl"]["numbers"], (TEXTS["nl"]["measure"], TEXTS["nl"]["value"]), ((*cells, known.number(row)),)
    )


def test_a_row_of_a_table_speaks_of_its_own_result(tmp_path: Path) -> None:
    known = lookup()
    assert doubts(page(tmp_path, table(known, "Drenthe")), known, tmp_path) == []
    (told,) = doubts(page(tmp_path, table(known, "Nederland")), known, tmp_path)
    assert "'Nederland' does not belong to its row" in told


@pytest.mark.parametrize(
    ("right", "wrong"), [("Tabel 1. ", "Tabel 2. "), ("Tabel 1. ", ""), ("Figuur 2. ", "Figuur 1. ")]
)
def test_a_figure_or_table_has_the_number_of_its_place(right: str, wrong: str, tmp_path: Path) -> None:
    known, folder = lookup(), tmp_path / "figures"
    folder.mkdir()
    drawn = [figure(folder, name, "Starters volgens CBS") for name in ("first", "second")]
    text = page(tmp_path, *drawn, table(known, "Drenthe"))
    assert doubts(text, known, tmp_path) == []
    assert text.count(right) == 1
    assert doubts(text.replace(right, wrong), known, tmp_path)


def test_a_report_from_sample_data_says_so_at_its_captions_and_gives_no_alarm(tmp_path: Path) -> None:
    known = lookup()
    document = Document(
        TITLE,
        SUBTITLE,
        "nl",
        "review-2013",
        (Chapter("a", "In het kort", (table(known, "Drenthe"),)),),
        True,
    )
    text = render_html(document, tmp_path / "report.html").read_text("utf-8")
    assert "Synthetische voorbeelddata" in text
    assert doubts(text, known, tmp_path) == []


FIGURE = """<svg xmlns="http://www.w3.org/2000/svg" id="f"><title id="f-title">{title}</title>
<desc id="f-desc">{told}</desc></svg>
"""


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("van 168.300 in 2006 naar 173.900 in 2012", ""),
        ("van 168.000 banen", ""),
        ("van 168.400 in 2006", "168.400"),
        ("met 0,5 procent, of 0,45", "0,45"),
        ("banen van 12 uur of meer op 1 april", ""),
        ("banen van 13 uur of meer", "13"),
        ("begroting 2014", ""),
    ],
)
def test_the_words_of_a_figure_show_its_data(told: str, left: str, tmp_path: Path) -> None:
    path = tmp_path / "f.svg"
    path.write_text(FIGURE.format(title="Banen", told=told), encoding="utf-8")
    path.with_suffix(".csv").write_text(
        "year,value,label\n2006,168300,begroting 2014\n2012,173900,\n2012,0.46,\n", encoding="utf-8"
    )
    found = list(drawn_doubts(path, EDITION))
    assert [doubt.why for doubt in found] == ([f"has {left}, which its data do not have"] if left else [])


def test_a_numeral_is_read_in_both_languages() -> None:
    assert {(str(value), decimals) for value, decimals in readings("1.206")} == {
        ("1206", 0),
        ("1.206", 3),
    }


def test_a_number_in_the_prose_of_a_notebook_is_named(tmp_path: Path) -> None:
    known = lookup()
    page(tmp_path, spending(known))
    (tmp_path / "notebooks").mkdir()
    cells = [new_markdown_cell("Jobs fell by 0.7%."), new_markdown_cell("Jobs of 12 hours or more.")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "a.ipynb")
    origins = Origins(known, {"observations.csv": RawFile("o.csv", "0" * 64, 9)})
    told = [str(doubt) for doubt in check_report(tmp_path, origins).doubts]
    assert "a.ipynb: 'Jobs fell by 0.7%.' has 0.7 bound to nothing" in told
    assert len([text for text in told if text.startswith("a.ipynb")]) == 1


def test_the_list_of_allowed_phrases_is_short_and_each_has_a_numeral() -> None:
    assert 0 < len(allowed_phrases()) < 20
    assert [phrase for phrase in allowed_phrases() if not any(sign.isdigit() for sign in phrase)] == []
    assert unallowed("banen van 12 uur of meer sinds 2012") == ["2012"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_fixed_text_has_a_numeral_that_is_not_allowed(language: str) -> None:
    fields = [text.replace("{year}", "") for text in fixed_texts(language)]
    assert [text for text in fields if unallowed(text)] == []


def test_every_view_of_a_row_can_be_written_in_both_languages() -> None:
    (row,) = lookup().rows.values()
    for language in ("nl", "en"):
        assert all(isinstance(view(row, language), str) for view in ROWS.values())


def test_a_page_is_read_as_a_tree() -> None:
    root = read_page('<div class="a b"><p>one <b>two</b><br>three</p></div><p>four')
    assert root.text == "one twothreefour"
    assert [one.text for one in root.all("div", class_="b")] == ["one twothree"]


def test_coverage_is_told_in_one_sentence() -> None:
    coverage = pd.DataFrame({"bound_to": ["numerals", "results"], "numerals": [7, 7]})
    assert told_coverage(coverage) == "7 numerals in the report, all bound (7 results)"


@pytest.mark.parametrize("lists", [TRAIL_WORDS, PROOF_TEXTS])
def test_english_has_every_word_of_the_proof_that_dutch_has(lists: dict[str, dict[str, str]]) -> None:
    assert lists["nl"].keys() == lists["en"].keys()
