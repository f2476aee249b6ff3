"""A step runs when something that it rests on changed, and then alone; it says why."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat.v4 import new_output

from keianalysis.model.errors import BadData
from keianalysis.model.folders import DISCLOSURE, MARKER
from keianalysis.model.reviews import DEFAULT, REVIEWS, review_names
from keianalysis.readers.sources import read_sources
from keianalysis.runs import editions
from keianalysis.runs.editions import explain, make_edition
from keianalysis.runs.engine.notebook import prepared
from keianalysis.runs.plan import Plan
from keianalysis.runs.store import STORE
from keianalysis.tracking.code import Module, read_modules
from tests.runs.notebooks import plan_of, project, question, small_report, stored

pytestmark = pytest.mark.slow
REAL = Path(__file__).resolve().parents[2]
NOTHING = "skipped: nothing that it rests on changed"
PLAN = plan_of("jobs", "people", "claims")
CELLS = {
    "jobs": "run.published('jobs_fulltime', region='Drenthe')",
    "people": "run.published('unemployment_rate_eurostat')\nrun.published('no_rows_yet')",
    "claims": "run.from_claims(lambda claims: run.published('jobs_small_share'))",
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project of three notebooks that read different things, and run it once."""
    folder = tmp_path_factory.mktemp("first")
    cells = {name: question(cell, name=name) for name, cell in CELLS.items()}
    root = project(folder / "project", cells)
    for place in (MARKER.parent, REVIEWS):
        (root / place).unlink()
        shutil.copytree(REAL / place, root / place)
    (root / "requirements.lock").write_text("pandas==3.1", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEIANALYSIS_ROOT", str(root))
        patch.setattr(editions, "build_report", small_report)
        make(folder / "out")
    return folder


@pytest.fixture
def root(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the project with all that it has made."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("KEIANALYSIS_ROOT", str(tmp_path / "project"))
    monkeypatch.setattr(editions, "build_report", small_report)
    return tmp_path / "project"


def make(out: Path, plan: Plan = PLAN) -> None:
    read_sources.cache_clear()
    make_edition(plan, out, jobs=2, tell=lambda _: None)


def told(plan: Plan = PLAN) -> dict[str, str]:
    read_sources.cache_clear()
    return dict(line.split(": ", 1) for line in explain(plan, Path("reports")))


def edit(path: Path, line: int, old: str, new: str) -> None:
    """Change one line of a file; the header is line 1."""
    lines = path.read_text("utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("\n".join(lines), "utf-8")


def line_of(path: Path, *words: str) -> int:
    """Return the first line that holds every word."""
    lines = path.read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if all(word in line for word in words))


def test_nothing_runs_when_nothing_changed(root: Path) -> None:
    assert told() == dict.fromkeys((*CELLS, "report"), NOTHING)


def test_a_step_that_never_ran_runs(root: Path) -> None:
    shutil.rmtree(root / STORE)
    assert set(told().values()) == {"runs: it has not run before", "runs if a notebook gives other results"}


def test_an_edited_row_runs_exactly_what_reads_it(root: Path, tmp_path: Path) -> None:
    line = line_of(root / MARKER, "unemployment_rate_eurostat", "Drenthe")
    edit(root / MARKER, line, "unemployment_rate_eurostat", "unemployment_rate_eurostat")
    edit(root / MARKER, line, "Drenthe", "Groningen")
    edit(root / MARKER, line, "PV22", "PV20")
    assert told() == {
        "jobs": NOTHING,
        "people": "runs: rows of unemployment_rate_eurostat changed",
        "claims": NOTHING,
        "report": "runs if a notebook gives other results",
    }
    make(tmp_path / "out")
    assert told() == dict.fromkeys((*CELLS, "report"), NOTHING)


def test_a_row_that_no_notebook_reads_runs_the_report_alone_which_shows_every_row(
    root: Path, tmp_path: Path
) -> None:
    before = json.loads((tmp_path / "out" / "small" / "manifest.json").read_text("utf-8"))["inputs"]
    line = line_of(root / MARKER, "gdp_growth_forecast")
    edit(root / MARKER, line, "gdp_growth_forecast", "gdp_growth")
    assert told() == dict.fromkeys(CELLS, NOTHING) | {"report": "runs: rows of * changed"}
    make(tmp_path / "out")
    after = json.loads((tmp_path / "out" / "small" / "manifest.json").read_text("utf-8"))
    assert after["inputs"] != before
    assert [step["step"] for step in after["steps"] if step["ran"]] == ["report"]


def test_the_first_rows_of_a_measure_run_what_asked_for_it(root: Path) -> None:
    record = root / STORE / "small-nl" / "people" / "step.json"
    assert json.loads(record.read_text("utf-8"))["basis"]["read"]["measure:no_rows_yet"] == ""


def test_an_edited_claim_runs_what_reads_claims(root: Path) -> None:
    edit(root / REVIEWS / DEFAULT / "claims.csv", 2, "Full-time jobs", "Jobs")
    found = told()
    assert found["claims"] == "runs: rows of kei-2013/claims changed"
    assert found["jobs"] == NOTHING


def test_a_claim_of_another_review_runs_nothing(root: Path) -> None:
    (other,) = (name for name in review_names() if name != DEFAULT)
    path = root / REVIEWS / other / "claims.csv"
    path.write_text(path.read_text("utf-8").replace("The economy of", "The whole economy of", 1), "utf-8")
    assert set(told().values()) == {NOTHING}


def test_a_notebook_saved_with_outputs_is_not_a_changed_notebook(root: Path) -> None:
    path = root / "notebooks" / "jobs.ipynb"
    saved = json.loads(path.read_text("utf-8"))
    saved["metadata"] |= {"language_info": {"name": "python", "version": "3.13.1"}, "widgets": {}}
    for count, cell in enumerate(saved["cells"]):
        cell["metadata"] |= {"scrolled": True, "execution": {"iopub.status.busy": "2026-01-01"}}
        if cell["cell_type"] == "code":
            cell |= {"execution_count": count, "outputs": [new_output("stream", text="hello")]}
    path.write_text(json.dumps(saved, indent=2), "utf-8")
    assert set(told().values()) == {NOTHING}


def test_a_saved_notebook_is_executed_as_the_bare_one(root: Path) -> None:
    path = root / "notebooks" / "jobs.ipynb"
    before = prepared(path, {"year": 2012})
    saved = json.loads(path.read_text("utf-8"))
    saved["metadata"]["widgets"] = {}
    saved["cells"][-1] |= {"execution_count": 7, "outputs": [new_output("stream", text="hello")]}
    path.write_text(json.dumps(saved), "utf-8")
    after = prepared(path, {"year": 2012})
    for notebook in (before, after):
        notebook.metadata.pop("papermill", None)
        for cell in notebook.cells:
            if "injected-parameters" in cell.metadata.get("tags", []):
                cell.id = ""
    assert after == before


def test_a_list_runs_what_names_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def declared(memory: Path | None = None) -> dict[str, Module]:
        found = read_modules(memory)
        found["keianalysis.alone"] = Module("", lists=("alone.csv",))
        return found

    (root / MARKER.parent / "nobody.csv").write_text("a\n", "utf-8")
    assert told()["jobs"] == "runs: file data/raw/published/nobody.csv changed"
    (root / MARKER.parent / "nobody.csv").rename(root / MARKER.parent / "alone.csv")
    monkeypatch.setattr("keianalysis.runs.dependencies.read_modules", declared)
    assert told()["jobs"] == NOTHING


def test_a_changed_notebook_runs_alone(root: Path) -> None:
    stored(root / "notebooks", *question("1", name="jobs"), name="jobs")
    assert [name for name, why in told().items() if why == "runs: notebook changed"] == ["jobs"]


def test_other_packages_run_everything(root: Path) -> None:
    (root / "requirements.lock").write_text("pandas==3.2", "utf-8")
    assert list(told().values())[:3] == ["runs: packages changed"] * 3


def test_what_is_installed_counts_and_not_only_what_the_lock_says(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keianalysis.runs.dependencies.installed", lambda: "pandas-3.2")
    assert list(told().values())[:3] == ["runs: packages changed"] * 3


def test_rules_of_disclosure_that_lie_elsewhere_run_everything(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = root / "elsewhere.toml"
    rules.write_text("percent = 10", "utf-8")
    monkeypatch.setenv(DISCLOSURE, str(rules))
    assert told()["jobs"] == "runs: what parameter disclosure points to changed"


def test_another_parameter_runs_everything_and_is_named(root: Path) -> None:
    later = Plan(PLAN.edition.__class__("small", "review", 2012, "2026-01-01", "nl"), PLAN.notebooks)
    assert told(later)["jobs"] == "runs: parameter as_of changed"


def test_a_changed_module_runs_what_imports_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(memory: Path | None = None) -> dict[str, Module]:
        found = read_modules(memory)
        found["keianalysis.workbench"] = replace(found["keianalysis.workbench"], digest="other")
        return found

    monkeypatch.setattr("keianalysis.runs.dependencies.read_modules", changed)
    assert told()["jobs"] == "runs: module keianalysis.workbench changed"


def test_what_was_kept_and_is_damaged_is_made_again(root: Path) -> None:
    (root / STORE / "small-nl" / "jobs" / "made" / "results" / "jobs.parquet").write_bytes(b"x")
    assert told()["jobs"] == "runs: what was kept of it was changed or removed"


def test_a_step_that_waits_runs_when_the_other_does(root: Path, tmp_path: Path) -> None:
    plan = Plan(PLAN.edition, ("jobs", "people"), {"people": ("jobs",)})
    make(tmp_path / "out", plan)
    stored(root / "notebooks", *question("1", name="jobs"), name="jobs")
    assert told(plan)["people"] == "runs: it waits for jobs, which runs"


def test_bad_data_are_named_and_nothing_is_made(root: Path, tmp_path: Path) -> None:
    edit(root / MARKER, 2, ",", ",,")
    with pytest.raises(BadData):
        make(tmp_path / "other")
    assert not (tmp_path / "other").exists()
