"""What ``keianalysis fetch`` does, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from keianalysis.fetch import errands
from keianalysis.fetch.errors import FetchFailed
from keianalysis.fetch.orders import wanted
from keianalysis.fetch.plan import plan
from keianalysis.fetch.services.client import Patience, asking
from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import project_root
from keianalysis.readers.fetched.declaration import Declaration, read_declarations

RAW = Path("data", "raw")


@dataclass(frozen=True)
class Call:
    """The tables that were named, if any, and the folder below which releases are kept."""

    names: tuple[str, ...]
    out: Path
    patience: Patience = field(default_factory=Patience)
    tell: Callable[[str], None] = print

    @property
    def declared(self) -> list[Declaration]:
        """Every table that the project declares."""
        return read_declarations(project_root() / RAW)

    @property
    def tables(self) -> list[Declaration]:
        """The tables that the call means."""
        return wanted(self.declared, self.names)

    def fetched(self, *, again: bool = False) -> Iterator[str]:
        """Fetch, and yield what became of every table.

        Raises FetchFailed at the end when something failed; what came whole is kept by then.
        """
        tables = self.tables
        with asking(self.patience) as client:
            account = errands.run(tables, self.out, client, self.tell, again=again)
        yield from account.lines
        done = f"{len(account.outcomes)} of {len(tables)} tables are up to date"
        yield f"{done}, {_size(account.received)} received"
        if account.failed:
            raise FetchFailed("\n".join(str(error) for error in account.failed.values()))

    def planned(self, *, offline: bool) -> Iterator[str]:
        """Yield what would be asked and why, and the declared tables that nobody has confirmed."""
        tables = self.tables
        unconfirmed = [
            one for one in self.declared if not one.confirmed and (not self.names or one in tables)
        ]
        asked = [one for one in tables if one not in unconfirmed]
        with asking(self.patience) as client:
            yield from plan(asked, unconfirmed, self.out, client, offline=offline)

    def kept(self) -> Iterator[str]:
        """Yield the newest kept release of every table; raises FetchFailed when a named one has none."""
        found, missing = errands.kept(self.tables, self.out)
        for table, release in found.items():
            yield errands.told(table, release, "kept")
        for table in missing:
            yield f"{table}: no release is kept"
        if missing and self.names:
            raise FetchFailed(f"no release is kept of {', '.join(missing)}; fetch without --offline")

    def accepted(self) -> Iterator[str]:
        """Take what waits in quarantine into use, and yield it."""
        if not self.names:
            raise WrongCall(
                "--accept takes the names of the tables whose new release was read and found good"
            )
        for release in errands.accept(self.tables, self.out):
            yield errands.told(release.about["table"], release, "accepted")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count:,} bytes"
