"""The PDF is tagged, names its language and title, and takes every text as text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from keianalysis.report.document import Chapter, Document, Figure, Folded, Paragraph
from keianalysis.report.pdf import render_pdf

from .conftest import ALT, HOSTILE


def rendered(document: Document, folder: Path) -> bytes:
    return render_pdf(document, folder / "report.pdf").read_bytes()


def literal(text: str) -> bytes:
    """Return a text as a PDF writes it; brackets need no escape where they come in pairs."""
    return text.replace("\\", "\\\\").encode("ascii")


@pytest.fixture
def pdf(document: Document, tmp_path: Path) -> bytes:
    return rendered(document, tmp_path)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pdf_is_tagged_and_names_its_language(language: str, document: Document, tmp_path: Path) -> None:
    pdf = rendered(replace(document, language=language), tmp_path)
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(%s)" % language.encode() in pdf


def test_the_title_is_in_the_properties(pdf: bytes, document: Document) -> None:
    assert b"/Title(%s)" % literal(document.title) in pdf


def test_each_chapter_is_a_bookmark_whatever_its_title_looks_like(pdf: bytes, document: Document) -> None:
    for chapter in document.chapters:
        assert literal(chapter.title) in pdf
    assert literal(HOSTILE) in pdf


def test_figures_carry_their_alternative_text(pdf: bytes) -> None:
    assert pdf.count(b"/Alt(%s)" % literal(ALT)) == 2


def test_figures_are_drawn_and_not_pictures_of_a_drawing(pdf: bytes) -> None:
    assert b"/Subtype/Image" not in pdf.replace(b" ", b"")


def test_a_figure_without_alternative_text_is_refused(document: Document, tmp_path: Path) -> None:
    figure = next(block for block in document.chapters[0].blocks if isinstance(block, Figure))
    mute = Chapter("een", "Een", (replace(figure, alt=""),))
    with pytest.raises(typst.TypstError):
        rendered(replace(document, chapters=(mute,)), tmp_path)


@pytest.mark.parametrize("mark", ["#panic()", "$", "*", "_", "@nowhere", "<a>", "= A", "\\", "]", '"', "/*"])
def test_no_text_is_code(mark: str, document: Document, tmp_path: Path) -> None:
    marked = Chapter("een", f"x{mark}y", (Paragraph((mark,)),))
    pdf = rendered(replace(document, chapters=(marked,)), tmp_path)
    assert b"/Title(%s)" % literal(f"x{mark}y") in pdf


def test_two_runs_give_the_same_bytes(document: Document, tmp_path: Path) -> None:
    first = render_pdf(document, tmp_path / "a.pdf").read_bytes()
    assert first == render_pdf(document, tmp_path / "b.pdf").read_bytes()
    assert b"CreationDate" not in first
    assert b"ModDate" not in first


def test_sample_data_change_what_is_printed(document: Document, sample: Document, tmp_path: Path) -> None:
    assert len(rendered(sample, tmp_path)) > len(rendered(document, tmp_path))


def test_every_page_stands_upright(pdf: bytes) -> None:
    boxes = re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert boxes
    assert all(float(width) < float(height) for width, height in boxes)


def test_paper_leaves_out_what_the_page_alone_has(document: Document, tmp_path: Path) -> None:
    told = Paragraph(("one",))
    apart = Chapter("b", "Alone on the page", (told,), printed=False)
    folded = Chapter("a", "Short", (told, Folded("More", (Paragraph(("two",)),))))
    both = rendered(replace(document, chapters=(folded, apart)), tmp_path)
    short = rendered(replace(document, chapters=(replace(folded, blocks=(told,)),)), tmp_path)
    assert both == short
