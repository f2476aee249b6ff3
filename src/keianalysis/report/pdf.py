"""The report as a tagged PDF, laid out by typst from data.

The bytes are equal at every run: no date, no fonts but those that typst brings along.
"""

from __future__ import annotations

import json
from functools import singledispatch
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import matplotlib
import typst

from keianalysis.figures.forms.tiles import tile_positions
from keianalysis.figures.style import VERDICT_LOOKS
from keianalysis.report.document import (
    Bullets,
    Callout,
    Cell,
    Chapter,
    Document,
    Figure,
    Folded,
    Heading,
    Paragraph,
    Passage,
    Span,
    Spark,
    Table,
    Verdict,
    Verdicts,
)
from keianalysis.report.drawings import untitled
from keianalysis.report.row_headers import with_row_headers
from keianalysis.report.sparks import placed
from keianalysis.report.text.words import WORDS

FONTS: Final = Path(matplotlib.get_data_path(), "fonts", "ttf")
"""The font in which the text of figures was measured; the others typst brings along."""
STANDARD: Final = "ua-1"
"""PDF/UA-1: typst refuses a report that lacks a language, a title or an alternative text."""


def render_pdf(document: Document, out: Path) -> Path:
    """Write the report to ``out`` as a PDF for reading and printing, and return ``out``.

    Raises
    ------
    typst.TypstError
        When the report breaks a rule of PDF/UA-1, such as a figure without alternative text.
    """
    template = (files("keianalysis.report") / "templates" / "report.typ").read_bytes()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.typ").write_bytes(template)
        (folder / "report.json").write_text(json.dumps(_data(document)), encoding="utf-8")
        for figure in _figures(document):
            drawing = untitled(figure.svg.read_text("utf-8"))
            (folder / _file(figure)).write_text(drawing, encoding="utf-8")
        pdf = typst.compile(
            folder / "report.typ",
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=STANDARD,
        )
    out.write_bytes(with_row_headers(pdf))
    return out


def _figures(document: Document) -> list[Figure]:
    blocks = (block for _, chapter in _printed(document) for block in chapter.blocks)
    return [block for block in blocks if isinstance(block, Figure)]


def _printed(document: Document) -> list[tuple[int, Chapter]]:
    """Return the chapters that paper has, each with its number."""
    return [(number, chapter) for number, chapter in document.numbered() if chapter.printed]


def _file(figure: Figure) -> str:
    return f"{figure.name}.svg"


def _data(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "edition": document.edition,
        "sample": document.sample,
        "words": WORDS[document.language],
        "colophon": document.colophon,
        "tiles": sorted(tile_positions().values()),
        "chapters": [_chapter(number, chapter) for number, chapter in _printed(document)],
    }


def _chapter(number: int, chapter: Chapter) -> dict[str, object]:
    return {
        "anchor": chapter.anchor,
        "title": chapter.title,
        "number": number,
        "sample": chapter.sample,
        "blocks": [_block(block) for block in chapter.blocks if not isinstance(block, Folded)],
    }


@singledispatch
def _block(block: object) -> dict[str, object]:
    raise TypeError(f"no layout for a {type(block).__name__}")


@_block.register
def _(block: Paragraph) -> dict[str, object]:
    return {"kind": "paragraph", "text": block.text}


@_block.register
def _(block: Passage) -> dict[str, object]:
    return {"kind": "paragraph", "text": " ".join(one.text for one in block.sentences)}


@_block.register
def _(block: Table) -> dict[str, object]:
    return {
        "kind": "table",
        "caption": block.caption,
        "columns": block.columns,
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
        "numeric": sorted(block.numeric),
        "sample": block.sample,
    }


@_block.register
def _(block: Figure) -> dict[str, object]:
    return {
        "kind": "figure",
        "title": block.title,
        "alt": block.alt,
        "file": _file(block),
        "sample": block.sample,
    }


@_block.register
def _(block: Verdicts) -> dict[str, object]:
    return {
        "kind": "verdicts",
        "caption": block.caption,
        "rows": [_verdict(row) for row in block.rows],
        "brief": block.brief,
    }


@_block.register
def _(block: Bullets) -> dict[str, object]:
    points = [
        {
            "anchor": point.anchor,
            "title": point.title,
            "text": " ".join(one.text for one in point.sentences),
            "sample": point.sample,
        }
        for point in block.points
    ]
    return {"kind": "bullets", "points": points}


@_block.register
def _(block: Heading) -> dict[str, object]:
    return {"kind": "heading", "anchor": block.anchor, "title": block.title}


@_block.register
def _(block: Callout) -> dict[str, object]:
    paragraphs = [paragraph.text for paragraph in block.paragraphs]
    return {"kind": "callout", "title": block.title, "paragraphs": paragraphs}


def _verdict(row: Verdict) -> dict[str, str]:
    return {
        "claim": row.claim,
        "statement": row.statement,
        "printed": _text(row.printed),
        "recomputed": _text(row.recomputed),
        "nearest": _text(row.nearest),
        "label": row.verdict_label,
        "colour": VERDICT_LOOKS[row.verdict].colour,
        "reason": row.reason,
    }


def _cell(cell: Cell) -> str | dict[str, object]:
    """Return what a cell says, or where the points of its small line stand."""
    return {"points": placed(cell)} if isinstance(cell, Spark) else _text(cell)


def _text(span: Span) -> str:
    return span if isinstance(span, str) else span.text
