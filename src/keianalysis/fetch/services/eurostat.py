"""The dissemination service of Eurostat: SDMX 2.1, asked for SDMX-CSV, and its table of contents."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

from keianalysis.fetch.errors import EmptyAnswer, NotThere, ServiceFailed
from keianalysis.fetch.rows import STATUS
from keianalysis.fetch.services.addresses import with_query
from keianalysis.fetch.services.asked import FROM, Selection, unanswered
from keianalysis.fetch.services.client import Client
from keianalysis.fetch.services.description import Description, Entry, fingerprint_of
from keianalysis.fetch.staging import Page

TIME: Final = "TIME_PERIOD"
ABOUT_ROWS: Final = ("DATAFLOW", "LAST UPDATE")
VALUES: Final = ("OBS_VALUE", "OBS_FLAG", "CONF_STATUS")
LICENCE: Final = "https://ec.europa.eu/eurostat/help/copyright-notice"
FLAGS: Final = {
    "p": "provisional",
    "u": "unreliable",
    "b": "break",
    "e": "not_final",
    "f": "not_final",
    "s": "not_final",
}
"""What the flags of a number mean here; an estimate, a forecast and a figure of Eurostat may still change."""

MISSING: Final = {"c": "secret", "n": "unknown", "z": "impossible", "m": "impossible"}
"""What the flags of a missing number mean."""


@dataclass(frozen=True)
class Eurostat:
    """The service at ``base``. One answer holds description and rows, so it is asked for once."""

    client: Client
    base: str
    name: str = "eurostat"
    _entries: dict[str, Entry] = field(default_factory=dict)
    _answers: dict[str, bytes] = field(default_factory=dict)

    def catalogue(self) -> dict[str, Entry]:
        """Return every table by its code, in the case of the table of contents and in lower case."""
        try:
            rows = self.client.get(with_query(f"{self.base}/catalogue/toc/txt", lang="en"), _contents)
        except NotThere:
            return {}
        for row in rows:
            stamp = f"{row['last update of data']} {row['last table structure change']}".strip()
            entry = Entry(row["code"], row["title"].strip(), stamp)
            self._entries[entry.table] = self._entries[entry.table.lower()] = entry
        return self._entries

    def request(self, table: str, selection: Selection) -> str:
        """Return the address of the rows; the selection names every dimension in the order of the table."""
        dimensions = {name: codes for name, codes in selection.items() if name != TIME}
        key = ".".join("+".join(codes) for codes in dimensions.values())
        since = next((code.removeprefix(FROM) for code in selection.get(TIME, ())), "")
        place = f"{self.base}/sdmx/2.1/data/{table}" + (f"/{key}" if key else "")
        return with_query(place, format="SDMX-CSV", startPeriod=since)

    def describe(self, table: str, selection: Selection) -> Description:
        """Return what a table says of itself: the columns of its rows, and when it was last updated."""
        address = self.request(table, selection)
        content = self.client.get(address, _checked, "text/csv")
        self._answers[address] = content
        rows = _rows(content)
        if not rows:
            told = ", ".join(unanswered(selection, {})) or "anything"
            raise EmptyAnswer(f"{table}: no row came about {told}; nothing is kept")
        updated = {row["LAST UPDATE"] for row in rows}
        if len(updated) != 1:
            raise ServiceFailed(f"Eurostat {table}: the rows tell of {len(updated)} updates, not of one")
        moment = _moment(updated.pop(), table)
        entry = self._entries.get(table)
        dimensions = _dimensions(rows[0])
        units = sorted({row["unit"] for row in rows}) if "unit" in dimensions else []
        measure = {"Identifier": "OBS_VALUE", "Unit": " ".join(units), "Decimals": None}
        kinds = [{"Identifier": one, "Kind": "TimeDimension" if one == TIME else ""} for one in dimensions]
        return Description(
            table=table,
            title=entry.title if entry else "",
            version=moment.strftime("%Y%m%d%H%M"),
            release_date=moment.date().isoformat(),
            stamp=entry.stamp if entry else moment.isoformat(),
            licence=LICENCE,
            rows=None,
            dimensions=dimensions,
            fingerprint=fingerprint_of(kinds, [measure]),
            files={},
        )

    def version(self, description: Description) -> tuple[str, str]:
        """Return version and stamp of the answer: it came as a whole."""
        return description.version, description.stamp

    def count(self, table: str, selection: Selection) -> int | None:
        """Return nothing: the service does not count its rows."""
        return None

    def page(self, address: str) -> Page:
        """Return the whole answer, which came with the description."""
        content = self._answers.pop(address, None)
        return Page(content or self.client.get(address, _checked, "text/csv"), "")

    def tables(self, description: Description, pages: Iterable[bytes]) -> Iterator[pa.Table]:
        """Yield the rows, typed, each with its status."""
        for content in pages:
            yield _typed(_rows(content), description.dimensions)

    def schema(self, description: Description) -> pa.Schema:
        """Return the columns of the rows."""
        return _schema(description.dimensions)


def _contents(content: bytes) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter="\t"))
    if (
        not rows
        or not {"title", "code", "last update of data", "last table structure change"} <= rows[0].keys()
    ):
        raise ValueError("no table of contents")
    return [{name: (text or "").strip() for name, text in row.items() if name} for row in rows]


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def _checked(content: bytes) -> bytes:
    """Return an answer that has rows of one width and ends with a whole line."""
    text = content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    needed = {*ABOUT_ROWS, TIME, VALUES[0]}
    if not lines or not needed <= set(lines[0]):
        raise ValueError("no SDMX-CSV with LAST UPDATE, TIME_PERIOD and OBS_VALUE")
    if not text.endswith("\n") or any(len(line) != len(lines[0]) for line in lines):
        raise ValueError("the last line is cut off")
    return content


def _moment(text: str, table: str) -> dt.datetime:
    for form in ("%d/%m/%y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%y", "%Y-%m-%dT%H:%M:%S"):
        try:
            return dt.datetime.strptime(text, form)
        except ValueError:
            continue
    raise ServiceFailed(f"Eurostat {table}: LAST UPDATE is {text!r}, which is no date that we know")


def _dimensions(row: Mapping[str, str]) -> list[str]:
    return [name for name in row if name not in (*ABOUT_ROWS, *VALUES)]


def _schema(dimensions: Sequence[str]) -> pa.Schema:
    text = [(name, pa.string()) for name in (*dimensions, "ValueAttribute", STATUS)]
    return pa.schema([*text, ("Value", pa.float64())])


def _typed(rows: Sequence[Mapping[str, str]], dimensions: Sequence[str]) -> pa.Table:
    values = [_value(row["OBS_VALUE"]) for row in rows]
    flags = [(row.get("OBS_FLAG") or "").strip().lower() for row in rows]
    secret = ["c" if (row.get("CONF_STATUS") or "").strip().upper() in ("C", "S") else "" for row in rows]
    columns: dict[str, list[str] | list[float | None]] = {
        name: [row[name].strip() for row in rows] for name in dimensions
    }
    columns["ValueAttribute"] = flags
    columns[STATUS] = [
        _status(flag + hidden, value) for flag, hidden, value in zip(flags, secret, values, strict=True)
    ]
    columns["Value"] = values
    return pa.table(columns, schema=_schema(dimensions))


def _value(text: str) -> float | None:
    if text.strip() in ("", ":", "NaN"):
        return None
    if not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text.strip()):
        raise ServiceFailed(f"the value {text!r} is not a number")
    return float(text)


def _status(flags: str, value: float | None) -> str:
    meanings, otherwise = (MISSING, "unknown") if value is None else (FLAGS, "")
    return next((meanings[flag] for flag in meanings if flag in flags), otherwise)
