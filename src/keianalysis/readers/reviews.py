"""Reader of the folder of a review: what identifies it, and its tables, checked together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.lineage import below, rows_of
from keianalysis.model.reviews import Review, facts
from keianalysis.model.tables import ROW, read_table
from keianalysis.readers.budget import AMOUNTS, read_budget
from keianalysis.readers.budget import COLUMNS as BUDGET_LINES
from keianalysis.readers.claims import read_claims
from keianalysis.readers.references import PROJECTS, read_projects

Reader = Callable[[Path], pd.DataFrame]
READ: Final[Mapping[str, Reader]] = {"budget": read_budget, "projects": read_projects}
"""The tables whose fields are more than text."""

TEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "evidence": (
        *("claim_id", "kind", "unit", "decimals", "formula", "bridge", "low", "high"),
        *("text_nl", "text_en", "bridge_nl", "bridge_en"),
    ),
    "quantities": (
        *("name", "measure", "region", "sector", "unit", "period_start", "period_end", "release_date"),
    ),
    "words": (
        *("name", "period_start", "period_end", "value", "low", "high", "says"),
        *("publisher", "source_url", "release_date"),
    ),
    "ratios": ("counts", "per", "low", "high", "method", "parameter", "context"),
    "readings": ("claim_id", "low", "high", "text_nl", "text_en"),
    "together": ("claim_id", "other"),
    "lists": ("claim_id", "list", "name"),
    "targets": ("claim_id",),
    "identities": ("claim_id", "kind", "formula", "text_nl", "text_en"),
    "constraints": ("id", "left", "relation", "factor", "right", "text_nl", "text_en", "where"),
    "unprinted": ("name", "unit", "decimals", "low", "high", "text_nl", "text_en"),
    "holders": ("measure", "holder_nl", "holder_en", "file", "columns", "what_nl", "what_en"),
    "headlines": ("claim_id",),
    "remarks": ("claim_id", "verdict", "text_nl", "text_en"),
    "counted_projects": ("project", "measure", "low", "high", "reason_nl", "reason_en"),
}
"""The tables of text, with the columns of each."""

PARTS: Final = {
    "budget": ((*BUDGET_LINES, ROW, "lineage"), AMOUNTS),
    "projects": ((*PROJECTS, "lineage"), ("amount_eur",)),
    **{name: ((*columns, ROW, "lineage"), ()) for name, columns in TEXT.items()},
}
"""The tables that a review may lack, each with its columns and which of them are numbers."""


def read_review(folder: Path, lists: Path | None = None) -> Review:
    """Return a review with all its tables; ``lists`` is the folder of regions and sectors.

    Raises
    ------
    BadData
        With every fault of every file of the folder.
    """
    faults: list[Fault] = []
    tables: dict[str, pd.DataFrame] = {}
    readers: dict[str, Reader] = {"claims": lambda path: read_claims(path, lists), **READ}
    readers |= {name: partial(_text, columns=columns) for name, columns in TEXT.items()}
    for name, reader in readers.items():
        path = folder / f"{name}.csv"
        if name in PARTS and not path.is_file():
            tables[name] = _without_rows(*PARTS[name])
            continue
        try:
            tables[name] = _placed(reader(path), folder.name)
        except BadData as error:
            faults += [replace(fault, file=f"{folder.name}/{fault.file}") for fault in error.faults]
    if faults:
        raise BadData(faults)
    return review_of(folder.name, facts(folder), tables)


def _without_rows(columns: Iterable[str], numbers: Iterable[str]) -> pd.DataFrame:
    kinds = dict.fromkeys(columns, "str") | dict.fromkeys(numbers, "float64")
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def _text(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    table = read_table(path, columns)
    return table.assign(lineage=rows_of(path.name, table[ROW]))


def _placed(table: pd.DataFrame, folder: str) -> pd.DataFrame:
    """Return a table whose rows say in which folder their file lies."""
    return table.assign(lineage=below(folder, table["lineage"]))


def review_of(name: str, told: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> Review:
    """Return a review from what its ``review.toml`` tells."""
    first, last = told["years"]
    return Review(
        name,
        told["edition"],
        told["date"].isoformat(),
        told["territory"],
        (first, last),
        told["last_year"],
        told["full_time_hours"],
        told["title"],
        told["short"],
        told["introduction"],
        tuple((one["name"], tuple(one["files"])) for one in told["sources"]),
        tuple(told.get("holders", ())),
        tables,
    )
