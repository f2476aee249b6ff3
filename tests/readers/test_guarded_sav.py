"""An SPSS file becomes text with nothing lost, and a hostile one becomes one refusal."""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.guarded import LIMITS, Limits, read_sav


@pytest.fixture
def sav(tmp_path: Path) -> Path:
    """Return a file of two cases with every kind of variable."""
    path = tmp_path / "lisa.sav"
    table = pd.DataFrame(
        {
            "gemnr": ["0106", "0114 "],
            "grtklas": [1.0, 2.0],
            "manf": [1206.0, None],
            "ratio": [0.25, 0.1],
            "datumin": [dt.date(2012, 4, 1), None],
            "naam": ["Coöperatie €", ""],
        }
    )
    labels = {"grtklas": {1.0: "1 persoon", 2.0: "2-4 personen"}}
    pyreadstat.write_sav(table, path, variable_value_labels=labels)
    return path


def refused(path: Path, limits: Limits = LIMITS) -> Fault:
    with pytest.raises(BadData) as caught:
        read_sav(path, limits=limits)
    (fault,) = caught.value.faults
    assert (fault.file, fault.row, fault.column) == (path.name, 0, "")
    assert fault.remedy
    return fault


def test_names_codes_labels_and_dates_are_kept_as_text(sav: Path) -> None:
    sheet = read_sav(sav)
    rows = [list(row.values()) for row in sheet.table.to_pylist()]
    assert rows == [
        [1, "gemnr", "grtklas", "manf", "ratio", "datumin", "naam"],
        [2, "0106", "1", "1206", "0.25", "2012-04-01", "Coöperatie €"],
        [3, "0114", "2", None, "0.1", None, None],
    ]
    assert sheet.labels == {"c2": {"1": "1 persoon", "2": "2-4 personen"}}
    numeric = {name: cells.to_pylist() for name, cells in sheet.numeric.items()}
    assert numeric == {
        "c2": [False, True, True],
        "c3": [False, True, False],
        "c4": [False, True, True],
    }


def test_a_cut_off_file_is_refused(sav: Path) -> None:
    whole = sav.read_bytes()
    for size in (3, 100, 176, 500, len(whole) - 30, len(whole) - 8):
        sav.write_bytes(whole[:size])
        assert refused(sav).rule == "sav-readable"


def test_garbage_is_refused(sav: Path) -> None:
    whole = sav.read_bytes()
    for content in (b"lisanr;manf\n", whole[:200] + bytes(range(256)) * 40, b"$FL2" + b"\xff" * 5000):
        sav.write_bytes(content)
        assert refused(sav).rule == "sav-readable"


@pytest.mark.parametrize("cases", [2_000_000_000, 1_000_000, -5])
def test_a_number_of_cases_that_is_not_there_is_refused(sav: Path, cases: int) -> None:
    content = bytearray(sav.read_bytes())
    content[80:84] = struct.pack("<i", cases)
    sav.write_bytes(bytes(content))
    assert refused(sav).rule in ("sav-size", "sav-readable")


def test_limits_end_in_a_refusal(sav: Path) -> None:
    assert refused(sav, replace(LIMITS, columns=5)).rule == "sav-size"
    assert refused(sav, replace(LIMITS, cells=11)).rule == "sav-size"
    assert refused(sav, replace(LIMITS, file_bytes=11)).rule == "sav-size"
    assert refused(sav, replace(LIMITS, seconds=0)).rule == "sav-size"


def test_a_missing_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lisa.sav"
    assert refused(path).rule == "file-present"
    path.write_bytes(b"")
    assert refused(path).rule == "sav-readable"
