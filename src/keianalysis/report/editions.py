"""A published edition read back into the tables that its report was written from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, get_type_hints

import pandas as pd

from keianalysis.model.edition import Edition
from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import MANIFEST
from keianalysis.model.tables import FLOATS
from keianalysis.report.lookup import Lookup
from keianalysis.report.tables.kept import TABLES
from keianalysis.report.tables.listed import LISTED

RESULT_NUMBERS: Final = frozenset({"value", "low", "high", "decimals"})
VERDICT_NUMBERS: Final = frozenset(
    {
        "published",
        "recomputed",
        "low",
        "high",
        "published_high",
        "recomputed_low",
        "recomputed_high",
        "recomputed_decimals",
        "later_value",
        *(f"nearest{part}" for part in ("", "_low", "_high", "_decimals")),
        *("reach_low", "reach_high", "power"),
    }
)
KEPT_NUMBERS: Final = frozenset(
    {
        *RESULT_NUMBERS,
        *(f"{prefix}_{end}" for prefix in ("implied", "left") for end in ("low", "high")),
        *("room", "releases", "first", "latest", "difference", "numbers", "mean_revision"),
        *("mean_absolute_revision", "largest", "sign_changes", "year", "mixed", "printed"),
        *("year_before", "before", "moved", "shift", "step", "national", "part", "beside", "rank", "of"),
        *("year_first", "rise", "national_rise", "over", "national_over"),
        *("then", "today", "today_decimals", "old", "new", "times", "last"),
    }
)
TRUE: Final = "True"


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a published edition; raises WrongCall when the folder holds none."""
    path = folder / MANIFEST
    if not path.is_file():
        raise WrongCall(
            f"{folder} holds no edition: {MANIFEST} is missing; "
            "run keianalysis review first, or name the folder of one"
        )
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def edition_of(manifest: dict[str, Any]) -> Edition:
    """Return what identifies the edition of a manifest."""
    told, name = manifest["parameters"], manifest["edition"]
    kind, year, region = name.partition("-")[0], int(told["year"]), told.get("region", "")
    return Edition(name, kind, year, told["as_of"], told["language"], region)


def read_lookup(folder: Path, claims: pd.DataFrame, edition: Edition | None = None) -> Lookup:
    """Return the tables of an edition; without ``edition`` its manifest says which one it is.

    Raises
    ------
    WrongCall
        When the folder holds no edition.
    """
    told = edition or edition_of(read_manifest(folder))
    kept = {name: folder / f"{name}.csv" for name in (*TABLES, *LISTED, "conflicts")}
    return Lookup(
        told,
        read_csv(folder / "results.csv", RESULT_NUMBERS),
        read_csv(folder / "verdicts.csv", VERDICT_NUMBERS),
        claims if told.is_review else claims.iloc[:0],
        {name: read_csv(path, numbers_in(name)) for name, path in kept.items() if path.is_file()},
    )


def as_written(table: pd.DataFrame, numbers: frozenset[str] = RESULT_NUMBERS) -> pd.DataFrame:
    """Return a table with the numbers that its file has, which holds fewer digits than memory does."""
    rounded = {name: [float(FLOATS % value) for value in table[name]] for name in numbers if name in table}
    return table.assign(**rounded)


def numbers_in(name: str) -> frozenset[str]:
    """Return the columns of a kept table that hold numbers."""
    if name not in LISTED:
        return KEPT_NUMBERS
    kinds = get_type_hints(LISTED[name].kind)
    return frozenset(column for column, kind in kinds.items() if kind in (int, float))


def read_csv(path: Path, numbers: frozenset[str]) -> pd.DataFrame:
    """Return a table of an edition: the columns named as numbers, the others as text."""
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    known = {name: pd.to_numeric(table[name]) for name in table.columns if name in numbers}
    if "sign_change" in table:
        known["sign_change"] = table["sign_change"] == TRUE
    return table.assign(**known)
