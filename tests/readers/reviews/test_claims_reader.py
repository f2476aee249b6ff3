"""The claims of the review: a claim without a measure, a period or a sentence cannot be judged."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.model.folders import published_folder
from keianalysis.model.reviews import review_folder
from keianalysis.readers.reviews.claims import COLUMNS, read_claims

GOOD = {
    "claim_id": "prof.firms.count",
    "section": "B2.1",
    "theme": "starters",
    "measure": "establishments",
    "region": "Drenthe",
    "sector": "total",
    "period_start": "2012-04-01",
    "period_end": "2012-04-01",
    "unit": "count",
    "check": "value",
    "value": "34000",
    "value_high": "",
    "wording": "about",
    "decimals": "-3",
    "summary": "There are about 34,000 establishments",
    "summary_nl": "Er zijn circa 34.000 vestigingen",
}
RANGE = {"check": "range", "value": "760", "value_high": "1370"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name in ("regions.csv", "sectors.csv", "municipalities.csv"):
        shutil.copy(published_folder() / name, tmp_path / name)
    return tmp_path / "claims.csv"


def write(path: Path, *changes: dict[str, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            GOOD | {"claim_id": f"claim.{number}"} | change for number, change in enumerate(changes)
        )
    return path


def places(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(BadData) as caught:
        read_claims(path)
    assert all(fault.file == "claims.csv" and fault.remedy for fault in caught.value.faults)
    return [(fault.rule, fault.row, fault.column) for fault in caught.value.faults]


def test_a_good_claim_gets_numbers_and_its_place(path: Path) -> None:
    claims = read_claims(write(path, {}, RANGE))
    assert claims["value"].tolist() == [34_000, 760]
    assert claims["value_high"].isna().tolist() == [True, False]
    assert claims["decimals"].tolist() == [-3, -3]
    assert claims["lineage"].tolist() == ["claims.csv#2", "claims.csv#3"]


@pytest.mark.parametrize(
    ("change", "rule", "column"),
    [
        ({"measure": ""}, "claim-measure", "measure"),
        ({"measure": "establishment"}, "known-measure", "measure"),
        ({"region": "Drente"}, "known-region", "region"),
        ({"sector": "Z"}, "known-sector", "sector"),
        ({"period_start": "01-04-2012"}, "iso-date", "period_start"),
        ({"period_end": "2012-04-31"}, "iso-date", "period_end"),
        ({"period_end": "2011-04-01"}, "period-order", "period_end"),
        ({"unit": "firms"}, "known-unit", "unit"),
        ({"check": "about"}, "known-check", "check"),
        ({"value": ""}, "number", "value"),
        ({"value": "34.000,0"}, "number", "value"),
        ({"value_high": "35000"}, "range-ends", "value_high"),
        (RANGE | {"value_high": ""}, "range-ends", "value_high"),
        (RANGE | {"value_high": "700"}, "range-ends", "value_high"),
        ({"check": "sign"}, "sign", "value"),
        ({"check": "sign", "value": "0"}, "sign", "value"),
        ({"wording": "ruim"}, "known-wording", "wording"),
        ({"decimals": "x"}, "whole-decimals", "decimals"),
        ({"summary": ""}, "summary", "summary"),
        ({"summary_nl": ""}, "summary", "summary"),
    ],
    ids=lambda part: str(part) if isinstance(part, dict) else "",
)
def test_one_wrong_field_is_one_fault(path: Path, change: dict[str, str], rule: str, column: str) -> None:
    assert places(write(path, {}, change)) == [(rule, 3, column)]


def test_a_start_that_cannot_be_read_is_one_fault(path: Path) -> None:
    assert places(write(path, {"period_start": "2012-4-1"})) == [("iso-date", 2, "period_start")]


@pytest.mark.parametrize(
    "change",
    [
        {"check": "sign", "value": "1"},
        {"check": "sign", "value": "-1"},
        {"check": "at_least"},
        RANGE,
        RANGE | {"value_high": "760"},
    ],
)
def test_every_kind_of_check_can_be_right(path: Path, change: dict[str, str]) -> None:
    assert len(read_claims(write(path, change))) == 1


def test_a_claim_that_occurs_twice_is_faulted_where_it_comes_again(path: Path) -> None:
    same = {"claim_id": "prof.firms.count"}
    assert places(write(path, same, {}, same)) == [("claim-once", 4, "claim_id")]


def test_every_fault_is_listed_at_once(path: Path) -> None:
    assert places(write(path, {"measure": "", "unit": "x"}, {}, {"summary_nl": ""})) == [
        ("claim-measure", 2, "measure"),
        ("known-unit", 2, "unit"),
        ("summary", 4, "summary"),
    ]


def test_a_missing_column_is_named(path: Path) -> None:
    write(path, {})
    path.write_text(path.read_text("utf-8").replace("wording", "words", 1), "utf-8")
    assert places(path) == [("column-present", 1, "wording")]


def test_the_committed_claims_have_no_fault() -> None:
    claims = read_claims(review_folder() / "claims.csv")
    assert claims["claim_id"].is_unique
    assert len(claims) == 89 + 58
