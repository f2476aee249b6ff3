"""The twelve provinces side by side, once the declared table of regional key figures has been fetched.

The answers are recorded in the shape of the service; their numbers are made up, each of them another.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from keianalysis.fetch import errands
from keianalysis.fetch.services.client import asking
from keianalysis.model import observations as obs
from keianalysis.model.folders import MARKER, project_root
from keianalysis.model.regions import all_regions
from keianalysis.readers.fetched.declaration import DECLARED, Declaration, read_declaration
from keianalysis.readers.sources import read_sources
from tests.explore.pages import EDITIONS, page_of
from tests.explore.test_browser import choose
from tests.fetch.server import Recorded, Row, jobs_table, serving
from tests.report.browser import needs_browser, opened

pytestmark = [pytest.mark.slow, needs_browser]

TABLE = Path("data", "raw", "cbs", "70072ned", DECLARED)
YEARS = range(2015, 2025)
PROVINCES = {one.code: name for name, one in all_regions().items() if one.kind == "province"}
OTHERS = ("NL01", "CR07", "GM0106")
UNITS = {"pct": "%", "eur": "1 000 euro", "jobs": "x 1 000"}


def answered(declared: Declaration) -> dict[str, Any]:
    """Return the table as the service would give it: every declared measure of every region and year."""
    codes = list(dict.fromkeys(one.code for one in declared.measures))
    units = {one.code: UNITS.get(one.unit, "aantal") for one in declared.measures}
    regions = (*OTHERS, *sorted(PROVINCES))
    cells = [(code, region, f"{year}JJ00") for code in codes for region in regions for year in YEARS]
    named = {"Identifier": declared.table, "Title": declared.title, "ObservationCount": len(cells)}
    measures: list[Row] = [
        {"Identifier": code, "Title": code, "Unit": units[code], "Decimals": 0, "DataType": "Double"}
        for code in codes
    ]
    table = jobs_table("202507310000")
    return table | {
        "Properties": table["Properties"] | named,
        "MeasureCodes": measures,
        "RegioSCodes": [{"Identifier": one, "Title": one, "DimensionGroupId": one[:2]} for one in regions],
        "PeriodenCodes": [{"Identifier": f"{year}JJ00", "Title": str(year)} for year in YEARS],
        "Observations": [
            {
                **{"Id": number, "Measure": code, "ValueAttribute": "None", "Value": 1 + number},
                **{"StringValue": None, "RegioS": region, "Perioden": period},
            }
            for number, (code, region, period) in enumerate(cells)
        ],
    }


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Return the observations of a project that holds lists, one declared table, and what it fetched."""
    root = tmp_path_factory.mktemp("project")
    for lists in (MARKER.parent, MARKER.parents[1] / "reviews"):
        shutil.copytree(project_root() / lists, root / lists)
    header = (project_root() / MARKER).read_text("utf-8").partition("\n")[0]
    (root / MARKER).write_text(f"{header}\n", "utf-8")
    place = root / TABLE
    place.parent.mkdir(parents=True)
    shutil.copyfile(project_root() / TABLE, place)
    declared = read_declaration(place)
    recorded = Recorded({declared.table: answered(declared)})
    with serving(recorded) as base, pytest.MonkeyPatch.context() as patch, asking() as client:
        patch.setenv("KEIANALYSIS_CBS_URL", base)
        account = errands.run([declared], place.parents[2], client, lambda _: None)
    assert account.failed == {}
    return read_sources(root).published


def provinces_of(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["region"].isin(PROVINCES.values()) & (rows["sector"] == "total")]


def shown(page: Page) -> pd.DataFrame:
    found = page.evaluate(
        """() => explore.shown().map((at) => [
            explore.cell("region", at), explore.cell("period", at), explore.rows.value[at],
        ])"""
    )
    return pd.DataFrame(found, columns=["region", "period", "value"])


def test_twelve_provinces_are_compared_by_every_fetched_measure_over_ten_years(
    fetched: pd.DataFrame, browser: Browser, tmp_path: Path
) -> None:
    wanted = provinces_of(fetched)
    measures = sorted(set(wanted["measure"]))
    assert len(PROVINCES) == 12
    assert len(measures) >= 6
    with opened(browser, page_of(fetched, tmp_path)) as page:
        for measure in measures:
            of_measure = wanted[wanted["measure"] == measure]
            choose(page, f"#m={measure}&v=table&k=province&r=Drenthe")
            over_time = shown(page)
            assert sorted(over_time["value"]) == sorted(of_measure["value"])
            assert len(over_time) == 12 * len(YEARS)
            last = of_measure[of_measure["period_end"] == of_measure["period_end"].max()]
            choose(page, f"#m={measure}&v=compare&k=province")
            assert list(shown(page)["value"]) == sorted(last["value"], reverse=True)
            assert set(shown(page)["region"]) == set(PROVINCES.values())
            assert page.locator("#chart .mark-rect path").count() == 12
        first = wanted[wanted["measure"] == "population"].groupby("region")["value"].min()
        choose(page, "#m=population&v=compare&k=province&p=2015-01-01")
        assert shown(page).set_index("region")["value"].to_dict() == first.to_dict()


def test_what_was_fetched_is_public_from_its_release(fetched: pd.DataFrame) -> None:
    assert set(fetched["release_date"]) == {"2025-07-31"}
    assert obs.as_of(fetched, "2025-07-30").empty
    assert EDITIONS["nl"].as_of < "2025-07-31"
