"""The gate that every output from register microdata passes: no cell that reveals a company.

A cell, a region and a sector, is unsafe when it rests on too few companies or when one company holds
too much of it, in any year of the vintage. What is hidden is hidden in all its years and measures, so
that no change gives a level back. Further cells are hidden until no unsafe cell can be computed from
the cells that stay, whose totals remain the true totals.

Source of the approach: primary and secondary cell suppression, Hundepool and others (2012),
Statistical Disclosure Control. The thresholds are this project's; the holder of a register may set
stricter ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

Key = tuple[str, str]
"""A region and a sector."""

Parts = frozenset[tuple[str, int]]
"""What a cell is the sum of: municipalities and sets of sectors."""

NEVER_SHOWN: Final = ("largest_company_share",)
"""Measures that are computed for analysts at the register and leave it in no report."""

TOLERANCE: Final = 1e-6
RANK: Final = 1e-9
"""Below this share of the largest an eigenvalue is zero."""


@dataclass(frozen=True)
class DisclosureRule:
    """The fewest companies a cell may rest on, and the largest share (0-1) that one may hold."""

    fewest_companies: int = 3
    largest_share: float = 0.75


RULE: Final = DisclosureRule()


def unsafe_cells(companies: pd.DataFrame, rule: DisclosureRule = RULE) -> set[Key]:
    """Return the cells that reveal a company in any of the years.

    ``companies`` has region, sector, companies, largest_fulltime and largest_total; one row a cell and
    year. A cell without companies holds nothing and reveals nothing.
    """
    few = companies["companies"].between(1, rule.fewest_companies - 1)
    dominated = (companies[["largest_fulltime", "largest_total"]] > rule.largest_share).any(axis=1)
    rows = companies.loc[few | dominated, ["region", "sector"]]
    return set(rows.itertuples(index=False, name=None))


def hidden_cells(
    unsafe: Collection[Key],
    published: Mapping[Key, Parts],
    guarded: Mapping[Key, Parts],
    size: Mapping[Key, float],
    already: Collection[Key] = (),
) -> set[Key]:
    """Return the cells to hide so that no unsafe cell can be computed from the ones that stay.

    ``published`` are the cells of the table and what each is the sum of; ``guarded`` are differences
    between published cells, which nobody prints but anybody can compute. An unsafe cell of either kind
    is recoverable when it is a linear combination of the cells that stay. Of the cells that give it
    away the smallest by ``size`` is hidden next. ``already`` are cells that are hidden for other reasons.
    The pattern is safe, not the smallest: cells are chosen one after another.
    """
    hidden = {key for key in (*unsafe, *already) if key in published}
    everything = {**guarded, **published}
    sought = [everything[key] for key in sorted(unsafe) if everything.get(key)]
    while True:
        shown = [key for key in published if key not in hidden and published[key]]
        revealing = _revealing(sought, [published[key] for key in shown])
        if not revealing:
            return hidden
        for cells in revealing:
            candidates = [shown[index] for index in cells]
            if not hidden & set(candidates):
                hidden.add(min(candidates, key=lambda key: (size.get(key, 0.0), key)))


def _revealing(sought: list[Parts], shown: list[Parts]) -> list[list[int]]:
    """Return, for every recoverable cell, which of the shown cells it can be computed from."""
    if not sought or not shown:
        return []
    base = {part: number for number, part in enumerate(sorted(set().union(*sought, *shown)))}
    matrix, wanted = _indicators(shown, base), _indicators(sought, base)
    solution = _least_norm(matrix, wanted)
    misses = np.abs(matrix.T @ solution - wanted.T).max(axis=0)
    return [
        [int(index) for index in np.flatnonzero(np.abs(solution[:, number]) > TOLERANCE)]
        for number in np.flatnonzero(misses < TOLERANCE)
    ]


def _least_norm(matrix: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return for each wanted row the combination of rows of ``matrix`` nearest to it, of least norm.

    By way of the small square matrix of inner products, which is many times faster than singular
    values; all entries are 0 or 1, so that its squared condition does no harm.
    """
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    kept = values > RANK * values.max()
    basis = vectors[:, kept]
    return np.asarray(basis @ ((basis.T @ (matrix @ wanted.T)) / values[kept][:, None]))


def _indicators(cells: list[Parts], base: Mapping[tuple[str, int], int]) -> np.ndarray:
    matrix = np.zeros((len(cells), len(base)))
    for row, parts in enumerate(cells):
        matrix[row, [base[part] for part in parts]] = 1.0
    return matrix


def suppress(
    table: pd.DataFrame, hidden: Iterable[Key], measures: Collection[str] | None = None
) -> pd.DataFrame:
    """Return an observation table with the hidden cells emptied and marked, for all or some measures.

    Measures that are never shown are left out.
    """
    keys = pd.MultiIndex.from_frame(table[["region", "sector"]])
    rows = keys.isin(list(hidden))
    if measures is not None:
        rows &= table["measure"].isin(list(measures)).to_numpy()
    masked = table.copy()
    masked.loc[rows, ["value", "low", "high"]] = np.nan
    masked.loc[rows, "status"] = masked.loc[rows, "status"].where(masked["status"] == "sample", "suppressed")
    return masked[~masked["measure"].isin(NEVER_SHOWN)].reset_index(drop=True)
