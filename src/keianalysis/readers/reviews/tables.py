"""The files that a review may have, and the columns of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.errors import Fault
from keianalysis.model.reviews import FACTS
from keianalysis.model.spelling import nearest
from keianalysis.model.tables import ROW
from keianalysis.readers.references import PROJECTS, read_projects
from keianalysis.readers.reviews.budget import AMOUNTS, read_budget
from keianalysis.readers.reviews.budget import COLUMNS as BUDGET_LINES

CLAIMS: Final = "claims"
READ: Final[Mapping[str, Callable[[Path], pd.DataFrame]]] = {"budget": read_budget, "projects": read_projects}
"""The tables whose columns are more than text, beside the claims."""

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

REMEDIES: Final = {
    "file-present": f"Add it: a review has at least {FACTS} and {CLAIMS}.csv.",
    "known-file": "Correct its name to that of a file of a review, or move it elsewhere.",
}


def file_faults(folder: Path) -> Iterator[Fault]:
    """Yield every file of a folder that no review has, which nobody would read."""
    files = [FACTS, *(f"{name}.csv" for name in (CLAIMS, *PARTS))]
    for path in sorted(folder.glob("*")):
        if path.name not in files:
            told = f"no review has such a file{nearest(path.name, files)}"
            yield Fault(path.name, 0, "", "known-file", told, REMEDIES["known-file"])
