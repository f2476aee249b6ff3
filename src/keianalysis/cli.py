"""The commands: each a few lines over the rooms of the package."""

from __future__ import annotations

import datetime as dt
import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import pandas as pd
import typer
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from keianalysis.console import bar, console, ending_well, errors, notifying, print_faults, told_errors
from keianalysis.effects.summary import effects_of, summary, write_effects
from keianalysis.fetch.call import RAW, Call
from keianalysis.fetch.errors import FetchFailed
from keianalysis.model.edition import MANIFEST
from keianalysis.model.errors import BadData, WrongCall
from keianalysis.model.folders import project_root
from keianalysis.model.observations import as_of as as_of_day
from keianalysis.model.reviews import DEFAULT, review_of_edition
from keianalysis.options import (
    AsOfOption,
    DeadlineOption,
    ExplainOption,
    FetchOption,
    ForceOption,
    JobsOption,
    KeepOption,
    Language,
    LanguageOption,
    NotifyOption,
    OutOption,
    ProjectsOption,
    RegionOption,
    RegisterOption,
)
from keianalysis.readers.sources import (
    raw_files,
    read_every_review,
    read_sources,
    reviewed,
    with_project_list,
)
from keianalysis.register.release import REGISTERS, Register, named_folder, open_register, proposals
from keianalysis.report.build import COVERAGE
from keianalysis.report.checking import told_coverage
from keianalysis.runs.diff import compare, language_of, told_changes
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
from keianalysis.runs.project import lay_out
from keianalysis.runs.schedule.canary import sing
from keianalysis.runs.schedule.notify import FAILED
from keianalysis.runs.schedule.schedule import MAX_AGE, schedule
from keianalysis.runs.trace import trace
from keianalysis.runs.verify import changes, contradictions
from keianalysis.samples.projects import write_sample_projects
from keianalysis.samples.register import consecutive_years, file_count, write_sample_register

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def about() -> None:
    """Recompute the midterm review of the KEI programme, and make the yearly monitor.

    Exit codes: 0 published; 1 a check or a notebook failed, nothing published; 2 the call is wrong;
    3 another run holds the lock.
    """


@app.command()
def review(
    name: Annotated[str, typer.Argument(help="A folder below data/raw/reviews.")] = DEFAULT,
    language: LanguageOption = Language.nl,
    as_of: AsOfOption = None,
    register: RegisterOption = REGISTERS,
    projects: ProjectsOption = None,
    out: OutOption = Path("reports"),
    jobs: JobsOption = 2,
    force: ForceOption = False,
    explain: ExplainOption = False,
    keep: KeepOption = 0,
    deadline: DeadlineOption = None,
    notify: NotifyOption = None,
) -> None:
    """Recompute a review of a programme and judge every number that it printed.

    Writes reports/review-2013 for kei-2013, and for another review the edition that its review.toml
    names. With a later --as-of it also tells what later releases did to the same numbers, for example
    --as-of 2026-01-01.
    """
    how = Settings(fresh=force, keep=keep, deadline=deadline)

    def plan() -> Plan:
        _delivered(register)
        made = review_plan(as_of or "", language.value, name)
        return with_projects(with_register(made, _parameter(register)), projects)

    _run(plan, out, jobs, how, explain, notify)


@app.command()
def monitor(
    year: Annotated[int, typer.Option("--year", help="The year to report on, for example 2019.")],
    region: RegionOption = "",
    language: LanguageOption = Language.nl,
    as_of: AsOfOption = None,
    register: RegisterOption = REGISTERS,
    projects: ProjectsOption = None,
    out: OutOption = Path("reports"),
    jobs: JobsOption = 2,
    force: ForceOption = False,
    explain: ExplainOption = False,
    keep: KeepOption = 0,
    deadline: DeadlineOption = None,
    notify: NotifyOption = None,
    fetch_first: FetchOption = False,
) -> None:
    """Make the monitor of one year from everything published about it.

    Writes reports/monitor-YEAR, of another province than the default one reports/monitor-YEAR-CODE.
    Without --as-of everything that is public today is used.
    """
    date = as_of or dt.datetime.now(tz=dt.UTC).date().isoformat()
    how = Settings(fresh=force, keep=keep, deadline=deadline)

    def plan() -> Plan:
        if fetch_first and not explain:
            _fetch_first()
        known = as_of_day(_delivered(register).observations, checked_date(date))
        made = monitor_plan(year, date, language.value, read_sources(), observed_years(known), region)
        return with_projects(with_register(made, _parameter(register)), projects)

    _run(plan, out, jobs, how, explain, notify)


@app.command()
def check(register: RegisterOption = REGISTERS) -> None:
    """Check every raw file and list each fault with file, row, column, rule and severity.

    Register deliveries are read with them. Headings that their layout does not know come with a
    proposed layout, to read through and save beside source.toml.
    """
    with ending_well():
        read_every_review()
        try:
            found = _delivered(register)
        except BadData:
            for text in proposals(register):
                console.print(text, markup=False, highlight=False, soft_wrap=True)
            raise
    if found.warnings:
        print_faults("warnings", found.warnings)
    count = len(raw_files()) + sum(len(vintage.years) for vintage in found.vintages)
    console.print(f"{count} raw files checked, no faults")


TablesArgument = Annotated[list[str] | None, typer.Argument(metavar="[TABLE ...]", help="Tables to fetch.")]
FetchedOption = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where releases are kept; data/raw unless given.")
]


@app.command()
def fetch(
    tables: TablesArgument = None,
    out: FetchedOption = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only print what would be asked and why.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nothing; list what is kept.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Fetch again and compare with what is kept.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take the release in quarantine into use.")
    ] = False,
) -> None:
    """Get the declared tables of CBS and Eurostat, or the named ones, and keep every release.

    Without names all tables that data/raw declares and that are confirmed. A
    table of CBS that no file declares is fetched whole, for looking at. What is
    kept already under the same stamp of the catalogue costs no download.

    For example: keianalysis fetch 03759ned 82242NED
    """
    with told_errors():
        call = Call(tuple(tables or ()), out or project_root() / RAW)
        if accept:
            lines = call.accepted()
        elif plan:
            lines = call.planned(offline=offline)
        elif offline:
            lines = call.kept()
        else:
            lines = call.fetched(again=again)
        for line in lines:
            console.print(line, markup=False, highlight=False, soft_wrap=True)


EditionArgument = Annotated[Path, typer.Argument(help="Folder of a published edition.")]
REVIEW_EDITION: Final = Path("reports/review-2013")


@app.command(name="trace")
def trace_number(
    number: Annotated[str, typer.Argument(help="A claim such as eff.leverage, or the id of a result.")],
    edition: Annotated[Path, typer.Option("--edition", help="Folder of the edition.")] = REVIEW_EDITION,
) -> None:
    """Print where a number comes from, down to file, row and hash.

    For example: keianalysis trace eff.leverage
    """
    with told_errors():
        lines = trace(number, edition, reviewed(edition.name).claims)
        console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


@app.command()
def diff(
    old: EditionArgument,
    new: EditionArgument,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Numbers to list; 0 lists all.")] = 40,
) -> None:
    """List the numbers that changed, appeared or vanished between two editions, biggest first, and why.

    For example: keianalysis diff reports/monitor-2018 reports/monitor-2019
    """
    with told_errors():
        found, language = compare(old, new), language_of(new)
    console.print(
        "\n".join(told_changes(found, limit, language)), markup=False, highlight=False, soft_wrap=True
    )


@app.command()
def verify(edition: EditionArgument = REVIEW_EDITION) -> None:
    """Hash a published edition and its inputs again, compute its verdicts again, and name what differs."""
    with told_errors():
        found = changes(edition, project_root())
        found += contradictions(edition, read_sources(review=review_of_edition(edition.name)))
        for sentence in found:
            errors.print(sentence, highlight=False)
        if found:
            raise typer.Exit(FAILED)
        console.print(f"{edition} is as it was published, and its verdicts follow from it", highlight=False)


YearsOption = Annotated[str, typer.Option("--years", metavar="FIRST-LAST", help="Years on 1 April.")]
SeedOption = Annotated[int, typer.Option("--seed", help="The same seed gives the same bytes.")]
ScaleOption = Annotated[
    float, typer.Option("--scale", help="1.0 is the province in full, 0.02 a quick trial.")
]


@app.command()
def sample_register(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder, or an earlier sample.")],
    years: YearsOption = "2008-2013",
    seed: SeedOption = 1,
    scale: ScaleOption = 1.0,
) -> None:
    """Write synthetic register deliveries to try everything out without confidential data.

    Two vintages in the layout of LISA. The first holds all years but the last;
    the second holds all years and rewrites the past a little. At scale 1.0 that
    is about 39,000 establishments a year in the province, whose full-time jobs follow
    the published totals, and beside them the part of its network that lies
    in the next province. Every company is invented; each delivery says so.

    A folder that holds anything but an earlier sample is refused. For example:
    keianalysis sample-register --out data/processed/sample-register --scale 0.02
    """
    with told_errors():
        wanted = consecutive_years(years)
        with bar() as shown:
            task = shown.add_task("sample register", total=file_count(wanted))
            files = write_sample_register(
                out, wanted, seed, scale, tell=lambda name: shown.update(task, advance=1, description=name)
            )
    console.print(f"wrote {len(files)} files of two sample vintages to {out}", highlight=False)


LayoutOption = Annotated[Path | None, typer.Option("--layout", metavar="FILE", help="Own layout (TOML).")]


@app.command(name="effects")
def project_effects(
    projects: Annotated[Path, typer.Option("--projects", metavar="FILE", help="Project list.")],
    layout: LayoutOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where effects.csv goes.")] = Path(
        "reports"
    ),
    language: LanguageOption = Language.nl,
) -> None:
    """Compute money, leverage and jobs of a project list; print a summary and write effects.csv.

    The list is a CSV or a workbook with one row a project: docs/effects.md names its columns.
    """
    with ending_well():
        found = effects_of(projects, layout)
        console.print(summary(found, language.value))
        path = write_effects(found, out)
    console.print(f"wrote {path}", highlight=False)


@app.command()
def sample_projects(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The CSV file to write.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Equal seeds give equal files.")] = 2014,
    language: LanguageOption = Language.nl,
) -> None:
    """Write a synthetic project list, marked as sample data in every row."""
    with told_errors():
        console.print(f"wrote {write_sample_projects(out, seed, language.value)}", highlight=False)


@app.command()
def canary(
    max_age: Annotated[
        int, typer.Option("--max-age", min=1, help="Days that the last monitor may be old.")
    ] = MAX_AGE,
    out: OutOption = Path("reports"),
    jobs: JobsOption = 2,
    deadline: DeadlineOption = None,
    notify: NotifyOption = None,
    fetch_first: FetchOption = False,
) -> None:
    """Make the review anew into a folder that goes, and fail when the last monitor is too old.

    For a weekly schedule: a yearly job can die unnoticed.
    """
    with ending_well(deadline), notifying(notify) as told:
        if fetch_first:
            _fetch_first()
        settings = Settings(fresh=True, deadline=deadline)
        plan = review_plan("", Language.nl.value)
        sing(plan, out, max_age=max_age, jobs=jobs, tell=lambda _: None, settings=settings)
        told.append("well")
    console.print("the review can be made, and the last monitor is recent enough")


@app.command(name="schedule")
def print_schedule(
    kind: Annotated[str, typer.Argument(help="systemd, cron or ci.")],
    on: Annotated[str, typer.Option("--on", metavar="MM-DD", help="Day of the yearly run.")] = "02-01",
    notify: NotifyOption = None,
) -> None:
    """Print ready files for a schedule: the monitor once a year, a canary once a week.

    For example: keianalysis schedule systemd --on 02-01. See docs/schedule.md.
    """
    with told_errors():
        for name, text in schedule(kind, project_root(), on=on, notify=notify).items():
            sys.stdout.write(f"# ----- {name} -----\n{text}")


@app.command(name="explore")
def open_notebooks() -> None:
    """Open the notebooks in JupyterLab, which `make explore` sets up in an environment of its own."""
    with told_errors():
        if importlib.util.find_spec("jupyterlab") is None:
            raise WrongCall("JupyterLab is not installed here; make explore sets it up and opens them")
        call = [sys.executable, "-m", "jupyterlab", str(project_root() / "notebooks")]
        raise typer.Exit(subprocess.run(call, check=False).returncode)


@app.command(name="init")
def new_project(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Lay out a project in a new folder: data, notebooks and a Makefile that run as they are.

    For example: keianalysis init my-review && cd my-review && keianalysis review
    """
    with told_errors():
        made = lay_out(folder)
        console.print(f"wrote {len(made)} files to {folder}", markup=False, highlight=False)


def _fetch_first() -> None:
    """Fetch the declared tables; what fails is told, and the last good releases stay in use."""
    try:
        for line in Call((), project_root() / RAW, tell=lambda _: None).fetched():
            console.print(line, markup=False, highlight=False)
    except FetchFailed as error:
        errors.print(f"{error}\ngoing on with the last good releases", markup=False, highlight=False)


def _run(
    plan_of: Callable[[], Plan], out: Path, jobs: int, how: Settings, explained: bool, notified: str | None
) -> None:
    with ending_well(how.deadline), notifying(None if explained else notified) as told:
        plan = plan_of()
        with_project_list(read_sources(review=plan.review or DEFAULT), plan.projects)
        place = out / plan.edition.name
        if explained:
            console.print("\n".join(explain(plan, out, fresh=how.fresh)), markup=False, soft_wrap=True)
            return
        if place.exists() and not how.fresh and not _is_ours(place):
            raise WrongCall(f"{place} holds something that is not an edition; use --force")
        if not how.forks:
            console.print("processes are not forked here; notebooks run in ordinary kernels, which is slower")
        _with_progress(plan, out, jobs, how, told)
    console.print(f"{told[-1]} {place}", highlight=False)
    console.print(told_coverage(pd.read_csv(place / COVERAGE)), highlight=False)


def _is_ours(place: Path) -> bool:
    return (place / MANIFEST).is_file()


def _with_progress(plan: Plan, out: Path, jobs: int, how: Settings, told: list[str]) -> None:
    with bar() as shown:
        task = shown.add_task(plan.edition.name, total=steps(plan))

        def tell(step: str) -> None:
            told.append(step)
            shown.update(task, advance=1, description=f"{plan.edition.name}: {step}")

        make_edition(plan, out, jobs=jobs, tell=tell, settings=how)


def _delivered(folder: Path) -> Register:
    """Read the register deliveries below a folder, with a bar for every file."""
    folder = named_folder(folder)
    with Progress(
        TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    ) as shown:
        task = shown.add_task("register", total=None)
        return open_register(folder.resolve(), lambda file: shown.update(task, description=f"reading {file}"))


def _parameter(register: Path) -> str:
    """Return the folder of deliveries as a parameter of the notebooks; empty means that of the project."""
    return "" if register == REGISTERS else str(register.resolve())


def main() -> None:
    """Run the command line."""
    app()
