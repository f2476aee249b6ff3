"""Whether an edition survives whatever ends the run that makes the next one.

A monitor is made again and again, each time in a process that is ended at a random moment: by SIGKILL in
every other round, else by one of the signals that ask a process to end. After each, the published edition
has to be whole and nothing of the run may be alive; after every tenth a run that nobody ends has to publish
the same bytes.

Run it: ``python -m benchmarks.kills`` writes the section "Kills" of README.md.
"""

from __future__ import annotations

import os
import platform
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import arguments, say
from keianalysis.model.folders import project_root
from keianalysis.readers.sources import read_sources
from keianalysis.runs.editions import Settings, make_edition
from keianalysis.runs.engine.execute import warm_up
from keianalysis.runs.manifest import known_manifest
from keianalysis.runs.plan import monitor_plan, observed_years
from keianalysis.runs.verify import changes

README: Final = Path(__file__).with_name("README.md")
START, END = "<!-- kills: written by benchmarks/kills.py -->", "<!-- end of kills -->"
KILLS, YEAR, DAY, SEED = 200, 2013, "2016-01-01", 1
WHOLE_EVERY: Final = 10
ASKING: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PATIENCE: Final = 30.0
"""Seconds within which a run that was ended has to be gone, with everything that it started."""

Make = Callable[[], object]


@dataclass
class Tally:
    """What was seen: the signals sent, how the runs ended, what was wrong."""

    sent: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    half: int = 0
    survivors: int = 0
    whole: int = 0
    other: int = 0


def struck(make: Make, number: int, after: float) -> tuple[int, list[int]]:
    """Run ``make`` in a process of its own and send it a signal after some seconds.

    Returns
    -------
    tuple
        Its exit code, negative when the signal itself ended it, and the processes of its that outlived it.
    """
    pid = begun(make)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(pid, number)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    end = time.monotonic() + PATIENCE
    while (left := list(members(pid))) and time.monotonic() < end:
        time.sleep(0.02)
    return code, left


def begun(make: Make) -> int:
    """Run ``make`` in a process and a session of its own; return its number."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.setsid()
            make()
            code = 0
        finally:
            os._exit(code)
    return pid


def undisturbed(make: Make) -> None:
    """Run ``make`` to its end, in a process too: a library that has threads here would wait for them there.

    Raises RuntimeError when it does not end well.
    """
    if os.waitpid(begun(make), 0)[1]:
        raise RuntimeError("a run that nobody ended did not end well")


def members(session: int) -> Iterator[int]:
    """Yield the living processes of a session."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name of a program stands in brackets and may hold anything.
            state, _, _, own = status.read_text("utf-8", "replace").rpartition(")")[2].split()[:4]
            if int(own) == session and state != "Z":
                yield int(status.parent.name)


def outputs(edition: Path) -> Any:
    """Return the hashes of what an edition holds."""
    manifest = known_manifest(edition)
    return manifest and manifest["outputs"]


def rounds(make: Make, edition: Path, kills: int) -> Tally:
    """End a run over and over, and count what was wrong with what it left."""
    chance, tally = random.Random(SEED), Tally()
    began = time.monotonic()
    undisturbed(make)
    longest, first = time.monotonic() - began, outputs(edition)
    for count in range(kills):
        number = signal.SIGKILL if count % 2 else chance.choice(ASKING)
        code, left = struck(make, number, chance.uniform(0, longest))
        tally.sent[signal.Signals(number).name] += 1
        tally.ended["published" if code == 0 else "not published"] += 1
        tally.survivors += bool(left)
        tally.half += bool(changes(edition, project_root()))
        if count % WHOLE_EVERY == WHOLE_EVERY - 1:
            undisturbed(make)
            tally.whole += 1
            tally.other += outputs(edition) != first or len(list(edition.parent.glob(".staging-*")))
    return tally


def told(tally: Tally, seconds: float) -> str:
    """Return what was seen as the section of the README."""
    sent = ", ".join(f"{name} {times}" for name, times in tally.sent.most_common())
    rows = {
        f"runs that were ended ({sent})": tally.sent.total(),
        "of which the edition was in place already": tally.ended["published"],
        "editions that were not whole afterwards": tally.half,
        "runs of which a process was left": tally.survivors,
        "runs that nobody ended, one after every tenth": tally.whole,
        "of which not every byte was as before, or something was left behind": tally.other,
    }
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    lines = [f"| {what} | {count} |" for what, count in rows.items()]
    return "\n".join([f"{machine}; {seconds / 60:.0f} minutes.", "", "| what | count |", "|---|---|", *lines])


def main() -> None:
    """End runs, write the section of the README, and fail when anything was wrong."""
    asked = arguments(__doc__ or "", (), kills=KILLS)
    plan = monitor_plan(YEAR, DAY, "nl", read_sources(), observed_years(read_sources().known_on(DAY)))
    warm_up(DAY)
    with tempfile.TemporaryDirectory() as folder:
        out, how = Path(folder), Settings(fresh=True)

        def make() -> None:
            make_edition(plan, out, jobs=2, tell=lambda _: None, settings=how)

        began = time.monotonic()
        tally = rounds(make, out / plan.edition.name, asked.kills)
        found = told(tally, time.monotonic() - began)
    before, _, rest = README.read_text("utf-8").partition(START)
    README.write_text(f"{before}{START}\n{found}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    say(found)
    sys.exit(1 if tally.half or tally.survivors or tally.other else 0)


if __name__ == "__main__":
    main()
