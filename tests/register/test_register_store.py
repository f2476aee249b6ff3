"""Accepted deliveries are stored once, whole, without names, and whatever else happens."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from keianalysis.model.errors import BadData
from keianalysis.register.delivery.layout import RegisterLayout
from keianalysis.register.delivery.source import DeliveredFile
from keianalysis.register.delivery.staging import Staged, stage
from keianalysis.register.delivery.store import remembered
from tests.register.register_deliveries import (
    DAY,
    SHOP,
    deliver,
    plain,
    read,
    read_one,
    rows_of,
    shop,
    source_toml,
    write_workbook,
)

pytestmark = pytest.mark.slow

Count = Callable[[], int]


@pytest.fixture
def times_read(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Count how often a file is really read."""
    times: list[str] = []

    def counted(file: DeliveredFile, layout: RegisterLayout, target: Path, name: str) -> Staged:
        times.append(name)
        return stage(file, layout, target, name)

    monkeypatch.setattr("keianalysis.register.delivery.store.stage", counted)
    return lambda: len(times)


def files_in(root: Path) -> set[str]:
    """Return what lies in the store, without the lock of each vintage and where it came from."""
    store = root / "store"
    found = {path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file()}
    found = {name for name in found if "/warnings-" not in name}
    return {name for name in found if not name.endswith(("/.lock", "/.origin"))}


STORED = {
    f"vintage=v/reference_date={DAY}/delivery.json",
    f"vintage=v/reference_date={DAY}/establishments.parquet",
}


def test_an_unchanged_file_is_read_once(tmp_path: Path, times_read: Count) -> None:
    deliver(tmp_path, {"2011-04-01": [plain(vrouwp="")], DAY: [plain()]})
    first = read_one(tmp_path)
    assert times_read() == 2
    assert read_one(tmp_path).years == first.years
    assert read_one(tmp_path).warnings == first.warnings != ()
    assert times_read() == 2


def test_a_changed_file_is_read_again_and_no_other(tmp_path: Path, times_read: Count) -> None:
    deliver(tmp_path, {"2011-04-01": [plain()], DAY: [plain()]})
    first = read_one(tmp_path)
    deliver(tmp_path, {"2011-04-01": [plain()], DAY: [plain(manf="3")]})
    second = read_one(tmp_path)
    assert times_read() == 3
    assert rows_of(second, 1)["men_fulltime"].tolist() == [3]
    assert second.key != first.key


def own_layout(count: str) -> str:
    """Return a layout in which a heading of choice counts the full-time jobs."""
    return (
        'columns = [\n{ raw = "nr", canonical = "establishment_id", type = "text" },\n'
        f'{{ raw = "{count}", canonical = "jobs_fulltime", type = "count" }},\n'
        '{ raw = "gem", canonical = "municipality_code", type = "code4" },\n'
        '{ raw = "sbi", canonical = "sbi", type = "code2-5" },\n]\n'
    )


def test_a_changed_layout_reads_again_and_changes_the_key(tmp_path: Path, times_read: Count) -> None:
    folder = deliver(tmp_path, {DAY: "nr;a;b;gem;sbi\n1;5;6;0106;4711\n"}, layout="own.toml")
    found = []
    for count in ("a", "b"):
        (folder / "own.toml").write_text(own_layout(count))
        vintage = read_one(tmp_path)
        found.append((rows_of(vintage)["jobs_fulltime"].tolist(), vintage.key))
    assert [jobs for jobs, _ in found] == [[5], [6]]
    assert found[0][1] != found[1][1]
    assert times_read() == 2


def test_another_sheet_changes_the_key(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {})
    grids = [[list(plain()), list(plain(manf=count).values())] for count in ("5", "6")]
    write_workbook(folder / "a.xlsx", ("x", grids[0]), ("y", grids[1]))
    keys = []
    for sheet in ("x", "y"):
        (folder / "source.toml").write_text(source_toml({DAY: "a.xlsx"}) + f'\nsheet = "{sheet}"\n')
        keys.append(read_one(tmp_path).key)
    assert keys[0] != keys[1]


def test_changed_lists_or_code_read_again(
    tmp_path: Path, times_read: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, {DAY: [plain()]})
    read(tmp_path)
    changed = "keianalysis.register.delivery.store.reader_hash"
    monkeypatch.setattr(changed, lambda: "of another list of municipalities")
    read(tmp_path)
    assert times_read() == 2


def test_a_renamed_file_is_told_by_its_new_name(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: [plain(vrouwp="")]})
    read(tmp_path)
    (folder / "lisa_2012.csv").rename(folder / "b.csv")
    (folder / "source.toml").write_text(source_toml({DAY: "b.csv"}))
    vintage = read_one(tmp_path)
    assert vintage.years[0].file == "b.csv"
    assert {fault.file for fault in vintage.warnings} == {"v/b.csv"}


def test_a_refused_delivery_stores_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(manf="x")]})
    with pytest.raises(BadData):
        read(tmp_path)
    assert files_in(tmp_path) == set()


def test_a_refused_delivery_leaves_what_was_stored(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain()]})
    before = rows_of(read_one(tmp_path))
    deliver(tmp_path, {DAY: [plain(banen="x")]})
    with pytest.raises(BadData):
        read(tmp_path)
    assert files_in(tmp_path) == STORED
    deliver(tmp_path, {DAY: [plain()]})
    assert rows_of(read_one(tmp_path)).equals(before)


def test_what_a_killed_read_left_is_cleaned_up(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain()]})
    for name in (".reading-abc", ".replaced-abc"):
        left = tmp_path / "store" / "vintage=v" / name
        left.mkdir(parents=True)
        (left / "staged.parquet").write_bytes(b"half a file")
    read(tmp_path)
    assert files_in(tmp_path) == STORED


def test_a_damaged_record_is_read_again(tmp_path: Path, times_read: Count) -> None:
    deliver(tmp_path, {DAY: [plain()]})
    place = read_one(tmp_path).years[0].rows.parent
    for told in ("", "{", "{}", '{"key": {}}'):
        (place / "delivery.json").write_text(told)
        read(tmp_path)
    assert times_read() == 5


def store_once(root: Path) -> None:
    """Read a register in a process of its own."""
    read(root)


def test_two_processes_at_once_both_end_well(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(lisanr=str(number)) for number in range(30_000)]})
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=store_once, args=(tmp_path,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert files_in(tmp_path) == STORED


@pytest.mark.parametrize("other", ["the same", "something else"])
def test_a_table_that_another_process_makes_meanwhile_is_no_trouble(tmp_path: Path, other: str) -> None:
    (tmp_path / "vintage=v").mkdir()

    def make() -> pd.DataFrame:
        remembered(tmp_path, "v", "told", other, lambda: pd.DataFrame({"n": [1]}))
        return pd.DataFrame({"n": [1]})

    assert remembered(tmp_path, "v", "told", "the same", make)["n"].tolist() == [1]
    assert len(list((tmp_path / "vintage=v").iterdir())) == 1


def test_a_table_that_goes_while_it_is_looked_for_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kept table may be replaced by another process between the look and the reading."""
    (tmp_path / "vintage=v").mkdir()
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    made = remembered(tmp_path, "v", "told", "it", lambda: pd.DataFrame({"n": [1]}))
    assert made["n"].tolist() == [1]


def test_a_kept_table_is_never_taken_from_under_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process that made the same table may be reading it."""
    (tmp_path / "vintage=v").mkdir()
    removed: list[str] = []
    unlink = Path.unlink

    def noted(path: Path, missing_ok: bool = False) -> None:
        removed.append(path.name)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", noted)

    def make() -> pd.DataFrame:
        remembered(tmp_path, "v", "told", "the same", lambda: pd.DataFrame({"n": [1]}))
        return pd.DataFrame({"n": [1]})

    remembered(tmp_path, "v", "told", "the same", make)
    assert removed == []


CONFIDENTIAL = {
    "naam": "TELLTALE BV",
    "straat": "TELLTALESTRAAT",
    "huisnr": "7654321",
    "huisletter": "TELLTALE-L",
    "toev": "TELLTALE-T",
    "postcode": "9876 ZX",
    "lisanr": "TELLTALE-ID",
    "kvkdosnr": "87654321",
    "kvkvestnr": "876543218765",
    "manf": "654",
    "xcoord": "234567.89",
    "ycoord": "TELLTALE-Y",
}


def test_no_fault_tells_a_confidential_value(tmp_path: Path) -> None:
    row = {name: value for name, value in SHOP.items() if name != "plaats"} | CONFIDENTIAL
    wrong = {"banen": "TELLTALE-B", "gemnr": "TELLTALE-G", "sbi08": "TELLTALE-S", "datumin": "TELLTALE-D"}
    for change in ({}, wrong, {"vrouwf": "TELLTALE-C", "postcode": "TELLTALE-P", "kvkdosnr": "TELLTALE-K"}):
        deliver(tmp_path, {DAY: [row | change, row | change]})
        with pytest.raises(BadData) as caught:
            read(tmp_path)
        told = str(caught.value) + repr(caught.value.faults)
        assert not [value for value in {**CONFIDENTIAL, "x": "TELLTALE"}.values() if value in told]
        assert caught.value.__cause__ is None
    assert files_in(tmp_path) == set()


def test_no_warning_and_no_stored_column_tells_names_or_addresses(tmp_path: Path) -> None:
    row = shop(naam="TELLTALE BV", straat="TELLTALE", huisnr="TELLTALE", postcode="9876 ZX")
    grown = row | {"manf": "654", "wpft": "655", "mannen": "655", "banen": "656", "grtklas": "10"}
    deliver(tmp_path, {"2011-04-01": [row | {"bronjaar": "11"}], DAY: [grown]})
    vintage = read_one(tmp_path)
    assert [fault.rule for fault in vintage.warnings] == ["jump"]
    told = repr(vintage.warnings)
    assert not [value for value in ("TELLTALE", "9876", "654", "656", "000101") if value in told]
    kept = set(pq.read_schema(vintage.years[0].rows).names)
    assert not kept & {"name", "street", "house_number", "postcode", "place", "x_rd", "y_rd"}
    stored = [path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert not [content for content in stored if b"TELLTALE" in content]
    about = json.loads((vintage.years[1].rows.parent / "delivery.json").read_text())
    assert set(about) == {"count", "sbi_version", "warnings", "key", "file", "sha256"}
