"""Reader of the folder of a review: what identifies it, and its tables, checked together."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.reviews import FACTS, Review
from keianalysis.model.tables import read_table
from keianalysis.readers.budget import read_budget
from keianalysis.readers.claims import read_claims
from keianalysis.readers.references import read_projects

Reader = Callable[[Path], pd.DataFrame]
READ: Final[Mapping[str, Reader]] = {"budget": read_budget, "projects": read_projects}
"""The tables whose fields are more than text."""

TEXT: Final[Mapping[str, tuple[str, ...]]] = {}
"""The tables of text, with the columns of each."""


def read_review(folder: Path, lists: Path | None = None) -> Review:
    """Return a review with all its tables; ``lists`` is the folder of regions and sectors.

    Raises
    ------
    BadData
        With every fault of every file of the folder.
    """
    faults: list[Fault] = []
    tables: dict[str, pd.DataFrame] = {}
    readers = {"claims": lambda path: read_claims(path, lists), **READ}
    for name, reader in readers.items():
        try:
            tables[name] = _placed(reader(folder / f"{name}.csv"), folder.name)
        except BadData as error:
            faults += [replace(fault, file=f"{folder.name}/{fault.file}") for fault in error.faults]
    for name, columns in TEXT.items():
        tables[name] = read_table(folder / f"{name}.csv", columns)
    if faults:
        raise BadData(faults)
    return review_of(folder.name, tomllib.loads((folder / FACTS).read_text("utf-8")), tables)


def _placed(table: pd.DataFrame, folder: str) -> pd.DataFrame:
    """Return a table whose rows say in which folder their file lies."""
    return table.assign(lineage=[f"{folder}/{place}" for place in table["lineage"]])


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
        tuple((one["name"], tuple(one["files"])) for one in told["sources"]),
        tables,
    )
