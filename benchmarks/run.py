"""Run every benchmark of the register path and write its numbers into README.md.

Run it from the root of the project: make benchmarks
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.measuring import GIB, say

README: Final = Path(__file__).parent / "README.md"
SCRIPTS: Final = ("register_read", "register_indicators", "register_csv")
HEADING: Final = (
    "| what | who | seconds | processor seconds | peak GiB | times faster | of the baseline's memory |\n"
    "|---|---|---|---|---|---|---|"
)
NUMBERS: Final = re.compile(r"(?<=<!-- numbers -->\n).*?(?=<!-- end of numbers -->)", re.DOTALL)


def machine() -> str:
    """Return the cores and the memory of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return f"{os.cpu_count()} cores and {memory:.0f} GiB of memory"


def rows_of(script: str) -> list[str]:
    """Run one script and return the rows of the table that it prints."""
    told = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{script}"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return [line for line in told.splitlines() if line.startswith("|")]


def main() -> None:
    """Run the scripts one after the other and write the table once all have come to equal results."""
    loads, rows = [os.getloadavg()[0]], []
    for script in SCRIPTS:
        found = rows_of(script)
        say("\n".join(found))
        rows += found
        loads.append(os.getloadavg()[0])
    told = ", ".join(f"{load:.1f}" for load in loads)
    about = f"{dt.date.today()}, {machine()}; load before the first and after each script: {told}."
    numbers = "\n".join([about, "", HEADING, *rows, ""])
    README.write_text(NUMBERS.sub(lambda _: numbers, README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
