"""Measure opening, checking and choosing observations: 5 thousand, 100 thousand and a million side by side.

The rows are those of ``observations.csv``, repeated under further sources. Each size runs in a process of
its own. Run it from the root of the project: python -m benchmarks.observations
"""

from __future__ import annotations

import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.measuring import say
from keianalysis.model.folders import MARKER, project_root
from keianalysis.model.observations import select
from keianalysis.readers.sources import read_sources

SIZES: Final = (5_000, 100_000, 1_000_000)
LIMITS: Final = {"from raw": 30.0, "from the store": 3.0, "GB": 1.5}
"""What a million rows may cost: seconds, and memory."""

MEASURES: Final = ("population", "gdp", "jobs_employees", "unemployment_rate", "establishments_cbs")


def write_rows(root: Path, count: int) -> None:
    """Write a project of ``count`` rows: those of this one, again and again with a further source."""
    source = project_root() / MARKER
    shutil.copytree(source.parent, root / MARKER.parent)
    with source.open(encoding="utf-8", newline="") as given, (root / MARKER).open("w", newline="") as made:
        header, *rows = list(csv.reader(given))
        address = header.index("source_url")
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(header)
        for number in range(count):
            row = list(rows[number % len(rows)])
            row[address] += f"?copy={number // len(rows)}" if number >= len(rows) else ""
            writer.writerow(row)


def measured(root: Path) -> dict[str, float]:
    """Return seconds and memory of opening and choosing, in this process."""
    start = time.perf_counter()
    sources = read_sources(root)
    opened = time.perf_counter()
    known = sources.known_on("2026-01-01")
    public = time.perf_counter()
    chosen = [select(known, measure=measure) for measure in MEASURES]
    done = time.perf_counter()
    return {
        "rows": len(sources.published),
        "chosen": sum(map(len, chosen)),
        "open": opened - start,
        "as_of": public - opened,
        "select": done - public,
        "GB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def _apart(root: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.observations", str(root)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def main() -> None:
    """Measure every size twice, from raw and from the store, and stop when a million rows cost too much."""
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measured(Path(sys.argv[1]))))
        return
    say("| rows | from | open, s | as_of, s | select, s | peak GB |\n|---|---|---|---|---|---|")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "project"
            write_rows(root, size)
            for source in ("from raw", "from the store"):
                found = _apart(root)
                numbers = " | ".join(f"{found[name]:.2f}" for name in ("open", "as_of", "select", "GB"))
                say(f"| {found['rows']:,} | {source.removeprefix('from ')} | {numbers} |")
                assert size < SIZES[-1] or (found["open"] < LIMITS[source] and found["GB"] < LIMITS["GB"])


if __name__ == "__main__":
    main()
