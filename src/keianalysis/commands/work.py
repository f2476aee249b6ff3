"""What the commands do: each a few lines over the rooms of the package.

Kept apart from their options, so that help and a wrong call wait for no library of numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from keianalysis.commands.console import bar, complain, console, notifying, print_faults, say
from keianalysis.effects.comparing.followup import follow_up
from keianalysis.effects.comparing.given import read_given
from keianalysis.effects.comparing.scenario import differences
from keianalysis.effects.comparing.written import (
    follow_up_table,
    scenario_table,
    write_comparisons,
    write_table,
)
from keianalysis.effects.summary import effects_of, summary, write_effects
from keianalysis.fetch.call import RAW, Call
from keianalysis.fetch.errors import FetchFailed
from keianalysis.model.errors import BadData, WrongCall
from keianalysis.model.folders import MANIFEST, REGISTERS, project_root, published_folder
from keianalysis.model.observations import as_of as as_of_day
from keianalysis.readers.projects.template import write_template
from keianalysis.readers.references import read_coefficients
from keianalysis.readers.sources import (
    COEFFICIENTS,
    raw_files,
    read_every_review,
    read_sources,
    warnings_of_downloads,
)
from keianalysis.register.release import Register, checked_deliveries, named_folder, open_register, proposals
from keianalysis.report.build import COVERAGE
from keianalysis.report.checking import told_coverage
from keianalysis.runs.editions import Settings, explain, make_edition, steps
from keianalysis.runs.plan import (
    Plan,
    checked_date,
    monitor_plan,
    observed_years,
    review_plan,
    with_projects,
    with_register,
)
from keianalysis.runs.schedule.canary import sing
from keianalysis.runs.unchanged import Asked, Published, basis, remember
from keianalysis.samples.projects import write_sample_projects
from keianalysis.samples.register import consecutive_years, file_count, write_sample_register


@dataclass(frozen=True)
class Order:
    """What is asked of an edition, whatever it is of: what it rests on, where it goes, how it is made."""

    language: str
    as_of: str | None
    register: Path
    projects: Path | None
    before: Path | None
    assumptions: Path | None
    out: Path
    jobs: int
    how: Settings
    explained: bool
    notified: str | None
    asked: Asked


def make(plan_of: Callable[[], Plan], order: Order) -> None:
    """Make the edition of a plan, with the deliveries of the order, or only explain what would run."""
    out, how = order.out, order.how
    with notifying(None if order.explained else order.notified) as told:
        registered = with_register(plan_of(), _parameter(order.register))
        plan = with_projects(registered, order.projects, order.before, order.assumptions)
        read_given(plan.projects, plan.before, plan.assumptions)
        place, before = out / plan.edition.name, basis(order.asked)
        if order.explained:
            say("\n".join(explain(plan, out, fresh=how.fresh)))
            return
        if place.exists() and not how.fresh and not (place / MANIFEST).is_file():
            raise WrongCall(f"{place} holds something that is not an edition; use --force")
        if not how.forks:
            say("processes are not forked here; notebooks run in ordinary kernels, which is slower")
        _with_progress(plan, out, order.jobs, how, told)
    coverage = told_coverage(pd.read_csv(place / COVERAGE))
    remember(order.asked, before, Published(plan.edition.name, coverage))
    say(f"{told[-1]} {place}")
    say(coverage)


def _with_progress(plan: Plan, out: Path, jobs: int, how: Settings, told: list[str]) -> None:
    with bar() as shown:
        task = shown.add_task(plan.edition.name, total=steps(plan))

        def tell(step: str) -> None:
            told.append(step)
            shown.update(task, advance=1, description=f"{plan.edition.name}: {step}")

        make_edition(plan, out, jobs=jobs, tell=tell, settings=how)


def review(name: str, order: Order) -> None:
    """Recompute a review."""

    def plan() -> Plan:
        made = review_plan(order.as_of or "", order.language, name)
        delivered(order.register, made.edition.region)
        return made

    make(plan, order)


def monitor(year: int, region: str, order: Order, *, fetch_before: bool) -> None:
    """Make the monitor of a year."""
    date = order.as_of or dt.datetime.now(tz=dt.UTC).date().isoformat()

    def plan() -> Plan:
        if fetch_before and not order.explained:
            fetch_first()
        known = as_of_day(delivered(order.register, region).observations, checked_date(date))
        return monitor_plan(year, date, order.language, read_sources(), observed_years(known), region)

    make(plan, order)


def delivered(folder: Path, region: str) -> Register:
    """Read the register deliveries below a folder for a territory, with a bar for every file."""
    folder = named_folder(folder)
    with bar(endless=True) as shown:
        task = shown.add_task("register", total=None)
        return open_register(
            folder.resolve(), region, lambda file: shown.update(task, description=f"reading {file}")
        )


def _parameter(register: Path) -> str:
    """Return the folder of deliveries as a parameter of the notebooks; empty means that of the project."""
    return "" if register == REGISTERS else str(register.resolve())


def check(register: Path, *, propose: bool = False) -> None:
    """Read every raw file and delivery, and tell every fault.

    With ``propose`` a proposed layout is written beside source.toml, where no layout lies.
    """
    read_every_review()
    try:
        vintages = checked_deliveries(named_folder(register).resolve())
    except BadData:
        for place, text in proposals(register):
            _offer(place, text, write=propose)
        raise
    warnings = [*warnings_of_downloads(), *(fault for one in vintages for fault in one.warnings)]
    if warnings:
        print_faults("warnings", warnings)
    count = len(raw_files()) + sum(len(vintage.years) for vintage in vintages)
    say(f"{count} raw files checked, no faults")


def _offer(place: Path, text: str, *, write: bool) -> None:
    """Show a proposed layout, or write it where nothing is lost by it."""
    if write and not place.exists():
        place.write_text(f"{text}\n", "utf-8")
        say(f"{place} written: read it through, then check again")
    else:
        say(text)


def fetch(
    tables: Sequence[str], out: Path | None, *, plan: bool, offline: bool, again: bool, accept: bool
) -> None:
    """Fetch tables, or only tell about them."""
    call = Call(tuple(tables), out or project_root() / RAW)
    if accept:
        lines = call.accepted()
    elif plan:
        lines = call.planned(offline=offline)
    elif offline:
        lines = call.kept()
    else:
        lines = call.fetched(again=again)
    for line in lines:
        say(line)


def fetch_first() -> None:
    """Fetch the declared tables; what fails is told, and the last good releases stay in use."""
    try:
        for line in Call((), project_root() / RAW, tell=lambda _: None).fetched():
            say(line)
    except FetchFailed as error:
        complain(f"{error}\ngoing on with the last good releases")


def sample_register(out: Path, years: str, seed: int, scale: float) -> None:
    """Write synthetic register deliveries."""
    wanted = consecutive_years(years)
    with bar() as shown:
        task = shown.add_task("sample register", total=file_count(wanted))
        files = write_sample_register(
            out, wanted, seed, scale, tell=lambda name: shown.update(task, advance=1, description=name)
        )
    say(f"wrote {len(files)} files of two sample vintages to {out}")


def effects(
    projects: Path | None,
    layout: Path | None,
    out: Path,
    language: str,
    scenario: Path | None = None,
    before: Path | None = None,
) -> None:
    """Print the effects of a project list, and write them; also beside a scenario and an earlier list."""
    given = read_given(projects, before, scenario, layout)
    if given.listed is None:
        raise WrongCall("give --projects FILE, or --template FILE")
    found = effects_of(given.listed)
    console.print(summary(found, language))
    written = [write_effects(found, out)]
    coefficients = read_coefficients(published_folder() / COEFFICIENTS)
    written += write_comparisons(found.portfolio, found.observations, coefficients, out)
    if given.scenario is not None and scenario is not None:
        changed = differences(found.portfolio, given.scenario, found.period)
        console.print(scenario_table(changed, scenario.name, language))
        written.append(write_table(changed, out / "scenario.csv"))
    if given.before is not None:
        followed = follow_up(given.before, found.listed)
        console.print(follow_up_table(followed, given.before.file, found.listed.file, language))
        written.append(write_table(followed, out / "followup.csv"))
    for path in written:
        say(f"wrote {path}")


def template(path: Path, language: str) -> None:
    """Write a workbook for a project list."""
    say(f"wrote {write_template(path, language)}")


def sample_projects(out: Path, seed: int, language: str) -> None:
    """Write a synthetic project list."""
    say(f"wrote {write_sample_projects(out, seed, language)}")


def canary(
    max_age: int, out: Path, jobs: int, deadline: float | None, notified: str | None, *, fetch_before: bool
) -> None:
    """Make the review into a folder that goes, and look at the age of the last monitor."""
    with notifying(notified) as told:
        if fetch_before:
            fetch_first()
        settings = Settings(fresh=True, deadline=deadline)
        plan = review_plan("", "nl")
        sing(plan, out, max_age=max_age, jobs=jobs, tell=lambda _: None, settings=settings)
        told.append("well")
    say("the review can be made, and the last monitor is recent enough")
