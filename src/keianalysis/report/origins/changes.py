"""What changed between two editions, number by number, and why.

The cause is read from the lineage of both numbers: which releases and values they rest on, and the
hashes of functions and definitions. Where more than one of these moved, the number is computed again
with the code at hand from the other edition's data; where that code is not at hand, the cause is left
undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.language import numbers
from keianalysis.model.folders import MANIFEST
from keianalysis.model.intervals import decimal_of
from keianalysis.model.lineage import computed
from keianalysis.model.observations import COLUMNS, NUMBER, Observation, public_from, records
from keianalysis.report.editions import RESULT_NUMBERS, read_csv, read_manifest
from keianalysis.report.origins.provenance import differing, function_hash, read_provenance
from keianalysis.report.tables.kept import Change

CAUSES: Final = (
    "data_kind",
    "new_release",
    "data_row",
    "parameter",
    "definition",
    "code",
    "rounding",
    "undecided",
)
DATA: Final = frozenset({"new_release", "data_row", "parameter"})
Recompute = Callable[[pd.DataFrame], pd.DataFrame]
"""From published rows to everything that the code at hand computes from them."""


@dataclass(frozen=True)
class Published:
    """What a comparison needs of one edition."""

    name: str
    results: pd.DataFrame
    parameters: Mapping[str, Any]
    inputs: Mapping[str, str]
    hashes: Mapping[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[str, Observation]:
        """The results by id."""
        return {row.id: row for row in records(self.results)}

    @cached_property
    def current(self) -> dict[tuple[str, ...], Observation]:
        """The newest release of each number that has a value."""
        found: dict[tuple[str, ...], Observation] = {}
        for row in sorted(records(self.results.dropna(subset=["value"])), key=_newest):
            found[key_of(row)] = row
        return found

    def behind(self, row: Observation) -> Iterator[Observation]:
        """Yield a row and every row that it rests on."""
        seen, waiting = set(), [row.id]
        while waiting:
            name = waiting.pop()
            if name not in seen and name in self.rows:
                seen.add(name)
                yield self.rows[name]
                waiting.extend(self.rows[name].origin.observations)


def _newest(row: Observation) -> tuple[str, int, str]:
    return public_from(row.release_date, row.period_end), int(row.decimals), str(row.id)


def key_of(row: Observation) -> tuple[str, ...]:
    """Return what makes two rows speak of the same number."""
    return tuple(str(getattr(row, name)) for name in NUMBER)


def read_published(folder: Path) -> Published:
    """Return what a comparison needs of a published edition; raises WrongCall when there is none."""
    manifest = read_manifest(folder)
    inputs = {name: entry["sha256"] for name, entry in manifest["inputs"].items()}
    results = read_csv(folder / "results.csv", RESULT_NUMBERS)
    return Published(manifest["edition"], results, manifest["parameters"], inputs, read_provenance(folder))


def changes(old: Published, new: Published, recompute: Recompute | None = None) -> pd.DataFrame:
    """Return the numbers that changed, appeared or vanished, the biggest change first.

    Returns
    -------
    pandas.DataFrame
        Its rows are those of ``Change``.
    """
    again = Recomputed(old, new, recompute)
    before, after = old.current, new.current
    rows = [
        _change(key, before.get(key), after.get(key), old, new, again)
        for key in {**before, **after}
        if key not in before or key not in after or before[key].value != after[key].value
    ]
    rows.sort(key=_biggest)
    return pd.DataFrame(rows, columns=list(Change._fields))


def _biggest(row: Change) -> tuple[int, float, str]:
    order = ("changed", "vanished", "appeared").index(row.change)
    size = abs(row.difference) / max(abs(row.old), abs(row.new)) if order == 0 else 0.0
    return order, -size, row.key


def _change(
    key: tuple[str, ...],
    before: Observation | None,
    after: Observation | None,
    old: Published,
    new: Published,
    again: Recomputed,
) -> Change:
    known = after or before
    assert known is not None, "a number of neither edition has no change"
    first, last = (float("nan") if row is None else float(row.value) for row in (before, after))
    return Change(
        key="|".join(key),
        measure=known.measure,
        region=known.region,
        sector=known.sector,
        period_start=known.period_start,
        period_end=known.period_end,
        unit=known.unit,
        decimals=int(known.decimals),
        change="changed" if before and after else "appeared" if after else "vanished",
        old=first,
        new=last,
        difference=last - first,
        cause=cause(before, after, old, new, again) if before and after else "",
        old_id=before.id if before else "",
        new_id=after.id if after else "",
        since=old.name,
    )


def cause(before: Observation, after: Observation, old: Published, new: Published, again: Recomputed) -> str:
    """Return why a number has another value in a new edition."""
    if _is_sample(before) != _is_sample(after):
        return "data_kind"
    if _only_rounded(before, after):
        return "rounding"
    found = sorted(
        {*_moved_data(before, after, old, new), *_moved_code(before, after, old, new)}, key=CAUSES.index
    )
    if len(found) == 1:
        return found[0]
    data, code = set(found) & DATA, set(found) - DATA
    if data and code:
        side = again.side(before, after)
        left = {"data": data, "code": code}.get(side, set())
        return "+".join(name for name in found if name in left) or side
    return "+".join(found) or "undecided"


def _is_sample(row: Observation) -> bool:
    """Tell whether a number rests on synthetic data, which no real number is compared with."""
    return "sample" in (row.basis, row.status)


def _only_rounded(before: Observation, after: Observation) -> bool:
    """Tell whether the two agree at the coarser of their printed precisions, which differ."""
    coarser = min(int(before.decimals), int(after.decimals))
    same = numbers.rounded(before.value, coarser) == numbers.rounded(after.value, coarser)
    return same and int(before.decimals) != int(after.decimals)


def _moved_data(before: Observation, after: Observation, old: Published, new: Published) -> Iterator[str]:
    """Yield what moved in the published rows that two numbers rest on."""
    first, last = (_leaves(edition, row) for edition, row in ((old, before), (new, after)))
    told = dict(old.parameters) != dict(new.parameters)
    same_files = old.inputs == new.inputs
    for key in first.keys() | last.keys():
        if key not in first or key not in last:
            yield "parameter" if told else "new_release"
        elif first[key].release_date != last[key].release_date:
            yield "parameter" if same_files and told else "new_release"
        elif first[key].value != last[key].value:
            yield "data_row"


def _leaves(edition: Published, row: Observation) -> dict[tuple[str, ...], Observation]:
    return {key_of(one): one for one in edition.behind(row) if not one.origin.is_computed}


def _moved_code(before: Observation, after: Observation, old: Published, new: Published) -> Iterator[str]:
    """Yield whether functions or definitions moved between two numbers."""
    rows = [*old.behind(before), *new.behind(after)]
    functions = {row.origin.function for row in rows if row.origin.is_computed}
    first, last = (edition.hashes.get("functions", {}) for edition in (old, new))
    if differing(first, last, functions) or _other_function(before, after):
        yield "code"
    first, last = (edition.hashes.get("measures", {}) for edition in (old, new))
    if differing(first, last, {row.measure for row in rows}):
        yield "definition"


def _other_function(before: Observation, after: Observation) -> bool:
    return bool(before.origin.function != after.origin.function)


@dataclass(frozen=True)
class Recomputed:
    """Numbers computed again with the code at hand, from the data of the edition that it did not make."""

    old: Published
    new: Published
    recompute: Recompute | None

    def side(self, before: Observation, after: Observation) -> str:
        """Return whether ``data`` or ``code`` moved a number; ``undecided`` where that is not at hand.

        The code at hand must be that of one of the two editions; it is run on the data of the other.
        """
        name = after.origin.function
        for edition, other, own in ((self.new, self.old, after), (self.old, self.new, before)):
            if self.recompute is None or edition.hashes.get("functions", {}).get(name) != function_hash(name):
                continue
            value = self._values[other.name].get(key_of(own))
            if value is None:
                continue
            theirs = before if own is after else after
            if _same(value, theirs.value):
                return "data"
            return "code" if _same(value, own.value) else "undecided"
        return "undecided"

    @cached_property
    def _values(self) -> dict[str, dict[tuple[str, ...], float]]:
        assert self.recompute is not None
        return {
            edition.name: {key_of(row): row.value for row in records(self.recompute(_published(edition)))}
            for edition in (self.old, self.new)
        }


def _published(edition: Published) -> pd.DataFrame:
    rows = edition.results
    return rows.loc[~computed(rows["lineage"]), list(COLUMNS)].reset_index(drop=True)


def _same(first: float, last: float) -> bool:
    return decimal_of(float(first)) == decimal_of(float(last))


def edition_before(reports: Path, year: int, region: str = "") -> Path | None:
    """Return the newest monitor of a territory of a year before ``year``, or nothing.

    ``region`` is the code in the name of its editions, empty for the default territory.
    """
    found = {}
    for path in reports.glob("monitor-*"):
        told, _, code = path.name.removeprefix("monitor-").partition("-")
        if told.isdigit() and int(told) < year and code == region and (path / MANIFEST).is_file():
            found[int(told)] = path
    return found[max(found)] if found else None
