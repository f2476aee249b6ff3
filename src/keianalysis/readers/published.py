"""Reader of ``observations.csv``: what others than the review published, with their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import pandas as pd
import pandera.pandas as pa

from keianalysis.model import observations as obs
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import WORDINGS, printed_interval
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import is_date
from keianalysis.model.regions import all_regions
from keianalysis.model.sectors import is_sector
from keianalysis.model.tables import ROW, read_table

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


def _each(rule: str, test: object) -> pa.Check:
    return pa.Check(lambda column: column.map(test).astype(bool), error=rule)


def _isin(rule: str, allowed: object) -> pa.Check:
    return pa.Check(lambda column: column.isin(list(allowed)), error=rule)  # type: ignore[call-overload]


def _row(rule: str, test: object) -> pa.Check:
    return pa.Check(lambda table: table.apply(test, axis=1).astype(bool), error=rule)


def _schema(folder: Path) -> pa.DataFrameSchema:
    """Return the rules of the published table; each check is named after its rule."""
    regions = all_regions(folder)
    columns = {
        "measure": [_isin("known-measure", measure_list())],
        "sector": [_each("known-sector", lambda name: is_sector(name, folder))],
        "period_start": [_each("iso-date", is_date)],
        "period_end": [_each("iso-date", is_date)],
        "unit": [_isin("known-unit", obs.UNITS)],
        "value": [_each("number", lambda text: text == "" or is_number(text))],
        "decimals": [_each("whole-decimals", is_whole)],
        "wording": [_isin("known-wording", WORDINGS)],
        "status": [_isin("known-status", obs.STATUSES)],
        "release_date": [_each("release-date", is_release_date)],
        "publisher": [_each("source", bool)],
        "source_url": [_each("source", bool)],
    }
    rows = [
        _row("known-region", lambda r: r.region in regions and regions[r.region].code == r.region_code),
        _row("period-order", lambda r: in_order(r.period_start, r.period_end)),
        _row("value-or-status", lambda r: r.value != "" or r.status != ""),
        _row("suppressed-value", lambda r: r.value == "" or r.status not in obs.WITHOUT_VALUE),
    ]
    return pa.DataFrameSchema({name: pa.Column(str, checks) for name, checks in columns.items()}, checks=rows)


def _broken_rules(table: pd.DataFrame, folder: Path) -> Iterator[tuple[str, str, int]]:
    """Yield rule, column and index of everything in ``table`` that breaks a rule."""
    try:
        _schema(folder).validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases[["check", "column", "schema_context", "index"]]
        seen = cases.assign(column=cases["column"].where(cases["schema_context"] == "Column", ""))
        for rule, column, index in dict.fromkeys(
            seen[["check", "column", "index"]].itertuples(index=False, name=None)
        ):
            yield str(rule), str(column), int(index)


_ROW_RULE_COLUMN: Final = {
    "known-region": "region",
    "period-order": "period_end",
    "value-or-status": "value",
    "suppressed-value": "value",
}


def faults_of(table: pd.DataFrame, file: str, folder: Path) -> list[Fault]:
    """Return every fault of a published table, each with its row, column, rule and remedy."""
    faults = []
    for rule, column, index in _broken_rules(table, folder):
        name = column or _ROW_RULE_COLUMN[rule]
        message = f"{table.loc[index, name]!r} breaks the rule {rule}"
        faults.append(Fault(file, int(str(table.loc[index, ROW])), name, rule, message, REMEDIES[rule]))
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
    bounds = pd.DataFrame(
        [_bounds(row) for row in table.itertuples()], columns=["low", "high"], index=table.index
    )
    typed = table.assign(
        value=pd.to_numeric(table["value"]),
        decimals=table["decimals"].astype("int64"),
        basis=table["release_date"].map(lambda date: "published" if date else "release_unknown"),
        source=table["publisher"] + " | " + table["source_url"],
        lineage=[f"{file}#{row}" for row in table[ROW]],
        low=bounds["low"],
        high=bounds["high"],
    )
    return obs.with_ids(typed).reindex(columns=list(obs.COLUMNS))


def _bounds(row: object) -> tuple[float, float]:
    """Return what the printed number of a row allows; open ends and missing values are NaN."""
    value, measure = row.value, row.measure  # type: ignore[attr-defined]
    if value == "":
        return float("nan"), float("nan")
    rounded_to = measure_list()[measure].rounded_to
    allowed = printed_interval(Decimal(value), int(row.decimals), row.wording, rounded_to)  # type: ignore[attr-defined]
    return tuple(float("nan") if end is None else float(end) for end in (allowed.low, allowed.high))  # type: ignore[return-value]
