"""The steps of an edition: which of them have to run, why, and what is kept of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from keianalysis.runs import store
from keianalysis.runs.dependencies import World, notebook_dependencies, reasons, report_dependencies
from keianalysis.runs.manifest import hashes
from keianalysis.runs.plan import Plan

REPORT_STEP: Final = "report"
NOTHING: Final = "nothing that it rests on changed"


class Steps:
    """The notebooks of a plan, each with what is kept of it and why it has to run, and the report.

    ``out`` is the folder of the editions; ``fresh`` runs everything again.
    """

    def __init__(self, plan: Plan, notebooks: Path, world: World, out: Path, *, fresh: bool) -> None:
        self._plan, self._notebooks, self._world, self._fresh = plan, notebooks, world, fresh
        self._out = out
        self._folder = world.root / store.STORE
        self.kept: dict[str, store.Kept] = {}
        self.why: dict[str, list[str]] = {}
        self._results: dict[str, str] = {}
        self._read: set[str] = set()
        for name in plan.notebooks:
            self._look_at(name)

    def _look_at(self, name: str) -> None:
        found = store.kept(self._place(name))
        if found is not None:
            self.kept[name] = found
        before = found.basis if found else None
        now = notebook_dependencies(
            self._plan, name, self._path(name), found.read if found else [], self._world
        )
        why = ["every step was asked for"] if self._fresh else reasons(before, now)
        if found is not None and not why and not found.is_whole():
            why = ["what was kept of it was changed or removed"]
        late = [one for one in self._plan.waits.get(name, ()) if self.why.get(one)]
        self.why[name] = why + [f"it waits for {one}, which runs" for one in late]
        if found is not None and not self.why[name]:
            self._note(name, found.made, found.read)

    def _place(self, name: str) -> Path:
        return store.place(self._folder, self._plan.edition, name)

    def _path(self, name: str) -> Path:
        return self._notebooks / f"{name}.ipynb"

    def _note(self, name: str, made: Mapping[str, Any], read: Iterable[str]) -> None:
        """Note what a notebook gave to the report, and what it read."""
        given = {path: entry for path, entry in made.items() if path.endswith((".parquet", ".csv"))}
        self._results[name] = hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()
        self._read.update(read)

    @property
    def running(self) -> list[str]:
        """The notebooks that have to run, in the order of the plan."""
        return [name for name in self._plan.notebooks if self.why[name]]

    @property
    def skipped(self) -> list[str]:
        """The notebooks that need not run."""
        return [name for name in self._plan.notebooks if not self.why[name]]

    def keep_notebooks(self, folder: Path, names: Iterable[str]) -> None:
        """Keep what the notebooks that ran have made, each in its own folder below ``folder``."""
        for name in names:
            own = folder / name
            made = [path for path in store.files_of(own) if path.relative_to(own).parts[0] != "earlier"]
            read = json.loads((own / "results" / f"{name}.json").read_text("utf-8"))["read"]
            basis = notebook_dependencies(self._plan, name, self._path(name), read, self._world)
            store.keep(made, own, self._place(name), basis)
            self._note(name, hashes(made, own), read)

    def _report_basis(self) -> dict[str, Any]:
        return report_dependencies(self._plan, self._results, sorted(self._read), self._world, self._out)

    def why_report(self) -> list[str]:
        """Return why the report has to be built again, once every notebook has ended."""
        found = store.kept(self._place(REPORT_STEP))
        if self._fresh:
            return ["every step was asked for"]
        why = reasons(found.basis if found else None, self._report_basis())
        damaged = found is not None and not why and not found.is_whole()
        return ["what was kept of it was changed or removed"] if damaged else why

    def kept_report(self) -> store.Kept | None:
        """Return the report that is kept, nothing when it has to be built again."""
        self.why[REPORT_STEP] = self.why_report()
        return None if self.why[REPORT_STEP] else store.kept(self._place(REPORT_STEP))

    def keep_report(self, made: Iterable[Path], folder: Path, counts: Mapping[str, int]) -> None:
        """Keep the files of the report, with the count of each verdict."""
        store.keep(made, folder, self._place(REPORT_STEP), self._report_basis(), counts=dict(counts))

    @property
    def all_skipped(self) -> bool:
        """Whether nothing has run, the report included."""
        return not any(self.why.values())

    def told(self, seconds: Mapping[str, float]) -> list[dict[str, Any]]:
        """Return the steps as a manifest tells of them: name, whether it ran, why, and how long."""
        return [
            {
                "step": name,
                "ran": bool(why),
                "reason": "; ".join(why) or NOTHING,
                "seconds": round(seconds.get(name, 0.0), 3),
            }
            for name, why in self.why.items()
        ]

    def lines(self) -> list[str]:
        """Return for each step, in one line, whether it would run and why."""
        found = {name: self.why[name] for name in self._plan.notebooks}
        if not self.running:
            found[REPORT_STEP] = self.why_report()
        told = [
            f"{name}: {'runs: ' + '; '.join(why) if why else 'skipped: ' + NOTHING}"
            for name, why in found.items()
        ]
        return told if not self.running else [*told, f"{REPORT_STEP}: runs if a notebook gives other results"]
