"""What the command line says: progress, faults, errors, and the outcome of a run to a command.

Text from outside, such as a name of a file or a heading, is never markup: all of it passes through here.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import sys
import traceback
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from keianalysis.model.errors import BadData, Fault, IncompleteRun, KeianalysisError, WrongCall, disk_words
from keianalysis.runs.engine.limits import farewell, limits
from keianalysis.runs.schedule.notify import FAILED, WRONG_CALL, exit_code, notify, outcome_of

console = Console()
errors = Console(stderr=True, soft_wrap=True)

TRACEBACK: Final = "KEIANALYSIS_TRACEBACK"
"""The variable that, set to anything, lets an error that nobody expected show its traceback."""

WRONG_NAMES: Final = (errno.ENAMETOOLONG, errno.ELOOP)
"""What the file system says of a path that can be of nothing."""

SHOWN: Final = 5
"""How many rows of one kind of fault are named."""


def say(text: str) -> None:
    """Print text as it is."""
    console.print(Text(text), soft_wrap=True)


def complain(text: str) -> None:
    """Print text as it is where errors go."""
    errors.print(Text(text))


@contextmanager
def notifying(command: str | None) -> Iterator[list[str]]:
    """Give the outcome of the block to a command, whatever it is; the block notes the steps it told of."""
    started, told = dt.datetime.now(tz=dt.UTC), list[str]()

    def tell(failed: BaseException | None) -> None:
        if command:
            trouble = notify(command, outcome_of(" ".join(sys.argv[1:]), started, failed, *told[-1:]))
            if trouble:
                complain(trouble)

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
    """Turn every error into one message and an exit code; what nobody expected quotes no data."""
    try:
        yield
    except BadData as error:
        print_faults("faults", error.faults)
        raise typer.Exit(FAILED) from error
    except KeianalysisError as error:
        _tell(error)
        # What other packages said may quote the data: to a terminal, never to a log.
        if isinstance(error, IncompleteRun) and error.private and errors.is_terminal:
            complain(error.private)
        raise typer.Exit(exit_code(error)) from error
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        _tell(_unexpected(error))
        wrong = isinstance(error, OSError) and error.errno in WRONG_NAMES
        raise typer.Exit(WRONG_CALL if wrong else FAILED) from error


def _unexpected(error: Exception) -> KeianalysisError:
    """Return an error that is not ours in words of ours."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryException":
        return IncompleteRun("there is not enough memory; close other programs, or run with --jobs 1")
    if isinstance(error, OSError):
        return IncompleteRun(disk_words(error))
    if isinstance(error, RuntimeError) and "Symlink loop" in str(error):
        return WrongCall("a path is a loop of links")
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "keianalysis" in one.filename]
    place = f" in {os.path.basename(frames[-1].filename)}, line {frames[-1].lineno}" if frames else ""  # noqa: PTH119
    return IncompleteRun(
        f"something went wrong that nobody expected ({type(error).__name__}{place}); "
        f"{TRACEBACK}=1 shows all of it, and may quote data"
    )


def _tell(error: Exception) -> None:
    errors.print(Text.assemble(("error:", "bold red"), " ", str(error)))


def bar(*, endless: bool = False) -> Progress:
    """Return a bar for work whose steps are known, or a line for work whose end is not."""
    words, time = TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    if endless:
        return Progress(words, time, console=console, transient=True)
    return Progress(words, BarColumn(), MofNCompleteColumn(), time, console=console)


def print_faults(title: str, faults: Sequence[Fault]) -> None:
    """Print faults: to a terminal as a table with one row a kind, to a log as lines.

    A line is ``file:row:column: rule: message. remedy``, with row 0 for the whole file. More than
    ``SHOWN`` faults of one kind are one line, with their number and the first rows.
    """
    number = _times(faults)
    count = f"{number} {title if number != 1 else title.removesuffix('s')}"
    if errors.is_terminal:
        errors.print(_table(count, faults))
        return
    complain(count)
    for alike in _kinds(faults):
        if _times(alike) > SHOWN:
            complain(_line(alike[0], f" ({_times(alike)} rows: {_rows(alike)})"))
        else:
            for fault in alike:
                complain(_line(fault))


def _kinds(faults: Sequence[Fault]) -> list[list[Fault]]:
    """Return faults by kind: the same rule broken in the same column of the same file."""
    kinds: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault((fault.file, fault.column, fault.rule, fault.severity), []).append(fault)
    return list(kinds.values())


def _times(faults: Sequence[Fault]) -> int:
    return sum(fault.times for fault in faults)


def _rows(alike: Sequence[Fault]) -> str:
    """Return the first rows of faults of one kind, and how many more there are."""
    rows = ", ".join(str(fault.row) for fault in alike[:SHOWN])
    more = _times(alike) - len(alike[:SHOWN])
    return f"{rows} and {more} more" if more > 0 else rows


def _line(fault: Fault, others: str = "") -> str:
    place = f"{_seen(fault.file)}:{fault.row}:{_seen(fault.column)}"
    kind = fault.rule if fault.severity == "error" else f"{fault.severity}: {fault.rule}"
    return f"{place}: {kind}: {_seen(fault.message)}{others}. {_seen(fault.remedy)}"


def _seen(text: str) -> str:
    """Return a text on one line, with what no reader sees written out."""
    line = " ".join(text.split())
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in line)


def _table(title: str, faults: Sequence[Fault]) -> Table:
    table = Table(title=Text(title), title_justify="left", show_lines=True)
    for heading in ("file", "row", "column", "rule", "severity", "fault", "remedy"):
        table.add_column(heading, overflow="fold")
    for alike in _kinds(faults):
        first, others = alike[0], _times(alike) - 1
        texts = (
            first.file,
            _rows(alike),
            first.column,
            first.rule,
            first.severity,
            f"{first.message} (and {others} more like it)" if others else first.message,
            first.remedy,
        )
        table.add_row(*(Text(_seen(text)) for text in texts))
    return table


class Outlet:
    """A standard stream that notes what it could not write, and goes on without it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.lost: OSError | None = None
        with suppress(AttributeError, ValueError, OSError):
            # A terminal of ASCII shows what it cannot write in another way.
            stream.reconfigure(errors="backslashreplace")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write text, or note why it could not be written."""
        if self.lost is None:
            try:
                self._stream.write(text)
            except OSError as error:
                self._lose(error)
        return len(text)

    def flush(self) -> None:
        """Bring what was written to where it goes, or note why not."""
        if self.lost is None:
            try:
                self._stream.flush()
            except OSError as error:
                self._lose(error)

    def _lose(self, error: OSError) -> None:
        self.lost = error
        # What is left in the buffer would be tried again when Python ends.
        with suppress(OSError, ValueError, AttributeError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())


@contextmanager
def heard(printing: Collection[str]) -> Iterator[None]:
    """Let nothing that is printed end the block, and tell at its end what could not be printed.

    The process then ends in 1 when it has done nothing but ``printing``.
    """
    closed = _open_what_is_closed()
    out, err = Outlet(sys.stdout), Outlet(sys.stderr)
    sys.stdout, sys.stderr = out, err
    code: Any = 0
    try:
        yield
    except SystemExit as ended:
        code = ended.code or 0
    out.flush()
    if closed or out.lost:
        if out.lost and out.lost.errno != errno.EPIPE:
            err.write(f"error: not everything could be printed: {disk_words(out.lost)}\n")
        code = code or (FAILED if printing else 0)
    err.flush()
    raise SystemExit(code)


def _open_what_is_closed() -> bool:
    """Open the standard streams that this process was started without; tell whether output was one."""
    closed = sys.stdout is None
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            # Or the next file that is opened would take its number, and be written to.
            descriptor = os.open(os.devnull, os.O_RDWR)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))
    return closed
