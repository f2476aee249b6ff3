"""The findings of a monitor: what an indicator says, and a paragraph of what a theme says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

from keianalysis.indicators.monitor.standings import part_of_country, ranked
from keianalysis.model.monitored.listed import (
    CURRENT,
    RECENT,
    Indicator,
    Monitored,
    chapters,
    indicator_of,
    indicators,
)
from keianalysis.model.observations import UNSETTLED
from keianalysis.model.regions import shown
from keianalysis.report.document import Paragraph, Passage, Span, sentence
from keianalysis.report.lookup import Lookup
from keianalysis.report.monitor.over_years import distance, over_years
from keianalysis.report.monitor.ranks import rank
from keianalysis.report.monitor.words import WORDS, told
from keianalysis.report.tables.kept import MONITORED

COUNTS: Final = ("count", "jobs", "persons", "ha", "nights", "fte")
"""The units of which there is more or less; of all others a number is higher or lower."""
MOVED: Final = "moved"
"""The view of an indicator that is a change itself: its sentence says how it went, not how it changed."""
MOVES: Final = ("", "higher", "lower", "more", "less", "level", "was")
BESIDE: Final = ("", "national", "both")
OUTLOOKS: Final = ("good", "bad", "mixed")
JUDGED: Final = 2
"""With fewer indicators that moved one way or the other a theme has no outlook."""
TOLD: Final = 4
"""The most indicators that a paragraph tells of; the table below it has them all."""


def known(lookup: Lookup, chapter: str = "") -> list[Monitored]:
    """Return the indicators that are news, of a chapter or of all, in the order of the list."""
    rows = {row.indicator: row for row in lookup.rows_of(MONITORED).values()}
    listed = (rows[one.name] for one in indicators() if one.chapter == chapter or not chapter)
    return [row for row in listed if row.standing in (CURRENT, RECENT)]


def findings(rows: Sequence[Monitored], lookup: Lookup) -> Passage:
    """Return the paragraph of a theme: its outlook, what moved most and how over the years, then the rest."""
    lead = _lead(rows)
    told_of = [*_outlook(rows, lookup), finding(lead, lookup), *rank(lead, lookup), *over_years(lead, lookup)]
    rest = sorted((row for row in rows if row != lead), key=lambda row: row.standing != CURRENT)
    for row in rest[: TOLD - 1]:
        told_of += [finding(row, lookup), *distance(row, lookup)]
    return Passage((*told_of, *_unsettled([lead, *rest[: TOLD - 1]], lookup)))


def _unsettled(rows: Sequence[Monitored], lookup: Lookup) -> Iterator[Paragraph]:
    """Yield that all or some of the numbers told may still change."""
    open_ones = [row for row in rows if lookup.rows[row.latest_id].status in UNSETTLED]
    if open_ones:
        words = told(lookup.edition.territory, lookup.edition.language)
        every = len(open_ones) == len(rows)
        yield sentence(
            words[f"texts.provisional_{'single' if len(rows) == 1 else 'every' if every else 'some'}"]
        )


def _lead(rows: Sequence[Monitored]) -> Monitored:
    """Return the indicator of this year that moved most for what it is; where none moved, the newest."""
    return next(iter(ranked(rows)), max(rows, key=lambda row: row.year))


def outlook(rows: Iterable[Monitored]) -> str:
    """Return whether all indicators of this year that have a good way went it, none did, or some."""
    every = [row for row in rows if row.standing == CURRENT and row.moved in (1, -1) and row.good != "none"]
    # A growth that is slower than before is still one: it only counts where levels do not tell enough.
    levels = [row for row in every if indicator_of(row.indicator).view != MOVED]
    went = levels if len(levels) >= JUDGED else every
    good = sum((row.moved > 0) == (row.good == "up") for row in went)
    if len(went) < JUDGED:
        return ""
    return "good" if good == len(went) else "bad" if good == 0 else "mixed"


def _outlook(rows: Sequence[Monitored], lookup: Lookup) -> Iterator[Paragraph]:
    found, edition = outlook(rows), lookup.edition
    if found:
        words = told(edition.territory, edition.language)
        template = words[f"outlook.{rows[0].chapter}.{found}"]
        yield sentence(template, year=lookup.number("edition:reported", "reported"))


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
    if move == "was":
        fields |= {"was": lookup.number(row.before_id)}
    elif move not in ("", "level"):
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
    if row.moved not in (-1, 0, 1):
        return ""
    if indicator_of(row.indicator).view == MOVED:
        return "was"
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
    for chapter, found in product(chapters(), OUTLOOKS):
        yield WORDS[language][f"outlook.{chapter}.{found}"]
