"""The first two pages of a review: the answers to a few questions, which its folder asks and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from keianalysis.language.catalogue import text
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.observations import Observation, records, select
from keianalysis.model.regions import NETHERLANDS, all_regions, shown
from keianalysis.model.rows import typed_rows
from keianalysis.readers.reviews.answers import Reference, fields_of
from keianalysis.readers.reviews.records import Answer, ComparedMeasure, NamedQuantity, Question
from keianalysis.report.chapters.judged import tally
from keianalysis.report.document import (
    Block,
    Chapter,
    Heading,
    Number,
    Paragraph,
    Passage,
    Span,
    Table,
    Verdicts,
    sentence,
)
from keianalysis.report.material import Material
from keianalysis.report.tables.rows import measured
from keianalysis.report.text.judgements import headline_verdicts

VERDICTS: Final = "verdicts"
"""The question that the verdicts answer: their count and the headline numbers stand below its answers."""


def in_short(material: Material) -> Chapter:
    """Return the summary: what the report is, and each question with its answers."""
    review, language = material.lookup.review, material.edition.language
    blocks: list[Block] = [_lead(material)]
    for question in typed_rows(review.tables["questions"], Question):
        blocks.append(Heading(_anchor(question), str(getattr(question, f"title_{language}"))))
        blocks += _answers(question.question, material)
    return Chapter(text("anchors.summary", language), material.texts["summary"], tuple(blocks))


def _anchor(question: Question) -> str:
    return f"in-short-{question.question}"


def _lead(material: Material) -> Paragraph:
    lookup, texts = material.lookup, material.texts
    introduction = lookup.review.introductions[lookup.edition.language]
    fields: dict[str, Span] = {
        "year": lookup.number("edition:review", "year"),
        "count": lookup.number("verdicts:claims", "count"),
        "date": lookup.number("edition:as_of", "as_of"),
    }
    lead = "lead_alone"
    if lookup.count("verdicts:budget"):
        fields, lead = fields | {"budget": lookup.number("verdicts:budget", "count")}, "lead"
    return sentence(texts[lead].replace("{introduction}", introduction), **fields)


def _answers(question: str, material: Material) -> Iterator[Block]:
    review, texts = material.lookup.review, material.texts
    if question == VERDICTS:
        yield tally(material)
    told = [
        answer
        for row in typed_rows(review.tables["answers"], Answer)
        if row.question == question and (answer := _answer(row, material)) is not None
    ]
    if told:
        yield Passage(tuple(told))
    compared = [
        row for row in typed_rows(review.tables["compared"], ComparedMeasure) if row.question == question
    ]
    if compared:
        yield _comparison(compared, question, material)
    if question == VERDICTS:
        yield Verdicts(texts["headlines"], headline_verdicts(material), brief=True, name="headlines")


def _answer(row: Answer, material: Material) -> Paragraph | None:
    """Return an answer with its numbers; nothing where one of them was not known on the day."""
    known = {one.name: one for one in typed_rows(material.lookup.review.tables["shown"], NamedQuantity)}
    spans = {name: _number(one, known, material) for name, one in fields_of(row.fields).items()}
    filled = {name: span for name, span in spans.items() if span is not None}
    if len(filled) < len(spans):
        return None
    return sentence(str(getattr(row, f"text_{material.edition.language}")), **filled)


def _number(one: Reference, known: Mapping[str, NamedQuantity], material: Material) -> Number | None:
    result = one.name
    if not one.is_result:
        found = _row(known[one.name], material)
        if found is None:
            return None
        result = found.id
    try:
        return material.lookup.number(result, one.view)
    except UnknownColumn:
        return None


def _row(wanted: NamedQuantity, material: Material) -> Observation | None:
    """Return the newest result that was public on the day, as a number of its own kind."""
    key = {name: value for name, value in wanted._asdict().items() if name not in ("name", "release_date")}
    return _newest(material, wanted.release_date or None, **key)


def _newest(material: Material, release: str | None = None, **wanted: str) -> Observation | None:
    rows = list(records(select(material.in_time, **wanted).dropna(subset=["value"])))
    if release is not None:
        rows = [row for row in rows if row.release_date == release]
    return max(rows, key=lambda row: (row.release_date, row.decimals, row.basis != "computed"), default=None)


def _comparison(compared: list[ComparedMeasure], question: str, material: Material) -> Table:
    """Return measures of the territory beside those around it, each line from one release."""
    texts, language, here = material.texts, material.edition.language, material.territory
    part = all_regions()[here.name].member_of
    near = [name for name in here.comparisons if all_regions()[name].code == part]
    regions = (here.name, *near, NETHERLANDS)
    rows: list[tuple[Span, ...]] = []
    for one in compared:
        own = _one(one, here.name, material)
        if own is None:
            continue
        others = [_one(one, name, material, own.release_date) for name in regions[1:]]
        place = (
            None if not one.rank else _newest(material, measure=one.rank, region=here.name, **_period(one))
        )
        rows.append(
            (
                measured(own, language),
                material.lookup.number(own.id, "period"),
                *("" if row is None else material.lookup.number(row.id) for row in (own, *others)),
                "" if place is None else material.lookup.number(place.id, "range"),
                material.lookup.number(own.id, "origin"),
            )
        )
    columns = (
        *(texts[name] for name in ("measure", "period")),
        *(shown(name, language) for name in regions),
        *(texts[name] for name in ("place", "origin")),
    )
    numeric = frozenset(range(2, 2 + len(regions)))
    return Table(texts["compared"], columns, tuple(rows), numeric, name=f"in-short-{question}")


def _period(one: ComparedMeasure) -> dict[str, str]:
    return {"period_start": one.period_start, "period_end": one.period_end}


def _one(
    one: ComparedMeasure, region: str, material: Material, release: str | None = None
) -> Observation | None:
    wanted = {"measure": one.measure, "region": region, "sector": "total", "unit": one.unit}
    return _newest(material, release, **wanted, **_period(one))
