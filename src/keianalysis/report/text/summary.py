"""The summary of a monitor, from the same sentences as the chapters behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from keianalysis.language.catalogue import text
from keianalysis.model.regions import NETHERLANDS
from keianalysis.report.document import Block, Bullets, Chapter, Number, Paragraph, Point, sentence
from keianalysis.report.material import Material

SENTENCES: Final = 3
"""The most that the summary of a monitor tells of a chapter."""


def summary(material: Material, chapters: Iterable[Chapter]) -> Chapter:
    """Return the summary of a monitor: what it is, and the first sentences of each chapter."""
    points = Bullets(tuple(_points(material, chapters)))
    blocks: list[Block] = [*_monitor_lead(material), *([points] if points.points else [])]
    anchor = text("anchors.summary", material.edition.language)
    return Chapter(anchor, material.texts["summary"], tuple(blocks))


def _points(material: Material, chapters: Iterable[Chapter]) -> Iterator[Point]:
    """Yield the first sentences of each chapter that say something of the territory."""
    for chapter in chapters:
        told = [block for block in chapter.blocks if isinstance(block, Paragraph)]
        first = [paragraph for paragraph in told if _is_about_it(paragraph, material)][:SENTENCES]
        if first:
            yield Point(chapter.anchor, chapter.title, tuple(first))


def _is_about_it(paragraph: Paragraph, material: Material) -> bool:
    """Tell whether a sentence shows a result for the territory, or how the budget adds up."""
    named = [span.result for span in paragraph.spans if isinstance(span, Number)]
    rows = material.lookup.rows
    regions = {rows[name].region for name in named if name in rows}
    return bool(regions - {NETHERLANDS}) or any(name.startswith("verdicts:budget") for name in named)


def _monitor_lead(material: Material) -> Iterator[Paragraph]:
    lookup = material.lookup
    yield sentence(
        material.texts["monitor_lead"],
        year=lookup.number("edition:reported", "reported"),
        date=lookup.number("edition:as_of", "as_of"),
        results=lookup.number("results:all", "count"),
        published=lookup.number("results:published", "count"),
        computed=lookup.number("results:computed", "count"),
    )
