"""Assemble what the notebooks of an edition recorded into the material of its report."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from keianalysis.indicators.every import computed_for
from keianalysis.indicators.monitor.standings import shown_rows
from keianalysis.language.numbers import rounded
from keianalysis.model import observations as obs
from keianalysis.model.edition import Edition
from keianalysis.model.lineage import ObservationInput, inputs_of, names_of
from keianalysis.model.rows import typed_rows
from keianalysis.model.verdicts import Verdict
from keianalysis.proof.evidence import by_id
from keianalysis.readers.sources import Sources, raw_index
from keianalysis.report.editions import as_written
from keianalysis.report.material import Material
from keianalysis.report.origins.changes import Published, changes, edition_before, read_published
from keianalysis.report.origins.provenance import provenance
from keianalysis.report.tables.kept import Change
from keianalysis.workbench import EVIDENCE, KEPT, VERDICTS, WARNINGS_FILE

RESTS_ON: Final = {
    "today": ("evidence",),
    "revisions": ("first_id", "latest_id"),
    "mixed_changes": ("inputs",),
    "compared": ("id", "before_id"),
    "monitored": ("latest_id", "before_id", "national_id", "part_id", "first_id", "national_first_id"),
}
"""The columns of kept tables that name results."""


def assemble(folder: Path, edition: Edition, sources: Sources) -> Material:
    """Return everything that the report of an edition is composed from.

    ``folder`` holds what the notebooks left: ``results/`` and ``figures/``.
    """
    verdicts = _table(folder, VERDICTS, Verdict._fields)
    kept = kept_tables(folder) | _warnings(folder)
    steps = intermediates(edition, sources, _table(folder, EVIDENCE, obs.COLUMNS))
    whole = with_origins(recorded(folder), verdicts, steps, evidence_of(kept))
    results = told_later(whole, edition.as_of)
    claims = sources.claims if edition.is_review else sources.claims.iloc[:0]
    before = None if edition.is_review else edition_before(folder.parent, edition.year, edition.region)
    if before is not None:
        found = changes_since(before, edition, results, sources)
        kept["changes"] = changes_shown(found, ids_shown(results, kept, edition))
    figures, later, explored = folder / "figures", later_figures(folder), explored_figures(folder)
    return Material(edition, results, verdicts, claims, figures, kept, later, explored)


def later_figures(folder: Path) -> frozenset[str]:
    """Return the names of the figures of which nothing was public on the day of a review."""
    return frozenset(name for promise in _promises(folder) for name in promise.get("later", ()))


def explored_figures(folder: Path) -> dict[str, str]:
    """Return by figure what the page to explore is opened on for the rows that it draws."""
    return {name: told for one in _promises(folder) for name, told in one.get("explore", {}).items()}


def _promises(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((folder / "results").glob("*.json")):
        yield json.loads(path.read_text("utf-8"))


def recorded(folder: Path) -> pd.DataFrame:
    """Return the observations that the notebooks recorded."""
    return obs.combine(
        pd.read_parquet(path)
        for path in sorted((folder / "results").glob("*.parquet"))
        if path.name not in (VERDICTS, EVIDENCE, WARNINGS_FILE)
    )


def kept_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return what the notebooks kept beside observations and verdicts, by name."""
    paths = sorted((folder / "results" / KEPT).glob("*.parquet"))
    return {path.stem: pd.read_parquet(path) for path in paths}


def _table(folder: Path, name: str, columns: Iterable[str]) -> pd.DataFrame:
    """Return a table that a notebook left, without rows where none did."""
    path = folder / "results" / name
    return pd.read_parquet(path) if path.is_file() else pd.DataFrame(columns=list(columns))


def _warnings(folder: Path) -> dict[str, pd.DataFrame]:
    """Return how often each rule warns about each file of the register, where one was delivered."""
    path = folder / "results" / WARNINGS_FILE
    if not path.is_file():
        return {}
    table: Any = pd.read_parquet(path).groupby(["rule", "file"], as_index=False)["times"].sum()
    return {"register_warnings": table}


def evidence_of(kept: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the ids of the rows that kept tables rest on."""
    columns = [kept[table][column] for table, names in RESTS_ON.items() if table in kept for column in names]
    inputs = [one for column in columns for names in column for one in inputs_of(str(names))]
    return [one.id for one in inputs if isinstance(one, ObservationInput)]


def intermediates(edition: Edition, sources: Sources, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return every row that a result may rest on: what is published, and what is computed on the way.

    For a review that is the pool of evidence that its verdicts were taken from.
    """
    if edition.is_review:
        return obs.combine([sources.published, evidence])
    public = sources.known_on(edition.as_of)
    return obs.combine([sources.published, computed_for(public, sources.claims, edition.territory)])


def with_origins(
    recorded: pd.DataFrame, verdicts: pd.DataFrame, steps: pd.DataFrame, also: Iterable[str] = ()
) -> pd.DataFrame:
    """Return the results with every row that they, or a verdict, were made from.

    So the lineage of each number in ``results.csv`` ends in rows of the same file. ``steps`` are the
    rows that may be found on the way; ``also`` are ids of rows to keep.
    """
    known = by_id(steps) | by_id(recorded)
    named = [*(name for names in verdicts["evidence"].dropna() for name in names_of(names)), *also]
    used = [name for name in named if name in known]
    waiting, kept = [*recorded["id"], *used], dict.fromkeys([*recorded["id"], *used])
    while waiting:
        for name in known[waiting.pop()].origin.observations:
            if name in known and name not in kept:
                kept[name] = None
                waiting.append(name)
    return pd.DataFrame([known[name]._asdict() for name in kept], columns=list(obs.COLUMNS))


def told_later(results: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Return the results, those marked that became public only after a day."""
    late = [
        row.basis == "published" and obs.public_from(row.release_date, row.period_end) > as_of
        for row in obs.records(results)
    ]
    return results.assign(
        basis=results["basis"].mask(pd.Series(late, index=results.index), "published_later")
    )


def ids_shown(results: pd.DataFrame, kept: Mapping[str, pd.DataFrame], edition: Edition) -> set[str]:
    """Return the ids of the numbers that a monitor shows; none where it keeps no list of them."""
    if not {"monitored", "compared"} <= kept.keys():
        return set()
    here = edition.territory
    return {*shown_rows(results, kept["monitored"], edition.year, territory=here), *kept["compared"]["id"]}


def changes_shown(found: pd.DataFrame, shown: Collection[str]) -> pd.DataFrame:
    """Return the changes of numbers that a report shows, as far as they read otherwise than before.

    Both numbers are compared as this edition prints them.
    """
    rows = found[(found["change"] == "changed") & found["new_id"].isin(shown)]
    told = [
        rounded(row.old, row.decimals) != rounded(row.new, row.decimals) for row in typed_rows(rows, Change)
    ]
    return rows[np.array(told, dtype=bool)]


def changes_since(before: Path, edition: Edition, results: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """Return what changed since the edition before, its numbers computed again where that decides."""
    parameters = {"year": edition.year, "as_of": edition.as_of, "language": edition.language}
    inputs = {raw.path: raw.sha256 for raw in raw_index().values()}
    # The edition before is read from its file: what is set beside it has the same digits.
    new = Published(edition.name, as_written(results), parameters, inputs, provenance(results))
    return changes(
        read_published(before), new, lambda rows: computed_for(rows, sources.claims, edition.territory)
    )
