"""How a territory does on the fixed list of a monitor: the rows of each indicator, and where it stands."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import pandas as pd

# Every module of indicators, so that each computation that the list names is known.
from keianalysis.indicators.computation import COMPUTATIONS, call
from keianalysis.indicators.every import THEMES as _LOADED
from keianalysis.indicators.monitor.over_years import over_years
from keianalysis.indicators.picking import picked, with_value
from keianalysis.language.numbers import rounded
from keianalysis.model import observations as obs
from keianalysis.model.monitored.listed import (
    CURRENT,
    LATEST_KNOWN,
    MISSING,
    NEWS,
    RECENT,
    YEARS,
    Indicator,
    Monitored,
    indicators,
)
from keianalysis.model.observations import UNSETTLED, Observation, public_from, select
from keianalysis.model.regions import NETHERLANDS, all_regions
from keianalysis.model.territories import Territory, territories
from keianalysis.tracking.read_log import Observations

assert _LOADED
PART: Final = "part_of_country"
TOWN_GROWTH: Final = "profile.population_growth"
OF_RELEASES: Final = (TOWN_GROWTH, "employment.employees", "provinces.employees_growth")
"""The computations that take every release apart, so that a newer number of one year breaks no line."""
NOWHERE: Final = float("nan")
BREAK: Final = "break"


class Line(NamedTuple):
    """The numbers of one indicator in one region, by year: those of one release, and what others add."""

    rows: Mapping[int, Observation]
    others: Mapping[int, Observation]

    @property
    def unbroken(self) -> dict[int, Observation]:
        """The numbers since the last break of the series, which alone can be compared."""
        breaks = [year for year, row in self.rows.items() if row.status == BREAK]
        return {year: row for year, row in self.rows.items() if year >= max(breaks, default=0)}

    @property
    def latest(self) -> int:
        """The last year of the release."""
        return max(self.rows)


def part_of_country(territory: Territory) -> str:
    """Return the part of the country that a territory lies in; empty where it is none."""
    inside = all_regions()[territory.name].member_of
    found = (one.name for one in all_regions().values() if one.code == inside and one.kind == PART)
    return next(found, "")


def looked_at(territory: Territory) -> tuple[str, ...]:
    """Return the regions that a monitor shows: the territory, its part of the country, the country."""
    return tuple(filter(None, (territory.name, part_of_country(territory), NETHERLANDS)))


def rows_of_list(observations: Observations, releases: Observations, *, territory: Territory) -> pd.DataFrame:
    """Return every row of the measures of the list: published, and computed for provinces and towns.

    ``releases`` holds every release that was public, not only the newest of each number: a line of
    numbers comes from one.
    """
    wanted = sorted({name for one in indicators() for name in (*one.measures, one.towns, one.parts) if name})
    found = [select(observations, measure=wanted), select(releases, measure=wanted)]
    for one in indicators():
        for name in one.computed:
            known = releases if name in OF_RELEASES else observations
            found += [
                call(COMPUTATIONS[name].function, known, territory=place)
                for place in _computed_for(one, territory)
            ]
    return obs.combine([*found, *_growth_of_towns(releases, territory)])


def _growth_of_towns(observations: Observations, territory: Territory) -> Iterator[pd.DataFrame]:
    for name in territory.municipalities:
        town = Territory(all_regions()[name].code, name, (), (), territory.words)
        yield call(COMPUTATIONS[TOWN_GROWTH].function, observations, territory=town)


def _computed_for(one: Indicator, territory: Territory) -> Iterator[Territory]:
    """Yield the territory and, for what is compared, all others and the part of the country."""
    yield territory
    if one.compared:
        yield from (other for other in territories().values() if other != territory)
        part = part_of_country(territory)
        if part:
            yield Territory(all_regions()[part].code, part, (), (), territory.words)


def standings(rows: pd.DataFrame, year: int, *, territory: Territory) -> pd.DataFrame:
    """Return how each indicator of the list stands in ``year`` (rows of ``Monitored``)."""
    found = [_standing(one, rows, year, territory) for one in indicators()]
    return pd.DataFrame(found, columns=list(Monitored._fields))


def shown_rows(rows: pd.DataFrame, standing: pd.DataFrame, year: int, *, territory: Territory) -> list[str]:
    """Return the ids of the rows that a monitor shows: those of its lines, in every region looked at."""
    found: dict[str, None] = {}
    for one, row in zip(indicators(), standing.itertuples(), strict=True):
        for region in looked_at(territory):
            line = line_of(one, str(row.measure), rows, region, year)
            if line is not None:
                found |= dict.fromkeys(shown.id for part in line for shown in part.values())
    return list(found)


def line_of(one: Indicator, measure: str, rows: pd.DataFrame, region: str, year: int) -> Line | None:
    """Return the line of a measure of an indicator in a region up to a year; nothing where none is known.

    Its numbers come from one release, that of the last year; of releases that print the same number for
    that year it is the one with the most years. A level of another release is no part of it; any other
    number may stand in a table beside it, where the cell says so.
    """
    own = picked(rows, measure=measure, region=region, sector=one.sector, unit=one.unit)
    known = [row for row in with_value(own) if of_a_year(row) and row.year <= year]
    if not known:
        return None
    newest = max(known, key=lambda row: (row.year, *newest_last(row)))
    alike = sorted((row for row in known if _same_days(row, newest)), key=newest_last)
    printed = [row for row in alike if row.year == newest.year and _printed_alike(row, newest)]
    chosen = max(reversed(printed), key=lambda row: sum(_one_release(other, row) for other in alike))
    inside = {row.year: row for row in alike if _one_release(row, chosen)}
    others = {row.year: row for row in alike if row.year not in inside}
    keep = others if one.unit not in ("jobs",) else {}
    return Line(dict(sorted(inside.items())), dict(sorted(keep.items())))


def newest_last(row: Observation) -> tuple[str, bool, int, str]:
    """Return what puts releases of one number in order, the newest last; of equals the computed first."""
    return public_from(row.release_date, ""), row.basis != "computed", int(row.decimals), row.id


def of_a_year(row: Observation) -> bool:
    """Tell whether a row is a level, or about one whole year or the change over one."""
    if row.period_start == row.period_end:
        return True
    whole = row.period_start[4:] == "-01-01" and row.period_end[4:] == "-12-31"
    span = int(row.period_end[:4]) - int(row.period_start[:4])
    return span == 0 if whole else span == 1 and row.period_start[4:] == row.period_end[4:]


def _same_days(row: Observation, newest: Observation) -> bool:
    """Tell whether two rows speak of the same days of a year: quarters of one are no years."""
    return row.period_end[4:] == newest.period_end[4:] and row.period_start[4:] == newest.period_start[4:]


def _printed_alike(row: Observation, newest: Observation) -> bool:
    """Tell whether two releases print the same number, and both as final or both as not."""
    decimals = min(int(row.decimals), int(newest.decimals))
    final = (row.status in UNSETTLED) == (newest.status in UNSETTLED)
    return final and rounded(row.value, decimals) == rounded(newest.value, decimals)


def _one_release(row: Observation, newest: Observation) -> bool:
    if row.release_date != newest.release_date:
        return False
    # Without a date only rows of one source are surely of one release.
    return bool(row.release_date) or row.source.partition(" | ")[0] == newest.source.partition(" | ")[0]


def _standing(one: Indicator, rows: pd.DataFrame, year: int, territory: Territory) -> Monitored:
    lines = {name: line_of(one, name, rows, territory.name, year) for name in one.measures}
    known = {name: line for name, line in lines.items() if line is not None}
    if not known:
        return _missing(one)
    # The first measure that is news; where none is, the one that is known of the latest year.
    news = [name for name, line in known.items() if line.latest >= year - NEWS]
    measure = news[0] if news else max(known, key=lambda name: known[name].latest)
    line = known[measure]
    latest = line.rows[line.latest]
    same = line.unbroken
    before = same.get(max((past for past in same if past < line.latest), default=0))
    if before is not None and before.year < line.latest - YEARS + 1:
        before = None
    others = {region: _beside(one, measure, rows, region, latest) for region in looked_at(territory)[1:]}
    national = others.get(NETHERLANDS) if one.compared else None
    part = others.get(part_of_country(territory)) if one.compared else None
    return Monitored(
        one.name,
        one.chapter,
        measure,
        latest.unit,
        int(latest.decimals),
        one.good,
        _news(line.latest, year),
        line.latest,
        latest.value,
        latest.id,
        NOWHERE if before is None else before.year,
        NOWHERE if before is None else before.value,
        "" if before is None else before.id,
        NOWHERE if before is None else difference(latest, before),
        NOWHERE if before is None else latest.value - before.value,
        _step(line, latest, before),
        NOWHERE if national is None else national.value,
        "" if national is None else national.id,
        NOWHERE if part is None else part.value,
        "" if part is None else part.id,
        NOWHERE if national is None else difference(latest, national),
        *over_years(one, same, _unbroken(one, measure, rows, line.latest), line.latest),
    )


def _unbroken(one: Indicator, measure: str, rows: pd.DataFrame, latest: int) -> Mapping[int, Observation]:
    """Return the numbers of the country, of the release that has the year."""
    line = line_of(one, measure, rows, NETHERLANDS, latest)
    return {} if line is None else line.unbroken


def _missing(one: Indicator) -> Monitored:
    empty = dict.fromkeys(Monitored._fields, NOWHERE)
    ids = ("latest_id", "before_id", "national_id", "part_id", "first_id", "national_first_id", "gap")
    told = dict.fromkeys(ids, "") | {"decimals": 0}
    named = {"indicator": one.name, "chapter": one.chapter, "measure": one.measures[0], "unit": one.unit}
    return Monitored(**{**empty, **told, **named, "good": one.good, "standing": MISSING})  # type: ignore[arg-type]


def _news(latest: int, year: int) -> str:
    if latest == year:
        return CURRENT
    return RECENT if latest >= year - NEWS else LATEST_KNOWN


def _beside(
    one: Indicator, measure: str, rows: pd.DataFrame, region: str, latest: Observation
) -> Observation | None:
    """Return the number of another region for the same year, from its newest release."""
    line = line_of(one, measure, rows, region, latest.year)
    if line is None:
        return None
    return line.rows.get(latest.year)


def difference(first: Observation, other: Observation) -> int:
    """Return 1 or -1 where a number is surely the larger or the smaller of two, 0 where they are alike.

    Alike are two that are printed alike, and two whose bounds overlap.
    """
    decimals = min(int(first.decimals), int(other.decimals))
    gap = rounded(first.value, decimals) - rounded(other.value, decimals)
    ends = [value for row in (first, other) for value in (row.low, row.high)]
    overlap = not any(map(math.isnan, ends)) and first.low < other.high and other.low < first.high
    return 0 if gap == 0 or overlap else 1 if gap > 0 else -1


def _step(line: Line, latest: Observation, before: Observation | None) -> float:
    """Return the last move over the usual one of the years that are known; nothing with too few."""
    if before is None:
        return NOWHERE
    moves = [abs(late.value - early.value) for early, late in pairwise(line.unbroken.values())]
    usual = statistics.fmean(moves) if len(moves) > 1 else 0.0
    return abs(latest.value - before.value) / usual if usual else NOWHERE


def ranked(rows: Iterable[Monitored]) -> Sequence[Monitored]:
    """Return the rows of this year that moved, the largest move for its indicator first."""
    moved = [row for row in rows if row.standing == CURRENT and row.moved in (1, -1) and row.step > 0]
    return sorted(moved, key=lambda row: (-row.step, row.indicator))
