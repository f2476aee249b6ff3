"""A register of a dozen establishments with every stock and every flow worked out by hand.

Two municipalities, Assen (0106) and Emmen (0114), and two sections, G (47110) and Q (86100).

| id | 2011           | 2012           | what happens                                        |
|----|----------------|----------------|-----------------------------------------------------|
| 1  | Assen G 10     | Assen G 14     | grows by 4                                          |
| 2  | Assen G 5      | Assen G 3      | shrinks by 2                                        |
| 3  | Assen G 1      | -              | leaves, 1 job                                       |
| 4  | Assen Q 20     | Emmen Q 25     | moves with 20 jobs and grows by 5 in Emmen          |
| 5  | Assen Q 2      | Assen G 2      | changes section with 2 jobs                         |
| 6  | Emmen G 1      | Emmen G 1      | stays                                               |
| 7  | Emmen G 8      | (id 77) G 7    | goes on under another id, shrinks by 1              |
| 8  | Emmen Q 300    | Emmen Q 300    | stays, not small                                    |
| 9  | Emmen Q 4      | -              | leaves, 4 jobs                                      |
| 10 | -              | Emmen G 1      | enters, 1 job                                       |
| 11 | -              | Assen Q 6      | enters, 6 jobs                                      |
| 12 | Emmen G 0      | Emmen G 0      | small jobs only: 3, then 2                          |
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.lineage import lineage_of
from keianalysis.register.delivery import read_registers
from keianalysis.register.observed import vintage_observations
from tests.registers import NOTHING, line, values, vintage

pytestmark = pytest.mark.slow

FIRST = [
    line(1, 10),
    line(2, 5),
    line(3, 1),
    line(4, 20, sbi="86100"),
    line(5, 2, sbi="86100"),
    line(6, 1, "0114"),
    line(7, 8, "0114", chamber=700),
    line(8, 300, "0114", "86100"),
    line(9, 4, "0114", "86100"),
    line(12, 0, "0114", small=3),
]
SECOND = [
    line(1, 14),
    line(2, 3),
    line(4, 25, "0114", "86100"),
    line(5, 2),
    line(6, 1, "0114"),
    line(77, 7, "0114", company=7, chamber=700),
    line(8, 300, "0114", "86100"),
    line(10, 1, "0114"),
    line(11, 6, sbi="86100"),
    line(12, 0, "0114", small=2),
]
THIRD = [line(1, 14), line(11, 6, sbi="86100")]
ASSEN, EMMEN = ("Assen", "total"), ("Emmen", "total")
ASSEN_G, ASSEN_Q, EMMEN_G, EMMEN_Q = (
    (place, sector) for place in ("Assen", "Emmen") for sector in ("G", "Q")
)
FLOWS = {
    "establishments_entered": {ASSEN: 1, EMMEN: 1, ASSEN_G: 0, ASSEN_Q: 1, EMMEN_G: 1, EMMEN_Q: 0},
    "establishments_exited": {ASSEN: 1, EMMEN: 1, ASSEN_G: 1, ASSEN_Q: 0, EMMEN_G: 0, EMMEN_Q: 1},
    "job_creation_entry": {ASSEN: 6, EMMEN: 1, ASSEN_G: 0, ASSEN_Q: 6, EMMEN_G: 1, EMMEN_Q: 0},
    "job_creation_expansion": {ASSEN: 4, EMMEN: 5, ASSEN_G: 4, ASSEN_Q: 0, EMMEN_G: 0, EMMEN_Q: 5},
    "job_destruction_contraction": {ASSEN: 2, EMMEN: 1, ASSEN_G: 2, ASSEN_Q: 0, EMMEN_G: 1, EMMEN_Q: 0},
    "job_destruction_exit": {ASSEN: 1, EMMEN: 4, ASSEN_G: 1, ASSEN_Q: 0, EMMEN_G: 0, EMMEN_Q: 4},
    "jobs_moved_in": {ASSEN: 0, EMMEN: 20, ASSEN_G: 2, ASSEN_Q: 0, EMMEN_G: 0, EMMEN_Q: 20},
    "jobs_moved_out": {ASSEN: 20, EMMEN: 0, ASSEN_G: 0, ASSEN_Q: 22, EMMEN_G: 0, EMMEN_Q: 0},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("register")
    return vintage_observations(vintage(folder, {2011: FIRST, 2012: SECOND, 2013: THIRD}))


@pytest.mark.parametrize("measure", FLOWS)
def test_every_flow(found: pd.DataFrame, measure: str) -> None:
    assert values(found, measure, period_end="2012-04-01") == FLOWS[measure]


@pytest.mark.parametrize(
    ("measure", "day", "expected"),
    [
        ("jobs_fulltime", "2011-04-01", {ASSEN: 38, EMMEN: 313, ASSEN_G: 16, ASSEN_Q: 22}),
        ("jobs_fulltime", "2012-04-01", {ASSEN: 25, EMMEN: 334, ASSEN_G: 19, ASSEN_Q: 6}),
        ("jobs_parttime", "2011-04-01", {EMMEN_G: 3, EMMEN_Q: 0}),
        ("jobs_total", "2012-04-01", {EMMEN: 336}),
        ("jobs_women", "2012-04-01", {EMMEN: 2, ASSEN: 0}),
        ("establishments", "2011-04-01", {ASSEN: 5, EMMEN: 5}),
        ("solo_establishments", "2011-04-01", {ASSEN: 1, EMMEN: 1}),
        ("establishment_share_size_1", "2011-04-01", {ASSEN: 20.0}),
        ("establishment_share_size_2_4", "2011-04-01", {ASSEN: 20.0, EMMEN: 20.0}),
        ("establishment_share_size_1_4", "2011-04-01", {ASSEN: 40.0, EMMEN: 40.0}),
        ("establishment_share_sme", "2011-04-01", {EMMEN: 80.0}),
        ("entry_rate", "2012-04-01", {ASSEN: 20.0, EMMEN: 20.0}),
        ("exit_rate", "2012-04-01", {ASSEN: 20.0}),
        ("job_reallocation_rate", "2012-04-01", {ASSEN: 100 * 13 / 31.5}),
        ("one_year_survival_rate", "2013-04-01", {ASSEN: 100.0, EMMEN: 0.0, EMMEN_G: 0.0}),
        ("largest_company_share", "2011-04-01", {ASSEN_Q: 100 * 20 / 22, EMMEN: 100 * 300 / 313}),
    ],
)
def test_stocks_shares_and_rates(
    found: pd.DataFrame, measure: str, day: str, expected: dict[tuple[str, str], float]
) -> None:
    computed = values(found, measure, period_end=day)
    assert {key: computed[key] for key in expected} == pytest.approx(expected)


def test_changes_in_jobs_and_in_percent(found: pd.DataFrame) -> None:
    both = {
        unit: values(found, "jobs_fulltime_change", unit=unit, period_end="2012-04-01")
        for unit in ("jobs", "pct")
    }
    assert both["jobs"][ASSEN] == -13
    assert both["pct"][ASSEN] == pytest.approx(100 * -13 / 38)
    assert both["jobs"][EMMEN] == 21


def test_a_mean_annual_change_is_geometric(found: pd.DataFrame) -> None:
    mean = values(found, "jobs_fulltime_mean_annual_change", period_start="2011-04-01")
    assert mean[ASSEN] == pytest.approx(100 * ((20 / 38) ** 0.5 - 1))


def test_solo_establishments_change_over_one_and_two_years(found: pd.DataFrame) -> None:
    one = values(found, "solo_establishments_change", period_start="2011-04-01", period_end="2012-04-01")
    two = values(found, "solo_establishments_change", period_start="2011-04-01", period_end="2013-04-01")
    assert (one[ASSEN], one[EMMEN]) == (-1, 1)
    assert two[ASSEN] == -1


def test_a_region_without_all_its_municipalities_is_not_computed(found: pd.DataFrame) -> None:
    assert set(found["region"]) == {"Assen", "Emmen"}


def test_rows_are_observations_of_the_register_with_lineage(found: pd.DataFrame) -> None:
    row = found[(found["measure"] == "jobs_moved_in") & (found["sector"] == "Q")].iloc[0]
    assert (row["basis"], row["status"], row["release_date"]) == ("register", "", "2013-12-19")
    assert row["lineage"].startswith("register_flows.flows(register:lisa_2012/lisa_2011.csv@")
    assert "register:lisa_2012/lisa_2012.csv@" in row["lineage"]
    assert "region:Assen@" in row["lineage"]
    assert " sector:Q@" in row["lineage"]
    assert found["id"].is_unique


def test_a_blank_count_makes_a_total_unreliable_and_is_not_zero(tmp_path: Path) -> None:
    found = vintage_observations(vintage(tmp_path, {2012: [line(1, ""), line(2, 4)]}))
    row = found[(found["measure"] == "jobs_fulltime") & (found["sector"] == "total")].iloc[0]
    assert (row["value"], row["status"]) == (4, "unreliable")
    assert row["note"].startswith("1 establishments with an unknown count")


def test_a_temporarily_empty_establishment_neither_counts_nor_leaves(tmp_path: Path) -> None:
    empty = line(1, 0, survey="08")
    found = vintage_observations(
        vintage(tmp_path, {2011: [line(1, 3), line(2, 1)], 2012: [empty, line(2, 1)]})
    )
    assert values(found, "establishments", period_end="2012-04-01")[ASSEN] == 1
    assert values(found, "establishments_exited")[ASSEN] == 0
    assert values(found, "job_destruction_contraction")[ASSEN] == 3


def test_an_older_year_is_coded_by_what_its_source_says(tmp_path: Path) -> None:
    old = vintage(tmp_path / "old", {2011: [line(1, 3)], 2012: [line(1, 4)]})
    registers = tmp_path / "old" / "registers" / "lisa_2012" / "source.toml"
    text = registers.read_text("utf-8").replace('sbi_version = "2008"', 'sbi_version = "2025"')
    assert set(vintage_observations(old)["sector"]) == {"total", "G"}
    registers.write_text(text, "utf-8")
    (new,) = read_registers(tmp_path / "old" / "registers", tmp_path / "store", NOTHING)
    assert set(vintage_observations(new)["sector"]) == {"total", "SBI2025:G"}


def test_the_sections_of_2025_bear_names_of_their_own_and_meet_those_of_2008_in_no_change(
    tmp_path: Path,
) -> None:
    """Division 64 is K in 2008 and L in 2025; in 2011 all is coded in 2008, later in 2025."""
    banks = {year: [line(1, year - 2000, sbi="64190"), line(2, 1)] for year in (2011, 2012, 2013)}
    vintage(tmp_path, banks)
    source = tmp_path / "registers" / "lisa_2012" / "source.toml"
    head, *files = source.read_text("utf-8").split("[[files]]")
    newer = [files[0], *(f'{one.rstrip()}\nsbi_version = "2025"\n\n' for one in files[1:])]
    source.write_text("[[files]]".join([head, *newer]), "utf-8")
    (mixed,) = read_registers(tmp_path / "registers", tmp_path / "store", NOTHING)
    found = vintage_observations(mixed)
    assert values(found, "jobs_fulltime", sector="K", period_end="2011-04-01")["Assen", "K"] == 11
    newest = values(found, "jobs_fulltime", period_end="2013-04-01")
    assert newest["Assen", "SBI2025:L"] == 13
    assert ("Assen", "K") not in newest
    across = values(found, "jobs_fulltime_change", unit="jobs", period_end="2012-04-01")
    assert {sector for _, sector in across} == {"total"}
    within = values(found, "jobs_fulltime_change", unit="jobs", period_end="2013-04-01")
    assert within["Assen", "SBI2025:L"] == 1
    assert [gap.kind for gap in mixed.gaps if gap.kind == "sbi-break"] == ["sbi-break"]


def test_years_that_do_not_follow_each_other_have_no_flows(tmp_path: Path) -> None:
    found = vintage_observations(vintage(tmp_path, {2010: [line(1, 3)], 2012: [line(1, 4)]}))
    assert values(found, "job_creation_expansion") == {}
    assert values(found, "jobs_fulltime_mean_annual_change")[ASSEN] == pytest.approx(
        100 * ((4 / 3) ** 0.5 - 1)
    )


def test_a_folder_with_a_space_in_its_name_is_one_input_of_a_lineage(tmp_path: Path) -> None:
    delivered = vintage(tmp_path, {2012: [line(1, 3)]}, "lisa 2012 (mei)")
    row = vintage_observations(delivered).iloc[0]
    first, *_ = lineage_of(row["lineage"]).names
    assert first.startswith("register:lisa%202012%20%28mei%29/lisa_2012.csv@")


def test_an_empty_establishment_that_comes_or_goes_is_no_entry_and_no_exit(tmp_path: Path) -> None:
    rows = {
        2011: [line(1, 3), line(2, 0, survey="08")],
        2012: [line(1, 3), line(3, 0, survey="08"), line(4, 2)],
        2013: [line(1, 3), line(3, 0, survey="08"), line(4, 2)],
    }
    found = vintage_observations(vintage(tmp_path, rows))
    flows = {name: values(found, name, period_end="2012-04-01")[ASSEN] for name in ENDS}
    assert flows == {"establishments_entered": 1, "establishments_exited": 0}
    stock = {year: values(found, "establishments", period_end=f"{year}-04-01")[ASSEN] for year in rows}
    assert stock[2012] == stock[2011] + flows["establishments_entered"] - flows["establishments_exited"]
    assert values(found, "one_year_survival_rate")[ASSEN] == 100


ENDS = ("establishments_entered", "establishments_exited")


@pytest.mark.parametrize(("survey", "share"), [("", None), ("01", 0.0), ("60", 100.0)])
def test_what_nobody_says_of_a_survey_is_no_share_of_zero(
    survey: str, share: float | None, tmp_path: Path
) -> None:
    found = vintage_observations(vintage(tmp_path, {2012: [line(1, 3, survey=survey)]}))
    assert values(found, "jobs_fulltime_estimated_share").get(ASSEN) == share
