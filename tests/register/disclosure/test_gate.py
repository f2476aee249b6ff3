"""The gate of a whole register: what leaves, what is remembered, and what stops it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.register.delivery import Vintage, read_registers
from keianalysis.register.disclosure.gate import Gate
from keianalysis.register.disclosure.ledger import LEDGER, read_ledger
from keianalysis.register.observed import Sums, observations
from keianalysis.register.panel import Panel
from keianalysis.register.release import register_observations, released
from tests.register.register_deliveries import deliver as write_vintage
from tests.registers import HEADER, NOTHING, deliver, line

pytestmark = pytest.mark.slow

STOCKS = ("jobs_fulltime", "establishments", "jobs_parttime", "jobs_total", "jobs_men", "jobs_women")

PLACES = ("0106", "0109", "0114", "0118", "0119", "1680", "1681", "1690", "1699", "1701", "1730", "1731")
"""The twelve municipalities of Drenthe."""

SBI = {"A": "01110", "C": "10710", "G": "47110", "Q": "86100"}


def province(*more: str, without: Sequence[tuple[str, str]] = (), grown: int = 0) -> list[str]:
    """Return six companies of about ten jobs in every municipality and section, and more lines."""
    found, number = [], 0
    for place in PLACES:
        for section, sbi in SBI.items():
            for size in range(6):
                number += 1
                if (place, section) not in without:
                    found.append(line(number, 8 + size + grown, place, sbi, small=3))
    return [*found, *more]


GIANT = line(9_001, 400, "0106", SBI["C"], small=3)
"""One company that is all of section C in Assen."""


def years(**changes: int) -> dict[int, list[str]]:
    return {year: province(GIANT, without=[("0106", "C")], grown=year - 2011) for year in (2011, 2012)}


def read(root: Path, folder: Path) -> tuple[Vintage, ...]:
    return read_registers(folder, root / "store", NOTHING)


def open_gate(root: Path, lines: Mapping[int, Sequence[str]], name: str = "lisa_2012") -> pd.DataFrame:
    folder = deliver(root, lines, name)
    return register_observations(read(root, folder), root / "store", folder)


def cell(table: pd.DataFrame, measure: str, region: str, sector: str) -> pd.DataFrame:
    return table[(table["measure"] == measure) & (table["region"] == region) & (table["sector"] == sector)]


def test_a_dominated_cell_is_hidden_with_complements_and_true_totals_stay(tmp_path: Path) -> None:
    found = open_gate(tmp_path, years())
    hidden = found[found["value"].isna() & (found["measure"] == "jobs_fulltime")]
    assert ("Assen", "C") in set(zip(hidden["region"], hidden["sector"], strict=True))
    assert len(hidden) >= 8
    assert set(hidden["status"]) == {"suppressed"}
    assert cell(found, "jobs_fulltime", "Drenthe", "total")["value"].tolist() == [
        sum(int(one.split(";")[3]) for one in lines) for lines in years().values()
    ]


def test_every_measure_of_a_hidden_cell_is_hidden_in_every_year(tmp_path: Path) -> None:
    found = open_gate(tmp_path, years())
    assert cell(found, "jobs_fulltime", "Assen", "C")["value"].isna().all()
    assert cell(found, "establishments", "Assen", "C")["value"].isna().all()
    assert cell(found, "jobs_fulltime_change", "Assen", "C")["value"].isna().all()


def test_the_pattern_is_frozen_beside_the_register_and_comes_back(tmp_path: Path) -> None:
    first = open_gate(tmp_path, years())
    folder = tmp_path / "registers"
    frozen = (folder / LEDGER).read_bytes()
    elsewhere = tmp_path / "elsewhere"
    again = register_observations(read(elsewhere, folder), elsewhere / "store", folder)
    pd.testing.assert_frame_equal(first, again)
    assert (folder / LEDGER).read_bytes() == frozen
    assert "400" not in frozen.decode()


def test_what_one_edition_hid_the_next_vintage_hides_for_the_same_years(tmp_path: Path) -> None:
    open_gate(tmp_path, years())
    hidden = read_ledger(tmp_path / "registers").cells
    later = {year: province(grown=year - 2011) for year in (2011, 2012, 2013)}
    found = open_gate(tmp_path, later, "lisa_2013")
    newest = found[found["source"].str.contains("lisa_2013") & found["value"].notna()]
    shown = set(zip(newest["region"], newest["sector"], strict=True))
    assert hidden
    assert not hidden & shown


def test_a_ledger_that_a_user_may_not_write_stops_everything(tmp_path: Path) -> None:
    folder = deliver(tmp_path, years())
    (folder / LEDGER).mkdir()
    with pytest.raises(BadData, match="ledger"):
        register_observations(read(tmp_path, folder), tmp_path / "store", folder)


def without_companies(root: Path, **keys: object) -> pd.DataFrame:
    names = HEADER.split(";")
    drop = names.index("kvkdosnr")
    rows = [
        ";".join(part for at, part in enumerate(row.split(";")) if at != drop)
        for row in (HEADER, *province())
    ]
    folder = write_vintage(root, {"2012-04-01": "\n".join([*rows, ""])}, **keys).parent
    return register_observations(read(root, folder), root / "store", folder)


def test_without_company_numbers_nothing_leaves(tmp_path: Path) -> None:
    assert without_companies(tmp_path, establishment_is_company=None).empty
    assert not (tmp_path / "registers" / LEDGER).exists()


def test_one_company_number_is_not_enough(tmp_path: Path) -> None:
    nobody = [";".join([*one.split(";")[:1], "", *one.split(";")[2:]]) for one in province()]
    assert open_gate(tmp_path, {2012: [*nobody, GIANT]}).empty


def test_the_analyst_may_say_that_each_establishment_is_a_company(tmp_path: Path) -> None:
    found = without_companies(tmp_path, establishment_is_company=True)
    assert cell(found, "jobs_fulltime", "Assen", "C")["value"].tolist() == [sum(range(8, 14))]


def test_establishments_of_one_company_are_one_company(tmp_path: Path) -> None:
    chain = [line(9_000 + number, 5, "0106", SBI["C"], company=77) for number in range(40)]
    found = open_gate(tmp_path, {2012: province(*chain, without=[("0106", "C")])})
    assert cell(found, "jobs_fulltime", "Assen", "C")["value"].isna().all()


def released_by(root: Path) -> tuple[Vintage, Gate, pd.DataFrame]:
    folder = deliver(root, years())
    (vintage,) = read(root, folder)
    gate = Gate(folder, [vintage])
    return vintage, gate, released(vintage, gate)


def test_the_judge_finds_nothing_in_what_leaves(tmp_path: Path) -> None:
    vintage, gate, found = released_by(tmp_path)
    assert gate.breaches(vintage, found) == []


@pytest.mark.parametrize("forgotten", ["unsafe", "complement"])
def test_the_judge_sees_a_figure_that_the_pattern_forgot(tmp_path: Path, forgotten: str) -> None:
    vintage, gate, found = released_by(tmp_path)
    keys = gate.pattern.unsafe_cells if forgotten == "unsafe" else gate.pattern.hidden
    told = sorted(keys if forgotten == "unsafe" else keys - gate.pattern.unsafe_cells)[0]
    rows = (found["region"] == told[0]) & (found["sector"] == told[1])
    found.loc[rows & (found["measure"] == "jobs_fulltime"), "value"] = 60.0
    broken = gate.breaches(vintage, found)
    assert ("Assen", "C") in {one.key for one in broken}
    with pytest.raises(BadData, match="could be computed"):
        gate.judge(vintage, found)


def test_all_that_is_published_can_be_computed_from_the_sums_that_are(tmp_path: Path) -> None:
    vintage, gate, found = released_by(tmp_path)
    with Panel.open(vintage.years, vintage.regions_on) as panel:
        sums = Sums.of(panel)
    shown = {
        (str(row.period_end), str(row.region), str(row.sector), str(row.measure))
        for row in found[found["value"].notna()].itertuples(index=False)
    }
    stocks = {
        year: table.assign(
            **{
                name: table[name]
                .astype(float)
                .where(
                    [
                        (year.reference_date, region, sector, name) in shown
                        for region, sector in zip(table["region"], table["sector"], strict=True)
                    ]
                )
                for name in STOCKS
            }
        )
        for year, table in sums.left(gate.mask).stocks.items()
    }
    again = observations(vintage, replace(sums.left(gate.mask), stocks=stocks))
    pd.testing.assert_series_equal(
        again.set_index("id")["value"].sort_index(),
        found[found["value"].notna()].set_index("id")["value"].sort_index(),
    )


def test_no_row_of_a_hidden_cell_has_a_value(tmp_path: Path) -> None:
    _, gate, found = released_by(tmp_path)
    shown = found[found["value"].notna()]
    assert not gate.ledger.cells & set(zip(shown["region"], shown["sector"], strict=True))


def test_the_rules_of_the_holder_hold(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {2012: province()})
    found = register_observations(read(tmp_path, folder), tmp_path / "store", folder)
    assert cell(found, "jobs_fulltime", "Assen", "C")["value"].notna().all()
    (folder / "disclosure.toml").write_text("fewest_companies = 7\n", "utf-8")
    found = register_observations(read(tmp_path, folder), tmp_path / "store", folder)
    assert cell(found, "jobs_fulltime", "Assen", "C")["value"].isna().all()


def test_the_ledger_names_cells_and_no_count(tmp_path: Path) -> None:
    open_gate(tmp_path, years())
    told = json.loads((tmp_path / "registers" / LEDGER).read_text("utf-8"))
    (entry,) = told["entries"]
    assert set(entry) == {"key", "vintage", "rule", "dates", "regions", "cells", "wholes"}
    assert ["Assen", "C"] in entry["cells"]
