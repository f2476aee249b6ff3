"""Every number leads to a row that exists; one that does not is named."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.indicators.employment import change_within_release
from keianalysis.model import observations as obs
from keianalysis.model.edition import Edition
from keianalysis.model.errors import IncompleteRun, UnknownColumn
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.readers.sources import RawFile
from keianalysis.report.build import checked_trails
from keianalysis.report.document import Chapter, Document, sentence
from keianalysis.report.html import render_html
from keianalysis.report.lookup import Lookup
from keianalysis.report.origins.trails import Origins, nodes, trail, without_origin
from keianalysis.report.tables.rows import row_words
from tests.conftest import observation_rows as rows

EDITION = Edition("review-2013", "review", 2012, "2014-04-04", "en")
RAW = {"observations.csv": RawFile("data/raw/published/observations.csv", "0" * 64, 9)}


def origins(*levels: dict[str, object]) -> Origins:
    """Return the origins of a change, the level and the change in jobs that it rests on."""
    change = {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "value": -1200.0}
    inputs = rows({"value": 173_900.0}, change | {"lineage": "observations.csv#7"}, *levels)
    results = obs.combine([change_within_release(inputs), inputs])
    none = pd.DataFrame(columns=list(COLUMNS))
    return Origins(Lookup(EDITION, results, none, pd.DataFrame(columns=["claim_id"])), RAW)


def first(found: Origins) -> str:
    return str(found.lookup.results["id"].iloc[0])


def test_a_trail_ends_in_rows_of_files() -> None:
    found = origins()
    step = trail(first(found), found)
    ends = [end.node for one in step.below for end in one.below]
    assert [end.title for end in ends] == [
        "data/raw/published/observations.csv, row 2",
        "data/raw/published/observations.csv, row 7",
    ]
    assert all(end.value == "sha256 " + "0" * 64 for end in ends)


def test_nodes_of_many_trails_are_kept_once() -> None:
    found = origins()
    assert len(nodes([*found.lookup.rows, *found.lookup.rows], found)) == 5


@pytest.mark.parametrize("place", ["observations.csv#10", "observations.csv#1", "other.csv#3", "", "f()"])
def test_a_row_that_does_not_exist_is_no_origin(place: str) -> None:
    found = origins({"region": "Assen", "lineage": place})
    lost = found.lookup.results.loc[found.lookup.results["region"] == "Assen", "id"].iloc[0]
    assert [name for name in without_origin(found.lookup.rows, found) if lost in name]


def test_a_number_without_origin_fails_the_run_and_is_named() -> None:
    found = origins({"region": "Assen", "lineage": "lost.csv#3"})
    document = Document("t", "s", "en", "e", ())
    with pytest.raises(IncompleteRun, match=r"1 numbers without origin: lost\.csv#3 \(behind [0-9a-f]{12}\)"):
        checked_trails(document, found)


def test_a_view_that_does_not_exist_is_refused() -> None:
    found = origins()
    with pytest.raises(UnknownColumn, match="no width of"):
        found.lookup.number(first(found), "width")
    with pytest.raises(UnknownColumn, match="no value of nothing"):
        found.lookup.number("nothing")


def test_the_page_carries_the_trails_and_no_text_can_end_them(tmp_path: Path) -> None:
    found = origins({"region": "Assen", "source": "</script><b> | https://example.org"})
    number = found.lookup.number(str(found.lookup.results["id"].iloc[-1]))
    document = Document(
        "t", "s", "en", "e", (Chapter("a", "A", (sentence("It is {number}.", number=number),)),)
    )
    page = render_html(document, tmp_path / "r.html", checked_trails(document, found)).read_text("utf-8")
    carried = page.partition('id="trails">')[2].partition("</script>")[0]
    told = json.loads(carried)
    source = told["nodes"][told["names"].index(number.result)][5]
    assert told["texts"][source] == "</script><b>"
    assert told["texts"].count("sha256 " + "0" * 64) == 1


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("register:2013-12-15@abc123", "register delivery 2013-12-15 (confidential)"),
        ("region:Drenthe@abc123", "municipalities of Drenthe, region_members.csv and municipalities.csv"),
        ("sector:leisure@abc123", "SBI codes of leisure, sectors.csv"),
    ],
)
def test_what_carries_its_own_hash_is_an_end_of_a_trail(place: str, told: str) -> None:
    node = origins().node(place)
    assert (node.title, node.value, node.inputs) == (told, "sha256 abc123...", ())


def test_a_warning_and_a_count_of_the_register_are_bound() -> None:
    found = origins()
    results = found.lookup.results.assign(source="keianalysis.register.levels | PWR", lineage="")
    hidden = results.iloc[:1].assign(id="hidden", value=float("nan"))
    warnings = pd.DataFrame({"rule": ["jump"], "file": ["lisa_2012.csv"], "times": [3]})
    none = found.lookup.verdicts
    lookup = Lookup(
        EDITION, pd.concat([results, hidden]), none, found.lookup.claims, {"register_warnings": warnings}
    )
    assert lookup.number("register:suppressed", "count").text == "1"
    assert lookup.number("register_warnings:jump|lisa_2012.csv", "times").text == "3"
    assert row_words("register_warnings:jump|lisa_2012.csv", lookup) == {
        "establishment whose jobs jumped",
        "lisa_2012.csv",
    }
