"""The rules that look at two years of one vintage, and at what was published from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from keianalysis.model.errors import Fault
from keianalysis.model.intervals import decimal_of, printed_interval
from keianalysis.model.observations import records, select
from keianalysis.model.regions import compositions, municipalities
from keianalysis.model.territories import territories
from keianalysis.readers.guarded import passing_folder
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


def _gaps(delivery: Delivery, years: Sequence[StoredYear]) -> Iterator[Fault]:
    """Yield what can therefore not be computed: over missing years, and over versions of SBI."""
    for before, after in pairwise(years):
        first, last = int(before.reference_date[:4]), int(after.reference_date[:4])
        missing = ", ".join(map(str, range(first + 1, last)))
        if missing:
            rule = RULES["year-missing"]
            message = f"{rule.message}: {missing}; no changes and flows from {first} to {last}"
            yield rule.fault(f"{delivery.name}/{after.file}", message=message)
        if before.sbi_version != after.sbi_version:
            rule = RULES["sbi-break"]
            message = (
                f"{rule.message}: SBI {before.sbi_version} in {first}, SBI {after.sbi_version} in {last}"
            )
            yield rule.fault(f"{delivery.name}/{after.file}", message=message)


def _borders(delivery: Delivery, years: Sequence[StoredYear]) -> Iterator[Fault]:
    """Yield which municipalities of the first year are gone by the last one, and what that means."""
    if len(years) < 2:
        return
    first, last = years[0].reference_date, years[-1].reference_date
    held = set(existing_codes(years[0]))
    gone = [
        one
        for one in municipalities()
        if one.code in held and one.exists_on(first) and one.valid_to and one.valid_to < last
    ]
    rule = RULES["borders-changed"]
    merged = sorted(one.name for one in gone if len(one.successors) == 1)
    split = sorted(one.name for one in gone if len(one.successors) > 1)
    told = [f"{', '.join(merged)} counted in what they became"] if merged else []
    told += [f"{', '.join(split)} were split, no changes of their parts"] if split else []
    if told:
        name = f"{delivery.name}/{years[-1].file}"
        yield rule.fault(name, message=f"{rule.message}: {'; '.join(told)}")


def existing_codes(year: StoredYear) -> list[str]:
    """Return the municipality codes of a stored year."""
    table = pq.read_table(year.rows, columns=["municipality_code"], partitioning=None)
    return [str(code) for code in table["municipality_code"].unique().to_pylist()]


def _incomplete(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, year: StoredYear
) -> Iterator[Fault]:
    """Yield the municipalities that a delivered province lacks, and the regions without figures.

    A province of which at least half of the municipalities are there was meant to be delivered.
    """
    rows = connection.execute(f"SELECT DISTINCT municipality_code FROM read_parquet('{sql_text(year.rows)}')")
    held = {str(code) for (code,) in rows.fetchall()}
    existing = {one.code: one for one in municipalities() if one.exists_on(year.reference_date)}
    for province in sorted({one.province_code for one in existing.values()}):
        own = {code for code, one in existing.items() if one.province_code == province}
        missing = own - held
        if missing and 2 * len(own & held) >= len(own):
            names = ", ".join(sorted(existing[code].name for code in missing))
            regions = compositions(year.reference_date).items()
            broken = ", ".join(name for name, codes in regions if len(codes) > 1 and missing & set(codes))
            rule = RULES["municipality-missing"]
            message = f"{rule.message}: {names} in {year.reference_date[:4]}; no figures of {broken}"
            yield rule.fault(f"{delivery.name}/{year.file}", message=message)


def _without_companies(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, year: StoredYear
) -> Iterator[Fault]:
    query = f"SELECT count(company_id) FROM read_parquet('{sql_text(year.rows)}')"
    if not delivery.establishment_is_company and not connection.execute(query).fetchall()[0][0]:
        yield RULES["company-known"].fault(f"{delivery.name}/{year.file}")


def vintage_warnings(
    delivery: Delivery, years: Sequence[StoredYear], published: pd.DataFrame
) -> tuple[Fault, ...]:
    """Return what is worth telling about a vintage of stored years, in the order of time."""
    found: list[Fault] = []
    with passing_folder("kei-", Path(gettempdir())) as spill, connect(spill) as connection:
        for before, after in pairwise(years):
            if int(after.reference_date[:4]) - int(before.reference_date[:4]) == 1:
                found += _pair_warnings(connection, delivery, before, after)
        found += _gaps(delivery, years)
        found += _borders(delivery, years)
        for year in years:
            found += _incomplete(connection, delivery, year)
            found += _without_companies(connection, delivery, year)
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
    for name in (one.name for one in territories().values() if one.name in made):
        known = select(published, measure="jobs_fulltime", region=name, sector="total", period_end=date)
        known = known[(known["release_date"] == delivery.release_date) & known["value"].notna()]
        if len(known):
            total, complete = _delivered_total(connection, year, made[name])
            for row in records(known):
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
