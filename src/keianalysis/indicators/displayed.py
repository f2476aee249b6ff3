"""What a notebook shows of a table of observations: what was public in time, in words and numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

import pandas as pd

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model import observations as obs
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.measures import label
from keianalysis.model.observations import records
from keianalysis.model.regions import shown as shown_region

LATER: Final = "published_later"
"""The basis of what became public only after the day of a review."""
STALE_YEARS: Final = 3
DISPLAY: Final = ("measure", "region", "sector", "period", "value", "bounds", "release", "basis")
HEADINGS: Final = section("notebooks.headings")


def display_table(results: pd.DataFrame, language: str, columns: Iterable[str] = DISPLAY) -> pd.DataFrame:
    """Return an observation table with labels, periods and numbers written for a reader."""
    makers: dict[str, Callable[[obs.Observation], str]] = {
        "measure": lambda row: label(row.measure, language),
        "region": lambda row: shown_region(row.region, language),
        "sector": lambda row: str(row.sector),
        "period": lambda row: numbers.period(row.period_start, row.period_end, language),
        "value": lambda row: numbers.shown(row, language),
        "bounds": lambda row: numbers.shown_bounds(row, language),
        "release": lambda row: numbers.release(row.release_date, language) if row.release_date else "?",
        "basis": lambda row: numbers.basis(row.basis, language),
        "source": lambda row: str(row.source.partition(" | ")[0]),
        "status": lambda row: str(row.status),
    }
    unknown = [name for name in columns if name not in makers]
    if unknown:
        raise UnknownColumn(f"cannot show {', '.join(unknown)}; choose from {', '.join(makers)}")
    headings = HEADINGS[language]
    rows = list(records(results))
    return pd.DataFrame({headings[name]: [makers[name](row) for row in rows] for name in columns})


def public(rows: pd.DataFrame, limit: str) -> pd.DataFrame:
    """Return the rows that were public on a day."""
    days = map(obs.public_from, rows["release_date"], rows["period_end"])
    return rows[[day <= limit for day in days]]


def beside(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not among those that are known."""
    return rows[~rows["id"].isin(known["id"])].reset_index(drop=True)


def with_later(shown: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """Add the numbers that are in ``everything`` alone, marked as published later."""
    keys = list(obs.NUMBER)
    known = set(shown[keys].itertuples(index=False, name=None))
    fresh = [key not in known for key in everything[keys].itertuples(index=False, name=None)]
    return obs.combine([shown, everything[fresh].assign(basis=LATER)])


def is_stale(drawn: pd.DataFrame, year: int) -> bool:
    """Tell whether the newest of some figures is too old for a monitor of a year; 0 is no year."""
    return (
        year > 0 and "period_end" in drawn and bool(drawn["period_end"].max() < f"{year - STALE_YEARS}-01-01")
    )


def in_time(table: Any, limit: str) -> Any:
    """Return of a table of observations what was public on a day; anything else as it is."""
    if not isinstance(table, pd.DataFrame) or "basis" not in table.columns:
        return table
    return public(table[table["basis"] != LATER], limit).reset_index(drop=True)


def is_elsewhere(drawn: pd.DataFrame, own: Collection[str]) -> bool:
    """Tell whether figures show nothing of a territory's own regions, the country alone."""
    return "region" in drawn and not drawn["region"].isin(own).any()
