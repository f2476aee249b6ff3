"""The commands, what they take, and what --help says of them.

Nothing that computes is imported before it is known that there is something to compute.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from keianalysis.commands.console import ending_well, heard, notifying, say, told_errors
from keianalysis.commands.options import (
    AsOfOption,
    AssumptionsOption,
    BeforeOption,
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
from keianalysis.commands.projects import new_project_in, open_in_jupyterlab
from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import DEFAULT, REGISTERS, fix_named_places, project_root
from keianalysis.runs.schedule.notify import parted
from keianalysis.runs.schedule.schedule import MAX_AGE, schedule
from keianalysis.runs.schedule.success import note_success
from keianalysis.runs.unchanged import UNCHANGED, Asked, unchanged

PRINTING: Final = ("check", "trace", "diff", "verify", "schedule")
"""Commands of which the answer is what they print."""

LONGEST: Final = 30 * 24 * 3600
"""The longest deadline in seconds."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def about() -> None:
    """Recompute the review of a programme, and make the yearly monitor of its province.

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
    before: BeforeOption = None,
    assumptions: AssumptionsOption = None,
    out: OutOption = Path("reports"),
    jobs: JobsOption = 2,
    force: ForceOption = False,
    explain: ExplainOption = False,
    keep: KeepOption = 0,
    deadline: DeadlineOption = None,
    notify: NotifyOption = None,
) -> None:
    """Recompute a review of a programme and judge every number that it printed.

    Writes reports/review-2013 for the review that needs no name, for another the edition that its review.toml
    names. With a later --as-of it also tells what later releases did to the same numbers, for example
    --as-of 2026-01-01.

    With a list of the programme's projects the effects are computed from it and judged on it. Two more
    files may stand beside that list, for example:
    keianalysis review --projects end.xlsx --before midterm.xlsx --assumptions careful.csv
    """
    lists = projects, before, assumptions
    asked = _asked(("review", name, language.value, as_of or ""), register, lists, out)
    with _watched(deadline, notify):
        if not (force or explain) and _stands(asked, notify):
            return
        do = _in_a_project()
        how = do.Settings(fresh=force, keep=keep, deadline=deadline)
        order = do.Order(language.value, as_of, register, *lists, out, jobs, how, explain, notify, asked)
        do.review(name, order)


@app.command()
def monitor(
    year: Annotated[int, typer.Option("--year", help="The year to report on, for example 2019.")],
    region: RegionOption = "",
    language: LanguageOption = Language.nl,
    as_of: AsOfOption = None,
    register: RegisterOption = REGISTERS,
    projects: ProjectsOption = None,
    before: BeforeOption = None,
    assumptions: AssumptionsOption = None,
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
    Without --as-of everything that is public today is used. A project list, with an earlier list and
    other assumptions beside it, adds a chapter on the effects of the programme.
    """
    lists, day = (projects, before, assumptions), as_of or dt.datetime.now(tz=dt.UTC).date().isoformat()
    asked = _asked(("monitor", str(year), region, language.value, day), register, lists, out)
    with _watched(deadline, notify):
        if not (force or explain or fetch_first) and _stands(asked, notify):
            return
        do = _in_a_project()
        how = do.Settings(fresh=force, keep=keep, deadline=deadline)
        order = do.Order(language.value, as_of, register, *lists, out, jobs, how, explain, notify, asked)
        do.monitor(year, region, order, fetch_before=fetch_first)


@app.command()
def check(
    register: RegisterOption = REGISTERS,
    propose: Annotated[bool, typer.Option("--propose", help="Write a proposed layout as a file.")] = False,
) -> None:
    """Check every raw file and list each fault with file, row, column, rule and severity.

    Register deliveries are read with them. Headings that their layout does not know come with a
    proposed layout, to read through and save beside source.toml as layout.toml; --propose saves it.
    """
    with ending_well():
        _in_a_project().check(register, propose=propose)


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
        _in_a_project().fetch(tables or (), out, plan=plan, offline=offline, again=again, accept=accept)


EditionArgument = Annotated[Path, typer.Argument(help="Folder of a published edition.")]


@app.command(name="trace")
def trace_number(
    number: Annotated[str, typer.Argument(help="The id of a claim or of a result.")],
    edition: Annotated[
        Path | None,
        typer.Option("--edition", help="Folder of the edition; that of the review of the project."),
    ] = None,
) -> None:
    """Print where a number comes from, down to file, row and hash."""
    with told_errors():
        _published().trace_number(number, edition)


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
        _published().diff(old, new, limit)


@app.command()
def verify(
    edition: Annotated[
        Path | None, typer.Argument(help="Folder of a published edition; that of the review of the project.")
    ] = None,
) -> None:
    """Hash a published edition and its inputs again, compute its verdicts again, and name what differs."""
    with told_errors():
        _published().verify(edition)


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
        _commands().sample_register(out, years, seed, scale)


LayoutOption = Annotated[Path | None, typer.Option("--layout", metavar="FILE", help="Own layout (TOML).")]


@app.command(name="effects")
def project_effects(
    projects: Annotated[Path | None, typer.Option("--projects", metavar="FILE", help="Project list.")] = None,
    layout: LayoutOption = None,
    before: BeforeOption = None,
    assumptions: AssumptionsOption = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="Only write a workbook to fill in.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where effects.csv goes.")] = Path(
        "reports"
    ),
    language: LanguageOption = Language.nl,
) -> None:
    """Compute money, leverage and jobs of a project list; print a summary and write tables.

    The list is a CSV or a workbook with one row a project: docs/effects.md names its columns. With
    --before what came of an earlier list, with --assumptions what other assumptions would change; with
    --template only a workbook to fill in is written.
    """
    with ending_well():
        if template is not None:
            _commands().template(template, language.value)
        else:
            _commands().effects(projects, layout, out, language.value, assumptions, before)


@app.command()
def sample_projects(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The CSV file to write.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Equal seeds give equal files.")] = 2014,
    language: LanguageOption = Language.nl,
) -> None:
    """Write a synthetic project list, marked as sample data in every row."""
    with told_errors():
        _commands().sample_projects(out, seed, language.value)


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
    with _watched(deadline, notify):
        _in_a_project().canary(max_age, out, jobs, deadline, notify, fetch_before=fetch_first)


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
            say(f"# ----- {name} -----\n{text}".rstrip())


@app.command(name="explore")
def open_notebooks() -> None:
    """Open the notebooks in JupyterLab, which `make explore` sets up in an environment of its own."""
    with told_errors():
        open_in_jupyterlab()


@app.command(name="init")
def new_project(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Lay out a project in a new folder: data, notebooks and a Makefile that run as they are.

    For example: keianalysis init my-review && cd my-review && keianalysis review
    """
    with told_errors():
        new_project_in(folder)


def _asked(words: tuple[str, ...], register: Path, lists: tuple[Path | None, ...], out: Path) -> Asked:
    """Return what a call for an edition asks for."""
    given = (register, *(one for one in lists if one is not None))
    return Asked((*words, str(register), *map(str, lists)), given, out)


def _stands(asked: Asked, notified: str | None) -> bool:
    """Tell whether what is asked for is published and nothing differs since, and say so then."""
    made = unchanged(asked)
    if made is None:
        return False
    with notifying(notified) as told:
        note_success(asked.out.resolve(), made.edition)
        told.append(UNCHANGED)
    say(f"{UNCHANGED} {asked.out / made.edition}\n{made.told}")
    return True


@contextmanager
def _watched(deadline: float | None, notify: str | None) -> Iterator[None]:
    """Run a block that ends before its deadline, and well."""
    with told_errors():
        if deadline is not None and not 1 <= deadline <= LONGEST:
            raise WrongCall(f"--deadline {deadline:g} is not a number of seconds from 1 to {LONGEST}")
        if notify is not None:
            parted(notify)
        with ending_well(deadline):
            yield


def _in_a_project() -> Any:
    """Return the commands, once it is known that there is a project for them to work in."""
    project_root()
    return _commands()


def _commands() -> Any:
    from keianalysis.commands import work

    return work


def _published() -> Any:
    from keianalysis.commands import published

    return published


def main() -> None:
    """Run the command line; what cannot be printed is told, and ends in 1 where printing was all."""
    with heard(printing=set(PRINTING) & set(sys.argv[1:2])):
        fix_named_places()
        app()
