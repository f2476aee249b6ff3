"""A territory among the provinces, its municipalities among each other, and its jobs by sector and part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from keianalysis.indicators.monitor.compared import COROPS, DIVIDED, PROVINCES, SECTORS, TOWNS
from keianalysis.model.monitored.listed import Compared, indicator_of
from keianalysis.model.regions import shown
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.report.document import Block, Cell, Paragraph, Passage, Table, sentence
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material
from keianalysis.report.monitor.words import told
from keianalysis.report.tables.kept import COMPARED, MONITORED

LABEL: Final = "indicator.{}.label"
TOWN: Final = "town_label"
GROUPS: Final = {
    "provinces_table_work": ("economy", "jobs", "firms"),
    "provinces_table_labour": ("labour", "education"),
    "provinces_table_place": ("space", "leisure", "innovation", "people"),
}
"""The tables of the provinces, each with the chapters that it has; one of all would be too wide to read."""
WIDELY: Final = 6
"""With fewer provinces known a rank among them says little."""


def rows_of(lookup: Lookup, kind: str) -> list[Compared]:
    """Return the rows of one comparison, none in an edition without it."""
    if COMPARED.name not in lookup.kept:
        return []
    return [row for row in lookup.rows_of(COMPARED).values() if row.kind == kind]


def key(row: Compared) -> str:
    """Return the name of a row in the tables of an edition."""
    return f"{COMPARED.name}:{row.kind}|{row.indicator}|{row.name}"


def provinces(material: Material) -> Iterator[Block]:
    """Yield how the territory ranks among the provinces, and the provinces side by side."""
    rows = rows_of(material.lookup, PROVINCES)
    own = [row for row in rows if row.name == material.territory.name]
    if own:
        yield from _ranks(own, material)
        widely = [row for row in own if row.of >= WIDELY]
        if widely:
            yield ranking(widely, rows, material)
        for name, themes in GROUPS.items():
            same = [row for row in rows if indicator_of(row.indicator).chapter in themes]
            if same:
                yield _table(same, material, name)


def towns(material: Material) -> Iterator[Block]:
    """Yield the municipalities side by side, and who is first and last."""
    rows = rows_of(material.lookup, TOWNS)
    if rows:
        yield from _ends(rows, material)
        yield _table(rows, material, "towns_table")


def _ranks(own: Sequence[Compared], material: Material) -> Iterator[Paragraph]:
    """Yield where the territory stands best and where worst among all provinces."""
    lookup, words = material.lookup, told(material.territory, material.edition.language)
    widely = (row for row in own if row.of >= WIDELY and indicator_of(row.indicator).good != "none")
    ordered = sorted(widely, key=lambda row: (row.rank / row.of, row.indicator))
    for name, row in zip(("best", "worst"), (*ordered[:1], *ordered[1:][-1:]), strict=False):
        yield sentence(
            words[f"texts.rank_{name}"],
            label=lookup.number(f"{MONITORED.name}:{row.indicator}", "noun"),
            rank=lookup.number(key(row), "rank"),
            of=lookup.number(key(row), "of"),
            year=lookup.number(key(row), "year"),
        )


def _ends(rows: Sequence[Compared], material: Material) -> Iterator[Paragraph]:
    """Yield of each indicator but the size itself which municipality is first, and which last."""
    lookup, words = material.lookup, told(material.territory, material.edition.language)
    language = material.edition.language
    for indicator in dict.fromkeys(row.indicator for row in rows):
        template = words.get(f"towns.{indicator}")
        same = sorted((row for row in rows if row.indicator == indicator), key=lambda row: row.value)
        low, high = same[0], same[-1]
        alone = same[1].value != low.value and same[-2].value != high.value
        if template and alone:
            yield sentence(
                template,
                year=lookup.number(key(high), "year"),
                highest=shown(high.name, language),
                high=lookup.number(high.id, "middle"),
                lowest=shown(low.name, language),
                low=lookup.number(low.id, "middle"),
            )


def _table(rows: Sequence[Compared], material: Material, name: str) -> Table:
    """Return a line for each region, a column for each indicator."""
    lookup, language = material.lookup, material.edition.language
    words = told(material.territory, language)
    columns = list(dict.fromkeys(row.indicator for row in rows))
    cells = {(row.name, row.indicator): row for row in rows}
    lines: list[tuple[Cell, ...]] = []
    for region in dict.fromkeys(row.name for row in rows):
        found = [cells.get((region, column)) for column in columns]
        lines.append(
            (
                shown(region, language),
                *("" if row is None else lookup.number(row.id, "marked") for row in found),
            )
        )
    label = f"{TOWN}.{{}}" if name == "towns_table" else LABEL
    headings = (words["texts.region"], *(words[label.format(one)] for one in columns))
    numeric = frozenset(range(1, 1 + len(columns)))
    short = name.replace("_table", "").replace("_", "-")
    return Table(words[f"texts.{name}"], headings, tuple(lines), numeric, name=short)


def jobs_divided(material: Material) -> Iterator[Block]:
    """Yield where jobs of employees were added and lost, and each sector, the largest change first."""
    told_of = (*_sectors_told(material), *_parts_told(material))
    if told_of:
        yield Passage(told_of)
    language = material.edition.language
    words = told(material.territory, language)
    rows = rows_of(material.lookup, SECTORS)
    ordered = sorted(rows, key=lambda row: (-abs(row.shift) if row.shift == row.shift else 1.0, row.name))
    if ordered:
        lines = tuple(_divided(row, material.lookup) for row in ordered)
        headings = tuple(words[f"texts.{one}"] for one in ("sectors", "jobs", "since"))
        yield Table(words["texts.sectors_table"], headings, lines, frozenset({1, 2}), name="jobs-sectors")


def _sectors_told(material: Material) -> Iterator[Paragraph]:
    """Yield in which sector most jobs were added, and in which most were lost, where one stands out."""
    lookup, language = material.lookup, material.edition.language
    words = told(material.territory, language)
    moved = sorted(
        (row for row in rows_of(lookup, SECTORS) if abs(row.shift) > 0), key=lambda row: -row.shift
    )
    for text, first, after in (("more", moved[:1], moved[1:2]), ("fewer", moved[-1:], moved[-2:-1])):
        for row in first:
            alone = not after or after[0].shift != row.shift
            if alone and (row.shift > 0) == (text == "more"):
                change = lookup.number(key(row), "shift")
                named = sector_shown(row.name, language)
                yield sentence(words[f"texts.sectors_{text}"], name=named, change=change)


def _parts_told(material: Material) -> Iterator[Paragraph]:
    """Yield which part of the territory gained most jobs and which did least well."""
    lookup, language = material.lookup, material.edition.language
    known = (row for row in rows_of(lookup, COROPS) if row.indicator == DIVIDED and row.shift == row.shift)
    rows = sorted(known, key=lambda row: row.shift)
    if (
        len(rows) > 1
        and rows[0].shift != rows[1].shift
        and rows[-1].shift != rows[-2].shift
        and rows[-1].shift > 0
    ):
        yield sentence(
            told(material.territory, language)["texts.parts_apart"],
            best=shown(rows[-1].name, language),
            high=lookup.number(key(rows[-1]), "shift"),
            worst=shown(rows[0].name, language),
            low=lookup.number(key(rows[0]), "shift"),
        )


def _divided(row: Compared, lookup: Lookup) -> tuple[Cell, ...]:
    return sector_shown(row.name, lookup.edition.language), *_with_change(row, lookup)


def _with_change(row: Compared | None, lookup: Lookup) -> tuple[Cell, Cell]:
    if row is None:
        return "", ""
    change = lookup.number(key(row), "shift")
    return lookup.number(row.id, "marked"), change if change.text else ""


def parts(material: Material) -> Iterator[Block]:
    """Yield the parts of the territory side by side, each number with its change of a year."""
    lookup, language = material.lookup, material.edition.language
    words = told(material.territory, language)
    rows = rows_of(lookup, COROPS)
    columns = list(dict.fromkeys(row.indicator for row in rows))
    cells = {(row.name, row.indicator): row for row in rows}
    lines: list[tuple[Cell, ...]] = []
    for region in dict.fromkeys(row.name for row in rows):
        found = (cell for one in columns for cell in _with_change(cells.get((region, one)), lookup))
        lines.append((shown(region, language), *found))
    if lines:
        pairs = ((words[f"part_label.{one}"], words["texts.trend"]) for one in columns)
        headings = (words["texts.parts"], *(heading for pair in pairs for heading in pair))
        numeric = frozenset(range(1, 1 + 2 * len(columns)))
        yield Table(words["texts.parts_table"], headings, tuple(lines), numeric, name="parts")


def ranking(own: Sequence[Compared], rows: Sequence[Compared], material: Material) -> Table:
    """Return the place of the territory by each indicator, with the first province and the last."""
    lookup, language = material.lookup, material.edition.language
    words = told(material.territory, language)
    lines: list[tuple[Cell, ...]] = []
    for row in own:
        same = sorted((one for one in rows if one.indicator == row.indicator), key=lambda one: one.rank)
        lines.append(
            (
                words[LABEL.format(row.indicator)],
                lookup.number(key(row), "year"),
                lookup.number(row.id, "marked"),
                lookup.number(key(row), "place"),
                lookup.number(key(row), "of"),
                *_end(same[0], same, lookup),
                *_end(same[-1], same, lookup),
            )
        )
    names = ("indicator", "year", "", "place", "among", "first", "number", "last", "number")
    here = shown(material.territory.name, language)
    headings = tuple(words[f"texts.{name}"] if name else here for name in names)
    return Table(
        words["texts.ranking_table"], headings, tuple(lines), frozenset({1, 2, 3, 4, 6, 8}), name="ranking"
    )


def _end(row: Compared, same: Sequence[Compared], lookup: Lookup) -> tuple[Cell, Cell]:
    """Return the name and the number of the first or the last; without the name where several share it."""
    alone = sum(one.rank == row.rank for one in same) == 1
    return shown(row.name, lookup.edition.language) if alone else "", lookup.number(row.id, "marked")
