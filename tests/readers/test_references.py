"""Ratios of other programmes and amounts of projects: read as numbers, each with its source."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.model.folders import published_folder
from keianalysis.model.reviews import review_folder
from keianalysis.readers.references import COEFFICIENTS, PROJECTS, read_coefficients, read_projects

Reader = Callable[[Path], pd.DataFrame]


def write(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({"source": "https://example.org"} | row for row in rows)
    return path


def places(reader: Reader, path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(BadData) as caught:
        reader(path)
    assert all(fault.file == path.name and fault.remedy for fault in caught.value.faults)
    return [(fault.rule, fault.row, fault.column) for fault in caught.value.faults]


def test_a_ratio_keeps_an_unknown_end_unknown(tmp_path: Path) -> None:
    path = write(tmp_path / "ratios.csv", COEFFICIENTS, {"method": "EIB", "central": "178571"})
    row = read_coefficients(path).iloc[0]
    assert row["central"] == 178_571
    assert pd.isna(row["low"])
    assert pd.isna(row["high"])
    assert row["lineage"] == "ratios.csv#2"


def test_an_unknown_amount_is_not_zero(tmp_path: Path) -> None:
    path = write(tmp_path / "projects.csv", PROJECTS, {"amount_eur": "6000000"}, {"amount_eur": ""})
    amounts = read_projects(path)["amount_eur"]
    assert amounts[0] == 6_000_000
    assert amounts.isna().tolist() == [False, True]


@pytest.mark.parametrize("column", ["low", "central", "high"])
def test_each_number_of_a_ratio_is_checked(tmp_path: Path, column: str) -> None:
    path = write(tmp_path / "ratios.csv", COEFFICIENTS, {}, {column: "7,4"})
    assert places(read_coefficients, path) == [("number", 3, column)]


def test_an_amount_in_words_is_a_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "projects.csv", PROJECTS, {"amount_eur": "6 million"})
    assert places(read_projects, path) == [("number", 2, "amount_eur")]


@pytest.mark.parametrize(
    ("reader", "columns"), [(read_coefficients, COEFFICIENTS), (read_projects, PROJECTS)]
)
def test_a_row_without_a_source_is_a_fault(tmp_path: Path, reader: Reader, columns: tuple[str, ...]) -> None:
    path = write(tmp_path / "file.csv", columns, {}, {"source": ""})
    assert places(reader, path) == [("source", 3, "source")]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "ratios.csv", COEFFICIENTS, {"low": "x", "high": "y", "source": ""}, {"low": "z"})
    assert places(read_coefficients, path) == [
        ("number", 2, "high"),
        ("number", 2, "low"),
        ("source", 2, "source"),
        ("number", 3, "low"),
    ]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "projects.csv", tuple(name for name in PROJECTS if name != "party"))
    assert places(read_projects, path) == [("column-present", 1, "party")]


def test_the_committed_files_have_no_fault() -> None:
    for table in (
        read_coefficients(published_folder() / "effect_coefficients.csv"),
        read_projects(review_folder() / "projects.csv"),
    ):
        assert len(table) > 0
        assert (table["source"] != "").all()
