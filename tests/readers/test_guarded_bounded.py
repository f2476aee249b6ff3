"""Reading a file of others takes so much memory and time and no more, and leaves nothing behind."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.observations import empty
from keianalysis.readers.guarded import (
    MIB,
    Limits,
    bounded,
    for_text,
    passing_folder,
    read_workbook,
    refuse_hostile_text,
    require_file,
)
from keianalysis.readers.guarded.forking import FORKS
from keianalysis.readers.passing import remove_all
from keianalysis.readers.projects import read_project_list
from keianalysis.register.delivery import read_registers
from keianalysis.register.delivery.national import read_national
from tests.project_lists import project, write_list
from tests.register.register_deliveries import deliver, read, shop

forked = pytest.mark.skipif(not FORKS, reason="processes are forked on Linux alone")
SMALL = Limits(memory_bytes=64 * MIB, seconds=2)


def rules(work: object, path: Path, limits: Limits = SMALL) -> list[str]:
    with pytest.raises(BadData) as caught:
        bounded(path, "text", work, limits=limits)
    return [fault.rule for fault in caught.value.faults]


def test_what_the_work_returns_comes_back(tmp_path: Path) -> None:
    assert bounded(tmp_path, "text", lambda: [("a", 1.5)] * 100_000, limits=SMALL)[-1] == ("a", 1.5)


def test_its_own_faults_come_back_as_they_are(tmp_path: Path) -> None:
    fault = Fault("a.csv", 3, "b", "ragged-row", "too long", "Mend it.")

    def work() -> None:
        raise BadData([fault])

    with pytest.raises(BadData) as caught:
        bounded(tmp_path, "text", work, limits=SMALL)
    assert caught.value.faults == (fault,)


@forked
def test_too_much_memory_is_one_refusal(tmp_path: Path) -> None:
    assert rules(lambda: len(bytearray(512 * MIB)), tmp_path) == ["text-size"]


@forked
def test_too_much_time_is_one_refusal(tmp_path: Path) -> None:
    began = time.monotonic()
    assert rules(lambda: time.sleep(60), tmp_path, Limits(seconds=1)) == ["text-size"]
    assert time.monotonic() - began < 10


@forked
def test_a_library_that_dies_is_one_refusal(tmp_path: Path) -> None:
    assert rules(lambda: os.kill(os.getpid(), signal.SIGSEGV), tmp_path) == ["text-size"]


@forked
def test_what_a_library_says_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(BadData) as caught:
        bounded(tmp_path, "text", lambda: {}["a name"], limits=SMALL)
    assert "a name" not in str(caught.value)


@forked
def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    def work() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left on device"):
        bounded(tmp_path, "text", work, limits=SMALL)


def test_a_large_text_may_take_longer_but_no_more_memory(tmp_path: Path) -> None:
    (tmp_path / "large.csv").touch()
    os.truncate(tmp_path / "large.csv", 100 * MIB)
    assert for_text(tmp_path / "large.csv").seconds == Limits().seconds + 100
    assert for_text(tmp_path / "large.csv").memory_bytes == Limits().memory_bytes


def test_millions_of_empty_lines_are_refused_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "blank.csv").write_bytes(b"a;b\n" + b"\n" * (3 * MIB))
    with pytest.raises(BadData, match="empty lines on end"):
        refuse_hostile_text(tmp_path / "blank.csv")


@pytest.fixture(params=["folder", "pipe", "device"])
def no_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give something by the name of a CSV file that is none."""
    path = tmp_path / "list.csv"
    if request.param == "folder":
        path.mkdir()
    elif request.param == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    return path


def test_what_is_no_file_is_refused_and_never_opened(no_file: Path) -> None:
    told = "this is no file but a folder, a pipe or a device"
    for read_it in (
        lambda: require_file(no_file, "text", SMALL),
        lambda: refuse_hostile_text(no_file),
        lambda: read_project_list(no_file),
        lambda: read_project_list(write_list(no_file.with_name("p.csv"), project("P1")), no_file),
    ):
        with pytest.raises(BadData, match=told):
            read_it()
    faults: list[Fault] = []
    assert read_national(no_file, "2019", faults).empty
    assert [fault.message for fault in faults] == [told]


def test_a_folder_that_passes_is_gone_whatever_ends_it(tmp_path: Path) -> None:
    with passing_folder(".reading-", tmp_path) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        remove_all()
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(ZeroDivisionError), passing_folder(".reading-", tmp_path):
        1 / 0  # noqa: B018
    assert list(tmp_path.iterdir()) == []


READS = """
import sys, tempfile
from pathlib import Path
import keianalysis.readers.guarded.process as process
from keianalysis.readers.guarded import read_workbook
tempfile.tempdir = sys.argv[2]
ends = process.Parse.stream
def stop(self, place):
    print("read", flush=True)
    import time; time.sleep(60)
process.Parse.stream = stop
read_workbook(Path(sys.argv[1]))
"""


@pytest.mark.skipif(os.name == "nt", reason="an open file of Windows has a name")
def test_a_workbook_whose_reader_is_killed_leaves_nothing(tmp_path: Path) -> None:
    book, temporary = Workbook(), tmp_path / "temporary"
    temporary.mkdir()
    book.active.append(["name", "address"])
    book.save(tmp_path / "a.xlsx")
    command = [sys.executable, "-c", READS, str(tmp_path / "a.xlsx"), str(temporary)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"read\n"
        assert list(temporary.iterdir()) == []
        reader.kill()
    assert list(temporary.iterdir()) == []


def test_the_files_of_a_reader_have_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    book = Workbook()
    book.active.append(["0012"])
    book.save(tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx")[0].table["c1"].to_pylist() == ["0012"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_is_stored_of_a_delivery_goes_with_it(tmp_path: Path) -> None:
    gone = deliver(tmp_path, {"2012-04-01": [shop()]}, "one")
    deliver(tmp_path, {"2012-04-01": [shop()], "2013-04-01": [shop()]}, "two", release_date="2013-12-19")
    read(tmp_path)
    store = tmp_path / "store"
    assert store.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(gone)
    deliver(tmp_path, {"2013-04-01": [shop()]}, "two", release_date="2013-12-19")
    read(tmp_path)
    assert sorted(path.name for path in store.glob("vintage=*/reference_date=*")) == [
        "reference_date=2013-04-01"
    ]


def test_what_is_stored_from_another_folder_stays_while_its_delivery_does(tmp_path: Path) -> None:
    deliver(tmp_path, {"2012-04-01": [shop()]}, "one")
    read(tmp_path)
    deliver(tmp_path / "other", {"2012-04-01": [shop()]}, "two", release_date="2013-12-19")
    read_registers(tmp_path / "other" / "registers", tmp_path / "store", empty())
    assert len(list((tmp_path / "store").glob("vintage=*"))) == 2
