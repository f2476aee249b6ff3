"""Tell another program how a run ended: one JSON object on its standard input."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import subprocess
from dataclasses import asdict, dataclass
from typing import Final

from keianalysis.model.errors import BadData, Fault, KeianalysisError, RunLocked, WrongCall

PATIENCE: Final = 60
"""Seconds that the program may take."""

FOREIGN: Final = ("known-column", "column-unknown", "known-topic", "one-breakdown", "column-once")
"""Rules whose faults name a heading of the file that no layout knows."""

PUBLISHED: Final = 0
FAILED: Final = 1
WRONG_CALL: Final = 2
LOCKED: Final = 3


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    ``outcome`` is published, unchanged (the published edition is what the run would make), well (of
    a canary), failed, wrong_call or locked. ``message`` holds no data.
    """

    command: str
    outcome: str
    exit_code: int
    message: str
    started: str
    ended: str


def outcome_of(command: str, started: dt.datetime, error: BaseException | None, last: str = "") -> Outcome:
    """Return the outcome of a run from the error that ended it, or from the last step that was told."""
    code = exit_code(error)
    names = {PUBLISHED: last or "published", WRONG_CALL: "wrong_call", LOCKED: "locked"}
    ended = dt.datetime.now(tz=dt.UTC)
    times = (moment.isoformat(timespec="seconds") for moment in (started, ended))
    return Outcome(command, names.get(code, "failed"), code, _message(error), *times)


def exit_code(error: BaseException | None) -> int:
    """Return the exit code that an error stands for; none means published."""
    if error is None:
        return PUBLISHED
    if isinstance(error, WrongCall):
        return WRONG_CALL
    return LOCKED if isinstance(error, RunLocked) else FAILED


def parted(command: str) -> list[str]:
    """Return a command and its arguments; raise WrongCall when there is none."""
    try:
        found = shlex.split(command)
    except ValueError as error:
        raise WrongCall(f"--notify {command!r} is no command: {error}") from None
    if not found:
        raise WrongCall("--notify names no command")
    return found


def _message(error: BaseException | None) -> str:
    if error is None:
        return ""
    if isinstance(error, BadData):
        places = [_place(one) for one in error.faults]
        return f"{len(places)} faults in raw files: {'; '.join(places)}"
    return str(error) if isinstance(error, KeianalysisError) else type(error).__name__


def _place(fault: Fault) -> str:
    """Return where a fault is; a heading that nobody knows may be what a cell holds, and is not told."""
    column = "" if fault.rule in FOREIGN or not fault.column else f", column {fault.column}"
    return f"{fault.file}, row {fault.row}{column} [{fault.rule}]"


def notify(command: str, outcome: Outcome) -> str:
    """Run a program with the outcome on its standard input; return what went wrong with that, if anything.

    The exit code of the run does not depend on it.
    """
    try:
        subprocess.run(
            parted(command),
            input=json.dumps(asdict(outcome), ensure_ascii=False) + "\n",
            text=True,
            encoding="utf-8",
            check=True,
            timeout=PATIENCE,
        )
    except (OSError, ValueError, WrongCall, subprocess.SubprocessError) as error:
        return f"--notify {command!r} failed: {type(error).__name__}"
    return ""
