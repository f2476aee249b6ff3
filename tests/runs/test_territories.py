"""The monitor of every province: an honest edition, however little is known of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.monitored.listed import CURRENT
from keianalysis.model.territories import territories
from keianalysis.readers.sources import read_sources
from keianalysis.report.monitor.chapters import FEW
from keianalysis.report.page import read_page
from keianalysis.runs.plan import monitor_plan
from tests.editions import fresh

OTHERS = [code for code in territories() if code != "PV22"]


def test_the_edition_of_another_province_bears_its_code() -> None:
    sources = read_sources()
    assert monitor_plan(2019, "2026-01-01", "nl", sources, region="PV21").edition.name == "monitor-2019-PV21"
    assert monitor_plan(2019, "2026-01-01", "nl", sources, region="PV22").edition.name == "monitor-2019"


@pytest.mark.slow
@pytest.mark.parametrize("code", OTHERS)
def test_every_province_has_a_monitor(code: str, tmp_path: Path) -> None:
    place = fresh(monitor_plan(2019, "2026-01-01", "nl", read_sources(), region=code), tmp_path)
    assert (place / "report.pdf").is_file()
    page = (place / "report.html").read_text("utf-8")
    assert f"Economische monitor {territories()[code].fields('nl')['title']} 2019" in page
    standing = pd.read_csv(place / "monitored.csv")["standing"]
    few = (standing == CURRENT).sum() < FEW
    assert ("Over 2019 is daarvan nog weinig openbaar" in read_page(page).text) == few
    assert "Een kaart van de gemeenten in " in page
    results = pd.read_csv(place / "results.csv", dtype="str")
    compared = pd.read_csv(place / "compared.csv", dtype="str")
    # Of Drenthe it tells the number beside its own, and what that and those of the country add up.
    whole = results["id"].isin(compared["id"]) | (results["region"] == "Nederland")
    beside = {*compared["id"], *results.loc[whole | (results["region"] == "Noord-Nederland"), "lineage"]}
    steps = {*results.loc[results["region"] == "Drenthe", "lineage"]}
    # A figure of all provinces, then and now, has Drenthe among them.
    provinces = results[results["region"].isin([one.name for one in territories().values()])]
    among = provinces.groupby(["measure", "sector", "period_end"])["region"].transform("nunique") == len(
        territories()
    )
    beside |= {*provinces.loc[among, "id"]}
    told = results[results["region"].isin(["Drenthe", "Zuidoost-Drenthe"])]
    assert all(any(name in line for line in beside | steps) for name in told["id"])
    assert not set(results["region"]) & {"Emmen", "Zuid-Drenthe", "Arbeidsmarktregio Drenthe"}
