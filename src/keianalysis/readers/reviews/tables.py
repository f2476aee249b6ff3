"""The files that a review may have, and the columns of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.model.errors import Fault
from keianalysis.model.reviews import FACTS
from keianalysis.model.spelling import nearest
from keianalysis.model.tables import ROW
from keianalysis.readers.references import PROJECTS, read_projects
from keianalysis.readers.reviews import records
from keianalysis.readers.reviews.budget import COLUMNS as BUDGET_LINES
from keianalysis.readers.reviews.budget import read_budget

CLAIMS: Final = "claims"
READ: Final[Mapping[str, Callable[[Path], pd.DataFrame]]] = {"budget": read_budget, "projects": read_projects}
"""The tables whose columns are more than text, beside the claims."""

RECORDS: Final[Mapping[str, type[NamedTuple]]] = {
    "evidence": records.NamedEvidence,
    "quantities": records.NamedQuantity,
    "words": records.Statement,
    "ratios": records.Ratio,
    "readings": records.WiderReading,
    "together": records.Together,
    "lists": records.ListedName,
    "targets": records.Target,
    "identities": records.Relation,
    "constraints": records.Constraint,
    "unprinted": records.Unprinted,
    "holders": records.Holder,
    "headlines": records.Headline,
    "questions": records.Question,
    "answers": records.Answer,
    "shown": records.NamedQuantity,
    "compared": records.ComparedMeasure,
    "remarks": records.Remark,
    "counted_projects": records.CountedProject,
}
"""The tables of text, with the record of the rows of each."""

LINEAGE: Final = "lineage"
TEXT: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(column for column in kind._fields if column != LINEAGE) for name, kind in RECORDS.items()
}
"""The tables of text, with the columns of each."""

PARTS: Final = {
    "budget": ((*BUDGET_LINES, ROW, LINEAGE), ()),
    "projects": ((*PROJECTS, LINEAGE), ("amount_eur",)),
    **{name: ((*columns, ROW, LINEAGE), ()) for name, columns in TEXT.items()},
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
