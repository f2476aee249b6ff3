"""The first two pages: what an executive reads, from the same sentences as the chapters behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from keianalysis.language.catalogue import text
from keianalysis.model.lineage import ClaimInput
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.verdicts import Verdict
from keianalysis.report.document import (
    Block,
    Bullets,
    Callout,
    Chapter,
    Number,
    Paragraph,
    Point,
    Verdicts,
    sentence,
)
from keianalysis.report.material import Material, figures_of
from keianalysis.report.text import sentences as write
from keianalysis.report.text.judgements import headline_verdicts, verdict_rows

COUNTED: Final = (
    *("reproduced", "repeated", "derived", "supported", "contradicted", "at_odds"),
    *("undecided", "not_implied", "no_data", "confirmed", "cannot_be_tested", "does_not_hold"),
)
SENTENCES: Final = 3
"""The most that the summary of a monitor tells of a chapter; a review has verdicts to tell of too."""


def summary(material: Material, chapters: Iterable[Chapter]) -> Chapter:
    """Return the summary: what the report is, its verdicts, and the first sentence of each chapter."""
    lead = _review_lead(material) if material.edition.is_review else _monitor_lead(material)
    points = Bullets((*_against(material), *_points(material, chapters)))
    figures = figures_of(material, ("verdicts",))
    blocks: list[Block] = [*lead, *([points] if points.points else []), *figures]
    anchor = text("anchors.summary", material.edition.language)
    return Chapter(anchor, material.texts["summary"], tuple(blocks))


def _against(material: Material) -> Iterator[Point]:
    """Yield what contradicts the review, and what its own numbers do not force, each in a sentence."""
    told = tuple(
        sentence(
            material.texts["against"],
            statement=material.lookup.number(str(ClaimInput(row.claim)), "statement"),
            verdict=material.lookup.number(f"verdict:{row.claim}", "label"),
        )
        for row in verdict_rows(material, _is_against)
    )
    if told:
        anchor = text("anchors.surprises", material.edition.language)
        yield Point(anchor, material.texts["surprises"], told)


def _is_against(row: Verdict) -> bool:
    return row.verdict in ("contradicted", "at_odds", "not_implied")


def _points(material: Material, chapters: Iterable[Chapter]) -> Iterator[Point]:
    """Yield the first sentences of each chapter that say something of the territory."""
    most = 1 if material.edition.is_review else SENTENCES
    for chapter in chapters:
        told = [block for block in chapter.blocks if isinstance(block, Paragraph)]
        first = [paragraph for paragraph in told if _is_about_it(paragraph, material)][:most]
        if first:
            yield Point(chapter.anchor, chapter.title, tuple(first))


def _is_about_it(paragraph: Paragraph, material: Material) -> bool:
    """Tell whether a sentence shows a result for the territory, or how the budget adds up."""
    named = [span.result for span in paragraph.spans if isinstance(span, Number)]
    rows = material.lookup.rows
    regions = {rows[name].region for name in named if name in rows}
    return bool(regions - {NETHERLANDS}) or any(name.startswith("verdicts:budget") for name in named)


def _review_lead(material: Material) -> Iterator[Paragraph]:
    texts, lookup = material.texts, material.lookup

    def shown(name: str) -> Number:
        return lookup.number(f"verdicts:{name}", "count")

    fields = {"year": lookup.number("edition:review", "year"), "count": shown("claims")}
    lead = "lead_alone"
    if lookup.count("verdicts:budget"):
        fields, lead = fields | {"budget": shown("budget")}, "lead"
    introduction = lookup.review.introductions[lookup.edition.language]
    yield sentence(texts[lead].replace("{introduction}", introduction), **fields)
    yield sentence(
        texts["counts"],
        **{name: shown(name) for name in COUNTED},
    )
    if material.edition.as_of > lookup.review.date:
        date = lookup.number("edition:as_of", "as_of")
        yield sentence(texts["later"], revised=shown("later"), date=date)


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


def surprises(material: Material) -> Chapter:
    """Return the headline numbers, what contradicts the review or is not forced, and how releases moved."""
    texts = material.texts
    rows = verdict_rows(material, _is_against)
    writer = write.Writer(material.unregistered, material.verdicts, material.edition)
    callouts = [Callout(row.statement, (Paragraph((row.reason,)),)) for row in rows]
    headlines = Verdicts(texts["headlines"], headline_verdicts(material), brief=True, name="headlines")
    blocks: list[Block] = [headlines, *callouts, *write.vintages(writer)]
    return Chapter(text("anchors.surprises", material.edition.language), texts["surprises"], tuple(blocks))
