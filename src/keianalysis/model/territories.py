"""A territory: the province that an edition is about, with its names, its parts, and who it is set beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.model.errors import BadData, Fault, WrongCall
from keianalysis.model.folders import published_list
from keianalysis.model.regions import all_regions, compositions, members_of, municipalities
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import ROW, read_table

FILE: Final = "territories.csv"
WORDS: Final = ("title", "name", "adjective", "people")
LANGUAGES: Final = ("nl", "en")
YES: Final = "yes"
REST: Final = "municipalities"
"""The kind of a region that is a province without its largest municipality."""


class _Listed(NamedTuple):
    """One row of the file; its fields are the columns, the numbers of its lines behind them."""

    code: str
    region: str
    default: str
    comparisons: str
    networks: str
    title_nl: str
    name_nl: str
    adjective_nl: str
    people_nl: str
    title_en: str
    name_en: str
    adjective_en: str
    people_en: str
    row: int


COLUMNS: Final = tuple(name for name in _Listed._fields if name != ROW)


@dataclass(frozen=True)
class Territory:
    """A province: its CBS code, its name in the observations, and how reports speak of it.

    ``comparisons`` are the names of the regions that it is set beside, nearest first; ``networks`` the
    regions of ``region_members.csv`` that matter to it though they are no part of the CBS divisions.
    """

    code: str
    name: str
    comparisons: tuple[str, ...]
    networks: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]]

    def fields(self, language: str) -> dict[str, str]:
        """Return what texts may say of the territory.

        ``title`` is the bare name, ``region`` the name inside a sentence and ``region_first`` at its
        start, ``in_region`` with its preposition, ``adjective`` and ``people`` those of the territory.
        """
        words = self.words[language]
        name = words["name"]
        return {
            "title": words["title"],
            "region": name,
            "region_first": name[0].upper() + name[1:],
            "in_region": f"in {name}",
            "adjective": words["adjective"],
            "people": words["people"],
        }

    def told(self, texts: Mapping[str, str], language: str) -> dict[str, str]:
        """Return texts with the names of the territory filled in, and their other fields left open."""
        fields = {f"{{{name}}}": text for name, text in self.fields(language).items()}
        return {key: _filled(text, fields) for key, text in texts.items()}

    @property
    def corops(self) -> tuple[str, ...]:
        """The COROP regions that the territory consists of."""
        return _parts(self.code, "corop")

    @property
    def corop_groups(self) -> dict[str, tuple[str, ...]]:
        """Groups of its COROP regions that sources report on, each with its members."""
        regions = all_regions().values()
        by_code = {region.code: region.name for region in regions if region.code}
        groups = {
            region.name: tuple(by_code[code] for code in region.member_of.split())
            for region in regions
            if region.kind == "corop_group"
        }
        return {name: parts for name, parts in groups.items() if set(parts) <= set(self.corops)}

    @property
    def municipalities(self) -> tuple[str, ...]:
        """All municipalities that it has or had, as far as they are listed."""
        return tuple(one.name for one in municipalities() if one.province_code == self.code)

    @property
    def own(self) -> tuple[str, ...]:
        """The territory and all its parts, with the networks that it is in."""
        inside = (region.name for region in all_regions().values() if region.member_of == self.code)
        return (self.name, *inside, *self.corop_groups, *self.networks)

    def concerned(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows that an edition of the territory may tell of.

        Left out are other territories that it is not compared with, and the parts of all others.
        """
        return rows[~rows["region"].isin(_foreign(self.code))].reset_index(drop=True)

    def municipalities_on(self, day: str) -> tuple[str, ...]:
        """Return the names of the municipalities that the territory had on an ISO date."""
        return tuple(
            one.name for one in municipalities() if one.province_code == self.code and one.exists_on(day)
        )

    def compositions_on(self, day: str) -> dict[str, tuple[str, ...]]:
        """Return the municipality codes of every region that an edition may tell of, on an ISO date.

        A region stands beside its municipalities: one whose parts are another's is not among them.
        """
        foreign = _foreign(self.code)
        named = {name: codes for name, codes in compositions(day).items() if name not in foreign}
        single = {codes[0] for codes in named.values() if len(codes) == 1}
        return {name: codes for name, codes in named.items() if single.issuperset(codes)}

    @property
    def wide_regions(self) -> tuple[str, ...]:
        """The territory, its COROP regions made up of municipalities, and its networks."""
        made = {name for day in ("2012-04-01", "2026-04-01") for name in compositions(day)}
        return (self.name, *(name for name in self.corops if name in made), *self.networks)


def _filled(text: str, fields: Mapping[str, str]) -> str:
    for field, name in fields.items():
        text = text.replace(field, name)
    return text


def _parts(code: str, kind: str) -> tuple[str, ...]:
    return tuple(
        region.name for region in all_regions().values() if region.member_of == code and region.kind == kind
    )


@cache
def _foreign(code: str) -> frozenset[str]:
    """Return other territories that this one is not compared with, and the parts of all others.

    What lies in a network that this one is in does not count as another's.
    """
    here = territories()[code]
    compared = {one.code for one in territories().values() if one.name in here.comparisons}
    rests = (one.name for one in all_regions().values() if one.kind == REST and one.member_of in compared)
    near = {*here.comparisons, *here.networks, *members_of(here.networks), *rests}
    others = (one for one in territories().values() if one != here)
    return frozenset(name for one in others for name in one.own if name not in near)


@cache
def territories(folder: Path | None = None) -> dict[str, Territory]:
    """Return every territory by its code.

    Raises
    ------
    BadData
        When the file is missing or lacks a column, a row names a region that is not listed, or not exactly
        one row is marked as the default.
    """
    table = read_table(published_list(FILE, folder), COLUMNS)
    regions = all_regions(folder)
    by_code = {region.code: region.name for region in regions.values() if region.code}
    remedy = "Name a region of regions.csv, the comparisons by code and the networks by name."
    faults = [
        Fault(FILE, row.row, column, "known-region", f"{name!r} is not listed", remedy)
        for row in typed_rows(table, _Listed)
        for column, name in _named(row)
        if name not in (by_code if column == "comparisons" else regions)
    ]
    marked = table.loc[table["default"] == YES, ROW]
    if len(marked) != 1:
        rows = ", ".join(map(str, marked)) or "none"
        remedy = f"Write {YES} in the column default of exactly one row."
        faults.append(Fault(FILE, 0, "default", "one-default", f"marked rows: {rows}", remedy))
    if faults:
        raise BadData(faults)
    return {
        row.code: Territory(
            row.code,
            row.region,
            tuple(by_code[code] for code in row.comparisons.split()),
            _listed(row.networks),
            {
                language: {word: str(getattr(row, f"{word}_{language}")) for word in WORDS}
                for language in LANGUAGES
            },
        )
        for row in typed_rows(table, _Listed)
    }


def _named(row: _Listed) -> Iterator[tuple[str, str]]:
    """Yield the column and the name of every region that a row speaks of."""
    yield "region", row.region
    yield from (("comparisons", code) for code in row.comparisons.split())
    yield from (("networks", name) for name in _listed(row.networks))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(";") if name.strip())


@cache
def home(folder: Path | None = None) -> Territory:
    """Return the territory of an edition for which none is named: the one marked in the file."""
    table = read_table(published_list(FILE, folder), COLUMNS)
    return territories(folder)[table.loc[table["default"] == YES, "code"].iloc[0]]


def territory(code: str) -> Territory:
    """Return a territory by its CBS code; an empty code is the default one.

    Raises WrongCall for a code that is not listed, naming those that are.
    """
    known = territories()
    if code and code not in known:
        listed = ", ".join(f"{one.code} {one.name}" for one in known.values())
        raise WrongCall(f"{code!r} is no territory; choose from {listed}")
    return known[code] if code else home()
