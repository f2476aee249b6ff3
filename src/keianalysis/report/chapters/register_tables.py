"""The tables about the register: regions, municipalities, who works, coming and going, sectors, shift-share.

A column of which nothing is known is left out, and so is a table without any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.model.observations import Observation, first, select
from keianalysis.model.regions import shown
from keianalysis.model.sectors import REGISTER_SECTORS
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.report.document import Span, Table
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material

QUOTIENT: Final = "location_quotient"


class _Column(NamedTuple):
    """A column of a table: the text above it, and the measure and unit of its numbers."""

    heading: str
    measure: str
    unit: str


LEVEL: Final = _Column("register_jobs", "jobs_fulltime", "jobs")
CHANGE: Final = _Column("register_change", "jobs_fulltime_change", "pct")
COUNT: Final = _Column("register_count", "establishments", "count")
PEOPLE: Final = (
    _Column("register_all_jobs", "jobs_total", "jobs"),
    _Column("register_men", "jobs_men", "jobs"),
    _Column("register_women", "jobs_women", "jobs"),
    _Column("register_parttime", "jobs_parttime", "jobs"),
)
BIRTHS: Final = (
    _Column("register_entered", "establishments_entered", "count"),
    _Column("register_exited", "establishments_exited", "count"),
    _Column("register_entry_rate", "entry_rate", "pct"),
    _Column("register_exit_rate", "exit_rate", "pct"),
    _Column("register_survival", "one_year_survival_rate", "pct"),
)
SHIFTS: Final = (
    _Column("register_job_change", "jobs_fulltime_change", "jobs"),
    _Column("register_national", "shift_share_national", "jobs"),
    _Column("register_mix", "shift_share_mix", "jobs"),
    _Column("register_regional", "shift_share_regional", "jobs"),
)


def tables(material: Material, latest: pd.DataFrame) -> Iterator[Table]:
    """Yield the tables; ``latest`` are the results of the newest reference date."""
    about, totals = material.territory, select(latest, sector="total")
    wide = (*about.wide_regions, *about.comparisons)
    day = str(latest["period_end"].max()) if len(latest) else ""
    places = (about.name, *sorted(about.municipalities_on(day))) if day else ()
    yield from _of_regions(material, totals, "region", wide, (LEVEL, CHANGE, COUNT))
    yield from _of_regions(material, totals, "municipality", places, (LEVEL, CHANGE, COUNT, *PEOPLE[:1]))
    yield from _of_regions(material, totals, "people", wide, PEOPLE)
    yield from _of_regions(material, totals, "births", wide, BIRTHS)
    yield from _of_regions(material, totals, "shift-share", wide, SHIFTS, needs=SHIFTS[1])
    yield from _of_sectors(material, select(latest, region=about.name))


def _of_regions(
    material: Material,
    rows: pd.DataFrame,
    name: str,
    regions: Iterable[str],
    columns: Sequence[_Column],
    needs: _Column | None = None,
) -> Iterator[Table]:
    """Yield a table of regions, those only that have the column it ``needs``, the first unless named."""
    parts = {region: select(rows, region=region) for region in dict.fromkeys(regions)}
    named = {shown(region, material.edition.language): own for region, own in parts.items()}
    yield from _table(material, name, "region", named, columns, needs or columns[0])


def _of_sectors(material: Material, rows: pd.DataFrame) -> Iterator[Table]:
    """Yield the table of sectors: by location quotient where it is known, the most typical first."""
    quotients = select(rows, measure=QUOTIENT).set_index("sector")["value"].dropna()
    # A hidden quotient tells nothing, its place among the others included.
    order = sorted(REGISTER_SECTORS, key=lambda one: -float(quotients.get(one, -inf)))
    named = {sector_shown(one, material.edition.language): select(rows, sector=one) for one in order}
    columns = (LEVEL, CHANGE, COUNT, _Column("register_quotient", QUOTIENT, "ratio"))
    yield from _table(material, "sector", "sector", named, columns, LEVEL)


def _table(
    material: Material,
    name: str,
    first_heading: str,
    parts: dict[str, pd.DataFrame],
    columns: Sequence[_Column],
    needs: _Column,
) -> Iterator[Table]:
    texts = material.texts
    held = {named: rows for named, rows in parts.items() if _row(rows, needs) is not None}
    told = [one for one in columns if any(_row(rows, one) is not None for rows in held.values())]
    if not held or not told:
        return
    lines = tuple(
        (named, *(_cell(_row(rows, one), material.lookup) for one in told)) for named, rows in held.items()
    )
    headings = (texts[first_heading], *(texts[one.heading] for one in told))
    numeric = frozenset(range(1, len(headings)))
    yield Table(
        texts[f"register_table_{name.replace('-', '_')}"], headings, lines, numeric, name=f"register-{name}"
    )


def _row(rows: pd.DataFrame, column: _Column) -> Observation | None:
    return first(select(rows, measure=column.measure, unit=column.unit))


def _cell(row: Observation | None, lookup: Lookup) -> Span:
    return "" if row is None else lookup.number(row.id)
