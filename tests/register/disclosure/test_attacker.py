"""Every unsafe cell of sample registers against all that leaves them: two vintages and two editions.

The attacker knows the rows of the results, which cells are sums of which, and all of one company. What is
unsafe is counted here again, straight from the deliveries.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import linprog

from keianalysis.model import observations as obs
from keianalysis.model.sectors import SECTIONS, sectors_of
from keianalysis.register.delivery import Vintage, read_registers
from keianalysis.register.disclosure.gate import Gate
from keianalysis.register.release import released
from keianalysis.samples.register import write_sample_register

pytestmark = pytest.mark.slow

SUMS = {
    "jobs_fulltime": ("men_fulltime", "women_fulltime"),
    "jobs_parttime": ("men_parttime", "women_parttime"),
    "jobs_total": ("men_fulltime", "women_fulltime", "men_parttime", "women_parttime"),
    "jobs_men": ("men_fulltime", "men_parttime"),
    "jobs_women": ("women_fulltime", "women_parttime"),
}
COUNTS = SUMS["jobs_total"]
ATTACKED = 10
"""How many unsafe cells of a date are attacked, the most dominated first."""


@dataclass(frozen=True)
class Date:
    """The establishments of one date, by place and set of sectors, and what is known of their cells."""

    rows: pd.DataFrame
    cells: Mapping[tuple[str, str], np.ndarray]
    shown: Mapping[tuple[str, str, str], float]

    @cached_property
    def told(self) -> sparse.csr_array:
        """What the shown numbers are sums of."""
        size = int(self.rows["atom"].max()) + 1
        return sparse.csr_array(sparse.vstack([self._weights(one, name, size) for *one, name in self.shown]))

    @cached_property
    def parts(self) -> pd.DataFrame:
        """What each company has of each atom."""
        return self.rows.groupby(["atom", "company_id"], as_index=False)[list(COUNTS)].sum()

    def held(self, key: tuple[str, str]) -> pd.DataFrame:
        """Return what each company holds of a cell, by what is counted."""
        own = self.parts[np.isin(self.parts["atom"].to_numpy(), self.cells[key])]
        return own.groupby("company_id")[list(COUNTS)].sum()

    def interval(self, key: tuple[str, str], measure: str, company: object) -> tuple[float, float]:
        """Return what who knows all of one company can reach of a cell."""
        size = int(self.rows["atom"].max()) + 1
        own = self.rows[self.rows["company_id"] == company].groupby("atom")[list(COUNTS)].sum()
        least = own.reindex(range(size), fill_value=0).to_numpy(dtype=float).T.ravel()
        alone = self.rows.groupby("atom")["company_id"].nunique().reindex(range(size), fill_value=0)
        is_own = np.tile((alone == 1).to_numpy() & (least.reshape(4, -1).sum(axis=0) > 0), 4)
        wanted = self._weights(key, measure, size).toarray().ravel()
        bounds = np.array([least, np.where(is_own, least, np.inf)]).T
        found = [
            linprog(
                sign * wanted,
                A_eq=self.told,
                b_eq=list(self.shown.values()),
                bounds=bounds,
                method="highs",
            )
            for sign in (1, -1)
        ]
        assert all(one.status in (0, 3) for one in found)
        low, high = ((one.fun if one.status == 0 else -np.inf) for one in found)
        return low, -high

    def _weights(self, key: Iterable[str], measure: str, size: int) -> sparse.csr_array:
        region, sector = key
        atoms = self.cells[region, sector]
        columns = np.concatenate([COUNTS.index(count) * size + atoms for count in SUMS[measure]])
        return sparse.csr_array(
            (np.ones(len(columns)), (np.zeros(len(columns), int), columns)), (1, 4 * size)
        )


def dates(vintage: Vintage, *editions: pd.DataFrame) -> Iterable[Date]:
    """Yield the dates of a vintage with what all editions tell of it."""
    told = pd.concat(editions)
    told = told[told["value"].notna() & told["measure"].isin(list(SUMS))]
    told = told[told["source"].str.contains(vintage.name) & (told["region"] != "Nederland")]
    regions = vintage.regions_on(vintage.years[-1].reference_date)
    for year in vintage.years:
        rows = pd.read_parquet(year.rows)
        kind = rows["sbi"].map(lambda code: " ".join(sectors_of(str(code))))
        places = pd.MultiIndex.from_arrays([rows["municipality_code"], kind])
        rows["atom"], kinds = pd.factorize(places)
        sectors = {"total", *(name for _, held in kinds for name in held.split(" "))}
        cells = {
            (region, sector): np.array(
                [
                    at
                    for at, (place, held) in enumerate(kinds)
                    if place in codes and (sector == "total" or sector in held.split(" "))
                ],
                dtype=np.int64,
            )
            for region, codes in regions.items()
            for sector in sectors
        }
        shown = {
            (str(row.region), str(row.sector), str(row.measure)): float(str(row.value))
            for row in told[told["period_end"] == year.reference_date].itertuples(index=False)
            if len(cells.get((row.region, row.sector), ()))
        }
        yield Date(rows, {key: atoms for key, atoms in cells.items() if len(atoms)}, shown)


def level_of(held: pd.Series[float]) -> float:
    """Return the protection level of a cell, nothing when it is safe: three companies, 10%, (1, 75)."""
    parts = sorted((part for part in held if part > 0), reverse=True)
    if not parts:
        return 0.0
    first, rest, total = parts[0], sum(parts[2:]), sum(parts)
    few = 1.0 if len(parts) < 3 else 0.0
    return max(few, first / 10 - rest, first / 0.75 - total, 0.0)


def attack(date: Date) -> int:
    """Assert that no unsafe cell is known better than its protection level; return how many there are."""
    unsafe = []
    for key in date.cells:
        counted = date.held(key)
        numbers = counted.to_numpy(dtype=float)
        for measure, counts in SUMS.items():
            held = pd.Series(numbers[:, [COUNTS.index(count) for count in counts]].sum(axis=1), counted.index)
            level = level_of(held)
            if level > 0:
                assert (*key, measure) not in date.shown
                unsafe.append((level / held.sum(), key, measure, level, held.sort_values()))
    for _, key, measure, level, held in sorted(unsafe, key=lambda one: (-one[0], one[1:3]))[:ATTACKED]:
        # The second largest company knows its own part; without one, somebody outside.
        second = held.index[-2] if (held > 0).sum() > 1 else None
        low, high = date.interval(key, measure, second)
        assert high >= held.sum() + level - 1e-6, (key, measure)
        assert low <= max(0.0, held.sum() - level) + 1e-6, (key, measure)
    return len(unsafe)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_unsafe_cell_of_two_vintages_is_known_within_its_protection_level(
    seed: int, tmp_path: Path
) -> None:
    whole, folder, store = tmp_path / "whole", tmp_path / "registers", tmp_path / "store"
    write_sample_register(whole, range(2011, 2014), seed=seed, scale=0.02)
    first, second = sorted(place for place in whole.iterdir() if place.is_dir())

    shutil.copytree(first, folder / first.name)
    (early,) = read_registers(folder, store, obs.empty())
    before = released(early, Gate(folder, [early]))

    shutil.copytree(second, folder / second.name)
    vintages = read_registers(folder, store, obs.empty())
    gate = Gate(folder, vintages)
    editions = [before, *(released(one, gate) for one in vintages)]
    for vintage in vintages:
        for date in dates(vintage, *editions):
            assert attack(date) > 50
            assert any(sector in SECTIONS for _, sector, _ in date.shown)
