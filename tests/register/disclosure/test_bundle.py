"""The judge of the finished bundle finds a hidden number in every kind of file, however it is written."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import typst

from keianalysis.explore.packing import packed
from keianalysis.model.errors import BadData
from keianalysis.register.disclosure.bundle import Marks, Secrets, planted, printed_numbers, refuse_bundle
from keianalysis.register.disclosure.bundle.identifiers import forms_of_word
from keianalysis.register.disclosure.bundle.numerals import forms_of, written_in
from keianalysis.register.disclosure.bundle.objects import packed_rows
from tests.conftest import observation_rows
from tests.register.register_deliveries import write_workbook

KEY = {
    "measure": "jobs_fulltime",
    "region": "Assen",
    "sector": "C",
    "period_start": "2013-04-01",
    "period_end": "2013-04-01",
}
OWN = {"source": "keianalysis.register.levels | LISA", "basis": "register", "decimals": 0}
HIDDEN_ID, SHOWN_ID = "aaaaaaaaaaaa", "bbbbbbbbbbbb"
SHOWN = pd.DataFrame(
    [
        {**KEY, **OWN, "id": HIDDEN_ID, "value": math.nan},
        {**KEY, **OWN, "id": SHOWN_ID, "sector": "total", "value": 40_000.0},
    ]
).assign(low=lambda table: table["value"], high=lambda table: table["value"])


def secrets(value: float, *, also: float | None = None) -> Secrets:
    """Return the secrets of a register in which the industry of Assen is hidden."""
    hidden = pd.DataFrame([{**KEY, "id": HIDDEN_ID, "decimals": 0, "value": value}])
    told = {**KEY, "id": "c", "source": "CBS", "basis": "published", "decimals": 0, "value": also}
    return Secrets(hidden, pd.concat([SHOWN, pd.DataFrame([told] if also else [])]), "Drenthe")


NOTEBOOK = {
    "cells": [{"outputs": [{"data": {"text/html": ["<tr><td>Assen</td><td>C</td><td>7.131</td></tr>"]}}]}]
}
COLUMNS = ("measure", "region", "sector", "period", "source", "basis", "status", "note")
PACKED = {
    "rows": {
        **{name: {"of": [str({**KEY, **OWN}.get(name, ""))], "at": [0]} for name in COLUMNS},
        "period": {"of": ["2013-04-01"], "at": [0]},
        "value": [7131],
        "decimals": [0],
        "id": [HIDDEN_ID],
        "lineage": {"words": ["register:lisa"], "texts": ["register.levels(~0)"]},
        "bounds": {},
    }
}
TRAILS = {
    "texts": ["banen, "],
    "names": [HIDDEN_ID],
    "nodes": [[0, "Assen, industrie, 2013", "7.131 banen", 0, 0]],
}
ROW = {**KEY, **OWN, "id": HIDDEN_ID}
FILES = {
    "page.html": "<table><tr><td>Assen</td><td>industrie</td><td>7.131</td></tr></table>",
    "wide.html": "<table><tr><th>in</th><th>industrie</th></tr><tr><td>Assen</td><td>7.131</td></tr></table>",
    "sentence.html": "<p>In Assen telde de industrie 7.131 banen.</p>",
    "thousand.html": "<p>In Assen telde de industrie ruim 7,13 duizend banen.</p>",
    "alt.html": '<img alt="Assen had 7,131 jobs in manufacturing">',
    "bound.html": f'<span class="number" data-result="{HIDDEN_ID}" data-view="value">7131</span>',
    "explore.html": f"<script>{json.dumps(PACKED)}</script>",
    "trails.html": f"<script>{json.dumps(TRAILS)}</script>",
    "results.csv": ",".join([*ROW, "value"]) + "\n" + ",".join(map(str, [*ROW.values(), 7131.0])) + "\n",
    "low.csv": ",".join([*ROW, "value", "low"]) + "\n" + ",".join(map(str, [*ROW.values(), "", 7131])) + "\n",
    "note.csv": ",".join([*ROW, "value", "note"])
    + "\n"
    + ",".join(map(str, [*ROW.values(), "", "7131"]))
    + "\n",
    "other.csv": "gemeente,sectie,banen\nAssen,C,7131\n",
    "figure.svg": "<svg><desc>Assen, industrie: 7131</desc></svg>",
    "page.json": json.dumps({"rows": [{"region": "Assen", "sector": "C", "value": 7131}]}),
    "named.json": json.dumps({"Assen": {"C": {"2013": 7131}}}),
    "book.ipynb": json.dumps(NOTEBOOK),
    "account.txt": "Assen, industrie: 7131 is not what was recorded",
    "Assen industrie 7131.txt": "",
}


@pytest.mark.parametrize("name", FILES)
def test_a_hidden_number_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name], "utf-8")
    with pytest.raises(BadData) as caught:
        refuse_bundle(tmp_path, secrets(7131))
    (fault, *_) = caught.value.faults
    assert (fault.file, fault.rule) == (name, "disclosure-breach")
    assert "7131" not in fault.message


@pytest.mark.parametrize("name", FILES)
def test_a_small_number_is_found_as_well(name: str, tmp_path: Path) -> None:
    if name == "thousand.html":
        pytest.skip("nobody writes a small number in thousands")
    small = FILES[name].replace("7.131", "17").replace("7,131", "17").replace("7131", "17")
    (tmp_path / name.replace("7131", "17")).write_text(small, "utf-8")
    with pytest.raises(BadData):
        refuse_bundle(tmp_path, secrets(17))


def test_a_hidden_number_is_found_in_a_workbook_and_on_paper(tmp_path: Path) -> None:
    write_workbook(tmp_path / "tables.xlsx", ("a", [["region", "sector", "jobs"], ["Assen", "C", 7131]]))
    text = b"#table(columns: 3, [Assen], [industrie], [7.131])\n\nIn Assen telde de industrie 7.131 banen."
    (tmp_path / "report.pdf").write_bytes(typst.compile(text))
    with pytest.raises(BadData) as caught:
        refuse_bundle(tmp_path, secrets(7131))
    assert {fault.file for fault in caught.value.faults} == {"tables.xlsx", "report.pdf"}


def test_what_the_page_to_explore_packs_is_read_as_it_packs_it() -> None:
    lineage = "register.levels(register:lisa/a.csv@0123 region:Noord_Drenthe@4567)"
    row = {**KEY, **OWN, "id": HIDDEN_ID, "value": 7131.0, "unit": "jobs", "lineage": lineage}
    table = observation_rows(row, {**row, "id": SHOWN_ID, "sector": "total", "period_start": "2012-04-01"})
    found = list(packed_rows({"rows": packed(table, "nl")}))
    assert [one["lineage"] for one in found] == [lineage, lineage]
    assert [(one["sector"], one["value"], one["period_start"]) for one in found] == [
        ("C", "7131", "2013-04-01"),
        ("total", "7131", "2012-04-01"),
    ]


def test_an_edition_in_which_the_judge_sees_no_number_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(typst.compile(b"#rect(width: 2cm)"))
    (tmp_path / "explore.html").write_bytes(b"\xff\xfe")
    with pytest.raises(BadData) as caught:
        refuse_bundle(tmp_path, secrets(7131))
    assert {fault.rule for fault in caught.value.faults} == {"disclosure-unread"}


@pytest.mark.parametrize(
    "name", sorted(set(FILES) - {"bound.html", "explore.html", "results.csv", "low.csv", "note.csv"})
)
def test_the_number_of_another_cell_is_none_of_it(name: str, tmp_path: Path) -> None:
    (tmp_path / name.replace("Assen", "Emmen")).write_text(FILES[name].replace("Assen", "Emmen"), "utf-8")
    refuse_bundle(tmp_path, secrets(4_715))


def test_a_mark_in_the_place_of_the_number_is_sound(tmp_path: Path) -> None:
    for name, text in FILES.items():
        for number in ("7.131", "7,131", "7,13 duizend", "7131.0", "7131"):
            text = text.replace(number, "×")
        if name not in ("explore.html", "Assen industrie 7131.txt"):
            (tmp_path / name).write_text(text.replace('": ×', '": "×"'), "utf-8")
    (tmp_path / "results.csv").rename(tmp_path / "all.csv")
    refuse_bundle(tmp_path, secrets(7131))


def test_a_figure_of_the_register_that_was_not_released_or_differs_is_refused(tmp_path: Path) -> None:
    columns = [*ROW, "value"]
    for name, more in {
        "unknown": {"id": "d" * 12, "value": 5},
        "other": {"id": SHOWN_ID, "value": 41_000},
    }.items():
        row = {**ROW, "sector": "total", **more}
        (tmp_path / f"{name}.csv").write_text(
            ",".join(columns) + "\n" + ",".join(map(str, row.values())) + "\n", "utf-8"
        )
    with pytest.raises(BadData) as caught:
        refuse_bundle(tmp_path, secrets(7131))
    assert [fault.file for fault in caught.value.faults] == ["other.csv", "unknown.csv"]


def test_a_number_that_a_shown_figure_of_the_cell_explains_is_no_breach(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FILES["page.html"], "utf-8")
    refuse_bundle(tmp_path, secrets(7131, also=7131.2))


def test_a_number_with_a_mark_is_explained_by_what_it_may_mean(tmp_path: Path) -> None:
    told = "<p>Assen, industrie: 2,250 to 7131</p>"
    (tmp_path / "page.html").write_text(told, "utf-8")
    with pytest.raises(BadData):
        refuse_bundle(tmp_path, secrets(2250, also=7131))
    (tmp_path / "page.html").write_text(told.replace("7131", "few"), "utf-8")
    refuse_bundle(tmp_path, secrets(2250, also=2.25))
    (tmp_path / "page.html").write_text(told.replace("7131", "2250"), "utf-8")
    with pytest.raises(BadData):
        refuse_bundle(tmp_path, secrets(2250, also=2.25))


def test_what_a_review_printed_explains_a_number_and_what_that_allows() -> None:
    claims = pd.DataFrame(
        [{"claim_id": "a", "region": "Assen", "sector": "C", "value": 7.0, "value_high": 8.0}]
    )
    allowed = pd.DataFrame(
        [{"claim_id": "a", "low": 6.5, "high": 8.5, "implied_low": 1.5, "implied_high": 9.5}]
    )
    budget = pd.DataFrame([{"product": "x", "account_2012": 40, "budget_2013": 50, "row": 2}])
    found = printed_numbers(claims, allowed, budget, "Drenthe")
    assert set(found.loc[found["region"] == "Assen", ["low", "high"]].to_numpy().ravel()) == {
        *(7.0, 8.0, 6.5, 8.5, 1.5, 9.5)
    }
    assert sorted(found.loc[found["region"] == "Drenthe", "value"]) == [40.0, 50.0]


def numbers_in(text: str) -> set[Decimal]:
    """Return the sizes that the numbers of a text mean; one that can be read in two ways counts in both."""
    return set().union(*(one.means for one in written_in(text)))


def test_numbers_are_read_as_they_are_written() -> None:
    assert numbers_in("7.131 banen, 7,131 jobs, 12 en 3,5%") >= {Decimal(7131), Decimal(12), Decimal("3.5")}
    assert numbers_in("op 1 april 2013, 2013-04-01, in 2012; tabel 7, 12 uur of meer; 3f9c11d0aa17") == set()
    assert numbers_in("1 234\u00a0567 en 1.234,5") == {Decimal(1234567), Decimal("1234.5")}
    assert Decimal(7100) in forms_of(7131, 0)
    assert forms_of(0.2, 0) == {Decimal("0.2")}


def test_the_number_of_an_establishment_stands_nowhere(tmp_path: Path) -> None:
    rows, bundle = tmp_path / "rows.parquet", tmp_path / "bundle"
    numbers = {"establishment_id": "000040217793", "company_id": "61234597", "chamber_establishment_id": None}
    pd.DataFrame([numbers]).astype("str").to_parquet(rows)
    bundle.mkdir()
    (bundle / "page.html").write_text("<p>40.217 is 61234597.5 or 0.61234597</p>", "utf-8")
    refuse_bundle(bundle, secrets(7131), Marks([rows]))
    (bundle / "page.html").write_text("<p data-x='61234597'></p>", "utf-8")
    with pytest.raises(BadData, match="the number of an establishment"):
        refuse_bundle(bundle, secrets(7131), Marks([rows]))


@pytest.mark.parametrize(
    "text",
    ["48.271", "48,271", "48271", "48\u00a0271", "48&nbsp;271", "Zwaluw &amp; Specht", "ZWALUW & SPECHT"],
)
def test_a_word_that_the_holder_planted_stands_nowhere(text: str, tmp_path: Path) -> None:
    (tmp_path / "canaries.txt").write_text("Zwaluw & Specht\n\n48271\n", "utf-8")
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "any.bin").write_bytes(b"\x00" + text.encode() + b"\x00")
    with pytest.raises(BadData, match="planted"):
        refuse_bundle(bundle, secrets(7131), Marks((), planted(tmp_path)))
    assert planted(bundle) == ()
    assert "Zwaluw".encode("utf-16-le") in forms_of_word("Zwaluw")
