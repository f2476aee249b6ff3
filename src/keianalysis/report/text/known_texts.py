"""Every sentence, heading and caption that a report may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any, Final

from keianalysis.effects.assumptions import assumption_table, assumptions
from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.indicators.monitor.standings import looked_at
from keianalysis.model.monitored.listed import YEARS, chapters
from keianalysis.model.regions import shown
from keianalysis.model.reviews import introductions
from keianalysis.readers.sources import read_every_review
from keianalysis.report.chapters.themes import THEMES
from keianalysis.report.lookup import Lookup
from keianalysis.report.monitor.findings import every_template as monitor_sentences
from keianalysis.report.monitor.words import WORDS as MONITOR
from keianalysis.report.tables.code_lists import EXPLAINED, glossary
from keianalysis.report.text import proof_texts, texts
from keianalysis.report.text.colophon import colophon
from keianalysis.report.text.indicators import ENDING
from keianalysis.report.text.indicators import WORDS as INDICATORS
from keianalysis.report.text.standing import standing
from keianalysis.report.text.words import WORDS

MARK: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a sentence where a bound number stands."""
THEMED: Final = ("numbers", "claims")
"""The captions that name the theme of their chapter."""

FIELD: Final = f"(?:{MARK}|[^{MARK}.;]{{0,80}})"
"""A bound number, or a few plain words."""


def is_sentence(plain: str, language: str) -> bool:
    """Tell whether a text is a sentence of the report: a field is a bound number or a few plain words."""
    return any(
        plain.startswith(first) and plain.endswith(last) and _pattern(template).fullmatch(plain)
        for first, last, template in sentences(language)
    )


@cache
def sentences(language: str) -> tuple[tuple[str, str, str], ...]:
    """Return how each sentence begins and ends before and behind its fields, and the sentence.

    A page has few of the many sentences: only those that begin and end as a text does become patterns.
    """
    told = [*texts.TEXTS[language].values(), *texts.SENTENCES[language].values()]
    told += proof_texts.TEXTS[language].values()
    told += (text for key, text in INDICATORS[language].items() if key.endswith(ENDING))
    told += _answers(language)
    told += (*monitor_sentences(language), *MONITOR[language].values())
    opened = [text.replace("{introduction}", opening) for text in told for opening in introductions(language)]
    return tuple((*_ends(text), text) for text in dict.fromkeys(opened))


def _ends(template: str) -> tuple[str, str]:
    """Return what stands before the first field of a sentence and behind the last."""
    parts = list(Formatter().parse(template))
    return (parts[0][0], "" if parts[-1][1] is not None else parts[-1][0]) if parts else ("", "")


def _answers(language: str) -> list[str]:
    """Return the sentences with which the reviews of the project answer their questions."""
    return [str(text) for one in read_every_review() for text in one.tables["answers"][f"text_{language}"]]


def _questions(language: str) -> list[str]:
    return [str(text) for one in read_every_review() for text in one.tables["questions"][f"title_{language}"]]


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = Formatter().parse(template)
    return re.compile("".join(re.escape(text) + _field(name, words) for text, name, words, _ in parts))


def _field(name: str | None, words: str | None) -> str:
    """Return what may stand in a field: nothing, one of the words that it names, a number, a few words."""
    if not name:
        return ""
    return f"(?:{'|'.join(map(re.escape, words.split('|')))})" if words else FIELD


@cache
def fixed_texts(language: str) -> frozenset[str]:
    """Return every heading, caption and word of the report."""
    lists: Iterable[Mapping[str, Any]] = (
        texts.TEXTS[language],
        proof_texts.TEXTS[language],
        WORDS[language],
        VERDICT_NAMES[language],
        MONITOR[language],
    )
    headings = assumption_table(assumptions(), language).columns
    titles = [theme.title(language) for theme in THEMES]
    captions = [texts.TEXTS[language][name].format(theme=title) for name in THEMED for title in titles]
    tables = (one.format(theme=title) for one, title in monitor_captions(language))
    found = (text for one in lists for text in one.values())
    return frozenset([*found, *titles, *captions, *headings, *tables, *_questions(language)])


def monitor_captions(language: str) -> Iterator[tuple[str, str]]:
    """Yield the caption of the tables of a monitor with each of its chapters."""
    words = MONITOR[language]
    for name in chapters():
        yield words["texts.chapter_table"], words[f"chapter.{name}"]


@cache
def explained(language: str) -> frozenset[tuple[str, ...]]:
    """Return the rows of the tables that explain words, which hold no number."""
    return frozenset(row for kind in EXPLAINED for row in glossary(kind, language))


def facts_of(lookup: Lookup) -> set[str]:
    """Return the title and the other lines that say which edition this is, and of which territory."""
    edition, plain = lookup.edition, texts.TEXTS[lookup.edition.language]
    words = edition.territory.told(plain, edition.language)
    monitored = edition.territory.told(MONITOR[edition.language], edition.language)
    named = {text for key, text in words.items() if text != plain[key]}
    named |= {text for key, text in monitored.items() if text != MONITOR[edition.language][key]}
    named |= {shown(name, edition.language) for name in looked_at(edition.territory)}
    title = (
        lookup.review.titles[edition.language]
        if edition.is_review
        else words["monitor"].format(year=edition.year)
    )
    years = {str(edition.year + step) for step in range(1 - YEARS, 2)}
    lines = {part for line in colophon(lookup, title) for part in line}
    near = (edition.territory.name, *edition.territory.comparisons)
    regions = {shown(name, edition.language) for name in near}
    told = {title, standing(edition, words), f"keianalysis · {edition.name}"}
    return told | years | named | lines | regions
