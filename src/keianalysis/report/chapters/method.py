"""The last chapter: how the report was made, its sources, and what its words mean."""

from __future__ import annotations

from collections.abc import Iterator

from keianalysis.figures.exhibits.municipalities import has_map
from keianalysis.language.catalogue import text
from keianalysis.report.document import Block, Chapter, Heading, Paragraph, Table, sentence
from keianalysis.report.lookup import published_sources
from keianalysis.report.material import Material
from keianalysis.report.tables.code_lists import EXPLAINED, glossary


def method(material: Material) -> Chapter:
    """Return the chapter on the method, the sources and the words of an edition."""
    texts, language = material.texts, material.edition.language

    def heading(name: str) -> Heading:
        return Heading(text(f"anchors.{name}", language), texts[name])

    blocks: list[Block] = [
        *_method(material),
        heading("sources"),
        _sources(material),
        heading("words"),
        *_words(material),
    ]
    return Chapter(text("anchors.method", language), texts["method"], tuple(blocks))


def _method(material: Material) -> Iterator[Paragraph]:
    texts = material.texts
    if material.edition.is_review:
        yield sentence(texts["method_text"])
    yield sentence(texts["method_register"])
    if not has_map(material.territory, f"{material.edition.year}-12-31"):
        yield sentence(texts["no_map"])


def _sources(material: Material) -> Table:
    texts = material.texts
    names = sorted(set(published_sources(material.results)))
    rows = tuple((name, material.lookup.number(f"source:{name}", "count")) for name in names)
    return Table(
        texts["sources_table"], (texts["source"], texts["rows"]), rows, frozenset({1}), name="sources"
    )


def _words(material: Material) -> Iterator[Table]:
    """Yield the tables of words; what each verdict means stands where the verdicts are counted."""
    texts, language = material.texts, material.edition.language
    for kind in EXPLAINED[1:]:
        columns = (texts[kind], texts["meaning"])
        yield Table(texts[f"{kind}_words"], columns, glossary(kind, language), name=f"{kind}-words")
