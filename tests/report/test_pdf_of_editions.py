"""The PDF of whole editions: tags, language, bookmarks, fonts, and what stands on which page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import pypdf
import pytest

from keianalysis.figures.telling import LONGEST
from keianalysis.report.page import read_page
from keianalysis.report.text.numerals import NUMERAL
from keianalysis.report.text.words import WORDS
from tests.editions import monitor_edition, pdf_pages, review_edition, sample_edition

pytestmark = pytest.mark.slow
EDITIONS: Final = {
    "review-nl": lambda factory: review_edition(factory, "nl"),
    "review-en": lambda factory: review_edition(factory, "en"),
    "monitor-nl": lambda factory: monitor_edition(factory, "nl"),
    "sample-en": lambda factory: sample_edition(factory, "review", "en"),
}
MOST_PAGES: Final = 24
"""The pages of a review on paper, its annexes among them."""
FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return EDITIONS[request.param](tmp_path_factory)


@pytest.fixture(scope="module")
def pdf(edition: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(edition / "report.pdf")


@pytest.fixture(scope="module")
def texts(edition: Path) -> list[str]:
    """Give the text of each page of the PDF."""
    return pdf_pages(edition)


@pytest.fixture(scope="module")
def page(edition: Path) -> Any:
    return read_page((edition / "report.html").read_text("utf-8"))


def language_of(page: Any) -> str:
    return str(page.all("html")[0].attributes["lang"])


def bookmarks(pdf: pypdf.PdfReader) -> dict[str, int]:
    """Return the page of each bookmark by its title."""
    return {
        str(one.title): int(pdf.get_destination_page_number(one) or 0)
        for one in pdf.outline
        if isinstance(one, pypdf.generic.Destination)
    }


def test_it_is_tagged_and_names_its_language_and_title(pdf: pypdf.PdfReader, page: Any) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == language_of(page)
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == page.all("h1")[0].text


def test_each_chapter_of_the_page_is_a_bookmark(pdf: pypdf.PdfReader, page: Any) -> None:
    told = [" ".join(one.all("h2")[0].text.split()) for one in page.all("section")]
    printed = [title for title in told[1:] if title[0].isdigit()]
    assert list(bookmarks(pdf)) == [told[0], *printed]
    assert [title.partition(" ")[0] for title in printed] == [str(one) for one in range(1, len(printed) + 1)]


def test_the_summary_is_two_pages_at_most_and_the_contents_follow_it(
    pdf: pypdf.PdfReader, texts: list[str], page: Any
) -> None:
    first, second, *_ = bookmarks(pdf).values()
    assert first == 1, "the cover comes first"
    contents = next(
        place for place in (1, 2, 3) if f"{WORDS[language_of(page)]['contents']}\n" in texts[place]
    )
    assert second >= contents


def test_a_review_is_no_longer_than_its_bound(edition: Path, pdf: pypdf.PdfReader) -> None:
    if edition.name == "review-2013":
        assert len(pdf.pages) <= MOST_PAGES


def test_every_font_is_embedded(pdf: pypdf.PdfReader) -> None:
    seen = {}
    for one in pdf.pages:
        fonts: Any = one["/Resources"]
        for font in (fonts.get("/Font") or {}).values():
            known = font.get_object()
            inner = known.get("/DescendantFonts", [known])[0].get_object()
            seen[known["/BaseFont"]] = any(name in inner["/FontDescriptor"] for name in FONT_FILES)
    assert seen
    assert all(seen.values())


def test_every_page_but_the_cover_bears_its_number(texts: list[str]) -> None:
    for number, text in enumerate(texts[1:], 1):
        assert NUMERAL.findall(text)[-1] == str(number)


def test_figures_and_tables_have_the_numbers_of_the_page(texts: list[str], page: Any) -> None:
    language = language_of(page)
    text = " ".join(" ".join(texts).split())
    for kind, tag in (("figure", "figcaption"), ("table", "caption")):
        start = re.compile(rf"{WORDS[language][kind]} \d+\.")
        count = sum(start.match(one.text.strip()) is not None for one in page.all(tag))
        assert f"{WORDS[language][kind]} {count}." in text
        assert f"{WORDS[language][kind]} {count + 1}." not in text


def elements(pdf: pypdf.PdfReader) -> Iterator[Any]:
    """Yield every structure element of a tagged PDF, in reading order."""
    root: Any = pdf.trailer["/Root"]
    waiting = [one.get_object() for one in reversed(root["/StructTreeRoot"]["/K"])]
    while waiting:
        one = waiting.pop()
        yield one
        inside = [kid.get_object() for kid in one.get("/K", []) if not isinstance(kid, int)]
        waiting += [kid for kid in reversed(inside) if isinstance(kid, dict) and "/S" in kid]


def test_every_row_of_a_table_has_its_header_and_every_column_its_own(pdf: pypdf.PdfReader) -> None:
    rows = [[kid.get_object() for kid in one["/K"]] for one in elements(pdf) if one["/S"] == "/TR"]
    scopes = [[next((a["/Scope"] for a in cell["/A"] if "/Scope" in a), "") for cell in row] for row in rows]
    assert len(scopes) > 20
    assert all(set(row) == {"/Column"} or (row[0] == "/Row" and not any(row[1:])) for row in scopes)
    assert all(
        (cell["/S"] == "/TH") == bool(scope)
        for row, of in zip(rows, scopes, strict=True)
        for cell, scope in zip(row, of, strict=True)
    )


def test_every_figure_has_an_alternative_text_of_a_length_that_one_listens_to(pdf: pypdf.PdfReader) -> None:
    told = [str(one["/Alt"]) for one in elements(pdf) if "/Alt" in one]
    assert len(told) >= 5
    assert max(len(one) for one in told) <= LONGEST


def test_no_drawing_is_a_picture_of_dots(pdf: pypdf.PdfReader) -> None:
    objects = [pdf.get_object(number) for number in range(1, int(cast(int, pdf.trailer["/Size"])))]
    streams = [one for one in objects if isinstance(one, pypdf.generic.StreamObject)]
    assert [one for one in streams if one.get("/Subtype") == "/Image"] == []
    drawn = [page.get_contents() for page in pdf.pages]
    inline = re.compile(rb"(?<!\S)BI\s[^()]*?\sID\s")
    assert [one for one in drawn if one is not None and inline.search(one.get_data())] == []
