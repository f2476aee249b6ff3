"""What changed between two published editions, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from keianalysis import numbers
from keianalysis.observations import records
from keianalysis.report.changes import changes, read_published
from keianalysis.report.editions import VERDICT_NUMBERS, read_csv
from keianalysis.review import indicators_for
from keianalysis.sources import read_sources


def compare(old: Path, new: Path) -> pd.DataFrame:
    """Return the changes between two published editions; raises WrongCall for a folder without one.

    The numbers that changed come first, then the verdicts that did (measure ``verdict``, the old and the
    new one in ``cause``), then what vanished and what appeared.
    """
    claims = read_sources().claims
    found = changes(read_published(old), read_published(new), lambda rows: indicators_for(rows, claims))
    verdicts = pd.DataFrame(_verdicts(old, new), columns=list(found.columns))
    changed = found["change"] == "changed"
    parts = [found[changed], verdicts, found[~changed]]
    return pd.concat([part for part in parts if len(part)] or [found], ignore_index=True)


def _verdicts(old: Path, new: Path) -> Iterator[dict[str, object]]:
    before, after = (
        {row.claim_id: row for row in records(read_csv(folder / "verdicts.csv", VERDICT_NUMBERS))}
        for folder in (old, new)
    )
    for name in before.keys() & after.keys():
        if before[name].verdict != after[name].verdict:
            yield {
                "key": name,
                "measure": "verdict",
                "change": "changed",
                "cause": f"{before[name].verdict} -> {after[name].verdict}",
            }


def told_changes(found: pd.DataFrame, limit: int) -> list[str]:
    """Return the counts of a comparison and its largest changes, a line each; a limit of 0 lists all."""
    counts = found["change"].value_counts()
    told = ", ".join(f"{counts.get(name, 0)} {name}" for name in ("changed", "appeared", "vanished"))
    rows = records(found)
    listed = rows if limit == 0 else rows[:limit]
    more = [f"... and {len(rows) - len(listed)} more; --limit 0 lists all"] if len(rows) > len(listed) else []
    return [told, *map(_line, listed), *more]


def _line(row: object) -> str:
    get = row.__getattribute__
    if get("measure") == "verdict":
        return f"verdict on {get('key')}: {get('cause')}"
    name = f"{get('measure')}, {get('region')}, {get('sector')}, {get('period_start')} to {get('period_end')}"
    old, new = (
        "-" if pd.isna(get(end)) else numbers.quantity(get(end), get("unit"), int(get("decimals")), "en")
        for end in ("old", "new")
    )
    why = f" ({get('cause')})" if get("cause") else ""
    return f"{get('change')}: {name}: {old} -> {new}{why}"
