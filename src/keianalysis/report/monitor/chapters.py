"""The chapters of a monitor, in the order that a reader in a hurry needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from keianalysis.figures.exhibits.municipalities import has_map
from keianalysis.figures.exhibits.provinces import SET_SIDE_BY_SIDE
from keianalysis.indicators.monitor.standings import ranked
from keianalysis.language.catalogue import text
from keianalysis.model.monitored.listed import CURRENT, chapters
from keianalysis.model.observations import publishers
from keianalysis.report.document import Block, Bullets, Chapter, Paragraph, Point, Table, sentence
from keianalysis.report.lookup import Lookup, published_sources
from keianalysis.report.material import Material, figures_of
from keianalysis.report.monitor.findings import finding, findings, known
from keianalysis.report.monitor.levels import levels
from keianalysis.report.monitor.lines import dashboard, missing_table, years_table
from keianalysis.report.monitor.over_years import meaning
from keianalysis.report.monitor.side_by_side import jobs_divided, parts, provinces, towns
from keianalysis.report.monitor.words import told
from keianalysis.report.tables.kept import COMPARED, MONITORED

RESTS_ON: Final = ("latest_id", "before_id", "national_id", "part_id", "first_id", "national_first_id", "id")
"""The columns of the tables of a monitor that name results."""

MORE: Final[Mapping[str, Callable[[Material], Iterator[Block]]]] = {
    "jobs": jobs_divided,
    "education": levels,
}
"""What a chapter has behind the years of its indicators."""

FEW: Final = 8
"""With fewer numbers of this year an edition says that it is short."""
POINTS: Final = 5
"""The most findings at the front, the largest of each of as many chapters."""
FEWEST_JUDGED: Final = 4
"""With fewer indicators that moved there is no score at the front."""


def front(material: Material) -> Chapter:
    """Return the page of the whole: what stands out, and every indicator at a glance."""
    lookup, words = material.lookup, told(material.territory, material.edition.language)
    rows = known(lookup)
    blocks: list[Block] = [*_score(lookup, words)]
    points = tuple(_points(material))
    if points:
        blocks.append(Bullets(points))
    if rows:
        blocks += [dashboard(rows, material), sentence(words["texts.dashboard_note"])]
    blocks.append(_lead(material))
    return Chapter(text("anchors.summary", material.edition.language), words["texts.summary"], tuple(blocks))


def _score(lookup: Lookup, words: dict[str, str]) -> Iterator[Paragraph]:
    """Yield how many indicators went the good way, and how many are better than in the country."""
    if lookup.count(f"{MONITORED.name}:judged") < FEWEST_JUDGED:
        return
    year = lookup.number("edition:reported", "reported")
    for part, (good, bad) in {"score": ("well", "badly"), "beside": ("better", "worse")}.items():
        counts = {kind: lookup.number(f"{MONITORED.name}:{kind}", "count") for kind in (good, bad)}
        known = [kind for kind in counts if lookup.count(f"{MONITORED.name}:{kind}")]
        if known:
            name = f"texts.{part}_{'mixed' if len(known) > 1 else known[0]}"
            fields = counts | {"year": year, "judged": lookup.number(f"{MONITORED.name}:judged", "count")}
            yield sentence(
                words[name], **{kind: one for kind, one in fields.items() if f"{{{kind}" in words[name]}
            )


def _lead(material: Material) -> Paragraph:
    lookup, words = material.lookup, told(material.territory, material.edition.language)
    name = "lead_little" if lookup.count(f"{MONITORED.name}:{CURRENT}") < FEW else "lead"
    counts = {"count": "all", "current": "current", "recent": "recent"}
    fields = {field: lookup.number(f"{MONITORED.name}:{kind}", "count") for field, kind in counts.items()}
    used = {field: number for field, number in fields.items() if f"{{{field}" in words[f"texts.{name}"]}
    return sentence(words[f"texts.{name}"], year=lookup.number("edition:reported", "reported"), **used)


def _points(material: Material) -> Iterator[Point]:
    """Yield the findings that moved most for what they are, by chapter, each with what it means."""
    words = told(material.territory, material.edition.language)
    largest = {row.chapter: row for row in reversed(ranked(known(material.lookup)))}
    most = sorted(largest.values(), key=lambda one: -one.step)[:POINTS]
    for row in sorted(most, key=lambda one: chapters().index(one.chapter)):
        said = (finding(row, material.lookup), *meaning(row, material.lookup))
        yield Point(row.chapter, words[f"chapter.{row.chapter}"], said)


def theme_chapters(material: Material) -> Iterator[Chapter]:
    """Yield a chapter for each theme of which something is known: its findings, its years, its figure."""
    words = told(material.territory, material.edition.language)
    for chapter in chapters():
        rows = known(material.lookup, chapter)
        if rows:
            blocks: list[Block] = [findings(rows, material.lookup)]
            blocks += figures_of(material, (f"monitor-{chapter}",))
            blocks.append(years_table(rows, material, chapter))
            blocks += MORE[chapter](material) if chapter in MORE else ()
            yield Chapter(chapter, words[f"chapter.{chapter}"], tuple(blocks))


def comparison(material: Material) -> Iterator[Chapter]:
    """Yield the provinces and the municipalities side by side, where enough of them are known."""
    language = material.edition.language
    drawn = figures_of(material, tuple(f"provinces-{name}" for name in SET_SIDE_BY_SIDE))
    mapped = figures_of(material, ("benefits-by-municipality",))
    blocks = [*provinces(material), *drawn, *parts(material), *mapped, *towns(material)]
    if any(isinstance(block, Table) for block in blocks):
        words = told(material.territory, language)
        yield Chapter(text("anchors.comparison", language), words["texts.comparison"], tuple(blocks))


def missing(material: Material) -> Chapter:
    """Return the one list of what is not known of this year."""
    lookup, words = material.lookup, told(material.territory, material.edition.language)
    rows = [row for row in lookup.rows_of(MONITORED).values() if row.standing != CURRENT]
    lead = sentence(words["texts.missing_lead"], year=lookup.number("edition:reported", "reported"))
    return Chapter(
        text("anchors.missing", material.edition.language),
        words["texts.missing"],
        (lead, missing_table(rows, material)),
    )


def _publishers(material: Material) -> set[str]:
    """Return who published what a monitor shows, as far as its own results name them."""
    kept = (material.kept[name] for name in (MONITORED.name, COMPARED.name) if name in material.kept)
    ids = {one for table in kept for name in RESTS_ON if name in table for one in table[name]}
    shown = material.results[material.results["id"].isin(ids)]
    return {*publishers(shown["source"])} & {*published_sources(material.results)}


def method(material: Material) -> Chapter:
    """Return how the monitor was made, and from which sources."""
    words, texts = told(material.territory, material.edition.language), material.texts
    names = sorted(_publishers(material))
    rows = tuple((name, material.lookup.number(f"source:{name}", "count")) for name in names)
    table = Table(
        texts["sources_table"], (texts["source"], texts["rows"]), rows, frozenset({1}), name="sources"
    )
    anchor = text("anchors.method", material.edition.language)
    told_map = has_map(material.territory, f"{material.edition.year}-12-31")
    no_map = () if told_map else (sentence(texts["no_map"]),)
    return Chapter(anchor, words["texts.method"], (sentence(words["texts.method_text"]), *no_map, table))
