"""The chapter about the register's own deliveries: sentences, regions, sectors, and what to watch out for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from keianalysis.language.choices import ZERO, direction
from keianalysis.model.observations import Observation, first, select
from keianalysis.model.regions import shown
from keianalysis.model.rows import typed_rows
from keianalysis.model.sectors import REVIEW_SECTORS, SECTIONS
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.report.document import Block, Chapter, Number, Paragraph, Table, sentence
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material, figures_of
from keianalysis.report.origins.registered import newest_registered
from keianalysis.report.tables.kept import RegisterWarning
from keianalysis.report.tables.number_texts import sign
from keianalysis.report.tables.rows import rule_text

FIGURES: Final = ("register-levels", "register-municipalities", "register-sectors", "register-flows")
FLOWS: Final = {
    "entry": "job_creation_entry",
    "expansion": "job_creation_expansion",
    "contraction": "job_destruction_contraction",
    "exit": "job_destruction_exit",
    "moved_in": "jobs_moved_in",
    "moved_out": "jobs_moved_out",
}


def register_chapter(material: Material) -> Chapter:
    """Return the chapter; its numbers have passed the disclosure gate."""
    texts = material.texts
    latest = newest_registered(material.results, material.edition.year)
    blocks: list[Block] = [
        *_sentences(material, latest),
        *figures_of(material, FIGURES),
        _table(material, latest, "region", material.territory.wide_regions, texts["register_regions"]),
        _table(material, latest, "sector", (*SECTIONS, *REVIEW_SECTORS), texts["register_sectors"]),
        *_warnings(material),
    ]
    filled = tuple(block for block in blocks if not isinstance(block, Table) or block.rows)
    return Chapter("register", texts["register"], filled)


def _sentences(material: Material, latest: pd.DataFrame) -> Iterator[Paragraph]:
    texts, lookup = material.texts, material.lookup
    here = select(latest, region=material.territory.name, sector="total").dropna(subset=["value"])
    level = first(select(here, measure="jobs_fulltime"))
    change = first(select(here, measure="jobs_fulltime_change", unit="pct"))
    if level is not None:
        views = {"release": "released", "day": "day", "level": "value"}
        told = {field: lookup.number(level.id, view) for field, view in views.items()}
        yield sentence(texts["register_level"], **told)
    if change is not None:
        yield _moved(change, material)
    estimated = first(select(here, measure="jobs_fulltime_estimated_share"))
    if estimated is not None:
        yield sentence(texts["register_estimated"], share=lookup.number(estimated.id))
    flows = {name: first(select(here, measure=measure)) for name, measure in FLOWS.items()}
    if all(row is not None for row in flows.values()):
        yield sentence(
            texts["register_flows"],
            **{name: lookup.number(row.id) for name, row in flows.items() if row is not None},
        )
    if latest["value"].isna().any():
        yield sentence(texts["register_hidden"], count=lookup.number("register:suppressed", "count"))


def _moved(change: Observation, material: Material) -> Paragraph:
    texts = material.texts
    moved = direction(sign(change))
    told = texts[f"register_moved.{moved}"]
    return (
        sentence(told) if moved == ZERO else sentence(told, change=material.lookup.number(change.id, "size"))
    )


def _table(
    material: Material, latest: pd.DataFrame, column: str, names: tuple[str, ...], caption: str
) -> Table:
    """Return level, change and establishments of regions or sectors."""
    texts, language = material.texts, material.edition.language
    fixed = {"sector": "total"} if column == "region" else {"region": material.territory.name}
    rows = select(latest, **{column: names}, **fixed)
    lines = []
    for name in names:
        own = select(rows, **{column: name})
        cells = [
            first(select(own, measure="jobs_fulltime")),
            first(select(own, measure="jobs_fulltime_change", unit="pct")),
            first(select(own, measure="establishments")),
        ]
        if cells[0] is not None:
            named = shown(name, language) if column == "region" else sector_shown(name, language)
            lines.append((named, *(_cell(row, material.lookup) for row in cells)))
    columns = (
        texts[column],
        *(texts[name] for name in ("register_jobs", "register_change", "register_count")),
    )
    return Table(caption, columns, tuple(lines), frozenset({1, 2, 3}), name=f"register-{column}")


def _cell(row: Observation | None, lookup: Lookup) -> str | Number:
    return "" if row is None else lookup.number(row.id)


def _warnings(material: Material) -> Iterator[Block]:
    """Yield what the rules warn about: each rule with its file and how often."""
    warnings = material.kept.get("register_warnings")
    if warnings is None or warnings.empty:
        return
    texts = material.texts
    rows = tuple(
        (
            rule_text(row.rule, material.edition.language),
            row.file,
            material.lookup.number(f"register_warnings:{row.rule}|{row.file}", "times"),
        )
        for row in typed_rows(warnings, RegisterWarning)
    )
    columns = tuple(texts[name] for name in ("warning", "file", "times"))
    yield Table(texts["register_warnings"], columns, rows, frozenset({2}), name="register-warnings")
