"""A register year as a workbook, read, checked and stored, beside pandas with openpyxl reading it.

Run it from the root of the project: python -m benchmarks.register_read [--rows 52000] [--repeats 2]
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.deliveries import NAME, workbook_delivery
from benchmarks.reading import Reading, measure
from keianalysis.samples.files import SHEET


def theirs(folder: Path) -> pd.DataFrame:
    """Read the sheet as text in pandas."""
    return pd.read_excel(folder / NAME / "lisa.xlsx", sheet_name=SHEET, engine="openpyxl", dtype=str)


READING: Final = Reading(
    "benchmarks.register_read", 52_000, 2, workbook_delivery, theirs, "workbook", "pandas with openpyxl"
)

if __name__ == "__main__":
    measure(READING, str(__doc__))
