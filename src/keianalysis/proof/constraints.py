"""Which printed numbers are tied to which others: ``constraints.csv``, and the sums of the budget.

A row of ``constraints.csv`` says that its left side equals, or is at most, its right side, where both
are sums such as ``eff.investment.province + eff.others`` or ``4*prof.starters.mean_2009_2012``. With a
factor the right side is multiplied first: by a printed number itself, by it as a percentage
(``percent:``), or by the growth that it stands for over some years (``growth3:``). What no claim
prints has its bounds and its words in ``unprinted.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from keianalysis.model.claims import allowed_interval
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import Interval
from keianalysis.model.lineage import ClaimInput
from keianalysis.model.measures import measure_list
from keianalysis.model.reviews import Review
from keianalysis.model.rows import loose
from keianalysis.proof.budget import HALF, amount_name, claim_id, judged_columns, routes_to
from keianalysis.proof.system import ANY, Terms
from keianalysis.readers.budget import AMOUNTS, lines_of

FILE: Final = "constraints.csv"
COLUMNS: Final = ("id", "left", "relation", "factor", "right", "text_nl", "text_en", "where")
CONSTANT: Final = "1"
"""The name under which a sum keeps its plain number."""

TERM: Final = re.compile(r"(?:(?P<number>\d+(?:\.\d+)?)(?:\*|$))?(?P<name>[a-z][\w.]*)?")
FACTOR: Final = re.compile(r"(?:(?P<form>percent|growth(?P<years>[1-9])):)?(?P<name>[a-z][\w.]*)")
REMEDIES: Final = {
    "sum": "Write a sum as a + 2*b - c, with names of claims or of unprinted.csv.",
    "factor": "Write a factor as NAME, percent:NAME or growth3:NAME.",
    "no-constant": "Leave plain numbers out of a row with a factor.",
    "relation": "Use = or <=.",
    "known-name": "Use the id of a claim, or describe the number in unprinted.csv.",
    "id-once": "Give every row an id of its own.",
}


@dataclass(frozen=True)
class Factor:
    """What a side is multiplied by: a number as it is, as a percentage, or as growth over ``years``."""

    name: str
    form: str = "ratio"
    years: int = 1

    def of(self, printed: Decimal) -> Decimal:
        """Return the factor that a printed number stands for; all forms rise with it."""
        if self.form == "ratio":
            return printed
        share = printed / 100
        return share if self.form == "percent" else (1 + share) ** self.years

    def printed(self, factor: Decimal) -> Decimal:
        """Return the printed number that a factor stands for."""
        if self.form == "ratio":
            return factor
        if self.form == "percent":
            return factor * 100
        return (factor ** (Decimal(1) / self.years) - 1) * 100


@dataclass(frozen=True)
class Identity:
    """One tie between numbers: ``left`` = or <= ``factor`` times ``right``."""

    name: str
    left: Terms
    relation: str
    right: Terms
    factor: Factor | None = None
    text_nl: str = ""
    text_en: str = ""

    @property
    def names(self) -> set[str]:
        """Every number that it speaks of."""
        factor = {self.factor.name} if self.factor else set()
        return (set(self.left) | set(self.right) | factor) - {CONSTANT}


@dataclass(frozen=True)
class Printed:
    """One number: what its print allows, and what its kind allows without any print.

    A number that the review does not print is not ``claimed`` and has no other bounds than its kind's.
    ``origin`` is where a printed one stands: a claim, or a row of a file.
    """

    name: str
    allowed: Interval
    nature: Interval = ANY
    claimed: bool = True
    unit: str = "eur"
    decimals: int = 0
    text_nl: str = ""
    text_en: str = ""
    origin: str = ""


def _without_constant(*sides: str) -> bool:
    """Tell that no side has a plain number, which a product cannot keep apart; raise ValueError else."""
    if any(CONSTANT in sum_of(side) for side in sides):
        raise ValueError("a product with a plain number")
    return True


def of_claims(review: Review, ties: Sequence[Identity]) -> dict[str, Printed]:
    """Return the printed numbers of the review, and the unprinted ones, by name.

    Raises
    ------
    BadData
        With every name in ``ties`` that is neither.
    """
    numbers = {row.claim_id: _claim(row) for row in loose(review.claims)} | dict(_unprinted(review))
    faults = [
        Fault(FILE, 0, "", "known-name", f"{one.name} names {name}", REMEDIES["known-name"])
        for one in ties
        for name in sorted(one.names - numbers.keys())
    ]
    if faults:
        raise BadData(faults)
    return numbers


def _claim(row: Any) -> Printed:
    return Printed(
        row.claim_id,
        allowed_interval(row),
        nature(row.measure, row.unit),
        unit=row.unit,
        decimals=int(row.decimals),
        text_nl=row.summary_nl,
        text_en=row.summary,
        origin=str(ClaimInput(row.claim_id)),
    )


def nature(measure: str, unit: str) -> Interval:
    """Return what the kind of a measure allows: no negative counts, no share of more than all."""
    kind = measure_list()[measure].kind
    if kind in ("level", "flow", "rank") or (kind == "rate" and unit != "pct"):
        return Interval(Decimal(0), None)
    return Interval(Decimal(0), Decimal(100)) if kind in ("share", "rate") else ANY


def _unprinted(review: Review) -> Iterator[tuple[str, Printed]]:
    for row in loose(review.tables["unprinted"]):
        low, high = (Decimal(end) if end else None for end in (row.low, row.high))
        bounded = Interval(low, high)
        texts = (row.text_nl, row.text_en)
        yield row.name, Printed(row.name, bounded, bounded, False, row.unit, int(row.decimals), *texts)


def identities(review: Review) -> tuple[Identity, ...]:
    """Return the identities of a review, the rows of its ``constraints.csv``.

    Raises
    ------
    BadData
        With every row that cannot be read, or whose id occurs before.
    """
    return read_identities(review.tables["constraints"])


def read_identities(table: pd.DataFrame) -> tuple[Identity, ...]:
    """Return the identities of a table with the columns of ``constraints.csv``; raises BadData."""
    faults = [fault for row in loose(table) for fault in _faults(row)]
    for row in loose(table[table.duplicated("id")]):
        faults.append(Fault(FILE, row.row, "id", "id-once", f"{row.id} occurs before", REMEDIES["id-once"]))
    if faults:
        raise BadData(faults)
    return tuple(
        Identity(
            row.id,
            sum_of(row.left),
            row.relation,
            sum_of(row.right),
            factor_of(row.factor) if row.factor else None,
            row.text_nl,
            row.text_en,
        )
        for row in loose(table)
    )


def _faults(row: Any) -> Iterator[Fault]:
    rules = (
        ("sum", "left", lambda: sum_of(row.left)),
        ("sum", "right", lambda: sum_of(row.right)),
        ("factor", "factor", lambda: row.factor and factor_of(row.factor)),
        ("no-constant", "factor", lambda: row.factor and _without_constant(row.left, row.right)),
        ("relation", "relation", lambda: ("=", "<=").index(row.relation)),
    )
    for rule, column, read in rules:
        try:
            read()
        except ValueError:
            yield Fault(
                FILE, row.row, column, rule, f"{getattr(row, column)!r} cannot be read", REMEDIES[rule]
            )


def sum_of(text: str) -> dict[str, float]:
    """Return a sum such as ``a + 2*b - 3`` by name; raises ValueError for anything else."""
    words = text.split()
    if not words or len(words) % 2 == 0 or set(words[1::2]) - {"+", "-"}:
        raise ValueError(f"{text!r} is no sum")
    signs = ["+", *words[1::2]]
    found: dict[str, float] = {}
    for sign, word in zip(signs, words[::2], strict=True):
        term = TERM.fullmatch(word)
        if term is None or not (term["number"] or term["name"]) or (term["name"] is None and "*" in word):
            raise ValueError(f"{word!r} is no term")
        name = term["name"] or CONSTANT
        found[name] = found.get(name, 0.0) + float(sign + (term["number"] or "1"))
    return found


def factor_of(text: str) -> Factor:
    """Return a factor such as ``percent:NAME``; raises ValueError for anything else."""
    found = FACTOR.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no factor")
    form = "ratio" if found["form"] is None else "growth" if found["years"] else "percent"
    return Factor(found["name"], form, int(found["years"] or 1))


def of_budget(budget: pd.DataFrame) -> tuple[dict[str, Printed], list[Identity]]:
    """Return every amount of the budget table and every sum and difference between them.

    A whole euro stands for an amount at most half a euro away, whichever way halves were rounded.
    """
    lines = lines_of(budget)
    numbers = {
        claim_id(line, column): Printed(
            claim_id(line, column),
            Interval(line.amounts[column] - HALF, line.amounts[column] + HALF),
            text_nl=amount_name(line, column, "nl"),
            text_en=amount_name(line, column, "en"),
            origin=line.lineage,
        )
        for line in lines
        for column in AMOUNTS
    }
    ties = [
        Identity(
            f"{claim_id(line, column)}:{route.kind}",
            {claim_id(line, column): 1.0},
            "=",
            {claim_id(part.line, part.column): float(part.sign) for part in route.parts},
        )
        for line in lines
        for column in judged_columns(line)
        for route in routes_to(line, column, lines)
    ]
    return numbers, ties


def families(numbers: Mapping[str, Printed], ties: Sequence[Identity]) -> list[list[Identity]]:
    """Return the identities in groups that share no number, so that each can be solved alone."""
    groups: list[tuple[set[str], list[Identity]]] = []
    for tie in ties:
        touched = [group for group in groups if group[0] & tie.names]
        rest = [group for group in groups if not group[0] & tie.names]
        names = tie.names.union(*(group[0] for group in touched))
        groups = [*rest, (names, [*(one for group in touched for one in group[1]), tie])]
    return [members for names, members in groups if names & numbers.keys()]
