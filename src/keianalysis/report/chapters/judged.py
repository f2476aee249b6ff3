"""What a review's numbers are worth: how many hold, which do not, and what could be seen at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keianalysis.language.catalogue import text
from keianalysis.model.observations import records
from keianalysis.model.verdicts import Verdict
from keianalysis.proof.decide import VERDICTS
from keianalysis.report.chapters.proof import consistency
from keianalysis.report.document import (
    Block,
    Callout,
    Chapter,
    Folded,
    Heading,
    Paragraph,
    Passage,
    Table,
    Verdicts,
    sentence,
)
from keianalysis.report.material import Material, figures_of
from keianalysis.report.tables.code_lists import code_lists
from keianalysis.report.text import sentences as write
from keianalysis.report.text.judgements import by_power, verdict_rows

VISIBLE: Final = ("jobs_change_spread", "visible_effect_share", "visible_effect", "claimed_effect_share")
GROUPS: Final = ("confirmed", "does_not_hold", "cannot_be_tested")
AGAINST: Final = ("contradicted", "at_odds", "not_implied")
"""The verdicts that say something against a claim, or that its own numbers do not force it."""


def tally(material: Material, theme: str = "") -> Passage:
    """Return how many claims hold, do not, and cannot be tested; what there is none of is left out."""
    lookup = material.lookup
    before = f"verdicts:{theme}:" if theme else "verdicts:"
    total = lookup.number(f"{before}all" if theme else "verdicts:claims", "count")
    told = [sentence(material.texts["tally_theme" if theme else "tally"], all=total)]
    for group in GROUPS:
        if lookup.count(f"{before}{group}"):
            number = lookup.number(f"{before}{group}", "count")
            told.append(sentence(material.texts[f"tally_{group}"], **{group: number}))
    return Passage(tuple(told))


def judged(material: Material) -> Chapter:
    """Return the chapter on which printed numbers hold, which do not, and whether they fit together."""
    texts, language = material.texts, material.edition.language
    blocks: list[Block] = [tally(material), *_later(material), *figures_of(material, ("verdicts",))]
    blocks.append(_counts(material))
    against = verdict_rows(material, lambda row: row.verdict in AGAINST)
    if against:
        blocks.append(Heading(text("anchors.against", language), texts["against"]))
        blocks += [Callout(row.statement, (Paragraph((row.reason,)),)) for row in against]
    blocks += consistency(material.lookup, lambda *names: figures_of(material, names))
    return Chapter(text("anchors.surprises", language), texts["judged"], tuple(blocks))


def _later(material: Material) -> Iterator[Paragraph]:
    """Yield how many numbers that carried a verdict were revised since, where that is looked at."""
    lookup = material.lookup
    if material.edition.as_of > lookup.review.date and lookup.count("verdicts:later"):
        date = lookup.number("edition:as_of", "as_of")
        yield sentence(material.texts["later"], revised=lookup.number("verdicts:later", "count"), date=date)


def _counts(material: Material) -> Table:
    """Return each verdict that was given with what it means, the firmest first."""
    texts, lookup, language = material.texts, material.lookup, material.edition.language
    meanings = code_lists(language)["verdict"]
    given = [name for name in VERDICTS if lookup.count(f"verdicts:{name}")]
    rows = tuple(
        (meanings[name].label, lookup.number(f"verdicts:{name}", "count"), meanings[name].meaning)
        for name in given
    )
    columns = (texts["verdict"], texts["times"], texts["meaning"])
    return Table(texts["verdict_words"], columns, rows, frozenset({1}), name="verdict-words")


def of_theme(material: Material, theme: str, anchor: str, title: str) -> Iterator[Block]:
    """Yield how many claims of a theme hold, and those on which a verdict was possible."""
    rows = verdict_rows(material, lambda row: row.theme == theme)
    if not rows:
        return
    yield tally(material, theme)
    told = verdict_rows(material, lambda row: row.theme == theme and _is_told(row))
    if told:
        yield Verdicts(
            material.texts["claims"].format(theme=title), told, brief=True, name=f"{anchor}-claims"
        )


def _is_told(row: Verdict) -> bool:
    return row.verdict not in ("undecided", "no_data")


def visible(material: Material) -> Iterator[Block]:
    """Yield what effect could be seen at all, where the provinces and the claimed effect are known."""
    rows = {row.measure: row for row in records(material.results) if row.measure in VISIBLE}
    if set(rows) != set(VISIBLE):
        return
    texts, writer = material.texts, write.Writer(material.unregistered, material.verdicts, material.edition)
    spread, share, jobs, claimed = (rows[name] for name in VISIBLE)
    yield Heading(text("anchors.visible", material.edition.language), texts["visible"])
    period = writer.number(spread, "period")
    low, high = (writer.number(claimed, end) for end in ("low", "high"))
    told = (
        sentence(texts["visible_spread"], period=period, spread=writer.shown(spread)),
        sentence(texts["visible_least"], share=writer.shown(share), jobs=writer.shown(jobs)),
        sentence(texts["visible_claimed"], low=low, high=high),
        sentence(texts["visible_before"]),
    )
    yield Passage(told)


def annex(material: Material) -> Chapter:
    """Return what the page alone has: every verdict with its reason, their sharpness, and the budget."""
    texts = material.texts
    rows = verdict_rows(material, lambda row: row.theme != "budget")
    blocks: list[Block] = [Verdicts(texts["annex_table"], rows, searchable=True, name="claims")]
    ranked = by_power(material)
    if ranked.rows:
        blocks.append(Folded(texts["sharpness"], (sentence(texts["power_text"]), ranked)))
    budget = verdict_rows(material, lambda row: row.theme == "budget")
    if budget:
        blocks.append(Folded(texts["budget_all"], (Verdicts(texts["budget_all"], budget, name="budget"),)))
    anchor = text("anchors.claims", material.edition.language)
    return Chapter(anchor, texts["annex"], tuple(blocks), printed=False)
