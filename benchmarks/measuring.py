"""What a side of a benchmark costs: seconds and peak memory, each side in a process of its own."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

GIB: Final = 1 << 30
STATUS: Final = Path("/proc/self/status")


@dataclass(frozen=True)
class Cost:
    """What the work takes.

    ``seconds`` by the clock, ``processor`` seconds of all its threads and children, and the bytes that
    its process holds at its peak.
    """

    seconds: float
    processor: float
    peak: int

    def row(self, what: str, who: str, baseline: Cost | None = None) -> str:
        """Return a row of the table, beside its baseline where it has one."""
        faster = f"{baseline.seconds / self.seconds:.1f}" if baseline else "1"
        memory = f"1/{baseline.peak / self.peak:.1f}" if baseline else "1"
        cost = f"{self.seconds:.1f} | {self.processor:.1f} | {self.peak / GIB:.2f}"
        return f"| {what} | {who} | {cost} | {faster} | {memory} |"


def peak_memory() -> int:
    """Return the most bytes that this process has held.

    Where the system tells it, the peak of this program alone: ``ru_maxrss`` also counts what the
    parent held before it started this program.
    """
    if STATUS.is_file():
        lines = STATUS.read_text("utf-8").splitlines()
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def work(task: Callable[[], T], leave: Callable[[T], None]) -> None:
    """Do the work of one side, print what it costs, and leave its result for who compares it."""
    started, worked = time.perf_counter(), _processor_seconds()
    result = task()
    cost = Cost(time.perf_counter() - started, _processor_seconds() - worked, peak_memory())
    leave(result)
    sys.stdout.write(json.dumps(asdict(cost)) + "\n")


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def cost_of(module: str, side: str, folder: Path, repeats: int) -> Cost:
    """Return the least that a few runs of ``python -m MODULE --side SIDE`` took, of each kind."""
    command = [sys.executable, "-m", module, "--side", side, "--folder", str(folder)]
    told = [subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout for _ in range(repeats)]
    costs = [Cost(**json.loads(text)) for text in told]
    kinds = zip(*map(astuple, costs), strict=True)
    return Cost(*map(min, kinds))


def arguments(about: str, sides: Collection[str], **numbers: int) -> argparse.Namespace:
    """Return the arguments of a call: the numbers that it may change, and the side of a child."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--side", choices=sides, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def say(text: str) -> None:
    """Print a line at once, for who waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
