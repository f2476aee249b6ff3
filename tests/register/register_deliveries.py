"""Small deliveries of a register, written by hand in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat

from keianalysis.model import observations as obs
from keianalysis.model.errors import BadData, Fault
from keianalysis.register.delivery import Vintage, read_registers

SHOP: Mapping[str, str] = {
    "lisanr": "000101",
    "kvkdosnr": "04012345",
    "kvkvestnr": "000012345678",
    "naam": "Café De Hoek",
    "straat": "Brink",
    "huisnr": "7",
    "postcode": "9401 AB",
    "plaats": "Assen",
    "manf": "2",
    "vrouwf": "1",
    "manp": "1",
    "vrouwp": "0",
    "wpft": "3",
    "wppt": "1",
    "mannen": "3",
    "vrouwen": "1",
    "banen": "4",
    "grtklas": "03",
    "enqtype": "01",
    "opgehoogd": "NEE",
    "bronjaar": "12",
    "datumin": "2012-05-01",
    "xcoord": "233000",
    "gemnr": "0106",
    "provcode": "22",
    "sectie": "G",
    "afdeling": "47",
    "sbi08_3": "471",
    "sbi08_4": "4711",
    "sbi08": "4711",
    "sector": "7",
}
"""A shop in Assen that breaks no rule."""

FARM: Mapping[str, str] = SHOP | {
    "lisanr": "000102",
    "kvkdosnr": "00400123",
    "kvkvestnr": "000000045678",
    "naam": "Maatschap €uro",
    "gemnr": "0114",
    "manf": "1206",
    "vrouwf": "0",
    "manp": "",
    "vrouwp": "",
    "wpft": "1206",
    "wppt": "",
    "mannen": "",
    "vrouwen": "",
    "banen": "",
    "grtklas": "12",
    "sectie": "A",
    "afdeling": "01",
    "sbi08_3": "011",
    "sbi08_4": "0111",
    "sbi08": "0111",
    "sector": "1",
}
"""A farm in Emmen with codes that begin with zeros, 1,206 full-time jobs and unknown part-time jobs."""

PLAIN: Sequence[str] = ("lisanr", "manf", "vrouwf", "manp", "vrouwp", "gemnr", "sbi08")
"""The columns that a LISA delivery cannot do without."""

DAY = "2012-04-01"


def shop(**changes: str) -> dict[str, str]:
    """Return the shop with some values changed."""
    return {**SHOP, **changes}


def plain(**changes: str) -> dict[str, str]:
    """Return the shop with the columns that are required, and those that are given."""
    return {name: SHOP[name] for name in PLAIN} | changes


def csv_text(
    rows: Sequence[Mapping[str, str]], delimiter: str = ";", quoting: Any = csv.QUOTE_MINIMAL, title: str = ""
) -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return title + text.getvalue()


def write_workbook(path: Path, *sheets: tuple[str, Iterable[Sequence[Any]]]) -> None:
    """Write sheets of cells as given: text stays text and a number a number."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append([None if cell == "" else cell for cell in row])
    book.save(path)


def cells(rows: Sequence[Mapping[str, Any]]) -> list[Sequence[Any]]:
    """Return rows as cells with their headings above them."""
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def write_sav(
    path: Path, rows: Sequence[Mapping[str, Any]], labels: Mapping[str, Mapping[Any, str]] | None = None
) -> None:
    """Write rows as an SPSS file."""
    pyreadstat.write_sav(pd.DataFrame(rows), path, variable_value_labels=labels or {})


def source_toml(files: Mapping[str, str], **keys: Any) -> str:
    """Return a source.toml of files by reference date; a key of None is left out."""
    about = {"layout": "lisa", "release_date": "2012-12-19", "sbi_version": "2008"} | keys
    lines = [f"{key} = {json.dumps(value)}" for key, value in about.items() if value is not None]
    for date, path in files.items():
        lines += ["[[files]]", f"reference_date = {date}", f"path = {json.dumps(path)}"]
    return "\n".join(lines)


def deliver(
    root: Path, files: Mapping[str, str | bytes | Sequence[Mapping[str, str]]], name: str = "v", **keys: Any
) -> Path:
    """Write a vintage of CSV files by reference date below ``root`` and return its folder."""
    folder = root / "registers" / name
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    held = [one if isinstance(one, str | bytes) else csv_text(one) for one in files.values()]
    if not any("kvkdosnr" in str(text) for text in held):
        # Without numbers of companies each establishment is one, or nothing is published.
        keys = {"establishment_is_company": True} | keys
    for date, content in files.items():
        paths[date] = f"lisa_{date[:4]}.csv"
        text = content if isinstance(content, str | bytes) else csv_text(content)
        (folder / paths[date]).write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "source.toml").write_text(source_toml(paths, **keys), "utf-8")
    return folder


def read(root: Path, published: pd.DataFrame | None = None) -> tuple[Vintage, ...]:
    """Read every vintage below ``root``."""
    return read_registers(root / "registers", root / "store", obs.empty() if published is None else published)


def read_one(root: Path) -> Vintage:
    """Read the only vintage below ``root``."""
    (vintage,) = read(root)
    return vintage


def faults_of(root: Path, published: pd.DataFrame | None = None) -> list[Fault]:
    """Return everything that is told of the deliveries: errors, or else warnings."""
    try:
        return [fault for vintage in read(root, published) for fault in vintage.warnings]
    except BadData as error:
        return list(error.faults)


def places(faults: Iterable[Fault]) -> set[tuple[str, int, str]]:
    """Return rule, row and column of faults."""
    return {(fault.rule, fault.row, fault.column) for fault in faults}


def rows_of(vintage: Vintage, year: int = 0) -> pd.DataFrame:
    """Return the stored rows of one year."""
    return pd.read_parquet(vintage.years[year].rows, partitioning=None)
