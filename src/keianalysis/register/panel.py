"""Stored register years summed into cells: a region, a sector and a year, or two years.

DuckDB reads one year, or two, at a time and hands back small tables. A cell's atoms are pairs of a
municipality and a set of sectors, so that every establishment is read once however many regions and
sectors it belongs to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb
import pandas as pd

from keianalysis.indicators.computation import computation
from keianalysis.model.lineage import HashedInput
from keianalysis.model.regions import Municipality, compositions, municipalities
from keianalysis.model.sectors import (
    NEWER,
    review_codes,
    sections_by_division,
    sectors_of,
)
from keianalysis.register.delivery import StoredYear
from keianalysis.register.delivery.rules import ESTIMATED
from keianalysis.register.delivery.typed import connect, sql_text
from keianalysis.register.delivery.years import continued

RegionsOn = Callable[[str], Mapping[str, tuple[str, ...]]]

TOTAL: Final = "total"
SECTIONED: Final = ("2008", "2025")
"""The versions of SBI whose sections are known; across them there is no growth by sector."""
CELL: Final = ("region", "sector")
LARGE: Final = 250
"""Full-time jobs from which an establishment is no longer small or medium-sized."""

COMPANY: Final = "coalesce(company_id, 'alone ' || establishment_id)"
"""An establishment without a company number is a company of its own."""

STOCKS: Final = f"""
    count(*) FILTER (jobs_total > 0 OR jobs_total IS NULL) AS establishments,
    count(*) FILTER (jobs_fulltime = 1) AS solo_establishments,
    count(*) FILTER (jobs_fulltime BETWEEN 2 AND 4) AS size_2_4,
    count(*) FILTER (jobs_fulltime < {LARGE} AND (jobs_total > 0 OR jobs_total IS NULL)) AS sme,
    coalesce(sum(jobs_fulltime), 0) AS jobs_fulltime,
    sum(jobs_parttime) AS jobs_parttime,
    sum(jobs_total) AS jobs_total,
    sum(men_fulltime + men_parttime) AS jobs_men,
    sum(women_fulltime + women_parttime) AS jobs_women,
    CAST(sum(CASE WHEN coalesce(survey_type IN {ESTIMATED} OR counts_raised, survey_type IN {ESTIMATED},
        counts_raised) THEN jobs_fulltime WHEN survey_type IS NULL AND counts_raised IS NULL THEN NULL
        ELSE 0 END) AS BIGINT) AS estimated,
    count(*) FILTER (is_unknown) AS unknown
"""
SUMMED: Final = (
    "establishments",
    "solo_establishments",
    "size_2_4",
    "sme",
    "jobs_fulltime",
    "jobs_parttime",
    "jobs_total",
    "jobs_men",
    "jobs_women",
    "estimated",
    "unknown",
)


def definition_hash(*parts: str) -> str:
    """Return the short hash of what defines a region or a sector."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Definitions:
    """Which municipalities make up each region, and which sectors hold each set of SBI codes."""

    regions: dict[str, tuple[str, ...]]

    @classmethod
    def on(cls, date: str) -> Definitions:
        """Return the definitions that hold on a reference date."""
        return cls(compositions(date))

    def region(self, name: str) -> str:
        """Return the hash of the definition of a region made up of municipalities."""
        return definition_hash(*self.regions[name])

    @staticmethod
    def sector(name: str) -> str:
        """Return the hash of the definition of a sector."""
        if name in review_codes():
            return definition_hash(*review_codes()[name])
        listed = sections_by_division(SECTIONED[name.startswith(NEWER)])
        divisions = [code for code, section in listed.items() if section == name.removeprefix(NEWER)]
        return definition_hash(name, *divisions)

    def inputs(self, region: str, sector: str) -> tuple[HashedInput, ...]:
        """Return the definitions that a number of a region and a sector rests on."""
        found = []
        if region in self.regions:
            found.append(HashedInput("region", region.replace(" ", "_"), self.region(region)))
        if sector != TOTAL:
            found.append(HashedInput("sector", sector, self.sector(sector)))
        return tuple(found)


@cache
def successors(date: str, borders: str) -> dict[str, str]:
    """Return the municipality that each one of a date has become by a later one, where that is only one."""
    ends = _ends(date, borders)
    return {code: found[0] for code, found in ends.items() if len(found) == 1 and found[0] != code}


@cache
def receivers(date: str, borders: str) -> frozenset[str]:
    """Return the municipalities that took over a part of one that was split since a date."""
    return frozenset(code for found in _ends(date, borders).values() if len(found) > 1 for code in found)


def _ends(date: str, borders: str) -> dict[str, tuple[str, ...]]:
    """Return what became of every municipality of a date."""
    listed: dict[str, list[Municipality]] = {}
    for one in municipalities():
        listed.setdefault(one.code, []).append(one)

    def end(code: str, day: str) -> set[str]:
        spans = [one for one in listed.get(code, []) if not one.valid_to or one.valid_to >= day]
        if not spans or any(one.exists_on(borders) for one in spans):
            return {code}
        last = max(spans, key=lambda one: one.valid_to)
        found = [end(after, last.valid_to) for after in last.successors if after != code]
        return set().union(*found) if found else {code}

    existing = sorted({one.code for one in municipalities() if one.exists_on(date)})
    return {code: tuple(sorted(end(code, date))) for code in existing} if date < borders else {}


class Panel:
    """The stored years of one vintage, opened for computing; use it as a context."""

    def __init__(
        self,
        years: Sequence[StoredYear],
        connection: duckdb.DuckDBPyConnection,
        regions_on: RegionsOn = compositions,
    ) -> None:
        self.years = tuple(years)
        self._connection = connection
        self._regions_on = regions_on
        self._delivered: dict[Path, set[str]] = {}
        self._companies: dict[Path, pd.DataFrame] = {}
        self._links: dict[tuple[Path, Path], str] = {}
        self._cells: tuple[list[tuple[str, str]], list[tuple[int, str]]] | None = None
        self.atoms = self._make_atoms()
        self._moves: dict[str, dict[str, str]] = {}

    @classmethod
    @contextmanager
    def open(cls, years: Sequence[StoredYear], regions_on: RegionsOn = compositions) -> Iterator[Panel]:
        """Yield a panel; its DuckDB connection ends with the context.

        ``regions_on`` gives the municipality codes of every region on a date, by the name of the region.
        """
        with TemporaryDirectory(prefix="kei-") as spill, connect(Path(spill)) as connection:
            yield cls(years, connection, regions_on)

    def _make_atoms(self) -> list[tuple[str, ...]]:
        """Make the table ``atoms`` from SBI code to number, and return the sectors of each number."""
        found: dict[str, set[str]] = {}
        for year in self.years:
            rows = self._connection.execute(
                f"SELECT DISTINCT sbi FROM read_parquet('{sql_text(year.rows)}')"
            ).fetchall()
            for (code,) in rows:
                found.setdefault(str(code), set()).update(sectors_of(str(code), year.sbi_version))
        sectors = {code: tuple(sorted(held)) for code, held in sorted(found.items())}
        kinds = sorted(set(sectors.values()))
        table = pd.DataFrame(
            {"sbi": list(sectors), "atom": [kinds.index(found) for found in sectors.values()]}
        ).astype({"sbi": "str", "atom": "int16"})
        self._connection.register("atoms_table", table)
        self._connection.execute("CREATE TABLE atoms AS SELECT * FROM atoms_table")
        return kinds

    @cached_property
    def pairs(self) -> list[tuple[StoredYear, StoredYear]]:
        """The years that follow each other by one year to the day."""
        return [
            (before, after)
            for before, after in pairwise(self.years)
            if int(after.reference_date[:4]) - int(before.reference_date[:4]) == 1
            and before.reference_date[4:] == after.reference_date[4:]
        ]

    @property
    def triples(self) -> list[tuple[StoredYear, StoredYear, StoredYear]]:
        """Three years that follow each other."""
        return [(*first, third) for first, (again, third) in pairwise(self.pairs) if first[1] == again]

    def by_sector(self, *years: StoredYear) -> bool:
        """Tell whether sectors can be told apart in all of the years: one version of SBI has them all."""
        versions = {year.sbi_version for year in years}
        return len(versions) == 1 and versions <= set(SECTIONED)

    def year_view(self, name: str, year: StoredYear) -> None:
        """Make the view ``name`` of one year, each row with its atom, on the borders of the newest year."""
        moved = self._moved(year)
        cases = " ".join(f"WHEN '{old}' THEN '{new}'" for old, new in moved.items())
        place = f"CASE municipality_code {cases} ELSE municipality_code END" if moved else "municipality_code"
        self._connection.execute(
            f"""
            CREATE OR REPLACE TEMP VIEW {name} AS
            SELECT * REPLACE ({place} AS municipality_code)
            FROM read_parquet('{sql_text(year.rows)}') JOIN atoms USING (sbi)
            """
        )

    def delivered_view(self, name: str, year: StoredYear) -> None:
        """Make the view ``name`` of one year, each row with its atom, in the municipalities of that year."""
        self._connection.execute(
            f"""
            CREATE OR REPLACE TEMP VIEW {name} AS
            SELECT * FROM read_parquet('{sql_text(year.rows)}') JOIN atoms USING (sbi)
            """
        )

    def delivered_regions(self, year: StoredYear) -> dict[str, tuple[str, ...]]:
        """Return the municipalities of one year, as they were delivered, of every region computed for it."""
        moved = self._moved(year)
        now: dict[str, list[str]] = {}
        for code in sorted(self._municipalities(year)):
            now.setdefault(moved.get(code, code), []).append(code)
        return {
            name: tuple(old for code in codes for old in now[code])
            for name, codes in self.regions(year).items()
        }

    @property
    def borders(self) -> str:
        """The date whose municipalities all years are counted by: changes compare like with like."""
        return self.years[-1].reference_date

    def _moved(self, year: StoredYear) -> dict[str, str]:
        """Return the municipality that each one of a year, gone since, has become a part of."""
        if year.reference_date not in self._moves:
            self._moves[year.reference_date] = successors(year.reference_date, self.borders)
        return self._moves[year.reference_date]

    def regions(self, *years: StoredYear) -> dict[str, tuple[str, ...]]:
        """Return the municipalities of every region that can be computed for all of the years.

        Only regions whose every municipality is in each of the years: a part of a region is not the
        region.
        """
        delivered = set.intersection(*(self._complete(year) for year in years))
        existing = self._regions_on(self.borders)
        return {name: codes for name, codes in existing.items() if set(codes) <= delivered}

    def _complete(self, year: StoredYear) -> set[str]:
        """Return the municipalities of today of which all of a year is there.

        One that took over a part of another is not: nobody can tell that part.
        """
        held, moved = self._municipalities(year), self._moved(year)
        lacking = {new for old, new in moved.items() if old not in held}
        lacking |= receivers(year.reference_date, self.borders)
        return ({moved.get(code, code) for code in held}) - lacking

    def sectors(self, *years: StoredYear) -> dict[str, frozenset[int]]:
        """Return the atoms of every sector that can be told apart in all of the years."""
        found: dict[str, set[int]] = {TOTAL: set(range(len(self.atoms)))}
        if self.by_sector(*years):
            is_newer = years[0].sbi_version == SECTIONED[1]
            for number, held in enumerate(self.atoms):
                for sector in (one for one in held if one.startswith(NEWER) == is_newer):
                    found.setdefault(sector, set()).add(number)
        return {sector: frozenset(atoms) for sector, atoms in found.items()}

    def differences(self, *years: StoredYear) -> dict[str, frozenset[int]]:
        """Return what a section and a sector of the review have in common, and what only one has.

        Nobody prints these, but anybody can subtract one printed sector from another.
        """
        sectors = self.sectors(*years)
        found: dict[str, frozenset[int]] = {}
        for review in set(sectors) & set(review_codes()):
            for section in set(sectors) - set(review_codes()) - {TOTAL}:
                if sectors[review] & sectors[section]:
                    found[f"{review} and {section}"] = sectors[review] & sectors[section]
                    found[f"{review} without {section}"] = sectors[review] - sectors[section]
                    found[f"{section} without {review}"] = sectors[section] - sectors[review]
        return {name: atoms for name, atoms in found.items() if atoms}

    def use_cells(self, *years: StoredYear, with_differences: bool = False) -> None:
        """Make the table ``cells``: the regions and sectors that a municipality and an atom belong to.

        Years that follow each other mostly share it, and then it is not made again.
        """
        regions = [(name, code) for name, codes in self.regions(*years).items() for code in codes]
        held = self.sectors(*years) | (self.differences(*years) if with_differences else {})
        sectors = [(atom, sector) for sector, atoms in held.items() for atom in sorted(atoms)]
        if self._cells == (regions, sectors):
            return
        self._cells = regions, sectors
        tables = {
            "cell_regions": pd.DataFrame(regions, columns=["region", "municipality_code"], dtype="str"),
            "cell_sectors": pd.DataFrame(sectors, columns=["atom", "sector"]),
        }
        for name, table in tables.items():
            self._connection.register(name, table)
        self.run("CREATE OR REPLACE TEMP TABLE cells AS SELECT * FROM cell_regions CROSS JOIN cell_sectors")

    def _municipalities(self, year: StoredYear) -> set[str]:
        """Return the municipalities of a year, looked up once."""
        if year.rows not in self._delivered:
            query = f"SELECT DISTINCT municipality_code FROM read_parquet('{sql_text(year.rows)}')"
            self._delivered[year.rows] = {str(code) for (code,) in self._connection.execute(query).fetchall()}
        return self._delivered[year.rows]

    def knows_companies(self, year: StoredYear) -> bool:
        """Tell whether at least half of the establishments of a year say whose they are."""
        rows = self._connection.execute(
            f"SELECT 2 * count(company_id) >= count(*) FROM read_parquet('{sql_text(year.rows)}')"
        ).fetchall()
        return bool(rows[0][0])

    def table(self, query: str) -> pd.DataFrame:
        """Return the rows of a query as pandas."""
        return self._connection.execute(query).df()

    def run(self, query: str) -> None:
        """Run a query for what it makes."""
        self._connection.execute(query)

    def stocks(self, year: StoredYear) -> pd.DataFrame:
        """Return the stocks of every cell of one year: ``CELL`` and ``SUMMED``, whole numbers."""
        self.use_cells(year)
        self.year_view("this_year", year)
        sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in SUMMED)
        return self.table(
            f"""
            WITH base AS (SELECT municipality_code, atom, {STOCKS} FROM this_year GROUP BY ALL)
            SELECT region, sector, {sums} FROM base JOIN cells USING (municipality_code, atom)
            GROUP BY ALL ORDER BY ALL
            """
        )

    @computation("register_panel.companies", makes=("largest_company_share",))
    def companies(self, year: StoredYear) -> pd.DataFrame:
        """Return how many companies each cell of one year rests on and what the largest holds.

        ``companies``, and the share (0-1) of the largest in the jobs of 12 hours or more and in all jobs.
        Differences between sectors are among the cells. Computed once a year.
        """
        if year.rows not in self._companies:
            self._companies[year.rows] = self._count_companies(year)
        return self._companies[year.rows]

    def _count_companies(self, year: StoredYear) -> pd.DataFrame:
        self.use_cells(year, with_differences=True)
        self.year_view("this_year", year)
        return self.table(
            f"""
            WITH base AS (
                SELECT {COMPANY} AS company, municipality_code, atom,
                    coalesce(sum(jobs_fulltime), 0) AS fulltime, coalesce(sum(jobs_total), 0) AS total
                FROM this_year WHERE jobs_total > 0 OR jobs_total IS NULL GROUP BY ALL
            ),
            held AS (
                SELECT region, sector, company, sum(fulltime) AS fulltime, sum(total) AS total
                FROM base JOIN cells USING (municipality_code, atom) GROUP BY ALL
            )
            SELECT region, sector, CAST(count(*) AS BIGINT) AS companies,
                coalesce(max(fulltime) / nullif(sum(fulltime), 0), 0) AS largest_fulltime,
                coalesce(max(total) / nullif(sum(total), 0), 0) AS largest_total
            FROM held GROUP BY ALL ORDER BY ALL
            """
        )

    def links(self, before: StoredYear, after: StoredYear) -> str:
        """Return the name of the table of establishments that go on under another id, made once."""
        pair = before.rows, after.rows
        if pair not in self._links:
            self._links[pair] = f"links_{len(self._links)}"
            self.run(f"CREATE TEMP TABLE {self._links[pair]} AS {continued(*pair)}")
        return self._links[pair]
