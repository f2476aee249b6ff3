"""What each row of a review must be: names that are known, numbers and days, and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, get_args

import pandas as pd

from keianalysis.model.errors import Fault
from keianalysis.model.observations import UNITS, is_date
from keianalysis.model.reviews import BRIDGES
from keianalysis.model.sectors import is_sector
from keianalysis.model.spelling import nearest
from keianalysis.model.tables import ROW, Line, text_rows
from keianalysis.readers.published import in_order, is_number, is_release_date, is_whole
from keianalysis.readers.reviews.answers import answer_faults
from keianalysis.readers.reviews.budget import is_part
from keianalysis.readers.reviews.known import Known
from keianalysis.readers.reviews.records import Kind
from keianalysis.readers.reviews.remedies import REMEDIES
from keianalysis.readers.reviews.terms import formula_faults, tie_faults


class Broken(NamedTuple):
    """One rule that a row breaks, in which column, and what is wrong there."""

    rule: str
    column: str
    message: str


Rules = Callable[[Line, Known], Iterator[Broken]]


def row_faults(name: str, table: pd.DataFrame | None, known: Known) -> Iterator[Fault]:
    """Yield every fault of the rows of one table of text; of a table that could not be read none."""
    if table is None or name not in RULES:
        return
    file = f"{name}.csv"
    for row in text_rows(table):
        for broken in RULES[name](row, known):
            yield _fault(file, int(row[ROW]), broken)
    for column in ONCE.get(name, ()):
        again = table[table.duplicated(column) & (table[column] != "")]
        for line, value in zip(again[ROW], again[column], strict=True):
            yield _fault(file, int(line), Broken("once", column, f"{value!r} occurs before"))


def _fault(file: str, row: int, broken: Broken) -> Fault:
    return Fault(file, row, broken.column, broken.rule, broken.message, REMEDIES[broken.rule])


ONCE: Final = {
    "quantities": ("name",),
    "unprinted": ("name",),
    "constraints": ("id",),
    "holders": ("measure",),
    "headlines": ("claim_id",),
    "targets": ("claim_id",),
    "questions": ("question",),
    "shown": ("name",),
}
"""The columns whose values occur once in a table."""


def _named(row: Line, known: Known, kind: str, column: str) -> Iterator[Broken]:
    told = known.wrong(kind, row[column])
    if told:
        yield Broken(f"known-{kind.partition(' ')[0]}", column, told)


def _claim(row: Line, known: Known) -> Iterator[Broken]:
    yield from _named(row, known, "claim", "claim_id")


def _among(row: Line, column: str, allowed: tuple[str, ...], rule: str) -> Iterator[Broken]:
    value = row[column]
    if value not in allowed:
        yield Broken(rule, column, f"{value!r} is none of them{nearest(value, [*filter(None, allowed)])}")


def _texts(row: Line, *stems: str, needed: bool = True) -> Iterator[Broken]:
    """Yield a text that is missing in one language, or where it is ``needed`` in both."""
    for stem in stems:
        texts = {f"{stem}_{language}": row[f"{stem}_{language}"].strip() for language in ("nl", "en")}
        empty = [column for column, text in texts.items() if not text]
        if len(empty) == 1:
            other = next(column for column in texts if column not in empty)
            yield Broken("both-languages", empty[0], f"is empty, and {other} is not")
        elif empty and needed:
            yield Broken("text", empty[0], "is empty, in both languages")


def _filled(row: Line, *columns: str) -> Iterator[Broken]:
    for column in columns:
        if not row[column].strip():
            yield Broken("filled", column, "is empty")


def _numbers(row: Line, *columns: str) -> Iterator[Broken]:
    """Yield every text that is no number; empty is none, and allowed."""
    for column in columns:
        if row[column] and not is_number(row[column]):
            yield Broken("number", column, f"{row[column]!r} is no number")


def _ends(row: Line) -> Iterator[Broken]:
    yield from _numbers(row, "low", "high")
    if is_number(row["low"]) and is_number(row["high"]) and float(row["low"]) > float(row["high"]):
        yield Broken("ends", "high", f"{row['high']} is below {row['low']}")


def _unit(row: Line, *, needed: bool) -> Iterator[Broken]:
    yield from _among(row, "unit", UNITS if needed else ("", *UNITS), "known-unit")
    if (needed or row["decimals"]) and not is_whole(row["decimals"]):
        yield Broken("whole-decimals", "decimals", f"{row['decimals']!r} is no whole number")


def _period(row: Line, *, needed: bool) -> Iterator[Broken]:
    yield from _days(row, needed=needed)
    yield from _release(row)


def _release(row: Line) -> Iterator[Broken]:
    if not is_release_date(row["release_date"]):
        yield Broken("release-date", "release_date", f"{row['release_date']!r} is no year, month or day")


def _days(row: Line, *, needed: bool) -> Iterator[Broken]:
    for column in ("period_start", "period_end"):
        value = row[column]
        if (needed or value) and not is_date(value):
            yield Broken("iso-date", column, f"{value!r} is no day")
    if not in_order(row["period_start"], row["period_end"]):
        yield Broken("period-order", "period_end", f"{row['period_end']} lies before {row['period_start']}")


def _formulas(row: Line, known: Known, *columns: str) -> Iterator[Broken]:
    for column in columns:
        for rule, message in formula_faults(row[column], known):
            yield Broken(rule, column, message)


def _claims(row: Line, known: Known) -> Iterator[Broken]:
    """Yield a measure that nobody is known to hold, though nothing in the folder bears on its claim."""
    held = known.wrong("measure with a holder", row["measure"])
    if held and row["measure"] and row["claim_id"] not in known.excused:
        yield Broken("holder", "measure", f"nobody is named who holds {row['measure']}")


def _evidence(row: Line, known: Known) -> Iterator[Broken]:
    yield from _claim(row, known)
    yield from _among(row, "kind", KINDS, "known-kind")
    yield from _among(row, "bridge", ("", *BRIDGES), "known-bridge")
    yield from _unit(row, needed=False)
    yield from _filled(row, "formula")
    yield from _formulas(row, known, "formula", "low", "high")
    yield from _texts(row, "text", needed=row["kind"] == "neighbour")
    yield from _texts(row, "bridge", needed=row["kind"] == "neighbour" and bool(row["bridge"]))


def _quantity(row: Line, known: Known) -> Iterator[Broken]:
    yield from _filled(row, "name")
    yield from _what(row, known)
    yield from _release(row)


def _what(row: Line, known: Known) -> Iterator[Broken]:
    """Yield what is wrong with the key of an observation."""
    yield from _named(row, known, "measure", "measure")
    yield from _named(row, known, "region", "region")
    if not (is_sector(row["sector"], known.lists) or is_part(row["sector"])):
        yield Broken("known-sector", "sector", f"{row['sector']!r} is no sector")
    yield from _among(row, "unit", UNITS, "known-unit")
    yield from _days(row, needed=True)


def _words(row: Line, known: Known) -> Iterator[Broken]:
    yield from _filled(row, "name", "says", "publisher")
    yield from _period(row, needed=False)
    yield from _numbers(row, "value")
    yield from _ends(row)


def _ratio(row: Line, known: Known) -> Iterator[Broken]:
    yield from _filled(row, "counts", "per", "low", "high")
    yield from _ends(row)


def _reading(row: Line, known: Known) -> Iterator[Broken]:
    yield from _claim(row, known)
    yield from _ends(row)
    if not (row["low"] or row["high"]):
        yield Broken("filled", "low", "is empty, as is high")
    yield from _texts(row, "text")


def _together(row: Line, known: Known) -> Iterator[Broken]:
    yield from _claim(row, known)
    yield from _named(row, known, "claim", "other")


def _listed(row: Line, known: Known) -> Iterator[Broken]:
    yield from _claim(row, known)
    yield from _filled(row, "list", "name")


def _identity(row: Line, known: Known) -> Iterator[Broken]:
    yield from _claim(row, known)
    yield from _among(row, "kind", ("sum", "relation"), "known-identity")
    for rule, message in formula_faults(row["formula"], known, claims=True):
        yield Broken(rule, "formula", message)
    yield from _texts(row, "text")


def _tie(row: Line, known: Known) -> Iterator[Broken]:
    yield from _filled(row, "id")
    for rule, column, message in tie_faults(row, known):
        yield Broken(rule, column, message)
    yield from _texts(row, "text")


def _unprinted(row: Line, known: Known) -> Iterator[Broken]:
    yield from _filled(row, "name")
    if row["name"] in known.names.get("claim", ()):
        yield Broken("not-printed", "name", f"{row['name']!r} is a claim, which is printed")
    yield from _unit(row, needed=True)
    yield from _ends(row)
    yield from _texts(row, "text")


def _holder(row: Line, known: Known) -> Iterator[Broken]:
    yield from _named(row, known, "measure", "measure")
    yield from _texts(row, "holder", "what")


def _remark(row: Line, known: Known) -> Iterator[Broken]:
    yield from _claim(row, known)
    yield from _named(row, known, "verdict", "verdict")
    yield from _texts(row, "text")


def _question(row: Line, known: Known) -> Iterator[Broken]:
    yield from _filled(row, "question")
    yield from _texts(row, "title")


def _answer(row: Line, known: Known) -> Iterator[Broken]:
    yield from _named(row, known, "question", "question")
    yield from _texts(row, "text")
    for rule, column, message in answer_faults(row, known):
        yield Broken(rule, column, message)


def _compared(row: Line, known: Known) -> Iterator[Broken]:
    yield from _named(row, known, "question", "question")
    yield from _named(row, known, "measure", "measure")
    yield from _among(row, "unit", UNITS, "known-unit")
    yield from _days(row, needed=True)
    if row["rank"]:
        yield from _named(row, known, "measure", "rank")


def _counted(row: Line, known: Known) -> Iterator[Broken]:
    yield from _named(row, known, "project", "project")
    if row["measure"]:
        yield from _named(row, known, "measure", "measure")
    for column in ("low", "high"):
        yield from _among(row, column, ("yes", "no"), "yes-or-no")
    yield from _texts(row, "reason")


KINDS: Final = get_args(Kind)

RULES: Final[Mapping[str, Rules]] = {
    "claims": _claims,
    "evidence": _evidence,
    "quantities": _quantity,
    "words": _words,
    "ratios": _ratio,
    "readings": _reading,
    "together": _together,
    "lists": _listed,
    "targets": _claim,
    "identities": _identity,
    "constraints": _tie,
    "unprinted": _unprinted,
    "holders": _holder,
    "headlines": _claim,
    "questions": _question,
    "answers": _answer,
    "shown": _quantity,
    "compared": _compared,
    "remarks": _remark,
    "counted_projects": _counted,
}
