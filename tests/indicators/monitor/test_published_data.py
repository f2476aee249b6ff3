"""What the data hold for a year appears in its monitor: a population that exists is shown."""

from __future__ import annotations

import pytest

from keianalysis.indicators.monitor.standings import rows_of_list, standings
from keianalysis.model.monitored.listed import CURRENT, indicators
from keianalysis.model.observations import select
from keianalysis.model.territories import territory
from keianalysis.readers.sources import read_sources


@pytest.mark.parametrize("year", [2013, 2019, 2023])
@pytest.mark.parametrize("code", ["PV22", "PV21"])
def test_what_the_data_hold_for_the_year_appears(code: str, year: int) -> None:
    here = territory(code)
    sources = read_sources()
    rows = rows_of_list(sources.known_on("2026-01-01"), sources.published, territory=here)
    standing = standings(rows, year, territory=here).set_index("indicator")["standing"]
    for one in indicators():
        known = select(rows, measure=one.measures, region=here.name, sector=one.sector, unit=one.unit)
        known = known.dropna(subset=["value"])
        of_year = known[
            (known["period_end"].str[:4] == str(year))
            & ((known["period_start"] == known["period_end"]) | (known["period_start"] == f"{year}-01-01"))
            & ((known["period_start"] == known["period_end"]) | (known["period_end"] == f"{year}-12-31"))
        ]
        assert of_year.empty or standing[one.name] == CURRENT, one.name


def test_the_population_of_a_year_is_shown() -> None:
    here = territory("PV22")
    sources = read_sources()
    rows = rows_of_list(sources.known_on("2026-01-01"), sources.published, territory=here)
    told = standings(rows, 2019, territory=here).set_index("indicator")
    assert told.loc["population", "latest"] == 492_167
    assert told.loc["population", "standing"] == CURRENT
