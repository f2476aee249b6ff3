"""Reader of the ``claims.csv`` of a review: every number, rank and direction that the review printed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.claims import CHECKS, DIRECTIONS
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import WORDINGS
from keianalysis.model.lineage import rows_of
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import UNITS, is_date
from keianalysis.model.regions import all_regions
from keianalysis.model.sectors import is_sector
from keianalysis.model.spelling import nearest
from keianalysis.model.tables import ROW, Line, read_table, text_rows
from keianalysis.readers.published import REMEDIES, in_order, is_number, is_whole

COLUMNS: Final = (
    "claim_id",
    "section",
    "theme",
    "measure",
    "region",
    "sector",
    "period_start",
    "period_end",
    "unit",
    "check",
    "value",
    "value_high",
    "wording",
    "decimals",
    "summary",
    "summary_nl",
)
_OWN_REMEDIES: Final = {
    "claim-measure": "Say which measure the claim is about.",
    "known-check": f"Use one of: {', '.join(CHECKS)}.",
    "claim-once": "Give every claim an id of its own.",
    "range-ends": "Give both ends of a range, the lower one first.",
    "sign": "Write 1 for a rise or more and -1 for a fall or less.",
    "summary": "Say in one sentence, in both languages, what the review printed.",
}


def read_claims(path: Path, lists: Path | None = None) -> pd.DataFrame:
    """Return the claims; value, value_high and decimals are numbers, the rest is text.

    ``lists`` is the folder of the lists of regions and sectors; without one that of the project.

    Raises
    ------
    BadData
        With every fault of the file.
    """
    table = read_table(path, COLUMNS)
    faults = [fault for row in text_rows(table) for fault in _faults(row, path, lists)]
    faults += _doubled(table, path.name)
    if faults:
        raise BadData(faults)
    return table.assign(
        value=pd.to_numeric(table["value"]),
        value_high=pd.to_numeric(table["value_high"]),
        decimals=table["decimals"].astype("int64"),
        lineage=rows_of(path.name, table[ROW]),
    ).drop(columns=ROW)


def _faults(row: Line, path: Path, lists: Path | None) -> list[Fault]:
    """Return the faults of one claim."""
    regions = all_regions(lists)
    rules = [
        ("claim-measure", "measure", row["measure"] != ""),
        ("known-measure", "measure", row["measure"] in measure_list() or row["measure"] == ""),
        ("known-region", "region", row["region"] in regions),
        ("known-sector", "sector", is_sector(row["sector"], lists)),
        ("iso-date", "period_start", is_date(row["period_start"])),
        ("iso-date", "period_end", is_date(row["period_end"])),
        ("period-order", "period_end", in_order(row["period_start"], row["period_end"])),
        ("known-unit", "unit", row["unit"] in UNITS),
        ("known-check", "check", row["check"] in CHECKS),
        ("number", "value", is_number(row["value"])),
        ("range-ends", "value_high", _range_is_whole(row)),
        ("sign", "value", row["check"] not in DIRECTIONS or row["value"] in ("1", "-1")),
        ("known-wording", "wording", row["wording"] in WORDINGS),
        ("whole-decimals", "decimals", is_whole(row["decimals"])),
        ("summary", "summary", bool(row["summary"]) and bool(row["summary_nl"])),
    ]
    remedies = REMEDIES | _OWN_REMEDIES
    return [
        Fault(path.name, int(row[ROW]), column, rule, _told(rule, row[column], regions), remedies[rule])
        for rule, column, holds in rules
        if not holds
    ]


def _told(rule: str, value: str, regions: Collection[str]) -> str:
    """Return what is wrong with a value, with the nearest right one where there are names to compare."""
    lists = {"known-measure": measure_list(), "known-region": regions, "known-check": CHECKS}
    near = nearest(value, lists.get(rule, WORDINGS if rule == "known-wording" else ()))
    return f"{value!r} breaks the rule {rule}{near}" if value else f"is empty, against the rule {rule}"


def _range_is_whole(row: Line) -> bool:
    if row["check"] != "range":
        return row["value_high"] == ""
    numbers = is_number(row["value"]) and is_number(row["value_high"])
    return numbers and float(row["value"]) <= float(row["value_high"])


def _doubled(table: pd.DataFrame, file: str) -> list[Fault]:
    again = table[table.duplicated("claim_id")]
    rule = "claim-once"
    return [
        Fault(file, int(row), "claim_id", rule, f"{claim} occurs before", _OWN_REMEDIES[rule])
        for row, claim in zip(again[ROW], again["claim_id"], strict=True)
    ]
