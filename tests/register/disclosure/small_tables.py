"""Small tables of jobs by municipality and section, written by hand: what each company holds where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import pandas as pd

from keianalysis.register.disclosure.holdings import Holdings, Key, Parts
from keianalysis.register.disclosure.pattern import Pattern, Table, sums_of
from keianalysis.register.disclosure.relations import Relation, System
from keianalysis.register.disclosure.rules import RULE, DisclosureRule

JOBS = "jobs_fulltime"


def many(place: str, section: int, jobs: int, companies: int = 10) -> list[tuple[str, int, object, int]]:
    """Return a cell of companies of one size, all of them new."""
    return [(place, section, f"{place}{section}-{number}", jobs) for number in range(companies)]


def table(
    entries: Iterable[tuple[str, int, object, int]],
    regions: Mapping[str, Sequence[str]],
    sections: Sequence[str],
    name: str = "2012-04-01",
) -> Table:
    """Return a table with all its margins from entries of municipality, section, company and jobs."""
    rows = pd.DataFrame(list(entries), columns=["municipality_code", "atom", "company", JOBS])
    sectors: dict[str, tuple[int, ...]] = {section: (number,) for number, section in enumerate(sections)}
    sectors |= {"total": tuple(range(len(sections)))}
    cells: dict[Key, Parts] = {
        (region, sector): frozenset(product(codes, sectors[sector]))
        for region, codes in regions.items()
        for sector in sectors
    }
    sums = sums_of(regions, sections, "total")
    return Table(name, Holdings.of(rows, (JOBS,)), cells, {}, {JOBS: [{JOBS: 1}]}, sums)


def cost(key: Key) -> float:
    """Totals cost a thousand, a cell of the province ten, another one."""
    return (1000.0 if key[1] == "total" else 1.0) * (10.0 if key[0] == "Drenthe" else 1.0)


def solved(*tables: Table, rule: DisclosureRule = RULE) -> Pattern:
    """Return the solved pattern of tables."""
    return Pattern(tables, rule, cost).solve()


def attacked(one: Table, hidden: set[Key], key: Key) -> tuple[float, float]:
    """Return what an outsider can reach of a cell, by a system of its own."""
    amounts = one.holdings.amount(JOBS)
    system = System(lambda cell: [one.holdings.atoms[place] for place in one.cells[cell[2]]])
    for shown, atoms in one.cells.items():
        if shown not in hidden:
            value = float(amounts[atoms].sum())
            system.add(Relation(((1.0, (one.name, JOBS, shown)),), value, value))
    return system.interval([(1.0, (one.name, JOBS, key))])
