"""What other assumptions would change: a file with some of them, against the central case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.effects.assumptions import ENDS, Assumption, assumptions, scenario_faults
from keianalysis.effects.monitor import effect_monitor
from keianalysis.model.errors import BadData
from keianalysis.model.intervals import Quantity
from keianalysis.model.observations import Period
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import read_table
from keianalysis.readers.projects.model import Portfolio

COLUMNS: Final = ("name", *ENDS, "price_year")


class _Changed(NamedTuple):
    """One row of a scenario; its fields are the columns."""

    name: str
    low: str
    central: str
    high: str
    price_year: str


SHOWN: Final = ("sector", "measure", "unit", "value", "low", "high")


def read_scenario(path: Path) -> dict[str, Assumption]:
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
    known = assumptions()
    changed: dict[str, Assumption] = {}
    for row in typed_rows(table, _Changed):
        low, central, high = (Decimal(getattr(row, end)) for end in ENDS)
        base = known.get(row.name) or replace(known[_general(row.name, known)], name=row.name)
        changed[row.name] = replace(
            base, quantity=Quantity(central, low, high), price_year=row.price_year, origins=("",) * len(ENDS)
        )
    return {**known, **changed}


def _general(name: str, known: Mapping[str, Assumption]) -> str:
    """Return the assumption of which a name is the case of a theme or an instrument."""
    return max((one for one in known if name.startswith(f"{one}_")), key=len)


def differences(portfolio: Portfolio, scenario: Mapping[str, Assumption], period: Period) -> pd.DataFrame:
    """Return the results of the whole list and of each theme that a scenario changes.

    Columns sector, measure, unit, value, low and high of the central case, the same with ``_scenario``,
    and difference (of the values).
    """
    central, other = (
        effect_monitor(portfolio, used, period)[list(SHOWN)] for used in (assumptions(), scenario)
    )
    both = central.merge(other, on=["sector", "measure", "unit"], suffixes=("", "_scenario"))
    both = both[~both["sector"].str.startswith("project:")]
    changed = pd.concat([both[end] != both[f"{end}_scenario"] for end in ("value", "low", "high")], axis=1)
    same = pd.concat(
        [both[end].isna() & both[f"{end}_scenario"].isna() for end in ("value", "low", "high")], axis=1
    )
    moved = both[(changed.to_numpy() & ~same.to_numpy()).any(axis=1)]
    told: pd.DataFrame = moved.assign(difference=moved["value_scenario"] - moved["value"]).reset_index(
        drop=True
    )
    return told
