"""The files of a schedule are ready: right days, right commands, nothing left to fill in."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.model.errors import WrongCall
from keianalysis.runs.schedule.canary import Stale, check_age
from keianalysis.runs.schedule.schedule import KINDS, schedule
from keianalysis.runs.schedule.success import last_success, note_success

ROOT = Path("/srv/kei analysis")
NOTIFY = "mail -s '100% KEI' ops@example.org"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_to_fill_in(kind: str) -> None:
    for name, text in schedule(kind, ROOT, on="02-01", notify=NOTIFY).items():
        assert not re.search(r"(?<!\$\{)\{\w+\}", text), name
        assert text.endswith("\n")


def test_systemd_runs_once_a_year_and_once_a_week() -> None:
    files = schedule("systemd", ROOT, on="12-20")
    assert sorted(files) == sorted(
        f"keianalysis-{job}.{unit}" for job in ("monitor", "canary") for unit in ("service", "timer")
    )
    assert "OnCalendar=*-12-20 04:17:00" in files["keianalysis-monitor.timer"]
    assert "OnCalendar=Mon *-*-* 04:17:00" in files["keianalysis-canary.timer"]
    assert "WorkingDirectory=/srv/kei analysis\n" in files["keianalysis-monitor.service"]
    assert "--deadline 3600" in files["keianalysis-monitor.service"]


def test_what_has_a_meaning_of_its_own_in_a_unit_is_written_as_itself() -> None:
    service = schedule("systemd", ROOT, on="12-20", notify=NOTIFY)["keianalysis-monitor.service"]
    assert "100%% KEI" in service
    assert "$$(($$(date +%%Y) - 1))" in service


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("job", ["monitor", "canary"])
def test_systemd_understands_its_files(job: str, tmp_path: Path) -> None:
    for name, text in schedule("systemd", tmp_path, on="12-20", notify=NOTIFY).items():
        (tmp_path / name).write_text(text, "utf-8")
    unit = str(tmp_path / f"keianalysis-{job}.timer")
    checked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert "Unknown" not in checked.stderr


def test_cron_gets_two_lines_with_its_own_escapes() -> None:
    (text,) = schedule("cron", ROOT, on="02-01", notify=NOTIFY).values()
    yearly, weekly = (line for line in text.splitlines() if not line.startswith("#"))
    assert yearly.startswith("17 04 01 02 * cd '/srv/kei analysis' && ")
    assert r"$(($(date +\%Y) - 1))" in yearly
    assert weekly.startswith("17 04 * * 1 ")
    assert r"100\% KEI" in weekly
    assert not re.search(r"(?<!\\)%", yearly + weekly)


def test_the_workflow_is_sound_yaml_that_runs_one_job_on_two_days() -> None:
    (text,) = schedule("ci", ROOT, on="02-01").values()
    workflow: Any = yaml.safe_load(text)
    assert [one["cron"] for one in workflow[True]["schedule"]] == ["17 04 01 02 *", "17 04 * * 1"]
    steps = workflow["jobs"]["run"]["steps"]
    assert workflow["jobs"]["run"]["env"]["YEARLY"].startswith("${{ github.event.schedule == '17 04 01 02 *'")
    assert any("keianalysis canary --fetch --max-age 400" in step.get("run", "") for step in steps)


@pytest.mark.parametrize(("kind", "on"), [("windows", "02-01"), ("cron", "02-30"), ("cron", "2-1")])
def test_another_kind_or_day_is_a_wrong_call(kind: str, on: str) -> None:
    with pytest.raises(WrongCall, match=r"choose from systemd, cron, ci|for example 02-01"):
        schedule(kind, ROOT, on=on)


def test_the_command_prints_every_file_under_its_name() -> None:
    outcome = CliRunner().invoke(app, ["schedule", "systemd"])
    assert outcome.exit_code == 0
    assert re.findall(r"# ----- (\S+) -----", outcome.output) == list(KINDS["systemd"])
    assert CliRunner().invoke(app, ["schedule", "windows"]).exit_code == 2


NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def test_a_recent_success_is_well_and_an_old_one_or_none_is_not() -> None:
    check_age(NOW - dt.timedelta(days=400), NOW, 400)
    with pytest.raises(Stale, match="made 401 days ago, on 2025-04-26; more than 400 is too old"):
        check_age(NOW - dt.timedelta(days=401), NOW, 400)
    with pytest.raises(Stale, match="no monitor was ever made here"):
        check_age(None, NOW, 400)


def test_the_newest_success_of_a_monitor_counts(tmp_path: Path) -> None:
    assert last_success(tmp_path) is None
    note_success(tmp_path, "review-2013")
    assert last_success(tmp_path) is None
    note_success(tmp_path, "monitor-2019")
    note_success(tmp_path, "monitor-2020")
    found = last_success(tmp_path)
    assert found is not None
    assert dt.datetime.now(tz=dt.UTC) - found < dt.timedelta(minutes=1)
    (tmp_path / ".success.json").write_text("{", "utf-8")
    assert last_success(tmp_path) is None
