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
