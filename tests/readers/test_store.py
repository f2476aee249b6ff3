"""The store of checked observations: opened when nothing changed, made again when anything did."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.readers.store import STORE, stored
from tests.conftest import observation_rows


class Maker:
    """Makes a table and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> pd.DataFrame:
        self.times += 1
        return observation_rows({}, {"period_start": "2013-04-01", "value": None, "status": "secret"})


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "raw" / "rows.csv"
    path.parent.mkdir(parents=True)
    path.write_text("first", "utf-8")
    return path


def test_an_unchanged_table_is_opened_as_it_was_made(raw: Path, tmp_path: Path) -> None:
    make = Maker()
    made = stored(tmp_path, [raw], make)
    pd.testing.assert_frame_equal(stored(tmp_path, [raw], make), made)
    assert make.times == 1


def test_another_content_or_name_of_a_file_makes_it_again(raw: Path, tmp_path: Path) -> None:
    make = Maker()
    stored(tmp_path, [raw], make)
    raw.write_text("second", "utf-8")
    stored(tmp_path, [raw], make)
    stored(tmp_path, [raw.rename(raw.with_name("other.csv"))], make)
    assert make.times == 3


def test_a_table_with_faults_is_not_kept(raw: Path, tmp_path: Path) -> None:
    def refuse() -> pd.DataFrame:
        raise BadData([])

    with pytest.raises(BadData):
        stored(tmp_path, [raw], refuse)
    assert not (tmp_path / STORE).exists()


def test_a_damaged_store_is_made_again(raw: Path, tmp_path: Path) -> None:
    make = Maker()
    stored(tmp_path, [raw], make)
    (kept,) = (tmp_path / STORE).glob("*.parquet")
    kept.write_bytes(b"PAR1 and no more")
    stored(tmp_path, [raw], make)
    assert make.times == 2


def test_only_the_last_tables_stay(raw: Path, tmp_path: Path) -> None:
    for content in "abcde":
        raw.write_text(content, "utf-8")
        stored(tmp_path, [raw], Maker())
    assert len(list((tmp_path / STORE).glob("*"))) == 3


def test_a_store_that_cannot_be_written_only_costs_time(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "processed").write_text("no folder", "utf-8")
    assert len(stored(tmp_path, [raw], Maker())) == 2
    shutil.rmtree(raw.parent)
