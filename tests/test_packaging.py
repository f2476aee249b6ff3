"""pyproject, lock and environment say the same."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import yaml

import keianalysis

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


def name_of(requirement: str) -> str:
    return re.split(r"[<>=!~; \[]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def locked() -> dict[str, str]:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)
    return {name_of(entry): entry for entry in entries if not entry.startswith("#")}


def test_every_dependency_is_locked_with_hashes() -> None:
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    entries = locked()
    for requirement in wanted:
        assert "--hash=sha256:" in entries[name_of(requirement)]


def test_every_locked_line_has_a_hash_and_an_exact_version() -> None:
    for name, entry in locked().items():
        assert re.match(rf"{re.escape(name)}==\S+", entry.lower().replace("_", "-")), name
        assert "--hash=sha256:" in entry, name


def test_the_lock_holds_no_address() -> None:
    assert not re.search(r"https?://|index-url|find-links", LOCK)


def test_conda_takes_the_same_python_and_the_same_lock() -> None:
    python, pip, packages = ENVIRONMENT["dependencies"]
    assert python == f"python{PYPROJECT['project']['requires-python']}"
    assert pip == "pip"
    assert packages == {"pip": ["-r requirements.lock"]}


def test_the_version_is_the_one_of_the_package() -> None:
    assert keianalysis.__version__ == PYPROJECT["project"]["version"] == version("keianalysis")


def test_the_licence_is_complete() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(re.search(rf"^{number}\.", text, re.MULTILINE) for number in range(1, 16))
