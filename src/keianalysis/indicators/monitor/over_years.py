"""How an indicator went over the years that a monitor shows, in a territory and in the country."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

from keianalysis.language.numbers import rounded
from keianalysis.model.monitored.listed import YEARS, Indicator
from keianalysis.model.observations import Observation

Years = Mapping[int, Observation]
"""The numbers of one release since the last break of their series, by year."""

NOWHERE: Final = float("nan")
SHORTEST: Final = 2
"""The fewest years between the first number and the last: of one year the change is told already."""
POINTS: Final = 2
"""How many printed units of a percentage a distance must change by before it is said to."""
RELATIVE: Final = 0.005
"""The same for a distance that is a share of the number of the country."""


class OverYears(NamedTuple):
    """The first of the years that are shown, what changed since, and the distance to the country.

    ``over`` is the growth in percent of a size since that year, or the mean of the yearly growths of an
    indicator that is one. ``gap`` is empty where the country is not known in both years.
    """

    year_first: float
    first_id: str
    national_first_id: str
    rise: float
    national_rise: float
    over: float
    national_over: float
    gap: str


NOTHING: Final = OverYears(NOWHERE, "", "", NOWHERE, NOWHERE, NOWHERE, NOWHERE, "")


def over_years(one: Indicator, own: Years, nation: Years, latest: int) -> OverYears:
    """Return how an indicator went from the first of the years that are shown to the last."""
    first = min((year for year in own if latest - YEARS < year <= latest - SHORTEST), default=0)
    if not first:
        return NOTHING
    start, end = own[first], own[latest]
    both = {first, latest} <= nation.keys()
    before, after = (nation[first], nation[latest]) if both else (None, None)
    compared = both and one.compared and one.view != "moved"
    return OverYears(
        first,
        start.id,
        before.id if before else "",
        end.value - start.value,
        after.value - before.value if before and after else NOWHERE,
        _grown(one, own, first, latest),
        _grown(one, nation, first, latest) if both else NOWHERE,
        gap_of(one, (start, end), (before, after)) if compared and before and after else "",
    )


def _grown(one: Indicator, rows: Years, first: int, latest: int) -> float:
    if one.view == "moved":
        return mean_growth(
            [rows[year].value for year in range(first, latest + 1) if year in rows], latest - first
        )
    if one.compared or rows[first].value <= 0:
        return NOWHERE
    return 100 * (rows[latest].value / rows[first].value - 1)


def mean_growth(rates: list[float], steps: int) -> float:
    """Return the rate that, taken every year, grows by as much as some yearly rates in percent do.

    ``steps`` is one less than the rates there must be: a year that is missing leaves no mean.
    """
    if len(rates) != steps + 1:
        return NOWHERE
    grown = math.prod(1 + rate / 100 for rate in rates)
    return float(100 * (grown ** (1 / len(rates)) - 1)) if grown > 0 else NOWHERE


def gap_of(
    one: Indicator, own: tuple[Observation, Observation], nation: tuple[Observation, Observation]
) -> str:
    """Return which side of the country a territory was on at the end, and how the distance changed.

    It is ``ahead`` or ``behind`` (``apart`` where neither way is good news) with ``smaller``, ``larger``
    or ``same``; or ``overtook``, ``overtaken`` or ``crossed`` where the side changed. Percentages differ
    by points, all other numbers by their share of that of the country. Nothing where the two end alike.
    """
    before, after = (_distance(one, *pair) for pair in zip(own, nation, strict=True))
    if after == 0:
        return ""
    good = {"up": after > 0, "down": after < 0}.get(one.good)
    if before * after < 0:
        return "crossed" if good is None else "overtook" if good else "overtaken"
    least = POINTS * 10.0 ** -int(own[1].decimals) if one.unit.startswith("pct") else RELATIVE
    grew = abs(after) - abs(before)
    size = "same" if abs(grew) < least - 1e-9 else "larger" if grew > 0 else "smaller"
    return f"{'apart' if good is None else 'ahead' if good else 'behind'}_{size}"


def _distance(one: Indicator, own: Observation, nation: Observation) -> float:
    decimals = min(int(own.decimals), int(nation.decimals))
    if rounded(own.value, decimals) == rounded(nation.value, decimals):
        return 0.0
    if one.unit.startswith("pct"):
        return float(rounded(own.value, decimals) - rounded(nation.value, decimals))
    return own.value / nation.value - 1
