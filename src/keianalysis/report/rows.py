"""The words that may stand in a row of a table beside the numbers of a result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from keianalysis import numbers
from keianalysis.measures import label
from keianalysis.regions import shown
from keianalysis.report.book import Book
from keianalysis.report.proof_texts import TEXTS


def row_words(result: str, book: Book) -> set[str]:
    """Return the cells without a number that a row about a result may have."""
    kind, _, name = result.partition(":")
    if result in book.rows:
        return set(_row(book.rows[result], book.edition.language))
    if kind == "source":
        return {name}
    if kind in ("claim", "verdict", "today", "consistency"):
        return set(_claim(kind, name, book))
    found = book.tables.get(kind, {}).get(name)
    return set() if found is None else set(_revised(found, book.edition.language))


def measured(row: Any, language: str) -> str:
    """Return the measure of a row, with its sector where it is about one."""
    sector = "" if row.sector == "total" else f" ({row.sector})"
    return label(row.measure, language) + sector


def _row(row: Any, language: str) -> Iterator[str]:
    yield measured(row, language)
    yield shown(row.region, language)
    yield numbers.basis(row.basis, language)


def _claim(kind: str, name: str, book: Book) -> Iterator[str]:
    language = book.edition.language
    if name in book.stated:
        claim = book.stated[name]
        yield claim.summary_nl if language == "nl" else claim.summary
    row = book.tables.get(kind, {}).get(name)
    if kind == "today" and row is not None:
        yield TEXTS[language]["printed_answer" if row.answer == "printed" else row.answer]
    if kind == "consistency" and row is not None:
        yield getattr(row, f"statement_{language}")


def _revised(row: Any, language: str) -> Iterator[str]:
    yield label(row.measure, language)
    yield shown(row.region, language)
    cause = getattr(row, f"cause_{language}", "")
    yield cause or TEXTS[language]["unknown_cause"]
    if hasattr(row, "change"):
        yield measured(row, language)
        yield cause_text(row.cause, language)


def cause_text(causes: str, language: str) -> str:
    """Return the causes of a change in words."""
    return ", ".join(TEXTS[language][name] for name in causes.split("+"))
