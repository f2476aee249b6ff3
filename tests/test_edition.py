"""A whole edition of the review: strict contracts, resolvable origins, and equal bytes again."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.claims import REVIEW_DATE
from keianalysis.data import project_root, published_folder
from keianalysis.observations import BASES, COLUMNS, CONTRACT, UNITS
from keianalysis.proof.evidence import lineage_inputs
from keianalysis.proof.verdicts import CONTRACT as VERDICT_CONTRACT
from keianalysis.proof.verdicts import VERDICTS
from keianalysis.runs.editions import Settings, make_edition, steps
from keianalysis.runs.plan import review_plan
from keianalysis.sources import read_sources

pytestmark = pytest.mark.slow
RAW_ROW = re.compile(r"(?P<file>[\w./-]+\.csv)#(?P<row>\d+)")


def make(out: Path, *, jobs: int) -> Path:
    plan = review_plan(REVIEW_DATE, "nl")
    told: list[str] = []
    place = make_edition(plan, out, jobs=jobs, tell=told.append, settings=Settings(fresh=True))
    assert len(told) == steps(plan)
    return place


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # The checks of the readers import hypothesis, which pytest parses; early versions of Python 3.11
    # can fail at that once the threads of the kernels have run.
    read_sources()
    return make(tmp_path_factory.mktemp("editions"), jobs=2)


def table(edition: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(edition / name, keep_default_na=False, dtype=str)


def test_results_begin_with_the_contract_and_hold_only_known_words(edition: Path) -> None:
    results = table(edition, "results.csv")
    assert tuple(results.columns) == COLUMNS
    assert tuple(results.columns[: len(CONTRACT)]) == CONTRACT
    assert set(results["unit"]) <= set(UNITS)
    assert set(results["basis"]) <= set(BASES) - {"sample"}


def test_every_value_lies_within_its_bounds(edition: Path) -> None:
    results = table(edition, "results.csv")
    numbers = results[["low", "value", "high"]].apply(pd.to_numeric)
    known = numbers.dropna()
    assert len(known) > 1000
    assert (known["low"] <= known["value"]).all()
    assert (known["value"] <= known["high"]).all()


def test_there_are_89_claims_and_130_budget_rows_each_with_a_known_verdict(edition: Path) -> None:
    verdicts = table(edition, "verdicts.csv")
    assert tuple(verdicts.columns[: len(VERDICT_CONTRACT)]) == VERDICT_CONTRACT
    assert verdicts["theme"].eq("budget").value_counts().to_dict() == {True: 130, False: 89}
    assert verdicts["claim_id"].is_unique
    assert set(verdicts["verdict"]) <= set(VERDICTS)
    assert (verdicts["reason"] == verdicts["reason_nl"]).all()


def raw_lines() -> dict[str, int]:
    """Return how many lines each published raw file has."""
    return {path.name: len(path.read_text("utf-8").splitlines()) for path in published_folder().glob("*.csv")}


def test_every_origin_resolves_in_the_results_or_in_a_raw_row_that_exists(edition: Path) -> None:
    results, lines = table(edition, "results.csv"), raw_lines()
    claims = set(table(edition, "verdicts.csv")["claim_id"])
    known = set(results["id"])
    assert len(known) == len(results)
    for lineage in results["lineage"]:
        for name in lineage_inputs(lineage) if "(" in lineage else [lineage]:
            place = RAW_ROW.fullmatch(name)
            if place:
                assert 2 <= int(place["row"]) <= lines[Path(place["file"]).name], name
            elif name.startswith("claim:"):
                assert name.removeprefix("claim:") in claims
            else:
                assert name in known, lineage


def test_the_evidence_of_every_verdict_resolves(edition: Path) -> None:
    verdicts = table(edition, "verdicts.csv")
    known = set(table(edition, "results.csv")["id"])
    claims = set(verdicts["claim_id"])
    for evidence in verdicts.loc[verdicts["theme"] != "budget", "evidence"]:
        for name in evidence.split():
            assert name.removeprefix("claim:") in (claims if name.startswith("claim:") else known), name


@pytest.fixture(scope="module")
def bound(edition: Path) -> dict[str, str]:
    """Return the numbers of the report by what they are bound to."""
    page = (edition / "report.html").read_text("utf-8")
    found = re.findall(r'data-result="([^"]*)"[^>]*>([^<]*)<', page)
    return {html.unescape(name): html.unescape(text) for name, text in found}


def test_every_bound_number_of_the_report_resolves(edition: Path, bound: dict[str, str]) -> None:
    results, verdicts = table(edition, "results.csv"), table(edition, "verdicts.csv")
    claims = set(verdicts["claim_id"])
    resolvable = {
        *results["id"],
        *(f"claim:{name}" for name in claims),
        *(f"verdict:{name}" for name in claims),
        *(f"source:{source.partition(' | ')[0]}" for source in results["source"]),
    }
    counts = re.compile(r"edition:(review|as_of)|verdicts:(budget:)?\w+")
    assert len(bound) > 300
    assert [name for name in bound if name not in resolvable and not counts.fullmatch(name)] == []


def test_every_count_of_a_verdict_in_the_report_is_the_count_in_the_table(
    edition: Path, bound: dict[str, str]
) -> None:
    verdicts = table(edition, "verdicts.csv")
    counted = verdicts.loc[verdicts["theme"] != "budget", "verdict"].value_counts().to_dict()
    told = {name: int(bound[f"verdicts:{name}"]) for name in VERDICTS if f"verdicts:{name}" in bound}
    assert len(told) > 3
    assert told == {name: counted.get(name, 0) for name in told}
    assert int(bound["verdicts:claims"]) == 89
    assert int(bound["verdicts:budget"]) == 130


def test_no_place_of_this_machine_is_published(edition: Path) -> None:
    for path in edition.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".csv", ".json", ".svg", ".ipynb"}:
            text = path.read_text("utf-8")
            assert str(project_root()) not in text, path.name
            assert str(edition.parent) not in text, path.name


def test_the_manifest_counts_the_verdicts_that_are_there(edition: Path) -> None:
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    counted = table(edition, "verdicts.csv")["verdict"].value_counts().to_dict()
    assert {name: number for name, number in manifest["verdicts"].items() if number} == counted
    assert manifest["parameters"] == {"year": 2012, "as_of": REVIEW_DATE, "language": "nl"}


def test_a_second_run_one_notebook_at_a_time_gives_the_same_bytes(edition: Path, tmp_path: Path) -> None:
    again = make(tmp_path / "another" / "folder", jobs=1)
    names = sorted(
        path.relative_to(edition)
        for path in edition.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    )
    assert {"report.html", "report.pdf", "tables.xlsx", "results.csv", "verdicts.csv"} <= set(map(str, names))
    assert len(names) > 40
    assert [str(name) for name in names if (edition / name).read_bytes() != (again / name).read_bytes()] == []
