"""Every indicator of a register vintage as observations, each year and pair of years from one release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pandas as pd

from keianalysis.indicators.computation import COMPUTATIONS, check_measure, computation, name_of
from keianalysis.model import observations as obs
from keianalysis.model.folders import file_hash
from keianalysis.model.lineage import HashedInput, Lineage
from keianalysis.model.observations import Period
from keianalysis.model.regions import all_regions, municipalities
from keianalysis.register.comparison import SHIFT_SHARE, location_quotients, national_stocks, shift_share
from keianalysis.register.delivery import StoredYear, Vintage
from keianalysis.register.disclosure.masks import Mask
from keianalysis.register.flows import ESTABLISHMENT_FLOWS, FLOWS, flows, survival
from keianalysis.register.panel import CELL, SUMMED, Definitions, Panel

LONGEST_SPAN: Final = 5
"""The most years over which a mean annual change and a change in solo establishments are computed."""

LEVELS: Final[Mapping[str, tuple[str, int]]] = {
    "jobs_fulltime": ("jobs", 0),
    "jobs_parttime": ("jobs", 0),
    "jobs_total": ("jobs", 0),
    "jobs_men": ("jobs", 0),
    "jobs_women": ("jobs", 0),
    "establishments": ("count", 0),
    "solo_establishments": ("count", 0),
    "establishment_share_size_1": ("pct", 1),
    "establishment_share_size_2_4": ("pct", 1),
    "establishment_share_size_1_4": ("pct", 1),
    "establishment_share_sme": ("pct", 1),
    "jobs_fulltime_estimated_share": ("pct", 1),
}
_SPANS: Final = range(1, LONGEST_SPAN + 1)
CHANGES: Final[Mapping[str, tuple[int, range]]] = {
    "jobs_fulltime_change:jobs": (0, _SPANS[:1]),
    "jobs_fulltime_change:pct": (1, _SPANS[:1]),
    "jobs_total_change:jobs": (0, _SPANS[:1]),
    "jobs_total_change:pct": (1, _SPANS[:1]),
    "solo_establishments_change:count": (0, _SPANS),
    "jobs_fulltime_mean_annual_change:pct_per_year": (1, _SPANS[1:]),
}
"""Measure and unit of each change, with its decimals and the number of years that it may span."""

CHANGED: Final = tuple(dict.fromkeys(column.partition(":")[0] for column in CHANGES))
"""The measures of change."""

FLOW_UNITS: Final[Mapping[str, tuple[str, int]]] = {
    name: ("count" if name in ESTABLISHMENT_FLOWS else "jobs", 0) for name in FLOWS
} | dict.fromkeys(("entry_rate", "exit_rate", "job_reallocation_rate"), ("pct", 1))
TURNED: Final = tuple(name for name in FLOWS if name.startswith(("job_creation", "job_destruction")))


@dataclass(frozen=True)
class _Writer:
    """Makes observation rows of one vintage out of tables of cells."""

    vintage: Vintage
    files: tuple[HashedInput, ...] = ()
    """What the rows rest on; without any, the files of the years."""

    def rows(
        self,
        cells: pd.DataFrame,
        units: Mapping[str, tuple[str, int]],
        years: tuple[StoredYear, ...],
        by: Callable[..., object],
    ) -> pd.DataFrame:
        """Return one row a cell and measure; ``units`` are the unit and the decimals of each column."""
        return pd.concat(
            [
                self._measure(cells, measure, unit, decimals, years, by)
                for measure, (unit, decimals) in units.items()
            ],
            ignore_index=True,
        )

    def _measure(
        self,
        cells: pd.DataFrame,
        measure: str,
        unit: str,
        decimals: int,
        years: tuple[StoredYear, ...],
        by: Callable[..., object],
    ) -> pd.DataFrame:
        """Return the rows of one measure; a cell without a value has no row."""
        function = name_of(by)
        check_measure(measure, function, COMPUTATIONS[function].makes)
        known = cells[cells[measure].notna()]
        period = Period(years[-2 if len(years) > 1 else -1].reference_date, years[-1].reference_date)
        values = known[measure].astype("float64")
        is_sample = self.vintage.delivery.is_sample
        unknown = known["unknown"] > 0 if "unknown" in known else pd.Series(False, index=known.index)
        return pd.DataFrame(
            {
                "measure": measure,
                "region": known["region"],
                "region_code": known["region"].map(region_codes()).fillna(""),
                "sector": known["sector"],
                "period_start": period.start,
                "period_end": period.end,
                "unit": unit,
                "value": values,
                "decimals": decimals,
                "wording": "exact",
                "status": "sample" if is_sample else unknown.map({True: "unreliable", False: ""}),
                "release_date": self.vintage.delivery.release_date,
                "basis": "sample" if is_sample else "register",
                "source": f"keianalysis.{function} | {self.publisher}",
                "lineage": self._lineage(known, years, function),
                "low": values,
                "high": values,
                "note": _unknown_note(known, unknown),
            }
        )

    def change(
        self, cells: pd.DataFrame, column: str, unit: str, decimals: int, years: tuple[StoredYear, ...]
    ) -> pd.DataFrame:
        """Return the rows of a change between the first and the last of the years."""
        measure = column.partition(":")[0]
        return self._measure(cells.rename(columns={column: measure}), measure, unit, decimals, years, changes)

    @property
    def publisher(self) -> str:
        """Who delivered the vintage."""
        delivery = self.vintage.delivery
        return f"{delivery.publisher} {delivery.release_date} ({delivery.name})"

    def _lineage(self, cells: pd.DataFrame, years: tuple[StoredYear, ...], function: str) -> pd.Series[str]:
        """Return function, files with their hash, and the definitions of region and sector."""
        name, definitions = self.vintage.name, Definitions.on(self.vintage.years[-1].reference_date)
        files = self.files or tuple(
            HashedInput("register", quote(f"{name}/{year.file}"), year.sha256[:12]) for year in years
        )
        found = list(zip(cells["region"], cells["sector"], strict=True))
        texts = {
            cell: str(Lineage(function, (*files, *definitions.inputs(*cell))))
            for cell in dict.fromkeys(found)
        }
        # Text, also when there are no cells: an empty column would be one of numbers.
        return pd.Series([texts[cell] for cell in found], index=cells.index, dtype="object")


def region_codes() -> dict[str, str]:
    """Return the CBS code of every region and municipality by name, where it has one."""
    return {one.name: one.code for one in municipalities()} | {
        region.name: region.code for region in all_regions().values() if region.code
    }


def _unknown_note(cells: pd.DataFrame, unknown: pd.Series[bool]) -> pd.Series[str]:
    if "unknown" not in cells:
        return pd.Series("", index=cells.index)
    told = cells["unknown"].astype(int).astype(str) + " establishments with an unknown count are left out"
    return told.where(unknown, "")


def vintage_observations(vintage: Vintage) -> pd.DataFrame:
    """Return every indicator of a vintage as observations, before the disclosure gate.

    Not for publication: see ``release.register_observations``. Levels for every reference
    year; changes and flows between years that follow each other; mean annual changes over two to
    ``LONGEST_SPAN`` years; survival over three; quotients and shift-share where the delivery has a
    national table. Regions without all their municipalities in the delivery, and sectors of years that
    are not coded in SBI 2008, have no rows.
    """
    with Panel.open(vintage.years, vintage.regions_on) as panel:
        return observations(vintage, Sums.of(panel))


@dataclass(frozen=True)
class Sums:
    """The sums of cells that all observations of a vintage are computed from, by year or years.

    ``companies`` are the shares of the largest company, which stay inside the register.
    """

    stocks: Mapping[StoredYear, pd.DataFrame]
    flows: Mapping[tuple[StoredYear, ...], pd.DataFrame]
    survival: Mapping[tuple[StoredYear, ...], pd.DataFrame]
    companies: Mapping[StoredYear, pd.DataFrame]

    @classmethod
    def of(cls, panel: Panel) -> Sums:
        """Return the sums of the years that a panel has open."""
        return cls(
            _complete(panel),
            {pair: flows(panel, *pair) for pair in panel.pairs},
            {years: survival(panel, *years) for years in panel.triples},
            {year: _shares(panel, year) for year in panel.years},
        )

    def left(self, mask: Mask) -> Sums:
        """Return what is left of the sums when a mask has taken out what does not leave."""
        return Sums(
            {year: mask.stocks(table) for year, table in self.stocks.items()},
            {years: mask.flows(table, *years) for years, table in self.flows.items()},
            {years: mask.survival(table, *years[1:]) for years, table in self.survival.items()},
            {},
        )


def observations(vintage: Vintage, sums: Sums) -> pd.DataFrame:
    """Return every indicator of a vintage that can be computed from sums of cells; empty ones give none."""
    writer = _Writer(vintage)
    stocks = {year: levels(cells) for year, cells in sums.stocks.items()}
    largest = {"largest_company_share": ("pct", 1)}
    tables = [
        *(writer.rows(cells, LEVELS, (year,), levels) for year, cells in stocks.items()),
        *(writer.rows(cells, largest, (year,), Panel.companies) for year, cells in sums.companies.items()),
        *_changes(writer, stocks),
        *_flows(writer, sums, stocks),
        *_survival(writer, sums),
        *_comparisons(vintage, writer, stocks),
    ]
    found = obs.with_ids(pd.concat([table for table in tables if len(table)], ignore_index=True))
    return found.reindex(columns=list(obs.COLUMNS))


def _complete(panel: Panel) -> dict[StoredYear, pd.DataFrame]:
    """Return the stocks of every year, with zeros for cells that are filled in another year only."""
    stocks = {year: panel.stocks(year) for year in panel.years}
    cells = pd.concat(stocks.values())[list(CELL)].drop_duplicates()
    found = {}
    for year, table in stocks.items():
        possible = cells["region"].isin(panel.regions(year)) & cells["sector"].isin(panel.sectors(year))
        filled = cells[possible].merge(table, on=list(CELL), how="left", indicator=True)
        is_empty = filled.pop("_merge") == "left_only"
        delivered = [name for name in SUMMED if table[name].notna().any()]
        filled.loc[is_empty, delivered] = 0
        found[year] = filled.sort_values(list(CELL), ignore_index=True)
    return found


@computation("register.levels", makes=LEVELS)
def levels(stocks: pd.DataFrame) -> pd.DataFrame:
    """Return stocks with the shares of size classes in all establishments, in percent.

    Size counts jobs of 12 hours or more: one, two to four, one to four, and fewer than 250. Also the
    share of the jobs of 12 hours or more that were raised, imputed, guessed or carried over.
    """
    count = stocks["establishments"].where(stocks["establishments"] > 0)
    jobs = stocks["jobs_fulltime"].where(stocks["jobs_fulltime"] > 0)
    return stocks.assign(
        establishment_share_size_1=100 * stocks["solo_establishments"] / count,
        establishment_share_size_2_4=100 * stocks["size_2_4"] / count,
        establishment_share_size_1_4=100 * (stocks["solo_establishments"] + stocks["size_2_4"]) / count,
        establishment_share_sme=100 * stocks["sme"] / count,
        jobs_fulltime_estimated_share=100 * stocks["estimated"] / jobs,
    )


def _shares(panel: Panel, year: StoredYear) -> pd.DataFrame:
    """Return the share of the largest company of every cell of one year."""
    cells = panel.companies(year)
    return cells[cells["sector"].isin(panel.sectors(year))].assign(
        largest_company_share=lambda table: 100 * table["largest_fulltime"]
    )


@computation("register.changes", makes=CHANGED)
def changes(before: pd.DataFrame, after: pd.DataFrame, years: int) -> pd.DataFrame:
    """Return the changes of cells between two dates of one release, ``years`` apart.

    In jobs and in percent of the first date; the mean annual change is the geometric mean, in percent
    a year. A cell without jobs on the first date has no rate.
    """
    cells = before.merge(after, on=list(CELL), suffixes=("_before", "_after"))
    start = cells["jobs_fulltime_before"].where(cells["jobs_fulltime_before"] > 0)
    all_start = cells["jobs_total_before"].where(cells["jobs_total_before"] > 0)
    ratio = cells["jobs_fulltime_after"] / start
    return cells.assign(
        **{
            "unknown": cells["unknown_before"] + cells["unknown_after"],
            "jobs_fulltime_change:jobs": cells["jobs_fulltime_after"] - cells["jobs_fulltime_before"],
            "jobs_fulltime_change:pct": 100 * (ratio - 1),
            "jobs_total_change:jobs": cells["jobs_total_after"] - cells["jobs_total_before"],
            "jobs_total_change:pct": 100 * (cells["jobs_total_after"] / all_start - 1),
            "jobs_fulltime_mean_annual_change:pct_per_year": 100 * (ratio ** (1 / years) - 1),
            "solo_establishments_change:count": cells["solo_establishments_after"]
            - cells["solo_establishments_before"],
        }
    )


def _changes(writer: _Writer, stocks: Mapping[StoredYear, pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for first, last in combinations(stocks, 2):
        span = int(last.reference_date[:4]) - int(first.reference_date[:4])
        if span > LONGEST_SPAN or first.reference_date[4:] != last.reference_date[4:]:
            continue
        cells = changes(stocks[first], stocks[last], span)
        for column, (decimals, spans) in CHANGES.items():
            if span in spans:
                yield writer.change(cells, column, column.partition(":")[2], decimals, (first, last))


def _flows(writer: _Writer, sums: Sums, stocks: Mapping[StoredYear, pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for (before, after), found in sums.flows.items():
        yield writer.rows(
            with_rates(found, stocks[before], stocks[after]), FLOW_UNITS, (before, after), flows
        )


def with_rates(found: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return flows with their rates in percent.

    Entry and exit over the establishments at the start; reallocation, creation plus destruction, over
    the mean of the jobs at start and end.
    """
    names = [*CELL, "establishments", "jobs_fulltime", "unknown"]
    cells = found.merge(before[names], on=list(CELL), how="left")
    cells = cells.merge(after[names], on=list(CELL), how="left", suffixes=("_before", "_after"))
    start = cells["establishments_before"].where(cells["establishments_before"] > 0)
    jobs = (cells["jobs_fulltime_before"].fillna(0) + cells["jobs_fulltime_after"].fillna(0)) / 2
    turned = cells[list(TURNED)]
    return cells.assign(
        unknown=cells["unknown_before"].fillna(0) + cells["unknown_after"].fillna(0),
        entry_rate=100 * cells["establishments_entered"] / start,
        exit_rate=100 * cells["establishments_exited"] / start,
        job_reallocation_rate=100 * turned.sum(axis=1, skipna=False) / jobs.where(jobs > 0),
    )


def _survival(writer: _Writer, sums: Sums) -> Iterator[pd.DataFrame]:
    for years, cells in sums.survival.items():
        entered = cells["entered"].where(cells["entered"] > 0)
        rates = cells.assign(one_year_survival_rate=100 * cells["survived"] / entered)
        yield writer.rows(rates, {"one_year_survival_rate": ("pct", 1)}, years, survival)


def national_observations(vintage: Vintage) -> pd.DataFrame:
    """Return the jobs of the Netherlands that the regions of a vintage are set beside, and their changes.

    They are public, or sums over the whole country: no gate hides them, and it counts them as known.
    """
    path = vintage.delivery.national
    files = (_delivered_file(vintage, path),) if path is not None else ()
    writer = _Writer(vintage, files)
    stocks = {year: national_stocks(table) for year, table in _nation(vintage).items()}
    tables = [
        writer.rows(cells, {"jobs_fulltime": ("jobs", 0)}, (year,), national_stocks)
        for year, cells in stocks.items()
    ]
    for (first, before), (last, after) in pairwise(stocks.items()):
        if int(last.reference_date[:4]) - int(first.reference_date[:4]) == 1:
            cells = changes(before, after, 1)
            for column in ("jobs_fulltime_change:jobs", "jobs_fulltime_change:pct"):
                unit, decimals = column.partition(":")[2], CHANGES[column][0]
                tables.append(writer.change(cells, column, unit, decimals, (first, last)))
    return obs.with_ids(pd.concat(tables, ignore_index=True)) if tables else obs.empty()


def _delivered_file(vintage: Vintage, path: Path) -> HashedInput:
    return HashedInput("register", quote(f"{vintage.name}/{path.name}"), file_hash(path)[:12])


def _nation(vintage: Vintage) -> dict[StoredYear, pd.DataFrame]:
    """Return the national table of every year that has one."""
    national = vintage.national
    tables = {year: national[national["reference_date"] == year.reference_date] for year in vintage.years}
    return {year: table for year, table in tables.items() if len(table)}


def _comparisons(
    vintage: Vintage, writer: _Writer, stocks: Mapping[StoredYear, pd.DataFrame]
) -> Iterator[pd.DataFrame]:
    tables = _nation(vintage)
    for year in tables:
        cells = location_quotients(stocks[year], tables[year])
        yield writer.rows(cells, {"location_quotient": ("ratio", 2)}, (year,), location_quotients)
    for before, after in pairwise(tables):
        cells = shift_share(stocks[before], stocks[after], tables[before], tables[after])
        terms = dict.fromkeys(SHIFT_SHARE, ("jobs", 0))
        yield writer.rows(cells, terms, (before, after), shift_share)
