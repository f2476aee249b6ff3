"""Reader of ``observations.csv``: what others than the review published, with their sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.bounds import printed_bounds
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import WORDINGS
from keianalysis.model.lineage import rows_of
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import is_date
from keianalysis.model.regions import all_regions
from keianalysis.model.sectors import is_sector
from keianalysis.model.tables import ROW, read_table
from keianalysis.readers.rules import Rule, broken_rows, each, one_of, together

RAW_COLUMNS: Final = (
    "measure",
    "region",
    "region_code",
    "sector",
    "sector_label",
    "period_start",
    "period_end",
    "unit",
    "value",
    "decimals",
    "wording",
    "status",
    "release_date",
    "publisher",
    "source_url",
    "note",
)
REMEDIES: Final = {
    "known-measure": "Use a measure of keianalysis/model/measures.csv, or add it there with a definition.",
    "known-region": "Use a name and code of regions.csv, or add the region there.",
    "known-sector": "Use a section, a span of sections or a sector of sectors.csv.",
    "known-unit": f"Use one of: {', '.join(obs.UNITS)}.",
    "known-wording": f"Use one of: {', '.join(WORDINGS)}.",
    "known-status": f"Leave it empty or use one of: {', '.join(s for s in obs.STATUSES if s)}.",
    "iso-date": "Write the day as YYYY-MM-DD.",
    "release-date": "Write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty when unknown.",
    "whole-decimals": "Write the printed precision as a whole number: 1 for tenths, -2 for hundreds.",
    "number": "Write the value with a decimal point and without thousands separators.",
    "source": "Name the publisher and the address that the number was taken from.",
    "period-order": "Swap the two days, or correct the wrong one.",
    "value-or-status": "Give the value, or the status that explains why there is none.",
    "suppressed-value": f"Remove the value, or the status: {', '.join(obs.WITHOUT_VALUE)} have none.",
    "one-value-per-key": "Keep the right value, or tell the two apart by release date or source.",
}


def is_release_date(text: str) -> bool:
    """Tell whether ``text`` is empty, or a year, a month or a day."""
    padded = {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text)
    return text == "" or is_date(padded)


def in_order(start: str, end: str) -> bool:
    """Tell whether two days are in order; days that cannot be read are another rule's fault."""
    return not (is_date(start) and is_date(end)) or start <= end


def is_number(text: str) -> bool:
    """Tell whether ``text`` is a number with a decimal point and without thousands separators."""
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def is_whole(text: str) -> bool:
    """Tell whether ``text`` is a whole number."""
    return re.fullmatch(r"-?\d{1,2}", text) is not None


def _rules(folder: Path) -> list[Rule]:
    """Return the rules of the published table."""
    regions = all_regions(folder)
    codes = {region.name: region.code for region in regions.values()}
    return [
        one_of("known-measure", "measure", measure_list()),
        each("known-sector", "sector", lambda name: is_sector(name, folder)),
        each("iso-date", "period_start", is_date),
        each("iso-date", "period_end", is_date),
        one_of("known-unit", "unit", obs.UNITS),
        each("number", "value", lambda text: text == "" or is_number(text)),
        each("whole-decimals", "decimals", is_whole),
        one_of("known-wording", "wording", WORDINGS),
        one_of("known-status", "status", obs.STATUSES),
        each("release-date", "release_date", is_release_date),
        each("source", "publisher", bool),
        each("source", "source_url", bool),
        together(
            "known-region", ["region", "region_code"], "region", lambda name, code: codes.get(name) == code
        ),
        together("period-order", ["period_start", "period_end"], "period_end", in_order),
        Rule("value-or-status", "value", lambda table: (table["value"] == "") & (table["status"] == "")),
        Rule(
            "suppressed-value",
            "value",
            lambda table: (table["value"] != "") & table["status"].isin(obs.WITHOUT_VALUE),
        ),
    ]


def faults_of(table: pd.DataFrame, file: str, folder: Path) -> list[Fault]:
    """Return every fault of a published table, each with its row, column, rule and remedy."""
    faults = []
    for rule, index in broken_rows(table, _rules(folder)):
        message = f"{table.loc[index, rule.column]!r} breaks the rule {rule.name}"
        row = int(str(table.loc[index, ROW]))
        faults.append(Fault(file, row, rule.column, rule.name, message, REMEDIES[rule.name]))
    return faults + _conflicts(table, file)


def _conflicts(table: pd.DataFrame, file: str) -> list[Fault]:
    keys = [*obs.NUMBER, "release_date", "publisher", "source_url"]
    doubled = table[table.duplicated(keys, keep="first")]
    rule = "one-value-per-key"
    return [
        Fault(file, int(row), "value", rule, f"the key of this row ({measure}) occurs before", REMEDIES[rule])
        for row, measure in zip(doubled[ROW], doubled["measure"], strict=True)
    ]


def read_published(path: Path) -> pd.DataFrame:
    """Return ``observations.csv`` as an observation table.

    Basis is ``published``, or ``release_unknown`` for rows without a release date; ``low`` and
    ``high`` are what the printed precision and wording allow; lineage is file and row.

    Raises
    ------
    BadData
        With every fault of the file.
    """
    table = read_table(path, RAW_COLUMNS)
    faults = faults_of(table, path.name, path.parent)
    if faults:
        raise BadData(faults)
    return observation_table(table, path.name)


def observation_table(table: pd.DataFrame, file: str) -> pd.DataFrame:
    """Return a checked text table with ``RAW_COLUMNS`` as observations."""
    value = pd.to_numeric(table["value"]).to_numpy(np.float64)
    decimals = table["decimals"].astype("int64")
    low, high = printed_bounds(table["measure"], value, decimals, table["wording"])
    undated = table["release_date"] == ""
    typed = table.assign(
        value=value,
        decimals=decimals,
        basis=undated.map({True: "release_unknown", False: "published"}).astype("str"),
        source=table["publisher"] + " | " + table["source_url"],
        lineage=rows_of(file, table[ROW]),
        low=low,
        high=high,
    )
    return obs.with_ids(typed).reindex(columns=list(obs.COLUMNS))
