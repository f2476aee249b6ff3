"""A number is traced to its raw row, and a changed byte is named."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from keianalysis import observations as obs
from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.monitor import effect_monitor
from keianalysis.errors import WrongCall
from keianalysis.indicators.employment import change_within_release
from keianalysis.observations import Period
from keianalysis.readers.projects import read_project_list
from keianalysis.runs.manifest import hashes, sha256
from keianalysis.runs.trace import formula, read_edition, trace
from keianalysis.runs.verify import changes
from tests.conftest import observation_rows as rows
from tests.project_lists import FIVE, write_list


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Give an edition of three rows and two claims, with the raw file they come from."""
    raw = tmp_path / "data" / "raw" / "published" / "observations.csv"
    raw.parent.mkdir(parents=True)
    raw.write_text("raw", "utf-8")
    folder = tmp_path / "reports" / "review-2013"
    folder.mkdir(parents=True)
    change = {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "value": -1200.0}
    inputs = rows({"value": 173_900.0}, change | {"lineage": "observations.csv#7"})
    results = obs.combine([change_within_release(inputs), inputs])
    results.to_csv(folder / "results.csv", index=False)
    verdict = {"verdict": "reproduced", "published": -0.7, "recomputed": -0.69, "low": -0.75, "high": -0.65}
    claims = [
        verdict | {"claim_id": "env.jobs.change.drenthe", "reason": "Because.", "evidence": results["id"][0]},
        verdict | {"claim_id": "eff.leverage", "reason": "So.", "evidence": "claim:env.jobs.change.drenthe"},
    ]
    pd.DataFrame(claims).to_csv(folder / "verdicts.csv", index=False)
    manifest = {
        "inputs": hashes([raw], tmp_path),
        "outputs": hashes([folder / "results.csv", folder / "verdicts.csv"], folder),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


def test_a_claim_is_traced_to_a_raw_row_with_its_hash(edition: Path) -> None:
    lines = trace("env.jobs.change.drenthe", read_edition(edition)).lines()
    text = "\n".join(lines)
    assert lines[0].startswith("env.jobs.change.drenthe: reproduced; printed -0.7, recomputed -0.69")
    assert "employment.change_within_release: Return the yearly change in percent" in text
    assert "data/raw/published/observations.csv, row 7, sha256 " in text
    assert "source: a publisher | https://example.org" in text
    depths = [(len(line) - len(line.lstrip())) // 2 for line in lines]
    assert max(depths) == 3


def test_a_printed_number_behind_a_claim_is_named(edition: Path) -> None:
    lines = trace("eff.leverage", read_edition(edition)).lines()
    assert "  printed by the review: env.jobs.change.drenthe = -0.7" in lines


def test_an_unknown_number_gets_the_nearest_names(edition: Path) -> None:
    with pytest.raises(WrongCall, match=r"nearest: eff\.leverage"):
        trace("eff.leverag", read_edition(edition))


def test_a_folder_without_an_edition_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="run keianalysis review first"):
        read_edition(tmp_path)
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


def test_a_number_of_a_project_list_is_traced_to_its_rows_and_assumptions(tmp_path: Path) -> None:
    listed = write_list(tmp_path / "my list.csv", *FIVE)
    effects = effect_monitor(read_project_list(listed), assumptions(), Period.year(2011, 2013))
    net = effects[(effects["measure"] == "jobs_structural_net") & (effects["sector"] == "project:B1")]
    folder = tmp_path / "edition"
    folder.mkdir()
    effects.to_csv(folder / "results.csv", index=False)
    pd.DataFrame(columns=["claim_id"]).to_csv(folder / "verdicts.csv", index=False)
    inputs = {"inputs": hashes([listed], tmp_path / "project"), "outputs": {}}
    (folder / "manifest.json").write_text(json.dumps(inputs), "utf-8")
    text = "\n".join(trace(net["id"].iloc[0], read_edition(folder)).lines())
    assert "additionality.net: Return net structural jobs (fte)" in text
    assert f"given/my list.csv, row 3, sha256 {sha256(listed)}" in text
    assert "assumption displacement: 0.1 to 0.91, central 0.3 share (partly published)" in text
    assert "published: Elhorst on Factory OutleTT | displacement | central | x" in text


def test_an_input_outside_the_project_has_no_place_to_be_looked_up(edition: Path) -> None:
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    manifest["inputs"]["given/list.csv"] = {"sha256": "", "bytes": 0}
    (edition / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert changes(edition, edition.parents[1]) == []
