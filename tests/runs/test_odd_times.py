"""Clocks that were set back or ahead, damaged notes and private masks change no edition."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.readers.projects import read_project_list
from keianalysis.register.delivery.source import read_source
from keianalysis.runs.publish import name_of_time, open_to_readers, order_of, publish
from keianalysis.runs.schedule.canary import Stale, check_age
from keianalysis.runs.schedule.notify import outcome_of
from keianalysis.runs.schedule.success import SUCCESS, last_success, note_success
from tests.project_lists import project, write_list
from tests.register.register_deliveries import deliver, shop

NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)


def test_a_success_of_tomorrow_is_no_success() -> None:
    with pytest.raises(Stale, match="after today"):
        check_age(NOW + dt.timedelta(days=2), NOW, 400)
    check_age(NOW + dt.timedelta(minutes=5), NOW, 400)


@pytest.mark.parametrize(
    "text", ["", "[1]", "null", "{", '{"monitor-2019": 3}', '{"monitor-2019": "soon"}', "[" * 100_000]
)
def test_a_damaged_note_is_no_success_and_is_written_anew(text: str, tmp_path: Path) -> None:
    (tmp_path / SUCCESS).write_text(text, "utf-8")
    assert last_success(tmp_path) is None
    note_success(tmp_path, "monitor-2020")
    assert last_success(tmp_path) is not None


def test_a_time_without_a_zone_is_taken_as_universal(tmp_path: Path) -> None:
    (tmp_path / SUCCESS).write_text('{"monitor-2019": "2026-02-01T00:00:00"}', "utf-8")
    assert last_success(tmp_path) == NOW


def test_names_of_time_keep_their_order_when_the_clock_is_set_back(tmp_path: Path) -> None:
    made = []
    for hours in (0, 5, 1, 1, 0, 6):
        made.append(name_of_time(tmp_path, NOW + dt.timedelta(hours=hours)))
        (tmp_path / made[-1]).mkdir()
    assert len(set(made)) == 6
    assert [path.name for path in sorted(tmp_path.iterdir(), key=order_of)] == made


def test_the_newest_edition_is_kept_when_the_clock_is_set_back(tmp_path: Path) -> None:
    later = tmp_path / ".older" / "small" / "2999-01-01T000000.000000Z"
    later.mkdir(parents=True)
    for content in ("one", "two"):
        built = tmp_path / "built"
        built.mkdir()
        (built / "page").write_text(content, "utf-8")
        publish(built, tmp_path / "small", keep=1)
    (kept,) = later.parent.iterdir()
    assert (kept / "page").read_text("utf-8") == "one"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mask")
def test_an_edition_can_be_read_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        (tmp_path / "edition" / "figures").mkdir(parents=True)
        (tmp_path / "edition" / "figures" / "a.svg").touch()
        open_to_readers(tmp_path / "edition")
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "edition").rglob("*")}
    assert modes == {0o755, 0o644}


@pytest.mark.parametrize("name", ["=cmd @v", "+1", "-x", "@sum"])
def test_a_name_that_is_a_formula_is_refused_before_anything_runs(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadData, match="formula"):
        read_source(deliver(tmp_path, {"2012-04-01": [shop()]}, name))
    with pytest.raises(BadData, match="formula"):
        read_project_list(write_list(tmp_path / f"{name}.csv", project("P1")))


def test_a_list_without_headings_tells_no_cell_of_it(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Geheim project;Jansen\nNog een;De Vries\n", "utf-8")
    with pytest.raises(BadData) as caught:
        read_project_list(path)
    assert [fault.rule for fault in caught.value.faults] == ["header-found"]
    assert "Geheim" not in str(caught.value)


def test_a_notice_tells_no_heading_that_nobody_knows(tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", project("P1"))
    text = path.read_text("utf-8").replace("name,", "Geheim project,", 1)
    path.write_text(text, "utf-8")
    with pytest.raises(BadData) as caught:
        read_project_list(path)
    assert "Geheim" in str(caught.value)
    assert "Geheim" not in outcome_of("review", NOW, caught.value).message
