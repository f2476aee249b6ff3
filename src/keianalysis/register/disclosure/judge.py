"""The second judge: whether what is about to leave keeps every unsafe cell its protection level away.

It asks the released table, not the pattern: which cells are shown comes from its rows. All that is not a
sum of a cell is computed from these rows alone, and can tell nobody more than they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.register.disclosure.holdings import Key
from keianalysis.register.disclosure.kinds import SUMS
from keianalysis.register.disclosure.pattern import Pattern, Place
from keianalysis.register.disclosure.tables import Target

REMEDY: Final = "Nothing of this register was published; keep the ledger and report this as a defect."


@dataclass(frozen=True)
class Breach:
    """An unsafe cell that what was to be published would give away, told without any count."""

    table: str
    key: Key
    variable: str


def shown_cells(released: pd.DataFrame) -> dict[str, set[Key]]:
    """Return the cells of each date of which any sum is shown."""
    rows = released[released["measure"].isin(list(SUMS)) & released["value"].notna()]
    found: dict[str, set[Key]] = {}
    for date, region, sector in zip(rows["period_end"], rows["region"], rows["sector"], strict=True):
        found.setdefault(str(date), set()).add((str(region), str(sector)))
    return found


def breaches(pattern: Pattern, released: pd.DataFrame, group: str) -> list[Breach]:
    """Return every unsafe cell of a delivery, by its key, that is shown or protected by no world."""
    shown = shown_cells(released)
    found = []
    for number, table in enumerate(pattern.tables):
        if table.group != group:
            continue
        seen = shown.get(table.name, set())
        for target in _targets(pattern, number, seen):
            if (number, target) not in pattern.exposed and not _is_protected(pattern, (number, target), seen):
                found.append(Breach(table.name, target.key, target.variable))
    return list(dict.fromkeys(found))


def _targets(pattern: Pattern, number: int, seen: set[Key]) -> Iterator[Target]:
    table = pattern.tables[number]
    yield from (target for at, target in pattern.unsafe if at == number)
    yield from table.together({key for key, _ in table.cells} - seen, pattern.rule)


def _is_protected(pattern: Pattern, place: Place, seen: set[Key]) -> bool:
    """Tell whether a world that shows the same is known, or can be found."""
    number, target = place
    hidden = {key for key, _ in pattern.tables[number].cells} - seen
    shown, space = pattern.shown(number, hidden), pattern.spaces[number]
    worlds = pattern.worlds.get(place)
    if worlds is not None and all(space.holds(world, target, shown) for world in worlds):
        return True
    return space.find(target, shown) is not None


def refuse(found: Sequence[Breach], vintage: str) -> None:
    """Raise BadData with every breach; it names cells and no count."""
    faults = [
        Fault(
            vintage,
            0,
            one.variable,
            "disclosure-breach",
            f"{one.key[0]}, {one.key[1]} on {one.table} could be computed from what was to be published",
            REMEDY,
        )
        for one in found
    ]
    if faults:
        raise BadData(faults)
