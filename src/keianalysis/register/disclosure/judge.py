"""The second judge: whether what is about to leave keeps every unsafe cell its protection level away.

It asks the released table, not the pattern. What is shown comes from its rows. Derived figures that only
tell about shown levels say nothing new; each of the others is one more relation that a proof must keep.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.observations import records
from keianalysis.register.disclosure.holdings import Key
from keianalysis.register.disclosure.pattern import Pattern, Proof, Table
from keianalysis.register.disclosure.relations import Figures, Relation, table_name

TOLERANCE: Final = 1e-6
REMEDY: Final = "Nothing of this register was published; keep the ledger and report this as a defect."


@dataclass(frozen=True)
class Breach:
    """An unsafe cell that what was to be published would give away, told without any count."""

    table: str
    key: Key
    variable: str


def shown_cells(released: pd.DataFrame, measure: str) -> dict[str, set[Key]]:
    """Return the cells of each table that have a value for a measure."""
    rows = released[(released["measure"] == measure) & released["value"].notna()]
    found: dict[str, set[Key]] = {}
    names = ("period_start", "period_end", "region", "sector")
    for first, last, region, sector in zip(*(rows[name] for name in names), strict=True):
        found.setdefault(table_name(str(first), str(last)), set()).add((str(region), str(sector)))
    return found


def breaches(
    layer: str, pattern: Pattern, released: pd.DataFrame, figures: Figures, tables: Collection[str]
) -> list[Breach]:
    """Return every unsafe cell of ``tables`` without a proof against the released table.

    The proofs are those of the pattern; that they hold is tested on what is shown.
    """
    own = [target for target in pattern.targets if pattern.tables[target.table].name in tables]
    changing = {name for table in pattern.tables for kind in _kinds(table) for name in kind}
    shown = {name: shown_cells(released, name) for name in sorted(changing)}
    more = list(_more(released, figures, shown))
    found = []
    for target in own:
        proof = pattern.proofs.get((target.table, target.key, target.variable))
        if target in pattern.exposed:
            continue
        if proof is None or not _holds(pattern, proof, shown, more):
            found.append(Breach(pattern.tables[target.table].name, target.key, target.variable))
    return found


def _more(
    released: pd.DataFrame, figures: Figures, shown: Mapping[str, Mapping[str, Collection[Key]]]
) -> Iterator[Relation]:
    """Yield what derived figures say of cells whose levels are not all shown."""
    hidden = released[released["value"].isna()]
    risky = set(zip(hidden["region"], hidden["sector"], strict=True))
    broken = {region for region, _ in risky}
    rows = released[released["value"].notna() & ~released["measure"].isin(list(shown))]
    keys = pd.MultiIndex.from_frame(rows[["region", "sector"]])
    at_risk = keys.isin(list(risky)) | (
        rows["region"].isin(broken) & rows["measure"].str.startswith(("shift_share", "location"))
    )
    for row in records(rows[at_risk]):
        for relation in figures.relations(row):
            inputs = {cell for cell in relation.inputs if cell[1] in shown}
            if any(key not in shown[name].get(table, ()) for table, name, key in inputs):
                yield relation


def _kinds(table: Table) -> Iterator[Mapping[str, int]]:
    for kinds in table.kinds.values():
        yield from kinds


def _holds(
    pattern: Pattern,
    proof: Proof,
    shown: Mapping[str, Mapping[str, Collection[Key]]],
    more: Sequence[Relation],
) -> bool:
    """Tell whether what is shown of every variable that a proof changes stays as it is."""
    table = pattern.tables[proof.target.table]
    seen = set().union(*(shown[name].get(table.name, set()) for name in proof.kind))
    if not pattern.holds(proof, {key for key in table.keys if key not in seen}):
        return False
    return all(abs(_moved(table, proof, relation)) < TOLERANCE * _size(relation) for relation in more)


def _moved(table: Table, proof: Proof, relation: Relation) -> float:
    """Return by how much a proof changes the weighted sum of a relation."""
    total = 0.0
    for weight, (name, variable, key) in relation.cells:
        if name == table.name and variable in proof.kind and key in table.cells:
            own = sum(proof.change.get(int(place), 0.0) for place in table.cells[key])
            total += weight * proof.kind[variable] * own
    return total


def _size(relation: Relation) -> float:
    return max(1.0, *(abs(weight) for weight, _ in relation.cells)) if relation.cells else 1.0


def refuse(found: Sequence[Breach], vintage: str) -> None:
    """Raise BadData with every breach; it names cells and no count."""
    faults = [
        Fault(
            vintage,
            0,
            one.variable,
            "disclosure-breach",
            f"{one.key[0]}, {one.key[1]} on {one.table} could be computed from what was to be published",
            REMEDY,
        )
        for one in found
    ]
    if faults:
        raise BadData(faults)
