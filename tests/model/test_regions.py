"""The municipalities of the Netherlands: how many there were, what they merged into, and where they lie."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from keianalysis.model.regions import all_regions, compositions, municipalities

COUNTS = {
    2006: 458, 2007: 443, 2008: 443, 2009: 441, 2010: 431, 2011: 418, 2012: 415, 2013: 408, 2014: 403,
    2015: 393, 2016: 390, 2017: 388, 2018: 380, 2019: 355, 2020: 355, 2021: 352, 2022: 345, 2023: 342,
    2024: 342, 2025: 342, 2026: 342,
}  # fmt: skip
"""Municipalities on 1 January as CBS counts them."""

BY_CODE = {one.code: one for one in municipalities()}


@pytest.mark.parametrize(("year", "count"), COUNTS.items())
def test_there_are_as_many_municipalities_as_cbs_counts(year: int, count: int) -> None:
    assert sum(one.exists_on(f"{year}-01-01") for one in municipalities()) == count


def test_every_province_has_its_municipalities_of_today() -> None:
    today = Counter(one.province_code for one in municipalities() if one.exists_on("2026-01-01"))
    assert [today[f"PV{number}"] for number in range(20, 32)] == [
        10,
        18,
        12,
        25,
        6,
        51,
        26,
        44,
        50,
        13,
        56,
        31,
    ]


def test_no_code_or_name_stands_twice() -> None:
    listed = municipalities()
    assert len(BY_CODE) == len(listed) == len({one.name for one in listed})


def test_what_ended_has_successors_that_exist_on_the_next_day_and_nothing_else_has() -> None:
    for one in municipalities():
        assert bool(one.successors) == bool(one.valid_to), one
        for code in one.successors:
            assert BY_CODE[code].exists_on(_day_after(one.valid_to)), (one, code)


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def test_what_began_took_over_what_ended_on_the_day_before() -> None:
    heirs = {code for one in municipalities() for code in one.successors}
    began = {one.code for one in municipalities() if one.valid_from not in ("1998-01-01", "2006-01-01")}
    assert began <= heirs


@pytest.mark.parametrize(
    ("old", "last_day", "new"),
    [
        ("GM0017", "2018-12-31", ("GM0014",)),  # Haren into Groningen
        ("GM0055", "2013-12-31", ("GM0074", "GM0080", "GM1900", "GM1921")),  # Boarnsterhim divided
        ("GM1921", "2015-06-30", ("GM1940",)),  # De Friese Meren became De Fryske Marren
        ("GM0620", "2018-12-31", ("GM1961",)),  # Vianen into Vijfheerenlanden
        ("GM0457", "2022-03-23", ("GM0363",)),  # Weesp into Amsterdam, in the middle of a year
        ("GM0501", "2022-12-31", ("GM1992",)),  # Brielle into Voorne aan Zee
    ],
)
def test_mergers(old: str, last_day: str, new: tuple[str, ...]) -> None:
    assert (BY_CODE[old].valid_to, BY_CODE[old].successors) == (last_day, new)


def test_a_municipality_can_come_from_another_province() -> None:
    assert BY_CODE["GM0545"].province_code == "PV28"
    assert BY_CODE["GM1961"].province_code == "PV26"


def test_only_the_last_merger_is_not_confirmed() -> None:
    assert {one.code for one in municipalities() if not one.is_confirmed} == {
        "GM0501", "GM0530", "GM0614", "GM1992",
    }  # fmt: skip


def test_provinces_are_their_municipalities_of_a_day() -> None:
    assert len(compositions("2012-04-01")["Gelderland"]) == 56
    assert compositions("2012-04-01")["Utrecht (gemeente)"] == ("GM0344",)
    assert "Gelderland" not in compositions("2005-04-01")


def test_municipalities_are_regions_with_their_province() -> None:
    apeldoorn = all_regions()["Apeldoorn"]
    assert (apeldoorn.code, apeldoorn.kind, apeldoorn.member_of) == ("GM0200", "municipality", "PV25")
    assert all_regions()["Utrecht"].kind == "province"
