"""A large register is read in memory that does not grow with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.register.register_deliveries import DAY, SHOP, csv_text, deliver

ROWS = 200_000
READ = """
import resource, sys
from pathlib import Path
from keianalysis.model import observations as obs
from keianalysis.register.delivery import read_registers

root = Path(sys.argv[1])
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(vintage,) = read_registers(root / "registers", root / "store", obs.empty())
print(vintage.years[0].count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - idle) // 1024)
"""


@pytest.mark.slow
def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    heading, row = csv_text([SHOP]).encode("cp1252").splitlines()
    folder = deliver(tmp_path, {DAY: b""})
    with (folder / "lisa_2012.csv").open("wb") as file:
        file.write(heading + b"\r\n")
        for number in range(ROWS):
            file.write(row.replace(b"000101", b"%09d" % number) + b"\r\n")
    found = subprocess.run([sys.executable, "-c", READ, tmp_path], capture_output=True, text=True, check=True)
    count, mebibytes = map(int, found.stdout.split())
    assert count == ROWS
    assert mebibytes < 700
