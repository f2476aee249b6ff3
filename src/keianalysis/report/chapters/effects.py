"""What a project list adds to the chapter on effects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from keianalysis.figures.exhibits.project_words import theme_names
from keianalysis.figures.exhibits.projects import input_label
from keianalysis.language.catalogue import section, text
from keianalysis.model.measures import label
from keianalysis.model.observations import Observation
from keianalysis.model.projects.tables import (
    OtherAssumption,
)
from keianalysis.model.rows import Row, typed_rows
from keianalysis.readers.projects.model import SOURCES
from keianalysis.report.document import Block, Figure, Folded, Heading, Paragraph, Passage, Span, Table
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material, figures_of
from keianalysis.report.tables.kept import Kept
from keianalysis.report.tables.listed import (
    CONTRIBUTIONS,
    COSTS,
    FOLLOWED,
    FUNDERS,
    INSTRUMENTS,
    OTHERS,
    SCENARIO,
    STATES,
    UNKNOWNS,
    VARIANCE,
    followed_name,
    other_label,
    prices,
    programme,
    project_name,
    unknown,
)
from keianalysis.report.text.comparison_sentences import cost_of_job, followed, how_sure, told_of_list
from keianalysis.report.text.project_sentences import (
    assumption_table,
    jobs_of_list,
    money_of_list,
    rows_of_list,
)
from keianalysis.report.text.sentences import Writer
from keianalysis.report.text.texts import TEXTS

HEADINGS: Final = section("report.texts.listed")
FURTHER: Final = (
    "project-structural",
    "waterfall",
    "project-money",
    "project-leverage",
    "project-person-years",
    "project-per-million",
    "tornado-structural",
    "tornado-temporary",
)
"""The figures of a list that paper leaves out."""

LONGEST: Final = 12
"""The most unknowns that the page lists; ``unknowns.csv`` has them all."""

Words = Callable[[Any, str], tuple[str, ...]]


def list_blocks(material: Material) -> Iterator[Block]:
    """Yield what a project list gives: what paper has too, and folded on the page all the rest."""
    lookup, language = material.lookup, material.edition.language
    write = Writer(material.unregistered, material.verdicts, material.edition)
    rows = rows_of_list(write)
    if not rows:
        return
    yield Heading(text("anchors.listed", language), material.texts["listed_heading"])
    yield from _passage(money_of_list(write), told_of_list(lookup))
    yield from _funders(lookup, rows)
    yield from _passage(jobs_of_list(write))
    yield from _contributions(lookup)
    yield from _passage(cost_of_job(lookup))
    yield from figures_of(material, ("project-cost-per-job",))
    yield from _passage(how_sure(lookup))
    yield from figures_of(material, ("tornado-net",))
    yield from _passage(followed(lookup))
    yield from figures_of(material, ("project-followup",))
    rest: tuple[Table | Figure, ...] = (
        *_tables(lookup),
        *figures_of(material, FURTHER),
        *assumption_table(material.results, language),
    )
    yield Folded(material.texts["listed_more"], rest)


def _passage(*parts: Iterator[Paragraph]) -> Iterator[Passage]:
    told = tuple(one for part in parts for one in part)
    if told:
        yield Passage(told)


def _tables(lookup: Lookup) -> Iterator[Table]:
    """Yield the tables that paper leaves out: costs, spread, unknowns, other assumptions, the follow-up."""
    yield from _costs(lookup)
    yield from _variance(lookup)
    yield from _unknowns(lookup)
    yield from _others(lookup)
    yield from _scenario(lookup)
    yield from _followed(lookup)


def _table(
    lookup: Lookup,
    kept: Kept[Row],
    caption: str,
    words: Words,
    headings: tuple[str, ...],
    views: tuple[str, ...],
    rows: Sequence[Row],
) -> Iterator[Table]:
    """Yield a table of the rows of a kept table: its words, then its views; nothing without rows."""
    language = lookup.edition.language
    cells: tuple[tuple[Span, ...], ...] = tuple(
        (*words(row, language), *(lookup.number(f"{kept.name}:{key_of(kept, row)}", view) for view in views))
        for row in rows
    )
    texts, named = TEXTS[language], HEADINGS[language]
    first = len(headings) - len(views)
    if cells:
        yield Table(
            texts[caption], tuple(named[name] for name in headings), cells,
            frozenset(range(first, len(headings))), name=caption.replace("_", "-"),
        )  # fmt: skip


def key_of(kept: Kept[Row], row: Row) -> str:
    """Return what names a row of a kept table."""
    return "|".join(str(getattr(row, key)) for key in kept.keys)


def _contributions(lookup: Lookup) -> Iterator[Table]:
    views = ("projects", "province", "total", "person_years", "jobs", "jobs_net", "lacking")
    yield from _table(
        lookup, CONTRIBUTIONS, "contributions",
        lambda row, language: (theme_names(language)[row.theme], INSTRUMENTS[language][row.instrument]),
        ("theme", "instrument", *views), views,
        _rows(lookup, CONTRIBUTIONS),
    )  # fmt: skip


def _funders(lookup: Lookup, rows: dict[str, Observation]) -> Iterator[Table]:
    """Yield for each funder what was committed, spent and realised, what a job takes, and its jobs."""
    if COSTS.name not in lookup.kept:
        return
    language = lookup.edition.language
    named = HEADINGS[language]
    headings = ("funder", "committed", "spent", "realised", "per_job", "pro_rata")
    lines = [_funder(lookup, rows, name) for name in (*SOURCES, "public", "total")]
    cells = tuple((FUNDERS[language][name], *line) for name, line in zip(
        (*SOURCES, "public", "total"), lines, strict=True) if any(line))  # fmt: skip
    yield Table(
        TEXTS[language]["funders"], tuple(named[name] for name in headings), cells,
        frozenset(range(1, len(headings))), name="funders",
    )  # fmt: skip


def _funder(lookup: Lookup, rows: dict[str, Observation], name: str) -> tuple[Span, ...]:
    def cell(measure: str) -> Span:
        return lookup.number(rows[measure].id, "in_table") if measure in rows else ""

    money = f"investment_{name}"
    jobs = "jobs_structural" if name == "total" else f"jobs_pro_rata_{name}"
    costs = lookup.rows_of(COSTS)
    per_job = lookup.number(f"{COSTS.name}:{name}") if name in costs else ""
    return (*(cell(measure) for measure in (f"{money}_committed", money, f"{money}_realised")),
            per_job, cell(jobs))  # fmt: skip


def _costs(lookup: Lookup) -> Iterator[Table]:
    yield from _table(
        lookup, COSTS, "costs",
        lambda row, language: (FUNDERS[language][row.payer], programme(row, language), prices(row, language)),
        ("payer", "programme", "prices", "value", "range"), ("value", "range"),
        _rows(lookup, COSTS),
    )  # fmt: skip


def _variance(lookup: Lookup) -> Iterator[Table]:
    views = ("total", "first", "at_low", "at_high")
    yield from _table(
        lookup, VARIANCE, "variance",
        lambda row, language: (label(row.result, language), input_label(row.input, language)),
        ("result", "input", "share", "alone", "at_low", "at_high"), views,
        _rows(lookup, VARIANCE),
    )  # fmt: skip


def _unknowns(lookup: Lookup) -> Iterator[Table]:
    views = ("most", "at_nothing", "at_most")
    yield from _table(
        lookup, UNKNOWNS, "unknowns",
        lambda row, language: (
            project_name(row), unknown(row, language), label(row.result, language)
        ),
        ("project", "unknown", "result", "most", "with_nothing", "with_most"), views,
        _rows(lookup, UNKNOWNS)[:LONGEST],
    )  # fmt: skip


def _others(lookup: Lookup) -> Iterator[Table]:
    views = OtherAssumption._fields[1:-1]
    yield from _table(
        lookup, OTHERS, "other_assumptions", lambda row, language: (other_label(row, language),),
        ("assumption", "low", "central", "high", "low_other", "central_other", "high_other"), views,
        _rows(lookup, OTHERS),
    )  # fmt: skip


def _scenario(lookup: Lookup) -> Iterator[Table]:
    views = ("value", "value_scenario", "difference")
    yield from _table(
        lookup, SCENARIO, "scenario", lambda row, language: (label(row.measure, language),),
        ("measure", "central_case", "changed", "difference"), views,
        [row for row in _rows(lookup, SCENARIO) if row.sector == "total"],
    )  # fmt: skip


def _followed(lookup: Lookup) -> Iterator[Table]:
    views = (
        "jobs_before", "jobs_realised_after", "jobs_expected_after", "jobs_unrealised",
        "spent_before", "spent_after",
    )  # fmt: skip
    headings = ("before", "realised_now", "expected", "missed", "spent_before", "spent_after")
    yield from _table(
        lookup, FOLLOWED, "followup",
        lambda row, language: (followed_name(row, language), STATES[language][row.state]),
        ("project", "state", *headings), views,
        _rows(lookup, FOLLOWED),
    )  # fmt: skip


def _rows(lookup: Lookup, kept: Kept[Row]) -> list[Row]:
    return typed_rows(lookup.kept[kept.name], kept.kind) if kept.name in lookup.kept else []
