"""Small tables of jobs by municipality and section, written by hand: what each company holds where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import pandas as pd

from keianalysis.register.disclosure.holdings import Holdings, Key
from keianalysis.register.disclosure.kinds import PARTS, SUMS
from keianalysis.register.disclosure.pattern import Pattern
from keianalysis.register.disclosure.rules import RULE, DisclosureRule
from keianalysis.register.disclosure.tables import Table, sums_of
from tests.register.disclosure.attacker import Relation, System

JOBS = "jobs_fulltime"
FILLED = ("other_fulltime", "jobs_fulltime", "jobs_total")


def many(place: str, section: int, jobs: int, companies: int = 10) -> list[tuple[str, int, object, int]]:
    """Return a cell of companies of one size, all of them new."""
    return [(place, section, f"{place}{section}-{number}", jobs) for number in range(companies)]


def table(
    entries: Iterable[tuple[str, int, object, int]],
    regions: Mapping[str, Sequence[str]],
    sections: Sequence[str],
    name: str = "2012-04-01",
) -> Table:
    """Return a table with all its margins from entries of municipality, section, company and jobs.

    It counts jobs of 12 hours or more, of nobody knows which sex, and nothing else.
    """
    rows = pd.DataFrame(list(entries), columns=["municipality_code", "atom", "company", JOBS])
    counts = dict.fromkeys((*PARTS, *SUMS), 0) | dict.fromkeys(FILLED, rows[JOBS])
    rows = rows.assign(atom=rows["atom"].map(dict(enumerate(sections))), **counts)
    sectors = {section: (section,) for section in sections} | {"total": tuple(sections)}
    held = Holdings.of(rows, tuple(counts))
    parts = {
        (region, sector): held.parts(frozenset(product(codes, names)))
        for region, codes in regions.items()
        for sector, names in sectors.items()
    }
    cells = [(key, atoms) for key, atoms in parts.items() if len(atoms)]
    sums = sums_of(regions, sections, "total")
    return Table(name, "vintage", held, cells, (), frozenset(), sums, len(cells))


def cost(key: Key) -> float:
    """Totals cost a thousand, a cell of the province ten, another one."""
    return (1000.0 if key[1] == "total" else 1.0) * (10.0 if key[0] == "Drenthe" else 1.0)


def solved(*tables: Table, rule: DisclosureRule = RULE) -> Pattern:
    """Return the solved pattern of tables."""
    return Pattern(tables, rule, cost).solve()


def attacked(one: Table, hidden: set[Key], key: Key) -> tuple[float, float]:
    """Return what an outsider can reach of a cell, by a system of its own."""
    amounts, cells = one.holdings.amount(JOBS), dict(one.cells)
    system = System(lambda cell: [one.holdings.atoms[place] for place in cells[cell[2]]])
    for shown, atoms in cells.items():
        if shown not in hidden:
            value = float(amounts[atoms].sum())
            system.add(Relation(((1.0, (one.name, JOBS, shown)),), value, value))
    return system.interval([(1.0, (one.name, JOBS, key))])
