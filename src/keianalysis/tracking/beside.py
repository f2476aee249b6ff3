"""Something kept beside a table for as long as that lives, such as an index of its rows."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

import pandas as pd

Kept = TypeVar("Kept")


class Beside(Generic[Kept]):
    """What is made once of each table and found again by the table itself, which nobody may change.

    ``make`` makes it of a table that is seen for the first time.
    """

    def __init__(self, make: Callable[[pd.DataFrame], Kept]) -> None:
        self._make = make
        self._kept: dict[int, tuple[weakref.ref[pd.DataFrame], Kept]] = {}

    def __call__(self, table: pd.DataFrame) -> Kept:
        """Return what is kept beside a table."""
        name = id(table)
        known = self._kept.get(name)
        if known is None or known[0]() is not table:
            alive = weakref.ref(table, lambda _: self._kept.pop(name, None))
            known = self._kept[name] = (alive, self._make(table))
        return known[1]

    def __len__(self) -> int:
        """Return beside how many tables something is kept."""
        return len(self._kept)
