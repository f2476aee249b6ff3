"""A whole monitor made from recorded answers alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from keianalysis.model.folders import MARKER, project_root
from tests.fetch.server import Recorded, jobs_table, observation

pytestmark = pytest.mark.slow
YEARS = range(2020, 2025)
DECLARED = """
service = "cbs"
table = "70001NED"
title = "Banen van werknemers"
confirmed = true

[selection]
RegioS = ["NL01*", "PV*"]

[columns]
region = "RegioS"
period = "Perioden"

[[measures]]
code = "M000001"
measure = "population"
unit = "persons"
level = "01-01"
"""


def project(folder: Path) -> Path:
    """Return a project that holds lists and notebooks, and no observation."""
    root = project_root()
    for lists in (MARKER.parent, Path("data", "raw", "reviews")):
        shutil.copytree(root / lists, folder / lists)
    header = (root / MARKER).read_text("utf-8").partition("\n")[0]
    (folder / MARKER).write_text(f"{header}\n", "utf-8")
    shutil.copytree(root / "notebooks", folder / "notebooks")
    declared = folder / "data" / "raw" / "cbs" / "70001NED" / "table.toml"
    declared.parent.mkdir(parents=True)
    declared.write_text(DECLARED, "utf-8")
    return folder


def five_years() -> dict[str, Any]:
    rows = [
        observation(2 * number + place, region, f"{year}JJ00", 1000.5 * (number + 10 + place))
        for number, year in enumerate(YEARS)
        for place, region in enumerate(("NL01", "PV22"))
    ]
    periods = [{"Identifier": f"{year}JJ00", "Title": str(year), "Status": "Definitief"} for year in YEARS]
    return jobs_table(Observations=rows, PeriodenCodes=periods)


def test_a_monitor_rests_on_what_it_fetched_and_says_how_old(recorded: Recorded, tmp_path: Path) -> None:
    recorded.tables["70001NED"] = five_years()
    root = project(tmp_path / "project")
    call = [sys.executable, "-c", "from keianalysis.cli import main; main()"]
    made = subprocess.run(
        [*call, "monitor", "--year", "2024", "--fetch", "--out", str(tmp_path / "reports")],
        env=os.environ | {"KEIANALYSIS_ROOT": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    page = (tmp_path / "reports" / "monitor-2024" / "report.html").read_text("utf-8")
    assert "Opgehaalde tabellen: nieuwste publicatie van 1 juni 2025" in page
    results = (tmp_path / "reports" / "monitor-2024" / "results.csv").read_text("utf-8")
    assert "cbs/70001NED/202506010000/Observations.parquet#" in results
    assert recorded.asked("/Observations") == 2
