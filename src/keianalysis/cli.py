"""The commands: each a few lines over the rooms of the package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from keianalysis.claims import REVIEW_DATE
from keianalysis.data import project_root
from keianalysis.errors import BadData, KeianalysisError, RunLocked, WrongCall
from keianalysis.report.build import COVERAGE
from keianalysis.report.checking import told_coverage
from keianalysis.runs.diff import compare, told_changes
from keianalysis.runs.editions import make_edition, steps
from keianalysis.runs.plan import Plan, monitor_plan, review_plan
from keianalysis.runs.trace import trace
from keianalysis.runs.verify import changes, contradictions
from keianalysis.sources import Sources, raw_files, read_sources

FAILED: Final = 1
WRONG_CALL: Final = 2
LOCKED: Final = 3
REGISTERS: Final = Path("data/raw/registers")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console()
errors = Console(stderr=True, soft_wrap=True)


class Language(StrEnum):
    """The languages of the report."""

    nl = "nl"
    en = "en"


LanguageOption = Annotated[Language, typer.Option(help="Language of the report.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Use what was public then.")]
RegisterOption = Annotated[Path, typer.Option("--register", metavar="DIR", help="Register deliveries.")]
ProjectsOption = Annotated[Path | None, typer.Option("--projects", metavar="FILE", help="Project list.")]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where editions are published.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Notebooks to run at a time.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a folder that is no edition.")]


@app.callback()
def about() -> None:
    """Recompute the midterm review of Drenthe's KEI programme, and make the yearly monitor.

    Exit codes: 0 published; 1 a check or a notebook failed, nothing published; 2 the call is wrong;
    3 another run holds the lock.
    """


@app.command()
def review(
    language: LanguageOption = Language.nl,
    as_of: AsOfOption = None,
    register: RegisterOption = REGISTERS,
    projects: ProjectsOption = None,
    out: OutOption = Path("reports"),
    jobs: JobsOption = 2,
    force: ForceOption = False,
) -> None:
    """Recompute the review of 2011-2013 and judge every number that it printed.

    Writes reports/review-2013. With a later --as-of it also tells what later releases did to the
    same numbers, for example --as-of 2026-01-01.
    """
    _refuse_unread(register, projects)
    _run(lambda _: review_plan(as_of or REVIEW_DATE, language.value), out, jobs, force)


@app.command()
def monitor(
    year: Annotated[int, typer.Option("--year", help="The year to report on, for example 2019.")],
    language: LanguageOption = Language.nl,
    as_of: AsOfOption = None,
    register: RegisterOption = REGISTERS,
    projects: ProjectsOption = None,
    out: OutOption = Path("reports"),
    jobs: JobsOption = 2,
    force: ForceOption = False,
) -> None:
    """Make the monitor of one year from everything published about it.

    Writes reports/monitor-YEAR. Without --as-of everything that is public today is used.
    """
    _refuse_unread(register, projects)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    _run(lambda sources: monitor_plan(year, as_of or today, language.value, sources), out, jobs, force)


@app.command()
def check() -> None:
    """Check every raw file and list each fault with file, row, column, rule and severity."""
    with _told_errors():
        read_sources()
    console.print(f"{len(raw_files())} raw files checked, no faults")


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
    with _told_errors():
        lines = trace(number, edition, read_sources().claims)
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
    with _told_errors():
        found = compare(old, new)
    console.print("\n".join(told_changes(found, limit)), markup=False, highlight=False, soft_wrap=True)


@app.command()
def verify(edition: EditionArgument = REVIEW_EDITION) -> None:
    """Hash a published edition and its inputs again, compute its verdicts again, and name what differs."""
    with _told_errors():
        found = changes(edition, project_root())
        found += contradictions(edition, read_sources())
        for sentence in found:
            errors.print(sentence, highlight=False)
        if found:
            raise typer.Exit(FAILED)
        console.print(f"{edition} is as it was published, and its verdicts follow from it", highlight=False)


def _run(plan_of: Callable[[Sources], Plan], out: Path, jobs: int, force: bool) -> None:
    with _told_errors():
        plan = plan_of(read_sources())
        if (out / plan.edition.name).exists() and not force and not _is_ours(out / plan.edition.name):
            raise WrongCall(f"{out / plan.edition.name} holds something that is not an edition; use --force")
        _with_progress(plan, out, jobs)
    console.print(f"published {out / plan.edition.name}", highlight=False)
    console.print(told_coverage(pd.read_csv(out / plan.edition.name / COVERAGE)), highlight=False)


@contextmanager
def _told_errors() -> Iterator[None]:
    """Turn every error that keianalysis raises on purpose into one message and an exit code."""
    try:
        yield
    except BadData as error:
        _print_faults(error)
        raise typer.Exit(FAILED) from error
    except KeianalysisError as error:
        errors.print(f"[bold red]error:[/] {escape(str(error))}", highlight=False)
        raise typer.Exit(_exit_code(error)) from error


def _is_ours(place: Path) -> bool:
    return (place / "manifest.json").is_file()


def _exit_code(error: KeianalysisError) -> int:
    if isinstance(error, WrongCall):
        return WRONG_CALL
    return LOCKED if isinstance(error, RunLocked) else FAILED


def _with_progress(plan: Plan, out: Path, jobs: int) -> None:
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )
    with bar:
        task = bar.add_task(plan.edition.name, total=steps(plan))

        def tell(step: str) -> None:
            bar.update(task, advance=1, description=f"{plan.edition.name}: {step}")

        make_edition(plan, out, jobs=jobs, tell=tell)


def _refuse_unread(register: Path, projects: Path | None) -> None:
    """Refuse deliveries that this version cannot read, rather than pass over them in silence."""
    vintages = [path for path in register.glob("*") if path.is_dir()] if register.is_dir() else []
    if register != REGISTERS and not register.is_dir():
        _wrong(f"--register {register} is not a folder")
    if vintages:
        _wrong(f"{register} holds register deliveries, which this version does not read; move them away")
    if projects is not None:
        _wrong("project lists are not read by this version; leave --projects out")


def _wrong(message: str) -> None:
    errors.print(f"[bold red]error:[/] {message}", highlight=False)
    raise typer.Exit(WRONG_CALL)


def _print_faults(error: BadData) -> None:
    table = Table(title=f"{len(error.faults)} faults", title_justify="left", show_lines=True)
    for heading in ("file", "row", "column", "rule", "severity", "fault", "remedy"):
        table.add_column(heading, overflow="fold")
    for fault in error.faults:
        table.add_row(
            fault.file, str(fault.row), fault.column, fault.rule, fault.severity, fault.message, fault.remedy
        )
    errors.print(table)


def main() -> None:
    """Run the command line."""
    app()
