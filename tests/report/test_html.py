"""The page stands on its own, leads everywhere it points, and never runs a text."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from keianalysis.report.document import Document, Table, Verdicts
from keianalysis.report.html import homes, render_html
from keianalysis.report.inlined import inline_svg
from keianalysis.report.text.words import WORDS

from .conftest import ALT, HOSTILE

Attributes = dict[str, str]


class Page(HTMLParser):
    """Every element of a page with its attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, *names: str) -> list[str]:
        return [found[name] for _, found in self.elements for name in names if name in found]


def rendered(document: Document, folder: Path) -> Page:
    return Page(render_html(document, folder / "report.html").read_text("utf-8"))


@pytest.fixture
def page(document: Document, tmp_path: Path) -> Page:
    return rendered(document, tmp_path)


def test_the_page_names_its_language_and_its_landmarks(page: Page) -> None:
    assert page.named("html") == [{"lang": "nl"}]
    assert [len(page.named(tag)) for tag in ("header", "nav", "main", "h1")] == [1, 1, 1, 1]


def test_ids_are_unique_although_drawings_share_theirs(page: Page) -> None:
    assert [name for name, count in Counter(page.values("id")).items() if count > 1] == []


def test_every_reference_leads_to_an_id(page: Page) -> None:
    ids = set(page.values("id"))
    links = {link[1:] for link in page.values("href", "xlink:href") if link.startswith("#")}
    labels = {name for value in page.values("aria-labelledby", "aria-describedby") for name in value.split()}
    clips = {value[5:-1] for value in page.values("clip-path")}
    assert len(clips) == 2
    assert links | labels | clips <= ids


def test_the_contents_lead_to_each_chapter_after_two_skip_links(page: Page, document: Document) -> None:
    links = [found["href"] for found in page.named("a")]
    assert links[:2] == ["#main", "#uitspraken"]
    assert links[2:5] == [f"#{chapter.anchor}" for chapter in document.chapters]
    assert links.count("#contents") == len(document.chapters)


def test_a_page_without_a_list_to_search_has_one_skip_link(document: Document, tmp_path: Path) -> None:
    page = rendered(replace(document, chapters=document.chapters[:1]), tmp_path)
    assert [found["href"] for found in page.named("a") if found.get("class") == "skip"] == ["#main"]


def test_the_page_says_what_it_is_and_that_it_knows_both_schemes(page: Page, document: Document) -> None:
    told = {found["name"]: found["content"] for found in page.named("meta") if "name" in found}
    assert told["description"] == f"{document.title}. {document.subtitle}."
    assert told["color-scheme"] == "light dark"


def test_figures_and_tables_are_numbered_through_the_report(page: Page) -> None:
    captions = re.findall(r"(?:Figuur|Tabel) \d+\. \w+", page.text)
    assert captions == ["Figuur 1. Elke", "Tabel 1. Kerncijfers", "Figuur 2. Starters", "Tabel 2. Uitspraken"]


def test_a_table_with_a_name_has_a_lasting_id(document: Document, tmp_path: Path) -> None:
    first, *others = document.chapters
    blocks = tuple(replace(one, name="key") if isinstance(one, Table) else one for one in first.blocks)
    page = rendered(replace(document, chapters=(replace(first, blocks=blocks), *others)), tmp_path)
    assert [found.get("id") for found in page.named("table")] == [None, "table-key", None, None]


def test_the_anchor_of_a_claim_is_in_the_list_to_search_or_else_in_the_first_with_reasons(
    document: Document,
) -> None:
    searched = document.chapters[-1].blocks[0]
    assert isinstance(searched, Verdicts)
    first, second = (row.claim for row in searched.rows)
    plain = replace(searched, searchable=False)
    blocks = (replace(plain, brief=True), plain, replace(searched, rows=searched.rows[:1]), plain)
    told = replace(document, chapters=(replace(document.chapters[-1], blocks=blocks),))
    assert homes(told) == {first: "3", second: "2"}


def test_each_claim_offers_the_link_to_its_row(page: Page) -> None:
    anchors = [found["href"] for found in page.named("a") if found.get("class") == "anchor"]
    assert anchors == [f"#{found['id']}" for found in page.named("tr") if "id" in found] != []


def test_a_drawing_keeps_nothing_that_html_does_not_know(tmp_path: Path) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text("<svg>\n <metadata>\n  <rdf:RDF/>\n </metadata>\n <g/></svg>", "utf-8")
    assert inline_svg(drawing) == "<svg><g/></svg>"


def test_nothing_comes_from_outside(page: Page) -> None:
    assert page.values("src") == []
    assert page.named("link") == []
    others = {link for link in page.values("href") if not link.startswith(("#", "data:"))}
    assert others == {"explore.html"}, "which lies beside it in the edition"


def test_text_is_shown_and_never_run(page: Page) -> None:
    assert [found.get("type") for found in page.named("script")] == ["application/json", None]
    assert page.text.count(HOSTILE) == 6
    assert HOSTILE in page.values("data-result")


def test_a_number_says_which_result_it_shows(page: Page) -> None:
    assert {"class": "number", "data-result": "6e1cf01f4061", "data-view": "value"} in page.named("span")


def test_a_figure_has_a_description_and_its_data(page: Page) -> None:
    assert [found["aria-label"] for found in page.named("svg")] == [ALT, ALT]
    link = next(found for found in page.named("a") if found.get("download") == "employment.csv")
    content = base64.b64decode(link["href"].partition("base64,")[2])
    assert content == b"year,value\n2006,168300\n2012,173900\n"


def test_the_verdicts_are_a_plain_table_until_the_script_runs(page: Page) -> None:
    assert [found["data-verdict"] for found in page.named("tr") if "data-verdict" in found] == [
        "reproduced",
        "no_data",
    ]
    assert [found["class"] for found in page.named("form") if "hidden" in found] == ["filter"]
    assert [found["type"] for found in page.named("button")] == ["submit"]
    assert "polite" in page.values("aria-live")


def test_whatever_scrolls_can_be_reached_by_keyboard(page: Page) -> None:
    scrolling = [found for found in page.named("div") if found.get("class") == "scroll"]
    assert len(scrolling) == 4
    assert all(found["tabindex"] == "0" for found in scrolling)
    assert all(found.get("aria-label") or found["aria-labelledby"] for found in scrolling)


def test_sample_data_are_marked_on_the_page_and_at_each_table_and_figure(
    document: Document, sample: Document, tmp_path: Path
) -> None:
    mark = WORDS["nl"]["sample"]
    assert mark not in rendered(document, tmp_path).text
    assert rendered(sample, tmp_path).text.count(mark) == 6, "the page, two chapters, a table, two figures"


def test_english_has_every_word_that_dutch_has(document: Document, tmp_path: Path) -> None:
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    page = rendered(replace(document, language="en"), tmp_path)
    assert page.named("html") == [{"lang": "en"}]
    assert WORDS["en"]["contents"] in page.text


def test_two_runs_give_the_same_bytes(document: Document, tmp_path: Path) -> None:
    first = render_html(document, tmp_path / "a.html").read_bytes()
    assert first == render_html(document, tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    "wanted", ["prefers-color-scheme: dark", "prefers-contrast: more", "@media print", "overflow-x: auto"]
)
def test_the_style_knows_dark_and_sharp_screens_paper_and_wide_tables(wanted: str) -> None:
    assert wanted in (files("keianalysis.report") / "templates" / "report.css").read_text("utf-8")
