"""The place of a territory among the provinces, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from keianalysis.indicators.monitor.compared import PROVINCES
from keianalysis.model.monitored.listed import Monitored, indicator_of
from keianalysis.report.document import Paragraph, sentence
from keianalysis.report.lookup import Lookup
from keianalysis.report.monitor.side_by_side import WIDELY, key, rows_of
from keianalysis.report.monitor.words import told


def rank(row: Monitored, lookup: Lookup) -> Iterator[Paragraph]:
    """Yield the place of the territory by an indicator, where enough provinces are known."""
    edition = lookup.edition
    rows = [one for one in rows_of(lookup, PROVINCES) if one.indicator == row.indicator]
    own = next((one for one in rows if one.name == edition.territory.name), None)
    if own is None or own.of < WIDELY or own.year != row.year:
        return
    shared = sum(one.rank == own.rank for one in rows) > 1
    way = "highest" if indicator_of(row.indicator).good == "none" else "best"
    words = told(edition.territory, edition.language)
    name = f"{'shared' if shared else 'place'}_{way}"
    yield sentence(
        words[f"rank.{name}"], rank=lookup.number(key(own), "place"), of=lookup.number(key(own), "of")
    )
