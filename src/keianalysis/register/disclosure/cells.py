"""What of a delivery leaves the register unless hidden, and who holds what in it on each date.

Jobs of 12 hours or more and establishments leave for every region and sector; all jobs, small jobs, men
and women for whole regions, and by sector for provinces. Everything else that is published of cells is
computed from what is left of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from typing import Final

import numpy as np

from keianalysis.model.regions import all_regions
from keianalysis.model.sectors import SECTIONS, SECTIONS_2025
from keianalysis.register.delivery import StoredYear
from keianalysis.register.disclosure.holdings import Holdings, Key
from keianalysis.register.disclosure.kinds import PARTS, SUMS
from keianalysis.register.disclosure.tables import Table, sums_of
from keianalysis.register.panel import TOTAL, Panel

ALL_SECTIONS: Final = frozenset((*SECTIONS, *SECTIONS_2025))
AND: Final = " & "
"""Between the sectors of an atom; no name of a sector holds it."""


@dataclass(frozen=True)
class Borders:
    """The regions and sectors of one date as one delivery sees them, as places and sets of sectors."""

    regions: Mapping[str, Sequence[str]]
    sectors: Mapping[str, Iterable[str]]
    differences: Mapping[str, Iterable[str]]

    def cells(self, sectors: Mapping[str, Iterable[str]]) -> dict[Key, list[tuple[str, str]]]:
        """Return the atoms of every region and sector."""
        return {
            (region, sector): list(product(places, held))
            for region, places in self.regions.items()
            for sector, held in sectors.items()
        }


@cache
def provinces() -> frozenset[str]:
    """Return the names of the provinces."""
    return frozenset(region.name for region in all_regions().values() if region.kind == "province")


def is_wide(key: Key) -> bool:
    """Tell whether a cell is a whole region, or a sector of a province."""
    return key[1] == TOTAL or key[0] in provinces()


def borders_of(panel: Panel, year: StoredYear) -> Borders:
    """Return the regions and sectors of one year of an open delivery."""
    names = _names(panel, year)
    named = [
        {sector: [names[number] for number in numbers] for sector, numbers in held.items()}
        for held in (panel.sectors(year), panel.differences(year))
    ]
    return Borders(panel.delivered_regions(year), named[0], named[1])


def _names(panel: Panel, year: StoredYear) -> list[str]:
    """Return the name of each atom by the sectors that the year tells apart, so that deliveries share it."""
    told = panel.sectors(year)
    return [AND.join(one for one in held if one in told) for held in panel.atoms]


def holdings_of(panel: Panel, year: StoredYear, company: str) -> Holdings:
    """Return who holds which jobs in one year; ``company`` is the SQL of the company."""
    panel.delivered_view("delivered", year)
    table = panel.table(
        f"""
        SELECT {company} AS company, municipality_code, atom, count(*) AS establishments,
            coalesce(sum(men_fulltime), 0) AS men_fulltime,
            coalesce(sum(women_fulltime), 0) AS women_fulltime,
            coalesce(sum(jobs_fulltime), 0) AS jobs_fulltime,
            coalesce(sum(men_parttime), 0) AS men_parttime,
            coalesce(sum(women_parttime), 0) AS women_parttime,
            coalesce(sum(jobs_total), 0) AS jobs_total
        FROM delivered WHERE jobs_total > 0 OR jobs_total IS NULL GROUP BY ALL ORDER BY ALL
        """
    )
    known = {length: table[f"men_{length}"] + table[f"women_{length}"] for length in ("fulltime", "parttime")}
    small = np.maximum(table["jobs_total"] - table["jobs_fulltime"], known["parttime"])
    table = table.assign(
        other_fulltime=np.maximum(table["jobs_fulltime"] - known["fulltime"], 0),
        other_parttime=small - known["parttime"],
        jobs_parttime=small,
    ).assign(
        jobs_total=table["jobs_fulltime"] + small,
        jobs_men=table["men_fulltime"] + table["men_parttime"],
        jobs_women=table["women_fulltime"] + table["women_parttime"],
        atom=table["atom"].map(dict(enumerate(_names(panel, year)))),
    )
    places = ["company", "municipality_code", "atom"]
    table = table.groupby(places, as_index=False, dropna=False).sum()
    return Holdings.of(table, (*PARTS, *(name for name in SUMS if name not in PARTS)))


def table_of(name: str, group: str, held: Holdings, own: Borders, others: Iterable[Borders]) -> Table:
    """Return the table of one date of one delivery; ``others`` are the borders of other deliveries."""
    cells = _placed(held, own.cells(own.sectors))
    found = {(key, tuple(atoms)): (key, atoms) for key, atoms in cells}
    for key, atoms in chain.from_iterable(_placed(held, one.cells(one.sectors)) for one in others):
        found.setdefault((key, tuple(atoms)), (key, atoms))
    keys = {key for key, _ in found.values()}
    guarded = _placed(held, own.cells(own.differences))
    return Table(
        name,
        group,
        held,
        list(found.values()),
        guarded,
        frozenset(filter(is_wide, keys | {key for key, _ in guarded})),
        sums_of(own.regions, [one for one in own.sectors if one in ALL_SECTIONS], TOTAL),
        len(cells),
    )


def _placed(held: Holdings, cells: Mapping[Key, Iterable[tuple[str, str]]]) -> list[tuple[Key, np.ndarray]]:
    """Return the places of the atoms of every cell that holds anything."""
    found = [(key, held.parts(frozenset(atoms))) for key, atoms in cells.items()]
    return [(key, atoms) for key, atoms in found if len(atoms)]
