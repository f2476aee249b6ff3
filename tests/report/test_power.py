"""How wrong a printed number could have been, as a reader of the annex sees it."""

from __future__ import annotations

from typing import Any, get_type_hints

import pytest

from keianalysis.model.claims import Claim
from keianalysis.model.verdicts import Verdict
from keianalysis.report.tables.number_texts import power, power_share
from tests.report.test_numbers import plain

NAN = float("nan")


def claim(check: str, value: float, unit: str, decimals: int) -> Claim:
    where = ("shops", "B2.2", "location", "shop_vacancy_rate", "Drenthe", "total")
    when = ("2012-01-01", "2012-12-31")
    return Claim(*where, *when, unit, check, value, NAN, "exact", decimals, "a claim", "een uitspraak")


def verdict(found: float, **more: Any) -> Verdict:
    empty = {name: "" if kind is str else NAN for name, kind in get_type_hints(Verdict).items()}
    return Verdict(**(empty | {"power": found} | more))


@pytest.mark.parametrize(
    ("printed", "found", "told", "share"),
    [
        (claim("value", -0.7, "pct", 1), 0.092, "0,09 procentpunt", "13%"),
        (claim("value", 79, "pct", 0), 1.5, "1,5 procentpunt", "1,9%"),
        (claim("value", 2900, "count", -2), 150, "150", "5,2%"),
        (claim("value", 2900, "count", -2), NAN, "", ""),
    ],
)
def test_power_is_told_one_digit_finer_than_the_printed_number(
    printed: Claim, found: float, told: str, share: str
) -> None:
    assert plain(power(verdict(found), printed, "nl")) == told
    assert plain(power_share(verdict(found), printed, "nl")) == share


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"recomputed": 1100.0, "recomputed_unit": "jobs", "recomputed_decimals": -2.0}, "1,150 jobs"),
        ({"nearest": 1100.0, "nearest_unit": "persons", "nearest_decimals": -2.0}, "1,150 persons"),
    ],
)
def test_of_a_direction_it_is_how_far_the_evidence_lies_from_zero(more: dict[str, Any], told: str) -> None:
    rise = claim("sign", 1, "pct_point", 0)
    assert plain(power(verdict(1150, **more), rise, "en")) == told
    assert power_share(verdict(1150, **more), rise, "en") == ""
