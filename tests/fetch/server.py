"""A service on the loopback address that answers from small tables by hand, and that can fail as told."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Row = dict[str, Any]


@dataclass
class Fault:
    """What happens instead of an answer, to the next ``times`` requests whose path matches."""

    path: str
    code: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: bool = False
    reset: bool = False
    body: bytes | None = None
    times: int = 1
    after: int = 0


@dataclass
class Recorded:
    """The tables of the service, its page size, its faults to come, and every request that it had."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    page_size: int = 100_000
    relative: bool = False
    faults: list[Fault] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    agents: set[str] = field(default_factory=set)
    on_request: Callable[[str], None] = lambda _: None
    base: str = ""

    def asked(self, part: str) -> int:
        """Return how many requests had ``part`` in their path."""
        return sum(part in path for path in self.requests)

    def fault_for(self, path: str) -> Fault | None:
        """Take the fault that is due for a path."""
        for fault in self.faults:
            if re.search(fault.path, path) and fault.times > 0:
                if fault.after > 0:
                    fault.after -= 1
                    continue
                fault.times -= 1
                return fault
        return None

    def answer(self, path: str) -> tuple[int, bytes]:
        """Return code and body for a path with its query."""
        place, query = urlsplit(path).path, {k: v[0] for k, v in parse_qs(urlsplit(path).query).items()}
        if place in self.texts:
            return 200, self.texts[place].encode()
        parts = unquote(place).strip("/").split("/")
        if parts == ["Datasets"]:
            return 200, _json({"value": [_entry(one) for one in self.tables.values()]})
        table = self.tables.get(parts[0])
        if table is None or len(parts) < 2:
            return 404, b"{}"
        if parts[1] == "Observations":
            return self._rows(table, parts, query)
        if parts[1] not in table:
            return 404, b"{}"
        content = table[parts[1]]
        return 200, _json(content if parts[1] == "Properties" else {"value": content})

    def _rows(self, table: dict[str, Any], parts: list[str], query: Mapping[str, str]) -> tuple[int, bytes]:
        rows = [row for row in table["Observations"] if _matches(row, query.get("$filter", ""))]
        if parts[2:] == ["$count"]:
            return 200, f"\ufeff{len(rows)}".encode()
        start = int(query.get("$skip", 0))
        answer: dict[str, Any] = {"value": rows[start : start + self.page_size]}
        if start + self.page_size < len(rows):
            asked = f"Observations?$filter={query.get('$filter', '')}&$skip={start + self.page_size}"
            name = table["Properties"]["Identifier"]
            answer["@odata.nextLink"] = asked if self.relative else f"{self.base}/{name}/{asked}"
        return 200, _json(answer)


def _json(content: Any) -> bytes:
    return json.dumps(content).encode()


def _entry(table: Mapping[str, Any]) -> Row:
    names = ("Identifier", "Title", "Status", "Modified", "ObservationsModified", "ObservationCount")
    return {name: table["Properties"].get(name) for name in names}


def _matches(row: Mapping[str, Any], wanted: str) -> bool:
    """Judge a row by the few words of OData that a selection is written in."""
    if not wanted:
        return True
    code = re.sub(r"startswith\((\w+),('[^']*')\)", r"row['\1'].startswith(\2)", wanted)
    code = re.sub(r"\b(\w+) (eq|ge) ('[^']*')", lambda m: f"row['{m[1]}'] {_SIGNS[m[2]]} {m[3]}", code)
    return bool(eval(code, {"row": row}))  # our own tests wrote it


_SIGNS = {"eq": "==", "ge": ">="}


@contextmanager
def serving(recorded: Recorded) -> Iterator[str]:
    """Serve on a free port of the loopback address, and give the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536  # Header and body in one go, or each answer waits for an acknowledgement.

        def do_GET(self) -> None:
            recorded.requests.append(self.path)
            recorded.agents.add(self.headers.get("User-Agent", ""))
            recorded.on_request(self.path)
            fault = recorded.fault_for(self.path)
            if fault is not None:
                self._fail(fault)
            else:
                self._send(*recorded.answer(self.path))

        def _fail(self, fault: Fault) -> None:
            time.sleep(fault.delay)
            if fault.reset:
                self.close_connection = True
                with suppress(OSError):
                    self.connection.close()
                return
            code, body = recorded.answer(self.path)
            body = body if fault.body is None else fault.body
            self._send(fault.code or code, body, fault.headers, cut=fault.cut)

        def _send(
            self, code: int, body: bytes, headers: Mapping[str, str] | None = None, *, cut: bool = False
        ) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            for name, text in (headers or {}).items():
                self.send_header(name, text)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body[: len(body) // 2] if cut else body)
            self.close_connection = self.close_connection or cut

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    recorded.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield recorded.base
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def jobs_table(version: str = "202506010000", **changes: Any) -> dict[str, Any]:
    """Return a table of four rows in the shape of the service: two regions, two years."""
    day = f"{version[:4]}-{version[4:6]}-{version[6:8]}T06:30:00+02:00"
    properties = {
        "Identifier": "70001NED",
        "Title": "Banen van werknemers ",
        "Version": version,
        "ReleaseDate": day,
        "Modified": day,
        "ObservationsModified": day,
        "ObservationCount": 4,
        "Status": "Regulier",
        "License": "https://creativecommons.org/licenses/by/4.0/",
    }
    dimensions = [
        {
            "Identifier": "RegioS",
            "Title": "Regio's",
            "Kind": "GeoDimension",
            "ContainsCodes": True,
            "CodesUrl": "https://elsewhere.invalid/70001NED/RegioSCodes",
        },
        {
            "Identifier": "Perioden",
            "Title": "Perioden",
            "Kind": "TimeDimension",
            "ContainsCodes": True,
            "CodesUrl": "https://elsewhere.invalid/70001NED/PeriodenCodes",
        },
    ]
    rows = [
        observation(0, "NL01", "2023JJ00", 8000.1),
        observation(1, "NL01", "2024JJ00", 8100.2),
        observation(2, "PV22", "2023JJ00", 200.3),
        observation(3, "PV22", "2024JJ00", None, "Confidential"),
    ]
    table = {
        "Properties": properties,
        "Dimensions": dimensions,
        "MeasureCodes": [
            {
                "Identifier": "M000001",
                "Title": "Banen ",
                "Unit": "x 1 000",
                "Decimals": 1,
                "DataType": "Double",
            }
        ],
        "RegioSCodes": [
            {"Identifier": "NL01", "Title": "Nederland", "DimensionGroupId": "NL"},
            {"Identifier": "PV22", "Title": "Drenthe (PV)", "DimensionGroupId": "PV"},
        ],
        "PeriodenCodes": [
            {"Identifier": "2023JJ00", "Title": "2023", "Status": "Definitief"},
            {"Identifier": "2024JJ00", "Title": "2024", "Status": "Voorlopig"},
        ],
        "Observations": rows,
    }
    return table | changes


def observation(number: int, region: str, period: str, value: float | None, attribute: str = "None") -> Row:
    """Return one row as the service writes it."""
    return {
        "Id": number,
        "Measure": "M000001",
        "ValueAttribute": attribute,
        "Value": value,
        "StringValue": None,
        "RegioS": region,
        "Perioden": period,
    }
