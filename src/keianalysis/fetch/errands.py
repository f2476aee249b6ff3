"""One call of ``keianalysis fetch``: every table that is wanted, one account of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from keianalysis.fetch import keeping
from keianalysis.fetch.errors import FetchFailed
from keianalysis.fetch.fetching import KEPT, Order, Outcome, Service, fetch_table
from keianalysis.fetch.orders import check_names, order_of, services
from keianalysis.fetch.releases import Release, releases_in
from keianalysis.fetch.services.client import AT_ONCE, Client
from keianalysis.fetch.services.description import Entry
from keianalysis.model.errors import KeianalysisError, WrongCall
from keianalysis.readers.fetched.declaration import Declaration

Catalogues = Mapping[str, Mapping[str, Entry]]


@dataclass
class Account:
    """What became of every table of a call; ``failed`` says why by the name of the table."""

    outcomes: list[Outcome] = field(default_factory=list)
    failed: dict[str, KeianalysisError] = field(default_factory=dict)
    received: int = 0

    @property
    def lines(self) -> Iterator[str]:
        """Every table on a line, and what a reader should know besides."""
        for one in sorted(self.outcomes, key=lambda outcome: outcome.order.table):
            yield told(one.order.table, one.release, "kept" if one.state == KEPT else "unchanged")
            yield from one.remarks


def told(table: str, release: Release, state: str) -> str:
    """Return one release on a line."""
    about = release.about
    return (
        f"{table}: {state}, version {about['version']}, released {about['release_date']}, "
        f"{about['rows']:,} rows"
    )


def run(
    tables: Sequence[Declaration],
    out: Path,
    client: Client,
    tell: Callable[[str], None],
    *,
    again: bool = False,
) -> Account:
    """Fetch tables and return what became of each; what fails leaves the others alone.

    The catalogue of a service is looked at once, for all its tables.

    Raises
    ------
    ServiceFailed
        When a catalogue cannot be had.
    WrongCall
        When a table that no file declares is not in the catalogue, or only under another case.
    """
    known = services(client)
    catalogues = {name: known[name].catalogue() for name in dict.fromkeys(one.service for one in tables)}
    account = Account()
    orders = _orders(tables, known, catalogues, out, account)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        entries = [catalogues[order.service.name].get(order.table) for order in orders]
        list(pool.map(lambda order, entry: _attempt(order, entry, tell, account, again), orders, entries))
    account.received = client.received
    return account


def _orders(
    tables: Sequence[Declaration],
    known: Mapping[str, Service],
    catalogues: Catalogues,
    out: Path,
    account: Account,
) -> list[Order]:
    """Return an order for every table that its service lists."""
    wrong = [told for one in tables if not one.title for told in check_names([one], catalogues)]
    if wrong:
        raise WrongCall("; ".join(wrong))
    for one in tables:
        for trouble in check_names([one], catalogues):
            account.failed[one.table] = FetchFailed(trouble)
    return [order_of(one, known, out) for one in tables if one.table not in account.failed]


def _attempt(
    order: Order, entry: Entry | None, tell: Callable[[str], None], account: Account, again: bool
) -> None:
    try:
        account.outcomes.append(fetch_table(order, entry, tell, again=again))
    except KeianalysisError as error:
        account.failed[order.table] = error
    except OSError as error:
        account.failed[order.table] = FetchFailed(
            f"{order.table}: could not be kept: {error.strerror or error}"
        )


def kept(tables: Sequence[Declaration], out: Path) -> tuple[dict[str, Release], list[str]]:
    """Return the newest kept release of each table, and the tables that have none."""
    found = {one.table: releases_in(out / one.service / one.table) for one in tables}
    return {name: all_[-1] for name, all_ in found.items() if all_}, [
        n for n, all_ in found.items() if not all_
    ]


def accept(tables: Sequence[Declaration], out: Path) -> list[Release]:
    """Take the newest release in quarantine of every table into use."""
    return [keeping.accept(out / one.service / one.table, one.table) for one in tables]
