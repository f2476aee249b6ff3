"""A national register year as CSV in cp1252, read, checked and stored, beside pandas reading it.

Run it from the root of the project: python -m benchmarks.register_csv [--rows 1900000] [--repeats 1]
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.deliveries import NAME, csv_delivery
from benchmarks.reading import Reading, measure


def theirs(folder: Path) -> pd.DataFrame:
    """Read the file as text in pandas."""
    return pd.read_csv(folder / NAME / "lisa.csv", sep=";", encoding="cp1252", dtype=str)


READING: Final = Reading(
    "benchmarks.register_csv", 1_900_000, 1, csv_delivery, theirs, "CSV in cp1252", "pandas"
)

if __name__ == "__main__":
    measure(READING, str(__doc__))
