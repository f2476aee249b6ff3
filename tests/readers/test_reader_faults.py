"""Every rule of the raw tables triggers by itself, with its row and column, and all faults together."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from keianalysis.data import published_folder
from keianalysis.errors import BadData
from keianalysis.readers.claims import read_claims
from keianalysis.readers.published import RAW_COLUMNS, read_published
from keianalysis.readers.references import read_coefficients, read_projects

GOOD = {
    "measure": "jobs_fulltime",
    "region": "Drenthe",
    "region_code": "PV22",
    "sector": "total",
    "sector_label": "",
    "period_start": "2012-04-01",
    "period_end": "2012-04-01",
    "unit": "jobs",
    "value": "173900",
    "decimals": "-2",
    "wording": "exact",
    "status": "",
    "release_date": "2012-12-19",
    "publisher": "Provincie Drenthe",
    "source_url": "https://example.org",
    "note": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("regions.csv", "sectors.csv", "review_claims.csv"):
        shutil.copy(published_folder() / name, tmp_path / name)
    return tmp_path


def write(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "observations.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, RAW_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def places(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(BadData) as caught:
        read_published(path)
    assert all(fault.remedy for fault in caught.value.faults)
    return [(fault.rule, fault.row, fault.column) for fault in caught.value.faults]


def test_a_good_row_becomes_an_observation_with_its_bounds_and_its_place(folder: Path) -> None:
    row = read_published(write(folder, GOOD)).iloc[0]
    assert (row["value"], row["low"], row["high"]) == (173_900, 173_850, 173_950)
    assert row["basis"] == "published"
    assert row["lineage"] == "observations.csv#2"
    assert row["source"] == "Provincie Drenthe | https://example.org"


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("measure", "jobs_fultime", "known-measure"),
        ("region", "Atlantis", "known-region"),
        ("region_code", "PV21", "known-region"),
        ("sector", "leisur", "known-sector"),
        ("unit", "kilometre", "known-unit"),
        ("value", "173.900,0", "number"),
        ("decimals", "half", "whole-decimals"),
        ("wording", "ruim", "known-wording"),
        ("status", "maybe", "known-status"),
        ("period_end", "2012-04-31", "iso-date"),
        ("release_date", "december 2012", "release-date"),
        ("publisher", "", "source"),
        ("source_url", "", "source"),
    ],
)
def test_each_rule_by_itself(folder: Path, column: str, value: str, rule: str) -> None:
    found = places(
        write(folder, GOOD, GOOD | {column: value, "note": "x", "release_date": "2013"} | {column: value})
    )
    place = "region" if rule == "known-region" else column
    assert found == [(rule, 3, place)]


def test_a_period_that_ends_before_it_starts(folder: Path) -> None:
    row = GOOD | {"period_start": "2012-04-02"}
    assert places(write(folder, row)) == [("period-order", 2, "period_end")]


def test_a_value_without_a_status_and_a_suppressed_value(folder: Path) -> None:
    assert places(write(folder, GOOD | {"value": ""})) == [("value-or-status", 2, "value")]
    assert places(write(folder, GOOD | {"status": "suppressed"})) == [("suppressed-value", 2, "value")]
    assert read_published(write(folder, GOOD | {"value": "", "status": "suppressed"}))["value"].isna().all()


def test_two_values_for_one_key(folder: Path) -> None:
    assert places(write(folder, GOOD, GOOD | {"value": "1"})) == [("one-value-per-key", 3, "value")]


def test_all_faults_come_at_once(folder: Path) -> None:
    bad = {"unit": "x", "period_end": "soon"}
    found = {rule for rule, _, _ in places(write(folder, GOOD | bad, GOOD | {"measure": "y"}))}
    assert {"known-unit", "iso-date", "known-measure"} <= found


@pytest.mark.parametrize(
    ("text", "rule", "row"),
    [
        (b"measure,region\xe9\n", "encoding", 1),
        (b"", "file-filled", 0),
        (b"measure,measure\na,b\n", "column-once", 1),
        (b"measure\na,b\n", "ragged-row", 2),
    ],
)
def test_the_shape_of_the_file(folder: Path, text: bytes, rule: str, row: int) -> None:
    path = folder / "observations.csv"
    path.write_bytes(text)
    assert (rule, row) in [(found, line) for found, line, _ in places(path)]


def test_a_missing_file_is_a_fault_and_not_a_crash(folder: Path) -> None:
    assert places(folder / "observations.csv") == [("file-present", 0, "")]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (",jobs_fulltime_change,", ",,", "claim-measure"),
        (",jobs_fulltime_change,", ",jobs_change,", "known-measure"),
        (",Drenthe,total,", ",Dernthe,total,", "known-region"),
        (",pct,value,", ",percent,value,", "known-unit"),
        (",pct,value,", ",pct,guess,", "known-check"),
        (",-0.7,", ",,", "number"),
        (",-0.7,,exact", ",-0.7,1,exact", "range-ends"),
        ("2012-04-01,pct", "2010-04-01,pct", "period-order"),
    ],
)
def test_each_rule_of_the_claims(folder: Path, old: str, new: str, rule: str) -> None:
    path = folder / "review_claims.csv"
    header, first, *_ = path.read_text("utf-8").splitlines()
    assert old in first
    path.write_text(f"{header}\n{first.replace(old, new, 1)}\n", "utf-8")
    with pytest.raises(BadData) as caught:
        read_claims(path)
    assert [(fault.rule, fault.row) for fault in caught.value.faults] == [(rule, 2)]


def test_a_claim_occurs_once(folder: Path) -> None:
    path = folder / "review_claims.csv"
    header, first, *_ = path.read_text("utf-8").splitlines()
    path.write_text(f"{header}\n{first}\n{first}\n", "utf-8")
    with pytest.raises(BadData, match="claim-once"):
        read_claims(path)


def test_the_committed_files_have_no_fault() -> None:
    folder = published_folder()
    assert len(read_published(folder / "observations.csv")) > 5000
    assert len(read_claims(folder / "review_claims.csv")) == 89
    assert read_coefficients(folder / "effect_coefficients.csv")["source"].str.len().min() > 0
    assert read_projects(folder / "programme_projects_public.csv")["source"].str.len().min() > 0
