"""What a fetch would ask, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from keianalysis.fetch import keeping
from keianalysis.fetch.errors import ServiceFailed
from keianalysis.fetch.fetching import Order
from keianalysis.fetch.orders import check_names, order_of, services
from keianalysis.fetch.releases import quarantined, releases_in
from keianalysis.fetch.services.client import Client
from keianalysis.fetch.services.description import Entry
from keianalysis.readers.fetched.declaration import Declaration


def plan(
    tables: Sequence[Declaration],
    unconfirmed: Sequence[Declaration],
    out: Path,
    client: Client,
    *,
    offline: bool,
) -> Iterator[str]:
    """Yield a line for every table: what would be asked and why, and what nobody has confirmed yet."""
    known = services(client)
    catalogues: dict[str, Mapping[str, Entry]] = {}
    for name in dict.fromkeys(one.service for one in tables):
        try:
            catalogues[name] = {} if offline else known[name].catalogue()
        except ServiceFailed as error:
            yield f"the catalogue of {name} could not be looked at: {error}"
    for one in tables:
        order = order_of(one, known, out)
        wrong = check_names([one], catalogues)
        catalogue = catalogues.get(one.service)
        yield f"{one.service} {one.table} {one.title}".rstrip()
        yield f"  {wrong[0] if wrong else _why(order, (catalogue or {}).get(one.table))}"
    if unconfirmed:
        yield "not confirmed: nobody has seen these tables and codes answer; check them, then confirm them"
    for one in unconfirmed:
        yield f"  {one.service} {one.table} {one.title}: {one.note}".rstrip(": ")
        yield f"    GET {_request(order_of(one, known, out))}"


def _request(order: Order) -> str:
    return order.service.request(order.table, order.selection)


def _why(order: Order, entry: Entry | None) -> str:
    request = _request(order)
    ask = f"GET {request}"
    releases = releases_in(order.place)
    if not releases:
        return f"no release is kept yet: {ask}"
    last = releases[-1].about
    if entry is None:
        return f"version {last['version']} is kept; whether there is a newer one is not known: {ask}"
    if any(one.answers(entry.stamp, request) for one in quarantined(order.place)):
        return "a release waits in quarantine; nothing would be asked"
    if keeping.held(order.place, request, entry.stamp):
        return f"version {last['version']} is kept and is the newest; nothing would be asked"
    if all(one.about["request"] != request for one in releases):
        return f"the selection is another than that of the kept releases: {ask}"
    return f"changed at {entry.stamp}, kept is version {last['version']}: {ask}"
