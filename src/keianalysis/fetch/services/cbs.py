"""The open data service of CBS: OData version 4."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from keianalysis.fetch.errors import NotThere, ServiceFailed
from keianalysis.fetch.rows import finality_of, schema_of, table_of
from keianalysis.fetch.services.addresses import next_page, with_query
from keianalysis.fetch.services.asked import Selection, odata_filter
from keianalysis.fetch.services.client import Client
from keianalysis.fetch.services.description import Description, Entry, an_object, code, fingerprint_of, listed
from keianalysis.fetch.staging import Page

SELECTED: Final = "Identifier,Title,Status,Modified,ObservationsModified,ObservationCount"
JSON: Final = "application/json"
STAMPED: Final = ("Modified", "ObservationsModified")
REQUIRED: Final = ("Identifier", "Version")


@dataclass(frozen=True)
class Cbs:
    """The service at ``base``, asked by ``client``."""

    client: Client
    base: str
    name: str = "cbs"

    def catalogue(self) -> dict[str, Entry]:
        """Return every table by its identifier; case is part of it. A mirror may have no catalogue."""
        address = with_query(f"{self.base}/Datasets", _select=SELECTED)
        try:
            rows = [row for page in self._pages(address) for row in listed(page.content)]
        except NotThere:
            return {}
        entries = [_entry(row) for row in rows if row.get("Identifier")]
        return {entry.table: entry for entry in entries}

    def describe(self, table: str, selection: Selection) -> Description:
        """Return what a table says of itself; raises ServiceFailed when it says too little."""
        place = f"{self.base}/{table}"
        files = {"Properties.json": self.client.get(f"{place}/Properties", _sound(an_object), JSON)}
        files |= {f"{name}.json": self._list(f"{place}/{name}") for name in ("Dimensions", "MeasureCodes")}
        dimensions, measures = listed(files["Dimensions.json"]), listed(files["MeasureCodes.json"])
        for one in dimensions:
            if one.get("ContainsCodes", True):
                name = f"{code(one['Identifier'])}Codes"
                # Not one["CodesUrl"]: a mirror passes on the address of the service that it mirrors.
                files[f"{name}.json"] = self._list(f"{place}/{name}")
        return _description(table, an_object(files["Properties.json"]), dimensions, measures, files)

    def version(self, description: Description) -> tuple[str, str]:
        """Return version and stamp of a table as they are now."""
        properties = self.client.get(f"{self.base}/{description.table}/Properties", an_object, JSON)
        return code(properties.get("Version", "")), _stamp(properties)

    def request(self, table: str, selection: Selection) -> str:
        """Return the address of the rows that a selection asks for."""
        return with_query(f"{self.base}/{table}/Observations", _filter=odata_filter(selection))

    def count(self, table: str, selection: Selection) -> int | None:
        """Return how many rows the service counts for a selection; nothing when it does not count."""
        address = f"{self.base}/{table}/Observations/$count"
        try:
            return self.client.get(with_query(address, _filter=odata_filter(selection)), _number)
        except NotThere:
            return None

    def page(self, address: str) -> Page:
        """Return one page of rows; an answer that is cut off is asked for again."""
        return self.client.get(
            address, lambda content: Page(content, self._following(content, address)), JSON
        )

    def tables(self, description: Description, pages: Iterable[bytes]) -> Iterator[pa.Table]:
        """Yield the rows of every page, typed, each with its status."""
        period = _period(description)
        codes = listed(description.files[f"{period}Codes.json"]) if period else []
        finality = finality_of(codes)
        for content in pages:
            yield table_of(listed(content), description.dimensions, period, finality)

    def schema(self, description: Description) -> pa.Schema:
        """Return the columns of the rows."""
        return schema_of(description.dimensions)

    def _following(self, content: bytes, address: str) -> str:
        listed(content)
        link = json.loads(content).get("@odata.nextLink") or ""
        following = next_page(link, address, self.base) if link else ""
        if following == address:
            raise ValueError("the next page is this page")
        return following

    def _pages(self, address: str) -> Iterator[Page]:
        seen: set[str] = set()
        while address and address not in seen:
            seen.add(address)
            page = self.page(address)
            yield page
            address = page.following

    def _list(self, address: str) -> bytes:
        pages = list(self._pages(address))
        if len(pages) == 1:
            return pages[0].content
        rows = [row for page in pages for row in listed(page.content)]
        return json.dumps({"value": rows}, ensure_ascii=False).encode()


def _period(description: Description) -> str:
    """Return the dimension of time that has codes; empty when there is none."""
    kinds = description.fingerprint["dimensions"]
    names = [name for name in description.dimensions if kinds[name] == "TimeDimension"]
    return next((name for name in names if f"{name}Codes.json" in description.files), "")


def _sound(parse: Any) -> Any:
    """Return a parser that gives the bytes back once they could be read."""

    def checked(content: bytes) -> bytes:
        parse(content)
        return content

    return checked


def _number(content: bytes) -> int:
    return int(content.decode("utf-8-sig").strip())


def _stamp(row: Mapping[str, Any]) -> str:
    return " ".join(str(row.get(name) or "") for name in STAMPED).strip()


def _entry(row: Mapping[str, Any]) -> Entry:
    title = " ".join(str(row.get("Title") or "").split())
    return Entry(code(row["Identifier"]), title, _stamp(row), row.get("ObservationCount"))


def _description(
    table: str,
    properties: Mapping[str, Any],
    dimensions: list[dict[str, Any]],
    measures: list[dict[str, Any]],
    files: Mapping[str, bytes],
) -> Description:
    missing = [name for name in REQUIRED if not code(properties.get(name) or "")]
    if missing or not dimensions or not measures:
        lacking = missing or ["dimensions or measures"]
        raise ServiceFailed(f"CBS {table}: the description lacks {', '.join(lacking)}")
    if code(properties["Identifier"]) != table:
        raise ServiceFailed(f"CBS {table}: the description is of {properties['Identifier']!r}")
    version = code(properties["Version"])
    day = properties.get("ReleaseDate") or properties.get("Modified") or ""
    return Description(
        table=table,
        title=" ".join(str(properties.get("Title") or "").split()),
        version=version,
        release_date=str(day)[:10] or f"{version[:4]}-{version[4:6]}-{version[6:8]}",
        stamp=_stamp(properties),
        licence=str(properties.get("License") or ""),
        rows=properties.get("ObservationCount"),
        dimensions=[code(one["Identifier"]) for one in dimensions],
        fingerprint=fingerprint_of(dimensions, measures),
        files=files,
    )
