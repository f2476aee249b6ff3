"""A project is laid out whole in a new folder, from the source tree and from an installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from filecmp import cmp
from pathlib import Path

import pytest

from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import project_root
from keianalysis.runs.project import lay_out
from keianalysis.runs.project.shipped import shipped_files
from tests.processes import forked_call

ROOT = Path(__file__).resolve().parents[2]


def test_a_project_has_the_data_and_notebooks_of_the_source_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = lay_out(tmp_path / "new")
    names = {path.relative_to(tmp_path / "new").as_posix() for path in made}
    assert {path.relative_to(ROOT).as_posix() for path in shipped_files(ROOT)} < names
    assert {"Makefile", "README.md", ".gitignore", "notebooks/10_employment.ipynb"} < names
    assert (
        project_root(tmp_path / "new" / "notebooks") == tmp_path / "new" or "KEIANALYSIS_ROOT" in os.environ
    )
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_what_is_confidential_or_ones_own_is_not_shipped(tmp_path: Path) -> None:
    for name in ("registers/lisa/a.csv", "registers/README.md", "statline/own/t.csv", "published/x.csv"):
        (tmp_path / "data/raw" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data/raw" / name).write_text("", "utf-8")
    found = [path.relative_to(tmp_path / "data/raw").as_posix() for path in shipped_files(tmp_path)]
    assert found == ["published/x.csv", "registers/README.md"]


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(WrongCall, match="is not an empty folder"):
            lay_out(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_a_wheel_lays_out_a_project_from_any_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    environment = {name: value for name, value in os.environ.items() if name != "KEIANALYSIS_ROOT"}
    environment |= {"PYTHONPATH": str(installed), "COLUMNS": "300"}

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "keianalysis", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    without = call("check")
    assert (without.returncode, "keianalysis init DIR" in without.stderr) == (2, True)
    assert call("init", "mine").returncode == 0
    # The package of the wheel is the one of the source tree, so the project may be asked here.
    package = ROOT / "src" / "keianalysis"
    own = [path.relative_to(package) for path in package.rglob("*") if "__pycache__" not in path.parts]
    assert [one for one in own if not alike(package / one, installed / "keianalysis" / one)] == []
    checked = forked_call(tmp_path / "mine", "check")
    assert (checked.returncode, "no faults" in checked.stdout) == (0, True), checked.stderr
    explained = forked_call(tmp_path / "mine", "review", "--explain")
    assert explained.returncode == 0, explained.stderr
    assert "100_verdicts: runs" in explained.stdout


def alike(path: Path, other: Path) -> bool:
    return other.is_dir() if path.is_dir() else cmp(path, other, shallow=False)
