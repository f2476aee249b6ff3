"""The provinces by an indicator, then and now."""

from __future__ import annotations

import pandas as pd

from keianalysis.figures.exhibits.provinces import drawn_of, provinces
from keianalysis.indicators.monitor.standings import standings
from keianalysis.model.territories import territories, territory
from tests.conftest import observation_rows

PRICE = {"measure": "house_price_mean", "unit": "eur", "decimals": 0, "release_date": "2026-02-17"}


def prices(last: int = 2019, provinces: int = 12) -> pd.DataFrame:
    """Return prices of 2015 and of another year: province n has 100,000 n, and a tenth more later."""
    return observation_rows(
        *(
            PRICE
            | {
                "region": one.name,
                "region_code": one.code,
                "value": 100_000.0 * place * (1 + 0.1 * (year > 2015)),
            }
            | {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
            for place, one in enumerate(list(territories().values())[:provinces], 1)
            for year in (2015, last)
        )
    )


def standing(rows: pd.DataFrame) -> pd.DataFrame:
    return standings(rows, 2019, territory=territory("PV22"))


def test_the_title_names_the_highest_and_the_lowest() -> None:
    rows = prices()
    chart = provinces(drawn_of(rows, standing(rows), "house_price"), standing(rows), "house_price", "en")
    assert chart is not None
    assert chart.title == (
        "The mean selling price of existing houses was highest in Limburg (€1,320,000) and lowest in "
        "Groningen (€110,000) in 2019"
    )


def test_few_provinces_or_one_year_are_not_drawn() -> None:
    for rows in (prices(provinces=7), prices(last=2015)):
        assert drawn_of(rows, standing(rows), "house_price").empty
