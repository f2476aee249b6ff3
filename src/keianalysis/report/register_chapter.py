"""The chapter about the register's own deliveries: sentences, regions, sectors, and what to watch out for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from keianalysis import numbers
from keianalysis.observations import first, records, select
from keianalysis.regions import DRENTHE, shown, wide_regions
from keianalysis.report.document import Block, Chapter, Number, Paragraph, Table, sentence
from keianalysis.report.material import Material, figures_of
from keianalysis.sectors import REVIEW_SECTORS, SECTIONS
from keianalysis.sectors import shown as sector_shown

FIGURES: Final = ("register-levels", "register-sectors", "register-flows")
RULES: Final = {
    "nl": {
        "column-unknown": "kolom die de indeling niet kent en die niet gelezen is",
        "count-missing": "aantal ontbreekt: onbekend, niet nul",
        "estimated-share": "deel van de banen dat niet geteld maar geschat is",
        "id-continued": "vestigingen die onder een ander nummer doorgaan",
        "jump": "vestiging met een grote sprong in het aantal banen",
        "published-total": "totaal wijkt af van het gepubliceerde totaal",
        "sbi-changes": "sectie waar vestigingen in of uit zijn gegaan",
    },
    "en": {
        "column-unknown": "column that the layout does not know and that was not read",
        "count-missing": "a count is missing: unknown, not zero",
        "estimated-share": "share of the jobs that were estimated and not counted",
        "id-continued": "establishments that go on under another number",
        "jump": "establishment whose jobs jumped",
        "published-total": "total differs from the published total",
        "sbi-changes": "section that establishments entered or left",
    },
}
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
    texts, latest = material.texts, _latest(material)
    blocks: list[Block] = [
        *_sentences(material, latest),
        *figures_of(material, FIGURES),
        _table(material, latest, "region", wide_regions(), texts["register_regions"]),
        _table(material, latest, "sector", (*SECTIONS, *REVIEW_SECTORS), texts["register_sectors"]),
        *_warnings(material),
    ]
    filled = tuple(block for block in blocks if not isinstance(block, Table) or block.rows)
    return Chapter("register", texts["register"], filled)


def _latest(material: Material) -> pd.DataFrame:
    """Return the rows of the newest reference date up to the year that the edition reports on."""
    rows = material.registered
    known = rows[rows["period_end"] <= f"{material.edition.year}-12-31"]
    day = known["period_end"].max()
    newest = select(known, period_end=day)
    return select(newest, release_date=newest["release_date"].max())


def _number(row: Any, language: str, *, size: bool = False) -> Number:
    value = abs(float(row.value)) if size else float(row.value)
    return Number(numbers.quantity(value, row.unit, int(row.decimals), language), row.id)


def _sentences(material: Material, latest: pd.DataFrame) -> Iterator[Paragraph]:
    texts, language = material.texts, material.edition.language
    drenthe = select(latest, region=DRENTHE, sector="total").dropna(subset=["value"])
    level = first(select(drenthe, measure="jobs_fulltime"))
    change = first(select(drenthe, measure="jobs_fulltime_change", unit="pct"))
    if level is not None:
        release = Number(numbers.release(level.release_date, language), level.id)
        day = Number(numbers.day(level.period_end, language), level.id)
        yield sentence(texts["register_level"], release=release, day=day, level=_number(level, language))
    if change is not None:
        yield _moved(change, material)
    estimated = first(select(drenthe, measure="jobs_fulltime_estimated_share"))
    if estimated is not None:
        yield sentence(texts["register_estimated"], share=_number(estimated, language))
    flows = {name: first(select(drenthe, measure=measure)) for name, measure in FLOWS.items()}
    if all(row is not None for row in flows.values()):
        yield sentence(
            texts["register_flows"], **{name: _number(row, language) for name, row in flows.items()}
        )
    hidden = int(latest["value"].isna().sum())
    if hidden:
        count = Number(numbers.number(float(hidden), 0, language), "results:suppressed")
        yield sentence(texts["register_hidden"], count=count)


def _moved(change: Any, material: Material) -> Paragraph:
    texts = material.texts
    if change.value == 0:
        return sentence(texts["register_stood"])
    verb = texts["register_rose" if change.value > 0 else "register_fell"]
    return sentence(verb, change=_number(change, material.edition.language, size=True))


def _table(
    material: Material, latest: pd.DataFrame, column: str, names: tuple[str, ...], caption: str
) -> Table:
    """Return level, change and establishments of Drenthe's regions or sectors."""
    texts, language = material.texts, material.edition.language
    fixed = {"sector": "total"} if column == "region" else {"region": DRENTHE}
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
            lines.append((named, *(_cell(row, language) for row in cells)))
    columns = (
        texts[column],
        *(texts[name] for name in ("register_jobs", "register_change", "register_count")),
    )
    return Table(caption, columns, tuple(lines), frozenset({1, 2, 3}))


def _cell(row: Any | None, language: str) -> str | Number:
    return "" if row is None else Number(numbers.shown(row, language), row.id)


def _warnings(material: Material) -> Iterator[Block]:
    """Yield what the rules warn about: each rule with its file and how often."""
    if material.warnings.empty:
        return
    texts, language = material.texts, material.edition.language
    named = RULES[language]
    counted: Any = material.warnings.groupby(["rule", "file"], as_index=False)["times"].sum()
    rows = tuple(
        (
            named.get(row.rule, row.rule),
            row.file,
            Number(numbers.number(float(row.times), 0, language), f"rule:{row.rule}"),
        )
        for row in records(counted)
    )
    columns = tuple(texts[name] for name in ("warning", "file", "times"))
    yield Table(texts["register_warnings"], columns, rows, frozenset({2}))
