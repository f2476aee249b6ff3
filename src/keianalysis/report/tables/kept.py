"""The tables that stand beside the results of an edition: the record, the key and the views of each.

A number of such a table is named by the table and the key of its row, as ``today:env.jobs``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, Protocol

import pandas as pd

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.monitored.listed import Compared, Monitored, indicator_of
from keianalysis.model.rows import Row, typed_rows
from keianalysis.proof.agreement import Consistency
from keianalysis.proof.revisions import MixedChange, Revision, RevisionSummary, Today
from keianalysis.report.tables.number_texts import period, without_unit


class RegisterWarning(NamedTuple):
    """One row of ``register_warnings.csv``: how often a rule warns about a file of the register."""

    rule: str
    file: str
    times: int


class RegisterGap(NamedTuple):
    """One row of ``register_gaps.csv``: what the deliveries of the register lack."""

    kind: str
    first: int
    last: int
    names: str
    regions: str


class Change(NamedTuple):
    """One row of ``changes.csv``: a number that changed, appeared or vanished since another edition.

    ``difference`` is new less old in the unit of the number; ``cause`` is one of ``changes.CAUSES`` or
    several joined by a plus, empty for numbers that appeared or vanished.
    """

    key: str
    measure: str
    region: str
    sector: str
    period_start: str
    period_end: str
    unit: str
    decimals: int
    change: str
    old: float
    new: float
    difference: float
    cause: str
    old_id: str
    new_id: str
    since: str


@dataclass(frozen=True)
class Kept(Generic[Row]):
    """A kept table: its name, the record of its rows, the columns that name a row, and its views."""

    name: str
    kind: type[Row]
    keys: tuple[str, ...]
    views: Mapping[str, Callable[[Row, str], str]]

    def by_key(self, table: pd.DataFrame) -> dict[str, Row]:
        """Return the rows of the table by what names them."""
        rows = typed_rows(table, self.kind)
        return {"|".join(str(getattr(row, key)) for key in self.keys): row for row in rows}


class InUnit(Protocol):
    """A row with values in a unit."""

    @property
    def unit(self) -> str:
        """The unit of its values."""

    @property
    def decimals(self) -> int:
        """Their printed precision."""


def _range(low: str, high: str) -> Callable[[InUnit, str], str]:
    def text(row: InUnit, language: str) -> str:
        decimals = int(row.decimals) + (1 if row.unit == "eur" else 2)
        ends = (None if pd.isna(getattr(row, end)) else float(getattr(row, end)) for end in (low, high))
        first, last = ends
        return numbers.interval(first, last, row.unit, decimals, language)

    return text


def _amount(name: str) -> Callable[[InUnit, str], str]:
    return lambda row, language: _written(getattr(row, name), row.unit, row.decimals, language)


def _written(value: float, unit: str, decimals: int, language: str) -> str:
    """Return an amount as a reader sees it, empty where there is none."""
    return "" if pd.isna(value) or not unit else numbers.quantity(value, unit, int(decimals), language)


def _difference(name: str, more: int = 0) -> Callable[[InUnit, str], str]:
    """Return a difference of two values of a row in the unit that ``unit_of_difference`` names."""

    def text(row: InUnit, language: str) -> str:
        unit = unit_of_difference(row.unit)
        told = numbers.quantity(getattr(row, name), unit, int(row.decimals) + more, language)
        return without_unit(told, unit, language)

    return text


def unit_of_difference(unit: str) -> str:
    """Return the unit of a difference: percentages differ by percentage points."""
    return "pct_point" if unit.startswith("pct") else unit


CONSISTENCY: Final = Kept(
    "consistency",
    Consistency,
    ("claim_id",),
    {
        "own": _range("low", "high"),
        "implied": _range("implied_low", "implied_high"),
        "left": _range("left_low", "left_high"),
        "room": lambda row, language: numbers.quantity(100 * row.room, "pct", 0, language),
    },
)
REVISIONS: Final = Kept(
    "revisions",
    Revision,
    ("first_id",),
    {
        "first": _amount("first"),
        "latest": _amount("latest"),
        "difference": _difference("difference"),
        "period": period,
    },
)
SUMMARIES: Final = Kept(
    "revision_summary",
    RevisionSummary,
    ("measure", "region", "unit"),
    {
        "numbers": lambda row, language: numbers.number(row.numbers, 0, language),
        "mean": _difference("mean_revision", more=1),
        "mean_absolute": _difference("mean_absolute_revision", more=1),
        "largest": _difference("largest"),
        "signs": lambda row, language: numbers.number(row.sign_changes, 0, language),
    },
)
MIXED: Final = Kept(
    "mixed_changes",
    MixedChange,
    ("year",),
    {
        "year": lambda row, _: str(row.year),
        "mixed": lambda row, language: numbers.quantity(row.mixed, "pct", 1, language),
        "printed": lambda row, language: numbers.quantity(row.printed, "pct", 1, language),
    },
)
WARNINGS: Final = Kept(
    "register_warnings",
    RegisterWarning,
    ("rule", "file"),
    {"times": lambda row, language: numbers.number(row.times, 0, language)},
)
GAPS: Final = Kept(
    "register_gaps",
    RegisterGap,
    ("kind", "first", "last", "names"),
    {
        "first": lambda row, _: str(row.first),
        "last": lambda row, _: str(row.last),
        "names": lambda row, _: row.names,
        "regions": lambda row, _: row.regions,
    },
)
CHANGES: Final = Kept(
    "changes",
    Change,
    ("key",),
    {"old": _amount("old"), "new": _amount("new"), "period": period},
)
TODAY: Final = Kept(
    "today",
    Today,
    ("claim_id",),
    {
        "now": lambda row, language: _written(row.today, row.today_unit, row.today_decimals, language),
    },
)
MONITOR_WORDS: Final = section("monitor")


def _move(row: Monitored) -> str:
    """Return the name of the words for a move: its direction, and whether that is good news."""
    if row.moved == 0:
        return "same"
    way = "up" if row.moved > 0 else "down"
    return way if row.good == "none" else f"{'good' if way == row.good else 'bad'}_{way}"


def _beside(row: Monitored) -> str:
    """Return the name of the words for how the territory stands beside the country."""
    if row.beside == 0:
        return "same"
    if row.good == "none":
        return "higher" if row.beside > 0 else "lower"
    return "better" if (row.beside > 0) == (row.good == "up") else "worse"


def _monitor_word(kind: str, seen: str, name: Callable[[Monitored], str]) -> Callable[[Monitored, str], str]:
    """Return a view in words of a catalogue; empty where what it tells of is not known."""
    return lambda row, language: (
        "" if pd.isna(getattr(row, seen)) else MONITOR_WORDS[language][f"{kind}.{name(row)}"]
    )


def _size_of(name: str) -> Callable[[Monitored, str], str]:
    """Return a view of the size of a move in its unit, or without it where its sentence names the unit."""

    def text(row: Monitored, language: str) -> str:
        size = abs(getattr(row, name))
        if indicator_of(row.indicator).view == "middle":
            return numbers.number(size, int(row.decimals), language)
        return numbers.quantity(size, unit_of_difference(row.unit), int(row.decimals), language)

    return text


def _grown(name: str) -> Callable[[Monitored, str], str]:
    """Return a view of a growth: its size over years, or with its sign where it is a yearly mean."""

    def text(row: Monitored, language: str) -> str:
        value = getattr(row, name)
        kept = value if indicator_of(row.indicator).view == "moved" else abs(value)
        return numbers.quantity(kept, "pct", 1, language)

    return text


def _noun(row: Monitored, language: str) -> str:
    """Return what an indicator is called inside a sentence; an abbreviation keeps its capitals."""
    noun = MONITOR_WORDS[language][f"indicator.{row.indicator}.noun"]
    return noun if noun[1:2].isupper() else f"{noun[:1].lower()}{noun[1:]}"


def _year(name: str) -> Callable[[Monitored, str], str]:
    return lambda row, _: str(int(getattr(row, name)))


MONITORED: Final = Kept(
    "monitored",
    Monitored,
    ("indicator",),
    {
        "trend": _monitor_word("trend", "moved", _move),
        "versus": _monitor_word("versus", "beside", _beside),
        "change": _size_of("shift"),
        "rise": _size_of("rise"),
        "national_rise": _size_of("national_rise"),
        "over": _grown("over"),
        "national_over": _grown("national_over"),
        "first": _year("year_first"),
        "year": _year("year"),
        "before": _year("year_before"),
        "noun": _noun,
        "none": lambda _, language: MONITOR_WORDS[language]["texts.none_known"],
    },
)
COMPARED: Final = Kept(
    "compared",
    Compared,
    ("kind", "indicator", "name"),
    {
        "shift": lambda row, language: (
            "" if pd.isna(row.shift) else numbers.signed(row.shift, int(row.decimals), language)
        ),
        "rank": lambda row, language: numbers.number(row.rank, 0, language),
        "place": lambda row, language: numbers.ordinal(int(row.rank), language),
        "of": lambda row, language: numbers.number(row.of, 0, language),
        "year": lambda row, _: str(int(row.year)),
    },
)

# Each knows its own record; together they have none in common.
TABLES: Final[Mapping[str, Kept[Any]]] = {
    one.name: one
    for one in (
        *(CONSISTENCY, REVISIONS, SUMMARIES, MIXED, WARNINGS, GAPS),
        *(CHANGES, TODAY, MONITORED, COMPARED),
    )
}
"""The kept tables by name."""
