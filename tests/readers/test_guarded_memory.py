"""Whatever a file does, reading it stays under a gibibyte and a minute, parent and child together."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.workbook import letters, write_workbook
from keianalysis.readers.guarded.limits import LIMITS

pytest.importorskip("resource")

GIBIBYTE_IN_KIB = 1 << 20
READ = """
import resource, sys
from pathlib import Path
from keianalysis.model.errors import BadData
from keianalysis.readers.guarded import read_workbook
from keianalysis.readers.guarded.limits import Limits
try:
    outcome = str(read_workbook(Path(sys.argv[1]), limits=Limits(cells=int(sys.argv[2])))[0].table.num_rows)
except BadData as error:
    outcome = " ".join(fault.rule for fault in error.faults)
# What a process counts as its own peak begins with that of the process that started it; the
# high-water mark of the system does not.
status = Path("/proc/self/status")
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if status.is_file():
    own = int(status.read_text().partition("VmHWM:")[2].split()[0])
print(outcome, own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, sep=",")
"""
FULL_YEAR = 100_000
STEP = FULL_YEAR // 16


def read(path: Path, cells: int = LIMITS.cells) -> tuple[str, int]:
    """Return what came of reading a file, and the sum of both peaks of memory in KiB."""
    started, command = time.monotonic(), [sys.executable, "-c", READ, str(path), str(cells)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert time.monotonic() - started < 60
    outcome, peak = done.stdout.strip().split(",")
    return outcome, int(peak)


def far_corner() -> Iterator[str]:
    yield '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def one_long_text_everywhere() -> Iterator[str]:
    names = [letters(number) for number in range(1, 51)]
    cells = '<row r="@">' + "".join(f'<c r="{name}@" t="s"><v>0</v></c>' for name in names) + "</row>"
    for row in range(1, 1001):
        yield cells.replace("@", str(row))


def too_many_cells(cells: int) -> Iterator[str]:
    row = "".join(f'<c r="{letters(number)}@"><v>@</v></c>' for number in range(1, 401))
    for number in range(1, cells // 400 + 2):
        yield f'<row r="{number}">{row.replace("@", str(number))}</row>'


def rewritten(path: Path, rows: Iterator[str], shared: str) -> Path:
    """Return a sound workbook with other rows and one shared text."""
    sound = path.with_name("sound.xlsx")
    write_workbook(sound, rows=1)
    with (
        zipfile.ZipFile(sound) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.namelist():
            if "sheet1" not in part and "shared" not in part:
                new.writestr(part, old.read(part))
        new.writestr("xl/sharedStrings.xml", f"<sst><si><t>{shared}</t></si></sst>")
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write(b"<worksheet><sheetData>")
            for row in rows:
                stream.write(row.encode())
            stream.write(b"</sheetData></worksheet>")
    return path


@pytest.mark.slow
def test_a_full_register_year_stays_within_a_gibibyte(tmp_path: Path) -> None:
    """Memory grows with the rows, and no faster: what an eighth takes tells what the whole would."""
    path, peaks = tmp_path / "lisa.xlsx", []
    for rows in (STEP, 2 * STEP):
        write_workbook(path, rows=rows)
        outcome, peak = read(path)
        assert outcome == str(rows)
        peaks.append(peak)
    small, large = peaks
    assert large + (large - small) * (FULL_YEAR - 2 * STEP) / STEP < GIBIBYTE_IN_KIB


@pytest.mark.slow
@pytest.mark.parametrize("rows", [far_corner, one_long_text_everywhere])
def test_a_hostile_workbook_is_refused_within_a_gibibyte(
    tmp_path: Path, rows: Callable[[], Iterator[str]]
) -> None:
    outcome, peak = read(rewritten(tmp_path / "lisa.xlsx", rows(), "x" * 30_000))
    assert outcome == "workbook-size"
    assert peak < GIBIBYTE_IN_KIB


@pytest.mark.slow
def test_more_cells_than_allowed_are_refused_within_a_gibibyte(tmp_path: Path) -> None:
    outcome, peak = read(rewritten(tmp_path / "lisa.xlsx", too_many_cells(LIMITS.cells), "x"))
    assert outcome == "workbook-size"
    assert peak < GIBIBYTE_IN_KIB
