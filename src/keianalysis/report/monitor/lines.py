"""The tables of a monitor: all indicators at a glance, and the years of those of a chapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from keianalysis.indicators.monitor.standings import Line, line_of, looked_at, part_of_country
from keianalysis.model.monitored.listed import YEARS, Monitored, indicator_of
from keianalysis.model.regions import shown
from keianalysis.report.document import Number, Span, Spark, Table
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material
from keianalysis.report.monitor.words import told
from keianalysis.report.tables.kept import MONITORED

Cell = Span | Spark
LABEL: Final = "indicator.{}.label"


def dashboard(rows: Sequence[Monitored], material: Material) -> Table:
    """Return the table of all indicators: the newest number, its line, where it goes, and the country."""
    language = material.edition.language
    words = told(material.territory, language)
    part = part_of_country(material.territory) if any(row.part_id for row in rows) else ""
    regions = [shown(name, language) for name in looked_at(material.territory) if name == part]
    columns = (
        words["texts.indicator"],
        words["texts.year"],
        shown(material.territory.name, language),
        words["texts.line"],
        words["texts.trend"],
        *regions,
        shown(looked_at(material.territory)[-1], language),
        words["texts.versus"],
    )
    cells = tuple(_at_a_glance(row, material, words, bool(part)) for row in rows)
    numeric = {1, 2, *range(5, 6 + len(regions))}
    return Table(words["texts.dashboard"], columns, cells, frozenset(numeric), name="dashboard")


def _at_a_glance(row: Monitored, material: Material, words: dict[str, str], parted: bool) -> tuple[Cell, ...]:
    lookup = material.lookup
    name = f"{MONITORED.name}:{row.indicator}"
    line = line_of(
        indicator_of(row.indicator), row.measure, material.results, material.territory.name, int(row.year)
    )
    return (
        words[LABEL.format(row.indicator)],
        lookup.number(name, "year"),
        lookup.number(row.latest_id, "marked"),
        _spark(line),
        _word(name, "trend", lookup),
        *([_cell(row.part_id, lookup)] if parted else []),
        _cell(row.national_id, lookup),
        _word(name, "versus", lookup),
    )


def _spark(line: Line | None) -> Cell:
    """Return the course of the numbers of one release; nothing where a line would have under three."""
    points = [(year, float(row.value)) for year, row in line.unbroken.items()][-2 * YEARS :] if line else []
    return Spark(tuple(points)) if len(points) > 2 else ""


def _word(name: str, view: str, lookup: Lookup) -> Span:
    found = lookup.number(name, view)
    return found if found.text else ""


def _cell(result: str, lookup: Lookup) -> Span:
    return lookup.number(result, "marked") if result else ""


def years_table(rows: Iterable[Monitored], material: Material, chapter: str) -> Table:
    """Return the years of the indicators of a chapter: a line for each region that has numbers."""
    language, year = material.edition.language, material.edition.year
    words = told(material.territory, language)
    years = range(year - YEARS + 1, year + 1)
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        one = indicator_of(row.indicator)
        for region in looked_at(material.territory) if one.compared else looked_at(material.territory)[:1]:
            line = line_of(one, row.measure, material.results, region, year)
            own = region == material.territory.name
            if line is not None and (own or any(past in line.rows for past in years)):
                label = words[LABEL.format(row.indicator)] if own else shown(region, language)
                trend = _word(f"{MONITORED.name}:{row.indicator}", "trend", material.lookup) if own else ""
                lines.append((label, *(_of_year(line, past, material.lookup) for past in years), trend))
    title = words["texts.chapter_table"].format(theme=words[f"chapter.{chapter}"])
    columns = (words["texts.indicator"], *map(str, years), words["texts.trend"])
    return Table(title, columns, tuple(lines), frozenset(range(1, 1 + YEARS)), name=f"{chapter}-years")


def _of_year(line: Line, year: int, lookup: Lookup) -> Span:
    if year in line.rows:
        return lookup.number(line.rows[year].id, "marked")
    return lookup.number(line.others[year].id, "elsewhere") if year in line.others else ""


def missing_table(rows: Iterable[Monitored], material: Material) -> Table:
    """Return the indicators without a number of this year, with the latest known and who publishes it."""
    lookup, words = material.lookup, told(material.territory, material.edition.language)
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        name = f"{MONITORED.name}:{row.indicator}"
        latest: tuple[Span, Span] = (_none(name, words), "")
        if row.latest_id:
            latest = (lookup.number(row.latest_id, "marked"), lookup.number(name, "year"))
        holder = words[f"holder.{indicator_of(row.indicator).holder}"]
        cells.append((words[LABEL.format(row.indicator)], *latest, holder))
    columns = tuple(words[f"texts.{name}"] for name in ("indicator", "latest_known", "known_year", "holder"))
    return Table(
        words["texts.missing_table"], columns, tuple(cells), frozenset({1, 2}), name="missing-indicators"
    )


def _none(name: str, words: dict[str, str]) -> Number:
    return Number(words["texts.none_known"], name, "none")
