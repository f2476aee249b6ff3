"""A territory among its equals, and its parts among each other, by the indicators of a monitor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from keianalysis.indicators.arithmetic import of_one_release
from keianalysis.indicators.monitor.standings import newest_last, of_a_year
from keianalysis.indicators.picking import picked, with_value
from keianalysis.language.numbers import rounded
from keianalysis.model.monitored.listed import (
    CURRENT,
    NEWS,
    RECENT,
    Compared,
    Indicator,
    Monitored,
    indicator_of,
    indicators,
)
from keianalysis.model.observations import Observation, records
from keianalysis.model.rows import typed_rows
from keianalysis.model.territories import Territory, territories

PROVINCES, TOWNS, SECTORS, COROPS = "province", "town", "sector", "corop"
FEWEST: Final = 3
"""With fewer numbers there is nothing to compare."""
DIVIDED: Final = "employees"
"""The indicator that is divided by sector."""


def compared(rows: pd.DataFrame, standing: pd.DataFrame, year: int, *, territory: Territory) -> pd.DataFrame:
    """Return provinces, municipalities, sectors and parts side by side (rows of ``Compared``)."""
    found = [
        *_provinces(rows, typed_rows(standing, Monitored)),
        *_towns(rows, year, territory),
        *_divided(rows, year, territory),
    ]
    return pd.DataFrame(found, columns=list(Compared._fields))


def _provinces(rows: pd.DataFrame, standing: Sequence[Monitored]) -> Iterator[Compared]:
    names = [one.name for one in territories().values()]
    for row in standing:
        one = indicator_of(row.indicator)
        if one.compared and row.standing in (CURRENT, RECENT):
            found = [_newest(rows, row.measure, name, one.sector, row.unit, int(row.year)) for name in names]
            same = [other for other in found if other is not None and other.year == row.year]
            yield from _ranked(PROVINCES, one, same)


def _towns(rows: pd.DataFrame, year: int, territory: Territory) -> Iterator[Compared]:
    names = territory.municipalities_on(f"{year}-12-31")
    for one in indicators():
        if one.towns:
            found = [_newest(rows, one.towns, name, "total", "", year) for name in names]
            known = [row for row in found if row is not None]
            last = max((row.year for row in known), default=0)
            if last >= year - NEWS:
                yield from _ranked(TOWNS, one, [row for row in known if row.year == last])


def _divided(rows: pd.DataFrame, year: int, territory: Territory) -> Iterator[Compared]:
    one = indicator_of(DIVIDED)
    own = picked(rows, measure=one.measures[0], region=territory.name, unit=one.unit)
    sectors = dict.fromkeys(row.sector for row in with_value(own) if row.sector != "total")
    places = [(territory.name, sector) for sector in sectors]
    yield from _beside_each_other(rows, year, SECTORS, one, one.measures[0], places)
    for one in indicators():
        if one.parts:
            places = [(region, "total") for region in territory.corops]
            yield from _beside_each_other(rows, year, COROPS, one, one.parts, places)


def _beside_each_other(
    rows: pd.DataFrame, year: int, kind: str, one: Indicator, measure: str, places: Sequence[tuple[str, str]]
) -> Iterator[Compared]:
    """Yield a measure in several places, or sectors, in the last year of all, with the change of a year."""
    found = [_newest(rows, measure, *place, "", year) for place in places]
    known = [row for row in found if row is not None]
    last = max((row.year for row in known), default=0)
    if last < year - NEWS:
        return
    same = [row for row in known if row.year == last]
    for made, row in zip(_ranked(kind, one, same), same, strict=False):
        earlier = _before(rows, row)
        name = row.sector if kind == SECTORS else row.region
        shift = float("nan") if earlier is None else row.value - earlier.value
        yield made._replace(name=name, shift=shift, before_id="" if earlier is None else earlier.id)


def _before(rows: pd.DataFrame, row: Observation) -> Observation | None:
    """Return the number of a year earlier of the same release."""
    same = picked(rows, measure=row.measure, region=row.region, sector=row.sector, unit=row.unit)
    earlier = (one for one in with_value(same) if one.year == row.year - 1 and of_one_release(one, row))
    return next((one for one in earlier if one.period_end[4:] == row.period_end[4:]), None)


def _newest(
    rows: pd.DataFrame, measure: str, region: str, sector: str, unit: str, year: int
) -> Observation | None:
    """Return the number of the last year up to one, of its newest release; without a unit in any."""
    wanted = {"measure": measure, "region": region, "sector": sector}
    known = [
        row
        for row in with_value(picked(rows, **wanted, **({"unit": unit} if unit else {})))
        if of_a_year(row) and row.year <= year
    ]
    return max(known, key=lambda row: (row.year, *newest_last(row)), default=None)


def _ranked(kind: str, one: Indicator, found: Sequence[Observation]) -> Iterator[Compared]:
    """Yield numbers with their ranks, where there are enough of them to compare."""
    if len(found) < FEWEST:
        return
    printed = [rounded(row.value, int(row.decimals)) for row in found]
    for row, value in zip(found, printed, strict=True):
        ahead = sum(other < value if one.good == "down" else other > value for other in printed)
        yield Compared(
            kind, one.name, row.region, row.unit, int(row.decimals), row.year, row.id, row.value, "",
            float("nan"), ahead + 1, len(found),
        )  # fmt: skip


def rests_on(rows: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """Return the ids of the numbers compared, and of what those that were computed rest on."""
    known = {row.id: row for row in records(rows)}
    waiting = [name for name in (*found["id"], *found["before_id"]) if name]
    kept: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name in known and name not in kept:
            kept[name] = None
            waiting += known[name].origin.observations
    return list(kept)
