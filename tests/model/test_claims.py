"""What a printed claim allows: by its check, its wording and its printed precision."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model.claims import (
    Claim,
    allowed_interval,
    claim_period,
    claim_quantity,
    claim_records,
    claims_by_id,
    printed_number,
    wider_interval,
)
from keianalysis.model.intervals import WORDINGS, Interval
from keianalysis.model.observations import Period
from tests.conftest import claim_rows

MISSING = float("nan")


def claim(
    value: float,
    decimals: int = 0,
    wording: str = "exact",
    *,
    check: str = "value",
    value_high: float = MISSING,
) -> Claim:
    said = {"value": value, "value_high": value_high, "decimals": decimals, "wording": wording}
    period = {"period_start": "2011-04-01", "period_end": "2012-04-01"}
    return claim_records(claim_rows({"check": check} | said | period))[0]


def interval(low: str | None, high: str | None, ends: str) -> Interval:
    """Return an interval from its ends as written in mathematics: ``[)`` is closed below, open above."""
    return Interval(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        ends[0] == "[",
        ends[1] == "]",
    )


@pytest.mark.parametrize(
    ("stated", "allowed"),
    [
        (claim(7.4, 1), interval("7.35", "7.45", "[)")),
        (claim(-0.7, 1), interval("-0.75", "-0.65", "(]")),
        (claim(2900.0, -2), interval("2850", "2950", "[)")),
        (claim(500.0, -2, "about"), interval("450", "550", "[]")),
        (claim(63e6, -6, "slightly_above"), interval("63000000", "64000000", "[)")),
        (claim(-1200.0, -2, "slightly_above"), interval("-1300", "-1200", "(]")),
        (claim(15.0, 0, "slightly_below"), interval("14", "15", "()")),
        (claim(5.0, 0, "at_least"), interval("5", None, "[]")),
        (claim(5.0, 0, "at_most"), interval(None, "5", "[]")),
    ],
    ids=lambda part: f"{part.wording} {part.value}" if isinstance(part, Claim) else "",
)
def test_each_wording(stated: Claim, allowed: Interval) -> None:
    assert allowed_interval(stated) == allowed


def test_at_least_as_a_check_is_open_upward_whatever_the_precision() -> None:
    assert allowed_interval(claim(5.0, 0, check="at_least")) == interval("5", None, "[]")


def test_a_rise_is_more_than_zero_and_a_fall_is_less() -> None:
    rise = allowed_interval(claim(1.0, check="sign"))
    fall = allowed_interval(claim(-1.0, check="sign"))
    assert Decimal("0.001") in rise
    assert Decimal("-0.001") in fall
    assert Decimal(0) not in rise
    assert Decimal(0) not in fall


def test_a_range_runs_from_the_low_end_of_its_lower_to_the_high_end_of_its_upper_number() -> None:
    stated = claim(760.0, -1, "about", check="range", value_high=1370.0)
    assert allowed_interval(stated) == interval("755", "1375", "[]")


def test_an_exact_range_is_open_at_its_upper_end() -> None:
    assert allowed_interval(claim(2.0, check="range", value_high=4.0)) == interval("1.5", "4.5", "[)")


def test_circa_has_a_wider_reading_of_five_percent() -> None:
    assert wider_interval(claim(11e6, -6, "about")) == interval("10450000", "11550000", "[]")
    assert wider_interval(claim(-40.0, 0, "about")) == interval("-42", "-38", "[]")


def test_the_wider_reading_of_a_range_widens_each_end_by_its_own_size() -> None:
    stated = claim(760.0, -1, "about", check="range", value_high=1370.0)
    assert wider_interval(stated) == interval("722", "1438.5", "[]")


@pytest.mark.parametrize("wording", [wording for wording in WORDINGS if wording != "about"])
def test_no_other_wording_has_a_wider_reading(wording: str) -> None:
    assert wider_interval(claim(40.0, 0, wording)) is None


def test_a_direction_has_no_wider_reading() -> None:
    assert wider_interval(claim(1.0, 0, "about", check="sign")) is None


def test_a_claim_in_arithmetic_carries_its_bounds() -> None:
    found = claim_quantity(claim(63e6, -6, "slightly_above"))
    assert (found.value, found.low, found.high) == (63_000_000, 63_000_000, 64_000_000)


def test_a_range_in_arithmetic_stands_at_its_middle() -> None:
    found = claim_quantity(claim(760.0, -1, "about", check="range", value_high=1370.0))
    assert (found.value, found.low, found.high) == (1065, 755, 1375)


@pytest.mark.parametrize("check", ["sign", "at_least"])
def test_a_claim_that_is_open_on_a_side_takes_no_part_in_arithmetic(check: str) -> None:
    with pytest.raises(ValueError, match=r"a\.claim has no bounds on both sides"):
        claim_quantity(claim(1.0, check=check))


def test_the_period_is_the_two_days_that_a_change_compares() -> None:
    assert claim_period(claim(1.0)) == Period("2011-04-01", "2012-04-01")


def test_claims_are_found_by_their_id() -> None:
    table = claim_rows({"claim_id": "a", "value": 1.0}, {"claim_id": "b", "value": 2.0})
    assert claims_by_id(table)["b"].value == 2.0


@given(st.integers(-(10**6), 10**6).filter(bool), st.integers(-3, 3))
def test_the_printed_number_is_allowed_by_every_wording_but_almost(number: int, decimals: int) -> None:
    value = float(Decimal(number).scaleb(-decimals))
    for wording in WORDINGS:
        stated = claim(value, decimals, wording)
        assert (Decimal(number).scaleb(-decimals) in allowed_interval(stated)) is (
            wording != "slightly_below"
        )


@given(st.integers(-(10**4), 10**4).filter(bool), st.sampled_from(WORDINGS))
def test_a_fall_is_allowed_what_the_rise_of_its_size_is_allowed(number: int, wording: str) -> None:
    rise = allowed_interval(claim(float(abs(number)), 0, wording))
    fall = allowed_interval(claim(float(-abs(number)), 0, wording))
    assert (rise.low, rise.high) == (
        None if fall.high is None else -fall.high,
        None if fall.low is None else -fall.low,
    )


def test_a_printed_number_is_the_first_of_its_measure_that_has_bounds() -> None:
    rate = {"measure": "shop_vacancy_rate", "check": "value", "sector": "total"}
    claims = claim_rows(
        rate | {"claim_id": "rises", "check": "sign", "value": 1.0},
        rate | {"claim_id": "food", "sector": "leisure"},
        rate | {"claim_id": "nl", "region": "Nederland"},
        rate | {"claim_id": "here", "region": "Fryslan"},
    )
    found = [
        printed_number(claims, "shop_vacancy_rate", region=region) for region in (None, "Fryslan", "Drenthe")
    ]
    assert [one and one.claim_id for one in found] == ["nl", "here", None]
    assert printed_number(claims, "shop_vacant_floor_space") is None
