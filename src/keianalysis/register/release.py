"""What leaves the register: the indicators of a vintage behind the disclosure gate, computed once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.indicators.register import JOB_FLOWS, panel_observations
from keianalysis.indicators.register_flows import flow_companies
from keianalysis.indicators.register_panel import Panel
from keianalysis.model import observations as obs
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.folders import project_root, published_folder
from keianalysis.readers.sources import read_sources
from keianalysis.register.delivery import STORE, StoredYear, Vintage, deliveries_in, read_registers
from keianalysis.register.delivery.proposal import propose
from keianalysis.register.delivery.source import read_source
from keianalysis.register.delivery.store import remembered
from keianalysis.register.disclosure import Key, Parts, hidden_cells, suppress, unsafe_cells

REGISTERS: Final = Path("data", "raw", "registers")
CODE: Final = (
    "register",
    "register/delivery",
    "indicators",
    "model",
)
LISTS: Final = ("municipalities.csv", "region_members.csv", "regions.csv", "sectors.csv")


@dataclass(frozen=True)
class Register:
    """The register of a run: its vintages, what may be published of them, and what to watch out for."""

    folder: Path
    vintages: tuple[Vintage, ...] = ()
    observations: pd.DataFrame = field(default_factory=obs.empty)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """The warnings of all vintages."""
        return tuple(fault for vintage in self.vintages for fault in vintage.warnings)

    def __bool__(self) -> bool:
        return bool(self.vintages)


def register_folder(folder: str) -> Path:
    """Return the folder of deliveries that a run names, or that of the project when it names none."""
    return Path(folder) if folder else project_root() / REGISTERS


_OPENED: Final[dict[Path, Register]] = {}


def delivered_files(folder: Path) -> list[Path]:
    """Return every file of the deliveries below a folder, in a fixed order."""
    places = (place.rglob("*") for place in deliveries_in(folder))
    return sorted(path for found in places for path in found if path.is_file())


def open_register(folder: Path, tell: Callable[[str], None] = lambda _: None) -> Register:
    """Read, check and store the deliveries below ``folder`` and compute what may be published of them.

    ``tell`` is called with the name of each file before it is read. Without deliveries the register is
    empty.

    Raises
    ------
    BadData
        With every error of every delivery.
    """
    if folder not in _OPENED:
        store = project_root() / STORE
        vintages = read_registers(folder, store, read_sources().published, tell)
        _OPENED[folder] = Register(folder, vintages, register_observations(vintages, store))
    return _OPENED[folder]


def proposals(folder: Path) -> Iterator[str]:
    """Yield a proposed layout for each vintage whose headings its layout does not know, as TOML."""
    for place in deliveries_in(folder):
        try:
            delivery = read_source(place)
            texts = (propose(file, delivery.layout) for file in delivery.files)
            yield from [next((text for text in texts if text), "")]
        except BadData:
            continue


def register_observations(vintages: Sequence[Vintage], store: Path) -> pd.DataFrame:
    """Return the observations of all vintages that may be published, read from ``store`` when unchanged.

    They depend on the deliveries, the definitions and the code.
    """
    return obs.combine(
        remembered(store, one.name, "observations", f"{one.key} {_code_hash()}", partial(released, one))
        for one in vintages
    )


@cache
def _code_hash() -> str:
    package, found = Path(str(files("keianalysis"))), hashlib.sha256()
    for name in CODE:
        place = package / name
        for path in sorted(place.glob("*.py")) if place.is_dir() else [place]:
            found.update(path.read_bytes())
    for name in LISTS:
        found.update((published_folder() / name).read_bytes())
    return found.hexdigest()


def released(vintage: Vintage) -> pd.DataFrame:
    """Return the observations of a vintage behind the disclosure gate.

    The pattern of hidden cells is one for all years of the vintage. Flows of jobs are hidden in more
    cells than levels: where a flow of any year rests on too few companies.
    """
    with Panel.open(vintage.years) as panel:
        table = panel_observations(vintage, panel)
        size = _sizes(table)
        unsafe = unsafe_cells(pd.concat([panel.companies(year) for year in vintage.years]))
        hidden = _hidden(panel, vintage.years, unsafe, size, set())
        thin = [flow_companies(panel, *pair) for pair in panel.pairs]
        thin = [cells.assign(largest_fulltime=0.0, largest_total=0.0) for cells in thin]
        unsafe |= unsafe_cells(pd.concat(thin)) if thin else set()
        hidden_flows = _hidden(panel, vintage.years, unsafe, size, hidden)
    return suppress(suppress(table, hidden), hidden_flows, JOB_FLOWS)


def _sizes(table: pd.DataFrame) -> dict[Key, float]:
    """Return the largest number of jobs that each cell ever had."""
    jobs: Any = table[table["measure"] == "jobs_total"].groupby(["region", "sector"])["value"].max()
    return {(str(region), str(sector)): float(value) for (region, sector), value in jobs.items()}


def _hidden(
    panel: Panel, years: Sequence[StoredYear], unsafe: set[Key], size: dict[Key, float], already: set[Key]
) -> set[Key]:
    """Return the pattern that protects the unsafe cells in the composition of every year."""
    hidden = unsafe | already
    seen: list[dict[Key, Parts]] = []
    for year in years:
        regions = panel.regions(year)
        published = _parts(regions, panel.sectors(year))
        if published not in seen:
            seen.append(published)
            guarded = _parts(regions, panel.differences(year))
            hidden |= hidden_cells(unsafe, published, guarded, size, hidden)
    return hidden


def _parts(regions: dict[str, tuple[str, ...]], sectors: dict[str, frozenset[int]]) -> dict[Key, Parts]:
    return {
        (region, sector): frozenset((code, atom) for code in codes for atom in atoms)
        for region, codes in regions.items()
        for sector, atoms in sectors.items()
    }
