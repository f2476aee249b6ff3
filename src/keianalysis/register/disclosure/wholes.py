"""What leaves for provinces and their COROP regions only, all of it together: sizes, estimates and flows.

These figures are no sums of the cells that leave, and their own cells are small. So they leave for whole
regions, and a group of them, on one date or between two, leaves for a province and all of its COROP
regions, for the province alone, or for none: nothing can be subtracted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model.regions import all_regions
from keianalysis.register.delivery import StoredYear
from keianalysis.register.delivery.rules import ESTIMATED
from keianalysis.register.disclosure.holdings import Key
from keianalysis.register.disclosure.rules import DisclosureRule, assess_cell
from keianalysis.register.flows import flow_contributions, survival_contributions
from keianalysis.register.panel import LARGE, Panel

SIZES: Final[Mapping[str, tuple[str, ...]]] = {
    "sizes": ("solo_establishments", "size_2_4"),
    "large": ("large",),
    "estimated": ("estimated",),
}
"""The groups of one date, and what each counts."""

FLOWS: Final[Mapping[str, tuple[str, ...]]] = {
    "establishments": ("entered", "exited"),
    "jobs": ("entry", "expansion", "contraction", "gone", "moved_in", "moved_out"),
}
"""The groups of two dates."""

SURVIVAL: Final[Mapping[str, tuple[str, ...]]] = {"survival": ("survived", "ended")}
"""The group of three dates."""

PLACES: Final = ("solo_establishments", "size_2_4", "large", "entered", "exited", "survived", "ended")
"""What counts establishments: too few companies are unsafe, a large one is not."""

NO_SECTOR: Final = " of "


def families() -> list[tuple[str, tuple[str, ...]]]:
    """Return each province with its COROP regions."""
    regions = all_regions().values()
    return [
        (
            one.name,
            tuple(part.name for part in regions if part.kind == "corop" and part.member_of == one.code),
        )
        for one in regions
        if one.kind == "province"
    ]


def told(group: str, *dates: str) -> str:
    """Return how the ledger names a group of some dates; sizes keep one name over all dates."""
    return f"{group}{NO_SECTOR}{'/'.join(dates)}" if dates else group


def hidden_wholes(panel: Panel, company: str, rule: DisclosureRule) -> set[Key]:
    """Return the regions and groups of one delivery that may not leave."""
    found: set[Key] = set()
    for year in panel.years:
        regions = panel.regions(year)
        found |= _hidden(_sizes(panel, year, company), regions, SIZES, rule, "")
    for before, after in panel.pairs:
        name = f"{before.reference_date}/{after.reference_date}"
        rows = flow_contributions(panel, before, after, company)
        found |= _hidden(rows, panel.regions(before, after), FLOWS, rule, name)
    for first, second, third in panel.triples:
        name = f"{second.reference_date}/{third.reference_date}"
        rows = survival_contributions(panel, first, second, third, company)
        found |= _hidden(rows, panel.regions(first, second, third), SURVIVAL, rule, name)
    return found


def _sizes(panel: Panel, year: StoredYear, company: str) -> pd.DataFrame:
    panel.year_view("this_year", year)
    return panel.table(
        f"""
        SELECT {company} AS company, municipality_code AS new_municipality,
            municipality_code AS old_municipality,
            count(*) FILTER (jobs_fulltime = 1) AS solo_establishments,
            count(*) FILTER (jobs_fulltime BETWEEN 2 AND 4) AS size_2_4,
            count(*) FILTER (jobs_fulltime >= {LARGE}) AS large,
            coalesce(sum(jobs_fulltime) FILTER (survey_type IN {ESTIMATED} OR counts_raised), 0) AS estimated
        FROM this_year WHERE jobs_total > 0 OR jobs_total IS NULL GROUP BY ALL
        """
    )


def _hidden(
    rows: pd.DataFrame,
    regions: Mapping[str, Collection[str]],
    groups: Mapping[str, tuple[str, ...]],
    rule: DisclosureRule,
    dates: str,
) -> set[Key]:
    found: set[Key] = set()
    for group, counts in groups.items():
        for province, parts in families():
            held = [part for part in parts if part in regions]
            if province not in regions:
                continue
            codes = {part: set(regions[part]) for part in (province, *held)}
            rest = codes[province].difference(*(codes[part] for part in held)) if held else set()
            small = [*(codes[part] for part in held), *([rest] if rest else [])]
            name = told(group, dates) if dates else group
            if _is_unsafe(rows, codes[province], counts, rule):
                found |= {(part, name) for part in codes}
            elif any(_is_unsafe(rows, one, counts, rule) for one in small):
                found |= {(part, name) for part in held}
    return found


def _is_unsafe(
    rows: pd.DataFrame, codes: Collection[str], counts: Iterable[str], rule: DisclosureRule
) -> bool:
    """Tell whether any count of a region rests on too few companies or too much on one."""
    counted = replace(rule, percent=0.0, dominance=())
    inside = rows["new_municipality"].isin(list(codes)), rows["old_municipality"].isin(list(codes))
    return any(
        _breaks(_summed(rows, count, *inside), counted if count in PLACES else rule) for count in counts
    )


def _summed(
    rows: pd.DataFrame, count: str, comes: pd.Series[bool], goes: pd.Series[bool]
) -> pd.Series[float]:
    """Return what each company holds of a count in a region."""
    if count == "moved_in":
        own, column = comes & ~goes, "kept"
    elif count == "moved_out":
        own, column = goes & ~comes, "kept"
    else:
        own, column = (goes if count in ("exited", "gone") else comes), count
    held = rows[own & (rows[column] > 0)]
    return held.groupby("company", dropna=False)[column].sum()


def _breaks(held: pd.Series[float], rule: DisclosureRule) -> bool:
    nobody = held.index.isna()
    unplaced = float(held[nobody].sum())
    parts = sorted((float(part) for part in held[np.logical_not(nobody)].tolist()), reverse=True)
    if not parts and not unplaced:
        return False
    if len(parts) < rule.fewest_companies:
        return True
    return assess_cell([parts[0] + unplaced, *parts[1:]], rule)[0]
