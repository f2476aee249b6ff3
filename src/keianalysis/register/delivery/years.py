"""The rules that look at two years of one vintage, and at what was published from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import duckdb
import pandas as pd

from keianalysis.model.errors import Fault
from keianalysis.model.intervals import decimal_of, printed_interval
from keianalysis.model.observations import records, select
from keianalysis.model.regions import compositions
from keianalysis.model.territories import territories
from keianalysis.readers.guarded import passing_folder
from keianalysis.register.delivery.gaps import Gap, vintage_gaps
from keianalysis.register.delivery.rules import JUMP_PERSONS, JUMP_SHARE, RENEWED_FROM, RENEWED_SHARE, RULES
from keianalysis.register.delivery.source import Delivery
from keianalysis.register.delivery.store import StoredYear
from keianalysis.register.delivery.typed import connect, row_faults, sql_text


def continued(before: Path, after: Path) -> str:
    """Return the SQL of the establishments that go on under another id: ``old_id`` and ``new_id``.

    An id that ends and one that begins in the next year are one establishment when they bear the same
    chamber number and nobody else does in either year.
    """
    return f"""
        WITH apart AS MATERIALIZED (
            SELECT old.establishment_id AS old_id, new.establishment_id AS new_id,
                coalesce(old.chamber_establishment_id, new.chamber_establishment_id) AS number
            FROM read_parquet('{sql_text(before)}') old
            FULL JOIN read_parquet('{sql_text(after)}') new USING (establishment_id)
            WHERE old.establishment_id IS NULL OR new.establishment_id IS NULL
        ),
        alike AS (
            SELECT number, max(old_id) AS old_id, max(new_id) AS new_id
            FROM apart WHERE number IS NOT NULL
            GROUP BY number HAVING count(old_id) = 1 AND count(new_id) = 1
        ),
        bearers AS (
            SELECT chamber_establishment_id AS number FROM read_parquet('{sql_text(before)}')
            UNION ALL SELECT chamber_establishment_id FROM read_parquet('{sql_text(after)}')
        )
        SELECT old_id, new_id FROM alike JOIN bearers USING (number) GROUP BY ALL HAVING count(*) = 2
    """


def year_faults(delivery: Delivery, years: Sequence[StoredYear]) -> tuple[Fault, ...]:
    """Return why two years of a vintage cannot be compared: ids that lost zeros, or another numbering."""
    found: list[Fault] = []
    with passing_folder("kei-", Path(gettempdir())) as spill, connect(spill) as connection:
        for before, after in pairwise(years):
            if int(after.reference_date[:4]) - int(before.reference_date[:4]) == 1:
                found += _id_faults(connection, f"{delivery.name}/{after.file}", before, after)
    return tuple(found)


def _id_faults(
    connection: duckdb.DuckDBPyConnection, name: str, before: StoredYear, after: StoredYear
) -> Iterator[Fault]:
    """Yield the faults of the ids of two years, in the municipalities that both hold.

    An establishment that goes on under another id by its chamber number is not new.
    """
    alike, fresh, rows = connection.execute(
        f"""
        WITH old AS (SELECT * FROM read_parquet('{sql_text(before.rows)}')),
        new AS (SELECT * FROM read_parquet('{sql_text(after.rows)}')
            WHERE municipality_code IN (SELECT municipality_code FROM old)),
        gone AS (SELECT ltrim(establishment_id, '0') AS id FROM old ANTI JOIN new USING (establishment_id)),
        come AS (
            SELECT ltrim(establishment_id, '0') AS id FROM new ANTI JOIN old USING (establishment_id)
            ANTI JOIN ({continued(before.rows, after.rows)}) links ON establishment_id = new_id
        )
        SELECT (SELECT count(*) FROM come WHERE id IN (SELECT id FROM gone)),
            (SELECT count(*) FROM come), (SELECT count(*) FROM new)
        """
    ).fetchall()[0]
    if alike:
        rule = RULES["id-zeros"]
        yield rule.fault(name, message=f"{alike} {rule.message}")
    elif rows >= RENEWED_FROM and fresh > RENEWED_SHARE * rows:
        rule = RULES["id-renewed"]
        yield rule.fault(name, message=f"{rule.message}: {fresh} of {rows}")


BORDERS: Final = "borders-changed"
SAID: Final = {
    "year-missing": "{names}; no changes and flows from {first} to {last}",
    "sbi-break": "SBI {names} in {first}, SBI {regions} in {last}",
    "municipality-missing": "{names} in {first}; no figures of {regions}",
    "borders-merged": "{names} counted in what they became",
    "borders-split": "{names} were split, no changes of their parts",
    "company-known": "",
}
"""What a warning says of each kind of gap, behind the words of its rule."""


def _gap_fault(gap: Gap) -> Fault:
    rule = RULES[gap.kind if gap.kind in RULES else BORDERS]
    said = SAID[gap.kind].format(**gap._asdict())
    return rule.fault(gap.file, message=f"{rule.message}: {said}" if said else "")


def vintage_warnings(
    delivery: Delivery, years: Sequence[StoredYear], published: pd.DataFrame
) -> tuple[Fault, ...]:
    """Return what is worth telling about a vintage of stored years, in the order of time."""
    found: list[Fault] = []
    with passing_folder("kei-", Path(gettempdir())) as spill, connect(spill) as connection:
        for before, after in pairwise(years):
            if int(after.reference_date[:4]) - int(before.reference_date[:4]) == 1:
                found += _pair_warnings(connection, delivery, before, after)
        found += map(_gap_fault, vintage_gaps(delivery, years))
        for year in years:
            found += _published_total(connection, delivery, year, published)
    return tuple(found)


def _pair_warnings(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, before: StoredYear, after: StoredYear
) -> Iterator[Fault]:
    name = f"{delivery.name}/{after.file}"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP VIEW both_years AS
        SELECT new.row, old.section AS old_section, new.section,
            old.jobs_total + new.jobs_total IS NULL AS by_fulltime,
            CASE WHEN by_fulltime THEN old.jobs_fulltime ELSE old.jobs_total END AS before,
            CASE WHEN by_fulltime THEN new.jobs_fulltime ELSE new.jobs_total END AS after
        FROM read_parquet('{sql_text(before.rows)}') old
        JOIN read_parquet('{sql_text(after.rows)}') new USING (establishment_id)
        """
    )
    jump = f"abs(after - before) > {JUMP_PERSONS} AND abs(after - before) > {JUMP_SHARE} * before"
    yield from row_faults(connection, f"FROM both_years WHERE {jump}", RULES["jump"], name)
    if before.sbi_version == after.sbi_version:
        yield from _section_changes(connection, name)
    linked = connection.execute(f"SELECT count(*) FROM ({continued(before.rows, after.rows)})").fetchall()[0][
        0
    ]
    if linked:
        rule = RULES["id-continued"]
        yield rule.fault(name, message=f"{linked} {rule.message}")


def _section_changes(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[Fault]:
    rows = connection.execute(
        """
        WITH changed AS (SELECT old_section, section FROM both_years WHERE old_section <> section),
        ends AS (
            SELECT old_section AS section, 1 AS left_it, 0 AS entered FROM changed
            UNION ALL SELECT section, 0, 1 FROM changed
        )
        SELECT section, CAST(sum(left_it) AS BIGINT), CAST(sum(entered) AS BIGINT)
        FROM ends GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    rule = RULES["sbi-changes"]
    for section, left, entered in rows:
        yield rule.fault(name, message=f"{rule.message}: {left} left section {section}, {entered} entered it")


def _published_total(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, year: StoredYear, published: pd.DataFrame
) -> Iterator[Fault]:
    """Compare the full-time jobs of each province with the total that was published from this release."""
    made, date = compositions(year.reference_date), year.reference_date
    provinces = [one.name for one in territories().values() if one.name in made]
    known = select(published, measure="jobs_fulltime", region=provinces, sector="total", period_end=date)
    known = known[(known["release_date"] == delivery.release_date) & known["value"].notna()]
    for row in records(known):
        total, complete = _delivered_total(connection, year, made[row.region])
        allowed = printed_interval(decimal_of(row.value), row.decimals, row.wording)
        if complete and decimal_of(total) not in allowed:
            rule = RULES["published-total"]
            message = f"{rule.message}: {total} against {row.value:.0f} on {date}"
            yield rule.fault(f"{delivery.name}/{year.file}", message=message)


def _delivered_total(
    connection: duckdb.DuckDBPyConnection, year: StoredYear, codes: Sequence[str]
) -> tuple[int, bool]:
    """Return the full-time jobs of some municipalities, and whether each of them has rows."""
    inside = ", ".join(f"'{code}'" for code in codes)
    total, found = connection.execute(
        f"SELECT sum(jobs_fulltime), count(DISTINCT municipality_code)"
        f" FROM read_parquet('{sql_text(year.rows)}') WHERE municipality_code IN ({inside})"
    ).fetchall()[0]
    return int(total or 0), found == len(codes)
