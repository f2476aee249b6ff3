"""The chapters of the report, composed from results, verdicts and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from keianalysis.figures.exhibits.municipalities import has_map
from keianalysis.language.catalogue import text
from keianalysis.model.regions import shown
from keianalysis.report.chapters.judged import targets, visible
from keianalysis.report.chapters.proof import proof_chapters
from keianalysis.report.chapters.register import register_chapter
from keianalysis.report.document import Block, Chapter, Document, Paragraph, Table, Verdicts, sentence
from keianalysis.report.lookup import TALLY, published_sources
from keianalysis.report.material import Material, figures_of
from keianalysis.report.monitor import chapters as monitor
from keianalysis.report.origins.samples import marked
from keianalysis.report.tables.code_lists import EXPLAINED, glossary
from keianalysis.report.text import project_sentences
from keianalysis.report.text import sentences as write
from keianalysis.report.text.indicators import indicator_figures, indicator_sentences
from keianalysis.report.text.judgements import annex, verdict_rows
from keianalysis.report.text.key_figures import is_of_others, key_figures
from keianalysis.report.text.standing import standing
from keianalysis.report.text.summary import summary, surprises


@dataclass(frozen=True)
class Theme:
    """A chapter's claims theme, its measures, its figures and its sentences."""

    name: str
    measures: tuple[str, ...]
    figures: tuple[str, ...]
    sentences: Callable[[write.Writer], Iterator[Paragraph]]

    def title(self, language: str) -> str:
        """Return the title of the chapter."""
        return text(f"themes.chapter.{self.name}", language)

    @property
    def every_figure(self) -> tuple[str, ...]:
        """The figures of the chapter, with those of the indicators that have words of their own."""
        return (*self.figures, *indicator_figures(self.measures))


THEMES: Final = (
    Theme(
        "general",
        ("employment", "profile"),
        ("employment-by-release", "sector-changes", "population-growth", "gdp-growth"),
        write.general,
    ),
    Theme(
        "innovation",
        ("starters",),
        ("starters",),
        write.innovation,
    ),
    Theme(
        "labour_market",
        ("labour_market",),
        ("unemployment", "benefits-by-municipality"),
        write.labour_market,
    ),
    Theme(
        "location",
        ("location",),
        ("land-issued", "vacancy"),
        write.location,
    ),
    Theme(
        "leisure",
        ("leisure",),
        ("stays-share",),
        write.leisure,
    ),
    Theme(
        "agribusiness",
        ("agribusiness",),
        (),
        write.agribusiness,
    ),
    Theme(
        "effects",
        ("effects",),
        (
            "leverage",
            "public-share",
            "project-money",
            "project-leverage",
            "project-person-years",
            "project-per-million",
            "project-structural",
            "tornado-temporary",
            "tornado-structural",
            "tornado-net",
            "waterfall",
        ),
        project_sentences.effects,
    ),
    Theme(
        "budget",
        ("budget",),
        ("budget-path",),
        write.budget,
    ),
)
EFFECTS: Final = THEMES[6]
TALLIED: Final = ("all", *TALLY)


def compose(material: Material) -> Document:
    """Return the whole report as a document."""
    edition, texts = material.edition, material.texts
    named = material.lookup.review.titles[edition.language]
    title = named if edition.is_review else texts["monitor"].format(year=edition.year)
    return Document(
        title,
        standing(edition, texts),
        edition.language,
        edition.name,
        tuple(marked(chapter, material.lookup) for chapter in _chapters(material)),
        sample="sample" in set(material.results["basis"]),
    )


def _chapters(material: Material) -> Iterator[Chapter]:
    yield from _review(material) if material.edition.is_review else _monitor(material)


def _monitor(material: Material) -> Iterator[Chapter]:
    yield monitor.front(material)
    yield from monitor.theme_chapters(material)
    yield from monitor.comparison(material)
    if len(material.registered):
        yield register_chapter(material)
    if (material.results["measure"] == "projects").any():
        yield _theme_chapter(material, EFFECTS)
    yield from proof_chapters(material.lookup, lambda *names: figures_of(material, names))
    yield monitor.missing(material)
    yield monitor.method(material)


def _review(material: Material) -> Iterator[Chapter]:
    themes = [_theme_chapter(material, theme) for theme in _reviewed(material)]
    if len(material.registered):
        themes.append(register_chapter(material))
    yield summary(material, themes)
    yield surprises(material)
    yield from targets(material)
    yield from themes
    yield from visible(material)
    yield from proof_chapters(material.lookup, lambda *names: figures_of(material, names))
    yield _method(material)
    yield annex(material)


def _reviewed(material: Material) -> tuple[Theme, ...]:
    """Return the themes of a review: those of which it says something, or of which a figure is known."""
    said = set(material.verdicts["theme"])
    return tuple(theme for theme in THEMES if theme.name in said or figures_of(material, theme.every_figure))


def _theme_chapter(material: Material, theme: Theme) -> Chapter:
    texts, language = material.texts, material.edition.language
    anchor, title = theme.name.replace("_", "-"), theme.title(language)
    writer = write.Writer(material.unregistered, material.verdicts, material.edition)
    told = [*theme.sentences(writer), *indicator_sentences(writer, theme.measures)]
    blocks: list[Block] = [*told, *figures_of(material, theme.every_figure)]
    table = key_figures(material, theme.measures, anchor, title)
    if table.rows:
        if not blocks and is_of_others(table, shown(material.territory.name, language)):
            year = material.lookup.number("edition:reported", "reported")
            blocks.append(sentence(texts["country_alone"], year=year))
        blocks.append(table)
    if theme.name == "effects":
        blocks += project_sentences.assumption_table(material.results, language)
    if theme.name == "budget":
        rows = verdict_rows(material, lambda row: row.theme == "budget" and row.verdict != "derived")
        blocks.append(Verdicts(texts["budget_rows"], rows, name="budget-exceptions"))
    else:
        rows = verdict_rows(material, lambda row: row.theme == theme.name)
        if rows:
            counted = {
                name: material.lookup.number(f"verdicts:{theme.name}:{name}", "count") for name in TALLIED
            }
            blocks.insert(len(told), sentence(texts["tally"], **counted))
            caption = texts["claims"].format(theme=title)
            blocks.append(Verdicts(caption, rows, brief=True, name=f"{anchor}-claims"))
    if not blocks:
        year = material.lookup.number("edition:reported", "reported")
        blocks.append(sentence(texts["no_figures"], year=year))
    return Chapter(anchor, title, tuple(blocks))


def _method(material: Material) -> Chapter:
    texts, language = material.texts, material.edition.language
    names = sorted(set(published_sources(material.results)))
    rows = tuple((name, material.lookup.number(f"source:{name}", "count")) for name in names)
    blocks: list[Block] = [sentence(texts["method_text"]), sentence(texts["method_register"])]
    if not has_map(material.territory, f"{material.edition.year}-12-31"):
        blocks.append(sentence(texts["no_map"]))
    for kind in EXPLAINED:
        columns = (texts[kind], texts["meaning"])
        blocks.append(Table(texts[f"{kind}_words"], columns, glossary(kind, language), name=f"{kind}-words"))
    blocks.append(
        Table(texts["sources"], (texts["source"], texts["rows"]), rows, frozenset({1}), name="sources")
    )
    return Chapter(text("anchors.method", language), texts["method"], tuple(blocks))
