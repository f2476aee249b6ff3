"""A year of a register as CSV, workbook or SPSS file, the same bytes for the same table."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd
import pyreadstat

from keianalysis.samples.rows import SampleLayout
from keianalysis.samples.xlsx import write_xlsx

SHEET: Final = "vestigingen"
EXPLANATION: Final = "toelichting"
LABELLED: Final = {"enqtype": "survey_type", "grtklas": "size_class"}
"""Raw columns that carry value labels in an SPSS file, and the code list that holds them."""
SAV_CREATED: Final = slice(92, 109)
"""Where the header of a sav file holds the day and time of writing: dd mmm yy and hh:mm:ss."""


def write_csv(path: Path, table: pd.DataFrame, *, encoding: str, quoted: bool) -> None:
    """Write with semicolons; ``quoted`` puts every field in quotes."""
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    table.to_csv(path, sep=";", index=False, encoding=encoding, quoting=quoting, lineterminator="\r\n")


def write_workbook(path: Path, table: pd.DataFrame, layout: SampleLayout, note: str) -> None:
    """Write a workbook with an explanation on the first sheet and the rows on the second."""
    write_xlsx(path, {EXPLANATION: pd.DataFrame({note: []}), SHEET: table}, layout.dates)


def write_sav(path: Path, table: pd.DataFrame, layout: SampleLayout, written: dt.date, note: str) -> None:
    """Write an SPSS file with value labels, whose header says ``written`` as its day."""
    labels: dict[str, dict[Any, str]] = {column: layout.labels[name] for column, name in LABELLED.items()}
    plain = table.astype({name: "float64" if name in layout.numbers else object for name in table.columns})
    pyreadstat.write_sav(plain, path, file_label=note[:60], variable_value_labels=labels, row_compress=True)
    # A month by name must not depend on the language of the machine.
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[3 * written.month - 3 : 3 * written.month]
    stamp = f"{written.day:02d} {month} {written.year % 100:02d}00:00:00".encode("ascii")
    with path.open("r+b") as file:
        file.seek(SAV_CREATED.start)
        file.write(stamp)
