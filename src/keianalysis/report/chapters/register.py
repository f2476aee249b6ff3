"""The chapter about the register's own deliveries: sentences, regions, sectors, and what to watch out for."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Final

import pandas as pd

from keianalysis.language.choices import ZERO, direction
from keianalysis.model.observations import Observation, first, select
from keianalysis.model.rows import typed_rows
from keianalysis.report.chapters.register_tables import tables
from keianalysis.report.document import Block, Chapter, Paragraph, Table, sentence
from keianalysis.report.material import Material, figures_of
from keianalysis.report.origins.registered import newest_registered
from keianalysis.report.tables.kept import GAPS, RegisterWarning
from keianalysis.report.tables.number_texts import sign
from keianalysis.report.tables.rows import rule_text

FIGURES: Final = ("register-levels", "register-municipalities", "register-sectors", "register-flows")
BIRTHS: Final = {
    "entered": "establishments_entered",
    "exited": "establishments_exited",
    "entry": "entry_rate",
    "exit": "exit_rate",
}
FLOWS: Final = {
    "entry": "job_creation_entry",
    "expansion": "job_creation_expansion",
    "contraction": "job_destruction_contraction",
    "exit": "job_destruction_exit",
}
MOVED: Final = {"moved_in": "jobs_moved_in", "moved_out": "jobs_moved_out"}
"""What businesses took along when they moved; nobody is told that it was nothing."""


def tells_of_register(material: Material) -> bool:
    """Tell whether there is anything to say of deliveries, be it only why nothing of them is published."""
    return len(material.registered) > 0 or GAPS.name in material.kept


def register_chapter(material: Material) -> Chapter:
    """Return the chapter; its numbers have passed the disclosure gate."""
    texts = material.texts
    latest = newest_registered(material.results, material.edition.year)
    blocks: list[Block] = [
        *_sentences(material, latest),
        *_gaps(material),
        *figures_of(material, FIGURES),
        *tables(material, latest),
        *_warnings(material),
    ]
    return Chapter("register", texts["register"], tuple(blocks))


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
    yield from _births(material, here)
    flows = {name: first(select(here, measure=measure)) for name, measure in FLOWS.items()}
    if all(row is not None for row in flows.values()):
        yield sentence(
            texts["register_flows"],
            **{name: lookup.number(row.id) for name, row in flows.items() if row is not None},
        )
        yield from _businesses_moved(material, here)
    if latest["value"].isna().any():
        yield sentence(texts["register_hidden"], count=lookup.number("register:suppressed", "count"))


def _businesses_moved(material: Material, here: pd.DataFrame) -> Iterator[Paragraph]:
    for name, measure in MOVED.items():
        row = first(select(here, measure=measure))
        if row is not None and row.value != 0:
            number = material.lookup.number(row.id)
            yield sentence(material.texts[f"register_{name}"], **{name: number})


def _births(material: Material, here: pd.DataFrame) -> Iterator[Paragraph]:
    """Yield what came and went among the establishments, and how many of the new ones lasted."""
    texts, lookup = material.texts, material.lookup
    rows = {name: first(select(here, measure=measure)) for name, measure in BIRTHS.items()}
    if all(row is not None for row in rows.values()):
        told = {name: lookup.number(row.id) for name, row in rows.items() if row is not None}
        yield sentence(texts["register_births"], **told)
    lasted = first(select(here, measure="one_year_survival_rate"))
    if lasted is not None:
        yield sentence(texts["register_lasted"], share=lookup.number(lasted.id))


def _gaps(material: Material) -> Iterator[Paragraph]:
    """Yield what the deliveries lack and what can therefore not be computed."""
    texts, lookup, kept = material.texts, material.lookup, material.kept.get(GAPS.name)
    if kept is None:
        return
    for key, row in lookup.rows_of(GAPS).items():
        template = texts[f"register_gap.{row.kind}"]
        fields = [name for _, name, _, _ in Formatter().parse(template) if name]
        yield sentence(template, **{name: lookup.number(f"{GAPS.name}:{key}", name) for name in fields})


def _moved(change: Observation, material: Material) -> Paragraph:
    texts = material.texts
    moved = direction(sign(change))
    told = texts[f"register_moved.{moved}"]
    return (
        sentence(told) if moved == ZERO else sentence(told, change=material.lookup.number(change.id, "size"))
    )


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
