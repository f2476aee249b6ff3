"""What a finding says of the years before, in the territory and in the country."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from keianalysis.model.monitored.listed import Monitored, indicator_of
from keianalysis.report.document import Paragraph, Span, sentence
from keianalysis.report.lookup import Lookup
from keianalysis.report.monitor.words import told
from keianalysis.report.tables.kept import MONITORED

TURNED: Final = ("overtook", "overtaken", "crossed")
"""Distances that are told of every indicator, not only of the one that moved most."""


def over_years(row: Monitored, lookup: Lookup) -> Iterator[Paragraph]:
    """Yield how an indicator went since the first of the years that are shown, and what that means."""
    if math.isnan(row.year_first):
        return
    one = indicator_of(row.indicator)
    if one.view == "moved":
        yield from _mean(row, lookup)
    elif not one.compared:
        yield from _grown(row, lookup)
    else:
        yield _risen(row, lookup)
        yield from meaning(row, lookup)


def distance(row: Monitored, lookup: Lookup) -> Iterator[Paragraph]:
    """Yield that a territory changed places with the country, where it did."""
    if row.gap in TURNED:
        yield from meaning(row, lookup)


def _words(lookup: Lookup) -> dict[str, str]:
    return told(lookup.edition.territory, lookup.edition.language)


def _mean(row: Monitored, lookup: Lookup) -> Iterator[Paragraph]:
    """Yield the mean of yearly growths."""
    if math.isnan(row.over):
        return
    name, beside = f"{MONITORED.name}:{row.indicator}", not math.isnan(row.national_over)
    fields: dict[str, Span] = {
        "first": lookup.number(name, "first"),
        "year": lookup.number(name, "year"),
        "over": lookup.number(name, "over"),
    }
    if beside:
        fields["national"] = lookup.number(name, "national_over")
    yield sentence(_words(lookup)[f"years.{'mean_beside' if beside else 'mean'}"], **fields)


def _grown(row: Monitored, lookup: Lookup) -> Iterator[Paragraph]:
    """Yield the growth of a size in percent."""
    if math.isnan(row.over):
        return
    words, name = _words(lookup), f"{MONITORED.name}:{row.indicator}"
    beside = "" if math.isnan(row.national_over) else _way(row.national_over)
    fields: dict[str, Span] = {
        "first": lookup.number(name, "first"),
        "noun": lookup.number(name, "noun"),
        "way": words[f"way.{_way(row.over)}"],
        "over": lookup.number(name, "over"),
    }
    if beside:
        fields["national"] = lookup.number(name, "national_over")
    same = beside == _way(row.over)
    kind = "grown" if not beside else "grown_beside" if same else f"grown_but_{beside}"
    yield sentence(words[f"years.{kind}"], **fields)


def _risen(row: Monitored, lookup: Lookup) -> Paragraph:
    """Return by how much a number rose or fell, in its unit."""
    name = f"{MONITORED.name}:{row.indicator}"
    fields: dict[str, Span] = {
        "first": lookup.number(name, "first"),
        "noun": lookup.number(name, "noun"),
        "rise": lookup.number(name, "rise"),
    }
    beside = "" if math.isnan(row.national_rise) else f"_{_way(row.national_rise)}"
    if beside:
        fields["national"] = lookup.number(name, "national_rise")
    return sentence(_words(lookup)[f"years.{_way(row.rise)}{beside}"], **fields)


def _way(change: float) -> str:
    return "rose" if change >= 0 else "fell"


def meaning(row: Monitored, lookup: Lookup) -> Iterator[Paragraph]:
    """Yield how the distance to the country changed over the years, where it is known."""
    if row.gap:
        first = lookup.number(f"{MONITORED.name}:{row.indicator}", "first")
        yield sentence(_words(lookup)[f"gap.{row.gap}"], first=first)
