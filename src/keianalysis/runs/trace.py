"""Where a number of a published edition comes from, down to file, row and hash."""

from __future__ import annotations

import difflib
import importlib
import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd

from keianalysis.effects.assumptions import assumptions
from keianalysis.errors import WrongCall
from keianalysis.observations import records
from keianalysis.proof.evidence import by_id, lineage_inputs
from keianalysis.runs.manifest import NAME

ROOMS = ("indicators", "effects")
FILES = "data/raw/published"
HASHED = {
    "register": "register delivery {name} (confidential)",
    "region": "municipalities of {name}, region_members.csv and municipalities.csv",
    "sector": "SBI codes of {name}, sectors.csv",
}


@dataclass
class Step:
    """One step of a trail: what it says, and the steps that it rests on."""

    text: str
    below: list[Step] = field(default_factory=list)

    def lines(self, depth: int = 0) -> list[str]:
        """Return the trail as indented lines."""
        return ["  " * depth + self.text, *(line for step in self.below for line in step.lines(depth + 1))]


@dataclass(frozen=True)
class Edition:
    """The tables of a published edition that a trail is read from."""

    rows: Mapping[str, Any]
    verdicts: Mapping[str, Any]
    hashes: Mapping[str, str]


def read_edition(folder: Path) -> Edition:
    """Return results, verdicts and input hashes of a published edition.

    Raises WrongCall when the folder holds no edition.
    """
    manifest = folder / NAME
    if not manifest.is_file():
        raise WrongCall(f"{folder} holds no edition; run keianalysis review first or name one with --edition")
    inputs = json.loads(manifest.read_text("utf-8"))["inputs"]
    results, verdicts = (
        pd.read_csv(folder / f"{name}.csv", keep_default_na=False) for name in ("results", "verdicts")
    )
    hashes = {name: entry["sha256"] for name, entry in inputs.items()}
    return Edition(by_id(results), {row.claim_id: row for row in records(verdicts)}, hashes)


def trace(name: str, edition: Edition) -> Step:
    """Return the trail of a claim or of a result.

    Raises WrongCall when neither is known, with the nearest names.
    """
    if name in edition.verdicts:
        return _claim(edition.verdicts[name], edition)
    if name in edition.rows:
        return _row(edition.rows[name], edition)
    known = [*edition.verdicts, *edition.rows]
    nearest = ", ".join(difflib.get_close_matches(name, known, n=3)) or "none"
    raise WrongCall(f"{name!r} is no claim and no result of this edition; nearest: {nearest}")


def _claim(verdict: Any, edition: Edition) -> Step:
    told = f"{verdict.claim_id}: {verdict.verdict}; printed {verdict.published}, "
    told += f"recomputed {verdict.recomputed or '-'}; allowed {verdict.low} to {verdict.high}"
    below = [_input(name, edition) for name in str(verdict.evidence).split()]
    return Step(told, [Step(str(verdict.reason)), *below])


def _row(row: Any, edition: Edition) -> Step:
    released = row.release_date or "release date unknown"
    shown = row.value if row.value != "" else "no value"
    text = f"{row.measure}, {row.region}, {row.sector}, {row.period_start} to {row.period_end}: "
    text += f"{shown} {row.unit} ({row.basis}, {released}) [{row.id}]"
    if "(" not in row.lineage:
        return Step(text, [Step(f"source: {row.source}"), _raw(row.lineage, edition)])
    function = row.lineage.partition("(")[0]
    inputs = [_input(name, edition) for name in lineage_inputs(row.lineage)]
    return Step(text, [Step(f"{function}: {formula(function)}"), *inputs])


def _input(name: str, edition: Edition) -> Step:
    if name in edition.rows:
        return _row(edition.rows[name], edition)
    if name.startswith("claim:"):
        printed = edition.verdicts[name.removeprefix("claim:")]
        return Step(f"printed by the review: {printed.claim_id} = {printed.published}")
    if name.startswith("assumption:"):
        return _assumption(name.removeprefix("assumption:"))
    return _raw(name, edition)


def _assumption(name: str) -> Step:
    """Return an assumption of the effect method with its three values and where they come from."""
    used = assumptions()[name]
    told = f"{name}: {used.quantity.low} to {used.quantity.high}, central {used.quantity.value} {used.unit}"
    sources = [origin for origin in used.origins if origin]
    return Step(f"assumption {told} ({used.kind})", [Step(f"published: {origin}") for origin in sources])


def _raw(place: str, edition: Edition) -> Step:
    """Return a row of a raw file with the hash of the file that the edition was made from.

    A register delivery and a definition carry their own hash; their rows are confidential.
    """
    kind, _, named = place.partition(":")
    if kind in HASHED:
        name, _, found = named.partition("@")
        return Step(f"{HASHED[kind].format(name=name)}, sha256 {found}...")
    file, _, row = place.partition("#")
    path = next((name for name in edition.hashes if name.endswith(f"/{unquote(file)}")), f"{FILES}/{file}")
    return Step(f"{path}, row {row}, sha256 {edition.hashes.get(path, 'unknown')}")


def formula(function: str) -> str:
    """Return in words what a function of the package computes: the first sentence of its documentation."""
    module, _, name = function.partition(".")
    for room in ROOMS:
        try:
            found = getattr(importlib.import_module(f"keianalysis.{room}.{module}"), name)
        except (ModuleNotFoundError, AttributeError):
            continue
        return (inspect.getdoc(found) or "").partition("\n")[0]
    return "a function of another version of keianalysis"
