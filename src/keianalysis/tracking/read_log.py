"""What a computation has read: measures of the observation table, and other tables by name.

Whoever runs a computation makes a ``ReadLog`` and hands out its tables as ``Watched`` ones. Rows come out
of those by measure, or all at once, and either way is noted; nothing else comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd

from keianalysis.tracking.beside import Beside

EVERYTHING: Final = "*"
"""The name under which all measures are noted at once."""


SMALL: Final = 20_000
"""Rows up to which a look at all of them is as quick as a list of places."""


def rows_of(table: pd.DataFrame, measures: Iterable[str]) -> pd.DataFrame:
    """Return the rows of some measures, in their order.

    Where the rows of each measure stand in a large table is noted at the first look, so that the next
    ones take as long as the rows that they return.
    """
    wanted = list(dict.fromkeys(measures))
    if len(table) <= SMALL:
        return table[table["measure"].isin(wanted)]
    places = _PLACES(table)
    found = [places[name] for name in wanted if name in places]
    return table.take(np.sort(np.concatenate(found)) if found else [])


def _places_of(table: pd.DataFrame) -> Mapping[Any, Any]:
    return table.groupby("measure").indices


_PLACES: Final = Beside(_places_of)


@dataclass
class ReadLog:
    """What one computation has read so far, whether or not there were rows."""

    _names: set[str] = field(default_factory=set)

    def measures(self, names: Iterable[str]) -> None:
        """Note measures of the observation table."""
        self._names.update(f"measure:{name}" for name in names)

    def table(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Note that a table is read, and return it."""
        self._names.add(f"table:{name}")
        return rows

    def also(self, other: ReadLog) -> None:
        """Note what somebody else has read for the same purpose."""
        self._names |= other._names

    def names(self) -> list[str]:
        """Return all that was read as kind:name, in order."""
        return sorted(self._names)


@dataclass(frozen=True)
class Watched:
    """An observation table that notes which measures are taken out of it.

    ``unread`` are its rows, for one who looks a row up by an id that a row already read has named.
    """

    unread: pd.DataFrame
    reads: ReadLog

    def of(self, measures: Iterable[str]) -> pd.DataFrame:
        """Return the rows of some measures."""
        wanted = list(measures)
        self.reads.measures(wanted)
        return rows_of(self.unread, wanted)

    def all(self) -> pd.DataFrame:
        """Return every row: whatever changes, changes what is made of them."""
        self.reads.measures([EVERYTHING])
        return self.unread


Observations = pd.DataFrame | Watched
"""An observation table as a computation takes it: plain, or watched for the run that it belongs to."""


def everything(table: Observations) -> pd.DataFrame:
    """Return all rows of a table, noted where somebody keeps count."""
    return table.all() if isinstance(table, Watched) else table


def unread(table: Observations) -> pd.DataFrame:
    """Return the rows of a table without a note; see ``Watched``."""
    return table.unread if isinstance(table, Watched) else table


def reworked(make: Callable[..., pd.DataFrame], *tables: Observations) -> Observations:
    """Return the table that a function makes of whole tables, watched by who watches the first of those.

    To make it is not to read it: its rows are noted when they are taken out of it.
    """
    made = make(*map(unread, tables))
    watching = next((table.reads for table in tables if isinstance(table, Watched)), None)
    return made if watching is None else Watched(made, watching)
