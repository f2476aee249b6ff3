"""pyproject, lock, environment, licence and code say the same."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import keianalysis

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]

HASHED = "numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:" + "0" * 64
# An index, a link, a folder of this machine or of Windows.
ADDRESS = re.compile(r"\w://|file:|index-url|find-links|(?:^|[\s=])(?:/|~|[A-Za-z]:\\)", re.MULTILINE)


def entries(lock: str) -> list[str]:
    """Return each locked package with its hashes: one may be there twice, for two Pythons."""
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    return [entry for entry in re.split(r"\n(?=\S)", "\n".join(lines)) if entry.strip()]


def locked(entry: str) -> Requirement:
    return Requirement(entry.partition("\\")[0].strip())


def faults(lock: str) -> list[str]:
    """Return the entries that lack an exact version or a hash."""
    exact = re.compile(r"[\w.-]+==[\w.]+( ;[^\\]+)? \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+")
    return [entry for entry in entries(lock) if not exact.fullmatch(entry)]


def unlocked(requirement: str, lock: str) -> bool:
    """Return whether the lock misses a requirement, or holds a version that it excludes."""
    wanted = Requirement(requirement)
    name = canonicalize_name(wanted.name)
    pins = [pin for pin in map(locked, entries(lock)) if canonicalize_name(pin.name) == name]
    versions = [specifier.version for pin in pins for specifier in pin.specifier]
    return not versions or not all(wanted.specifier.contains(version) for version in versions)


def imported(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("requirement", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_every_dependency_is_locked(requirement: str) -> None:
    assert not unlocked(requirement, LOCK)


@pytest.mark.parametrize("requirement", ["scipy", "numpy>=2.5", "numpy<2"])
def test_a_missing_or_excluded_version_is_not_locked(requirement: str) -> None:
    assert unlocked(requirement, HASHED)


def test_every_locked_package_has_an_exact_version_and_hashes() -> None:
    assert len(entries(LOCK)) > len(PROJECT["dependencies"])
    assert faults(LOCK) == []


@pytest.mark.parametrize(
    "entry", ["numpy==2.5.5", "numpy>=2 \\\n    --hash=sha256:" + "0" * 64, HASHED.replace("sha256", "md5")]
)
def test_an_entry_without_exact_version_or_hash_is_a_fault(entry: str) -> None:
    assert faults(f"{HASHED}\n{entry}\n{HASHED}") == [entry]


def test_the_lock_holds_no_address() -> None:
    assert not ADDRESS.search(LOCK)


@pytest.mark.parametrize(
    "line", ["--index-url x", "a @ https://example.org/a.whl", "# via -r /home/me/x", "-f C:\\wheels"]
)
def test_an_address_is_found(line: str) -> None:
    assert ADDRESS.search(f"{HASHED}\n{line}\n")


def test_everything_imported_is_declared() -> None:
    declared = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}
    own = sys.stdlib_module_names | {"keianalysis"}
    homes = packages_distributions()
    for module in set(imported(ROOT / "src")) - own:
        assert declared & {canonicalize_name(home) for home in homes[module]}, module


def test_conda_takes_the_same_python_and_the_same_lock() -> None:
    python, pip, packages = ENVIRONMENT["dependencies"]
    assert python == f"python{PROJECT['requires-python']}"
    assert pip == "pip"
    assert packages == {"pip": ["-r requirements.lock"]}


def test_the_version_is_the_one_of_the_package() -> None:
    assert keianalysis.__version__ == PROJECT["version"] == version("keianalysis")


def test_the_licence_is_complete() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.findall(r"^(\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert re.search(r"^\s*Appendix$", text, re.MULTILINE)
    assert text.rstrip().endswith("require the production of a new EUPL version.")
