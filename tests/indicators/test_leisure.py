"""Leisure: the share of Drenthe in Dutch nights, by kind of guest and by year."""

from __future__ import annotations

from typing import Any

import pytest

from keianalysis.indicators import leisure
from tests.conftest import observation_rows as rows


def nights(kind: str, region: str, value: float | None, year: int = 2012, **more: Any) -> dict[str, Any]:
    return {
        "measure": f"overnight_stays_{kind}",
        "region": region,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "unit": "nights",
        "decimals": -3,
        "value": value,
        "status": "suppressed" if value is None else "",
    } | more


def test_each_kind_of_guest_has_a_share_of_its_own() -> None:
    table = rows(
        nights("domestic_guests", "Drenthe", 4_000_000.0),
        nights("domestic_guests", "Nederland", 50_000_000.0),
        nights("foreign_guests", "Drenthe", 500_000.0),
        nights("foreign_guests", "Nederland", 25_000_000.0),
    )
    found = leisure.stays_share_of_netherlands(table).set_index("measure")
    assert found["value"].to_dict() == {
        "overnight_stays_domestic_guests_share_of_nl": 8,
        "overnight_stays_foreign_guests_share_of_nl": 2,
    }
    row = found.iloc[0]
    assert round(row["low"], 6) == round(100 * 3_999_500 / 50_000_500, 6)
    assert round(row["high"], 6) == round(100 * 4_000_500 / 49_999_500, 6)


@pytest.mark.parametrize("other", [nights("domestic_guests", "Nederland", 50e6, 2011), None])
def test_no_share_without_the_netherlands_in_the_same_year(other: dict[str, Any] | None) -> None:
    here = nights("domestic_guests", "Drenthe", 4e6)
    assert leisure.stays_share_of_netherlands(rows(here, *([other] if other else []))).empty


def test_a_suppressed_number_of_nights_gives_no_share() -> None:
    table = rows(nights("domestic_guests", "Drenthe", None), nights("domestic_guests", "Nederland", 50e6))
    assert leisure.stays_share_of_netherlands(table).empty


def test_nights_on_campsites_do_not_stand_for_all_nights() -> None:
    table = rows(
        nights("domestic_guests", "Drenthe", 4e6),
        nights("domestic_guests", "Drenthe", 1e6, sector="campsites"),
        nights("domestic_guests", "Nederland", 50e6),
    )
    assert leisure.stays_share_of_netherlands(table)["value"].tolist() == [8]


def inhabitants(region: str, value: float, year: int = 2012) -> dict[str, Any]:
    day = {"period_start": f"{year}-01-01", "period_end": f"{year}-01-01"}
    return {"measure": "population", "region": region, "unit": "persons", "decimals": 0, "value": value} | day


def test_nights_per_thousand_inhabitants_of_the_first_day() -> None:
    """6,000,000 nights over 480,000 inhabitants are 12.5 each; in the country 85 over 17 million are 5."""
    table = rows(
        nights("all_accommodation", "Drenthe", 6_000_000.0),
        nights("all_accommodation", "Nederland", 85_000_000.0),
        inhabitants("Drenthe", 480_000.0),
        inhabitants("Drenthe", 500_000.0, 2013),
        inhabitants("Nederland", 17_000_000.0),
    )
    found = leisure.nights_per_1000_inhabitants(table)
    assert found["value"].tolist() == [12_500, 5_000]
    assert set(found["unit"]) == {"per_1000_inhabitants"}
    assert (found["period_start"] + found["period_end"]).unique().tolist() == ["2012-01-012012-12-31"]
    assert found["low"].iloc[0] == pytest.approx(1000 * 5_999_500 / 480_000.5)
    assert found["high"].iloc[0] == pytest.approx(1000 * 6_000_500 / 479_999.5)


def test_no_nights_per_inhabitant_without_inhabitants_of_the_year_or_with_suppressed_nights() -> None:
    late = rows(nights("all_accommodation", "Drenthe", 6e6), inhabitants("Drenthe", 480_000.0, 2013))
    hidden = rows(nights("all_accommodation", "Drenthe", None), inhabitants("Drenthe", 480_000.0))
    assert leisure.nights_per_1000_inhabitants(late).empty
    assert leisure.nights_per_1000_inhabitants(hidden).empty
