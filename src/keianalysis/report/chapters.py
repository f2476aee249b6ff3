"""The chapters of the report, composed from results, verdicts and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from keianalysis import numbers
from keianalysis.claims import REVIEW_DATE
from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.measures import measure_list
from keianalysis.observations import records
from keianalysis.regions import shown
from keianalysis.report import project_sentences
from keianalysis.report import sentences as write
from keianalysis.report.book import Book, published_sources
from keianalysis.report.document import (
    Block,
    Callout,
    Chapter,
    Document,
    Number,
    Paragraph,
    Table,
    Verdict,
    Verdicts,
    sentence,
)
from keianalysis.report.material import Material, figures_of
from keianalysis.report.proof_chapters import proof_chapters
from keianalysis.report.register_chapter import register_chapter
from keianalysis.report.rows import measured


@dataclass(frozen=True)
class Theme:
    """A chapter's claims theme, its measures, its figures and its sentences."""

    name: str
    titles: dict[str, str]
    measures: tuple[str, ...]
    figures: tuple[str, ...]
    sentences: Callable[[write.Writer], Iterator[Paragraph]]


THEMES: Final = (
    Theme(
        "general",
        {"nl": "Werkgelegenheid, bevolking en economie", "en": "Employment, population and economy"},
        ("employment", "profile"),
        ("employment-by-release", "sector-changes", "population-growth", "gdp-growth"),
        write.general,
    ),
    Theme(
        "innovation",
        {"nl": "Starters, bedrijven en innovatie", "en": "Starters, firms and innovation"},
        ("starters",),
        ("starters",),
        write.innovation,
    ),
    Theme(
        "labour_market",
        {"nl": "Arbeidsmarkt en onderwijs", "en": "Labour market and education"},
        ("labour_market",),
        ("unemployment", "benefits-by-municipality"),
        write.labour_market,
    ),
    Theme(
        "location",
        {"nl": "Bedrijventerreinen en leegstand", "en": "Business parks and vacancy"},
        ("location",),
        ("land-issued", "vacancy"),
        write.location,
    ),
    Theme(
        "leisure",
        {"nl": "Vrijetijdseconomie", "en": "Leisure"},
        ("leisure",),
        ("stays-share",),
        write.leisure,
    ),
    Theme(
        "agribusiness",
        {"nl": "Agribusiness en chemie", "en": "Agribusiness and chemistry"},
        ("agribusiness",),
        (),
        write.agribusiness,
    ),
    Theme(
        "effects",
        {"nl": "Effecten van het programma", "en": "Effects of the programme"},
        ("effects",),
        (
            "leverage",
            "public-share",
            "project-money",
            "project-leverage",
            "project-person-years",
            "project-per-million",
            "project-structural",
            "tornado-temporary",
            "tornado-structural",
            "tornado-net",
            "waterfall",
        ),
        project_sentences.effects,
    ),
    Theme(
        "budget",
        {"nl": "Begroting van programma 9", "en": "Budget of programme 9"},
        ("budget",),
        ("budget-path",),
        write.budget,
    ),
)
MONITORED: Final = THEMES[:6]
EFFECTS: Final = THEMES[6]
LONGEST_TABLE: Final = 24
COUNTED: Final = ("reproduced", "derived", "contradicted", "not_implied")


def compose(material: Material) -> Document:
    """Return the whole report as a document."""
    edition, texts = material.edition, material.texts
    title = texts["review"] if edition.is_review else texts["monitor"].format(year=edition.year)
    themes = THEMES if edition.is_review else _monitored(material)
    chapters = [_theme_chapter(material, theme) for theme in themes]
    if len(material.registered):
        chapters.append(register_chapter(material))
    if edition.is_review:
        proven = proof_chapters(material.book, lambda *names: figures_of(material, names))
        chapters = [_summary(material), _surprises(material), *chapters, *proven, _annex(material)]
    else:
        chapters += proof_chapters(material.book, lambda *names: figures_of(material, names))
    return Document(
        title,
        texts["as_of"].format(date=numbers.day(edition.as_of, edition.language)),
        edition.language,
        edition.name,
        (*chapters, _method(material)),
        sample="sample" in set(material.results["basis"]),
    )


def _monitored(material: Material) -> tuple[Theme, ...]:
    """Return the themes of a monitor: with a project list also its effects."""
    listed = (material.results["measure"] == "projects").any()
    return (*MONITORED, EFFECTS) if listed else MONITORED


def _summary(material: Material) -> Chapter:
    language, texts = material.edition.language, material.texts

    def shown(name: str) -> Number:
        return material.book.number(f"verdicts:{name}", "count")

    blocks: list[Block] = [
        sentence(
            texts["lead"],
            year=material.book.number("edition:review", "year"),
            count=shown("claims"),
            budget=shown("budget"),
        ),
        sentence(
            texts["counts"],
            **{name: shown(name) for name in COUNTED},
            proxies=shown("proxies"),
            agrees=shown("proxy_agrees"),
            differs=shown("proxy_differs"),
            no_data=shown("no_data"),
        ),
        *_later(material),
        *figures_of(material, ("verdicts",)),
    ]
    return Chapter("samenvatting" if language == "nl" else "summary", texts["summary"], tuple(blocks))


def _later(material: Material) -> list[Paragraph]:
    """Return what releases since the review did, where the report looks that far."""
    edition = material.edition
    if edition.as_of <= REVIEW_DATE:
        return []
    revised, date = (
        material.book.number("verdicts:later", "count"),
        material.book.number("edition:as_of", "as_of"),
    )
    return [sentence(material.texts["later"], revised=revised, date=date)]


def _surprises(material: Material) -> Chapter:
    """Return what contradicts the review, what it does not force, and how releases moved."""
    rows = verdict_rows(material, lambda row: row.verdict in ("contradicted", "not_implied"))
    writer = write.Writer(material.unregistered, material.verdicts, material.edition)
    callouts = [Callout(row.statement, (sentence(_escaped(row.reason)),)) for row in rows]
    paragraphs = list(write.vintages(writer))
    anchor = "verrassingen" if material.edition.language == "nl" else "surprises"
    return Chapter(anchor, material.texts["surprises"], (*callouts, *paragraphs))


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _theme_chapter(material: Material, theme: Theme) -> Chapter:
    language = material.edition.language
    writer = write.Writer(material.unregistered, material.verdicts, material.edition)
    blocks: list[Block] = [*theme.sentences(writer), *figures_of(material, theme.figures)]
    table = _results_table(material, theme)
    if table.rows:
        blocks.append(table)
    if theme.name == "effects":
        blocks += project_sentences.assumption_table(material.results, language)
    claims = verdict_rows(material, lambda row: row.theme == theme.name and theme.name != "budget")
    if claims:
        blocks.append(Verdicts(material.texts["claims"], claims))
    if theme.name == "budget":
        blocks.append(_budget_exceptions(material))
    if not blocks:
        blocks.append(
            sentence(material.texts["no_figures"], year=material.book.number("edition:reported", "reported"))
        )
    return Chapter(theme.name.replace("_", "-"), theme.titles[language], tuple(blocks))


def _budget_exceptions(material: Material) -> Verdicts:
    rows = verdict_rows(material, lambda row: row.theme == "budget" and row.verdict != "derived")
    return Verdicts(material.texts["budget_rows"], rows)


def _results_table(material: Material, theme: Theme) -> Table:
    """Return the recent results of a theme for Drenthe and the Netherlands."""
    texts, edition = material.texts, material.edition
    known = measure_list()
    rows = material.unregistered.dropna(subset=["value"])
    fitting = [
        row
        for row in records(rows)
        if row.measure in known
        and known[row.measure].theme in theme.measures
        and row.region in ("Drenthe", "Nederland")
        and (row.sector in ("total", "agribusiness", "chemistry", "leisure") or theme.name == "budget")
        and not _is_part_of_year(row)
        and edition.year - 1 <= int(row.period_end[:4]) <= edition.year + (1 if edition.is_review else 0)
        and not (theme.name == "budget" and ":" in row.sector.partition(":")[2])
    ]
    order = {name: place for place, name in enumerate(known)}
    ordered = sorted(
        fitting,
        key=lambda row: (row.basis == "published_later", order[row.measure], row.region, row.period_end),
    )
    columns = tuple(texts[name] for name in ("measure", "region", "period", "value", "bounds", "basis"))
    cells = tuple(_cells(row, material.book) for row in ordered[:LONGEST_TABLE])
    return Table(texts["numbers"], columns, cells, frozenset({3, 4}))


def _is_part_of_year(row: Any) -> bool:
    """Tell whether a row is about a part of a year other than its last quarter."""
    same_year = row.period_start[:4] == row.period_end[:4] and row.period_start != row.period_end
    whole = row.period_start.endswith("-01-01") and row.period_end.endswith("-12-31")
    return same_year and not whole and not row.period_start.endswith("-10-01")


def _cells(row: Any, book: Book) -> tuple[str | Number, ...]:
    language = book.edition.language
    return (
        measured(row, language),
        shown(row.region, language),
        book.number(row.id, "period"),
        book.number(row.id),
        book.number(row.id, "bounds"),
        numbers.basis(row.basis, language),
    )


def verdict_rows(material: Material, wanted: Callable[[Any], bool]) -> tuple[Verdict, ...]:
    """Return the verdicts that ``wanted`` accepts, worded for a reader."""
    claims = {row.claim_id: row for row in records(material.claims)}
    return tuple(
        _verdict(row, claims.get(row.claim_id), material.book)
        for row in records(material.verdicts)
        if wanted(row)
    )


def _verdict(row: Any, claim: Any | None, book: Book) -> Verdict:
    language = book.edition.language
    names = VERDICT_NAMES["nl" if language == "nl" else "en"]
    statement = row.claim_id
    if claim is not None:
        statement = claim.summary_nl if language == "nl" else claim.summary
    return Verdict(
        row.claim_id,
        statement,
        book.number(f"claim:{row.claim_id}", "printed"),
        book.number(f"verdict:{row.claim_id}", "recomputed"),
        row.verdict,
        names[row.verdict],
        row.reason,
        numbers.basis(row.basis, language),
        row.source,
        row.theme,
    )


def _annex(material: Material) -> Chapter:
    rows = verdict_rows(material, lambda row: row.theme != "budget")
    budget = verdict_rows(material, lambda row: row.theme == "budget")
    texts = material.texts
    anchor = "uitspraken" if material.edition.language == "nl" else "claims"
    blocks = (Verdicts(texts["annex"], rows, searchable=True), Verdicts(texts["budget_all"], budget))
    return Chapter(anchor, texts["annex"], blocks)


def _method(material: Material) -> Chapter:
    texts = material.texts
    names = sorted(set(published_sources(material.results)))
    rows = tuple((name, material.book.number(f"source:{name}", "count")) for name in names)
    sources = Table(texts["sources"], (texts["source"], texts["rows"]), rows, frozenset({1}))
    blocks: tuple[Block, ...] = (sentence(texts["method_text"]), sentence(texts["method_register"]), sources)
    return Chapter("werkwijze" if material.edition.language == "nl" else "method", texts["method"], blocks)
