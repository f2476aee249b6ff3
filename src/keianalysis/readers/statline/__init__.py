"""Reader of CBS StatLine downloads.

A delivery is a folder below ``data/raw/statline`` with the file as it was downloaded and a
``source.toml`` beside it that says what it is::

    file = "werkloosheid.csv"
    publisher = "CBS"
    table = "82915NED"
    address = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/82915NED"
    release_date = "2025-05-15"        # may be left out when unknown
    other_regions = "skip"             # regions that StatLine adds and that we do not know
    other_topics = "skip"              # topics of the file that are not wanted
    ignore = ["Geslacht", "Leeftijd"]  # columns that hold one value only
    thousands = "."                    # only when 1.206 stands for one thousand two hundred and six

    [[topics]]
    label = "Werkloosheidspercentage"  # as the file writes it
    measure = "unemployment_rate_quarterly"
    unit = "pct"
    decimals = 1
    factor = 1                         # 1000 where the file counts thousands
    level = "12-31"                    # only for a level on a day of the year

Everything is read as text. A provisional mark (2019*) becomes a status; a missing value stays a row
without a value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis import observations as obs
from keianalysis.errors import BadData, Fault
from keianalysis.intervals import printed_interval
from keianalysis.observations import Period
from keianalysis.readers.statline.shapes import Cell, plain, read_cells
from keianalysis.readers.statline.source import REMEDIES, read_about, read_download

MISSING: Final = ("", ".", "-", "x")
REGION_CODES: Final = {
    "Nederland": "NL01",
    "Noord-Nederland": "LD01",
    "Oost-Nederland": "LD02",
    "West-Nederland": "LD03",
    "Zuid-Nederland": "LD04",
    "Groningen": "PV20",
    "Fryslân": "PV21",
    "Friesland": "PV21",
    "Drenthe": "PV22",
    "Overijssel": "PV23",
    "Flevoland": "PV24",
    "Gelderland": "PV25",
    "Utrecht": "PV26",
    "Noord-Holland": "PV27",
    "Zuid-Holland": "PV28",
    "Zeeland": "PV29",
    "Noord-Brabant": "PV30",
    "Limburg": "PV31",
}
"""The names that StatLine gives to regions; one province changed its name and kept its code."""

QUARTERS: Final = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}


@dataclass(frozen=True)
class _Delivery:
    """A download with what its source.toml says of it."""

    file: str
    about: Mapping[str, Any]
    topics: Mapping[str, Mapping[str, Any]]
    regions: Mapping[str, str]

    def fault(self, row: int, column: str, rule: str, message: str) -> Fault:
        return Fault(self.file, row, column, rule, message, REMEDIES[rule])

    def skips(self, what: str) -> bool:
        return self.about.get(f"other_{what}") == "skip"


def read_statline(folder: Path, measures: Collection[str], regions: Mapping[str, str]) -> pd.DataFrame:
    """Return a StatLine delivery as an observation table.

    ``measures`` are the names of the measure list; ``regions`` maps CBS codes to names. Basis is
    ``published``, or ``release_unknown`` without a release date; lineage is file and row.

    Raises
    ------
    BadData
        With every fault of ``source.toml`` or of the file.
    """
    about = read_about(folder, measures)
    path = folder / str(about["file"])
    file = f"{folder.name}/{path.name}"
    topics = {plain(topic["label"]): topic for topic in about["topics"]}
    delivery = _Delivery(file, about, topics, regions)
    only = about["topics"][0]["label"] if len(topics) == 1 else None
    cells = [
        cell
        for cell in read_cells(read_download(path, file, about), file, only)
        if not _is_ignored(cell, about)
    ]
    faults, rows = _converted(cells, delivery)
    faults += _absent(cells, delivery)
    table = pd.DataFrame(rows, columns=[name for name in obs.COLUMNS if name != "id"])
    faults += _conflicts(table, delivery)
    if faults:
        raise BadData(dict.fromkeys(faults))
    return obs.with_ids(table).reindex(columns=list(obs.COLUMNS)) if rows else obs.empty()


def _is_ignored(cell: Cell, about: Mapping[str, Any]) -> bool:
    return plain(cell.topic) in {plain(name) for name in about.get("ignore", [])}


def _converted(cells: list[Cell], delivery: _Delivery) -> tuple[list[Fault], list[dict[str, object]]]:
    faults: list[Fault] = []
    rows: list[dict[str, object]] = []
    for cell in cells:
        topic, region = delivery.topics.get(plain(cell.topic)), _region(cell.region, delivery.regions)
        period = _period(cell.period, str(topic.get("level", "")) if topic else "")
        value = _number(cell.text, str(delivery.about.get("thousands", "")))
        found = [*_cell_faults(cell, delivery, topic, region, period, value)]
        faults += found
        if topic and region and period and value is not _UNREADABLE and not found:
            rows.append(_row(cell, delivery, topic, region, period, value))
    return faults, rows


def _cell_faults(
    cell: Cell,
    delivery: _Delivery,
    topic: Mapping[str, Any] | None,
    region: tuple[str, str] | None,
    period: Period | None,
    value: Decimal | None,
) -> Iterator[Fault]:
    if topic is None and not delivery.skips("topics"):
        yield delivery.fault(cell.row, cell.column, "known-topic", f"{cell.topic!r} is not mapped")
    if topic is None:
        return
    if region is None and not delivery.skips("regions"):
        yield delivery.fault(cell.row, cell.column, "known-region", f"{cell.region!r} is not known")
    if period is None:
        yield delivery.fault(cell.row, cell.column, "known-period", f"{cell.period!r} is not a period")
    if value is _UNREADABLE:
        yield delivery.fault(cell.row, cell.column, "readable-number", f"{cell.text!r} is not a number")


def _region(name: str, regions: Mapping[str, str]) -> tuple[str, str] | None:
    """Return code and name of a region, the mark (PV) or (LD) behind it left out."""
    code = REGION_CODES.get(re.sub(r"\s*\((PV|LD)\)$", "", name.strip()))
    return (code, regions[code]) if code in regions and code else None


def _period(text: str, level: str) -> Period | None:
    words = text.strip().rstrip("*").strip()
    if re.fullmatch(r"\d{4}", words):
        return Period.day(f"{words}-{level}") if level else Period.year(int(words))
    quarter = re.search(r"\b([1-4])e kwartaal|KW0([1-4])\b", words)
    named = re.search(r"\b(eerste|tweede|derde|vierde) kwartaal\b", words)
    year = re.search(r"\b(\d{4})(?=\b|KW)", words)
    if year is None or (quarter is None and named is None):
        return None
    number = QUARTERS[named[1]] if named else int(next(filter(None, quarter.groups() if quarter else ())))
    first, last = 3 * number - 2, 3 * number
    return Period(f"{year[1]}-{first:02d}-01", f"{year[1]}-{last:02d}-{30 if number in (2, 3) else 31}")


_UNREADABLE: Final = Decimal("NaN")


def _number(text: str, thousands: str) -> Decimal | None:
    """Return a number with a decimal comma; nothing for a missing one."""
    shown = text.strip()
    if shown in MISSING:
        return None
    if thousands:
        grouped = re.fullmatch(rf"-?\d{{1,3}}({re.escape(thousands)}\d{{3}})*(,\d+)?", shown)
        shown = shown.replace(thousands, "") if grouped else shown
    return Decimal(shown.replace(",", ".")) if re.fullmatch(r"-?\d+(,\d+)?", shown) else _UNREADABLE


def _row(
    cell: Cell,
    delivery: _Delivery,
    topic: Mapping[str, Any],
    region: tuple[str, str],
    period: Period,
    value: Decimal | None,
) -> dict[str, object]:
    about, release = delivery.about, str(delivery.about.get("release_date", ""))
    scaled = None if value is None else value * Decimal(str(topic.get("factor", 1)))
    low, high = _bounds(scaled, int(topic["decimals"]))
    provisional = "provisional" if cell.period.strip().endswith("*") else ""
    return {
        "measure": topic["measure"],
        "region": region[1],
        "region_code": region[0],
        "sector": topic.get("sector", "total"),
        "period_start": period.start,
        "period_end": period.end,
        "unit": topic["unit"],
        "value": float("nan") if scaled is None else float(scaled),
        "decimals": int(topic["decimals"]),
        "wording": "exact",
        "status": provisional if scaled is not None else "suppressed",
        "release_date": release,
        "basis": "published" if release else "release_unknown",
        "source": f"{about['publisher']} {about.get('table', '')}".strip() + f" | {about['address']}",
        "lineage": f"{delivery.file}#{cell.row}",
        "low": low,
        "high": high,
        "note": str(about.get("title", "")),
    }


def _bounds(value: Decimal | None, decimals: int) -> tuple[float, float]:
    if value is None:
        return float("nan"), float("nan")
    allowed = printed_interval(value, decimals)
    return float(allowed.low or 0), float(allowed.high or 0)


def _absent(cells: list[Cell], delivery: _Delivery) -> list[Fault]:
    """Return the topics of source.toml that the file lacks, with the nearest label it has."""
    found = {plain(cell.topic): cell.topic for cell in cells}
    faults = []
    for name, topic in delivery.topics.items():
        if name not in found:
            nearest = difflib.get_close_matches(topic["label"], list(found.values()), n=1, cutoff=0.3)
            hint = f"; the nearest is {nearest[0]!r}" if nearest else ""
            message = f"the topic {topic['label']!r} is not in the file{hint}"
            faults.append(delivery.fault(0, "label", "topic-present", message))
    return faults


def _conflicts(table: pd.DataFrame, delivery: _Delivery) -> list[Fault]:
    doubled = table[table.duplicated(list(obs.KEY), keep="first")]
    return [
        delivery.fault(
            int(str(lineage).partition("#")[2]), "value", "one-value-per-key", "the key occurs before"
        )
        for lineage in doubled["lineage"]
    ]
