"""A computation has one name, makes what it declares, and asks the claims for what it takes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator

import pandas as pd
import pytest

from keianalysis.indicators import every
from keianalysis.indicators.computation import (
    COMPUTATIONS,
    at_year_ends,
    call,
    check_recorded,
    computation,
    each,
    indicator,
    name_of,
    once,
    over,
    the_claims,
)
from keianalysis.model import observations as obs
from keianalysis.model.errors import UnknownMeasure
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import functions_in
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import Period, Result
from keianalysis.model.territories import Territory, home
from keianalysis.report.origins.functions import LOADED, function_of
from tests.conftest import claim_rows, observation_rows

ROOMS = ("indicators", "effects", "register", "proof")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    known = dict(COMPUTATIONS)
    yield
    COMPUTATIONS.clear()
    COMPUTATIONS.update(known)


def result(measure: str) -> Result:
    return Result(measure, "Drenthe", Period.year(2012), "count", Quantity.of(5), observation_rows({}))


def declare(*makes: str, yields: str) -> pd.DataFrame:
    @indicator("tests.counted", makes=makes)
    def counted(_observations: pd.DataFrame) -> Iterable[Result]:
        return [result(yields)]

    return counted(obs.empty())


def test_a_result_carries_the_name_under_which_its_function_declared_itself() -> None:
    row = declare("starters", yields="starters").iloc[0]
    assert row["lineage"] == f"tests.counted({observation_rows({})['id'].iloc[0]!s})"
    assert row["source"].startswith("keianalysis.tests.counted | ")


@pytest.mark.parametrize(
    ("makes", "yields", "told"),
    [
        ("startres", "startres", "'startres', which is not in the measure list; the nearest is 'starters'"),
        ("starters", "starters_cbs", "'starters_cbs', which it does not declare; the nearest is 'starters'"),
    ],
)
def test_a_measure_that_is_not_listed_or_not_declared_is_refused(makes: str, yields: str, told: str) -> None:
    with pytest.raises(UnknownMeasure, match=f"tests.counted makes {told}"):
        declare(makes, yields=yields)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"measure": "job_fulltime"}, "'job_fulltime' is not in the measure list; the nearest is"),
        (
            {"measure": "starters", "lineage": "starters.starters_cbs(claim:a)"},
            "which it does not declare; the nearest is 'starters_cbs'",
        ),
    ],
)
def test_what_is_recorded_is_listed_and_declared(row: dict[str, object], told: str) -> None:
    with pytest.raises(UnknownMeasure, match=told):
        check_recorded(observation_rows({}, row))


def test_published_rows_and_rows_of_another_version_are_recorded() -> None:
    check_recorded(observation_rows({}, {"measure": "starters", "lineage": "starters.gone(claim:a)"}))


def test_two_functions_do_not_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"starters\.starters_cbs is the name of "):
        computation("starters.starters_cbs", makes=())(lambda: None)


def test_a_computation_is_the_function_itself_under_a_name() -> None:
    def plain() -> int:
        return 3

    assert computation("tests.plain", makes=("starters",))(plain)() == 3
    assert name_of(plain) == "tests.plain"
    assert function_of("tests.plain") is plain
    assert function_of("tests.gone") is None


CLAIMS = claim_rows(
    {"measure": "starters", "period_start": "2010-01-01", "period_end": "2012-12-31"},
    {"measure": "starters", "period_start": "2010-01-01", "period_end": "2012-12-31"},
    {"measure": "jobs_total", "period_start": "2012-04-01", "period_end": "2012-04-01"},
)


def test_a_computation_asks_the_claims_for_what_it_takes() -> None:
    assert once(CLAIMS) == [{}]
    assert over("starters")(CLAIMS) == [{"periods": [Period("2010-01-01", "2012-12-31")]}]
    assert over("population")(CLAIMS) == [{"periods": []}]
    assert at_year_ends(CLAIMS) == [{"day": "2012-12-31"}]
    assert list(each("groups", False, True)(CLAIMS)) == [{"groups": False}, {"groups": True}]
    assert the_claims(CLAIMS)[0]["claims"] is CLAIMS


def test_whatever_declares_itself_is_computed_for_a_review() -> None:
    @indicator("tests.longest", makes=("starters",), asks=over("starters"))
    def _longest(_observations: pd.DataFrame, periods: Iterable[Period]) -> Iterable[Result]:
        return [result("starters") for _ in periods]

    assert every.computed_for(obs.empty(), CLAIMS.iloc[2:]).empty
    found = every.computed_for(obs.empty(), CLAIMS)
    assert functions_in(found["lineage"]) == {"tests.longest"}


def test_what_is_no_question_to_observations_is_not_computed_for_a_review() -> None:
    calls = []

    @indicator("tests.other", makes=("starters",), asks=None)
    def other(claims: pd.DataFrame) -> Iterable[Result]:
        calls.append(claims)
        return []

    every.computed_for(obs.empty(), CLAIMS)
    assert calls == []
    assert other(CLAIMS).empty


def test_a_function_gets_the_territory_where_it_takes_one() -> None:
    def of(_rows: int, *, territory: Territory | None = None) -> Territory | None:
        return territory

    assert call(of, 1, territory=home()) is home()
    assert call(len, [1, 2], territory=home()) == 2


def modules() -> Iterator[str]:
    for room in ROOMS:
        package = importlib.import_module(f"keianalysis.{room}")
        yield from (one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))


def test_every_declared_name_is_known_to_the_report() -> None:
    assert LOADED
    known = set(COMPUTATIONS)
    for module in modules():
        importlib.import_module(module)
    assert set(COMPUTATIONS) == known


def test_every_declared_measure_is_listed() -> None:
    unlisted = {
        one.name: sorted(one.makes - measure_list().keys())
        for one in COMPUTATIONS.values()
        if one.makes - measure_list().keys()
    }
    assert unlisted == {}


def test_every_computation_says_in_one_line_what_it_computes() -> None:
    assert [one.name for one in COMPUTATIONS.values() if not (one.function.__doc__ or "").strip()] == []
