"""The gate of a register: one frozen pattern for all its vintages, and a judge of what leaves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model.regions import compositions
from keianalysis.register.delivery import Vintage
from keianalysis.register.disclosure.cells import Borders, borders_of, holdings_of, provinces, table_of
from keianalysis.register.disclosure.holdings import Holdings, Key
from keianalysis.register.disclosure.judge import Breach, breaches, refuse
from keianalysis.register.disclosure.ledger import Entry, Ledger, read_ledger, write_ledger
from keianalysis.register.disclosure.masks import Mask
from keianalysis.register.disclosure.pattern import Pattern
from keianalysis.register.disclosure.rules import DisclosureRule, read_rule
from keianalysis.register.disclosure.tables import Table
from keianalysis.register.disclosure.wholes import hidden_wholes
from keianalysis.register.panel import TOTAL, Panel

PLACES: Final = "establishment_id"
COMPANIES: Final = "company_id"

OF_TOTAL: Final = 1000.0
OF_PROVINCE: Final = 25.0
OF_REGION: Final = 5.0
"""How much more it costs to hide a total, a cell of a province, or one of a region than another cell."""


@dataclass
class Gate:
    """The gate of the register below a folder, over the vintages that may leave it."""

    folder: Path
    vintages: Sequence[Vintage]
    rule: DisclosureRule = field(init=False)
    ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self.rule, self.ledger = read_rule(self.folder), read_ledger(self.folder)
        if not all(self.ledger.knows(one.key, self.rule.key) for one in self.vintages):
            self._freeze()

    @property
    def key(self) -> str:
        """A hash of what the gate hides, and of the rules; it stays in the store of the holder."""
        told = [self.rule.key, sorted(self.ledger.cells), sorted(self.ledger.wholes)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def mask(self) -> Mask:
        """What takes the hidden cells out of the sums of a register."""
        return Mask(frozenset(self.ledger.cells), frozenset(self.ledger.wholes))

    def _freeze(self) -> None:
        """Solve the pattern and write what it hides into the ledger, beside what is there."""
        cells, wholes = frozenset(self.pattern.hidden), frozenset(self._read.wholes)
        for vintage in self.vintages:
            dates = tuple(year.reference_date for year in vintage.years)
            regions = tuple(sorted(vintage.regions_on(dates[-1])))
            entry = Entry(vintage.key, vintage.name, self.rule.key, dates, regions, cells, wholes)
            self.ledger = self.ledger.with_entry(entry)
        write_ledger(self.folder, self.ledger)

    @cached_property
    def pattern(self) -> Pattern:
        """The pattern over the dates of all vintages; it hides what the ledger hides."""
        before, tables = self.ledger, self._read.tables
        known = {table.name: before.shown(table.name, {key for key, _ in table.cells}) for table in tables}
        frozen = before.cells
        return Pattern(tables, self.rule, self._cost, frozen, known.__getitem__).solve()

    @cached_property
    def _read(self) -> _Read:
        """Read who holds what from every vintage."""
        held: dict[tuple[str, str], Holdings] = {}
        borders: dict[tuple[str, str], Borders] = {}
        wholes: set[Key] = set()
        for vintage in self.vintages:
            company = PLACES if vintage.delivery.establishment_is_company else COMPANIES
            with Panel.open(vintage.years, partial(self._regions_on, vintage)) as panel:
                for year in vintage.years:
                    place = year.reference_date, vintage.key
                    held[place], borders[place] = holdings_of(panel, year, company), borders_of(panel, year)
                wholes |= hidden_wholes(panel, company, self.rule)
        tables = [
            table_of(
                date,
                group,
                held[date, group],
                own,
                [more for (day, other), more in borders.items() if day == date and other != group],
            )
            for (date, group), own in borders.items()
        ]
        return _Read(tables, wholes)

    def _regions_on(self, vintage: Vintage, day: str) -> Mapping[str, tuple[str, ...]]:
        """Return the regions that a vintage tells of, and those that any edition has told of."""
        earlier = {name: codes for name, codes in compositions(day).items() if name in self.ledger.regions}
        return earlier | dict(vintage.regions_on(day))

    @cached_property
    def _sizes(self) -> dict[Key, float]:
        found: dict[Key, float] = {}
        for table in self._read.tables:
            jobs = table.holdings.amount("jobs_fulltime")
            for key, atoms in table.cells:
                found[key] = max(found.get(key, 0.0), float(jobs[atoms].sum()))
        return found

    @cached_property
    def _wide(self) -> set[str]:
        """The regions of more than one municipality."""
        return {
            key[0]
            for table in self._read.tables
            for key, atoms in table.cells
            if key[1] == TOTAL and len({table.holdings.atoms[atom][0] for atom in atoms}) > 1
        }

    def _cost(self, key: Key) -> float:
        """Return what hiding a cell costs: more for a larger one, a region, a province, and a total."""
        cost = 1.0 + float(np.log2(1 + self._sizes.get(key, 0.0)))
        if key[0] in provinces():
            cost *= OF_PROVINCE
        elif key[0] in self._wide:
            cost *= OF_REGION
        return cost * (OF_TOTAL if key[1] == TOTAL else 1.0)

    def judge(self, vintage: Vintage, released: pd.DataFrame) -> None:
        """Raise BadData when the observations of a vintage would give an unsafe cell away."""
        missing = self.pattern.hidden - self.ledger.cells or self._read.wholes - self.ledger.wholes
        if missing:
            self._freeze()
        refuse(self.breaches(vintage, released), vintage.name)

    def breaches(self, vintage: Vintage, released: pd.DataFrame) -> list[Breach]:
        """Return every unsafe cell of a vintage that a table of observations would give away."""
        return breaches(self.pattern, released, vintage.key)


@dataclass(frozen=True)
class _Read:
    """The tables of all vintages, and the groups of whole regions that are unsafe in any."""

    tables: Sequence[Table]
    wholes: set[Key]
