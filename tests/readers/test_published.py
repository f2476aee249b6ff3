"""The published observations: every rule by its name, row and column, and all faults in one call."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.model.folders import published_folder
from keianalysis.readers.published import (
    RAW_COLUMNS,
    REMEDIES,
    is_number,
    is_release_date,
    is_whole,
    read_published,
)

GOOD = {
    "measure": "starters_cbs",
    "region": "Noord-Drenthe",
    "region_code": "CR07",
    "sector": "total",
    "sector_label": "",
    "period_start": "2011-01-01",
    "period_end": "2011-12-31",
    "unit": "count",
    "value": "1205",
    "decimals": "0",
    "wording": "exact",
    "status": "",
    "release_date": "2013-05",
    "publisher": "CBS",
    "source_url": "https://example.org/83631NED",
    "note": "",
}
Place = tuple[str, int, str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name in ("regions.csv", "sectors.csv", "municipalities.csv"):
        shutil.copy(published_folder() / name, tmp_path / name)
    return tmp_path / "observations.csv"


def write(path: Path, *changes: dict[str, str]) -> Path:
    """Write good rows with the given changes; each has a publisher of its own, so no two clash."""
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, RAW_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            GOOD | {"publisher": f"publisher {number}"} | change for number, change in enumerate(changes)
        )
    return path


def places(path: Path) -> list[Place]:
    with pytest.raises(BadData) as caught:
        read_published(path)
    for fault in caught.value.faults:
        assert (fault.file, fault.remedy) == ("observations.csv", REMEDIES[fault.rule])
    return [(fault.rule, fault.row, fault.column) for fault in caught.value.faults]


def test_a_count_that_cbs_rounds_to_five_is_bounded_by_half_of_five(path: Path) -> None:
    row = read_published(write(path, {})).iloc[0]
    assert (row["value"], row["low"], row["high"]) == (1205, 1202.5, 1207.5)


def test_just_over_is_bounded_by_its_printed_unit(path: Path) -> None:
    change = {"measure": "jobs_fulltime", "unit": "jobs", "value": "173900", "decimals": "-2"}
    row = read_published(write(path, change | {"wording": "slightly_above"})).iloc[0]
    assert (row["low"], row["high"]) == (173_900, 174_000)


def test_at_least_has_no_upper_bound(path: Path) -> None:
    row = read_published(write(path, {"wording": "at_least"})).isna().iloc[0]
    assert (row["low"], row["high"]) == (False, True)


def test_a_row_without_a_release_date_says_that_it_is_unknown(path: Path) -> None:
    found = read_published(write(path, {}, {"release_date": ""}))
    assert found["basis"].tolist() == ["published", "release_unknown"]
    assert found["lineage"].tolist() == ["observations.csv#2", "observations.csv#3"]


@pytest.mark.parametrize(
    ("change", "rule", "column"),
    [
        ({"measure": "starters_cbss"}, "known-measure", "measure"),
        ({"measure": ""}, "known-measure", "measure"),
        ({"region": "Noord Drenthe"}, "known-region", "region"),
        ({"region_code": ""}, "known-region", "region"),
        ({"region_code": "CR08"}, "known-region", "region"),
        ({"sector": "Z"}, "known-sector", "sector"),
        ({"sector": ""}, "known-sector", "sector"),
        ({"unit": "number"}, "known-unit", "unit"),
        ({"unit": "Count"}, "known-unit", "unit"),
        ({"value": "1.205,0"}, "number", "value"),
        ({"value": "1 205"}, "number", "value"),
        ({"value": "nan"}, "number", "value"),
        ({"value": "inf"}, "number", "value"),
        ({"decimals": ""}, "whole-decimals", "decimals"),
        ({"decimals": "1.0"}, "whole-decimals", "decimals"),
        ({"wording": ""}, "known-wording", "wording"),
        ({"wording": "circa"}, "known-wording", "wording"),
        ({"status": "voorlopig"}, "known-status", "status"),
        ({"period_start": "01-01-2011"}, "iso-date", "period_start"),
        ({"period_start": "20110101"}, "iso-date", "period_start"),
        ({"period_end": "2011-02-29"}, "iso-date", "period_end"),
        ({"release_date": "2013-13"}, "release-date", "release_date"),
        ({"release_date": "2013-02-30"}, "release-date", "release_date"),
        ({"release_date": "mei 2013"}, "release-date", "release_date"),
        ({"publisher": ""}, "source", "publisher"),
        ({"source_url": ""}, "source", "source_url"),
        ({"period_start": "2012-01-01"}, "period-order", "period_end"),
        ({"value": ""}, "value-or-status", "value"),
        ({"status": "suppressed"}, "suppressed-value", "value"),
    ],
    ids=lambda part: str(part) if isinstance(part, dict) else "",
)
def test_one_wrong_field_is_one_fault(path: Path, change: dict[str, str], rule: str, column: str) -> None:
    assert places(write(path, {}, change)) == [(rule, 3, column)]


def test_a_value_may_be_missing_where_a_status_says_why(path: Path) -> None:
    found = read_published(write(path, {"value": "", "status": "suppressed"}))
    assert found["value"].isna().all()
    assert found["low"].isna().all()


def test_two_values_for_one_key_fault_the_second(path: Path) -> None:
    same = {"publisher": "CBS"}
    assert places(write(path, same, same | {"value": "1210"})) == [("one-value-per-key", 3, "value")]


@pytest.mark.parametrize("told_apart_by", [{"release_date": "2014-05"}, {"source_url": "https://else"}])
def test_a_release_or_a_source_of_its_own_tells_two_values_apart(
    path: Path, told_apart_by: dict[str, str]
) -> None:
    same = {"publisher": "CBS"}
    assert len(read_published(write(path, same, same | {"value": "1210"} | told_apart_by))) == 2


def test_every_fault_of_every_row_is_listed_at_once(path: Path) -> None:
    found = places(
        write(
            path,
            {"measure": "x", "unit": "y"},
            {},
            {"value": "", "wording": "ruim", "region": "Atlantis"},
            {"period_start": "2012-01-01"},
        )
    )
    assert found == [
        ("known-measure", 2, "measure"),
        ("known-unit", 2, "unit"),
        ("known-region", 4, "region"),
        ("value-or-status", 4, "value"),
        ("known-wording", 4, "wording"),
        ("period-order", 5, "period_end"),
    ]


def test_a_fault_says_file_row_column_value_rule_and_remedy(path: Path) -> None:
    with pytest.raises(BadData) as caught:
        read_published(write(path, {"unit": "stuks"}))
    told = str(caught.value)
    for part in ("observations.csv", "row 2", "column unit", "'stuks'", "[known-unit]", "Use one of: jobs"):
        assert part in told


@pytest.mark.parametrize(
    ("text", "whether"),
    [("", True), ("2013", True), ("2013-05", True), ("2013-05-31", True), ("2013-5", False), ("201", False)],
)
def test_a_release_date_has_the_precision_that_is_known(text: str, whether: bool) -> None:
    assert is_release_date(text) is whether


@pytest.mark.parametrize(
    ("text", "whether"), [("1.5", True), ("-3", True), ("1,5", False), ("", False), ("NaN", False)]
)
def test_a_number_has_a_point_and_an_end(text: str, whether: bool) -> None:
    assert is_number(text) is whether


@pytest.mark.parametrize(
    ("text", "whether"), [("-2", True), ("0", True), ("1.5", False), ("", False), ("123", False)]
)
def test_decimals_are_a_small_whole_number(text: str, whether: bool) -> None:
    assert is_whole(text) is whether


def test_underscores_are_no_separators(path: Path) -> None:
    assert places(write(path, {"value": "1_205"})) == [("number", 2, "value")]


def test_a_week_is_no_day(path: Path) -> None:
    assert places(write(path, {"period_end": "2011-W52-6"})) == [("iso-date", 2, "period_end")]


def test_an_end_that_cannot_be_read_is_one_fault(path: Path) -> None:
    assert places(write(path, {"period_end": ""})) == [("iso-date", 2, "period_end")]


def test_the_committed_observations_have_no_fault() -> None:
    found = read_published(published_folder() / "observations.csv")
    assert found["id"].is_unique
    assert found["source"].str.contains(" | ", regex=False).all()
