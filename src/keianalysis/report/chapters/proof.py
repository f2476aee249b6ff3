"""The chapters on proof: the numbers against each other, later releases, and the review with today's data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from keianalysis.language.catalogue import text
from keianalysis.model.regions import shown
from keianalysis.model.rows import typed_rows
from keianalysis.proof.agreement import Consistency, TogetherFalse
from keianalysis.proof.revisions import MixedChange, Revision, RevisionSummary, Today
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
from keianalysis.report.lookup import Lookup
from keianalysis.report.tables.code_lists import ANSWERS
from keianalysis.report.tables.kept import Change
from keianalysis.report.tables.rows import answer_text, cause_text, differed_in, measured
from keianalysis.report.text.proof_texts import TEXTS

LONGEST: Final = 60
"""The most changes that the page lists; ``changes.csv`` has them all."""
TELLING: Final = ("conflict", "corner", "narrowed")
Figures = Callable[..., list[Figure]]
Rows = tuple[tuple[Span, ...], ...]


def proof_chapters(lookup: Lookup, figures: Figures) -> Iterator[Chapter]:
    """Yield the chapters on proof for which the notebooks kept tables."""
    if "consistency" in lookup.kept:
        yield _consistency(lookup, figures)
    if "revisions" in lookup.kept:
        yield _revisions(lookup, figures)
    if "today" in lookup.kept:
        yield _today(lookup)
    if "changes" in lookup.kept:
        yield _changes(lookup)


def _anchor(lookup: Lookup, name: str) -> str:
    return text(f"anchors.{name}", lookup.edition.language)


def _statement(row: Consistency, lookup: Lookup) -> str:
    return str(getattr(row, f"statement_{lookup.edition.language}"))


def _consistency(lookup: Lookup, figures: Figures) -> Chapter:
    texts, conflicts = TEXTS[lookup.edition.language], lookup.kept["conflicts"]
    counted = {
        name: lookup.number(f"consistency:{name}", "count") for name in ("all", "tied", "corner", "narrowed")
    }
    told = {name: counted[name] for name in ("corner", "narrowed")}
    outcome = sentence(texts["consistency_fits"], **told)
    if len(conflicts):
        outcome = sentence(
            texts["consistency_conflict"], conflicts=lookup.number("consistency:conflicts", "count"), **told
        )
    rows = [row for row in typed_rows(lookup.kept["consistency"], Consistency) if row.status in TELLING]
    headings = tuple(texts[name] for name in ("statement", "printed", "implied", "left", "room"))
    cells: Rows = tuple((_statement(row, lookup), *_ranges(row, lookup)) for row in rows)
    table = Table(texts["corners"], headings, cells, frozenset({1, 2, 3, 4}), name="corners")
    told_conflicts = [
        Callout(texts["conflict"], (Paragraph((getattr(row, f"reason_{lookup.edition.language}"),)),))
        for row in typed_rows(conflicts, TogetherFalse)
    ]
    lead = sentence(texts["consistency_lead"], all=counted["all"], tied=counted["tied"])
    blocks: list[Block] = [
        lead,
        outcome,
        *told_conflicts,
        *figures("consistency"),
        *([table] if rows else []),
    ]
    return Chapter(_anchor(lookup, "consistency"), texts["consistency"], tuple(blocks))


def _ranges(row: Consistency, lookup: Lookup) -> list[Number]:
    views = ("own", "implied", "left", "room")
    return [lookup.number(f"consistency:{row.claim_id}", view) for view in views]


def _revisions(lookup: Lookup, figures: Figures) -> Chapter:
    texts = TEXTS[lookup.edition.language]
    counts = {"numbers": "all", "changed": "changed", "signs": "signs"}
    lead = sentence(
        texts["revisions_lead"],
        **{field: lookup.number(f"revisions:{name}", "count") for field, name in counts.items()},
    )
    blocks: list[Block] = [
        lead,
        *_mixed(lookup),
        *figures("revisions-register", "revisions-growth"),
        _summary(lookup),
        _revised(lookup),
    ]
    return Chapter(_anchor(lookup, "revisions"), texts["revisions"], tuple(blocks))


def _mixed(lookup: Lookup) -> Iterator[Paragraph]:
    texts = TEXTS[lookup.edition.language]
    for row in typed_rows(lookup.kept["mixed_changes"], MixedChange):
        if row.sign_change:
            views = ("year", "mixed", "printed")
            yield sentence(
                texts["mixed"], **{view: lookup.number(f"mixed_changes:{row.year}", view) for view in views}
            )


def _summary(lookup: Lookup) -> Table:
    language = lookup.edition.language
    texts = TEXTS[language]
    views = ("numbers", "mean", "mean_absolute", "largest", "signs")
    headings = ("measure", "region", "count", "mean", "mean_absolute", "largest", "signs")
    rows: Rows = tuple(
        (
            differed_in(row, language),
            shown(row.region, language),
            *(
                lookup.number(f"revision_summary:{row.measure}|{row.region}|{row.unit}", view)
                for view in views
            ),
        )
        for row in typed_rows(lookup.kept["revision_summary"], RevisionSummary)
    )
    return Table(
        texts["summary"],
        tuple(texts[name] for name in headings),
        rows,
        frozenset(range(2, 7)),
        name="revision-summary",
    )


def _revised(lookup: Lookup) -> Table:
    """Return the numbers that a later release changed, changes of sign first."""
    language = lookup.edition.language
    texts = TEXTS[language]
    headings = ("measure", "region", "period", "first", "latest", "difference", "cause")
    changed = [row for row in typed_rows(lookup.kept["revisions"], Revision) if row.difference != 0]
    rows: Rows = tuple(
        (
            differed_in(row, language),
            shown(row.region, language),
            *(
                lookup.number(f"revisions:{row.first_id}", view)
                for view in ("period", "first", "latest", "difference")
            ),
            str(getattr(row, f"cause_{language}") or texts["unknown_cause"]),
        )
        for row in changed
    )
    return Table(
        texts["table"], tuple(texts[name] for name in headings), rows, frozenset({3, 4, 5}), name="revisions"
    )


def _today(lookup: Lookup) -> Chapter:
    language = lookup.edition.language
    texts = TEXTS[language]
    lead = sentence(
        texts["today_lead"], **{name: lookup.number(f"today:{name}", "count") for name in ANSWERS}
    )
    rows: Rows = tuple(
        (
            lookup.statement(row.claim_id),
            lookup.number(f"verdict:{row.claim_id}", "recomputed"),
            lookup.number(f"today:{row.claim_id}", "now"),
            answer_text(row.answer, language),
        )
        for row in typed_rows(lookup.kept["today"], Today)
    )
    headings = tuple(texts[name] for name in ("statement", "then", "now", "answer"))
    table = Table(texts["today_table"], headings, rows, frozenset({1, 2}), name="today")
    return Chapter(_anchor(lookup, "today"), texts["today"], (lead, table))


def _changes(lookup: Lookup) -> Chapter:
    """Return what changed since the last edition: the numbers of both, and why."""
    language, kept = lookup.edition.language, lookup.kept["changes"]
    texts = TEXTS[language]
    anchor = _anchor(lookup, "changes")
    if kept.empty:
        return Chapter(anchor, texts["changes"], (sentence(texts["changes_none"]),))
    counts = {name: lookup.number(f"changes:{name}", "count") for name in ("changed", "appeared", "vanished")}
    lead = sentence(texts["changes_lead"], since=lookup.number("edition:since", "since"), **counts)
    changed = [row for row in typed_rows(kept, Change) if row.change == "changed"][:LONGEST]
    headings = tuple(texts[name] for name in ("measure", "region", "period", "old", "new", "cause"))
    rows: Rows = tuple(
        (
            measured(row, language),
            shown(row.region, language),
            *(lookup.number(f"changes:{row.key}", view) for view in ("period", "old", "new")),
            cause_text(row.cause, language),
        )
        for row in changed
    )
    table = Table(texts["changes_table"], headings, rows, frozenset({3, 4}), name="changes")
    return Chapter(anchor, texts["changes"], (lead, *([table] if rows else [])))
