"""The tables that stand beside the results of a project list, as a report shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

import pandas as pd

from keianalysis.effects.assumptions import assumptions, parts_of
from keianalysis.effects.groups import DECIMALS
from keianalysis.figures.exhibits.programme import named
from keianalysis.figures.exhibits.project_words import own, theme_names
from keianalysis.figures.exhibits.projects import input_label
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.intervals import decimal_of
from keianalysis.model.measures import label
from keianalysis.model.projects.tables import (
    ALL_PROJECTS,
    Changed,
    Contribution,
    Followed,
    JobCost,
    ListFacts,
    OtherAssumption,
    UnknownValue,
    VarianceShare,
)
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.model.spelling import plain_name
from keianalysis.report.tables.kept import Kept
from keianalysis.report.tables.number_texts import without_idle_digits, without_unit

INSTRUMENTS: Final = section("projects.instruments")
FUNDERS: Final = {
    language: section("projects.payers")[language] | together
    for language, together in section("projects.funders").items()
}
"""Who pays: each source of a project list, all public bodies, and all parties."""

STATES: Final = section("effects.followup")
ASSUMED: Final = section("effects.assumed")
UNKNOWN: Final = section("projects.unknown")
THOUSANDS: Final = -3
"""The precision of money in a table: a list is not known to the euro."""

View = Callable[[NamedTuple, str], str]
"""From a row of one of these tables and a language to what a reader sees."""


class InUnit(Protocol):
    """A row that names the unit of its numbers."""

    @property
    def unit(self) -> str:
        """The unit."""


def _in(name: str, unit: str, decimals: int = 0) -> View:
    """Return a view of a number of one unit."""

    def text(row: NamedTuple, language: str) -> str:
        value = getattr(row, name)
        return "" if pd.isna(value) else numbers.quantity(float(value), unit, decimals, language)

    return text


def _bare(name: str, decimals: int = 0) -> View:
    """Return a view of a number without its unit, which the heading of its column names."""

    def text(row: NamedTuple, language: str) -> str:
        value = getattr(row, name)
        return "" if pd.isna(value) else numbers.number(float(value), decimals, language)

    return text


def _of_row(name: str) -> Callable[[InUnit, str], str]:
    """Return a view of a number in the unit of its row."""

    def text(row: InUnit, language: str) -> str:
        value, decimals = getattr(row, name), DECIMALS.get(row.unit, THOUSANDS if row.unit == "eur" else 0)
        return "" if pd.isna(value) else numbers.quantity(float(value), row.unit, decimals, language)

    return text


def _of_row_bare(name: str) -> Callable[[InUnit, str], str]:
    with_unit = _of_row(name)
    return lambda row, language: without_unit(with_unit(row, language), row.unit, language)


def _share(name: str) -> View:
    def text(row: NamedTuple, language: str) -> str:
        value = getattr(row, name)
        return "" if pd.isna(value) else numbers.quantity(100 * float(value), "pct", 0, language)

    return text


def _ends(row: JobCost, language: str) -> str:
    """Return the range of a cost; a single number has none."""
    if pd.isna(row.low) and pd.isna(row.high):
        return ""
    low, high = (None if pd.isna(end) else float(end) for end in (row.low, row.high))
    return numbers.interval(low, high, "eur", 0, language)


def _known(row: JobCost) -> list[float]:
    """Return the known numbers of a cost, the lowest first."""
    return sorted(float(end) for end in (row.low, row.value, row.high) if pd.notna(end))


def _codes(name: str, words: Mapping[str, Mapping[str, str]]) -> View:
    """Return a view of codes that are parted by blanks, in words."""
    return lambda row, language: "; ".join(words[language][code] for code in getattr(row, name).split())


def _labels(row: ListFacts, language: str) -> str:
    return "; ".join(_label(name, language) for name in row.changed.split())


def _label(name: str, language: str) -> str:
    """Return what a reader calls an assumption; one of a theme or an instrument by its name behind it."""
    known = assumptions()
    if name in known:
        return known[name].labels[language]
    general, theme, instrument = parts_of(name)
    kinds = (theme_names(language).get(theme), INSTRUMENTS[language].get(instrument))
    return ", ".join((known[general].labels[language], *filter(None, kinds)))


def _digits(name: str) -> Callable[[OtherAssumption, str], str]:
    def text(row: OtherAssumption, language: str) -> str:
        return without_idle_digits(decimal_of(float(getattr(row, name))), language)

    return text


FACTS: Final = Kept(
    "project_list",
    ListFacts,
    ("file",),
    {
        "file": lambda row, _: plain_name(row.file),
        "before": lambda row, _: plain_name(row.before),
        "assumptions": lambda row, _: plain_name(row.assumptions),
        "price_year": lambda row, _: str(row.price_year),
        "assumed": _codes("assumed", ASSUMED),
        "assumed_before": _codes("assumed_before", ASSUMED),
        "changed": _labels,
    },
)
CONTRIBUTIONS: Final = Kept(
    "contributions",
    Contribution,
    ("theme", "instrument"),
    {
        "projects": _bare("projects"),
        **{name: _in(name, "eur", THOUSANDS) for name in ("province", "total")},
        **{name: _bare(name) for name in ("person_years", "jobs", "jobs_net", "lacking")},
    },
)
COSTS: Final = Kept(
    "cost_per_job",
    JobCost,
    ("key",),
    {
        "value": _in("value", "eur"),
        "range": _ends,
        "lowest": lambda row, language: numbers.quantity(_known(row)[0], "eur", 0, language),
        "highest": lambda row, language: numbers.quantity(_known(row)[-1], "eur", 0, language),
    },
)
VARIANCE: Final = Kept(
    "variance",
    VarianceShare,
    ("result", "input"),
    {
        "first": _share("first"),
        "total": _share("total"),
        **{name: _of_row_bare(name) for name in ("at_low", "at_high", "swing")},
    },
)
UNKNOWNS: Final = Kept(
    "unknowns",
    UnknownValue,
    ("result", "project_id", "unknown"),
    {
        "most": lambda row, language: (
            _bare("most")(row, language)
            if row.unknown in ("created", "retained")
            else _in("most", "eur", THOUSANDS)(row, language)
        ),
        **{name: _of_row(name) for name in ("at_nothing", "at_most")},
        "part": _share("part"),
        "project": lambda row, _: project_name(row),
    },
)
OTHERS: Final = Kept(
    "other_assumptions",
    OtherAssumption,
    ("name",),
    {name: _digits(name) for name in OtherAssumption._fields[1:-1]},
)
SCENARIO: Final = Kept(
    "scenario",
    Changed,
    ("sector", "measure"),
    {name: _of_row(name) for name in ("value", "value_scenario", "difference")},
)
FOLLOWED: Final = Kept(
    "followup",
    Followed,
    ("project_id",),
    {
        **{name: _in(name, "eur", THOUSANDS) for name in ("spent_before", "spent_after")},
        **{name: _bare(name) for name in Followed._fields[7:-1]},
    },
)

# Each knows its own record; together they have none in common.
LISTED: Final[Mapping[str, Kept[Any]]] = {
    one.name: one for one in (FACTS, CONTRIBUTIONS, COSTS, VARIANCE, UNKNOWNS, OTHERS, SCENARIO, FOLLOWED)
}
"""The tables of a project list by name."""


def project_name(row: UnknownValue | Followed) -> str:
    """Return id and name of a project as the report shows them."""
    return f"{row.project_id} {plain_name(row.name)}".strip()


def words_of(row: NamedTuple, language: str) -> Iterator[str]:
    """Yield the cells without a number that a row about a record may have."""
    if isinstance(row, Contribution):
        yield from (theme_names(language)[row.theme], INSTRUMENTS[language][row.instrument])
    elif isinstance(row, JobCost):
        yield from (FUNDERS[language][row.payer], programme(row, language), prices(row, language))
    elif isinstance(row, VarianceShare):
        yield from (label(row.result, language), input_label(row.input, language))
    elif isinstance(row, UnknownValue):
        yield from (label(row.result, language), project_name(row), unknown(row, language))
    elif isinstance(row, OtherAssumption):
        yield _label(row.name, language)
    elif isinstance(row, Changed):
        yield from (label(row.measure, language), sector_shown(row.sector, language))
    elif isinstance(row, Followed):
        yield from (followed_name(row, language), STATES[language][row.state])


def funder_of(measure: str, language: str) -> str:
    """Return whose money or jobs a measure tells, empty where it is nobody's in particular."""
    name = measure.removeprefix("investment_").removeprefix("jobs_pro_rata_")
    return FUNDERS[language].get(name, "") if name != measure else ""


def followed_name(row: Followed, language: str) -> str:
    """Return the project of a follow-up, or what its last row sums."""
    return STATES[language]["sum"] if row.project_id == ALL_PROJECTS else project_name(row)


def programme(row: JobCost, language: str) -> str:
    """Return whose cost of a job it is: that of the list, or of another programme with its years."""
    if not row.programme:
        return own(language)
    years = f" {row.context}" if row.programme.startswith("EC ") else ""
    return named(row.programme, row.parameter, language) + years


def prices(row: JobCost, language: str) -> str:
    """Return in which prices a cost stands."""
    return str(row.prices) or STATES[language]["own_prices"]


def unknown(row: UnknownValue, language: str) -> str:
    """Return what is unknown of a project."""
    return UNKNOWN[language].get(row.unknown) or FUNDERS[language][row.unknown]


def other_label(row: OtherAssumption, language: str) -> str:
    """Return what a reader calls an assumption that a scenario changes."""
    return _label(row.name, language)
