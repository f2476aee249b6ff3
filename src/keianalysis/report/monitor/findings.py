"""The findings of a monitor: a sentence an indicator, with what was before it and where the country is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from keianalysis.indicators.monitor.standings import part_of_country
from keianalysis.model.monitored.listed import CURRENT, RECENT, Indicator, Monitored, indicator_of, indicators
from keianalysis.model.regions import shown
from keianalysis.report.document import Paragraph, Span, sentence
from keianalysis.report.lookup import Lookup
from keianalysis.report.monitor.words import WORDS, told
from keianalysis.report.tables.kept import MONITORED

COUNTS: Final = ("count", "jobs", "persons", "ha", "nights", "fte")
"""The units of which there is more or less; of all others a number is higher or lower."""
MOVED: Final = "moved"
"""The view of an indicator that is a change itself: its sentence says how it went, not how it changed."""
MOVES: Final = ("", "higher", "lower", "more", "less", "level")
BESIDE: Final = ("", "national", "both")


def known(lookup: Lookup, chapter: str = "") -> list[Monitored]:
    """Return the indicators that are news, of a chapter or of all, in the order of the list."""
    rows = {row.indicator: row for row in lookup.rows_of(MONITORED).values()}
    listed = (rows[one.name] for one in indicators() if one.chapter == chapter or not chapter)
    return [row for row in listed if row.standing in (CURRENT, RECENT)]


def findings(rows: Iterable[Monitored], lookup: Lookup) -> Iterator[Paragraph]:
    """Yield the sentence of each indicator."""
    for row in rows:
        yield finding(row, lookup)


def finding(row: Monitored, lookup: Lookup) -> Paragraph:
    """Return what an indicator says: its number, the move since the number before, and the country."""
    edition = lookup.edition
    words = told(edition.territory, edition.language)
    move, beside = _move(row), _beside(row)
    name, view = f"{MONITORED.name}:{row.indicator}", indicator_of(row.indicator).view
    fields: dict[str, Span] = {
        "own": lookup.number(row.latest_id, view),
        "year": lookup.number(name, "year"),
    }
    if move:
        fields |= {"before": lookup.number(name, "before")}
    if move not in ("", "level"):
        fields |= {"change": lookup.number(name, "change")}
    if beside:
        fields |= {"national": lookup.number(row.national_id, view)}
    if beside == "both":
        fields |= {
            "part": lookup.number(row.part_id, view),
            "part_name": shown(part_of_country(edition.territory), edition.language),
        }
    return sentence(_template(indicator_of(row.indicator), move, beside, words), **fields)


def _move(row: Monitored) -> str:
    """Return the name of the clause on the number before; empty where none is known."""
    if indicator_of(row.indicator).view == MOVED or row.moved not in (-1, 0, 1):
        return ""
    if row.moved == 0:
        return "level"
    counted = row.unit in COUNTS or indicator_of(row.indicator).view == "middle"
    more, less = ("more", "less") if counted else ("higher", "lower")
    return more if row.moved > 0 else less


def _beside(row: Monitored) -> str:
    if not row.national_id:
        return ""
    return "both" if row.part_id and indicator_of(row.indicator).view != MOVED else "national"


def _template(one: Indicator, move: str, beside: str, words: dict[str, str]) -> str:
    own = words.get(f"indicator.{one.name}.{beside}", "") if beside else ""
    clauses = [words[f"clause.{move}"] if move else "", own or (words[f"clause.{beside}"] if beside else "")]
    return "".join((words[f"indicator.{one.name}.said"], *clauses, words["clause.end"]))


def every_template(language: str) -> Iterator[str]:
    """Yield every sentence that a finding may be, its fields open."""
    for one, move, beside in product(indicators(), MOVES, BESIDE):
        yield _template(one, move, beside, WORDS[language])
