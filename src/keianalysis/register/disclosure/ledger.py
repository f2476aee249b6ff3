"""The memory of the gate: which cells of each vintage are hidden, kept beside the register.

Two patterns, each safe, can together give a cell away. So a pattern is solved once, and what it hides
stays hidden in every later edition and vintage. The ledger lies where the holder keeps the deliveries,
not in the store that may be deleted at any time; it holds no count and no company.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.register.disclosure.holdings import Key

LEDGER: Final = "disclosure-ledger.json"
ABOUT: Final = (
    "Which cells of each delivery are hidden. Keep this file with the deliveries: without it a later "
    "edition may show what an earlier one hid."
)
REMEDY: Final = "Give write access to the folder of the deliveries, or restore the file from a backup."


@dataclass(frozen=True)
class Entry:
    """What was frozen of one delivery: its dates and regions, the hidden cells, and the hidden wholes.

    Of its cells all that are not hidden count as shown on all of its dates.
    """

    key: str
    vintage: str
    rule: str
    dates: tuple[str, ...]
    regions: tuple[str, ...]
    cells: frozenset[Key]
    wholes: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Ledger:
    """The frozen patterns of a register, the oldest first."""

    entries: tuple[Entry, ...] = field(default=())

    def knows(self, key: str, rule: str) -> bool:
        """Tell whether the pattern of a delivery is frozen, under the rules that hold now."""
        return any(entry.key == key and entry.rule == rule for entry in self.entries)

    @property
    def cells(self) -> set[Key]:
        """Every cell that any edition has hidden."""
        return {key for entry in self.entries for key in entry.cells}

    @property
    def wholes(self) -> set[Key]:
        """Every group of a whole region that any edition has hidden."""
        return {key for entry in self.entries for key in entry.wholes}

    @property
    def regions(self) -> set[str]:
        """Every region that any edition has told of."""
        return {region for entry in self.entries for region in entry.regions}

    def shown(self, date: str, cells: Iterable[Key]) -> set[Key]:
        """Return the cells of a date that an earlier edition has shown, in whichever vintage."""
        told = [(set(entry.regions), entry.cells) for entry in self.entries if date in entry.dates]
        return {key for key in cells if any(key[0] in regions and key not in one for regions, one in told)}

    def with_entry(self, entry: Entry) -> Ledger:
        """Return the ledger with one more frozen pattern."""
        return replace(self, entries=(*self.entries, entry))


def read_ledger(folder: Path) -> Ledger:
    """Return the ledger of the register below a folder; empty when there is none.

    Raises
    ------
    BadData
        When the file is there and cannot be read: what it hid is not known then.
    """
    path = folder / LEDGER
    if not path.exists():
        return Ledger()
    try:
        told = json.loads(path.read_text("utf-8"))
        return Ledger(tuple(_entry(one) for one in told["entries"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BadData([_fault("the ledger of hidden cells cannot be read")]) from None


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Put a ledger in place of the one before it, in one step.

    Raises BadData when the folder cannot be written.
    """
    told = {"about": ABOUT, "entries": [_told(entry) for entry in ledger.entries]}
    fresh = folder / f".{LEDGER}-{os.getpid()}"
    try:
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(told, file, indent=1, sort_keys=True, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / LEDGER)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise BadData([_fault("the ledger of hidden cells cannot be written")]) from None


def _entry(told: Mapping[str, Any]) -> Entry:
    return Entry(
        key=str(told["key"]),
        vintage=str(told["vintage"]),
        rule=str(told["rule"]),
        dates=tuple(map(str, told["dates"])),
        regions=tuple(map(str, told["regions"])),
        cells=_keys(told["cells"]),
        wholes=_keys(told["wholes"]),
    )


def _keys(told: Iterable[Iterable[Any]]) -> frozenset[Key]:
    return frozenset((str(region), str(name)) for region, name in told)


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "vintage": entry.vintage,
        "rule": entry.rule,
        "dates": list(entry.dates),
        "regions": list(entry.regions),
        "cells": sorted(map(list, entry.cells)),
        "wholes": sorted(map(list, entry.wholes)),
    }


def _fault(message: str) -> Fault:
    return Fault(LEDGER, 0, "", "disclosure-ledger", f"{message}; nothing of the register leaves", REMEDY)
