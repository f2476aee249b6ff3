"""What is published of a vintage in three layers, each with its cells, its companies and its proofs.

Jobs of 12 hours or more leave for every region and sector. What else is known of the people (all jobs,
small jobs, men, women, sizes) and the flows leave for whole regions, and by sector for provinces only: so
small a table has few ways to give a cell away, and no edition prints more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from keianalysis.model.regions import all_regions
from keianalysis.model.sectors import SECTIONS
from keianalysis.register.delivery import StoredYear
from keianalysis.register.disclosure.holdings import Atom, Holdings, Key, Parts
from keianalysis.register.disclosure.pattern import Kind, Table, sums_of
from keianalysis.register.flows import FLOWS, flow_holdings
from keianalysis.register.panel import TOTAL, Panel

JOBS: Final = "jobs"
PEOPLE: Final = "people"
FLOW: Final = "flows"
LAYERS: Final = (JOBS, PEOPLE, FLOW)

LEVELS: Final = ("jobs_fulltime", "jobs_parttime", "jobs_total", "jobs_men", "jobs_women", "establishments")
FLOWING: Final = (
    "job_creation_entry",
    "job_creation_expansion",
    "job_destruction_contraction",
    "job_destruction_exit",
)
"""Flows that are sums over establishments; jobs that move between cells are not."""

MEASURES: Final[Mapping[str, tuple[str, ...]]] = {
    JOBS: (
        "jobs_fulltime",
        "establishments",
        "jobs_fulltime_change",
        "jobs_fulltime_mean_annual_change",
        "location_quotient",
        "shift_share_national",
        "shift_share_mix",
        "shift_share_regional",
    ),
    PEOPLE: (
        "jobs_parttime",
        "jobs_total",
        "jobs_men",
        "jobs_women",
        "jobs_total_change",
        "solo_establishments",
        "solo_establishments_change",
        "establishment_share_size_1",
        "establishment_share_size_2_4",
        "establishment_share_size_1_4",
        "establishment_share_sme",
        "jobs_fulltime_estimated_share",
    ),
    FLOW: (*FLOWS, "entry_rate", "exit_rate", "job_reallocation_rate", "one_year_survival_rate"),
}
"""The measures of each layer; what is in none of them never leaves the register."""

NARROW: Final = ("location_quotient", "shift_share_national", "shift_share_mix", "shift_share_regional")
"""Measures of the layer of jobs that leave, like the other layers, for whole regions and provinces only."""


@dataclass(frozen=True)
class Cells:
    """The regions and sectors of one table, as municipalities and sets of sectors."""

    regions: Mapping[str, Sequence[str]]
    sectors: Mapping[str, Iterable[int]]
    differences: Mapping[str, Iterable[int]]

    def published(self, layer: str) -> dict[Key, Parts]:
        """Return the cells that leave in a layer."""
        return self._parts(self.sectors, layer)

    def guarded(self, layer: str) -> dict[Key, Parts]:
        """Return what anybody can subtract from the cells of a layer."""
        return self._parts(self.differences, layer)

    def _parts(self, sectors: Mapping[str, Iterable[int]], layer: str) -> dict[Key, Parts]:
        return {
            (region, sector): frozenset((code, number) for code in codes for number in numbers)
            for region, codes in self.regions.items()
            for sector, numbers in sectors.items()
            if layer == JOBS or is_wide((region, sector))
        }


def is_wide(key: Key) -> bool:
    """Tell whether a cell is a whole region, or a sector of a province."""
    return key[1] == TOTAL or key[0] in provinces()


def provinces() -> frozenset[str]:
    """Return the names of the provinces."""
    return frozenset(region.name for region in all_regions().values() if region.kind == "province")


def layer_tables(panel: Panel, year: StoredYear, *, company: str) -> dict[str, Table]:
    """Return the tables of jobs and of people of one year; ``company`` is the SQL of the company."""
    found = stock_holdings(panel, year, company)
    cells = Cells(panel.regions(year), panel.sectors(year), panel.differences(year))
    sums = sums_of(cells.regions, SECTIONS, TOTAL)
    tables = {}
    for layer, kinds in ((JOBS, _jobs_kinds(found)), (PEOPLE, _people_kinds(found))):
        if kinds:
            tables[layer] = Table(
                year.reference_date,
                found,
                cells.published(layer),
                cells.guarded(layer),
                kinds,
                sums,
                {"jobs_total": "establishments"} if found.amount("jobs_total").any() else {},
            )
    return tables


def stock_holdings(panel: Panel, year: StoredYear, company: str) -> Holdings:
    """Return who holds which jobs in one year."""
    panel.year_view("this_year", year)
    table = panel.table(
        f"""
        SELECT {company} AS company, municipality_code, atom,
            sum(jobs_fulltime) AS jobs_fulltime, sum(jobs_parttime) AS jobs_parttime,
            sum(jobs_total) AS jobs_total, sum(men_fulltime + men_parttime) AS jobs_men,
            sum(women_fulltime + women_parttime) AS jobs_women, count(*) AS establishments
        FROM this_year WHERE jobs_total > 0 OR jobs_total IS NULL GROUP BY ALL ORDER BY ALL
        """
    )
    return Holdings.of(table, LEVELS)


def _jobs_kinds(holdings: Holdings) -> dict[str, list[Kind]]:
    """Return how jobs of 12 hours or more may change: with all jobs, of one sex, alone or with places."""
    moved = {"jobs_fulltime": 1}
    if holdings.amount("jobs_total").any():
        moved["jobs_total"] = 1
    sexes = [name for name in ("jobs_men", "jobs_women") if holdings.amount(name).any()]
    kinds: list[Kind] = [moved | {name: 1} for name in sexes] or [moved]
    return {"jobs_fulltime": [*kinds, *(dict(kind) | {"establishments": 1} for kind in kinds)]}


def _people_kinds(holdings: Holdings) -> dict[str, list[Kind]]:
    """Return how small jobs and the sexes may change while the jobs of 12 hours or more stay."""
    sexes = [name for name in ("jobs_men", "jobs_women") if holdings.amount(name).any()]
    found: dict[str, list[Kind]] = {}
    if holdings.amount("jobs_parttime").any():
        moved = {"jobs_parttime": 1, "jobs_total": 1}
        kinds: list[Kind] = [moved | {name: 1} for name in sexes] or [moved]
        found = {"jobs_parttime": kinds, "jobs_total": kinds}
    if len(sexes) == 2:
        found["jobs_men"] = [{"jobs_men": 1, "jobs_women": -1}]
        found["jobs_women"] = [{"jobs_women": 1, "jobs_men": -1}]
    return found


def flow_table(
    panel: Panel, before: StoredYear, after: StoredYear, *, company: str, fewest: int
) -> tuple[Table, set[Key]]:
    """Return the table of the flows between two dates, and the cells whose other flows are unsafe.

    Those are moves and counts of places: fewer companies than ``fewest`` moved, entered or left.
    """
    entries, moves = flow_holdings(panel, before, after, company)
    cells = Cells(
        panel.regions(before, after), panel.sectors(before, after), panel.differences(before, after)
    )
    published = cells.published(FLOW)
    kinds: dict[str, list[Kind]] = {name: [{name: 1}] for name in FLOWING}
    table = Table(
        f"{before.reference_date}/{after.reference_date}",
        Holdings.of(entries, FLOWING),
        published,
        cells.guarded(FLOW),
        kinds,
        sums_of(cells.regions, SECTIONS, TOTAL),
    )
    return table, {*_few(entries, published, fewest), *_few_movers(moves, published, fewest)}


def _few(entries: pd.DataFrame, cells: Mapping[Key, Parts], fewest: int) -> Iterator[Key]:
    """Yield the cells that too few companies entered or left."""
    for name in ("establishments_entered", "establishments_exited"):
        at: dict[Atom, list[str | float]] = {}
        columns = ("municipality_code", "atom", "company")
        rows = entries[entries[name] > 0]
        for code, atom, company in zip(*(rows[one].tolist() for one in columns), strict=True):
            at.setdefault((str(code), int(atom)), []).append(company)
        for key, parts in cells.items():
            if _is_few([company for atom in parts for company in at.get(atom, ())], fewest):
                yield key


def _few_movers(moves: pd.DataFrame, cells: Mapping[Key, Parts], fewest: int) -> Iterator[Key]:
    """Yield the cells that too few companies moved into or out of; moves inside a cell are none."""
    found = [
        ((str(a), int(b)), (str(c), int(d)), company)
        for company, a, b, c, d in moves.itertuples(index=False, name=None)
    ]
    for key, parts in cells.items():
        came = [company for old, new, company in found if new in parts and old not in parts]
        went = [company for old, new, company in found if old in parts and new not in parts]
        if _is_few(came, fewest) or _is_few(went, fewest):
            yield key


def _is_few(companies: Sequence[str | float], fewest: int) -> bool:
    """Tell whether somebody did it, and too few did; who is not known counts for nobody."""
    return bool(companies) and len({one for one in companies if not pd.isna(one)}) < fewest
