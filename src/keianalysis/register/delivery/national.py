"""Jobs of 12 hours or more in the Netherlands by section: from a table that a delivery brings, or counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.observations import is_date
from keianalysis.model.regions import municipalities
from keianalysis.model.rows import typed_rows
from keianalysis.model.sectors import section_of_division
from keianalysis.model.tables import ROW, read_table
from keianalysis.model.territories import territories
from keianalysis.readers.guarded import MIB, Limits, bounded, passing_folder, require_file
from keianalysis.register.delivery.gaps import codes_of
from keianalysis.register.delivery.store import StoredYear
from keianalysis.register.delivery.typed import connect, sql_text


class _Told(NamedTuple):
    """One row of the table as it was delivered: all of it text, the number of its line behind it."""

    sector: str
    reference_date: str
    jobs_fulltime: str
    row: int


TABLE: Final = ("sector", "reference_date", "jobs_fulltime", "unknown")
COLUMNS: Final = tuple(name for name in _Told._fields if name != ROW)
TOTAL: Final = "total"
SMALL: Final = Limits(file_bytes=16 * MIB)
REMEDY: Final = "The table holds a row for each section A-U and reference date, with a whole number of jobs."


def read_national(path: Path | None, folder: str, faults: list[Fault]) -> pd.DataFrame:
    """Return the ``TABLE`` of the national table; no rows where there is none.

    Faults are added to ``faults``, so that they are told together with those of the delivery.
    """
    nothing = pd.DataFrame({name: [] for name in TABLE})
    if path is None:
        return nothing
    file = f"{folder}/{path.name}"
    try:
        require_file(path, "text", SMALL)
        table = bounded(path, "text", lambda: read_table(path, COLUMNS), limits=SMALL)
    except BadData as error:
        faults += error.under(file).faults
        return nothing
    found = [fault for row in typed_rows(table, _Told) for fault in _faults(row, file)]
    doubled = table.duplicated(["sector", "reference_date"])
    found += [
        _fault(file, int(row), "sector", "the section occurs twice on this date")
        for row in table.loc[doubled, ROW]
    ]
    faults += found
    if found:
        return nothing
    table = table.assign(jobs_fulltime=table["jobs_fulltime"].astype("int64"), unknown=0)
    faults += _total_faults(table, file)
    return table.loc[table["sector"] != TOTAL, list(TABLE)].reset_index(drop=True)


def counted_nationally(years: Sequence[StoredYear]) -> pd.DataFrame:
    """Return the ``TABLE`` of the years of a delivery that hold every municipality of the country.

    ``unknown`` are the establishments whose jobs are not known, which the sums leave out.
    """
    whole = [year for year in years if year.sbi_version == "2008" and _is_whole(year)]
    tables = [_counted(year) for year in whole]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame({name: [] for name in TABLE})


def _is_whole(year: StoredYear) -> bool:
    """Tell whether a year holds every municipality of every province."""
    existing = [one for one in municipalities() if one.exists_on(year.reference_date)]
    everywhere = {one.province_code for one in existing} == set(territories())
    return everywhere and {one.code for one in existing} <= codes_of(year)


def _counted(year: StoredYear) -> pd.DataFrame:
    query = f"""
        SELECT section AS sector, '{year.reference_date}' AS reference_date,
            CAST(coalesce(sum(jobs_fulltime), 0) AS BIGINT) AS jobs_fulltime,
            count(*) FILTER (jobs_fulltime IS NULL) AS unknown
        FROM read_parquet('{sql_text(year.rows)}') GROUP BY ALL ORDER BY ALL
    """
    with passing_folder("kei-", Path(gettempdir())) as spill, connect(spill) as connection:
        return connection.execute(query).df()


def _total_faults(table: pd.DataFrame, file: str) -> list[Fault]:
    """Return the totals, which the table may hold, that are not the sum of their sections."""
    sections = table[table["sector"] != TOTAL].groupby("reference_date")["jobs_fulltime"].sum()
    totals = table[table["sector"] == TOTAL]
    wrong = totals[totals["jobs_fulltime"] != totals["reference_date"].map(sections)]
    return [_fault(file, int(row), "jobs_fulltime", "the total is not the sum") for row in wrong[ROW]]


def _faults(told: _Told, file: str) -> list[Fault]:
    sector, date, jobs, line = told
    tests = (
        ("sector", sector in {TOTAL, *section_of_division().values()}, "not a section of SBI 2008"),
        ("reference_date", is_date(date), "not a day as 2012-04-01"),
        ("jobs_fulltime", jobs.isdecimal(), "not a whole number"),
    )
    return [_fault(file, line, column, message) for column, fits, message in tests if not fits]


def _fault(file: str, row: int, column: str, message: str) -> Fault:
    return Fault(file, row, column, "national-table", message, REMEDY)
