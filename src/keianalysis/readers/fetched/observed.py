"""Kept releases of a declared table as observations: columns at a time, never row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.bounds import printed_bounds
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.lineage import rows_of
from keianalysis.readers.fetched.declaration import MONTHS, PUBLISHERS, Declaration, Mapped
from keianalysis.readers.fetched.kept import ROWS, Kept, kept_releases
from keianalysis.readers.fetched.units import factor_of
from keianalysis.readers.periods import period_of

REMEDIES: Final = {
    "known-code": "Correct the code in table.toml; the lists of codes lie beside the rows.",
    "known-column": "Name a column of the rows in table.toml.",
    "known-period": "The reader knows years, half years, quarters, months and days.",
    "one-value-per-key": "Select one code of every further dimension in table.toml.",
}
PLACES: Final = {"cbs": "https://opendata.cbs.nl/#/CBS/nl/dataset/", "eurostat": "https://doi.org/10.2908/"}
"""Where a reader finds a table of each service."""


def read_fetched(place: Path, declaration: Declaration, regions: Mapping[str, str]) -> pd.DataFrame:
    """Return every kept release of a declared table as one observation table.

    ``regions`` maps codes to names; a code that it lacks has the name that the service gives it. The
    release date is that of the service. A number has a row in every release that prints it.

    Raises
    ------
    BadData
        With every code, column or period that table.toml and the rows do not agree about.
    """
    releases = kept_releases(place) if declaration.confirmed and declaration.measures else []
    tables, faults = [], list[Fault]()
    for release in releases:
        try:
            tables.append(_observed(release, declaration, regions))
        except BadData as error:
            faults.extend(error.faults)
    if faults:
        raise BadData(faults)
    return obs.combine(tables)


def _observed(release: Kept, declaration: Declaration, regions: Mapping[str, str]) -> pd.DataFrame:
    rows = pd.read_parquet(release.folder / ROWS)
    faults = [*_faults(release, declaration, rows)]
    if faults:
        raise BadData(faults)
    found = [_measured(release, declaration, one, rows, regions) for one in declaration.measures]
    table = pd.concat([one for one in found if len(one)], ignore_index=True) if found else obs.empty()
    doubled = table[table.duplicated([*obs.NUMBER, "region_code"], keep=False)]
    if len(doubled):
        told = f"{len(doubled)} rows share measure, region and period, the first {doubled['lineage'].iloc[0]}"
        raise BadData([_fault(release, "", "one-value-per-key", told)])
    return obs.with_ids(table).reindex(columns=list(obs.COLUMNS))


def _fault(release: Kept, column: str, rule: str, message: str) -> Fault:
    return Fault(release.file, 0, column, rule, message, REMEDIES[rule])


def _faults(release: Kept, declaration: Declaration, rows: pd.DataFrame) -> Iterator[Fault]:
    columns = [name for key, name in declaration.columns.items() if key != "region_code"]
    for name in dict.fromkeys([*columns, *(name for one in declaration.measures for name in one.where)]):
        if name not in rows.columns:
            yield _fault(release, name, "known-column", f"the rows have no column {name!r}")
    for code in dict.fromkeys(one.code for one in declaration.measures if one.code):
        if code not in release.measures:
            yield _fault(release, code, "known-code", f"the table has no measure {code!r}")
    period = declaration.columns.get("period", "")
    for code in rows[period].unique() if period in rows.columns else []:
        if period_of(str(code), "") is None:
            yield _fault(release, period, "known-period", f"{code!r} is not a period")


def _measured(
    release: Kept, declaration: Declaration, one: Mapped, rows: pd.DataFrame, regions: Mapping[str, str]
) -> pd.DataFrame:
    """Return the rows of one measure as observations, without ids."""
    chosen = _chosen(declaration, one, rows)
    factor, decimals = _precision(release, one)
    value = np.round(chosen["Value"].to_numpy(float) * factor, max(decimals, 0))
    measures = pd.Series(one.measure, index=chosen.index, dtype="str")
    low, high = printed_bounds(measures, value, decimals, "exact")
    table = pd.DataFrame(
        {
            "measure": one.measure,
            "sector": one.sector,
            "unit": one.unit,
            "value": value,
            "decimals": decimals,
            "wording": "exact",
            "status": chosen["status"],
            "release_date": release.about["release_date"],
            "basis": "published",
            "source": _source(declaration),
            # Counted as in a text file, whose header is row 1.
            "lineage": rows_of(release.file, chosen.index + 2),
            "low": low,
            "high": high,
            "note": declaration.title,
        },
        index=chosen.index,
    )
    if sector := declaration.columns.get("sector"):
        table["sector"] = chosen[sector].map(dict(declaration.sectors))
    return _with_places(table, chosen, declaration, one.level, _names(release, declaration, regions))


def _chosen(declaration: Declaration, one: Mapped, rows: pd.DataFrame) -> pd.DataFrame:
    keep = pd.Series(True, index=rows.index)
    if one.code:
        keep &= rows["Measure"] == one.code
    for name, code in one.where.items():
        keep &= rows[name] == code
    if sector := declaration.columns.get("sector"):
        keep &= rows[sector].isin(list(declaration.sectors))
    period = rows[declaration.columns["period"]]
    wanted = {code: _is_wanted(str(code), one) for code in period.unique()}
    return rows[keep & period.map(wanted).astype(bool)]


def _is_wanted(code: str, one: Mapped) -> bool:
    """Tell whether a measure takes a period: only a year can be a level on a day of the year."""
    if one.level:
        return period_of(code, one.level) is not None
    period = period_of(code, "")
    if period is None or not one.frequency:
        return period is not None
    first, last = int(period.start[5:7]), int(period.end[5:7])
    return period.start != period.end and last - first + 1 == MONTHS[one.frequency]


def _precision(release: Kept, one: Mapped) -> tuple[int, int]:
    """Return factor and printed decimals in our unit, those of the service unless table.toml gives them."""
    about = release.measures.get(one.code, {})
    factor = one.factor or factor_of(str(about.get("unit") or ""))
    printed = one.decimals if one.decimals is not None else int(about.get("decimals") or 0)
    return factor, printed if one.decimals is not None else printed - round(np.log10(factor))


def _source(declaration: Declaration) -> str:
    place = f"{PLACES[declaration.service]}{declaration.table}"
    return f"{PUBLISHERS[declaration.service]} {declaration.table} | {place}"


def _names(release: Kept, declaration: Declaration, regions: Mapping[str, str]) -> Mapping[str, str]:
    """Return the names of the region codes: ours, else those of the service without a mark of their kind."""
    column = declaration.columns.get("region", "")
    listed = (
        {code: str(row["Title"]).strip() for code, row in release.codes(column).items()} if column else {}
    )
    plain = {code: name.removesuffix(" (PV)").removesuffix(" (LD)") for code, name in listed.items()}
    return {**plain, **regions}


def _with_places(
    table: pd.DataFrame,
    chosen: pd.DataFrame,
    declaration: Declaration,
    level: str,
    names: Mapping[str, str],
) -> pd.DataFrame:
    """Return the rows with their regions and periods; each code is looked up once."""
    column = declaration.columns.get("region")
    codes = (
        chosen[column].map(_our_codes(chosen[column].unique(), declaration))
        if column
        else pd.Series(declaration.columns.get("region_code", "NL01"), index=chosen.index, dtype="str")
    )
    periods = {code: period_of(str(code), level) for code in chosen[declaration.columns["period"]].unique()}
    when = chosen[declaration.columns["period"]]
    return table.assign(
        region_code=codes,
        region=codes.map({code: names.get(code, code) for code in codes.unique()}),
        period_start=when.map({code: period.start for code, period in periods.items() if period}),
        period_end=when.map({code: period.end for code, period in periods.items() if period}),
    )


def _our_codes(codes: Iterable[str], declaration: Declaration) -> dict[str, str]:
    return {code: declaration.regions.get(code, code) for code in codes}
