"""The list of what a monitor shows, and how one indicator of it stands."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import UNITS

FILE: Final = "list.toml"
GOOD: Final = ("up", "down", "none")
"""Which way is good news; none where that is not for a monitor to say."""

YEARS: Final = 5
"""The years that a table of a monitor shows, the one reported on the last."""
NEWS: Final = 3
"""A number older than these years is no news: it is the latest known."""

CURRENT: Final = "current"
RECENT: Final = "recent"
LATEST_KNOWN: Final = "latest_known"
MISSING: Final = "missing"

REMEDIES: Final = {
    "known-field": "Use the fields that the head of the file explains, and no other.",
    "known-chapter": "Use one of the chapters at the head of the file.",
    "known-measure": "Use measures of measures.csv.",
    "known-unit": "Use a unit of the measure list.",
    "known-way": f"Write one of: {', '.join(GOOD)}.",
    "one-name": "Give every indicator a name of its own.",
}


@dataclass(frozen=True)
class Indicator:
    """One indicator of the list; the head of ``list.toml`` says what its fields mean."""

    name: str
    chapter: str
    measures: tuple[str, ...]
    unit: str
    good: str
    holder: str
    sector: str = "total"
    compared: bool = True
    computed: tuple[str, ...] = ()
    view: str = "value"
    towns: str = ""
    parts: str = ""


class Compared(NamedTuple):
    """One row of ``compared.csv``: a part of a whole, or one of its equals, by an indicator.

    ``kind`` says what is compared: province, town, sector or corop. ``rank`` counts from the most
    favourable, or from the highest where neither way is; equals share a rank. ``shift`` is the change
    since the year before in the same release.
    """

    kind: str
    indicator: str
    name: str
    unit: str
    decimals: int
    year: int
    id: str
    value: float
    before_id: str
    shift: float
    rank: int
    of: int


class Monitored(NamedTuple):
    """One row of ``monitored.csv``: how an indicator stands in the territory of a monitor.

    ``latest`` is its number for ``year``, ``before`` the one of ``year_before`` in the same release; both
    are named by the results ``latest_id`` and ``before_id``. What begins with ``year_first`` is told by
    ``OverYears``. ``moved`` is -1, 0 or 1, or nothing where
    no year before it is known; ``beside`` is the same against the country. ``step`` is the size of the
    move in steps of that indicator over the years, by which findings are ranked.
    """

    indicator: str
    chapter: str
    measure: str
    unit: str
    decimals: int
    good: str
    standing: str
    year: float
    latest: float
    latest_id: str
    year_before: float
    before: float
    before_id: str
    moved: float
    shift: float
    step: float
    national: float
    national_id: str
    part: float
    part_id: str
    beside: float
    year_first: float
    first_id: str
    national_first_id: str
    rise: float
    national_rise: float
    over: float
    national_over: float
    gap: str


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return the indicators in the order of the list.

    Raises
    ------
    BadData
        When an indicator has a field, chapter, measure, unit or way that is not known, or a name twice.
    """
    content = tomllib.loads((files("keianalysis.model.monitored") / FILE).read_text("utf-8"))
    read, faults = [], []
    for place, fields in enumerate(content["indicator"], 1):
        unknown = fields.keys() - Indicator.__dataclass_fields__.keys()
        if unknown:
            faults.append(_fault(place, "known-field", ", ".join(sorted(unknown))))
            continue
        told: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
        }
        read.append(Indicator(**told))
        faults += _faults(place, read[-1], content["chapters"])
    names = [one.name for one in read]
    faults += [_fault(0, "one-name", name) for name in sorted(set(names)) if names.count(name) > 1]
    if faults:
        raise BadData(faults)
    return tuple(read)


def chapters() -> tuple[str, ...]:
    """Return the chapters of a monitor, in the order of its list."""
    return tuple(dict.fromkeys(one.chapter for one in indicators()))


def indicator_of(name: str) -> Indicator:
    """Return an indicator by its name; raises KeyError for one that the list does not have."""
    return {one.name: one for one in indicators()}[name]


def _fault(place: int, rule: str, told: str) -> Fault:
    return Fault(FILE, place, "indicator", rule, told, REMEDIES[rule])


def _faults(place: int, one: Indicator, known: list[str]) -> list[Fault]:
    wrong = [("known-measure", name) for name in one.measures if name not in measure_list()]
    wrong += [("known-chapter", one.chapter)] if one.chapter not in known else []
    wrong += [("known-unit", one.unit)] if one.unit not in UNITS else []
    wrong += [("known-way", one.good)] if one.good not in GOOD else []
    return [_fault(place, rule, f"{one.name}: {told}") for rule, told in wrong]
