"""Readers of the folder of a review: what identifies it, and its tables, checked together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.lineage import below, rows_of
from keianalysis.model.reviews import FACTS, PrintedBudget, Review, facts
from keianalysis.model.tables import ROW, read_table
from keianalysis.readers.reviews.about import facts_faults
from keianalysis.readers.reviews.claims import read_claims
from keianalysis.readers.reviews.known import known_of
from keianalysis.readers.reviews.rows import row_faults
from keianalysis.readers.reviews.tables import CLAIMS, PARTS, READ, TEXT, file_faults


def read_review(folder: Path, lists: Path | None = None) -> Review:
    """Return a review with all its tables; ``lists`` is the folder of regions and sectors.

    Raises
    ------
    BadData
        With every fault of every file of the folder: of its shape, of each row, and of the names by
        which its files know each other.
    """
    faults = [*file_faults(folder)]
    told = _facts(folder, lists, faults)
    texts = {name: _text(folder, name, faults) for name in (CLAIMS, *PARTS)}
    known = known_of(texts, lists)
    for name in texts:
        faults += row_faults(name, texts[name], known)
    tables = {name: _typed(folder, name, text, lists, faults) for name, text in texts.items()}
    if faults:
        raise BadData(_placed_fault(folder.name, fault) for fault in dict.fromkeys(faults))
    return review_of(folder.name, told, tables)


def _placed_fault(folder: str, fault: Fault) -> Fault:
    return replace(fault, file=f"{folder}/{fault.file.removeprefix(f'{folder}/')}")


def _text(folder: Path, name: str, faults: list[Fault]) -> pd.DataFrame | None:
    """Return a table as text, without rows where the folder has none; nothing when its shape is wrong."""
    path = folder / f"{name}.csv"
    if name in PARTS and not path.is_file():
        return _without_rows(*PARTS[name])
    try:
        return read_table(path, TEXT.get(name, ()))
    except BadData as error:
        faults += error.faults
        return None


def _facts(folder: Path, lists: Path | None, faults: list[Fault]) -> dict[str, Any]:
    try:
        told = facts(folder)
    except BadData as error:
        faults += error.faults
        return {}
    faults += facts_faults(told, folder / FACTS, lists)
    return told


def _typed(
    folder: Path, name: str, text: pd.DataFrame | None, lists: Path | None, faults: list[Fault]
) -> pd.DataFrame:
    """Return a table with its typed columns and where each row stands; faults are gathered."""
    path = folder / f"{name}.csv"
    if text is None or not path.is_file():
        return _without_rows(*PARTS.get(name, ((), ())))
    try:
        read = _read(path, name, text, lists)
    except BadData as error:
        faults += error.faults
        return text
    return read.assign(lineage=below(folder.name, read["lineage"]))


def _read(path: Path, name: str, text: pd.DataFrame, lists: Path | None) -> pd.DataFrame:
    if name == CLAIMS:
        return read_claims(path, lists)
    return READ[name](path) if name in READ else text.assign(lineage=rows_of(path.name, text[ROW]))


def _without_rows(columns: Iterable[str], numbers: Iterable[str]) -> pd.DataFrame:
    kinds = dict.fromkeys(columns, "str") | dict.fromkeys(numbers, "float64")
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


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
        tuple((one["name"], tuple(one["files"])) for one in told.get("sources", ())),
        tuple(told.get("holders", ())),
        PrintedBudget(**told.get("budget", {})),
        tables,
    )
