"""A number is traced to its raw row, and a changed byte is named."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.monitor import effect_monitor
from keianalysis.indicators.employment import change_within_release
from keianalysis.model import observations as obs
from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import file_hash
from keianalysis.model.observations import Period
from keianalysis.proof.verdicts import COLUMNS as VERDICT_COLUMNS
from keianalysis.readers.projects import read_project_list
from keianalysis.readers.sources import read_sources
from keianalysis.report.editions import read_manifest
from keianalysis.report.origins.functions import formula
from keianalysis.runs.manifest import hashes
from keianalysis.runs.trace import trace
from keianalysis.runs.verify import changes
from tests.conftest import observation_rows as rows
from tests.project_lists import FIVE, write_list


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Give an edition of three rows and two claims, with the raw file they come from."""
    raw = tmp_path / "data" / "raw" / "published" / "observations.csv"
    raw.parent.mkdir(parents=True)
    raw.write_text("raw\n" * 9, "utf-8")
    claims_file = tmp_path / "data" / "raw" / "reviews" / "kei-2013" / "claims.csv"
    claims_file.parent.mkdir(parents=True)
    claims_file.write_text("raw\n" * 60, "utf-8")
    folder = tmp_path / "reports" / "review-2013"
    folder.mkdir(parents=True)
    change = {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "value": -1200.0}
    inputs = rows({"value": 173_900.0}, change | {"lineage": "observations.csv#7"})
    results = obs.combine([change_within_release(inputs), inputs])
    results.to_csv(folder / "results.csv", index=False)
    verdict = {
        **dict.fromkeys(VERDICT_COLUMNS, ""),
        **{"verdict": "reproduced", "published": -0.7, "recomputed": -0.69, "recomputed_decimals": 1},
        **{"low": -0.75, "high": -0.65, "theme": "general"},
    }
    claims = [
        verdict | {"claim_id": "env.jobs.change.drenthe", "reason": "Because.", "evidence": results["id"][0]},
        verdict | {"claim_id": "eff.leverage", "reason": "So.", "evidence": "claim:env.jobs.change.drenthe"},
    ]
    pd.DataFrame(claims).to_csv(folder / "verdicts.csv", index=False)
    manifest = {
        "edition": "review-2013",
        "parameters": {"year": 2012, "as_of": "2014-04-04", "language": "en"},
        "inputs": hashes([raw, claims_file], tmp_path),
        "outputs": hashes([folder / "results.csv", folder / "verdicts.csv"], folder),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


@pytest.fixture
def claims() -> pd.DataFrame:
    """Give the claims of the review."""
    return read_sources().claims


def test_a_claim_is_traced_to_a_raw_row_with_its_hash(edition: Path, claims: pd.DataFrame) -> None:
    lines = trace("env.jobs.change.drenthe", edition, claims)
    told = "Full-time jobs (12 hours or more a week) in Drenthe fell by 0.7%"
    assert lines[0] == f"{told}: confirmed by another source: −0.7%"
    assert "    function: employment.change_within_release" in lines
    assert "      source: a publisher" in lines
    assert "      address: https://example.org" in lines
    raw = next(line for line in lines if "observations.csv, row 7" in line)
    assert raw.strip().startswith("data/raw/published/observations.csv, row 7: sha256 ")
    assert len(raw.rpartition(" ")[2]) == 64


def test_a_result_is_traced_by_its_id(edition: Path, claims: pd.DataFrame) -> None:
    result = pd.read_csv(edition / "results.csv")["id"][0]
    lines = trace(result, edition, claims)
    assert lines[0].startswith("change in full-time jobs") or "Drenthe" in lines[0]
    assert sum("observations.csv" in line for line in lines) == 2


def test_a_printed_number_behind_a_claim_is_named_with_its_row(edition: Path, claims: pd.DataFrame) -> None:
    lines = trace("eff.leverage", edition, claims)
    assert any("Full-time jobs (12 hours or more a week) in Drenthe fell" in line for line in lines)
    assert any("kei-2013/claims.csv, row 2: sha256" in line for line in lines)


def test_an_unknown_number_gets_the_nearest_names(edition: Path, claims: pd.DataFrame) -> None:
    with pytest.raises(WrongCall, match=r"nearest: eff\.leverage"):
        trace("eff.leverag", edition, claims)


def test_a_folder_without_an_edition_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="run keianalysis review first"):
        read_manifest(tmp_path)
    with pytest.raises(WrongCall, match=r"manifest\.json is missing"):
        changes(tmp_path, tmp_path)


def test_a_function_that_is_gone_says_so() -> None:
    assert formula("employment.no_longer_here") == "a function of another version of keianalysis"


def test_an_edition_as_published_has_no_changes(edition: Path) -> None:
    assert changes(edition, edition.parents[1]) == []


def test_a_changed_a_missing_and_an_added_file_are_named(edition: Path) -> None:
    root = edition.parents[1]
    path = edition / "results.csv"
    path.write_bytes(path.read_bytes().replace(b"173900", b"173901", 1))
    (edition / "verdicts.csv").unlink()
    (edition / "more.csv").write_text("x", "utf-8")
    (root / "data" / "raw" / "published" / "observations.csv").write_text("ram", "utf-8")
    assert changes(edition, root) == [
        "output results.csv was changed",
        "output verdicts.csv is missing",
        "input data/raw/published/observations.csv was changed",
        "output more.csv was not published with the edition",
    ]


def test_a_number_of_a_project_list_is_traced_to_its_rows_and_assumptions(
    tmp_path: Path, claims: pd.DataFrame
) -> None:
    listed = write_list(tmp_path / "my list.csv", *FIVE)
    effects = effect_monitor(read_project_list(listed), assumptions(), Period.year(2011, 2013))
    net = effects[(effects["measure"] == "jobs_structural_net") & (effects["sector"] == "project:B1")]
    folder = tmp_path / "edition"
    folder.mkdir()
    effects.to_csv(folder / "results.csv", index=False)
    pd.DataFrame(columns=list(VERDICT_COLUMNS)).to_csv(folder / "verdicts.csv", index=False)
    manifest = {
        "edition": "review-2013",
        "parameters": {"year": 2012, "as_of": "2014-04-04", "language": "en"},
        "inputs": hashes([listed], tmp_path / "project"),
        "outputs": {},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    text = "\n".join(trace(net["id"].iloc[0], folder, claims))
    assert "function: additionality.net" in text
    assert f"given/my list.csv, row 3: sha256 {file_hash(listed)}" in text
    assert "0.25 to 0.75, central 0.5 (share)" in text
    assert "Atalanta effect study | derived structural jobs / direct structural fte | central | x + 1" in text


def test_an_input_outside_the_project_has_no_place_to_be_looked_up(edition: Path) -> None:
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    manifest["inputs"]["given/list.csv"] = {"sha256": "", "bytes": 0}
    (edition / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert changes(edition, edition.parents[1]) == []
