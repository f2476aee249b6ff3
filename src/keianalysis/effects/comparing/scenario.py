"""What other assumptions would change: a file with some of them, against the central case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.effects.assumptions import ENDS, Assumption, assumptions, parts_of, scenario_faults
from keianalysis.effects.monitor import effect_monitor
from keianalysis.model.errors import BadData
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import AssumptionInput, FileRow, written
from keianalysis.model.observations import Period
from keianalysis.model.projects.tables import Changed, OtherAssumption
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import read_table
from keianalysis.model.territories import Territory
from keianalysis.readers.projects.model import Portfolio

COLUMNS: Final = ("name", *ENDS, "price_year")


class _Changed(NamedTuple):
    """One row of a scenario; its fields are the columns, the number of its line behind them."""

    name: str
    low: str
    central: str
    high: str
    price_year: str
    row: int


SHOWN: Final = ("sector", "measure", "unit", "value", "low", "high")


@dataclass(frozen=True)
class Scenario:
    """All assumptions with those of a file in their place, and the row of each that the file names."""

    file: str
    used: Mapping[str, Assumption]
    rows: Mapping[str, int]


def read_scenario(path: Path) -> Scenario:
    """Return the assumptions of the package with those of a file in their place.

    The file names only what differs: columns name, low, central, high and price_year (blank where the
    number is no euro amount). What it gives counts as an assumption, whatever was published.

    Raises
    ------
    BadData
        With every assumption of the file that is doubled, unknown, turned round or impossible.
    """
    table = read_table(path, COLUMNS)
    faults = list(scenario_faults(table, path.name))
    if faults:
        raise BadData(faults)
    listed = typed_rows(table, _Changed)
    changed = {row.name: _assumed(row) for row in listed}
    return Scenario(path.name, {**assumptions(), **changed}, {row.name: row.row for row in listed})


def _assumed(row: _Changed) -> Assumption:
    low, central, high = (Decimal(getattr(row, end)) for end in ENDS)
    base = replace(assumptions()[_general(row.name)], name=row.name)
    return replace(
        base, quantity=Quantity(central, low, high), price_year=row.price_year, origins=("",) * len(ENDS)
    )


def _general(name: str) -> str:
    """Return the assumption itself, or the one of which it is the case of a theme or an instrument."""
    return name if name in assumptions() else parts_of(name)[0]


def other_assumptions(scenario: Scenario) -> pd.DataFrame:
    """Return what a scenario assumes otherwise, beside the central case (``OtherAssumption``)."""
    rows = []
    for name, line in scenario.rows.items():
        general = assumptions()[_general(name)]
        ends = [
            float(end)
            for one in (general.quantity, scenario.used[name].quantity)
            for end in (one.low, one.value, one.high)
        ]
        rows.append((name, *ends, written([AssumptionInput(general.name), FileRow(scenario.file, line)])))
    return pd.DataFrame(rows, columns=list(OtherAssumption._fields))


def differences(
    portfolio: Portfolio, scenario: Scenario, period: Period, territory: Territory | None = None
) -> pd.DataFrame:
    """Return the results of the whole list and of each theme that a scenario changes (``Changed``)."""
    central, other = (
        effect_monitor(portfolio, used, period, territory) for used in (assumptions(), scenario.used)
    )
    both = central[[*SHOWN, "id"]].merge(
        other[list(SHOWN)], on=["sector", "measure", "unit"], suffixes=("", "_scenario")
    )
    both = both[~both["sector"].str.startswith("project:")]
    # Two unknown numbers are the same, and not different as they are to a computer.
    same = [both[end].eq(both[f"{end}_scenario"]) | both[end].isna() & both[f"{end}_scenario"].isna()
            for end in ("value", "low", "high")]  # fmt: skip
    moved = both[~pd.concat(same, axis=1).all(axis=1).to_numpy()]
    behind = written([FileRow(scenario.file, line) for line in scenario.rows.values()])
    told = moved.assign(
        difference=moved["value_scenario"] - moved["value"],
        inputs=[f"{name} {behind}" for name in moved["id"]],
    )
    return told.reset_index(drop=True)[list(Changed._fields)]
