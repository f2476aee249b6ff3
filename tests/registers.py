"""Small registers, written by hand: one line an establishment, in the columns of LISA."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from keianalysis.register.delivery import Vintage, read_registers
from tests.conftest import observation_rows
from tests.register.register_deliveries import deliver as write_vintage

HEADER = "lisanr;kvkdosnr;kvkvestnr;manf;vrouwf;manp;vrouwp;enqtype;gemnr;sbi08"
NOTHING = observation_rows({"region": "Nederland"})
"""Published observations with no total of Drenthe to compare with."""


def line(
    number: int,
    jobs: int | str,
    place: str = "0106",
    sbi: str = "47110",
    *,
    company: int | None = None,
    chamber: int | None = None,
    small: int = 0,
    survey: str = "01",
) -> str:
    """Return an establishment; its full-time jobs are those of men, its small jobs those of women."""
    ids = (number, number if company is None else company, number if chamber is None else chamber)
    return ";".join(str(value) for value in (*ids, jobs, 0, 0, small, survey, place, sbi))


def deliver(root: Path, years: Mapping[int, Sequence[str]], name: str = "lisa_2012") -> Path:
    """Write a vintage with a CSV file a year, and return the folder of the deliveries."""
    texts = {f"{year}-04-01": "\n".join([HEADER, *rows, ""]) for year, rows in years.items()}
    return write_vintage(root, texts, name, release_date=f"{max(2013, *years)}-12-19").parent


def vintage(root: Path, years: Mapping[int, Sequence[str]], name: str = "lisa_2012") -> Vintage:
    """Deliver a register below ``root`` and read it."""
    (found,) = read_registers(deliver(root, years, name), root / "store", NOTHING)
    return found


def values(table: pd.DataFrame, measure: str, **wanted: str) -> dict[tuple[str, str], float]:
    """Return the values of a measure by region and sector, of the rows that are wanted."""
    rows = table[table["measure"] == measure]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    keys = zip(rows["region"], rows["sector"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))
