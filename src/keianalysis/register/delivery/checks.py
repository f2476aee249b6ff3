"""The rules of one delivered file, tested on its typed rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import duckdb
import pandas as pd

from keianalysis.model.errors import Fault
from keianalysis.model.folders import published_list
from keianalysis.model.regions import municipalities
from keianalysis.model.sectors import sections_by_division
from keianalysis.model.tables import read_table
from keianalysis.register.delivery.rules import ERROR, ESTIMATED, ROW_RULES, RULES
from keianalysis.register.delivery.source import DeliveredFile
from keianalysis.register.delivery.typed import row_faults

CODE_COLUMNS: Final = ("column", "code", "low", "high", "label")


def code_list(column: str) -> pd.DataFrame:
    """Return the codes of a column with their bounds, from ``register_codes.csv``."""
    table = read_table(published_list("register_codes.csv"), CODE_COLUMNS)
    return table[table["column"] == column].reset_index(drop=True)


def file_faults(
    connection: duckdb.DuckDBPyConnection, file: DeliveredFile, name: str, headings: dict[str, str]
) -> Iterator[Fault]:
    """Yield every fault of the table ``typed``; ``headings`` are the raw names of canonical columns.

    A column that the file lacks is empty and breaks no rule.
    """
    for rule in ROW_RULES:
        yield from row_faults(
            connection, f"FROM typed WHERE {rule.broken}", rule, name, headings.get(rule.column, rule.column)
        )
    for rule_id, condition in _list_conditions(connection, file):
        rule = RULES[rule_id]
        column = headings.get(rule.column, rule.column)
        yield from row_faults(connection, f"FROM typed WHERE {condition}", rule, name, column)
    if file.sbi_version != "1993" and _zeros_lost(connection):
        yield RULES["code-zeros"].fault(name, column=headings.get("sbi", "sbi"))
    if _one(connection, "SELECT count(*) FROM typed") == 0:
        yield RULES["rows-present"].fault(name)


LARGE: Final = 1000
BROAD: Final = 10
"""From so many establishments in so many divisions a register holds a farm, whose code begins with a zero."""


def _zeros_lost(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether the SBI codes of a file lost the zeros in front.

    Codes of three digits beside longer ones, a code of four that also occurs with a zero before it, codes
    of two lengths of which none begins with a zero, or a whole register without any that does.
    """
    found = connection.execute(
        """
        SELECT count(*), count(*) FILTER (length(sbi) <= 3), count(*) FILTER (length(sbi) >= 4),
            count(*) FILTER (length(sbi) = 4), count(*) FILTER (length(sbi) = 5),
            count(*) FILTER (starts_with(sbi, '0')),
            count(*) FILTER (length(sbi) = 4 AND ('0' || sbi) IN (SELECT sbi FROM typed)),
            count(DISTINCT sbi[:2])
        FROM typed WHERE sbi IS NOT NULL
        """
    ).fetchall()[0]
    rows, short, long, four, five, zeros, doubled, divisions = found
    mixed = (short and long) or (four and five and not zeros)
    return bool(mixed or doubled or (rows >= LARGE and divisions >= BROAD and not zeros))


def _list_conditions(connection: duckdb.DuckDBPyConnection, file: DeliveredFile) -> Iterator[tuple[str, str]]:
    """Yield the rules that compare rows with a list, each with the condition of a faulty row."""
    yield (
        "id-unique",
        "establishment_id IN (SELECT establishment_id FROM typed GROUP BY ALL HAVING count(*) > 1)",
    )
    if sections_by_division(file.sbi_version):
        yield "sbi-known", "sbi IS NOT NULL AND section IS NULL"
    connection.register("size_classes", _bounds(code_list("size_class")))
    yield (
        "size-class",
        "size_class IS NOT NULL AND NOT EXISTS (SELECT 1 FROM size_classes s WHERE s.code = size_class"
        " AND (jobs_fulltime IS NULL OR s.low IS NULL OR jobs_fulltime BETWEEN s.low AND s.high))",
    )
    yield "survey-type", f"survey_type NOT IN ({_quoted(code_list('survey_type')['code'])})"
    yield "municipality-known", _unknown_municipality(connection, file.reference_date)


def _bounds(codes: pd.DataFrame) -> pd.DataFrame:
    """Return size classes with numeric bounds; the class without a low bound says nothing."""
    low = pd.to_numeric(codes["low"].replace("", None))
    high = pd.to_numeric(codes["high"].replace("", None)).fillna(float("inf"))
    return pd.DataFrame({"code": codes["code"], "low": low, "high": high})


def _unknown_municipality(connection: duckdb.DuckDBPyConnection, date: str) -> str:
    """Return the condition of a municipality that did not exist on a date.

    Rows of a province whose municipalities of that date are not listed cannot be judged: the list of
    most provinces begins in 2006.
    """
    listed = municipalities()
    existing = [one for one in listed if one.exists_on(date)]
    provinces = {one.province_code for one in existing}
    covered = sorted(code.removeprefix("PV") for code in provinces)
    known = [one.code for one in listed if one.province_code in provinces]
    unknown = f"municipality_code NOT IN ({_quoted(one.code for one in existing)})"
    elsewhere = f"province_code NOT IN ({_quoted(covered)})"
    former = f"municipality_code IN ({_quoted(known)})"
    return f"{unknown} AND ({former} OR coalesce(NOT {elsewhere}, TRUE))"


def _quoted(values: object) -> str:
    return ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]


def estimated_fault(connection: duckdb.DuckDBPyConnection, name: str) -> Fault | None:
    """Return the share of the full-time jobs that nobody counted, as a warning; nothing without any."""
    share = _one(
        connection,
        f"SELECT sum(jobs_fulltime) FILTER (survey_type IN ({_quoted(ESTIMATED)}) OR counts_raised)"
        " / nullif(sum(jobs_fulltime), 0) FROM typed",
    )
    if not share:
        return None
    rule = RULES["estimated-share"]
    return rule.fault(name, message=f"{100 * share:.1f}% of the full-time jobs: {rule.message}")


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> float | None:
    found = connection.execute(query).fetchall()
    return None if found[0][0] is None else float(found[0][0])


def errors_of(faults: list[Fault]) -> list[Fault]:
    """Return the faults that stop the reading."""
    return [fault for fault in faults if fault.severity == ERROR]
