"""What the effect method assumes: each value with its published source, or named an assumption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.effects.counting.prices import factor, price_index
from keianalysis.language.catalogue import section
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import AssumptionInput
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import ROW, read_table
from keianalysis.readers.projects.model import ACTIVITIES, INSTRUMENTS, THEMES, Project

ENDS: Final = ("low", "central", "high")
PERSON_YEAR: Final = "eur_per_person_year_"
LOSSES: Final = ("deadweight", "leakage", "displacement", "substitution")
TEMPORARY_MULTIPLIER: Final = "temporary_multiplier"
STRUCTURAL_MULTIPLIER: Final = "structural_multiplier"
PERSISTENCE: Final = "persistence"
NAMES: Final = (
    *(f"{PERSON_YEAR}{activity}" for activity in ACTIVITIES),
    TEMPORARY_MULTIPLIER,
    *LOSSES,
    STRUCTURAL_MULTIPLIER,
    PERSISTENCE,
)
BY_KIND: Final = (*LOSSES, STRUCTURAL_MULTIPLIER, PERSISTENCE)
"""What may be given for a theme, an instrument or both, in a name such as ``deadweight_leisure_grant``."""

SPECIAL: Final = tuple(
    f"{name}_{kind}"
    for name in BY_KIND
    for kind in (*THEMES, *INSTRUMENTS, *(f"{theme}_{one}" for theme in THEMES for one in INSTRUMENTS))
)
KINDS: Final = ("published", "partly published", "assumption")
REMEDIES: Final = {
    "known-assumption": f"Use one of: {', '.join(NAMES)}; losses also with a theme, an instrument or both.",
    "price-year": "Write one year that the price index knows, or three parted by slashes: low/central/high.",
    "assumption-once": "Keep one row for each assumption.",
    "assumption-present": "Add its row.",
    "number": "Write a number with a decimal point.",
    "low-central-high": "Give low, central and high in rising order.",
    "possible-value": "Write euros above zero, shares from 0 to 1, and a temporary multiplier of 1 or more.",
}


class _Listed(NamedTuple):
    """One row of the file; its fields are the columns, the number of its line behind them."""

    name: str
    unit: str
    low: str
    central: str
    high: str
    price_year: str
    low_from: str
    central_from: str
    high_from: str
    label_nl: str
    label_en: str
    note_nl: str
    note_en: str
    row: int


COLUMNS: Final = tuple(name for name in _Listed._fields if name != ROW)


@dataclass(frozen=True)
class Assumption:
    """One value that the method uses, as low, central and high.

    ``origins`` says for each of the three from which row of the published coefficients it comes, as
    ``method | parameter | end | formula``; an empty one is an assumption of the analyst.
    ``price_year`` is that of the source, of all three or parted by slashes; ``at_level`` brings them to one.
    """

    name: str
    unit: str
    quantity: Quantity
    price_year: str
    origins: tuple[str, ...]
    labels: Mapping[str, str]
    notes: Mapping[str, str]

    @property
    def kind(self) -> str:
        """One of ``KINDS``: whether all, some or none of the three values are published."""
        known = sum(bool(origin) for origin in self.origins)
        return KINDS[0] if known == len(ENDS) else KINDS[1] if known else KINDS[2]

    @property
    def lineage(self) -> str:
        """The assumption as the lineage of what rests on it names it."""
        return str(AssumptionInput(self.name))


@cache
def assumptions(path: Path | None = None) -> dict[str, Assumption]:
    """Return the assumptions of the package, or those of a file of the same form, by name.

    Raises
    ------
    BadData
        With every assumption that is absent, doubled, unknown, turned round or impossible.
    """
    source = path or Path(str(files("keianalysis.effects") / "assumptions.csv"))
    table = read_table(source, COLUMNS)
    faults = list(_faults(table, source.name))
    if faults:
        raise BadData(faults)
    return {row.name: _assumption(row) for row in typed_rows(table, _Listed)}


def _assumption(row: _Listed) -> Assumption:
    low, central, high = (Decimal(getattr(row, end)) for end in ENDS)
    origins = tuple(getattr(row, f"{end}_from") for end in ENDS)
    labels, notes = ({la: getattr(row, f"{name}_{la}") for la in ("nl", "en")} for name in ("label", "note"))
    return Assumption(
        row.name, row.unit, Quantity(central, low, high), row.price_year, origins, labels, notes
    )


def of_kind(name: str, project: Project, used: Mapping[str, Assumption]) -> str:
    """Return the name of the assumption that is most particular about the kind of a project."""
    kinds = (f"_{project.theme}_{project.instrument}", f"_{project.theme}", f"_{project.instrument}", "")
    return next(f"{name}{kind}" for kind in kinds if f"{name}{kind}" in used)


def parts_of(name: str) -> tuple[str, str, str]:
    """Return an assumption without its case, and the theme and the instrument of that, as far as named."""
    cases = ((one, theme, kind) for one in NAMES for theme in ("", *THEMES) for kind in ("", *INSTRUMENTS))
    return next(case for case in cases if "_".join(filter(None, case)) == name)


def at_level(used: Mapping[str, Assumption], level: str) -> dict[str, Assumption]:
    """Return the assumptions with what is in euro in the prices of one year, as they are without a year."""
    if not level:
        return dict(used)
    return {name: _at_level(one, level) if one.price_year else one for name, one in used.items()}


def _at_level(one: Assumption, level: str) -> Assumption:
    years = one.price_year.split("/")
    years = years * len(ENDS) if len(years) == 1 else years
    low, central, high = (one.quantity.low, one.quantity.value, one.quantity.high)
    moved = sorted(
        amount * factor(year, level) for amount, year in zip((low, central, high), years, strict=True)
    )
    return replace(one, quantity=Quantity(moved[1], moved[0], moved[2]), price_year=level)


def _faults(table: pd.DataFrame, file: str) -> Iterator[Fault]:
    listed = list(table["name"])
    for name in NAMES:
        if name not in listed:
            yield _fault(file, 0, "name", "assumption-present", f"{name} is missing")
    for row in typed_rows(table, _Listed):
        if row.name not in (*NAMES, *SPECIAL):
            yield _fault(file, row.row, "name", "known-assumption", f"{row.name!r} is unknown")
        if listed.count(row.name) > 1:
            yield _fault(file, row.row, "name", "assumption-once", f"{row.name} occurs twice")
        yield from _value_faults(row, file)
        if not _is_priced(row.price_year):
            yield _fault(file, row.row, "price_year", "price-year", f"{row.price_year!r} is no price year")


def scenario_faults(table: pd.DataFrame, file: str) -> Iterator[Fault]:
    """Yield what is wrong with a table of some of the assumptions."""
    whole = table.reindex(columns=list(_Listed._fields), fill_value="")
    yield from (fault for fault in _faults(whole, file) if fault.rule != "assumption-present")


def _value_faults(row: _Listed, file: str) -> Iterator[Fault]:
    read = {end: _number(getattr(row, end)) for end in ENDS}
    for end, value in read.items():
        if value is None:
            yield _fault(file, row.row, end, "number", f"{getattr(row, end)!r} is not a number")
    known = [value for value in read.values() if value is not None]
    if len(known) < len(ENDS):
        return
    if known != sorted(known):
        yield _fault(file, row.row, "low", "low-central-high", "the three are not in rising order")
    elif not _is_possible(row.name, known[0], known[-1]):
        yield _fault(file, row.row, "low", "possible-value", f"{row.low} to {row.high} is impossible")


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _is_priced(text: str) -> bool:
    years = text.split("/") if text else []
    return len(years) in (0, 1, len(ENDS)) and all(
        year.isdecimal() and int(year) in price_index() for year in years
    )


def _is_possible(name: str, low: Decimal, high: Decimal) -> bool:
    if name.startswith((*LOSSES, PERSISTENCE)):
        return low >= 0 and high <= 1
    return low >= 1 if name == TEMPORARY_MULTIPLIER else low > 0


def _fault(file: str, row: int, column: str, rule: str, message: str) -> Fault:
    return Fault(file, row, column, rule, message, REMEDIES[rule])


def assumption_table(used: Mapping[str, Assumption], language: str) -> pd.DataFrame:
    """Return the assumptions for a reader: what, how much, of which prices, and how far published."""
    headings = HEADINGS[language]
    rows = [
        (
            one.labels[language],
            *(float(end) for end in (one.quantity.low, one.quantity.value, one.quantity.high)),
            one.price_year,
            SHOWN_KINDS[language][one.kind],
            one.notes[language],
        )
        for one in used.values()
    ]
    return pd.DataFrame(rows, columns=list(headings.values()))


HEADINGS: Final = section("effects.assumptions")
SHOWN_KINDS: Final = section("effects.kinds")
