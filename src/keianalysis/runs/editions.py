"""Make one edition from start to end."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import IncompleteRun
from keianalysis.model.folders import MANIFEST, file_hash, project_root
from keianalysis.model.reviews import DEFAULT
from keianalysis.readers.sources import project_files, raw_files, read_sources, with_project_list
from keianalysis.register.release import (
    Register,
    delivered_files,
    is_told,
    open_register,
    refuse_bundle,
    register_folder,
)
from keianalysis.report.build import build_report
from keianalysis.runs.account import what, withhold, write_account
from keianalysis.runs.dependencies import World
from keianalysis.runs.engine.exchange import sync
from keianalysis.runs.engine.execute import CELL_TIMEOUT, STEPS, run_notebooks, warm_up
from keianalysis.runs.engine.guard import FORKS
from keianalysis.runs.engine.limits import due, farewell, go_on, held, limits
from keianalysis.runs.manifest import hashes, known_manifest, parameters, write_manifest
from keianalysis.runs.plan import Plan, check_plan
from keianalysis.runs.publish import locked, open_to_readers, publish, staging
from keianalysis.runs.schedule.success import note_success
from keianalysis.runs.steps import REPORT_STEP, Steps
from keianalysis.runs.store import STORE, files_of
from keianalysis.runs.unchanged import UNCHANGED
from keianalysis.runs.verify import changes

WORKING: Final = "results"
"""The folder that the notebooks write for the report and that an edition does not hold."""

ENGINES: Final = {True: "forked processes", False: "ordinary kernels"}


@dataclass(frozen=True)
class Settings:
    """How an edition is made; what it holds does not depend on it.

    ``fresh`` runs every step again. ``keep`` older editions stay. ``deadline`` is the longest that
    the run may take, ``cell_timeout`` the longest of one cell, both in seconds. ``forks`` is whether
    notebooks run in forked processes.
    """

    fresh: bool = False
    keep: int = 0
    deadline: float | None = None
    cell_timeout: float = CELL_TIMEOUT
    forks: bool = FORKS


def make_edition(
    plan: Plan, out: Path, *, jobs: int, tell: Callable[[str], None], settings: Settings | None = None
) -> Path:
    """Run the notebooks of a plan, build the report, and publish the edition below ``out``.

    Steps of which nothing changed are skipped. ``tell`` is called with the name of every step that
    has ended, and at last with ``published``, or with ``unchanged`` when the published edition is
    what this run would make. Nothing is published unless every step ended well; what failed is
    accounted for in ``.failed`` below ``out``.

    Raises
    ------
    BadData
        With every fault of the raw files; nothing is written then.
    WrongCall
        When a notebook does not take the parameters of the plan.
    RunLocked
        When another run writes to ``out``.
    IncompleteRun
        When a notebook failed or left something out, an input changed meanwhile, the deadline came,
        or the disk refused.
    """
    how, root, out = settings or Settings(), project_root(), out.resolve()
    world = World.now(root, root / STORE, given_files(plan))
    check_plan(plan, root / "notebooks")
    try:
        with limits(how.deadline), locked(out), staging(out) as folder:
            making = _Making(plan, out, folder, world, jobs, how, tell)
            with farewell(making.account):
                making.make()
    except OSError as error:
        raise IncompleteRun(f"{plan.edition.name} could not be written: {what(error)}") from error
    return out / plan.edition.name


@dataclass
class _Making:
    """One run on its way to an edition, in a fresh folder beside it."""

    plan: Plan
    out: Path
    folder: Path
    world: World
    jobs: int
    how: Settings
    tell: Callable[[str], None]
    started: dt.datetime = field(default_factory=lambda: dt.datetime.now(tz=dt.UTC))
    began: float = field(default_factory=time.monotonic)
    ended: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def make(self) -> None:
        """Make the edition and publish it; leave an account of what failed."""
        try:
            steps = Steps(self.plan, self._notebooks, self.world, self.out, fresh=self.how.fresh)
            self._run_notebooks(steps)
            self._check_inputs()
            steps.keep_notebooks(self.folder / STEPS, self.seconds)
            gather(self.folder)
            counts = self._make_report(steps)
            if steps.all_skipped and _is_published(self._place, self.plan, self.world, self.folder):
                self._end(UNCHANGED)
                return
            self._write_manifest(steps, counts)
            # Also what an earlier run kept: it may have been refused then.
            refuse_bundle(self.folder, _register(self.plan), self.plan.edition.territory.name)
            self._check_inputs()
            open_to_readers(self.folder)
            sync(self.folder)
            go_on()
            # From here on nothing ends the run: what is told of it is what lies in place.
            with held():
                publish(self.folder, self._place, keep=self.how.keep)
                self._end("published")
        except Exception as error:
            self.account(error)
            raise

    def account(self, error: Exception) -> None:
        """Leave an account of what ended the run."""
        written = write_account(error, self.plan, self.out, self.ended, self.started)
        about = self.plan.edition
        place = register_folder(self.plan.register)
        if written is not None and is_told(written, place, about.region, about.territory.name):
            withhold(written)

    @property
    def _place(self) -> Path:
        return self.out / self.plan.edition.name

    @property
    def _notebooks(self) -> Path:
        return self.world.root / "notebooks"

    def _told(self, step: str) -> None:
        go_on()
        self.ended.append(step)
        # Whether anybody can be told does not decide over the run.
        with suppress(OSError):
            self.tell(step)

    def _end(self, how: str) -> None:
        note_success(self.out, self.plan.edition.name)
        self._told(how)

    def _run_notebooks(self, steps: Steps) -> None:
        for name in steps.skipped:
            steps.kept[name].give(self.folder / STEPS / name)
            self._told(name)
        if steps.running:
            warm_up(self.plan.edition.as_of, self.plan.review)
            _register(self.plan)
        self.seconds = run_notebooks(
            self.plan,
            self._notebooks,
            self.folder,
            jobs=self.jobs,
            tell=self._told,
            names=steps.running,
            cell_timeout=self.how.cell_timeout,
            until=due(),
            forks=self.how.forks,
        )

    def _make_report(self, steps: Steps) -> Mapping[str, int]:
        """Build the report, or take the one that was kept; return the count of each verdict."""
        kept, began = steps.kept_report(), time.monotonic()
        if kept is not None:
            shutil.rmtree(self.folder / WORKING)
            kept.give(self.folder)
            self._told(REPORT_STEP)
            return dict(kept.more["counts"])
        before = set(self.folder.iterdir())
        sources = with_project_list(read_sources(review=self.plan.review or DEFAULT), self.plan.projects)
        counts = build_report(self.folder, self.plan.edition, sources, project_files(self.plan.listed))
        shutil.rmtree(self.folder / WORKING)
        steps.keep_report(set(self.folder.iterdir()) - before, self.folder, counts)
        self.seconds[REPORT_STEP] = time.monotonic() - began
        self._told(REPORT_STEP)
        return counts

    def _check_inputs(self) -> None:
        """Refuse to publish from files that were replaced while they were read."""
        before, root = self.world.raw, self.world.root
        after = hashes([*raw_files(root), *given_files(self.plan)], root)
        changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        if changed:
            raise IncompleteRun(f"changed during the run: {', '.join(changed)}; run again")

    def _write_manifest(self, steps: Steps, counts: Mapping[str, int]) -> None:
        write_manifest(
            self.folder,
            self.plan.edition,
            self.world.root,
            self.world.raw,
            engine=ENGINES[self.how.forks],
            started=self.started.isoformat(timespec="seconds"),
            seconds=round(time.monotonic() - self.began, 3),
            steps=steps.told(self.seconds),
            verdicts=dict(counts),
            previous=previous(self._place),
        )


def _register(plan: Plan) -> Register:
    """Return the deliveries of a plan, as far as they are about its territory."""
    return open_register(register_folder(plan.register), plan.edition.region)


def given_files(plan: Plan) -> list[Path]:
    """Return the files of a plan beside the raw data: a project list and its like, and deliveries."""
    return [*project_files(plan.listed), *delivered_files(register_folder(plan.register))]


def gather(folder: Path) -> None:
    """Bring together what the notebooks made, each in a folder of its own, and drop those folders.

    Raises IncompleteRun when two made a file of one name.
    """
    for step in sorted((folder / STEPS).iterdir()):
        for made in sorted(files_of(step)):
            name = made.relative_to(step)
            if name.parts[0] == "earlier":
                continue
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise IncompleteRun(f"two notebooks made {name.as_posix()}")
            made.rename(target)
    shutil.rmtree(folder / STEPS)


def _is_published(place: Path, plan: Plan, world: World, folder: Path) -> bool:
    """Tell whether the published edition is the one in ``folder``, and is as it was published.

    That every step is kept is not enough: a run that was killed may have kept what it never published.
    """
    manifest = known_manifest(place)
    if manifest is None or manifest["inputs"] != world.raw:
        return False
    same = manifest["parameters"] == parameters(plan.edition)
    same &= manifest["outputs"] == hashes(files_of(folder), folder)
    return same and not changes(place, world.root)


def previous(place: Path) -> dict[str, Any] | None:
    """Return which edition stands in a place: the hash of its manifest and when it was made."""
    manifest = known_manifest(place)
    if manifest is None:
        return None
    return {"sha256": file_hash(place / MANIFEST), "started": manifest.get("started")}


def steps(plan: Plan) -> int:
    """Return how many steps ``make_edition`` tells of."""
    return len(plan.notebooks) + 2


def explain(plan: Plan, out: Path, *, fresh: bool = False) -> list[str]:
    """Return for each step of a plan why it would run or not, one line each.

    Raises BadData and WrongCall as ``make_edition`` does.
    """
    root = project_root()
    world = World.now(root, root / STORE, given_files(plan))
    check_plan(plan, root / "notebooks")
    found = Steps(plan, root / "notebooks", world, out.resolve(), fresh=fresh)
    return found.lines()
