"""Lines over years: what a break of one region is for the others of its release."""

from __future__ import annotations

from keianalysis.figures.exhibits.series import unemployment
from tests.conftest import observation_rows as rows

RATE = {"measure": "unemployment_rate_eurostat", "unit": "pct", "decimals": 1, "sector": "total"}


def series(
    region: str, broken: int | None, source: str = "Eurostat lfst_r_lfu3rt | https://x.eu"
) -> list[dict[str, object]]:
    return [
        RATE
        | {
            "region": region,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
            "value": float(year - 2000),
            "status": "break" if year == broken else "",
            "source": source,
        }
        for year in range(2008, 2012)
    ]


def test_a_break_that_a_release_reports_for_one_region_breaks_every_line_of_it() -> None:
    chart = unemployment(rows(*series("Nederland", 2010), *series("Drenthe", None)), "nl")
    broken = chart.data[chart.data["is_break"]]
    assert sorted(broken["series"]) == ["Drenthe", "Nederland"]
    assert set(broken["year"]) == {2010}
    assert "Drenthe: van 8,0 in 2008 naar 9,0 in 2009, na de reeksbreuk van 10,0 in 2010" in chart.alt


def test_a_break_in_another_source_is_none_here() -> None:
    here = series("Drenthe", None, "CBS | https://x.nl")
    chart = unemployment(rows(*series("Nederland", 2010), *here), "nl")
    assert list(chart.data.loc[chart.data["is_break"], "series"]) == ["Nederland"]
