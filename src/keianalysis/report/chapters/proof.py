"""What the report tells of proof: the numbers against each other, later releases, and today's answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
    Folded,
    Heading,
    Number,
    Paragraph,
    Passage,
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
DIFFERENT: Final = ("otherwise", "moved")
"""The answers of today that the review would not have written."""
TELLING: Final = ("conflict", "corner", "narrowed")
Figures = Callable[..., list[Figure]]
Rows = tuple[tuple[Span, ...], ...]


def proof_chapters(lookup: Lookup) -> Iterator[Chapter]:
    """Yield what changed since the edition before, where there is one."""
    if "changes" in lookup.kept:
        yield _changes(lookup)


def _heading(lookup: Lookup, name: str) -> Heading:
    return Heading(_anchor(lookup, name), TEXTS[lookup.edition.language][name])


def _anchor(lookup: Lookup, name: str) -> str:
    return text(f"anchors.{name}", lookup.edition.language)


def _statement(row: Consistency, lookup: Lookup) -> str:
    return str(getattr(row, f"statement_{lookup.edition.language}"))


def consistency(lookup: Lookup, figures: Figures) -> Iterator[Block]:
    """Yield whether all printed numbers can be true together, where a notebook asked."""
    if "consistency" not in lookup.kept:
        return
    texts, conflicts = TEXTS[lookup.edition.language], lookup.kept["conflicts"]
    counted = {name: lookup.number(f"consistency:{name}", "count") for name in ("all", "tied")}
    outcome = sentence(texts["consistency_fits"])
    if len(conflicts):
        outcome = sentence(
            texts["consistency_conflict"], conflicts=lookup.number("consistency:conflicts", "count")
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
    yield _heading(lookup, "consistency")
    yield Passage((lead, outcome, *counts(lookup, "consistency", ("corner", "narrowed"))))
    yield from told_conflicts
    yield from figures("consistency")
    if rows:
        yield Folded(texts["corners"], (table,))


def counts(lookup: Lookup, table: str, names: Sequence[str]) -> Iterator[Paragraph]:
    """Yield a sentence for each count of a table; what there is none of is left out."""
    texts = TEXTS[lookup.edition.language]
    for name in names:
        if lookup.count(f"{table}:{name}"):
            yield sentence(texts[f"{table}_{name}"], **{name: lookup.number(f"{table}:{name}", "count")})


def _ranges(row: Consistency, lookup: Lookup) -> list[Number]:
    views = ("own", "implied", "left", "room")
    return [lookup.number(f"consistency:{row.claim_id}", view) for view in views]


def revisions(lookup: Lookup, figures: Figures) -> Iterator[Block]:
    """Yield what later releases did to the numbers, where a notebook asked: the most telling, and all."""
    if "revisions" not in lookup.kept:
        return
    texts = TEXTS[lookup.edition.language]
    changed = [row for row in typed_rows(lookup.kept["revisions"], Revision) if row.difference != 0]
    turned = [row for row in changed if row.sign_change]
    lead = sentence(texts["revisions_lead"], numbers=lookup.number("revisions:all", "count"))
    yield _heading(lookup, "revisions")
    yield Passage((lead, *counts(lookup, "revisions", ("changed", "signs")), *_mixed(lookup)))
    if turned:
        yield _revised(turned, lookup, "signs_table", "revisions-signs")
    yield from figures("revisions-register", "revisions-growth")
    every = _revised(changed, lookup, "table", "revisions")
    yield Folded(texts["revisions_all"], (_summary(lookup), every))


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


def _revised(changed: Sequence[Revision], lookup: Lookup, caption: str, name: str) -> Table:
    """Return numbers that a later release changed, with both values and the cause."""
    language = lookup.edition.language
    texts = TEXTS[language]
    headings = ("measure", "region", "period", "first", "latest", "difference", "cause")
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
    return Table(texts[caption], tuple(texts[one] for one in headings), rows, frozenset({3, 4, 5}), name=name)


def today(lookup: Lookup) -> Iterator[Block]:
    """Yield what the review would write with all that is public by now: where that differs, and all."""
    if "today" not in lookup.kept:
        return
    texts = TEXTS[lookup.edition.language]
    counted = Counter(lookup.kept["today"]["answer"])
    told = [
        sentence(texts[f"today_{name}"], **{name: lookup.number(f"today:{name}", "count")})
        for name in ANSWERS
        if counted[name]
    ]
    every = [*typed_rows(lookup.kept["today"], Today)]
    telling = [row for row in every if row.answer in DIFFERENT]
    yield _heading(lookup, "answers")
    yield Passage((sentence(texts["today_lead"]), *told))
    if telling:
        yield _answers(telling, lookup, "today_changed", "today-changed")
    yield Folded(texts["today_all"], (_answers(every, lookup, "today_table", "today"),))


def _answers(listed: Sequence[Today], lookup: Lookup, caption: str, name: str) -> Table:
    language = lookup.edition.language
    texts = TEXTS[language]
    rows: Rows = tuple(
        (
            lookup.statement(row.claim_id),
            lookup.number(f"verdict:{row.claim_id}", "recomputed"),
            lookup.number(f"today:{row.claim_id}", "now"),
            answer_text(row.answer, language),
        )
        for row in listed
    )
    headings = tuple(texts[one] for one in ("statement", "then", "now", "answer"))
    return Table(texts[caption], headings, rows, frozenset({1, 2}), name=name)


def _changes(lookup: Lookup) -> Chapter:
    """Return what changed since the last edition: the numbers of both, and why."""
    language, kept = lookup.edition.language, lookup.kept["changes"]
    texts = TEXTS[language]
    anchor = _anchor(lookup, "changes")
    if kept.empty:
        return Chapter(anchor, texts["changes"], (sentence(texts["changes_none"]),))
    lead = sentence(texts["changes_lead"], since=lookup.number("edition:since", "since"))
    told = Passage((lead, *counts(lookup, "changes", ("changed",))))
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
    return Chapter(anchor, texts["changes"], (told, *([table] if rows else [])))
