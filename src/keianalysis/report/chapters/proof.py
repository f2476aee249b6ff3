"""The chapters on proof: the numbers against each other, later releases, and the review with today's data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from keianalysis.language.catalogue import text
from keianalysis.model.regions import shown
from keianalysis.model.rows import loose
from keianalysis.report.book import Book
from keianalysis.report.document import (
    Block,
    Callout,
    Chapter,
    Figure,
    Number,
    Paragraph,
    Span,
    Table,
    sentence,
)
from keianalysis.report.tables.codes import ANSWERS
from keianalysis.report.tables.rows import answer_text, cause_text, differed_in, measured
from keianalysis.report.text.proof_texts import TEXTS

LONGEST: Final = 60
"""The most changes that the page lists; ``changes.csv`` has them all."""
TELLING: Final = ("conflict", "corner", "narrowed")
Figures = Callable[..., list[Figure]]
Rows = tuple[tuple[Span, ...], ...]


def proof_chapters(book: Book, figures: Figures) -> Iterator[Chapter]:
    """Yield the chapters on proof for which the notebooks kept tables."""
    if "consistency" in book.kept:
        yield _consistency(book, figures)
    if "revisions" in book.kept:
        yield _revisions(book, figures)
    if "today" in book.kept:
        yield _today(book)
    if "changes" in book.kept:
        yield _changes(book)


def _anchor(book: Book, name: str) -> str:
    return text(f"anchors.{name}", book.edition.language)


def _statement(row: Any, book: Book) -> str:
    return str(getattr(row, f"statement_{book.edition.language}"))


def _consistency(book: Book, figures: Figures) -> Chapter:
    texts, conflicts = TEXTS[book.edition.language], book.kept["conflicts"]
    counted = {
        name: book.number(f"consistency:{name}", "count") for name in ("all", "tied", "corner", "narrowed")
    }
    told = {name: counted[name] for name in ("corner", "narrowed")}
    outcome = sentence(texts["consistency_fits"], **told)
    if len(conflicts):
        outcome = sentence(
            texts["consistency_conflict"], conflicts=book.number("consistency:conflicts", "count"), **told
        )
    rows = [row for row in loose(book.kept["consistency"]) if row.status in TELLING]
    headings = tuple(texts[name] for name in ("statement", "printed", "implied", "left", "room"))
    cells: Rows = tuple((_statement(row, book), *_ranges(row, book)) for row in rows)
    table = Table(texts["corners"], headings, cells, frozenset({1, 2, 3, 4}), name="corners")
    told_conflicts = [
        Callout(texts["conflict"], (Paragraph((getattr(row, f"reason_{book.edition.language}"),)),))
        for row in loose(conflicts)
    ]
    lead = sentence(texts["consistency_lead"], all=counted["all"], tied=counted["tied"])
    blocks: list[Block] = [
        lead,
        outcome,
        *told_conflicts,
        *figures("consistency"),
        *([table] if rows else []),
    ]
    return Chapter(_anchor(book, "consistency"), texts["consistency"], tuple(blocks))


def _ranges(row: Any, book: Book) -> list[Number]:
    views = ("own", "implied", "left", "room")
    return [book.number(f"consistency:{row.claim_id}", view) for view in views]


def _revisions(book: Book, figures: Figures) -> Chapter:
    texts = TEXTS[book.edition.language]
    counts = {"numbers": "all", "changed": "changed", "signs": "signs"}
    lead = sentence(
        texts["revisions_lead"],
        **{field: book.number(f"revisions:{name}", "count") for field, name in counts.items()},
    )
    blocks: list[Block] = [
        lead,
        *_mixed(book),
        *figures("revisions-register", "revisions-growth"),
        _summary(book),
        _revised(book),
    ]
    return Chapter(_anchor(book, "revisions"), texts["revisions"], tuple(blocks))


def _mixed(book: Book) -> Iterator[Paragraph]:
    texts = TEXTS[book.edition.language]
    for row in loose(book.kept["mixed_changes"]):
        if row.sign_change:
            views = ("year", "mixed", "printed")
            yield sentence(
                texts["mixed"], **{view: book.number(f"mixed_changes:{row.year}", view) for view in views}
            )


def _summary(book: Book) -> Table:
    language = book.edition.language
    texts = TEXTS[language]
    views = ("numbers", "mean", "mean_absolute", "largest", "signs")
    headings = ("measure", "region", "count", "mean", "mean_absolute", "largest", "signs")
    rows: Rows = tuple(
        (
            differed_in(row, language),
            shown(row.region, language),
            *(book.number(f"revision_summary:{row.measure}|{row.region}|{row.unit}", view) for view in views),
        )
        for row in loose(book.kept["revision_summary"])
    )
    return Table(
        texts["summary"],
        tuple(texts[name] for name in headings),
        rows,
        frozenset(range(2, 7)),
        name="revision-summary",
    )


def _revised(book: Book) -> Table:
    """Return the numbers that a later release changed, changes of sign first."""
    language = book.edition.language
    texts = TEXTS[language]
    headings = ("measure", "region", "period", "first", "latest", "difference", "cause")
    changed = [row for row in loose(book.kept["revisions"]) if row.difference != 0]
    rows: Rows = tuple(
        (
            differed_in(row, language),
            shown(row.region, language),
            *(
                book.number(f"revisions:{row.first_id}", view)
                for view in ("period", "first", "latest", "difference")
            ),
            str(getattr(row, f"cause_{language}") or texts["unknown_cause"]),
        )
        for row in changed
    )
    return Table(
        texts["table"], tuple(texts[name] for name in headings), rows, frozenset({3, 4, 5}), name="revisions"
    )


def _today(book: Book) -> Chapter:
    language = book.edition.language
    texts = TEXTS[language]
    lead = sentence(texts["today_lead"], **{name: book.number(f"today:{name}", "count") for name in ANSWERS})
    rows: Rows = tuple(
        (
            book.statement(row.claim_id),
            book.number(f"verdict:{row.claim_id}", "recomputed"),
            book.number(f"today:{row.claim_id}", "now"),
            answer_text(row.answer, language),
        )
        for row in loose(book.kept["today"])
    )
    headings = tuple(texts[name] for name in ("statement", "then", "now", "answer"))
    table = Table(texts["today_table"], headings, rows, frozenset({1, 2}), name="today")
    return Chapter(_anchor(book, "today"), texts["today"], (lead, table))


def _changes(book: Book) -> Chapter:
    """Return what changed since the last edition: the numbers of both, and why."""
    language, kept = book.edition.language, book.kept["changes"]
    texts = TEXTS[language]
    anchor = _anchor(book, "changes")
    if kept.empty:
        return Chapter(anchor, texts["changes"], (sentence(texts["changes_none"]),))
    counts = {name: book.number(f"changes:{name}", "count") for name in ("changed", "appeared", "vanished")}
    lead = sentence(texts["changes_lead"], since=book.number("edition:since", "since"), **counts)
    changed = [row for row in loose(kept) if row.change == "changed"][:LONGEST]
    headings = tuple(texts[name] for name in ("measure", "region", "period", "old", "new", "cause"))
    rows: Rows = tuple(
        (
            measured(row, language),
            shown(row.region, language),
            *(book.number(f"changes:{row.key}", view) for view in ("period", "old", "new")),
            cause_text(row.cause, language),
        )
        for row in changed
    )
    table = Table(texts["changes_table"], headings, rows, frozenset({3, 4}), name="changes")
    return Chapter(anchor, texts["changes"], (lead, *([table] if rows else [])))
