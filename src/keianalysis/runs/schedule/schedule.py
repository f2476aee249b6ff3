"""Ready files for what starts a run without anybody at hand: systemd, cron, or a CI service."""

from __future__ import annotations

import re
import shlex
import sys
from importlib.resources import files
from pathlib import Path
from typing import Final

from keianalysis.model.errors import WrongCall

KINDS: Final = {
    "systemd": {
        "keianalysis-monitor.service": "monitor.service",
        "keianalysis-monitor.timer": "monitor.timer",
        "keianalysis-canary.service": "canary.service",
        "keianalysis-canary.timer": "canary.timer",
    },
    "cron": {"keianalysis.crontab": "crontab"},
    "ci": {"keianalysis.yml": "workflow.yml"},
}
"""The files of each kind of schedule by their names, with their templates."""

MAX_AGE: Final = 400
"""Days after which the last monitor is too old: a year, and a month to notice and mend."""

DEADLINE: Final = 3600
GRACE: Final = 300
KEEP: Final = 5
HOUR: Final = "04"
MINUTE: Final = "17"


def schedule(kind: str, root: Path, *, on: str, notify: str | None = None) -> dict[str, str]:
    """Return the files of a schedule by name: a run once a year and a canary once a week.

    ``kind`` is systemd, cron or ci; ``on`` the day of the yearly run as MM-DD; ``notify`` the command
    that is given the outcomes.

    Raises
    ------
    WrongCall
        When the kind is unknown or ``on`` is no day of every year.
    """
    if kind not in KINDS:
        raise WrongCall(f"unknown kind {kind!r}; choose from {', '.join(KINDS)}")
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])", on):
        raise WrongCall(f"{on!r} is no day of every year; write it as MM-DD, for example 02-01")
    told = {
        "root": str(root) if kind == "systemd" else shlex.quote(str(root)),
        "command": shlex.quote(str(Path(sys.executable).parent / "keianalysis")),
        "notify": f" --notify {shlex.quote(notify)}" if notify else "",
    }
    values = {name: _escaped(text, kind) for name, text in told.items()} | {
        "month": on[:2],
        "day": on[3:],
        "hour": HOUR,
        "minute": MINUTE,
        "keep": KEEP,
        "deadline": DEADLINE,
        "timeout": DEADLINE + GRACE,
        "max_age": MAX_AGE,
    }
    folder = files("keianalysis.runs.schedule") / "templates"
    return {
        name: (folder / template).read_text("utf-8").format_map(values)
        for name, template in KINDS[kind].items()
    }


def _escaped(text: str, kind: str) -> str:
    """Return a text with what has a meaning of its own in the files of a kind written as itself."""
    meanings = {"systemd": {"%": "%%", "$": "$$", '"': '\\"'}, "cron": {"%": "\\%"}}
    for meant, written in meanings.get(kind, {}).items():
        text = text.replace(meant, written)
    return text
