"""Deliveries of the size that a benchmark asks for, made out of a synthetic register."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.register.delivery.source import SOURCE, Delivery, read_source
from keianalysis.register.delivery.store import store_file
from keianalysis.samples.files import SHEET, write_workbook
from keianalysis.samples.register import write_sample_register
from keianalysis.samples.rows import read_layout

NAME: Final = "benchmark"
YEARS: Final = range(2010, 2013)
YEAR: Final = 2011
SCALE: Final = 0.9
"""At this scale a year of the sample holds over 52,000 establishments."""
NUMBERED: Final = ("lisanr", "kvkdosnr", "kvkvestnr")
"""The first columns of the layout, which number establishments and companies."""

COMPARED: Final = {
    "lisanr": "establishment_id",
    "gemnr": "municipality_code",
    "sbi08": "sbi",
    "sectie": "section",
    "manf": "men_fulltime",
    "vrouwf": "women_fulltime",
    "manp": "men_parttime",
    "vrouwp": "women_parttime",
    "wpft": "jobs_fulltime",
    "wppt": "jobs_parttime",
    "banen": "jobs_total",
    "enqtype": "survey_type",
}
"""The columns, without a blank, of which the stored rows must be what pandas reads."""
OURS: Final = "ours.parquet"
THEIRS: Final = "theirs.parquet"


def workbook_delivery(folder: Path, rows: int) -> Delivery:
    """Write a delivery of one workbook, an explanation on its first sheet, and return it."""
    layout, path = read_layout(), _place(folder) / "lisa.xlsx"
    table = _sample(rows)
    whole = table.astype(dict.fromkeys(layout.numbers, "int64"))
    write_workbook(path, whole, layout, "Synthetic.")
    return _delivery(path, f'sheet = "{SHEET}"')


def csv_delivery(folder: Path, rows: int) -> Delivery:
    """Write a delivery of one CSV file in cp1252 with semicolons and return it.

    The rows of the sample come round until there are enough, each time with other numbers.
    """
    path = _place(folder) / "lisa.csv"
    table = _sample(min(rows, 50_000))
    lines = table.drop(columns=list(NUMBERED)).to_csv(sep=";", index=False, lineterminator="\n")
    heading, *body = lines.splitlines()
    with path.open("w", encoding="cp1252", newline="\r\n") as file:
        file.write(f"{';'.join(NUMBERED)};{heading}\n")
        for start in range(0, rows, len(body)):
            file.writelines(
                f"{number:09d};{number:08d};{number:012d};{line}\n"
                for number, line in enumerate(body[: rows - start], start + 1)
            )
    return _delivery(path)


def read_and_store(folder: Path) -> Path:
    """Read, check and store the delivery below a folder as the project does, and return the stored rows."""
    delivery = read_source(folder / NAME)
    store = Path(tempfile.mkdtemp(dir=folder))
    return store_file(delivery, delivery.files[0], store).rows


def leave_rows(rows: Path, folder: Path) -> None:
    """Put stored rows where ``require_equal`` finds them."""
    rows.replace(folder / OURS)


def leave_table(table: pd.DataFrame, folder: Path) -> None:
    """Write what pandas read where ``require_equal`` finds it."""
    table[list(COMPARED)].to_parquet(folder / THEIRS)


def require_equal(folder: Path) -> None:
    """Raise AssertionError when the stored rows are not the rows that pandas read, as text."""
    ours = pd.read_parquet(folder / OURS, columns=list(COMPARED.values())).astype("str")
    theirs = pd.read_parquet(folder / THEIRS).rename(columns=COMPARED).astype("str")
    theirs["municipality_code"] = "GM" + theirs["municipality_code"]
    by_id = [table.sort_values("establishment_id", ignore_index=True) for table in (ours, theirs)]
    pd.testing.assert_frame_equal(by_id[0], by_id[1], check_dtype=False)


def _place(folder: Path) -> Path:
    place = folder / NAME
    place.mkdir()
    return place


def _sample(rows: int) -> pd.DataFrame:
    """Return the first rows of a year of a synthetic register, all as text."""
    with tempfile.TemporaryDirectory(prefix="kei-") as place:
        files = write_sample_register(Path(place) / "sample", YEARS, 1, SCALE)
        (path,) = [
            file for file in files if file.name == f"lisa_{YEAR}.csv" and file.parent != files[0].parent
        ]
        table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    if len(table) < rows:
        raise ValueError(f"the sample holds {len(table)} rows where {rows} are asked for")
    return table.head(rows)


def _delivery(path: Path, more: str = "") -> Delivery:
    lines = [
        'layout = "lisa"',
        "release_date = 2012-12-19",
        'sbi_version = "2008"',
        "sample = true",
        "[[files]]",
        f'path = "{path.name}"',
        f"reference_date = {YEAR}-04-01",
        more,
    ]
    (path.parent / SOURCE).write_text("\n".join(lines), "utf-8")
    return read_source(path.parent)
