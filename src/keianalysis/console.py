"""What the command line says: progress, faults, errors, and the outcome of a run to a command."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from keianalysis.model.errors import BadData, Fault, IncompleteRun, KeianalysisError
from keianalysis.runs.engine.limits import farewell, limits
from keianalysis.runs.schedule.notify import FAILED, exit_code, notify, outcome_of

console = Console()
errors = Console(stderr=True, soft_wrap=True)


@contextmanager
def notifying(command: str | None) -> Iterator[list[str]]:
    """Give the outcome of the block to a command, whatever it is; the block notes the steps it told of."""
    started, told = dt.datetime.now(tz=dt.UTC), list[str]()

    def tell(failed: BaseException | None) -> None:
        if command:
            trouble = notify(command, outcome_of(" ".join(sys.argv[1:]), started, failed, *told[-1:]))
            if trouble:
                errors.print(trouble, markup=False, highlight=False)

    try:
        with farewell(tell):
            yield told
    except BaseException as error:
        tell(error)
        raise
    tell(None)


@contextmanager
def ending_well(deadline: float | None = None) -> Iterator[None]:
    """Turn errors into messages, as ``told_errors`` does, also when the block is ended by a signal.

    The whole block has to end before the deadline, in seconds.
    """
    with told_errors(), limits(deadline), farewell(_tell):
        yield


@contextmanager
def told_errors() -> Iterator[None]:
    """Turn every error that keianalysis raises on purpose into one message and an exit code."""
    try:
        yield
    except BadData as error:
        print_faults("faults", error.faults)
        raise typer.Exit(FAILED) from error
    except KeianalysisError as error:
        _tell(error)
        # What other packages said may quote the data: to a terminal, never to a log.
        if isinstance(error, IncompleteRun) and error.private and errors.is_terminal:
            errors.print(error.private, markup=False, highlight=False)
        raise typer.Exit(exit_code(error)) from error


def _tell(error: Exception) -> None:
    errors.print(f"[bold red]error:[/] {escape(str(error))}", highlight=False)


def bar() -> Progress:
    """Return a bar for work whose steps are known."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


def print_faults(title: str, faults: Sequence[Fault]) -> None:
    """Print faults as a table, one row each."""
    table = Table(
        title=f"{len(faults)} {title if len(faults) != 1 else title.removesuffix('s')}",
        title_justify="left",
        show_lines=True,
    )
    for heading in ("file", "row", "column", "rule", "severity", "fault", "remedy"):
        table.add_column(heading, overflow="fold")
    for fault in faults:
        table.add_row(
            fault.file, str(fault.row), fault.column, fault.rule, fault.severity, fault.message, fault.remedy
        )
    errors.print(table)
