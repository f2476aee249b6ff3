"""The words that may stand in a row of a table beside the numbers of a result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keianalysis.effects.assumptions import assumption_table, assumptions
from keianalysis.figures.exhibits.programme import THEMES
from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.measures import label
from keianalysis.model.monitored.listed import indicator_of, indicators
from keianalysis.model.observations import Observation
from keianalysis.model.regions import shown
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.proof.revisions import Revision, RevisionSummary
from keianalysis.report.lookup import Lookup
from keianalysis.report.tables.kept import (
    CHANGES,
    COMPARED,
    CONSISTENCY,
    MONITORED,
    REVISIONS,
    SUMMARIES,
    TODAY,
    Change,
    unit_of_difference,
)
from keianalysis.report.tables.listed import LISTED, funder_of, words_of
from keianalysis.report.text.proof_texts import TEXTS
from keianalysis.report.text.trail_words import COUNTED

RULES: Final = section("register.rules")
MONITOR: Final = section("monitor")


def rule_text(rule: str, language: str) -> str:
    """Return in words what a rule of the register warns about."""
    return RULES[language].get(rule, rule)


def row_words(result: str, lookup: Lookup) -> set[str]:
    """Return the cells without a number that a row about a result may have."""
    kind, _, name = result.partition(":")
    if result in lookup.rows:
        return set(_row(lookup.rows[result], lookup.edition.language))
    if kind == "source":
        return {name}
    if kind in ("claim", "verdict", "today", "consistency"):
        return set(_claim(kind, name, lookup))
    if kind == "assumption":
        listed = assumption_table(assumptions(), lookup.edition.language)
        return {str(cell) for cell in listed.iloc[list(assumptions()).index(name)]}
    if kind in LISTED:
        return set(words_of(lookup.rows_of(LISTED[kind])[name], lookup.edition.language))
    if kind == "register_warnings":
        rule, _, file = name.partition("|")
        return {rule_text(rule, lookup.edition.language), file}
    if kind == COMPARED.name:
        compared = lookup.rows_of(COMPARED)[name]
        return set(_row(lookup.rows[compared.id], lookup.edition.language))
    if kind == MONITORED.name:
        return set(monitored_words(name, lookup.edition.language))
    found = _kept(kind, name, lookup)
    return set() if found is None else set(_revised(found, lookup.edition.language))


def _kept(kind: str, name: str, lookup: Lookup) -> Revision | RevisionSummary | Change | None:
    if kind not in lookup.kept:
        return None
    if kind == REVISIONS.name:
        return lookup.rows_of(REVISIONS).get(name)
    if kind == SUMMARIES.name:
        return lookup.rows_of(SUMMARIES).get(name)
    return lookup.rows_of(CHANGES).get(name) if kind == CHANGES.name else None


def measured(row: Observation | Change, language: str) -> str:
    """Return the measure of a row, with its sector where it is about one."""
    sector = "" if row.sector == "total" else f" ({sector_shown(row.sector, language)})"
    return label(row.measure, language) + sector


def measured_in(row: Observation, language: str) -> str:
    """Return the measure of a row with the name of its unit, where the measure does not say it."""
    return _with_unit(measured(row, language), row.unit, language)


def differed_in(row: Revision | RevisionSummary | Change, language: str) -> str:
    """Return the measure of a revision with the name of the unit in which its values differ."""
    return _with_unit(label(row.measure, language), unit_of_difference(row.unit), language)


def _with_unit(told: str, unit: str, language: str) -> str:
    name = numbers.unit_names(unit, language)[1]
    if not name or name in told:
        return told
    return f"{told.removesuffix(')')}; {name})" if told.endswith(")") else f"{told} ({name})"


def _row(row: Observation, language: str) -> Iterator[str]:
    yield measured(row, language)
    yield measured_in(row, language)
    yield shown(row.region, language)
    yield sector_shown(row.sector, language)
    yield numbers.basis_of(row, language)
    yield MONITOR[language].get(f"level.{row.measure}", "")
    yield funder_of(row.measure, language)
    for one in indicators():
        if row.measure in one.measures and row.sector == one.sector:
            yield from monitored_words(one.name, language)


def _claim(kind: str, name: str, lookup: Lookup) -> Iterator[str]:
    language = lookup.edition.language
    if name in lookup.stated:
        yield lookup.statement(name)
    if kind == TODAY.name and kind in lookup.kept and name in lookup.rows_of(TODAY):
        yield answer_text(lookup.rows_of(TODAY)[name].answer, language)
    if kind == CONSISTENCY.name and kind in lookup.kept and name in lookup.rows_of(CONSISTENCY):
        yield getattr(lookup.rows_of(CONSISTENCY)[name], f"statement_{language}")


def _revised(row: Revision | RevisionSummary | Change, language: str) -> Iterator[str]:
    yield differed_in(row, language)
    yield shown(row.region, language)
    cause = getattr(row, f"cause_{language}", "")
    yield cause or TEXTS[language]["unknown_cause"]
    if isinstance(row, Change):
        yield measured(row, language)
        yield cause_text(row.cause, language)


def monitored_words(name: str, language: str) -> Iterator[str]:
    """Yield what a row about an indicator of a monitor may say: its label, and who publishes it."""
    yield MONITOR[language].get(f"indicator.{name}.label", "")
    yield MONITOR[language].get(f"holder.{indicator_of(name).holder}", "")
    yield MONITOR[language]["texts.none_known"]


def answer_text(answer: str, language: str) -> str:
    """Return what the review would say today, in words; the texts call a printed range printed."""
    return TEXTS[language]["printed_answer" if answer == "printed" else answer]


def count_text(kind: str, name: str, language: str) -> str:
    """Return in words what the name of a count counts."""
    if kind == "source":
        return name
    if kind == "today":
        return answer_text(name, language)
    words = {**VERDICT_NAMES[language], **COUNTED[language]}
    theme, _, counted = name.rpartition(":")
    # The budget is counted in a way of its own, which its words name in full.
    return words[name] if name in words else f"{THEMES[language][theme]}: {words[counted]}"


def cause_text(causes: str, language: str) -> str:
    """Return the causes of a change in words."""
    return ", ".join(TEXTS[language][name] for name in causes.split("+"))
