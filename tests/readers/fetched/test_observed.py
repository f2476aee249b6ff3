"""Kept releases as observations, from a small release written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.model.folders import project_root
from keianalysis.model.observations import COLUMNS, as_of
from keianalysis.readers.fetched.declaration import Declaration, Mapped, read_declaration, read_declarations
from keianalysis.readers.fetched.listing import listing
from keianalysis.readers.fetched.observed import read_fetched
from keianalysis.readers.fetched.units import factor_of

JOBS = Declaration(
    service="cbs",
    table="70001NED",
    title="Banen",
    columns={"region": "RegioS", "period": "Perioden"},
    measures=[Mapped(code="M000001", measure="jobs_employees", unit="jobs", level="12-31")],
)
REGIONS = {"NL01": "Nederland", "PV22": "Drenthe"}


def write_release(place: Path, name: str, rows: list[tuple[Any, ...]], **about: Any) -> None:
    folder, version = place / name, name.partition("_")[0]
    folder.mkdir(parents=True)
    columns = ["Id", "Measure", "ValueAttribute", "Value", "RegioS", "Perioden", "status"]
    pd.DataFrame(rows, columns=columns).to_parquet(folder / "Observations.parquet")
    measures = {"M000001": {"unit": "x 1 000", "decimals": 1}}
    told = {
        "version": version,
        "accessed": "2025-07-01T00:00:00+00:00",
        "release_date": f"{version[:4]}-{version[4:6]}-{version[6:8]}",
        "request": "",
        "fingerprint": {"dimensions": {}, "measures": measures},
    }
    (folder / "release.json").write_text(json.dumps(told | about), "utf-8")


def row(region: str, period: str, value: float | None, status: str = "") -> tuple[Any, ...]:
    return (0, "M000001", "None", value, region, period, status)


def test_numbers_come_in_the_base_unit_with_their_rounding_and_reason(tmp_path: Path) -> None:
    rows = [row("NL01", "2023JJ00", 8000.1), row("PV22", "2023JJ00", None, "secret")]
    write_release(tmp_path, "202506010000", rows)
    found = read_fetched(tmp_path, JOBS, REGIONS)
    assert tuple(found.columns) == COLUMNS
    # 8000.1 thousand, printed in tenths of a thousand: hundreds.
    assert found.loc[0, ["value", "decimals", "low", "high"]].tolist() == [8000100, -2, 8000050, 8000150]
    assert found.loc[0, ["region", "period_start", "period_end"]].tolist() == [
        "Nederland",
        "2023-12-31",
        "2023-12-31",
    ]
    assert found.loc[1, "status"] == "secret"
    assert pd.isna(found.loc[1, "value"])
    assert set(found["basis"]) == {"published"}
    assert found.loc[1, "lineage"].endswith("/202506010000/Observations.parquet#3")


def test_every_release_is_known_and_the_newest_counts(tmp_path: Path) -> None:
    write_release(tmp_path, "202506010000", [row("NL01", "2023JJ00", 8000.1)])
    write_release(tmp_path, "202606010000", [row("NL01", "2023JJ00", 8001.0)])
    found = read_fetched(tmp_path, JOBS, REGIONS)
    assert found["release_date"].tolist() == ["2025-06-01", "2026-06-01"]
    assert as_of(found, "2025-12-31")["value"].tolist() == [8000100]
    assert as_of(found, "2026-12-31")["value"].tolist() == [8001000]


def test_of_one_version_the_last_selection_counts(tmp_path: Path) -> None:
    write_release(tmp_path, "202506010000", [row("NL01", "2023JJ00", 1.0)])
    write_release(
        tmp_path,
        "202506010000_2",
        [row("NL01", "2023JJ00", 1.0), row("PV22", "2023JJ00", 2.0)],
        accessed="2025-08-01T00:00:00+00:00",
    )
    assert len(read_fetched(tmp_path, JOBS, REGIONS)) == 2


def test_only_the_periods_of_a_frequency_are_taken(tmp_path: Path) -> None:
    rows = [row("NL01", period, 5.0) for period in ("2023JJ00", "2023KW01", "2023HJ01", "2023MM01")]
    write_release(tmp_path, "202506010000", rows)
    quarterly = replace(JOBS.measures[0], level="", frequency="quarter")
    found = read_fetched(tmp_path, replace(JOBS, measures=[quarterly]), REGIONS)
    assert found[["period_start", "period_end"]].to_numpy().tolist() == [["2023-01-01", "2023-03-31"]]


def test_a_region_that_we_do_not_list_has_the_name_of_the_service(tmp_path: Path) -> None:
    write_release(tmp_path, "202506010000", [row("CR12", "2023JJ00", 5.0)])
    codes = {"value": [{"Identifier": "CR12", "Title": "Twente (CR) "}]}
    (tmp_path / "202506010000" / "RegioSCodes.json").write_text(json.dumps(codes), "utf-8")
    assert read_fetched(tmp_path, JOBS, REGIONS)["region"].tolist() == ["Twente (CR)"]


def test_what_is_not_confirmed_is_not_in_use(tmp_path: Path) -> None:
    write_release(tmp_path, "202506010000", [row("NL01", "2023JJ00", 5.0)])
    assert read_fetched(tmp_path, replace(JOBS, confirmed=False), REGIONS).empty


def test_two_rows_about_one_number_are_refused(tmp_path: Path) -> None:
    write_release(tmp_path, "202506010000", [row("NL01", "2023JJ00", 5.0), row("NL01", "2023JJ00", 6.0)])
    with pytest.raises(BadData, match="one-value-per-key"):
        read_fetched(tmp_path, JOBS, REGIONS)


def test_every_disagreement_is_told_at_once(tmp_path: Path) -> None:
    write_release(tmp_path, "202506010000", [row("NL01", "soon", 5.0)])
    wrong = replace(JOBS.measures[0], code="M999999", where={"Leeftijd": "10000"})
    with pytest.raises(BadData) as told:
        read_fetched(tmp_path, replace(JOBS, measures=[wrong]), REGIONS)
    assert {fault.rule for fault in told.value.faults} == {"known-code", "known-column", "known-period"}


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("x 1 000", 1000), ("x 1000", 1000), ("1 000 euro", 1000), ("mln euro", 10**6), ("aantal", 1), ("%", 1)],
)
def test_the_factor_of_a_unit(unit: str, factor: int) -> None:
    assert factor_of(unit) == factor


def test_the_declared_tables_are_sound() -> None:
    declared = read_declarations(project_root() / "data" / "raw")
    assert {"03759ned", "82242NED", "83625NED"} <= {one.table for one in declared if one.confirmed}
    assert all(one.note for one in declared)
    assert all(one.code != "?" for table in declared if table.confirmed for one in table.measures)


def test_every_fault_of_a_declaration_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "cbs" / "70001ned" / "table.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'service = "cbs"\ntable = "70001NED"\nconfirmed = "yes"\ncolour = "red"\n'
        '[selection]\nRegioS = "NL01"\n[sectors]\nT1 = "nonsense"\n'
        '[[measures]]\nmeasure = "no_such"\nunit = "miles"\nfrequency = "daily"\n',
        "utf-8",
    )
    with pytest.raises(BadData) as told:
        read_declaration(path)
    assert {fault.column for fault in told.value.faults} == {
        "confirmed",
        "colour",
        "table",
        "selection.RegioS",
        "sectors.T1",
        "measure",
        "unit",
        "frequency",
    }


def test_the_page_lists_the_declared_tables() -> None:
    assert listing(project_root()) in (project_root() / "docs" / "data.md").read_text("utf-8")
