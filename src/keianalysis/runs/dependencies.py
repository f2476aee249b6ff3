"""What a step of a run rests on, and why it has to run again."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.folders import DISCLOSURE, MANIFEST, MARKER, file_hash
from keianalysis.model.reviews import FACTS, REVIEWS, review_folder, review_names
from keianalysis.readers.sources import COEFFICIENTS, TABLES, Sources, raw_files, read_sources
from keianalysis.register.release import register_folder
from keianalysis.report.origins.changes import edition_before
from keianalysis.runs.engine.notebook import bare
from keianalysis.runs.installed import installed
from keianalysis.runs.manifest import hashes
from keianalysis.runs.plan import PROJECTS, Plan
from keianalysis.tracking.code import MEMORY, Module, closure, lists_of, read_modules
from keianalysis.tracking.parsing import ANY, notebook_imports
from keianalysis.tracking.read_log import EVERYTHING

LOCK_FILE: Final = "requirements.lock"
READERS: Final = "keianalysis.readers.sources"
REPORT: Final = "keianalysis.report.build"
SHOWN: Final = 4
BUDGET: Final = "budget"
BY_ROWS: Final = (MARKER.name, COEFFICIENTS)
"""Published files of which only the rows that were read count."""

Basis = dict[str, Any]


@dataclass
class World:
    """All that the steps of a run may rest on, as it is now.

    ``store`` is a folder that remembers what is slow to find out; it may be deleted at any time.
    """

    root: Path
    store: Path
    raw: dict[str, dict[str, Any]]
    modules: dict[str, Module]
    _digests: dict[str, str] = field(default_factory=dict)
    _pointed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def now(cls, root: Path, store: Path, given: Iterable[Path] = ()) -> World:
        """Look at the world, with files that a call named.

        The raw tables are read only when a raw file or a reader has changed.

        Raises BadData with every fault of the raw files.
        """
        raw = hashes([*raw_files(root), *given], root)
        world = cls(root, store, raw, read_modules(store.parent / MEMORY))
        world._digests = world._remembered() or world._read_again()
        return world

    def digest(self, read: str) -> str:
        """Return the digest of the rows behind a name of ``tracking.reads``, empty without rows."""
        return self._digests.get(read, "")

    def behind(self, value: str) -> str:
        """Return the hash of the file or folder that a parameter points to, empty when it points nowhere.

        Deliveries are large and every step asks for them, so they are hashed once.
        """
        if value not in self._pointed:
            self._pointed[value] = _delivery(self.root, value)
        return self._pointed[value]

    def _key(self) -> dict[str, Any]:
        return {
            "raw": self.raw,
            "readers": closure([READERS], self.modules),
            "python": platform.python_version(),
        }

    def _remembered(self) -> dict[str, str] | None:
        try:
            known = json.loads((self.store / "inputs.json").read_text("utf-8"))
            return dict(known["digests"]) if known["key"] == self._key() else None
        except (OSError, ValueError, KeyError):
            return None

    def _read_again(self) -> dict[str, str]:
        digests = table_digests(read_sources())
        content = json.dumps({"key": self._key(), "digests": digests})
        # What cannot be remembered only costs time later.
        with suppress(OSError):
            self.store.mkdir(parents=True, exist_ok=True)
            (self.store / "inputs.json").write_text(content, encoding="utf-8")
        return digests

    def code(self, names: Iterable[str]) -> Basis:
        """Return what modules rest on: packages, Python, other modules, texts, and lists read whole."""
        lock, names = self.root / LOCK_FILE, list(names)
        return {
            "packages": [installed(), file_hash(lock) if lock.is_file() else ""],
            "python": platform.python_version(),
            "module": closure(names, self.modules),
            "file": self._lists(lists_of(names, self.modules)),
        }

    def _lists(self, named: set[str]) -> dict[str, str]:
        """Return the hashes of published lists; one that no module names may be read by any."""
        declared = {one for module in self.modules.values() for one in module.lists}
        return {
            place: entry["sha256"]
            for place, entry in self.raw.items()
            if Path(place).parent == MARKER.parent
            and (name := Path(place).name) not in BY_ROWS
            and (name in named or ANY in named or name not in declared)
        }

    def review(self, name: str) -> dict[str, str]:
        """Return the hashes of the files of a review that are read whole; of no review none."""
        by_rows = {f"{table}.csv" for table in TABLES}
        return {
            place: entry["sha256"]
            for place, entry in self.raw.items()
            if name and Path(place).parent == REVIEWS / name and Path(place).name not in by_rows
        }

    def reviews(self) -> dict[str, str]:
        """Return the hashes of what names each review and its products: a report knows them all."""
        named = (FACTS, f"{BUDGET}.csv")
        return {
            place: entry["sha256"]
            for place, entry in self.raw.items()
            if place.startswith(REVIEWS.as_posix()) and Path(place).name in named
        }


def table_digests(sources: Sources) -> dict[str, str]:
    """Return a digest of the rows of every measure and of every other raw table."""
    groups: Any = sources.published.groupby("measure", sort=True)
    found = {f"measure:{name}": _digest(rows) for name, rows in groups}
    found |= {f"measure:{EVERYTHING}": _digest(sources.published)}
    found |= {"table:coefficients": _digest(sources.coefficients)}
    for name in review_names():
        of = read_sources(review=name)
        found |= {f"table:{name}/{table}": _digest(getattr(of, table)) for table in TABLES}
        found |= {f"table:{name}/{EVERYTHING}": _folder_digest(review_folder(name))}
    return found


def _folder_digest(folder: Path) -> str:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return hashlib.sha256("".join(f"{one.name} {file_hash(one)}" for one in files).encode()).hexdigest()


def _digest(rows: pd.DataFrame) -> str:
    found = hashlib.sha256(repr(list(rows.columns)).encode())
    for row in zip(*(rows[name].tolist() for name in rows), strict=True):
        found.update(repr(row).encode())
    return found.hexdigest()


def notebook_dependencies(plan: Plan, name: str, notebook: Path, read: Iterable[str], world: World) -> Basis:
    """Return what the notebook ``name`` rests on, given what it ``read`` when it ran last."""
    content = bare(json.loads(notebook.read_bytes()))
    given = {key: value for key, value in plan.parameters(Path(), name).items() if key != "folder"}
    return world.code(notebook_imports(content)) | {
        "notebook": hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest(),
        "parameter": given,
        "review": world.review(plan.review),
        "delivery": _deliveries(plan, world, name),
        "read": {one: world.digest(one) for one in read},
    }


def _deliveries(plan: Plan, world: World, notebook: str) -> dict[str, str]:
    """Return the hash of what each parameter points to; the register has a folder also without one.

    The disclosure rules of the register are no parameter, and may lie elsewhere.
    """
    given = plan.parameters(Path(), notebook) | {"register": str(register_folder(plan.register))}
    given["disclosure"] = os.environ.get(DISCLOSURE, "")
    return {name: world.behind(str(value)) for name, value in given.items() if name != "folder"}


def _delivery(root: Path, value: str) -> str:
    path = root / value
    if not value or not path.exists():
        return ""
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    return hashlib.sha256("".join(f"{one} {file_hash(one)}" for one in files).encode()).hexdigest()


def report_dependencies(
    plan: Plan, results: Mapping[str, str], read: Iterable[str], world: World, out: Path
) -> Basis:
    """Return what the report rests on: the results of every notebook, and the rows they came from.

    A monitor also tells what changed since the edition before it below ``out``.
    """
    edition = plan.edition
    given = {"year": edition.year, "as_of": edition.as_of, "language": edition.language}
    return world.code([REPORT]) | {
        "parameter": given,
        "review": world.reviews() | world.review(plan.review),
        "delivery": _deliveries(plan, world, PROJECTS),
        "results": dict(results) | _before(plan, out),
        # The page to explore holds every release of every number.
        "read": {one: world.digest(one) for one in {*read, f"measure:{EVERYTHING}"}},
    }


def _before(plan: Plan, out: Path) -> dict[str, str]:
    """Return the hash of the edition before a monitor, which its report compares itself with."""
    before = None if plan.edition.is_review else edition_before(out, plan.edition.year)
    return {} if before is None else {before.name: file_hash(before / MANIFEST)}


WORDS: Final = {
    "module": "module {}",
    "parameter": "parameter {}",
    "delivery": "what parameter {} points to",
    "file": "file {}",
    "review": "review {}",
    "results": "results of {}",
    "read": "rows of {}",
}


def reasons(before: Basis | None, now: Basis) -> list[str]:
    """Return why a step has to run, one part a reason; nothing when it may be skipped."""
    if before is None:
        return ["it has not run before"]
    found = [
        f"{part} changed" for part in ("notebook", "packages", "python") if before.get(part) != now.get(part)
    ]
    for part, words in WORDS.items():
        changed = list(_changed(before.get(part, {}), now.get(part, {})))
        if changed:
            more = f" and {len(changed) - SHOWN} more" if len(changed) > SHOWN else ""
            found.append(words.format(", ".join(changed[:SHOWN]) + more) + " changed")
    return found


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            yield name.partition(":")[2] or name
