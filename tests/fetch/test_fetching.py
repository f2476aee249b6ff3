"""Fetching against a recorded service with faults: the rows that are kept, and the requests that it cost."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from keianalysis.fetch.errors import EmptyAnswer, IncompleteAnswer, Quarantined, ServiceFailed
from keianalysis.model.errors import WrongCall
from keianalysis.readers.fetched.declaration import Declaration
from tests.fetch.conftest import Caller
from tests.fetch.server import Fault, Recorded, jobs_table, observation

# One look at the catalogue; Properties, Dimensions, MeasureCodes and two lists of codes; the count; one
# page; and Properties again, to see that the table is still the same.
WHOLE = 9
VERSION = "202506010000"


def rows(place: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(place / "Observations.parquet").to_pylist()
    return found


def values(place: Path) -> list[object]:
    return [row["Value"] for row in rows(place)]


def releases(place: Path) -> list[str]:
    return sorted(path.parent.name for path in place.glob("*/release.json"))


def only_failure(caller: Caller, *tables: Declaration) -> Exception:
    account = caller.fetch(*tables)
    assert not account.outcomes
    (error,) = account.failed.values()
    return error


def test_a_table_comes_whole_with_the_reason_of_every_number(recorded: Recorded, caller: Caller) -> None:
    account = caller.fetch()
    assert not account.failed
    assert len(recorded.requests) == WHOLE
    assert releases(caller.place) == [VERSION]
    assert values(caller.place / VERSION) == [8000.1, 8100.2, 200.3, None]
    # 2023 is definite, 2024 provisional, and the last number is hidden.
    assert [row["status"] for row in rows(caller.place / VERSION)] == ["", "provisional", "", "secret"]


def test_what_is_known_of_a_release_stands_beside_it(recorded: Recorded, caller: Caller) -> None:
    caller.fetch()
    about = json.loads((caller.place / VERSION / "release.json").read_text("utf-8"))
    assert about["release_date"] == "2025-06-01"
    assert about["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert about["request"] == f"{recorded.base}/70001NED/Observations"
    assert about["rows"] == 4
    assert {len(about[name]) for name in ("sha256_bytes", "sha256_content")} == {64}
    assert about["sha256_bytes"] != about["sha256_content"]
    assert about["fingerprint"]["measures"] == {"M000001": {"unit": "x 1 000", "decimals": 1}}
    assert about["accessed"] > "2025"
    assert {path.name for path in (caller.place / VERSION).iterdir()} == {
        "Properties.json",
        "Dimensions.json",
        "MeasureCodes.json",
        "RegioSCodes.json",
        "PeriodenCodes.json",
        "Observations.parquet",
        "release.json",
    }


def test_an_unchanged_table_costs_one_look_at_the_catalogue(recorded: Recorded, caller: Caller) -> None:
    caller.fetch()
    recorded.requests.clear()
    account = caller.fetch()
    assert [one.state for one in account.outcomes] == ["unchanged"]
    assert len(recorded.requests) == 1
    assert recorded.requests[0].startswith("/Datasets?$select=")


def test_the_agent_says_who_it_is(recorded: Recorded, caller: Caller) -> None:
    caller.fetch()
    assert all("keianalysis" in agent for agent in recorded.agents)


def test_a_new_version_is_kept_beside_the_old_one_which_is_not_written_again(
    recorded: Recorded, caller: Caller
) -> None:
    caller.fetch()
    before = {path: path.read_bytes() for path in (caller.place / VERSION).iterdir()}
    recorded.tables["70001NED"] = jobs_table("202507010000")
    recorded.tables["70001NED"]["Observations"][0]["Value"] = 8000.9
    caller.fetch()
    assert releases(caller.place) == [VERSION, "202507010000"]
    assert values(caller.place / "202507010000")[0] == 8000.9
    assert {path: path.read_bytes() for path in (caller.place / VERSION).iterdir()} == before


@pytest.mark.parametrize("relative", [False, True])
def test_pages_are_followed_to_the_last(recorded: Recorded, caller: Caller, relative: bool) -> None:
    recorded.page_size, recorded.relative = 1, relative
    caller.fetch()
    assert values(caller.place / VERSION) == [8000.1, 8100.2, 200.3, None]
    assert len(recorded.requests) == WHOLE + 3


@pytest.mark.parametrize(
    ("fault", "more"),
    [
        (Fault("Observations$", code=503), 1),
        (Fault("Observations$", code=503, times=3), 3),
        (Fault("Observations$", reset=True), 1),
        (Fault("Observations$", cut=True), 1),
        (Fault("Observations$", body=b'{"value": [{"Id": 0,'), 1),
        (Fault("Observations$", body=b"<html>maintenance</html>"), 1),
        (Fault("Observations$", delay=0.3), 0),
        (Fault("Datasets", code=502), 1),
        (Fault("count", code=500), 1),
        (Fault("Properties", cut=True), 1),
        (Fault("Perioden", body=b"[]"), 1),
    ],
)
def test_a_fault_that_passes_is_survived(recorded: Recorded, caller: Caller, fault: Fault, more: int) -> None:
    recorded.faults.append(fault)
    assert not caller.fetch().failed
    assert values(caller.place / VERSION) == [8000.1, 8100.2, 200.3, None]
    assert len(recorded.requests) == WHOLE + more


def test_a_service_that_is_too_busy_is_given_the_time_that_it_asks_for(
    recorded: Recorded, caller: Caller
) -> None:
    recorded.faults.append(Fault("Observations$", code=429, headers={"Retry-After": "7"}))
    caller.fetch()
    assert caller.slept == [7.0]
    assert len(recorded.requests) == WHOLE + 1


def test_waits_grow_and_differ_by_chance(recorded: Recorded, caller: Caller) -> None:
    recorded.faults.append(Fault("Observations$", code=503, times=3))
    caller.fetch()
    first, second, third = caller.slept
    assert 0.005 <= first <= 0.01 <= second <= 0.02 <= third <= 0.04


def test_a_service_that_asks_for_too_long_a_wait_is_left_alone(recorded: Recorded, caller: Caller) -> None:
    recorded.faults.append(Fault("Observations$", code=429, headers={"Retry-After": "86400"}))
    assert "86400 seconds" in str(only_failure(caller))
    assert caller.slept == []


def test_a_silent_service_is_not_waited_for_for_ever(recorded: Recorded, caller: Caller) -> None:
    caller.patience = type(caller.patience)(tries=2, first=0.01, read=0.1, sleep=caller.slept.append)
    recorded.faults.append(Fault("Observations$", delay=0.4, times=2))
    assert "ReadTimeout" in str(only_failure(caller))
    assert recorded.asked("/Observations") == 3


def test_a_service_that_stays_away_leaves_nothing_and_is_told(recorded: Recorded, caller: Caller) -> None:
    recorded.faults.append(Fault("Observations$", code=503, times=99))
    error = only_failure(caller)
    assert isinstance(error, ServiceFailed)
    assert "503" in str(error)
    assert "4 tries" in str(error)
    assert releases(caller.place) == []


def test_a_download_that_broke_off_goes_on_after_its_last_page(recorded: Recorded, caller: Caller) -> None:
    recorded.page_size = 1
    recorded.faults.append(Fault(r"skip=2", code=503, times=4))
    assert isinstance(only_failure(caller), ServiceFailed)
    assert releases(caller.place) == []
    recorded.requests.clear()
    assert not caller.fetch().failed
    assert values(caller.place / VERSION) == [8000.1, 8100.2, 200.3, None]
    # Pages three and four; the first two had come before.
    assert len(recorded.requests) == WHOLE + 1
    assert not (caller.place / ".staging").exists()


def test_a_download_that_broke_off_begins_anew_when_the_table_was_released_anew(
    recorded: Recorded, caller: Caller
) -> None:
    recorded.page_size = 1
    recorded.faults.append(Fault(r"skip=2", code=503, times=4))
    only_failure(caller)
    recorded.tables["70001NED"] = jobs_table("202507010000")
    recorded.requests.clear()
    caller.fetch()
    assert releases(caller.place) == ["202507010000"]
    assert len(recorded.requests) == WHOLE + 3


def test_a_table_that_is_released_anew_between_two_pages_is_fetched_again(
    recorded: Recorded, caller: Caller
) -> None:
    recorded.page_size = 2

    def release_anew(path: str) -> None:
        if "skip=2" in path and recorded.tables["70001NED"]["Properties"]["Version"] == VERSION:
            recorded.tables["70001NED"] = jobs_table("202507010000")

    recorded.on_request = release_anew
    assert not caller.fetch().failed
    assert releases(caller.place) == ["202507010000"]
    assert recorded.asked("/Observations") == 2 * 3


def test_fewer_rows_than_the_service_counts_are_not_kept(recorded: Recorded, caller: Caller) -> None:
    recorded.faults.append(Fault("count", body=b"5"))
    error = only_failure(caller)
    assert isinstance(error, IncompleteAnswer)
    assert "4 rows came where the service counts 5" in str(error)
    assert releases(caller.place) == []
    assert not caller.fetch().failed


def test_pages_that_overlap_are_not_kept_though_the_count_is_right(
    recorded: Recorded, caller: Caller
) -> None:
    table = recorded.tables["70001NED"]
    table["Observations"][3] = observation(3, "NL01", "2023JJ00", 8000.1)
    assert "came more than once" in str(only_failure(caller))
    assert releases(caller.place) == []


def test_pages_that_go_round_are_not_followed_for_ever(recorded: Recorded, caller: Caller) -> None:
    turn = json.dumps({"value": [], "@odata.nextLink": f"{recorded.base}/70001NED/Observations?a"}).encode()
    recorded.faults.append(Fault(r"Observations(\?a)?$", body=turn, times=99))
    assert only_failure(caller)
    assert recorded.asked("/Observations") < 10


DRENTHE = Declaration(
    "cbs", "70001NED", title="jobs", selection={"RegioS": ["NL01", "PV*"], "Perioden": [">=2024JJ00"]}
)


def test_only_what_is_selected_is_asked_for(recorded: Recorded, caller: Caller) -> None:
    assert not caller.fetch(DRENTHE).failed
    assert values(caller.place / VERSION) == [8100.2, None]
    (asked,) = {path for path in recorded.requests if "/Observations?" in path}
    assert "%20" in asked
    assert "+" not in asked


def test_a_code_without_a_row_is_an_error_that_names_it(recorded: Recorded, caller: Caller) -> None:
    wrong = Declaration("cbs", "70001NED", title="jobs", selection={"RegioS": ["NL01", "PV99", "GM*"]})
    error = only_failure(caller, wrong)
    assert isinstance(error, EmptyAnswer)
    assert "RegioS PV99, RegioS GM*" in str(error)
    assert releases(caller.place) == []


def test_an_empty_table_is_an_error(recorded: Recorded, caller: Caller) -> None:
    recorded.tables["70001NED"]["Observations"] = []
    assert isinstance(only_failure(caller), EmptyAnswer)


def test_another_selection_is_another_question(recorded: Recorded, caller: Caller) -> None:
    caller.fetch(DRENTHE)
    recorded.requests.clear()
    caller.fetch()
    assert releases(caller.place) == [VERSION, f"{VERSION}_2"]
    assert len(values(caller.place / VERSION)) == 2
    assert len(values(caller.place / f"{VERSION}_2")) == 4
    recorded.requests.clear()
    caller.fetch(DRENTHE)
    assert len(recorded.requests) == 1


def test_the_case_of_a_name_is_part_of_it(recorded: Recorded, caller: Caller) -> None:
    with pytest.raises(WrongCall, match="write '70001NED'"):
        caller.fetch(Declaration.whole("cbs", "70001ned"))
    assert len(recorded.requests) == 1


def test_an_unknown_table_is_a_wrong_call(recorded: Recorded, caller: Caller) -> None:
    with pytest.raises(WrongCall, match="no table '99999NED'"):
        caller.fetch(Declaration.whole("cbs", "99999NED"))
    assert len(recorded.requests) == 1


def changed_unit(version: str) -> dict[str, object]:
    table = jobs_table(version)
    table["MeasureCodes"][0] |= {"Unit": "aantal", "Decimals": 0}
    return table


def test_a_table_that_is_built_otherwise_goes_into_quarantine(recorded: Recorded, caller: Caller) -> None:
    caller.fetch()
    recorded.tables["70001NED"] = changed_unit("202507010000")
    error = only_failure(caller)
    assert isinstance(error, Quarantined)
    assert "unit 'aantal', it was 'x 1 000'; decimals 0, it was 1" in str(error)
    assert releases(caller.place) == [VERSION]
    (account,) = caller.place.glob("quarantine/*/account.md")
    assert "M000001" in account.read_text("utf-8")
    recorded.requests.clear()
    assert isinstance(only_failure(caller), Quarantined)
    assert len(recorded.requests) == 1


def test_a_dimension_that_is_gone_is_told_though_the_rows_can_no_longer_be_asked_for(
    recorded: Recorded, caller: Caller
) -> None:
    caller.fetch(DRENTHE)
    table = jobs_table("202507010000")
    table["Dimensions"][0]["Identifier"] = "Regio"
    table["RegioCodes"] = table.pop("RegioSCodes")
    recorded.tables["70001NED"] = table
    recorded.faults.append(Fault("filter", code=400, times=9))
    error = only_failure(caller, DRENTHE)
    assert "the dimension RegioS is gone" in str(error)
    assert releases(caller.place) == [VERSION]


def test_rows_with_a_column_that_the_description_lacks_are_refused(
    recorded: Recorded, caller: Caller
) -> None:
    for row in recorded.tables["70001NED"]["Observations"]:
        row["Geslacht"] = "T001038"
    assert "have Geslacht besides" in str(only_failure(caller))


def test_a_number_that_changed_without_a_new_version_is_told(recorded: Recorded, caller: Caller) -> None:
    caller.fetch()
    table = recorded.tables["70001NED"]
    table["Observations"][0]["Value"] = 7999.9
    table["Properties"]["ObservationsModified"] = "2025-06-02T09:00:00+02:00"
    error = only_failure(caller)
    assert isinstance(error, Quarantined)
    assert "changed without a new version" in str(error)
    assert "8000.1 became 7999.9" in str(error)
    assert values(caller.place / VERSION)[0] == 8000.1
    recorded.requests.clear()
    only_failure(caller)
    assert len(recorded.requests) == 1


def test_a_new_stamp_over_the_same_numbers_is_asked_once(recorded: Recorded, caller: Caller) -> None:
    caller.fetch()
    recorded.tables["70001NED"]["Properties"]["Modified"] = "2025-06-02T09:00:00+02:00"
    assert not caller.fetch().failed
    recorded.requests.clear()
    caller.fetch()
    assert len(recorded.requests) == 1
    assert releases(caller.place) == [VERSION]


def test_rows_in_another_order_are_the_same_content(recorded: Recorded, caller: Caller) -> None:
    caller.fetch()
    recorded.tables["70001NED"]["Observations"].reverse()
    assert not caller.fetch(again=True).failed
    assert releases(caller.place) == [VERSION]


def test_a_period_whose_status_is_not_said_is_not_final(recorded: Recorded, caller: Caller) -> None:
    periods = recorded.tables["70001NED"]["PeriodenCodes"]
    periods[0]["Status"], periods[1]["Status"] = None, "NaderVoorlopig"
    recorded.tables["70001NED"]["Observations"][3] |= {"ValueAttribute": "Impossible"}
    caller.fetch()
    found = [row["status"] for row in rows(caller.place / VERSION)]
    assert found == ["not_final", "revised_provisional", "not_final", "impossible"]


def test_codes_lose_the_blanks_that_pad_them(recorded: Recorded, caller: Caller) -> None:
    for row in recorded.tables["70001NED"]["Observations"]:
        row["RegioS"] += "  "
    caller.fetch()
    assert {row["RegioS"] for row in rows(caller.place / VERSION)} == {"NL01", "PV22"}


def test_one_table_that_fails_leaves_the_others_alone(recorded: Recorded, caller: Caller) -> None:
    other = jobs_table()
    other["Properties"] = other["Properties"] | {"Identifier": "70002NED"}
    recorded.tables["70002NED"] = other
    recorded.faults.append(Fault("70001NED/Observations$", code=503, times=99))
    account = caller.fetch(*(Declaration.whole("cbs", name) for name in recorded.tables))
    assert [one.order.table for one in account.outcomes] == ["70002NED"]
    assert list(account.failed) == ["70001NED"]


def test_where_the_service_does_not_count_its_description_does(recorded: Recorded, caller: Caller) -> None:
    recorded.faults.append(Fault("count", code=404, times=9))
    recorded.tables["70001NED"]["Properties"]["ObservationCount"] = 5
    assert "4 rows came where the service counts 5" in str(only_failure(caller))
    recorded.tables["70001NED"]["Properties"]["ObservationCount"] = 4
    assert not caller.fetch().failed
    assert releases(caller.place) == [VERSION]


def test_a_selection_finds_codes_that_are_padded_with_blanks(recorded: Recorded, caller: Caller) -> None:
    for row in recorded.tables["70001NED"]["Observations"]:
        row["RegioS"] += "  "
    wanted = Declaration("cbs", "70001NED", title="jobs", selection={"RegioS": ["NL01*"]})
    assert not caller.fetch(wanted).failed
    assert values(caller.place / VERSION) == [8000.1, 8100.2]


def test_a_mirror_without_a_catalogue_is_asked_table_by_table(recorded: Recorded, caller: Caller) -> None:
    recorded.faults.append(Fault("Datasets", code=404, times=9))
    assert not caller.fetch().failed
    assert not caller.fetch().failed
    assert releases(caller.place) == [VERSION]


def test_links_of_what_a_mirror_mirrors_are_asked_of_the_mirror(recorded: Recorded, caller: Caller) -> None:
    recorded.page_size = 2
    first = {"value": recorded.tables["70001NED"]["Observations"][:2]}
    link = "https://datasets.example/odata/v1/CBS/70001NED/Observations?$skip=2"
    body = json.dumps(first | {"@odata.nextLink": link}).encode()
    recorded.faults.append(Fault("Observations$", body=body))
    assert not caller.fetch().failed
    assert values(caller.place / VERSION) == [8000.1, 8100.2, 200.3, None]
