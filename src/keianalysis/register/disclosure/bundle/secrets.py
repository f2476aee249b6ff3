"""What may stand nowhere: the numbers of hidden cells, and beside them what shown figures explain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from keianalysis.model.lineage import HashedInput, Lineage, lineage_of
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import BEHIND_GATE
from keianalysis.model.regions import all_regions
from keianalysis.model.sectors import REVIEW_SECTORS, SECTIONS
from keianalysis.register.disclosure.bundle.names import Names, measure_names, region_names, sector_names
from keianalysis.register.disclosure.bundle.numerals import LARGE, forms_of, places_of, written_in

Cell = tuple[str, str]
"""A region and a sector."""

TOTAL: Final = "total"
KEY: Final = ("measure", "region", "sector", "period_start", "period_end")
HIDDEN: Final = ("id", *KEY, "decimals", "value")
"""The columns of the table of hidden figures: what they are of, and their true values."""
PUBLIC: Final = ("published", "published_later", "release_unknown")
ALLOWED: Final = (("low", "high"), ("implied_low", "implied_high"), ("left_low", "left_high"))
"""The columns of what printed numbers allow each other to be."""
NO_NUMBERS: Final = np.array([], dtype=float)


class _Subject(NamedTuple):
    """What a record is about, as far as it names it."""

    regions: Sequence[str]
    sectors: Sequence[str]
    measures: Sequence[str]


@dataclass(frozen=True)
class Secrets:
    """The hidden figures of a register, and what may stand beside them.

    ``hidden`` has the columns ``HIDDEN``; ``shown`` are all observations that may be shown, those of the
    register behind its gate and those that were published. ``home`` is the territory of the edition:
    what names a sector and no region is about it.
    """

    hidden: pd.DataFrame = field(repr=False)
    shown: pd.DataFrame = field(repr=False)
    home: str

    @cached_property
    def released(self) -> Mapping[str, float]:
        """The value of each released figure of the register by id, not a number where it is hidden."""
        own = self.shown[self.shown["source"].str.startswith(BEHIND_GATE)]
        return dict(zip(own["id"], own["value"].astype(float), strict=True))

    @cached_property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """What each hidden figure is of."""
        return frozenset(self.hidden[list(KEY)].astype(str).itertuples(index=False, name=None))

    @cached_property
    def sizes(self) -> frozenset[float]:
        """The sizes of all numbers that are shown, of whatever."""
        return frozenset(self.shown["value"].dropna().astype(float).abs())

    @cached_property
    def _forms(self) -> Mapping[Cell, Mapping[Decimal, set[str]]]:
        """The forms of every hidden number of a cell, with the measures that it is of."""
        found: dict[Cell, dict[Decimal, set[str]]] = {}
        columns = [
            self.hidden[name].tolist() for name in ("region", "sector", "measure", "value", "decimals")
        ]
        for region, sector, measure, value, decimals in zip(*columns, strict=True):
            cell = found.setdefault((region, sector), {})
            for form in forms_of(value, int(decimals)):
                cell.setdefault(form, set()).add(measure)
        return found

    @cached_property
    def _all_forms(self) -> set[Decimal]:
        return {form for forms in self._forms.values() for form in forms}

    @cached_property
    def _told(self) -> Mapping[Cell, np.ndarray]:
        """The sizes of the numbers of each cell that are shown."""
        known = self.shown[self.shown["value"].notna()]
        groups = known.groupby(["region", "sector"])[["value", "low", "high"]]
        return {
            (str(region), str(sector)): np.abs(numbers.to_numpy(dtype=float).ravel())
            for (region, sector), numbers in groups
        }

    @cached_property
    def _hidden_names(self) -> tuple[Names, Names, Names]:
        names = (sorted(set(self.hidden[name])) for name in ("region", "sector", "measure"))
        regions, sectors, measures = names
        named = [one for one in sectors if one != TOTAL]
        return region_names(regions), sector_names(named), measure_names(measures)

    @cached_property
    def _all_names(self) -> tuple[Names, Names]:
        known = {*all_regions(), *(region for region, _ in self._told)}
        return region_names(sorted(known)), sector_names([*SECTIONS, *REVIEW_SECTORS])

    def leaks(self, record: Sequence[str]) -> Iterator[Cell]:
        """Yield the hidden cells of which a record tells a number.

        It names region and sector of the cell, or one of them and the measure, and holds a number of it
        that no shown figure of what it names explains. Of a large number one name is enough.
        """
        cells = [cell for cell in record if cell and cell not in definitions()]
        written = [one for cell in cells for one in written_in(cell)]
        numbers = set().union(*(one.means for one in written)) & self._all_forms
        if not numbers:
            return
        regions, sectors, measures = (names.found(cells) for names in self._hidden_names)
        subject = _Subject(regions, sectors, measures)
        meant = [(cell, found) for cell, found in self._meant(subject, numbers) if found]
        if not meant:
            return
        shown = self._shown_beside(cells)
        told = (one for one in written if one.means & numbers)
        unexplained = set().union(
            *(one.means for one in told if not any(_explains(shown, size) for size in one.may_mean))
        )
        yield from (cell for cell, found in meant if found & unexplained)

    def _meant(self, subject: _Subject, numbers: set[Decimal]) -> Iterator[tuple[Cell, set[Decimal]]]:
        """Yield the hidden cells that a record may be about, with the numbers of them that it holds."""
        if subject.regions and subject.sectors:
            for cell in ((region, sector) for region in subject.regions for sector in subject.sectors):
                yield cell, self._forms.get(cell, {}).keys() & numbers
        elif subject.regions or subject.sectors:
            for cell, forms in self._forms.items():
                is_near = cell[0] in (subject.regions or [self.home]) and cell[1] in (
                    subject.sectors or [TOTAL]
                )
                if is_near or cell[0] in subject.regions or cell[1] in subject.sectors:
                    of_it = {
                        one
                        for one in forms.keys() & numbers
                        if one >= LARGE or (is_near and forms[one] & set(subject.measures))
                    }
                    yield cell, of_it

    def _shown_beside(self, cells: Sequence[str]) -> list[np.ndarray]:
        """Return the numbers that are shown of what a record names, in any of its regions and sectors."""
        regions, sectors = (names.found(cells) for names in self._all_names)
        if sectors and regions:
            wanted = [(region, sector) for region in regions for sector in (*sectors, TOTAL)]
        else:
            wanted = [cell for cell in self._told if cell[0] in regions or cell[1] in sectors]
        return [self._told.get(cell, NO_NUMBERS) for cell in wanted]


@cache
def definitions() -> frozenset[str]:
    """Return what measures are defined as: texts that are the same whatever was counted."""
    listed = measure_list().values()
    return frozenset(text for one in listed for text in (one.definition_nl, one.definition_en))


def _explains(shown: Iterable[np.ndarray], number: Decimal) -> bool:
    """Tell whether a number is a shown one, rounded to where its digits end."""
    size, reach = float(number), 0.5 * 10.0 ** -places_of(number) * (1 + 1e-9)
    return any(bool((np.abs(one - size) <= reach).any()) for one in shown)


def plain_results(results: pd.DataFrame, hidden: Iterable[str]) -> pd.DataFrame:
    """Return the results that were computed from published figures, and from nothing of a register."""
    secret = set(hidden)
    touched = [_rests_on(lineage_of(text), secret) for text in results["lineage"]]
    return results[~pd.Series(touched, index=results.index) & ~results["source"].str.startswith(BEHIND_GATE)]


def printed_numbers(
    claims: pd.DataFrame, allowed: pd.DataFrame, budget: pd.DataFrame, home: str
) -> pd.DataFrame:
    """Return the numbers that reviews printed, and what those allow each other to be, by region and sector.

    ``claims`` and ``budget`` are those of the reviews, ``allowed`` what the consistency of the printed
    numbers left of each; a register has no part in any of it. The budget is that of ``home``.
    """
    printed, allowed = claims.set_index("claim_id"), allowed.set_index("claim_id")
    ends = [printed[["value", "value_high"]]]
    ends += [allowed[[*pair]] for pair in ALLOWED if {*pair} <= {*allowed.columns}]
    numbers = pd.concat([pair.set_axis(["low", "high"], axis=1) for pair in ends]).astype(float)
    spent = budget.select_dtypes("number").drop(columns="row", errors="ignore").to_numpy(dtype=float)
    found: list[pd.DataFrame] = [
        numbers.join(printed[["region", "sector"]], how="inner").assign(value=lambda rows: rows["low"]),
        pd.DataFrame({"value": spent.ravel()}).assign(region=home, sector=TOTAL),
    ]
    return pd.concat(found, ignore_index=True).assign(source="", id="")


def _rests_on(lineage: Lineage, secret: Collection[str]) -> bool:
    """Tell whether a lineage names a file of a register, or one of the ids that are secret."""
    of_register = any(isinstance(one, HashedInput) and one.kind == "register" for one in lineage.inputs)
    return of_register or any(one in secret for one in lineage.observations)
