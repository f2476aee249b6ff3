"""The education of the population: every level, so also the largest."""

from __future__ import annotations

from collections.abc import Iterator

from keianalysis.indicators.education import LEVELS
from keianalysis.indicators.monitor.standings import looked_at
from keianalysis.indicators.picking import picked, with_value
from keianalysis.model.monitored.listed import NEWS
from keianalysis.model.observations import Observation
from keianalysis.model.regions import shown
from keianalysis.report.document import Block, Cell, Span, Table, sentence
from keianalysis.report.material import Material
from keianalysis.report.monitor.words import told


def levels(material: Material) -> Iterator[Block]:
    """Yield the largest level in a sentence, and every level of every region looked at."""
    lookup, language = material.lookup, material.edition.language
    words = told(material.territory, language)
    regions = looked_at(material.territory)
    by_year = {region: _by_year(material, region) for region in regions}
    whole = [year for year, rows in by_year[material.territory.name].items() if len(rows) == len(LEVELS)]
    if not whole:
        return
    found = {region: rows.get(max(whole), {}) for region, rows in by_year.items()}
    own = found[material.territory.name]
    largest = max(own.values(), key=lambda row: row.value)
    national = found[regions[-1]].get(largest.measure)
    fields: dict[str, Span] = {
        "year": lookup.number(largest.id, "year"),
        "own": lookup.number(largest.id),
        "level": words[f"level.{largest.measure}"],
    }
    name = "largest_level" if national is not None else "largest_level_alone"
    if national is not None:
        fields |= {"national": lookup.number(national.id)}
    yield sentence(words[f"texts.{name}"], **fields)
    known = [region for region in regions if len(found[region]) == len(LEVELS)]
    rows: list[tuple[Cell, ...]] = [
        (words[f"level.{level}"], *(lookup.number(found[region][level].id, "marked") for region in known))
        for level in LEVELS
    ]
    columns = (words["texts.level"], *(shown(region, language) for region in known))
    numeric = frozenset(range(1, 1 + len(known)))
    yield Table(words["texts.levels_table"], columns, tuple(rows), numeric, name="education-levels")


def _by_year(material: Material, region: str) -> dict[int, dict[str, Observation]]:
    """Return the number of each level by year, of those years that are news."""
    year = material.edition.year
    rows = [
        row for level in LEVELS for row in with_value(picked(material.results, measure=level, region=region))
    ]
    found: dict[int, dict[str, Observation]] = {}
    for row in rows:
        if year - NEWS <= row.year <= year:
            found.setdefault(row.year, {})[row.measure] = row
    return found
