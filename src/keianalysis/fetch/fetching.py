"""Fetching one table: look, ask, check, and keep; complete or absent."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from keianalysis.fetch import keeping
from keianalysis.fetch.errors import EmptyAnswer, IncompleteAnswer, Quarantined, ServiceFailed
from keianalysis.fetch.releases import ROWS, STAGING, Release, drop, quarantined, releases_in
from keianalysis.fetch.rows import check_once, content_hash, write_rows
from keianalysis.fetch.services.asked import Selection, unanswered
from keianalysis.fetch.services.client import AGENT
from keianalysis.fetch.services.description import Description, Entry, digest, schema_changes
from keianalysis.fetch.staging import Page, Staging

TIMES: Final = 3
"""How often a download is begun before it is given up as one that does not fit together."""

UNCHANGED: Final = "unchanged"
KEPT: Final = "kept"

Tell = Callable[[str], None]


class Service(Protocol):
    """What a service has to be able to do."""

    @property
    def name(self) -> str:
        """The name of the folder of its tables."""

    def catalogue(self) -> dict[str, Entry]:
        """Return every table of the service."""

    def describe(self, table: str, selection: Selection) -> Description:
        """Return what a table says of itself."""

    def version(self, description: Description) -> tuple[str, str]:
        """Return version and stamp of a described table as they are now."""

    def request(self, table: str, selection: Selection) -> str:
        """Return the address of the rows."""

    def count(self, table: str, selection: Selection) -> int | None:
        """Return how many rows the service counts; nothing when it does not count."""

    def page(self, address: str) -> Page:
        """Return one page of rows."""

    def tables(self, description: Description, pages: Iterable[bytes]) -> Iterator[pa.Table]:
        """Yield the rows of every page, typed."""

    def schema(self, description: Description) -> pa.Schema:
        """Return the columns of the rows."""


@dataclass(frozen=True)
class Order:
    """A table that is wanted: from which service, which codes of it, and where its releases are kept."""

    service: Service
    table: str
    selection: Selection
    place: Path


@dataclass(frozen=True)
class Outcome:
    """How an order ended: ``unchanged`` or ``kept``, with the release, and what a reader should know."""

    order: Order
    state: str
    release: Release
    remarks: tuple[str, ...] = ()


class _Moved(Exception):
    """The table was released anew while its pages came."""


def fetch_table(order: Order, entry: Entry | None, tell: Tell, *, again: bool = False) -> Outcome:
    """Return the release of a table that answers an order, fetched if it is not kept already.

    ``entry`` is the table in the catalogue. A release that is kept under the same stamp for the same
    request costs no further request, unless it is wanted ``again``, to compare.

    Raises
    ------
    ServiceFailed, IncompleteAnswer, EmptyAnswer
        When the rows did not come whole; nothing of them counts.
    Quarantined
        When they came whole and may not be used unseen.
    """
    if entry and not again and (known := _held(order, entry)):
        return Outcome(order, UNCHANGED, known)
    for _ in range(TIMES):
        description = order.service.describe(order.table, order.selection)
        try:
            return _fetched(order, description, tell)
        except _Moved:
            tell(f"{order.table}: released anew meanwhile, beginning again")
    raise IncompleteAnswer(f"{order.table}: released anew {TIMES} times while its rows came; try later")


def _held(order: Order, entry: Entry) -> Release | None:
    request = order.service.request(order.table, order.selection)
    for waiting in quarantined(order.place):
        if waiting.answers(entry.stamp, request):
            raise Quarantined(keeping.told_quarantine(order.table, waiting.folder))
    return keeping.held(order.place, request, entry.stamp)


def _fetched(order: Order, description: Description, tell: Tell) -> Outcome:
    last = next(reversed(releases_in(order.place)), None)
    changes = schema_changes(last.about["fingerprint"], description.fingerprint) if last else []
    with keeping.locked(order.place):
        try:
            staging, count = _downloaded(order, description, tell)
            work = _worked(order, description, staging)
            table = pq.read_table(work / ROWS)
            _check(order, table, count)
        except (ServiceFailed, EmptyAnswer) as error:
            if changes:
                raise keeping.quarantine_description(order.place, description, changes, error) from error
            raise
        about = _about(order, description, staging, table)
        try:
            release = keeping.keep(order.place, work, about, changes)
            keeping.note_look(order.place, about["request"], description.stamp, release)
        finally:
            drop(order.place / STAGING)
    return Outcome(order, KEPT, release, _remarks(order, description, table.num_rows))


def _downloaded(order: Order, description: Description, tell: Tell) -> tuple[Staging, int | None]:
    """Return all pages, those that were staged before among them, and the count of the service."""
    service, request = order.service, order.service.request(order.table, order.selection)
    count = service.count(order.table, order.selection)
    if count is None and not order.selection:
        count = description.rows
    staging = Staging.open(order.place / STAGING, request, f"{description.version} {description.stamp}")
    if staging.resumed:
        tell(f"{order.table}: going on after page {len(staging.pages)}, which had come before")
    try:
        _follow(order, staging, count, tell)
    except ServiceFailed:
        if not staging.resumed:
            raise
        # The address at which we broke off may have lost its meaning.
        staging.clear()
        _follow(order, staging, count, tell)
    if service.version(description) != (description.version, description.stamp):
        staging.clear()
        raise _Moved
    return staging, count


def _follow(order: Order, staging: Staging, count: int | None, tell: Tell) -> None:
    seen: set[str] = set()
    size = 0
    of = f" for {count:,} rows" if count is not None else ""
    while staging.following:
        if staging.following in seen:
            raise IncompleteAnswer(f"{order.table}: the pages of the service go round in a circle")
        seen.add(staging.following)
        page = order.service.page(staging.following)
        staging.add(page.content, page.following)
        size += len(page.content)
        tell(f"{order.table}: page {len(staging.pages)}, {size / 1e6:.1f} MB so far{of}")


def _worked(order: Order, description: Description, staging: Staging) -> Path:
    """Write rows and description into a folder beside the pages."""
    work = staging.folder / "release"
    drop(work)
    work.mkdir()
    tables = order.service.tables(description, staging.contents())
    write_rows(tables, order.service.schema(description), work / ROWS)
    for name, content in description.files.items():
        (work / name).write_bytes(content)
    return work


def _check(order: Order, table: pa.Table, count: int | None) -> None:
    """Raise IncompleteAnswer or EmptyAnswer unless these are the rows that were asked for, each once."""
    try:
        if count is not None and table.num_rows != count:
            raise IncompleteAnswer(
                f"{order.table}: {table.num_rows:,} rows came where the service counts {count:,}; "
                "nothing is kept"
            )
        check_once(table, order.table)
        if not table.num_rows and not order.selection:
            raise EmptyAnswer(f"{order.table}: the service gave no row at all; nothing is kept")
        found = {name: set(table[name].unique().to_pylist()) for name in order.selection}
        if nothing := unanswered(order.selection, found):
            raise EmptyAnswer(f"{order.table}: no row came about {', '.join(nothing)}; nothing is kept")
    except (IncompleteAnswer, EmptyAnswer):
        # Pages that do not fit together are of no use to the next call.
        drop(order.place / STAGING)
        raise


def _about(order: Order, description: Description, staging: Staging, table: pa.Table) -> dict[str, Any]:
    content = hashlib.sha256()
    for page in staging.contents():
        content.update(page)
    return {
        "service": order.service.name,
        "table": order.table,
        "title": description.title,
        "version": description.version,
        "stamp": description.stamp,
        "release_date": description.release_date,
        "request": staging.question,
        "selection": {name: list(codes) for name, codes in order.selection.items()},
        "accessed": dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
        "agent": AGENT,
        "licence": description.licence,
        "rows": table.num_rows,
        "sha256_bytes": content.hexdigest(),
        "sha256_content": content_hash(table),
        "fingerprint": description.fingerprint,
        "sha256_fingerprint": digest(description.fingerprint),
    }


def _remarks(order: Order, description: Description, rows: int) -> tuple[str, ...]:
    if order.selection or description.rows in (None, rows):
        return ()
    # The number in the description may be older than the rows; the count of the request decides.
    return (
        f"{order.table}: {rows:,} rows, as the service counts; its description says {description.rows:,}",
    )
