"""Rows of an observation table as records, found in an index by measure and region and not by masks.

A mask looks at every row and copies every column of those that it lets through; an indicator asks for a
few rows some hundred times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final

import pandas as pd

from keianalysis.model.observations import Observation, records, select
from keianalysis.model.rows import require
from keianalysis.tracking.beside import Beside
from keianalysis.tracking.read_log import Observations, Watched, rows_of, unread

ALL: Final = ""
"""The key under which an index has the rows of a measure in all regions together."""

Index = dict[str, dict[str, list[Observation]]]

INDICES: Final[Beside[Index]] = Beside(lambda _: {})
"""The rows of each measure that was asked for, by region, beside their table."""


def picked(observations: Observations, **wanted: str | Iterable[str]) -> list[Observation]:
    """Return as records the rows that ``select`` returns, in their order.

    Of a table that is asked more than once the index is kept for as long as the table lives, which
    nobody may change meanwhile. Out of a watched table only the wanted measures are read.
    """
    allowed = {name: {one} if isinstance(one, str) else set(one) for name, one in wanted.items()}
    measures = allowed.get("measure", set())
    if len(measures) != 1:
        return records(select(observations, **wanted))
    require(unread(observations), allowed)
    (measure,) = measures
    if isinstance(observations, Watched):
        observations.reads.measures([measure])
    regions = allowed.get("region", set())
    place = next(iter(regions)) if len(regions) == 1 else ALL
    return _matching(_rows(unread(observations), measure).get(place, ()), allowed)


def with_value(rows: Iterable[Observation]) -> list[Observation]:
    """Return the rows that have a value."""
    return [row for row in rows if not pd.isna(row.value)]


def _matching(rows: Sequence[Observation], allowed: dict[str, set[str]]) -> list[Observation]:
    found = list(rows)
    for name, values in allowed.items():
        column = attrgetter(name)
        found = [row for row in found if column(row) in values]
    return found


def _rows(table: pd.DataFrame, measure: str) -> dict[str, list[Observation]]:
    """Return the rows of a measure by their region."""
    index = INDICES(table)
    if measure not in index:
        found: dict[str, list[Observation]] = defaultdict(list)
        for row in records(rows_of(table, [measure])):
            found[row.region].append(row)
            found[ALL].append(row)
        index[measure] = dict(found)
    return index[measure]
