"""What is left of the sums of a register when hidden cells are taken out; the rest is computed from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.register.delivery import StoredYear
from keianalysis.register.disclosure.cells import is_wide
from keianalysis.register.disclosure.holdings import Key
from keianalysis.register.disclosure.kinds import EVERYWHERE, WIDE
from keianalysis.register.disclosure.wholes import families, told
from keianalysis.register.flows import ESTABLISHMENT_FLOWS, JOB_FLOWS
from keianalysis.register.panel import TOTAL

SIZES: Final = {"sizes": ("solo_establishments", "size_2_4"), "large": ("sme",), "estimated": ("estimated",)}
FLOWS: Final = {"establishments": ESTABLISHMENT_FLOWS, "jobs": JOB_FLOWS}
SURVIVAL: Final = {"survival": ("entered", "survived")}
"""The columns of each group of sums that leaves for whole regions only."""


@dataclass(frozen=True)
class Mask:
    """The hidden cells, and the hidden groups of whole regions; without any it keeps all that may leave."""

    cells: Collection[Key] = frozenset()
    wholes: Collection[Key] = frozenset()

    def stocks(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the sums of one date with what does not leave emptied."""
        keys = _keys(table)
        empty = np.array([key in self.cells for key in keys], dtype=bool)
        narrow = empty | ~np.array([is_wide(key) for key in keys], dtype=bool)
        found = table.astype(dict.fromkeys((*EVERYWHERE, *WIDE), "float64"))
        found.loc[empty, list(EVERYWHERE)] = np.nan
        found.loc[narrow, list(WIDE)] = np.nan
        for group, columns in SIZES.items():
            found = self._without(found, columns, group)
        return found

    def flows(self, table: pd.DataFrame, *years: StoredYear) -> pd.DataFrame:
        """Return the flows between two dates with what does not leave emptied."""
        return self._wholes(table, FLOWS, *years)

    def survival(self, table: pd.DataFrame, *years: StoredYear) -> pd.DataFrame:
        """Return the survival of those who entered with what does not leave emptied."""
        return self._wholes(table, SURVIVAL, *years)

    def _wholes(
        self, table: pd.DataFrame, groups: Mapping[str, tuple[str, ...]], *years: StoredYear
    ) -> pd.DataFrame:
        for group, columns in groups.items():
            table = self._without(table, columns, told(group, *(year.reference_date for year in years)))
        return table

    def _without(self, table: pd.DataFrame, columns: tuple[str, ...], name: str) -> pd.DataFrame:
        """Return a table with columns emptied but for the whole regions that a group leaves for."""
        leaves = _wholes()
        kept = [
            sector == TOTAL
            and region in leaves
            and (region, sector) not in self.cells
            and (region, name) not in self.wholes
            for region, sector in _keys(table)
        ]
        found = table.astype(dict.fromkeys(columns, "float64"))
        found.loc[~np.array(kept, dtype=bool), list(columns)] = np.nan
        return found


def _wholes() -> set[str]:
    return {name for province, parts in families() for name in (province, *parts)}


def _keys(table: pd.DataFrame) -> list[Key]:
    return list(zip(table["region"], table["sector"], strict=True))


def marked(truth: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that may leave, those that are hidden without a value and marked.

    ``truth`` are the observations of all that may leave, ``left`` what is computed of it with the hidden
    cells taken out.
    """
    hidden = truth[~truth["id"].isin(left["id"])].copy()
    hidden[["value", "low", "high"]] = np.nan
    hidden["status"] = hidden["status"].where(hidden["status"] == "sample", "suppressed")
    shown = left.set_index("id", drop=False)
    both = pd.concat([shown, hidden.set_index("id", drop=False)])
    return both.loc[truth["id"]].reset_index(drop=True)
