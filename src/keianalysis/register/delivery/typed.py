"""Staged text as typed columns, and the cells that do not fit their type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from keianalysis.model.errors import Fault
from keianalysis.model.sectors import sections_by_division
from keianalysis.model.tables import ROW
from keianalysis.register.delivery.layout import RegisterLayout, canonical_types
from keianalysis.register.delivery.rules import MOST_FAULTS, RULES, Rule, listed
from keianalysis.register.delivery.source import DeliveredFile
from keianalysis.register.delivery.staging import Staged
from keianalysis.register.delivery.types import TYPES, ColumnType

NEVER_READ: Final = (
    "name",
    "street",
    "house_number",
    "house_letter",
    "house_suffix",
    "postcode",
    "place",
    "x_rd",
    "y_rd",
    "date_received",
    "date_processed",
    "date_changed",
    "date_ended",
    "company_establishments",
    "municipality",
    "province",
    "corop_code",
    "corop",
    "labour_region_code",
    "labour_region",
    "register_region_code",
    "register_region",
    "sbi_label",
    "business_park",
    "work_location_type",
)
"""Columns that nothing is computed from, confidential or wide: checked for their form, then left behind."""

_SUMS: Final = {
    "jobs_fulltime": "coalesce(given_jobs_fulltime, men_fulltime + women_fulltime)",
    "jobs_parttime": "coalesce(given_jobs_parttime, men_parttime + women_parttime)",
    "jobs_total": "coalesce(given_jobs_total, jobs_fulltime + jobs_parttime)",
}


NAMES_OF_PLACES: Final = ("establishment_id", "municipality_code", "municipality", "sbi")
TOTAL_ROW: Final = (
    r"(?i)^(sub|eind|generaal )?tota(a?l|len)\b|^(bron|noot|toelichting|opmerking|source)\s*:|^\*"
)
"""How a row begins that is no establishment."""

MANY: Final = 50
MOST_THOUSANDS: Final = 0.05
SOME: Final = 3
HALF: Final = 0.5
"""Of many counts one in twenty is written with a point of thousands at most, of a handful half."""

_PARTS: Final = {
    "jobs_fulltime": ("men_fulltime", "women_fulltime"),
    "jobs_parttime": ("men_parttime", "women_parttime"),
}


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB connection that spills to ``folder`` rather than take more than its share."""
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '500MB'; SET threads = 2; SET preserve_insertion_order = false")
    # In a notebook DuckDB would draw a bar for every query of over two seconds.
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET temp_directory = '{sql_text(folder)}'")
    return connection


def sql_text(value: object) -> str:
    """Return a value as the inside of an SQL string."""
    return str(value).replace("'", "''")


def cell_faults(
    connection: duckdb.DuckDBPyConnection, staged: Staged, layout: RegisterLayout, file: str
) -> Iterator[Fault]:
    """Yield every cell of a staged file that does not fit the type of its column."""
    yield from _total_rows(connection, staged, file)
    for name in staged.names:
        column = layout.column(name)
        if column is None:
            continue
        kind = TYPES[column.type]
        text = _text(name)
        rows = f"FROM read_parquet('{sql_text(staged.path)}') WHERE"
        wrong = f"{rows} {text} <> '' AND NOT ({_valid(kind, text)})"
        yield from row_faults(connection, wrong, RULES.get(kind.rule), file, column.raw[0])
        if kind.name == "count":
            yield from _ambiguous(connection, rows, text, file, column.raw[0])
        if kind.name == "count" and (column.required or _is_sum_without_parts(name, staged)):
            blank = f"{rows} {text} = '' AND ({_filled(staged)})"
            yield from row_faults(connection, blank, RULES["count-missing"], file, column.raw[0])


def _total_rows(connection: duckdb.DuckDBPyConnection, staged: Staged, file: str) -> Iterator[Fault]:
    """Yield the rows that are a total, a source line or a footnote instead of an establishment."""
    places = [name for name in NAMES_OF_PLACES if name in staged.names]
    said = " OR ".join(f"regexp_matches({_text(name)}, '{TOTAL_ROW}')" for name in places)
    others = " AND ".join(f"{_text(name)} = ''" for name in staged.names if name not in places[:1]) or "TRUE"
    note = f"{_text(places[0])} <> '' AND {others} AND NOT regexp_full_match({_text(places[0])}, '[0-9]+')"
    rows = f"FROM read_parquet('{sql_text(staged.path)}') WHERE ({said}) OR ({note})"
    yield from row_faults(connection, rows, RULES["row-is-total"], file)


def _ambiguous(
    connection: duckdb.DuckDBPyConnection, rows: str, text: str, file: str, heading: str
) -> Iterator[Fault]:
    """Yield the counts with a point of a column in which they are too many to be thousands.

    Of many establishments few have a thousand jobs, and of a handful not most.
    """
    pointed, filled = connection.execute(
        f"SELECT count(*) FILTER ({text} LIKE '%.%'), count(*) {rows} {text} <> ''"
    ).fetchall()[0]
    most = MOST_THOUSANDS if filled >= MANY else HALF
    if filled >= SOME and pointed > most * filled:
        yield from row_faults(
            connection, f"{rows} {text} LIKE '%.%'", RULES["count-ambiguous"], file, heading
        )


def _is_sum_without_parts(name: str, staged: Staged) -> bool:
    """Tell whether a column is the only one from which a count is known."""
    return name in _PARTS and not set(_PARTS[name]) <= set(staged.names)


def row_faults(
    connection: duckdb.DuckDBPyConnection, query: str, rule: Rule | None, file: str, column: str = ""
) -> Iterator[Fault]:
    """Yield a fault for each row of a query (an SQL FROM clause with its conditions)."""
    if rule is None:
        return
    rows = connection.execute(f"SELECT {ROW} {query} ORDER BY {ROW} LIMIT {MOST_FAULTS + 1}").fetchall()
    found, last = 0, 0
    if len(rows) > MOST_FAULTS:
        found, last = connection.execute(f"SELECT count(*), max({ROW}) {query}").fetchall()[0]
    yield from listed(rule, [row for (row,) in rows], file, column, found, last)


def make_typed(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    layout: RegisterLayout,
    file: DeliveredFile,
    *,
    some_unfit: bool = False,
) -> None:
    """Make the table ``typed`` from a staged file; with ``some_unfit`` cells that fit no type are empty.

    Its columns are the canonical ones that the layout lists, empty where the file lacks them; the counts
    that can be added up; ``section`` from the SBI code; and ``reference_year``.
    """
    columns = [
        _typed(name, kind, staged, layout, some_unfit=some_unfit)
        for name, kind in canonical_types().items()
        if name not in NEVER_READ
    ]
    has_parttime = {"men_parttime", "jobs_parttime", "jobs_total"} & set(staged.names)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE typed AS
        WITH given AS (
            SELECT {ROW}, {", ".join(columns)}
            FROM read_parquet('{sql_text(staged.path)}') WHERE {_filled(staged)}
        ),
        fulltime AS (SELECT *, {_SUMS["jobs_fulltime"]} AS jobs_fulltime FROM given),
        parttime AS (SELECT *, {_SUMS["jobs_parttime"]} AS jobs_parttime FROM fulltime)
        SELECT
            parttime.*,
            {_SUMS["jobs_total"]} AS jobs_total,
            {_section(file)} AS section,
            {file.reference_date[:4]} AS reference_year,
            jobs_fulltime IS NULL OR ({bool(has_parttime)} AND {_SUMS["jobs_total"]} IS NULL) AS is_unknown
        FROM parttime
        """
    )


def _section(file: DeliveredFile) -> str:
    """Return the SQL of the section of a row by its version of SBI, nothing under one without a list."""
    listed = sections_by_division(file.sbi_version)
    if not listed:
        return "CAST(NULL AS VARCHAR)"
    cases = " ".join(f"WHEN '{code}' THEN '{section}'" for code, section in listed.items())
    return f"CASE sbi[:2] {cases} END"


def _filled(staged: Staged) -> str:
    """Return the SQL condition of a row that holds anything; blank lines are no rows."""
    return " OR ".join(f"{_text(name)} <> ''" for name in staged.names)


def _text(name: str) -> str:
    return f"trim(coalesce({name}, ''))"


def _valid(kind: ColumnType, text: str) -> str:
    return kind.valid.format(t=text)


def _typed(name: str, type_name: str, staged: Staged, layout: RegisterLayout, *, some_unfit: bool) -> str:
    target = f"given_{name}" if name in _SUMS else name
    column = layout.column(name)
    if name not in staged.names or column is None:
        return f"CAST(NULL AS {TYPES[type_name].sql_type}) AS {target}"
    kind, text = TYPES[column.type], f"nullif({_text(name)}, '')"
    value = kind.value.format(t=text)
    if some_unfit:
        value = f"CASE WHEN {_valid(kind, _text(name))} THEN {value} END"
    return f"{_municipality(value) if name == 'municipality_code' else value} AS {target}"


def _municipality(value: str) -> str:
    """Return the SQL of a municipality code in the notation of CBS."""
    return f"'GM' || {value}"
