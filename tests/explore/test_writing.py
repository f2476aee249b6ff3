"""The file of the page: what may run in it, what no text can break, and which rows it holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from keianalysis.explore.page_data import held_rows, licence
from keianalysis.model import observations as obs
from keianalysis.report.page import read_page
from tests.conftest import MakeTable
from tests.explore.pages import EDITIONS, page_of

HOSTILE = "</script><script>alert(1)</script><!-- \u2028"


def test_no_text_of_a_row_can_end_the_script_that_holds_it(table: MakeTable, tmp_path: Path) -> None:
    page = page_of(table({"source": HOSTILE, "note": HOSTILE}), tmp_path).read_text("utf-8")
    (data,) = [one for one in read_page(page).all("script") if one.attributes.get("id") == "data"]
    assert json.loads(data.text)["rows"]["source"]["of"] == [HOSTILE]
    assert "alert(1)</script>" not in page


def test_the_page_may_run_its_own_scripts_and_ask_nothing(table: MakeTable, tmp_path: Path) -> None:
    page = read_page(page_of(table({}), tmp_path).read_text("utf-8"))
    (policy,) = [one.attributes["content"] for one in page.all("meta") if "http-equiv" in one.attributes]
    scripts = [one.text for one in page.all("script") if "type" not in one.attributes]
    digests = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
    assert re.findall("'sha256-([^']+)'", policy) == digests
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_two_runs_write_the_same_bytes(table: MakeTable, tmp_path: Path) -> None:
    rows = table({}, {"region": "Assen", "value": 7.0})
    first = page_of(rows, tmp_path).read_bytes()
    assert page_of(rows, tmp_path).read_bytes() == first


def held_ids(results: pd.DataFrame, published: pd.DataFrame, kind: str) -> list[str]:
    edition = replace(EDITIONS["nl"], kind=kind, as_of="2014-04-04")
    return list(held_rows(results, published, edition)["id"])


def test_a_monitor_holds_what_was_public_on_its_day_and_a_review_what_came_later(table: MakeTable) -> None:
    published = table({"release_date": "2012"}, {"release_date": "2014-04"}, {"release_date": ""})
    early, late, undated = published["id"]
    assert set(held_ids(obs.empty(), published, "monitor")) == {early, undated}
    assert set(held_ids(obs.empty(), published, "review")) == {early, late, undated}


def test_a_result_stands_as_the_edition_has_it(table: MakeTable) -> None:
    published = table({})
    results = published.assign(basis="published_later")
    (row,) = obs.records(held_rows(results, published, EDITIONS["nl"]))
    assert row.basis == "published_later"


def test_the_terms_are_those_of_who_made_the_number() -> None:
    assert licence("CBS StatLine | https://opendata.cbs.nl", "en") == "CC BY 4.0"
    assert licence("CBS via a newspaper | https://example.org", "en") == "no terms stated"
    assert licence("keianalysis.growth.change | CBS", "en") == "EUPL-1.2"
    assert licence("Eurostat, nama_10r_2gdp", "en") == "reuse with attribution"
