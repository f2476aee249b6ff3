"""What a figure shows, as its title says it: how a number moved, and which one is the largest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.figures.chart import NothingToDraw
from keianalysis.language import numbers
from keianalysis.language.catalogue import text
from keianalysis.language.choices import direction
from keianalysis.model.observations import Observation, records
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home

BREAK: Final = "break"


class Ends(NamedTuple):
    """The largest rise and the largest fall: who, several where they are equal, and how much."""

    most: str
    gain: float
    least: str
    loss: float

    @property
    def form(self) -> str:
        """Which title goes with them."""
        if self.gain > 0 > self.loss:
            return "both"
        return "gained" if self.gain > 0 else "lost" if self.loss < 0 else "still"


def ends(names: Sequence[str], values: Sequence[float], decimals: int, language: str) -> Ends:
    """Return the largest rise and fall among changes as they are printed; equal ones stand together.

    Raises NothingToDraw when no value is known.
    """
    known = [
        (name, float(numbers.rounded(value, decimals)))
        for name, value in zip(names, values, strict=True)
        if pd.notna(value)
    ]
    if not known:
        raise NothingToDraw("no value is known")
    gain, loss = max(value for _, value in known), min(value for _, value in known)
    most, least = (
        numbers.listed([name for name, value in known if value == end], language) for end in (gain, loss)
    )
    return Ends(most, gain, least, loss)


def unbroken(own: list[Observation]) -> list[Observation]:
    """Return the points since the last break of the series, which alone can be compared."""
    broken = [place for place, row in enumerate(own) if row.status == BREAK]
    return own[broken[-1] :] if broken else own


def bare(row: Observation, language: str) -> str:
    """Return a number without the name of its unit, which the title says in words."""
    shown = numbers.shown(row, language)
    for name in filter(None, numbers.unit_names(row.unit, language)):
        shown = shown.removesuffix(f"{numbers.NARROW}{name}")
    return shown.replace(numbers.NARROW, " ")


def course_title(
    noun: str, own: list[Observation], rows: list[Observation], language: str, here: Territory
) -> str:
    """Return what happened between the first and the last point of the territory, and what the country had.

    ``rows`` are those of the country among others; only one of the last period is set beside.
    """
    told, last = _course_told(noun, own, language, here), own[-1]
    beside = [
        row
        for row in rows
        if (row.region, row.period_end, row.measure) == (NETHERLANDS, last.period_end, last.measure)
    ]
    if not beside or here.name == NETHERLANDS or pd.isna(beside[-1].value):
        return told
    return text("exhibits.against", language, told=told, other=bare(beside[-1], language))


def _course_told(noun: str, own: list[Observation], language: str, here: Territory) -> str:
    first, last = own[0], own[-1]
    fields = {"noun": noun, "in_region": here.fields(language)["in_region"]}
    if len(own) == 1:
        return text("exhibits.only", language, **fields, last=bare(last, language), year=last.year)
    decimals = min(int(first.decimals), int(last.decimals))
    moved = numbers.rounded(last.value, decimals) - numbers.rounded(first.value, decimals)
    return text(
        f"monitor.figure.{direction(moved)}",
        language,
        **fields,
        first=bare(first, language),
        last=bare(last, language),
        since=first.year,
        year=last.year,
    )


def moved(
    figure: str, results: pd.DataFrame, language: str, territory: Territory | None = None, **fields: object
) -> str:
    """Return how a number of the territory moved since its last break, and what the Netherlands had then.

    What is counted is the ``noun`` of the figure in ``exhibits.toml``. Raises NothingToDraw when there is
    no number of the territory.
    """
    here = territory or home()
    rows = records(results.dropna(subset=["value"]).sort_values("period_end"))
    own = unbroken([row for row in rows if row.region == here.name])
    if not own:
        raise NothingToDraw("there is no number of the territory")
    return course_title(text(f"exhibits.{figure}.noun", language, **fields), own, rows, language, here)
