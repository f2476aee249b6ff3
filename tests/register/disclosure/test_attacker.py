"""An attacker with a linear programme of its own, on what really leaves three sample registers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model import observations as obs
from keianalysis.register.delivery import read_registers
from keianalysis.register.disclosure.gate import Gate
from keianalysis.register.disclosure.holdings import Key
from keianalysis.register.disclosure.pattern import Table
from keianalysis.register.disclosure.relations import System, level
from keianalysis.register.release import released
from keianalysis.samples.register import write_sample_register

pytestmark = pytest.mark.slow
JOBS = "jobs_fulltime"
SLACK = 1e-6
SHARE = 9
"""One unsafe cell of so many is attacked, spread over all protection levels."""


def attacked(table: Table, shown: dict[Key, float]) -> System:
    """Return everything that one delivery says of the jobs of one date."""
    system = System(lambda cell: [table.holdings.atoms[place] for place in table.cells[cell[2]]])
    for key, value in shown.items():
        if key in table.cells:
            system.add(level((table.name, JOBS, key), value, value))
    return system


def shown_on(leaves: pd.DataFrame, date: str) -> dict[Key, float]:
    rows = leaves[(leaves["measure"] == JOBS) & (leaves["period_end"] == date) & leaves["value"].notna()]
    return {(str(row.region), str(row.sector)): float(str(row.value)) for row in rows.itertuples(index=False)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_unsafe_cell_lies_inside_its_protection_level(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "registers"
    write_sample_register(folder, range(2012, 2014), seed=seed, scale=0.05)
    vintages = read_registers(folder, tmp_path / "store", obs.empty())
    gate = Gate(folder, vintages)
    tables = gate.patterns["jobs"].tables
    leaves = [released(one, gate) for one in vintages]
    owners = [number for number, one in enumerate(vintages) for _ in one.years]
    found = 0
    for target in gate.patterns["jobs"].targets[::SHARE]:
        table = tables[target.table]
        if target.key not in table.cells:
            continue
        shown = shown_on(leaves[owners[target.table]], table.name)
        assert target.key not in shown
        low, high = attacked(table, shown).interval([(1.0, (table.name, JOBS, target.key))])
        assert high >= target.amount + target.level - SLACK
        assert low <= max(0.0, target.amount - target.level) + SLACK
        found += 1
    assert found > 10
