"""Euros, person-years and full-time equivalents never meet in one sum, and only two ratios exist."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from keianalysis.effects.units import (
    AllMoney,
    FullTimeJobs,
    PersonYears,
    ProvincialMoney,
    eur_per_job,
    eur_per_person_year,
    total_of,
)
from keianalysis.model.errors import MixedUnits
from keianalysis.model.intervals import ZERO, Quantity

KINDS = (AllMoney, ProvincialMoney, PersonYears, FullTimeJobs)
TEN = Quantity.of(10)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_only_amounts_of_one_kind_add_up(kind: Any, other: Any) -> None:
    if kind is other:
        assert (kind(TEN) + other(TEN)).amount == Quantity.of(20)
        return
    with pytest.raises(MixedUnits, match=f"{other.__name__} is given where {kind.__name__} belongs"):
        kind(TEN) + other(TEN)


def test_a_sum_over_a_list_keeps_its_kind() -> None:
    assert total_of([PersonYears(TEN), PersonYears(TEN)], PersonYears(ZERO)) == PersonYears(Quantity.of(20))
    with pytest.raises(MixedUnits):
        total_of([PersonYears(TEN), FullTimeJobs(TEN)], PersonYears(ZERO))


def test_person_years_rest_on_all_money_and_jobs_on_provincial_money() -> None:
    assert eur_per_person_year(AllMoney(Quantity.of(500)), PersonYears(TEN)) == Quantity.of(50)
    assert eur_per_job(ProvincialMoney(Quantity.of(500)), FullTimeJobs(TEN)) == Quantity.of(50)


@pytest.mark.parametrize("money", [ProvincialMoney(TEN), PersonYears(TEN)])
def test_a_person_year_is_not_paid_by_the_province_alone(money: Any) -> None:
    with pytest.raises(MixedUnits):
        eur_per_person_year(money, PersonYears(TEN))


@pytest.mark.parametrize(
    ("money", "jobs"),
    [
        (AllMoney(TEN), FullTimeJobs(TEN)),
        (ProvincialMoney(TEN), PersonYears(TEN)),
        (PersonYears(TEN), FullTimeJobs(TEN)),
    ],
)
def test_a_structural_job_is_not_divided_into_anything_else(money: Any, jobs: Any) -> None:
    with pytest.raises(MixedUnits):
        eur_per_job(money, jobs)


def test_there_is_no_division_of_one_kind_by_another() -> None:
    ratio: Any = PersonYears(TEN)
    with pytest.raises(TypeError):
        ratio / FullTimeJobs(TEN)


def test_draws_add_as_quantities_do() -> None:
    found = PersonYears(np.array([1.0, 2.0])) + PersonYears(np.array([3.0, 4.0]))
    assert list(found.amount) == [4, 6]
