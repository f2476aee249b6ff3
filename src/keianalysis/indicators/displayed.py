"""A table of observations as a notebook shows it: labels, periods and numbers in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import pandas as pd

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model import observations as obs
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.measures import label
from keianalysis.model.observations import records
from keianalysis.model.regions import shown as shown_region

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
