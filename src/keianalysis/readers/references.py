"""Readers of the ratios of other programmes and of publicly known project amounts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.lineage import rows_of
from keianalysis.model.tables import ROW, read_table
from keianalysis.readers.published import REMEDIES, is_number

COEFFICIENTS: Final = (
    "method",
    "parameter",
    "context",
    "unit",
    "low",
    "central",
    "high",
    "derived",
    "source",
    "note",
)
PROJECTS: Final = (
    "theme",
    "project",
    "party",
    "funding_source",
    "amount_eur",
    "wording",
    "period",
    "in_period",
    "jobs_claimed",
    "source",
    "note",
)


def read_coefficients(path: Path) -> pd.DataFrame:
    """Return the ratios of other studies and programmes; low, central and high are numbers.

    Raises BadData with every number that cannot be read and every row without a source.
    """
    return _read(path, COEFFICIENTS, ("low", "central", "high"))


def read_projects(path: Path) -> pd.DataFrame:
    """Return publicly known project amounts in euro.

    Totals and parts of one project are both listed, so the column is never summed as a whole.
    Raises BadData with every number that cannot be read and every row without a source.
    """
    return _read(path, PROJECTS, ("amount_eur",))


def _read(path: Path, columns: tuple[str, ...], numbers: tuple[str, ...]) -> pd.DataFrame:
    table = read_table(path, columns)
    faults = [
        Fault(path.name, int(row), name, "number", f"{text!r} is not a number", REMEDIES["number"])
        for name in numbers
        for row, text in zip(table[ROW], table[name], strict=True)
        if text and not is_number(text)
    ]
    faults += [
        Fault(path.name, int(row), "source", "source", "the row has no source", REMEDIES["source"])
        for row, source in zip(table[ROW], table["source"], strict=True)
        if not source
    ]
    if faults:
        raise BadData(faults)
    typed = table.assign(**{name: pd.to_numeric(table[name]) for name in numbers})
    return typed.assign(lineage=rows_of(path.name, table[ROW])).drop(columns=ROW)
