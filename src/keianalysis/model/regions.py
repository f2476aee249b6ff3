"""Municipalities, COROP regions, provinces, parts of the country, and networks of municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from keianalysis.model.folders import published_list
from keianalysis.model.tables import read_table

COLUMNS: Final = ("region_code", "region", "kind", "member_of", "note")
MUNICIPALITY_COLUMNS: Final = (
    "region_code",
    "region",
    "province_code",
    "valid_from",
    "valid_to",
    "successor",
    "confirmed",
    "source",
)
MEMBER_COLUMNS: Final = ("region", "municipality_code", "source")
NETHERLANDS: Final = "Nederland"
MUNICIPALITY: Final = "municipality"
WIDE: Final = ("country", "part_of_country", "province")
NAME_COLUMNS: Final = ("region", "name_nl", "name_en", "aliases")


@dataclass(frozen=True)
class Region:
    """A region by name, with its CBS code where one exists."""

    name: str
    code: str
    kind: str
    member_of: str
    note: str


@cache
def all_regions(folder: Path | None = None) -> dict[str, Region]:
    """Return every known region by name: ``regions.csv``, then what ``municipalities.csv`` adds.

    Raises BadData when a file is missing, ragged or lacks a column.
    """
    table = read_table(published_list("regions.csv", folder), COLUMNS)
    rows = table[list(COLUMNS)].itertuples(index=False, name=None)
    listed = {name: Region(name, code, kind, member, note) for code, name, kind, member, note in rows}
    towns = {
        one.name: Region(one.name, one.code, MUNICIPALITY, one.province_code, "")
        for one in municipalities(folder)
    }
    return listed | {name: town for name, town in towns.items() if name not in listed}


@cache
def _names(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Return the names for readers by language, of the regions that have another than their own."""
    table = read_table(published_list("region_names.csv", folder), NAME_COLUMNS)
    return {
        language: dict(zip(table["region"], table[f"name_{language}"], strict=True))
        for language in ("nl", "en")
    }


def shown(name: str, language: str) -> str:
    """Return the name of a region as a reader of ``nl`` or ``en`` knows it."""
    return _names()[language].get(name, name)


@cache
def codes_by_name() -> dict[str, str]:
    """Return the codes of country, parts and provinces by each name that sources or readers use.

    One province changed its name and kept its code.
    """
    table = read_table(published_list("region_names.csv"), NAME_COLUMNS)
    others = {
        region: (dutch, english, *filter(None, aliases.split(";")))
        for region, dutch, english, aliases in table[list(NAME_COLUMNS)].itertuples(index=False, name=None)
    }
    return {
        name: region.code
        for region in all_regions().values()
        if region.kind in WIDE
        for name in (region.name, *others.get(region.name, ()))
    }


def members(code: str, kind: str, folder: Path | None = None) -> list[str]:
    """Return the names of the regions of one kind that belong to the region with ``code``."""
    return [
        region.name
        for region in all_regions(folder).values()
        if region.member_of == code and region.kind == kind
    ]


@dataclass(frozen=True)
class Municipality:
    """A municipality with the days that it existed, and the codes that its territory went to.

    ``is_confirmed`` tells whether the row was seen in a list of codes, and not only remembered.
    """

    code: str
    name: str
    province_code: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...] = ()
    is_confirmed: bool = True

    def exists_on(self, date: str) -> bool:
        """Tell whether the municipality existed on an ISO date."""
        return self.valid_from <= date <= (self.valid_to or date)


@cache
def municipalities(folder: Path | None = None) -> tuple[Municipality, ...]:
    """Return the municipalities of ``municipalities.csv``, past and present.

    Raises BadData when the file is missing, ragged or lacks a column.
    """
    table = read_table(published_list("municipalities.csv", folder), MUNICIPALITY_COLUMNS)
    return tuple(
        Municipality(code, name, province, start, end, tuple(successor.split()), confirmed == "true")
        for code, name, province, start, end, successor, confirmed, _ in table[
            list(MUNICIPALITY_COLUMNS)
        ].itertuples(index=False, name=None)
    )


@cache
def compositions(date: str, folder: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return the municipality codes that make up each region on a date, by the name of the region.

    Municipalities are regions of one member; COROP regions and networks are as ``region_members.csv``
    defines them, for the days on which all members exist; provinces are all their municipalities.
    """
    existing = {one.code: one for one in municipalities(folder) if one.exists_on(date)}
    table = read_table(published_list("region_members.csv", folder), MEMBER_COLUMNS)
    grouped = {str(name): tuple(rows) for name, rows in table.groupby("region")["municipality_code"]}
    named = {name: codes for name, codes in grouped.items() if all(code in existing for code in codes)}
    provinces = {
        region.name: tuple(one.code for one in existing.values() if one.province_code == region.code)
        for region in all_regions(folder).values()
        if region.kind == "province"
    }
    return (
        {one.name: (one.code,) for one in existing.values()}
        | named
        | {name: codes for name, codes in provinces.items() if codes}
    )


@cache
def members_of(names: tuple[str, ...], folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of the municipalities that ``region_members.csv`` puts into some regions."""
    table = read_table(published_list("region_members.csv", folder), MEMBER_COLUMNS)
    codes = set(table.loc[table["region"].isin(names), "municipality_code"])
    return tuple(one.name for one in municipalities(folder) if one.code in codes)
