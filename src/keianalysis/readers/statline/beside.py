"""The list of periods that comes with a bulk download: how final each of them is."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

from keianalysis.model.tables import read_text
from keianalysis.readers.statline.long import NOT_FINAL

PERIODS: Final = "PeriodenCodes.csv"
FINALITY: Final = {"Definitief": "", "NaderVoorlopig": "revised_provisional", "Voorlopig": "provisional"}


def finality_beside(folder: Path) -> dict[str, str]:
    """Return the status of each period by the list beside a bulk download; none where there is no list."""
    path = folder / PERIODS
    if not path.is_file():
        return {}
    text = read_text(path)
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    return {
        (row.get("Identifier") or "").strip(): FINALITY.get((row.get("Status") or "").strip(), NOT_FINAL)
        for row in rows
    }
