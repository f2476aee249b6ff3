"""The chapters of a review: what was found, theme by theme, what holds, and what is known by now."""

from __future__ import annotations

from collections.abc import Iterator

from keianalysis.language.catalogue import text
from keianalysis.report.chapters.effects import list_blocks
from keianalysis.report.chapters.in_short import in_short
from keianalysis.report.chapters.judged import annex, judged, of_theme, visible
from keianalysis.report.chapters.method import method
from keianalysis.report.chapters.proof import revisions, today
from keianalysis.report.chapters.register import register_chapter, tells_of_register
from keianalysis.report.chapters.themes import THEMES, Theme
from keianalysis.report.document import (
    Block,
    Callout,
    Chapter,
    Figure,
    Folded,
    Heading,
    Paragraph,
    Passage,
    Table,
    Verdicts,
    sentence,
)
from keianalysis.report.material import Material, figures_of
from keianalysis.report.text import sentences as write
from keianalysis.report.text.indicators import indicator_sentences
from keianalysis.report.text.judgements import verdict_rows
from keianalysis.report.text.key_figures import key_figures


def review_chapters(material: Material) -> Iterator[Chapter]:
    """Yield the chapters of a review."""
    yield in_short(material)
    yield from (_theme(material, theme) for theme in _themes(material))
    if tells_of_register(material):
        yield register_chapter(material)
    yield judged(material)
    yield _now(material)
    yield method(material)
    yield annex(material)


def _themes(material: Material) -> tuple[Theme, ...]:
    """Return the themes of a review: those of which it says something, or of which a figure is known."""
    said = set(material.verdicts["theme"])
    return tuple(theme for theme in THEMES if theme.name in said or _figures(material, theme, later=False))


def _figures(material: Material, theme: Theme, *, later: bool) -> list[Figure]:
    """Return the figures of a theme from what was public on the day, or from what came later."""
    return [
        one
        for one in figures_of(material, theme.every_figure)
        if (one.name in material.later_figures) is later
    ]


def _sentences(material: Material, theme: Theme, *, later: bool = False) -> list[Paragraph]:
    """Return the sentences of a theme from what was public on the day, or those that only later data give."""
    written = _written(material, theme, in_time=True)
    if not later:
        return written
    every = _written(material, theme, in_time=False)
    return [one for one in every if one.text not in {known.text for known in written}]


def _written(material: Material, theme: Theme, *, in_time: bool) -> list[Paragraph]:
    rows = material.in_time if in_time else material.unregistered
    writer = write.Writer(rows, material.verdicts, material.edition)
    return [*theme.sentences(writer), *indicator_sentences(writer, theme.measures)]


def _theme(material: Material, theme: Theme) -> Chapter:
    texts, language = material.texts, material.edition.language
    title = theme.title(language)
    told = _sentences(material, theme)
    blocks: list[Block] = [Passage(tuple(told))] if told else []
    blocks += _figures(material, theme, later=False)
    if theme.name == "effects":
        blocks += list_blocks(material)
    blocks += _judged(material, theme, title)
    if theme.name == "effects":
        blocks += visible(material)
    table = _numbers(material, theme, later=False)
    if table.rows:
        blocks.append(Folded(texts["every_number"], (table,)))
    return Chapter(theme.anchor, title, tuple(blocks))


def _numbers(material: Material, theme: Theme, *, later: bool) -> Table:
    """Return the numbers of a theme: those of the day of the review, or those that came later."""
    name = f"{theme.anchor}-later" if later else theme.anchor
    return key_figures(material, theme.measures, name, theme.title(material.edition.language), later=later)


def _judged(material: Material, theme: Theme, title: str) -> Iterator[Block]:
    """Yield what became of the claims of a theme; of the budget what does not add up exactly."""
    if theme.name != "budget":
        yield from of_theme(material, theme.name, theme.anchor, title)
        return
    rows = verdict_rows(material, lambda row: row.theme == "budget" and row.verdict != "derived")
    if rows:
        yield Verdicts(material.texts["budget_rows"], rows, name="budget-exceptions")


def _now(material: Material) -> Chapter:
    """Return all that became public after the day of the review, and what it changes."""
    texts, lookup = material.texts, material.lookup
    date = lookup.number("edition:as_of", "as_of")
    told = [one for theme in THEMES for one in _sentences(material, theme, later=True)]
    blocks: list[Block] = [Passage((sentence(texts["now_lead"], date=date), *told))]
    blocks += [one for theme in THEMES for one in _figures(material, theme, later=True)]
    blocks += today(lookup)
    blocks += _targets(material)
    blocks += revisions(lookup, lambda *names: figures_of(material, names))
    every = [_numbers(material, theme, later=True) for theme in THEMES]
    tables = tuple(table for table in every if table.rows)
    if tables:
        blocks.append(Folded(texts["every_number"], tables))
    return Chapter(text("anchors.today", material.edition.language), texts["now"], tuple(blocks))


def _targets(material: Material) -> Iterator[Block]:
    """Yield the targets of a programme with what is known since, where the review lists any."""
    named = set(material.lookup.review.tables["targets"]["claim_id"])
    rows = verdict_rows(material, lambda row: row.claim_id in named)
    if rows:
        texts = material.texts
        yield Heading(text("anchors.targets", material.edition.language), texts["targets"])
        yield sentence(texts["targets_text"])
        yield Verdicts(texts["targets_table"], rows, brief=True, name="targets")
        yield from (
            Callout(row.statement, (Paragraph((row.reason,)),)) for row in rows if row.verdict != "no_data"
        )
