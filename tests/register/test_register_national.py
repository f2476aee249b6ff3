"""A delivery of the whole country is one register for any territory, and its own national table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.regions import municipalities
from keianalysis.model.territories import territories, territory
from keianalysis.register.delivery import Vintage
from keianalysis.register.disclosure.gate import Gate
from keianalysis.register.observed import national_observations, vintage_observations
from keianalysis.register.release import released
from tests.registers import line, values, vintage

DAYS = ("2011-04-01", "2012-04-01")
FARM, SHOP = "01110", "47110"
ASSEN = "0106"


def everywhere(day: str, farms: int) -> list[str]:
    """Return two shops of five in every municipality, and in Assen a farm beside them."""
    codes = [one.code.removeprefix("GM") for one in municipalities() if one.exists_on(day)]
    shops = [line(10 * int(code) + number, 5, code, SHOP) for code in codes for number in (1, 2)]
    return [*shops, line(7, farms, ASSEN, FARM)]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Vintage:
    """Return a delivery of two years of the whole country."""
    rows = {int(day[:4]): everywhere(day, farms) for day, farms in zip(DAYS, (20, 30), strict=True)}
    return vintage(tmp_path_factory.mktemp("country"), rows)


def test_the_country_is_counted_where_all_of_it_is_there(country: Vintage) -> None:
    table = country.national.set_index(["sector", "reference_date"])["jobs_fulltime"]
    shops = 10 * sum(one.exists_on(DAYS[1]) for one in municipalities())
    assert table["A"].to_dict() == {DAYS[0]: 20, DAYS[1]: 30}
    assert table["G", DAYS[1]] == shops
    nation = national_observations(country)
    assert values(nation, "jobs_fulltime", period_end=DAYS[1])["Nederland", "total"] == shops + 30
    changed = values(nation, "jobs_fulltime_change", unit="pct")
    assert changed["Nederland", "A"] == pytest.approx(50)
    assert set(nation["region_code"]) == {"NL01"}


def test_the_provinces_add_up_to_the_country_in_every_sector(country: Vintage) -> None:
    found = values(vintage_observations(country), "jobs_fulltime", period_end=DAYS[1])
    nation = values(national_observations(country), "jobs_fulltime", period_end=DAYS[1])
    names = {one.name for one in territories().values() if one.code.startswith("PV")}
    assert len(names) == 12
    for sector in ("total", "A", "G"):
        assert sum(found.get((name, sector), 0) for name in names) == nation["Nederland", sector]


def test_a_missing_municipality_leaves_the_country_uncounted(tmp_path: Path) -> None:
    rows = [one for one in everywhere(DAYS[1], 30) if not one.endswith(";0344;47110")]
    assert vintage(tmp_path, {2012: rows}).national.empty


@pytest.mark.parametrize(
    ("code", "own", "foreign"), [("PV25", "Arnhem", "Assen"), ("PV22", "Assen", "Arnhem")]
)
def test_a_territory_is_computed_without_the_parts_of_others(
    code: str, own: str, foreign: str, country: Vintage
) -> None:
    found = vintage_observations(replace(country, territory=territory(code)))
    names = set(found["region"])
    assert {own, territory(code).name} <= names
    assert foreign not in names
    assert not {"Utrecht", "Overijssel"} & names
    quotient = values(found, "location_quotient", period_end=DAYS[1])
    assert quotient[own, "G"] == pytest.approx(_quotient(country, own), rel=1e-9)


def _quotient(country: Vintage, place: str) -> float:
    jobs: pd.Series[int] = country.national.set_index(["sector", "reference_date"])["jobs_fulltime"]
    nation = jobs["G", DAYS[1]] / (jobs["G", DAYS[1]] + jobs["A", DAYS[1]])
    return float((10 / (40 if place == "Assen" else 10)) / nation)


def test_the_gate_takes_one_territory_of_a_country(country: Vintage, tmp_path: Path) -> None:
    about = replace(country, territory=territory("PV22"))
    left = released(about, Gate(tmp_path, [about]))
    assert {territory("PV22").name, "Nederland"} <= set(left["region"])
