"""The gate of a register: one frozen pattern for all its vintages, and a judge of what leaves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model.sectors import SECTIONS
from keianalysis.register.delivery import Vintage
from keianalysis.register.disclosure.holdings import Key
from keianalysis.register.disclosure.judge import Breach, breaches, refuse
from keianalysis.register.disclosure.layers import (
    FLOW,
    JOBS,
    LAYERS,
    MEASURES,
    NARROW,
    flow_table,
    is_wide,
    layer_tables,
    provinces,
)
from keianalysis.register.disclosure.ledger import Entry, Ledger, read_ledger, write_ledger
from keianalysis.register.disclosure.pattern import Pattern, Table
from keianalysis.register.disclosure.relations import Figures
from keianalysis.register.disclosure.rules import DisclosureRule, read_rule
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
    _tables: dict[tuple[str, str], list[Table]] = field(default_factory=dict)
    _sizes: dict[Key, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rule, self.ledger = read_rule(self.folder), read_ledger(self.folder)
        if not all(self.ledger.knows(one.key, self.rule.key) for one in self.vintages):
            self._freeze()

    @property
    def key(self) -> str:
        """A hash of what the gate hides, and of the rules; it stays in the store of the holder."""
        told = {layer: sorted(self.ledger.hidden(layer)) for layer in LAYERS}
        return hashlib.sha256(json.dumps([self.rule.key, told]).encode()).hexdigest()

    def _freeze(self) -> None:
        """Solve the patterns and write what they hide into the ledger, beside what is there."""
        for vintage in self.vintages:
            entry = Entry(
                vintage.key,
                vintage.name,
                self.rule.key,
                {layer: tuple(table.name for table in self._own(vintage, layer)) for layer in LAYERS},
                {layer: frozenset(pattern.hidden) for layer, pattern in self.patterns.items()},
            )
            self.ledger = self.ledger.with_entry(entry)
        write_ledger(self.folder, self.ledger)

    @cached_property
    def patterns(self) -> Mapping[str, Pattern]:
        """The pattern of each layer, over the tables of all vintages; each hides what the one before does."""
        before = self.ledger
        found: dict[str, Pattern] = {}
        self._read()
        hidden: set[Key] = set()
        for layer in LAYERS:
            tables = [table for vintage in self.vintages for table in self._own(vintage, layer)]
            hidden = {*hidden, *self._thin, *before.hidden(layer)} if layer == FLOW else hidden
            pattern = Pattern(
                tables,
                self.rule,
                self._cost,
                {*hidden, *before.hidden(layer)},
                partial(before.shown, layer),
            )
            found[layer] = pattern.solve()
            hidden = set(pattern.hidden)
        return found

    def _own(self, vintage: Vintage, layer: str) -> list[Table]:
        return self._tables.get((vintage.key, layer), [])

    def _read(self) -> None:
        """Read who holds what from every vintage."""
        self._thin: set[Key] = set()
        for vintage in self.vintages:
            company = PLACES if vintage.delivery.establishment_is_company else COMPANIES
            with Panel.open(vintage.years, vintage.regions_on) as panel:
                for year in vintage.years:
                    for layer, table in layer_tables(panel, year, company=company).items():
                        self._tables.setdefault((vintage.key, layer), []).append(table)
                        self._note_sizes(table)
                for before, after in panel.pairs:
                    table, thin = flow_table(
                        panel, before, after, company=company, fewest=self.rule.fewest_companies
                    )
                    self._tables.setdefault((vintage.key, FLOW), []).append(table)
                    self._thin |= thin

    def _note_sizes(self, table: Table) -> None:
        jobs = table.holdings.amount("jobs_fulltime")
        for key, atoms in table.cells.items():
            self._sizes[key] = max(self._sizes.get(key, 0.0), float(jobs[atoms].sum()))

    def _cost(self, key: Key) -> float:
        """Return what hiding a cell costs: more for a larger one, a region, a province, and a total."""
        cost = 1.0 + float(np.log2(1 + self._sizes.get(key, 0.0)))
        if key[0] in provinces():
            cost *= OF_PROVINCE
        elif key[0] in self._wide:
            cost *= OF_REGION
        return cost * (OF_TOTAL if key[1] == TOTAL else 1.0)

    @cached_property
    def _wide(self) -> set[str]:
        """The regions of more than one municipality."""
        return {
            region
            for tables in self._tables.values()
            for table in tables
            for (region, _), parts in table.published.items()
            if len({place for place, _ in parts}) > 1
        }

    def release(self, vintage: Vintage, table: pd.DataFrame) -> pd.DataFrame:
        """Return the observations of a vintage as they may leave.

        Raises
        ------
        BadData
            When the judge finds a cell that they would give away.
        """
        self.patterns  # noqa: B018  solved before what it hides is asked for
        hidden = {layer: self.ledger.hidden(layer) for layer in LAYERS}
        missing = {layer: self.patterns[layer].hidden - hidden[layer] for layer in LAYERS}
        if any(missing.values()):
            self._freeze()
            hidden = {layer: self.ledger.hidden(layer) for layer in LAYERS}
        released = suppress(leaving(table), hidden)
        refuse(self.breaches(vintage, released), vintage.name)
        return released

    def breaches(self, vintage: Vintage, released: pd.DataFrame) -> list[Breach]:
        """Return every unsafe cell of a vintage that a table of observations would give away."""
        national = vintage.national.groupby("reference_date")
        figures = Figures(
            {
                str(date): dict(zip(rows["sector"], rows["jobs_fulltime"].astype(float), strict=True))
                for date, rows in national
            },
            SECTIONS,
            TOTAL,
        )
        own = {layer: {table.name for table in self._own(vintage, layer)} for layer in LAYERS}
        return [
            one
            for layer in LAYERS
            for one in breaches(layer, self.patterns[layer], released, figures, own[layer])
        ]


def leaving(table: pd.DataFrame) -> pd.DataFrame:
    """Return the observations of measures and cells that leave a register at all."""
    narrow = {*NARROW, *(name for layer in LAYERS if layer != JOBS for name in MEASURES[layer])}
    wide = {key for key in zip(table["region"], table["sector"], strict=True) if is_wide(key)}
    is_wide_row = pd.MultiIndex.from_frame(table[["region", "sector"]]).isin(list(wide))
    known = table["measure"].isin([name for names in MEASURES.values() for name in names])
    return table[known & (is_wide_row | ~table["measure"].isin(narrow))].reset_index(drop=True)


def suppress(table: pd.DataFrame, hidden: Mapping[str, Collection[Key]]) -> pd.DataFrame:
    """Return an observation table with the hidden cells of each layer emptied and marked.

    A quotient needs its region's total too, and the shift-share terms of a total all of its sections.
    """
    keys = pd.MultiIndex.from_frame(table[["region", "sector"]])
    rows = np.zeros(len(table), dtype=bool)
    for layer, cells in hidden.items():
        rows |= keys.isin(list(cells)) & table["measure"].isin(MEASURES[layer]).to_numpy()
    jobs = hidden.get(JOBS, ())
    totals = {region for region, sector in jobs if sector == TOTAL}
    broken = {region for region, sector in jobs if sector in SECTIONS}
    rows |= (table["region"].isin(totals) & table["measure"].isin(NARROW)).to_numpy()
    is_sum = table["measure"].str.startswith("shift_share") & (table["sector"] == TOTAL)
    rows |= (is_sum & table["region"].isin(broken)).to_numpy()
    masked = table.copy()
    masked.loc[rows, ["value", "low", "high"]] = np.nan
    masked.loc[rows, "status"] = masked.loc[rows, "status"].where(masked["status"] == "sample", "suppressed")
    return masked
