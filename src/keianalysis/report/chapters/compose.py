"""The whole report as a document: a review or a monitor, with what stands around its chapters."""

from __future__ import annotations

from keianalysis.report.chapters.review import review_chapters
from keianalysis.report.chapters.themes import monitor_chapters
from keianalysis.report.document import Document
from keianalysis.report.material import Material
from keianalysis.report.origins.samples import marked
from keianalysis.report.text.colophon import colophon
from keianalysis.report.text.standing import standing


def compose(material: Material) -> Document:
    """Return the whole report as a document."""
    edition, texts = material.edition, material.texts
    named = material.lookup.review.titles[edition.language]
    title = named if edition.is_review else texts["monitor"].format(year=edition.year)
    chapters = review_chapters(material) if edition.is_review else monitor_chapters(material)
    return Document(
        title,
        standing(edition, texts),
        edition.language,
        edition.name,
        tuple(marked(chapter, material.lookup) for chapter in chapters),
        sample="sample" in set(material.results["basis"]),
        colophon=colophon(material.lookup, title),
    )
