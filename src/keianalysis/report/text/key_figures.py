"""The key figures of a theme: a line for each measure and region, a column for each year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from keianalysis.model.measures import measure_list
from keianalysis.model.observations import Observation, records
from keianalysis.model.regions import NETHERLANDS, shown
from keianalysis.report.document import Span, Table
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material
from keianalysis.report.tables.rows import measured_in

SECTORS: Final = ("total", "agribusiness", "chemistry", "leisure")
TOLD: Final = ("period", "origin")
"""The views of the newest number of a line that stand behind its years."""


class _Line(NamedTuple):
    """What all numbers of one line share."""

    measure: str
    sector: str
    is_national: bool
    unit: str
    years: int
    span: tuple[str, str]
    release: str


def key_figures(
    material: Material, measures: Sequence[str], name: str, title: str, *, later: bool = False
) -> Table:
    """Return the recent results of some themes of the measure list for the territory and the Netherlands.

    They are those that were public in time, or with ``later`` those of a review that came after it.
    Numbers of two releases never stand on one line: each release rewrites the past, and the difference
    between two of them is no change. The newest release keeps all its years; an older one shows the years
    that no newer one has.
    """
    known, looked_at = measure_list(), _years(material)
    regions = (material.territory.name, NETHERLANDS)
    order = {measure: place for place, measure in enumerate(known)}
    fitting = [
        row
        for row in records((material.too_late if later else material.in_time).dropna(subset=["value"]))
        if row.measure in known
        and known[row.measure].theme in measures
        and row.region in regions
        and row.sector in SECTORS
        and int(row.period_end[:4]) in looked_at
        and not _is_part_of_year(row)
    ]
    lines = _lines(fitting)
    in_order = sorted(
        lines, key=lambda line: (order[line.measure], *line[1:-1], min(lines[line]), line.release)
    )
    years = sorted({year for line in lines.values() for year in line})
    columns = ("measure", "region", *map(str, years), *TOLD)
    return Table(
        material.texts["numbers"].format(theme=title),
        tuple(material.texts.get(column, column) for column in columns),
        tuple(_cells(lines[line], years, material.lookup) for line in in_order),
        frozenset(range(2, 2 + len(years))),
        name=f"{name}-figures",
    )


def _lines(fitting: Iterable[Observation]) -> dict[_Line, dict[int, Observation]]:
    """Return the numbers of each line by year, every line from one release."""
    lines: dict[_Line, dict[int, Observation]] = {}
    for row in sorted(fitting, key=_preference):
        lines.setdefault(_line(row), {}).setdefault(int(row.period_end[:4]), row)
    newer: dict[_Line, set[int]] = {}
    # The lines stand in the order of preference of their best number: the newest release first.
    for line, numbers in lines.items():
        taken = newer.setdefault(line._replace(release=""), set())
        lines[line] = {year: row for year, row in numbers.items() if year not in taken}
        taken.update(numbers)
    return {line: numbers for line, numbers in lines.items() if numbers}


def is_of_others(table: Table, name: str) -> bool:
    """Tell whether no line of a table of key figures is about the region of a name."""
    return all(row[1] != name for row in table.rows)


def _years(material: Material) -> range:
    """Return the year before the one reported on, that year, and for a review the next."""
    last = material.edition.year + (1 if material.edition.is_review else 0)
    return range(material.edition.year - 1, last + 1)


def _preference(row: Observation) -> tuple[bool, str, int, bool]:
    """Order rows about one number: the one public in time, the newest, the finest."""
    newest_first = "".join(chr(255 - ord(sign)) for sign in row.release_date)
    # What has no date may be older than anything that has one.
    return (
        row.basis == "published_later",
        newest_first or "\N{OBJECT REPLACEMENT CHARACTER}",
        -row.decimals,
        row.basis == "computed",
    )


def _line(row: Observation) -> _Line:
    """Return what all numbers of one line share."""
    years = int(row.period_end[:4]) - int(row.period_start[:4])
    span = (row.period_start[5:].replace("02-29", "02-28"), row.period_end[5:].replace("02-29", "02-28"))
    release = row.release_date or row.source.partition(" | ")[0]
    return _Line(row.measure, row.sector, row.region == NETHERLANDS, row.unit, years, span, release)


def _cells(numbers: dict[int, Observation], years: Iterable[int], lookup: Lookup) -> tuple[Span, ...]:
    newest = numbers[max(numbers)]
    language = lookup.edition.language
    return (
        measured_in(newest, language),
        shown(newest.region, language),
        *(lookup.number(numbers[year].id, "in_table") if year in numbers else "" for year in years),
        *(lookup.number(newest.id, view) for view in TOLD),
    )


def _is_part_of_year(row: Observation) -> bool:
    """Tell whether a row is about a part of a year other than its last quarter."""
    same_year = row.period_start[:4] == row.period_end[:4] and row.period_start != row.period_end
    whole = row.period_start.endswith("-01-01") and row.period_end.endswith("-12-31")
    return same_year and not whole and not row.period_start.endswith("-10-01")
