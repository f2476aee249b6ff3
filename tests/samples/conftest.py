"""One small sample for all tests of the room, and its files read back without the package's readers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from keianalysis.samples.register import write_sample_register

YEARS = (2010, 2011, 2012, 2013)
SCALE = 0.02
COUNTS = ("manf", "vrouwf", "manp", "vrouwp", "wpft", "wppt", "mannen", "vrouwen", "banen", "aantvest")


@dataclass(frozen=True)
class Delivery:
    """One vintage as a reader meets it."""

    folder: Path
    source: dict[str, Any]

    def year(self, year: int) -> pd.DataFrame:
        (file,) = (file for file in self.source["files"] if file["reference_date"].year == year)
        table = read_year(self.folder / file["path"], file.get("sheet"))
        return table.astype(dict.fromkeys(COUNTS, "float64")).astype(dict.fromkeys(COUNTS, "int64"))

    def years(self) -> list[int]:
        return [file["reference_date"].year for file in self.source["files"]]


def read_year(path: Path, sheet: str | None) -> pd.DataFrame:
    if path.suffix == ".sav":
        return pyreadstat.read_sav(path)[0]
    if path.suffix == ".xlsx":
        return pd.read_excel(path, sheet_name=sheet, engine="calamine", dtype=str).fillna("")
    encoding = "utf-8-sig" if path.read_bytes().startswith(b"\xef\xbb\xbf") else "cp1252"
    return pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding=encoding)


def deliveries_in(out: Path) -> list[Delivery]:
    folders = sorted(out.iterdir())
    return [
        Delivery(folder, tomllib.loads((folder / "source.toml").read_text("utf-8"))) for folder in folders
    ]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Delivery]:
    """Give the two vintages of a sample at a fiftieth of Drenthe."""
    out = tmp_path_factory.mktemp("sample") / "register"
    write_sample_register(out, YEARS, seed=1, scale=SCALE)
    return deliveries_in(out)


@pytest.fixture(scope="session")
def tables(sample: list[Delivery]) -> list[pd.DataFrame]:
    """Give every year of both vintages."""
    return [delivery.year(year) for delivery in sample for year in delivery.years()]
