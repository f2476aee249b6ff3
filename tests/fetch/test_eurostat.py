"""Eurostat against the recorded service: rows, flags, and the requests that they cost."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from keianalysis.fetch.errors import EmptyAnswer
from keianalysis.readers.fetched.declaration import Declaration
from tests.fetch.conftest import Caller
from tests.fetch.server import Fault, Recorded

CONTENTS = (
    '"title"\t"code"\t"type"\t"last update of data"\t"last table structure change"\t"data start"\n'
    '"    Gross domestic product"\t"nama_10r_2gdp"\t"dataset"\t"{day}"\t"01.01.2025"\t"2000"\n'
)
HEADER = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
ROWS = (
    "ESTAT:NAMA_10R_2GDP(1.0),10/02/26 11:00:00,A,MIO_EUR,NL13,2022,17000.25,,\n"
    "ESTAT:NAMA_10R_2GDP(1.0),10/02/26 11:00:00,A,MIO_EUR,NL13,2023,17500.5,p,\n"
    "ESTAT:NAMA_10R_2GDP(1.0),10/02/26 11:00:00,A,MIO_EUR,NL12,2023,,c,\n"
)
GDP = Declaration(
    "eurostat",
    "nama_10r_2gdp",
    title="gdp",
    selection={"freq": ["A"], "unit": ["MIO_EUR"], "geo": ["NL13", "NL12"]},
)
PLACE = "/sdmx/2.1/data/nama_10r_2gdp/A.MIO_EUR.NL13+NL12"


@pytest.fixture
def eurostat(recorded: Recorded) -> Recorded:
    recorded.texts = {"/catalogue/toc/txt": CONTENTS.format(day="10.02.2026"), PLACE: HEADER + ROWS}
    return recorded


def test_a_table_comes_with_its_flags_in_two_requests(eurostat: Recorded, caller: Caller) -> None:
    account = caller.fetch(GDP)
    assert not account.failed
    assert eurostat.requests == ["/catalogue/toc/txt?lang=en", f"{PLACE}?format=SDMX-CSV"]
    place = caller.out / "eurostat/nama_10r_2gdp/202602101100"
    rows = pq.read_table(place / "Observations.parquet").to_pylist()
    assert [row["Value"] for row in rows] == [17000.25, 17500.5, None]
    assert [row["status"] for row in rows] == ["", "provisional", "secret"]
    assert account.outcomes[0].release.about["release_date"] == "2026-02-10"


def test_an_unchanged_table_costs_one_look_at_the_contents(eurostat: Recorded, caller: Caller) -> None:
    caller.fetch(GDP)
    eurostat.requests.clear()
    assert [one.state for one in caller.fetch(GDP).outcomes] == ["unchanged"]
    assert eurostat.requests == ["/catalogue/toc/txt?lang=en"]


def test_a_cut_answer_is_asked_for_again(eurostat: Recorded, caller: Caller) -> None:
    eurostat.faults.append(Fault("sdmx", body=(HEADER + ROWS)[:-9].encode()))
    assert not caller.fetch(GDP).failed
    assert eurostat.asked("sdmx") == 2


def test_a_region_without_a_row_is_named(eurostat: Recorded, caller: Caller) -> None:
    eurostat.texts[PLACE] = HEADER + "".join(ROWS.splitlines(keepends=True)[:2])
    (error,) = caller.fetch(GDP).failed.values()
    assert isinstance(error, EmptyAnswer)
    assert "geo NL12" in str(error)


def test_an_answer_without_rows_is_an_error(eurostat: Recorded, caller: Caller) -> None:
    eurostat.texts[PLACE] = HEADER
    (error,) = caller.fetch(GDP).failed.values()
    assert isinstance(error, EmptyAnswer)
    assert "geo NL13, geo NL12" in str(error)
    assert not list((caller.out / "eurostat").glob("*/*/release.json"))
