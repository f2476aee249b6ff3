"""A call that finds everything as it left it has nothing to do, and knows that without loading much."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from keianalysis.model.folders import DISCLOSURE, MANIFEST, MARKER
from keianalysis.runs.installed import packages_at
from keianalysis.runs.unchanged import NOTES, Asked, Published, basis, remember, unchanged

MADE = Published("review-2013", "12 numerals, all bound")
WORDS = ("review", "kei-2013", "nl", "")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project with one raw file, a register, a project list with its layout, and two editions."""
    for name in (
        MARKER.as_posix(),
        "notebooks/10.ipynb",
        "given/list.csv",
        "given/list.toml",
        "registers/lisa/a.csv",
        f"reports/review-2013/{MANIFEST}",
        "reports/review-2013/report.html",
        f"reports/review-2012/{MANIFEST}",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", "utf-8")
    monkeypatch.setenv("KEIANALYSIS_ROOT", str(tmp_path))
    return tmp_path


def asked(root: Path, *words: str) -> Asked:
    return Asked(words or WORDS, (root / "registers", root / "given" / "list.csv"), root / "reports")


def test_what_was_published_stands_until_something_differs(root: Path) -> None:
    assert unchanged(asked(root)) is None
    remember(asked(root), basis(asked(root)), MADE)
    assert unchanged(asked(root)) == MADE


@pytest.mark.parametrize(
    "name",
    [
        MARKER.as_posix(),
        "data/raw/statline/new/table.csv",
        "notebooks/10.ipynb",
        "requirements.lock",
        "given/list.csv",
        "given/list.toml",
        "registers/lisa/a.csv",
        "registers/lisa_2014/a.csv",
        "reports/review-2013/report.html",
        f"reports/review-2013/{MANIFEST}",
        "reports/review-2013/added.txt",
        f"reports/review-2012/{MANIFEST}",
    ],
)
def test_any_file_that_matters_and_differs_sends_the_call_to_its_steps(root: Path, name: str) -> None:
    remember(asked(root), basis(asked(root)), MADE)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("as it is", "utf-8")
    assert unchanged(asked(root)) is None


def test_a_file_that_is_gone_sends_the_call_to_its_steps(root: Path) -> None:
    remember(asked(root), basis(asked(root)), MADE)
    (root / "reports/review-2013/report.html").unlink()
    assert unchanged(asked(root)) is None


def test_rules_of_disclosure_kept_elsewhere_that_differ_send_the_call_to_its_steps(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = root / "elsewhere.toml"
    rules.write_text("percent = 10", "utf-8")
    remember(asked(root), basis(asked(root)), MADE)
    monkeypatch.setenv(DISCLOSURE, str(rules))
    assert unchanged(asked(root)) is None
    remember(asked(root), basis(asked(root)), MADE)
    assert unchanged(asked(root)) == MADE
    rules.write_text("percent = 20", "utf-8")
    assert unchanged(asked(root)) is None


def test_another_version_of_a_package_sends_the_call_to_its_steps(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(asked(root), basis(asked(root)), MADE)
    monkeypatch.setattr("keianalysis.runs.unchanged.installed", lambda: "pandas-3.2")
    assert unchanged(asked(root)) is None


def test_packages_are_known_by_what_their_installer_leaves(tmp_path: Path) -> None:
    for name in ("b-1.dist-info", "a-2.dist-info", "b", "c.egg-info"):
        (tmp_path / name).mkdir()
    found = packages_at([str(tmp_path), str(tmp_path / "archive.zip")])
    assert found == ["a-2.dist-info", "b-1.dist-info", "c.egg-info"]
    version = f"pandas-{metadata.version('pandas')}.dist-info"
    assert version in packages_at(sys.path)


def test_other_words_ask_for_something_else(root: Path) -> None:
    remember(asked(root), basis(asked(root)), MADE)
    assert unchanged(asked(root, "review", "kei-2013", "en", "")) is None


def test_changed_code_sends_the_call_to_its_steps(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = root / "package"
    package.mkdir()
    (package / "module.py").write_text("x = 1", "utf-8")
    monkeypatch.setattr("keianalysis.runs.unchanged.PACKAGE", package)
    remember(asked(root), basis(asked(root)), MADE)
    assert unchanged(asked(root)) == MADE
    (package / "module.py").write_text("x = 2", "utf-8")
    assert unchanged(asked(root)) is None


def test_what_changed_while_it_was_made_is_not_remembered(root: Path) -> None:
    before = basis(asked(root))
    (root / MARKER).write_text("as it is", "utf-8")
    remember(asked(root), before, MADE)
    assert unchanged(asked(root)) is None


def test_a_damaged_note_says_nothing(root: Path) -> None:
    remember(asked(root), basis(asked(root)), MADE)
    (note,) = (root / NOTES).iterdir()
    for text in ("{", "[]", json.dumps({"basis": 1})):
        note.write_text(text, "utf-8")
        assert unchanged(asked(root)) is None


def test_a_command_that_has_nothing_to_do_says_so_and_loads_no_library_of_numbers(root: Path) -> None:
    called = "from keianalysis import cli\nfrom keianalysis.runs.unchanged import *\n" + (
        "from pathlib import Path\nout = Path(sys.argv[3])\n"
        "asked = cli._asked(('review', 'kei-2013', 'nl', ''), cli.REGISTERS, (None, None, None), out)\n"
        f"remember(asked, basis(asked), Published{tuple(vars(MADE).values())})\n"
        "try: cli.main()\nexcept SystemExit as left: assert not left.code\n"
        "assert not {'pandas', 'numpy', 'matplotlib'} & set(sys.modules)"
    )
    command = [sys.executable, "-c", f"import sys\n{called}", "review", "--out", str(root / "reports")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "300"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == [f"unchanged {root / 'reports' / MADE.edition}", MADE.told]
    assert (root / "reports" / ".success.json").is_file()
