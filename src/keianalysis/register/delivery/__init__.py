"""Deliveries of a register of establishments (PWR or LISA): read, checked and stored, one a vintage."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.observations import select
from keianalysis.model.regions import compositions
from keianalysis.model.territories import Territory, territories
from keianalysis.register.delivery.gaps import Gap, vintage_gaps
from keianalysis.register.delivery.national import counted_nationally, read_national
from keianalysis.register.delivery.source import Delivery, read_source
from keianalysis.register.delivery.store import (
    STORE,
    StoredYear,
    forget_removed,
    reader_hash,
    remembered,
    store_file,
)
from keianalysis.register.delivery.years import vintage_warnings, year_faults

__all__ = ["STORE", "StoredYear", "Vintage", "deliveries_in", "read_registers"]


@dataclass(frozen=True)
class Vintage:
    """One accepted delivery: its stored years in order of time, and what is worth telling about them.

    ``national`` are the jobs in the Netherlands by section and date, where they are known. With a
    ``territory`` only what an edition of it may tell of is computed.
    """

    delivery: Delivery
    years: tuple[StoredYear, ...]
    warnings: tuple[Fault, ...]
    national: pd.DataFrame
    territory: Territory | None = None

    @property
    def name(self) -> str:
        """The folder of the delivery."""
        return self.delivery.name

    @property
    def key(self) -> str:
        """A hash of everything that was delivered and of how it was read."""
        told = [self.name, self.delivery.release_date, self.delivery.publisher, str(self.delivery.is_sample)]
        told += [str(self.delivery.establishment_is_company), self.territory.code if self.territory else ""]
        told += [f"{year.reference_date} {year.sha256} {year.sbi_version}" for year in self.years]
        told += [self.delivery.layout.sha256, *(str(file.sheet) for file in self.delivery.files)]
        return hashlib.sha256("\n".join([*told, self.national.to_csv()]).encode()).hexdigest()

    def regions_on(self, day: str) -> Mapping[str, tuple[str, ...]]:
        """Return the municipality codes of every region to compute, by its name."""
        return self.territory.compositions_on(day) if self.territory else compositions(day)

    @property
    def gaps(self) -> list[Gap]:
        """What the vintage lacks that matters to its territory."""
        found = vintage_gaps(self.delivery, self.years)
        if self.territory is None:
            return found
        own = set(self.territory.own)
        return [
            one for one in found if one.kind != "municipality-missing" or own & set(one.regions.split(", "))
        ]


def deliveries_in(folder: Path) -> list[Path]:
    """Return the folders of the vintages below a register folder, in order of name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def read_registers(
    folder: Path, store: Path, published: pd.DataFrame, tell: Callable[[str], None] = lambda _: None
) -> tuple[Vintage, ...]:
    """Read every vintage below ``folder`` into ``store`` and return them, the oldest release first.

    ``published`` are published observations, with which totals are compared. ``tell`` is called with
    the name of each file before it is read.

    Raises
    ------
    BadData
        With every error of every file of every vintage.
    """
    faults: list[Fault] = []
    found: list[Vintage] = []
    for place in deliveries_in(folder):
        try:
            found.append(_read_vintage(place, store, published, tell))
        except BadData as error:
            faults += error.faults
    if faults:
        raise BadData(faults)
    dates = {one.name: [year.reference_date for year in one.years] for one in found}
    forget_removed(store, folder, dates)
    return tuple(sorted(found, key=lambda vintage: (vintage.delivery.release_date, vintage.name)))


def _read_vintage(folder: Path, store: Path, published: pd.DataFrame, tell: Callable[[str], None]) -> Vintage:
    delivery = read_source(folder)
    faults: list[Fault] = []
    years: list[StoredYear] = []
    for file in sorted(delivery.files, key=lambda file: file.reference_date):
        tell(f"{folder.name}/{file.path.name}")
        try:
            years.append(store_file(delivery, file, store))
        except BadData as error:
            faults += error.faults
    if not faults:
        faults += year_faults(delivery, years)
    national = read_national(delivery.national, folder.name, faults)
    if faults:
        raise BadData(faults)
    if delivery.national is None:
        national = counted_nationally(years)
    told = [fault for year in years for fault in year.warnings]
    vintage = Vintage(delivery, tuple(years), tuple(told), national)
    return replace(vintage, warnings=(*told, *_warnings(vintage, published, store)))


def _warnings(vintage: Vintage, published: pd.DataFrame, store: Path) -> tuple[Fault, ...]:
    """Return the warnings about pairs of years and totals, from the store when nothing changed."""
    provinces = {one.name for one in territories().values()}
    totals = select(published, measure="jobs_fulltime", region=provinces, sector="total").to_csv()
    names = [one.name for one in fields(Fault)]

    def warn() -> pd.DataFrame:
        found = vintage_warnings(vintage.delivery, vintage.years, published)
        return pd.DataFrame([astuple(fault) for fault in found], columns=names)

    rests_on = "\n".join([vintage.key, reader_hash(), totals])
    told = remembered(store, vintage.name, "warnings", rests_on, warn)
    return tuple(Fault(*row) for row in told.itertuples(index=False, name=None))
