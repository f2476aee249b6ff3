"""What the rows of a review may name: its own claims and quantities, and the lists of the project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.language.catalogue import section
from keianalysis.model.measures import measure_list
from keianalysis.model.regions import all_regions
from keianalysis.model.spelling import nearest

Texts = Mapping[str, pd.DataFrame | None]
"""The tables of a folder as text; nothing for one whose shape is wrong."""

DEFINED: Final = {
    "claim": (("claims", "claim_id"),),
    "quantity": (("quantities", "name"), ("words", "name")),
    "unprinted number": (("unprinted", "name"),),
    "project": (("projects", "project"),),
    "question": (("questions", "question"),),
    "shown number": (("shown", "name"),),
}
"""Where a folder defines the names that its rows use, by what they are names of."""


@dataclass(frozen=True)
class Known:
    """The names that a row may use, by what they are names of.

    ``lists`` is the folder of regions and sectors; ``excused`` are claims that need no holder.
    """

    names: Mapping[str, Collection[str]]
    lists: Path | None = None
    excused: frozenset[str] = frozenset()

    def wrong(self, kind: str, name: str) -> str:
        """Return what is wrong with a name, empty when nothing is, or when not all names are known."""
        if kind not in self.names or name in self.names[kind]:
            return ""
        return f"{name!r} is no known {kind}{nearest(name, self.names[kind])}"


def known_of(texts: Texts, lists: Path | None) -> Known:
    """Return what the tables of a folder define, with the lists of the project.

    Names that stand in a table which cannot be read are left out whole: of them none is known wrong.
    """
    names: dict[str, Collection[str]] = {
        "measure": measure_list(),
        "region": all_regions(lists),
        "verdict": section("figures.verdicts")["nl"],
    }
    for kind, places in DEFINED.items():
        if all(_has(texts, *place) for place in places):
            names[kind] = dict.fromkeys(name for place in places for name in _column(texts, *place))
    if _has(texts, "ratios", "per"):
        pairs = zip(_column(texts, "ratios", "counts"), _column(texts, "ratios", "per"), strict=True)
        names["ratio"] = dict.fromkeys(map(" per ".join, pairs))
    if _has(texts, "holders", "measure"):
        names["measure with a holder"] = dict.fromkeys(_column(texts, "holders", "measure"))
    return Known(names, lists, _excused(texts))


def _excused(texts: Texts) -> frozenset[str]:
    """Return the claims of which the folder itself names what bears on them."""
    tables = [name for name in ("evidence", "identities", "lists") if _has(texts, name, "claim_id")]
    return frozenset(claim for name in tables for claim in _column(texts, name, "claim_id"))


def _has(texts: Texts, name: str, column: str) -> bool:
    table = texts[name]
    return table is not None and column in table


def _column(texts: Texts, name: str, column: str) -> list[str]:
    table = texts[name]
    return [] if table is None else [str(one) for one in table[column]]
