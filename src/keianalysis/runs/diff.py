"""What changed between two published editions, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.indicators.every import computed_for
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.regions import shown
from keianalysis.model.rows import typed_rows
from keianalysis.model.verdicts import verdict_records
from keianalysis.readers.sources import reviewed
from keianalysis.report.editions import VERDICT_NUMBERS, edition_of, read_csv, read_manifest
from keianalysis.report.origins.changes import changes, read_published
from keianalysis.report.tables.kept import Change
from keianalysis.report.tables.rows import cause_text, measured

ARROW: Final = " -> "
WORDS: Final = section("changes")


def compare(old: Path, new: Path) -> pd.DataFrame:
    """Return the changes between two published editions; raises WrongCall for a folder without one.

    The numbers that changed come first, then the verdicts that did (measure ``verdict``, the old and the
    new one in ``cause``), then what vanished and what appeared.
    """
    claims, here = reviewed(new.name).claims, edition_of(read_manifest(new)).territory
    found = changes(read_published(old), read_published(new), lambda rows: computed_for(rows, claims, here))
    verdicts = pd.DataFrame(_verdicts(old, new), columns=list(found.columns))
    changed = found["change"] == "changed"
    parts = [found[changed], verdicts, found[~changed]]
    return pd.concat([part for part in parts if len(part)] or [found], ignore_index=True)


def _verdicts(old: Path, new: Path) -> Iterator[dict[str, object]]:
    before, after = (
        {row.claim_id: row for row in verdict_records(read_csv(folder / "verdicts.csv", VERDICT_NUMBERS))}
        for folder in (old, new)
    )
    for name in before.keys() & after.keys():
        if before[name].verdict != after[name].verdict:
            yield {
                "key": name,
                "measure": "verdict",
                "change": "changed",
                "cause": f"{before[name].verdict}{ARROW}{after[name].verdict}",
            }


def told_changes(found: pd.DataFrame, limit: int, language: str = "en") -> list[str]:
    """Return the counts of a comparison and its largest changes, a line each; a limit of 0 lists all."""
    words = WORDS[language]
    counts = found["change"].value_counts()
    told = ", ".join(f"{counts.get(name, 0)} {words[name]}" for name in ("changed", "appeared", "vanished"))
    rows = typed_rows(found, Change)
    listed = rows if limit == 0 else rows[:limit]
    left = len(rows) - len(listed)
    more = [words["more"].format(count=left)] if left else []
    return [told, *(_line(row, language) for row in listed), *more]


def language_of(edition: Path) -> str:
    """Return the language of a published edition; raises WrongCall when the folder holds none."""
    return edition_of(read_manifest(edition)).language


def _line(row: Change, language: str) -> str:
    words = WORDS[language]
    if row.measure == "verdict":
        names = VERDICT_NAMES[language]
        old, new = (names[name] for name in row.cause.split(ARROW))
        return f"{words['verdict'].format(claim=row.key)}: {old}{ARROW}{new}"
    period = numbers.period(row.period_start, row.period_end, language)
    name = f"{measured(row, language)}, {shown(row.region, language)}, {period}"
    old, new = (
        "-" if pd.isna(value) else numbers.quantity(value, row.unit, int(row.decimals), language)
        for value in (row.old, row.new)
    )
    why = f" ({cause_text(row.cause, language)})" if row.cause else ""
    return f"{words[row.change]}: {name}: {old}{ARROW}{new}{why}"
