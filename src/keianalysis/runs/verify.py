"""Whether a published edition is still what it was, byte for byte, and says what its own tables say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.folders import MANIFEST, file_hash
from keianalysis.model.intervals import decimal_of
from keianalysis.model.lineage import computed, lineage_of
from keianalysis.model.verdicts import verdict_records
from keianalysis.proof.review import judge_review, printed_evidence
from keianalysis.readers.sources import Sources
from keianalysis.report.checking import check_report
from keianalysis.report.editions import read_lookup, read_manifest
from keianalysis.report.lookup import Lookup
from keianalysis.report.origins.registered import registered
from keianalysis.report.origins.trails import Origins
from keianalysis.runs.manifest import ELSEWHERE
from keianalysis.runs.trace import raw_of

NEEDED: Final = ("results.csv", "verdicts.csv", "report.html")
PRINTED: Final = ("printed_totals", "public_money")
"""The modules of effects that rest on published amounts and not on a project list."""

JUDGED: Final = ("verdict", "recomputed", "low", "high", "basis", "source", "evidence")
"""The columns of a verdict that are computed again; the reason may also name numbers nearby."""


def changes(folder: Path, root: Path) -> list[str]:
    """Return what differs from the manifest, one sentence each; nothing when all is as published.

    An input that was named in the call and lies outside the project has no place to be looked up.

    Raises WrongCall when the folder holds no edition.
    """
    manifest = read_manifest(folder)
    found = [*_differences(manifest["outputs"], folder, "output")]
    inputs = {name: e for name, e in manifest["inputs"].items() if not name.startswith(f"{ELSEWHERE}/")}
    found += _differences(inputs, root, "input")
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    added = sorted(present - set(manifest["outputs"]) - {MANIFEST})
    return [*found, *(f"output {name} was not published with the edition" for name in added)]


def _differences(entries: Mapping[str, Any], base: Path, kind: str) -> Iterator[str]:
    for name, entry in entries.items():
        path = base / name
        if not path.is_file():
            yield f"{kind} {name} is missing"
        elif file_hash(path) != entry["sha256"]:
            yield f"{kind} {name} was changed"


def contradictions(folder: Path, sources: Sources) -> list[str]:
    """Return where an edition says something else than its own tables, one sentence each.

    The verdicts of a review are judged again from the published rows in ``results.csv``, and every
    numeral of the report is read again. A table that cannot be read is one such sentence.
    """
    if missing := [name for name in NEEDED if not (folder / name).is_file()]:
        return [f"nothing can be computed again without {', '.join(missing)}"]
    try:
        return _contradictions(folder, sources)
    except (AttributeError, KeyError, ValueError) as error:
        return [f"the tables of the edition cannot be read: {error}"]


def _contradictions(folder: Path, sources: Sources) -> list[str]:
    manifest = read_manifest(folder)
    lookup = read_lookup(folder, sources.claims)
    told = list(_other_verdicts(lookup, sources)) if lookup.edition.is_review else []
    reading = check_report(folder, Origins(lookup, raw_of(manifest)))
    return [*told, *(f"report.html, {doubt}" for doubt in reading.doubts)]


def _other_verdicts(lookup: Lookup, sources: Sources) -> Iterator[str]:
    """Yield the verdicts that the results of an edition do not give."""
    edition = lookup.edition
    published = published_rows(lookup.results, sources)
    again_from = replace(sources, published=published)
    delivered = obs.combine([registered(lookup.results), from_a_list(lookup.results)])
    found = judge_review(again_from, delivered, as_of=edition.as_of, language=edition.language)
    again = {row.claim_id: row for row in verdict_records(found)}
    for row in verdict_records(lookup.verdicts):
        other = again.get(row.claim_id)
        wrong = [
            name for name in JUDGED if other is None or not _same(getattr(row, name), getattr(other, name))
        ]
        if wrong:
            yield f"verdicts.csv, {row.claim_id}: {', '.join(wrong)} is not what results.csv gives"


def from_a_list(results: pd.DataFrame) -> pd.DataFrame:
    """Return the results of a project list, which need not be at hand to be read again."""
    modules = [lineage_of(text).module for text in results["lineage"]]
    listed = [bool(name) and name not in PRINTED and _is_effect(name) for name in modules]
    return results[listed]


def _is_effect(module: str) -> bool:
    return find_spec(f"keianalysis.effects.{module}") is not None


def published_rows(results: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """Return the rows of an edition that others published, as they were before anything was computed."""
    made = computed(results["lineage"])
    made |= results["id"].isin(printed_evidence(sources)["id"])
    rows = results[~made].reset_index(drop=True)
    return rows.assign(basis=["published" if date else "release_unknown" for date in rows["release_date"]])


def _same(first: str | float, last: str | float) -> bool:
    if pd.isna(first) or pd.isna(last):
        return bool(pd.isna(first) and pd.isna(last))
    if isinstance(first, float):
        return decimal_of(first) == decimal_of(float(last))
    return bool(first == last)
