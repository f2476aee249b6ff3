"""One whole edition: everything promised is there, every number has an origin, and runs are equal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from keianalysis import observations as obs
from keianalysis.proof.evidence import lineage_inputs
from keianalysis.proof.verdicts import CONTRACT
from keianalysis.runs.editions import make_edition
from keianalysis.runs.manifest import sha256
from keianalysis.runs.plan import review_plan

pytestmark = pytest.mark.slow
FIGURES = (
    "employment-by-release",
    "sector-changes",
    "starters",
    "land-issued",
    "vacancy",
    "budget-path",
    "leverage",
    "verdicts",
)


def make(folder: Path) -> Path:
    told: list[str] = []
    place = make_edition(review_plan("2014-04-04", "nl"), folder, jobs=2, tell=told.append)
    assert told[-2:] == ["report", "published"]
    return place


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("reports"))


def test_the_edition_holds_what_the_house_promises(edition: Path) -> None:
    names = {path.name for path in edition.iterdir()}
    files = {"report.html", "report.pdf", "tables.xlsx", "results.csv", "verdicts.csv", "manifest.json"}
    assert names == files | {"figures", "notebooks"}
    for name in FIGURES:
        for kind in ("svg", "png", "csv"):
            assert (edition / "figures" / f"{name}.{kind}").stat().st_size > 0
    assert len(list((edition / "notebooks").glob("*.ipynb"))) == 10
    assert [path.name for path in edition.parent.iterdir() if path.name != ".lock"] == [edition.name]


def test_results_and_verdicts_keep_their_contract(edition: Path) -> None:
    results = pd.read_csv(edition / "results.csv", keep_default_na=False)
    verdicts = pd.read_csv(edition / "verdicts.csv", keep_default_na=False)
    assert tuple(results.columns[: len(obs.CONTRACT)]) == obs.CONTRACT
    assert tuple(verdicts.columns[: len(CONTRACT)]) == CONTRACT
    assert (verdicts["theme"] == "budget").sum() == 130
    assert len(verdicts) == 89 + 130
    assert results["id"].is_unique
    assert set(results["basis"]) <= set(obs.BASES)


def test_every_number_has_an_origin_down_to_a_raw_row(edition: Path) -> None:
    results = pd.read_csv(edition / "results.csv", keep_default_na=False)
    known = set(results["id"])
    for lineage in results["lineage"]:
        if "(" not in lineage:
            assert re.fullmatch(r"[\w./-]+#\d+", lineage)
            continue
        for name in lineage_inputs(lineage):
            assert name in known or name.startswith("claim:") or "#" in name


def test_every_bound_number_of_the_page_is_a_result_or_a_verdict(edition: Path) -> None:
    results = set(pd.read_csv(edition / "results.csv", keep_default_na=False)["id"])
    claims = set(pd.read_csv(edition / "verdicts.csv", keep_default_na=False)["claim_id"])
    page = (edition / "report.html").read_text("utf-8")
    bound = set(re.findall(r'data-result="([^"]+)"', page))
    assert len(bound) > 300
    for name in bound:
        kind, _, rest = name.partition(":")
        assert name in results or kind in ("verdicts", "source", "edition") or rest in claims


def test_the_manifest_names_every_file_with_its_hash(edition: Path) -> None:
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    files = {path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file()}
    assert set(manifest["outputs"]) == files - {"manifest.json"}
    for name, entry in manifest["outputs"].items():
        assert sha256(edition / name) == entry["sha256"]
    assert "data/raw/published/observations.csv" in manifest["inputs"]
    assert sum(manifest["verdicts"].values()) == 219


def test_two_runs_on_the_same_data_give_the_same_bytes(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    again = make(tmp_path / "elsewhere" / "reports")
    names = [path.relative_to(edition) for path in edition.rglob("*") if path.is_file()]
    assert [str(name) for name in names if sha256(edition / name) != sha256(again / name)] == []
