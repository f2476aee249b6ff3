"""Two editions that differ in one row, one parameter, one definition or one function: the cause is named."""

from __future__ import annotations

import linecache
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from keianalysis.indicators.employment import change_within_release
from keianalysis.model import observations as obs
from keianalysis.model.errors import WrongCall
from keianalysis.model.tables import FLOATS
from keianalysis.report.assembly import changes_shown
from keianalysis.report.editions import RESULT_NUMBERS, as_written, read_csv
from keianalysis.report.origins import provenance as made_by
from keianalysis.report.origins.changes import Published, Recompute, changes, edition_before, read_published
from keianalysis.report.origins.provenance import function_hash, provenance
from keianalysis.report.tables.kept import Change
from keianalysis.runs.diff import told_changes
from tests.conftest import observation_rows as rows

PARAMETERS = {"year": 2012, "as_of": "2014-04-04", "language": "nl"}
FUNCTION = "employment.change_within_release"


def published(change: float = -1200.0, release: str = "2012-12-19", decimals: int = 0) -> pd.DataFrame:
    level = {"value": 173_900.0, "release_date": release, "decimals": decimals}
    moved = {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "value": change}
    return rows(level, moved | {"release_date": release, "lineage": "observations.csv#7"})


def edition(name: str, table: pd.DataFrame, **other: Any) -> Published:
    """Return an edition of two published rows and the change in percent that they give."""
    results = obs.combine([change_within_release(table), table])
    made = Published(name, results, PARAMETERS, {"observations.csv": "aa"}, provenance(results))
    return replace(made, **other)


def causes(old: Published, new: Published, recompute: Recompute | None = None) -> dict[str, str]:
    found = changes(old, new, recompute)
    return dict(zip(found["unit"] + " " + found["measure"], found["cause"], strict=True))


OLD = edition("old", published())


def test_two_equal_editions_have_no_changes() -> None:
    assert changes(OLD, edition("new", published())).empty


def test_a_changed_row_is_the_cause_for_itself_and_for_what_rests_on_it() -> None:
    new = edition("new", published(-1300.0), inputs={"observations.csv": "bb"})
    assert causes(OLD, new) == {
        "pct jobs_fulltime_change": "data_row",
        "jobs jobs_fulltime_change": "data_row",
    }


def test_a_new_release_is_told_from_a_changed_row() -> None:
    new = edition("new", published(-1300.0, release="2013-12-19"), inputs={"observations.csv": "bb"})
    assert set(causes(OLD, new).values()) == {"new_release"}


def test_a_later_date_over_the_same_files_is_a_parameter() -> None:
    new = edition(
        "new", published(-1300.0, release="2013-12-19"), parameters=PARAMETERS | {"as_of": "2015-01-01"}
    )
    assert set(causes(OLD, new).values()) == {"parameter"}


def doubled(found: Published, factor: float = 2.0) -> Published:
    """Return an edition whose function doubled the change, with another hash."""
    computed = found.results["lineage"].str.contains("(", regex=False)
    results = found.results.assign(
        value=found.results["value"].where(~computed, found.results["value"] * factor)
    )
    hashes = {**found.hashes, "functions": {FUNCTION: "another"}}
    return replace(found, results=results, hashes=hashes)


def test_another_function_is_the_cause_where_the_data_are_the_same() -> None:
    assert causes(OLD, doubled(edition("new", published()))) == {"pct jobs_fulltime_change": "code"}


def test_another_definition_is_named() -> None:
    new = doubled(edition("new", published()))
    measures = {**OLD.hashes["measures"], "jobs_fulltime_change": "another"}
    new = replace(new, hashes={"functions": OLD.hashes["functions"], "measures": measures})
    assert causes(OLD, new) == {"pct jobs_fulltime_change": "definition"}


def test_where_code_and_data_both_moved_the_code_at_hand_decides_for_code() -> None:
    # The old edition doubled. The code at hand, run on its data, gives what the new edition says.
    old = doubled(edition("old", published()))
    new = edition("new", published(release="2013-12-19"), inputs={"observations.csv": "bb"})
    assert causes(old, new, change_within_release) == {"pct jobs_fulltime_change": "code"}


def test_where_code_and_data_both_moved_the_code_at_hand_decides_for_data() -> None:
    # Other code made the old edition, but the code at hand gives the same from its data.
    old = replace(OLD, hashes={"functions": {FUNCTION: "another"}, "measures": {}})
    new = edition("new", published(-1300.0), inputs={"observations.csv": "bb"})
    assert causes(old, new, change_within_release)["pct jobs_fulltime_change"] == "data_row"


def test_where_the_other_code_is_not_at_hand_it_stays_undecided() -> None:
    old = doubled(edition("old", published()))
    new = edition("new", published(-1300.0), inputs={"observations.csv": "bb"})
    assert causes(old, new)["pct jobs_fulltime_change"] == "undecided"


def synthetic(name: str, change: float) -> Published:
    made = edition(name, published(change))
    return replace(made, results=made.results.assign(basis="sample"))


def test_sample_data_in_the_place_of_real_data_are_a_cause_of_their_own() -> None:
    sample = synthetic("sample", -1300.0)
    assert set(causes(OLD, sample).values()) == {"data_kind"}
    assert set(causes(sample, OLD).values()) == {"data_kind"}
    assert set(causes(sample, synthetic("next", -1500.0)).values()) == {"data_row"}


def test_a_finer_print_of_the_same_number_is_rounding() -> None:
    fine = published()
    fine.loc[0, ["value", "decimals"]] = [173_912.0, 0]
    coarse = published(decimals=-2)
    found = changes(edition("old", coarse), edition("new", fine)).set_index("measure")
    assert found.loc["jobs_fulltime", "cause"] == "rounding"


def test_numbers_that_appear_or_vanish_come_behind_the_largest_change() -> None:
    new = edition("new", pd.concat([published(-1300.0), rows({"region": "Assen"})], ignore_index=True))
    old = edition("old", pd.concat([published(), rows({"region": "Emmen"})], ignore_index=True))
    found = changes(old, new)
    assert found["change"].tolist() == ["changed", "changed", "vanished", "appeared"]
    sizes = (found["difference"] / found["new"]).abs()[:2].tolist()
    assert sizes == sorted(sizes, reverse=True)
    told = told_changes(found, 1)
    assert told[0] == "2 changed, 1 appeared, 1 vanished"
    assert told[-1] == "... and 3 more; --limit 0 lists all"


def test_a_comparison_is_told_in_the_language_of_the_edition() -> None:
    found = changes(OLD, edition("new", published(-1300.0)))
    verdict = {
        "key": "eff.leverage",
        "measure": "verdict",
        "change": "changed",
        "cause": "no_data -> derived",
    }
    found = pd.concat([found, pd.DataFrame([verdict])], ignore_index=True)
    dutch = [line.replace("\N{NO-BREAK SPACE}", " ") for line in told_changes(found, 0, "nl")]
    assert dutch[0] == "3 veranderd, 0 erbij gekomen, 0 vervallen"
    assert dutch[1] == (
        "veranderd: verandering van het aantal banen van 12 uur of meer, Drenthe, apr 2011-apr 2012: "
        "−1.200 banen -> −1.300 banen (gecorrigeerde gegevens)"
    )
    assert dutch[3] == "oordeel over eff.leverage: geen gegevens -> volgt uit andere cijfers"
    assert told_changes(found, 0)[3] == "verdict on eff.leverage: no data -> follows from other figures"


def test_the_hash_of_a_function_forgets_its_documentation_but_not_its_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = function_hash(FUNCTION)
    assert known == function_hash(FUNCTION)
    assert known != function_hash("employment.jobs_implied")
    assert function_hash("employment.gone") == made_by.GONE
    monkeypatch.setattr("keianalysis.indicators.employment.REGISTER_MEASURES", ("jobs_total",))
    assert function_hash(FUNCTION) != known


def test_documentation_is_no_part_of_a_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hashed(text: str) -> str:
        path = tmp_path / "sample.py"
        path.write_text(text, encoding="utf-8")
        space: dict[str, Any] = {"__name__": "keianalysis.indicators.sample"}
        exec(compile(text, str(path), "exec"), space)
        linecache.clearcache()
        return made_by.plain_code(space["f"])

    first = hashed('def f():\n    """One."""\n    return 1\n')
    assert hashed('def f():\n    """Two."""\n    return 1\n') == first
    assert hashed('def f():\n    """Two."""\n    return 2\n') != first


def test_the_last_edition_is_the_newest_monitor_of_an_earlier_year(tmp_path: Path) -> None:
    for name in ("monitor-2016", "monitor-2018", "monitor-2019", "review-2013", "monitor-draft"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text("{}", "utf-8")
    (tmp_path / "monitor-2017").mkdir()
    assert edition_before(tmp_path, 2019) == tmp_path / "monitor-2018"
    assert edition_before(tmp_path, 2018) == tmp_path / "monitor-2016"
    assert edition_before(tmp_path, 2016) is None


def test_the_last_edition_is_of_the_same_territory(tmp_path: Path) -> None:
    for name in ("monitor-2018", "monitor-2016-PV20", "monitor-2017-PV21"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").touch()
    assert edition_before(tmp_path, 2019, "PV20") == tmp_path / "monitor-2016-PV20"
    assert edition_before(tmp_path, 2019) == tmp_path / "monitor-2018"
    assert edition_before(tmp_path, 2019, "PV22") is None


def test_a_number_with_more_digits_in_memory_than_in_the_file_has_not_changed(tmp_path: Path) -> None:
    """1/3 is written with twelve digits: the number of memory is another, what is published is the same."""
    third = rows({"value": 1 / 3, "low": 1 / 3, "high": 1 / 3})
    third.to_csv(tmp_path / "results.csv", index=False, float_format=FLOATS)
    read = read_csv(tmp_path / "results.csv", RESULT_NUMBERS)
    before, now = (Published(name, table, {}, {}) for name, table in (("a", read), ("b", third)))
    assert list(changes(before, now)["change"]) == ["changed"]
    assert changes(before, replace(now, results=as_written(third))).empty


def test_a_folder_without_an_edition_cannot_be_compared(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="holds no edition"):
        read_published(tmp_path)


def test_a_report_tells_only_of_numbers_that_it_shows_and_prints_otherwise() -> None:
    """7.4 to 7.6 of a number that is shown; not 7.41 to 7.42, no new number, and none that is not shown."""
    empty = dict.fromkeys(Change._fields, "")
    told = [
        ("shown", "changed", 7.4, 7.6),
        ("alike", "changed", 7.41, 7.42),
        ("new", "appeared", float("nan"), 7.4),
        ("elsewhere", "changed", 7.4, 7.6),
    ]
    rows = [
        empty | {"new_id": name, "change": kind, "old": old, "new": new, "decimals": 1}
        for name, kind, old, new in told
    ]
    found = changes_shown(pd.DataFrame(rows, columns=list(Change._fields)), {"shown", "alike", "new"})
    assert list(found["new_id"]) == ["shown"]
    none = changes_shown(pd.DataFrame(rows, columns=list(Change._fields)), set())
    assert (len(none), list(none)) == (0, list(Change._fields)), "a table without rows keeps its columns"
