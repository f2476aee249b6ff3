"""The numbers of the project as tidy tables, asked for in one line of Python."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.explore.names import known_measure, known_region, known_sector
from keianalysis.language import numbers
from keianalysis.model import observations as obs
from keianalysis.model.errors import WrongCall
from keianalysis.model.measures import label, measure_list
from keianalysis.model.observations import COLUMNS, LAST_DAY, NUMBER
from keianalysis.model.regions import all_regions
from keianalysis.model.regions import shown as shown_region
from keianalysis.model.sectors import shown as shown_sector
from keianalysis.model.tables import read_table
from keianalysis.readers.sources import read_sources

TIDY: Final = (
    *("measure", "region", "region_code", "sector", "period", "period_start", "period_end", "unit", "value"),
    *("decimals", "wording", "low", "high", "status", "release_date", "basis", "source", "label"),
    *("region_label", "sector_label", "id", "lineage", "note"),
)
"""The columns of a series: those of an observation, with the words of one language."""

IN_ORDER: Final = ["region", "sector", "unit", "period_end", "period_start", "release_date", "source"]
RESULTS: Final = "results.csv"
NUMBERS: Final = ("value", "decimals", "low", "high")
PERIOD: Final = ["period_start", "period_end"]


def series(
    measure: str,
    regions: str | Iterable[str] | None = None,
    sector: str = "total",
    *,
    as_of: str = "",
    first: int | None = None,
    last: int | None = None,
    unit: str = "",
    language: str = "en",
    edition: str | Path = "",
) -> pd.DataFrame:
    """Return one measure over all years as a tidy table: of each number its newest release.

    Parameters
    ----------
    measure
        A name of ``measures()``, or its label in Dutch or English.
    regions
        Names or CBS codes; all regions that have the measure when none is named.
    sector
        A name of ``sectors()``; empty means every sector.
    as_of
        Only what was public on that day as YYYY-MM-DD; empty means everything.
    first, last
        The years to begin and to end with.
    unit
        One of several units of the measure; empty means all.
    language
        The language of the labels, ``nl`` or ``en``.
    edition
        The folder of a published edition, whose computed results are then there too.

    Returns
    -------
    pandas.DataFrame
        Columns ``TIDY``, by region and period. Numbers of different ``release_date`` or ``source``, or on
        two sides of a ``break``, do not form one line.

    Raises
    ------
    WrongCall
        For a measure, region, sector or unit that is not there, with the nearest names.
    """
    rows = releases(
        measure, regions, sector, first=first, last=last, unit=unit, edition=edition, language=language
    )
    known = obs.as_of(rows.reindex(columns=list(COLUMNS)), as_of or LAST_DAY)
    if known.empty and len(rows):
        warnings.warn(f"none of it was public before {rows['public_from'].min()}", stacklevel=2)
    return rows.loc[rows["id"].isin(known["id"]), list(TIDY)].reset_index(drop=True)


def releases(
    measure: str,
    regions: str | Iterable[str] | None = None,
    sector: str = "total",
    *,
    first: int | None = None,
    last: int | None = None,
    unit: str = "",
    language: str = "en",
    edition: str | Path = "",
) -> pd.DataFrame:
    """Return every release of every number of a measure, oldest first; parameters as for ``series``.

    Two more columns: ``public_from``, the first day on which a row is surely public, and ``revision``,
    the value less that of the release before of the same number and unit.
    """
    rows = _rows(edition)
    rows = rows[rows["measure"] == known_measure(measure, set(rows["measure"]))]
    if sector:
        rows = rows[rows["sector"] == known_sector(sector, set(rows["sector"]))]
    if regions is not None:
        rows = _in_regions(rows, [regions] if isinstance(regions, str) else list(regions))
    if unit and unit not in set(rows["unit"]):
        raise WrongCall(f"no unit {unit!r} here; {measure} is in {', '.join(sorted(set(rows['unit'])))}")
    rows = rows[rows["unit"] == unit] if unit else rows
    return _tidy(_within(rows, first, last), language)


def _in_regions(rows: pd.DataFrame, asked: list[str]) -> pd.DataFrame:
    """Return the rows of some regions; a region without rows is told of, not passed over."""
    held = set(rows["region"])
    named = [known_region(name, held) for name in asked]
    if lacking := [name for name in dict.fromkeys(named) if name not in held]:
        warnings.warn(f"no such number of {', '.join(lacking)} is held", stacklevel=4)
    return rows[rows["region"].isin(named)]


def _within(rows: pd.DataFrame, first: int | None, last: int | None) -> pd.DataFrame:
    kept = pd.Series(True, index=rows.index)
    if first is not None:
        kept &= rows["period_end"].str[:4] >= str(first)
    if last is not None:
        kept &= rows["period_start"].str[:4] <= str(last)
    return rows[kept]


def _tidy(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return rows in order with the words of a language, and what each release changed."""
    if language not in ("nl", "en"):
        raise WrongCall(f"language is nl or en, not {language!r}")
    ordered = rows.sort_values(IN_ORDER, ignore_index=True)
    told: dict[str, Any] = {
        "label": _each(ordered["measure"], lambda name: label(name, language)),
        "region_label": _each(ordered["region"], lambda name: shown_region(name, language)),
        "sector_label": _each(ordered["sector"], lambda name: shown_sector(name, language)),
        "period": [
            numbers.period(start, end, language)
            for start, end in zip(ordered["period_start"], ordered["period_end"], strict=True)
        ],
        "public_from": obs.public_days(ordered),
        "revision": ordered.groupby(list(NUMBER))["value"].diff(),
    }
    return ordered.assign(**told).reindex(columns=[*TIDY, "public_from", "revision"])


def _each(column: pd.Series[str], word: Callable[[str], str]) -> pd.Series[Any]:
    return column.map({name: word(name) for name in column.unique()}).astype("str")


def _rows(edition: str | Path) -> pd.DataFrame:
    """Return what is published, and what an edition computed from it."""
    published = read_sources().published
    if not str(edition):
        return published
    path = Path(edition) / RESULTS
    if not path.is_file():
        raise WrongCall(f"{edition} holds no edition: {RESULTS} is missing; run keianalysis review first")
    table = read_table(path, COLUMNS)
    numbered = {name: pd.to_numeric(table[name]) for name in NUMBERS}
    return obs.combine([table.assign(**numbered).reindex(columns=list(COLUMNS)), published])


def measures(search: str = "", *, language: str = "en", edition: str | Path = "") -> pd.DataFrame:
    """Return the measures that have numbers, with how many and of which years; ``search`` is in any text."""
    rows, listed = _rows(edition), measure_list()
    table = _counted(rows, "measure")
    table["units"] = rows.groupby("measure")["unit"].agg(lambda units: ", ".join(sorted(set(units))))
    for column in ("label", "definition"):
        words = [getattr(listed.get(name), f"{column}_{language}", "") for name in table.index]
        table.insert(0 if column == "label" else len(table.columns), column, words)
    table.insert(1, "theme", [listed[name].theme if name in listed else "" for name in table.index])
    texts = table.index.to_series() + " " + table["label"] + " " + table["definition"]
    return table[texts.str.contains(search, case=False, regex=False)]


def regions(measure: str = "", *, language: str = "en", edition: str | Path = "") -> pd.DataFrame:
    """Return the regions that have numbers, of one measure or of any."""
    table = _counted(_of(measure, _rows(edition)), "region")
    known = all_regions()
    table.insert(0, "label", [shown_region(name, language) for name in table.index])
    table.insert(1, "code", [known[name].code if name in known else "" for name in table.index])
    table.insert(2, "kind", [known[name].kind if name in known else "" for name in table.index])
    return table


def sectors(measure: str = "", *, language: str = "en", edition: str | Path = "") -> pd.DataFrame:
    """Return the sectors that have numbers, of one measure or of any."""
    table = _counted(_of(measure, _rows(edition)), "sector")
    table.insert(0, "label", [shown_sector(name, language) for name in table.index])
    return table


def _of(measure: str, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["measure"] == known_measure(measure, set(rows["measure"]))] if measure else rows


def _counted(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return for each name in a column how many numbers it has, and their first and last year."""
    grouped = rows.groupby(column)
    years: Collection[pd.Series[Any]] = (
        grouped["period_start"].min().str[:4],
        grouped["period_end"].max().str[:4],
        grouped.size(),
    )
    return pd.DataFrame(dict(zip(("first", "last", "numbers"), years, strict=True)))
