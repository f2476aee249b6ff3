"""Whatever happens to a run, the published path holds a complete edition and the next run succeeds."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.kills import struck
from keianalysis.model.errors import IncompleteRun, RunLocked
from keianalysis.model.folders import MARKER
from keianalysis.runs import editions
from keianalysis.runs.editions import Settings, make_edition
from keianalysis.runs.engine.guard import FORKS
from keianalysis.runs.manifest import known_manifest
from keianalysis.runs.plan import Plan
from keianalysis.runs.publish import LOCK, OLDER, locked, publish
from keianalysis.runs.schedule.canary import Stale, sing
from keianalysis.runs.schedule.success import note_success
from keianalysis.runs.verify import changes
from tests.runs.notebooks import plan_of, project, question, small_report, stored
from tests.runs.test_guard import is_alive, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FORKS, reason="processes are forked on Linux alone"),
]

REAL = Path(__file__).resolve().parents[2] / MARKER.parent
KILLS = 8
HANG = "import time\ntime.sleep(600)"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project of two small notebooks, whose report is small too."""
    found = project(tmp_path / "project", {name: question("1", name=name) for name in ("a", "b")})
    monkeypatch.setenv("KEIANALYSIS_ROOT", str(found))
    monkeypatch.setattr(editions, "build_report", small_report)
    return found


def write(root: Path, *cells: str, name: str = "a") -> None:
    stored(root / "notebooks", *question(*cells, name=name), name=name)


def make(out: Path, plan: Plan | None = None, **settings: object) -> list[str]:
    """Make an edition and return the steps that were told of."""
    told: list[str] = []
    how = Settings(**settings)
    make_edition(plan or plan_of("a", "b"), out, jobs=2, tell=told.append, settings=how)
    return told


@contextmanager
def making(out: Path, **settings: object) -> Iterator[int]:
    """Make an edition in a process of its own, by its number; it need not have ended afterwards."""
    pid = os.fork()
    if pid == 0:
        try:
            make(out, **settings)
            os._exit(0)
        finally:
            os._exit(1)
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def number(edition: Path) -> str:
    """Return the number that the first notebook of an edition shows."""
    cells = json.loads((edition / "notebooks" / "a.ipynb").read_text("utf-8"))["cells"]
    return "".join(cells[-2]["source"])


def test_an_edition_is_made_and_then_found_unchanged(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert sorted(make(out)) == ["a", "b", "published", "report"]
    before = (out / "small" / "manifest.json").stat().st_mtime_ns
    assert sorted(make(out)) == ["a", "b", "report", "unchanged"]
    assert (out / "small" / "manifest.json").stat().st_mtime_ns == before
    assert names(out) == [LOCK, ".success.json", "small"]


def test_an_edition_that_was_damaged_is_published_again(root: Path, tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "small" / "report.html").write_text("damaged", "utf-8")
    assert make(tmp_path)[-1] == "published"
    assert changes(tmp_path / "small", root) == []


def test_older_editions_are_kept_as_many_as_asked(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for count in range(4):
        write(root, str(count))
        make(out, keep=2)
    older = [out / OLDER / "small" / name for name in names(out / OLDER / "small")]
    assert [number(edition) for edition in older] == ["1", "2"]
    write(root, "4")
    make(out)
    assert number(out / "small") == "4"
    assert names(out / OLDER / "small") == []


def test_killed_at_any_moment_a_run_leaves_a_complete_edition(root: Path, tmp_path: Path) -> None:
    """A few of the two hundred of ``benchmarks.kills``; every step of publishing: see test_publish."""
    out = tmp_path / "out"
    write(root, "'before'")
    began = time.monotonic()
    make(out)
    longest = time.monotonic() - began
    for count in range(KILLS):
        write(root, str(count))
        _, left = struck(lambda: make(out), signal.SIGKILL, longest * count / KILLS)
        assert left == []
        assert number(out / "small") in ("'before'", *map(str, range(count + 1)))
        assert changes(out / "small", root) == []
    make(out)
    assert number(out / "small") == str(KILLS - 1)
    assert names(out) == [LOCK, ".success.json", "small"]


def test_a_run_that_is_told_to_end_accounts_for_it_and_leaves_no_process(root: Path, tmp_path: Path) -> None:
    out, pidfile = tmp_path / "out", tmp_path / "pid"
    make(out)
    write(root, f"import os, pathlib\npathlib.Path({str(pidfile)!r}).write_text(str(os.getpid()))\n{HANG}")
    with making(out) as pid:
        wait_for(lambda: pidfile.is_file() and pidfile.read_text())
        os.kill(pid, signal.SIGTERM)
        _, status = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(status) == 1
        assert not is_alive(int(pidfile.read_text()))
        (account,) = (out / ".failed").iterdir()
        assert "the run was told to end (SIGTERM)" in (account / "account.txt").read_text("utf-8")


def test_the_deadline_names_the_notebooks_that_still_run(root: Path, tmp_path: Path) -> None:
    make(tmp_path / "out")
    write(root, HANG)
    began = time.monotonic()
    with pytest.raises(IncompleteRun, match="the deadline of the run has come; still running: a"):
        make(tmp_path / "out", deadline=1.5, fresh=True)
    assert time.monotonic() - began < 20
    assert changes(tmp_path / "out" / "small", root) == []


def test_the_deadline_ends_a_run_that_does_not_look_at_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    make(out)
    monkeypatch.setattr(editions, "build_report", lambda *_: time.sleep(600))
    began = time.monotonic()
    with making(out, deadline=1.5, fresh=True) as pid:
        _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    assert time.monotonic() - began < 20
    (account,) = (out / ".failed").iterdir()
    assert "the deadline of the run has come" in (account / "account.txt").read_text("utf-8")
    assert names(out) == [".failed", LOCK, ".success.json", "small"]
    assert changes(out / "small", root) == []


def test_a_stop_after_the_edition_is_in_place_says_published(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    make(out)
    write(root, "'new'")

    def stopped(*given: Any, **more: Any) -> None:
        publish(*given, **more)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1.5)

    monkeypatch.setattr(editions, "publish", stopped)
    assert make(out)[-1] == "published"
    assert number(out / "small") == "'new'"
    assert names(out) == [LOCK, ".success.json", "small"]


def test_a_process_that_a_notebook_leaves_behind_ends_with_it(root: Path, tmp_path: Path) -> None:
    pidfile = tmp_path / "pid"
    write(
        root,
        "import subprocess, sys, pathlib\n"
        f"child = subprocess.Popen([sys.executable, '-c', {HANG!r}], start_new_session=True)\n"
        f"pathlib.Path({str(pidfile)!r}).write_text(str(child.pid))",
    )
    assert make(tmp_path / "out")[-1] == "published"
    assert not is_alive(int(pidfile.read_text()))


def test_two_at_once_the_second_is_refused_and_the_first_published(root: Path, tmp_path: Path) -> None:
    out, go = tmp_path / "out", tmp_path / "go"
    write(root, f"import pathlib, time\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)")
    pid = os.fork()
    if pid == 0:
        try:
            make(out)
            os._exit(0)
        finally:
            os._exit(1)
    wait_for(lambda: list(out.glob(".staging-*/steps/a")))
    with pytest.raises(RunLocked):
        make(out)
    go.touch()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert changes(out / "small", root) == []


def test_the_lock_of_a_killed_run_does_not_outlive_it(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(root, HANG)
    with making(out):
        wait_for(lambda: list(out.glob(".staging-*/steps/a")))
        with pytest.raises(RunLocked), locked(out):
            pass
    # Whatever the killed run had started has ended by the time the lock is free.
    assert (out / LOCK).exists()
    with locked(out):
        pass
    write(root, "2")
    make(out)
    assert names(out) == [LOCK, ".success.json", "small"]


def test_an_input_that_is_replaced_during_the_run_stops_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = root / MARKER.parent
    published.unlink()
    shutil.copytree(REAL, published)
    make(tmp_path / "out")
    regions = published / "regions.csv"
    write(root, f"import pathlib\nwith pathlib.Path({str(regions)!r}).open('a') as file: file.write('x')")
    with pytest.raises(IncompleteRun, match=r"changed during the run: data/raw/published/regions\.csv"):
        make(tmp_path / "out")
    assert number(tmp_path / "out" / "small") == "1"


@contextmanager
def mounted(folder: Path, kilobytes: int) -> Iterator[Callable[[str], None]]:
    """Mount a small file system; what is given mounts it again with an option."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only who may mount can test a full disk")

    def again(option: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)

    try:
        yield again
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_edition_and_the_next_run_succeeds(root: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 400) as again:
        out = tmp_path / "disk" / "out"
        make(out)
        write(root, f"import pathlib\npathlib.Path(folder, 'figures').mkdir()\n{BIG}")
        with pytest.raises(IncompleteRun):
            make(out)
        assert number(out / "small") == "1"
        assert changes(out / "small", root) == []
        again("size=8000k")
        assert make(out)[-1] == "published"
        assert set(names(out)) - {".failed"} == {LOCK, ".success.json", "small"}


BIG = "pathlib.Path(folder, 'figures', 'big.bin').write_bytes(b'x' * 600_000)"


def test_a_disk_that_is_full_when_the_report_is_built_leaves_the_old_edition(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def big(folder: Path, *_: object) -> dict[str, int]:
        (folder / "report.html").write_bytes(b"x" * 600_000)
        return {}

    with mounted(tmp_path / "disk", 400):
        out = tmp_path / "disk" / "out"
        make(out)
        write(root, "2")
        monkeypatch.setattr(editions, "build_report", big)
        with pytest.raises(IncompleteRun, match="small could not be written: No space left"):
            make(out, fresh=True)
        assert number(out / "small") == "1"
        assert changes(out / "small", root) == []


def test_a_read_only_target_is_told_and_keeps_its_edition(root: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 400) as again:
        out = tmp_path / "disk" / "out"
        make(out)
        again("ro")
        write(root, "2")
        with pytest.raises(IncompleteRun, match="could not be written: Read-only file system"):
            make(out)
        assert changes(out / "small", root) == []


def test_a_failed_run_leaves_an_account_without_data(root: Path, tmp_path: Path) -> None:
    write(root, "'shown and confidential'", "raise KeyError('said and confidential')")
    with pytest.raises(IncompleteRun, match=r"a\.ipynb, code cell 5: KeyError$"):
        make(tmp_path)
    (account,) = (tmp_path / ".failed").iterdir()
    assert names(account) == ["a.ipynb", "account.json", "account.txt"]
    told = json.loads((account / "account.json").read_text("utf-8"))
    assert told["what"] == "a.ipynb, code cell 5: KeyError"
    cells = json.loads((account / "a.ipynb").read_text("utf-8"))["cells"]
    assert [cell["execution_count"] for cell in cells] == [1, 2, 3, 4, 5, None]
    assert all(not cell.get("outputs") for cell in cells)
    text = (account / "account.txt").read_text("utf-8")
    assert "docs/when_it_fails.md" in text
    assert str(tmp_path) not in text
    assert not (tmp_path / "small").exists()


def test_an_error_nobody_expected_is_accounted_for_by_its_kind(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "build_report", lambda *_: {}["a confidential key"])
    with pytest.raises(KeyError):
        make(tmp_path)
    (account,) = (tmp_path / ".failed").iterdir()
    assert "What:      KeyError\n" in (account / "account.txt").read_text("utf-8")


def test_only_the_newest_accounts_stay(root: Path, tmp_path: Path) -> None:
    for count in range(12):
        (tmp_path / ".failed" / f"2020-01-{count + 1:02d}").mkdir(parents=True)
    write(root, "1 / 0")
    with pytest.raises(IncompleteRun):
        make(tmp_path)
    kept = names(tmp_path / ".failed")
    assert len(kept) == 10
    assert "2020-01-03" not in kept


def test_two_notebooks_must_not_make_one_file(root: Path, tmp_path: Path) -> None:
    draw = "import pathlib\nplace = pathlib.Path(folder, 'figures')\nplace.mkdir()\n(place / 'x.csv').touch()"
    write(root, draw)
    write(root, draw, name="b")
    with pytest.raises(IncompleteRun, match=r"two notebooks made figures/x\.csv"):
        make(tmp_path)


def test_the_manifest_tells_what_the_edition_rests_on(root: Path, tmp_path: Path) -> None:
    make(tmp_path)
    first = known_manifest(tmp_path / "small")
    assert first is not None
    assert first["previous"] is None
    assert first["python"] == ".".join(map(str, sys.version_info[:3]))
    assert set(first["code"]) == {"commit", "clean"}
    assert first["verdicts"] == {"reproduced": 1}
    assert first["inputs"][MARKER.as_posix()]["bytes"] == (root / MARKER).stat().st_size
    assert [step["reason"] for step in first["steps"]] == ["it has not run before"] * 3
    write(root, "2")
    make(tmp_path)
    then = known_manifest(tmp_path / "small")
    assert then is not None
    assert then["previous"]["started"] == first["started"]
    told = {step["step"]: (step["ran"], step["reason"]) for step in then["steps"]}
    assert told["a"] == (True, "notebook changed")
    assert told["b"] == (False, "nothing that it rests on changed")


def test_a_canary_publishes_nothing_and_looks_at_the_last_monitor(root: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    sung = partial(sing, plan_of("a"), reports, jobs=1, tell=lambda _: None, settings=Settings(fresh=True))
    with pytest.raises(Stale):
        sung(max_age=400)
    note_success(reports, "monitor-2019")
    sung(max_age=400)
    assert names(reports) == [".success.json"]


def test_a_canary_that_fails_leaves_its_account(root: Path, tmp_path: Path) -> None:
    write(root, "1 / 0")
    with pytest.raises(IncompleteRun, match="ZeroDivisionError"):
        sing(plan_of("a"), tmp_path, max_age=400, jobs=1, tell=lambda _: None, settings=Settings(fresh=True))
    (account,) = (tmp_path / ".failed").iterdir()
    assert names(account) == ["a.ipynb", "account.json", "account.txt"]
