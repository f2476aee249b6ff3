"""The effects of a project list on one page: what the command prints and what it writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
from rich.table import Table
from rich.text import Text

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.counting import count_in
from keianalysis.effects.groups import covered
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.uncertainty import Band, band_table, bands, convergence
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model import observations as obs
from keianalysis.model.measures import label
from keianalysis.model.observations import Observation, Period
from keianalysis.model.tables import FLOATS
from keianalysis.readers.projects import Portfolio

NAME: Final = "effects.csv"
WORDS: Final = section("effects.summary")


@dataclass(frozen=True)
class Effects:
    """A project list as it was read and as it counts, with its observations and its simulated bands."""

    listed: Portfolio
    period: Period
    portfolio: Portfolio
    observations: pd.DataFrame
    bands: list[Band]


def effects_of(listed: Portfolio) -> Effects:
    """Return the effects of a project list over the days that its projects cover.

    Raises BadData with every amount that cannot be brought to the prices of the result.
    """
    used = assumptions()
    period = covered(listed)
    portfolio = count_in(listed, period)
    found = bands(portfolio, used)
    plain = effect_monitor(portfolio, used, period)
    return Effects(
        listed, period, portfolio, obs.combine([plain, band_table(portfolio, found, period)]), found
    )


def write_effects(effects: Effects, out: Path) -> Path:
    """Write the observations as ``effects.csv`` into a folder and return its path."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / NAME
    table = effects.observations
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", float_format=FLOATS)
    return path


def summary(effects: Effects, language: str) -> Table:
    """Return the results of the whole list as a table for a terminal."""
    words, rows = WORDS[language], effects.observations
    whole = rows[rows["sector"] == "total"]
    # As texts, because a name may hold what a terminal would take for markup.
    title, caption = Text(_title(effects, whole, language)), Text(_caption(effects, whole, language))
    table = Table(title=title, title_justify="left", caption=caption,
                  caption_justify="left")  # fmt: skip
    table.add_column(words["measure"])
    table.add_column(words["value"], justify="right")
    table.add_column(words["bounds"], justify="right")
    for row in obs.records(whole):
        table.add_row(*cells(row, language))
    return table


def cells(row: Observation, language: str) -> tuple[str, str, str]:
    """Return measure, value and bounds of a row as a reader sees them."""
    known = numbers.shown(row, language) or "?"
    return label(row.measure, language), known, numbers.shown_bounds(row, language)


def _title(effects: Effects, whole: pd.DataFrame, language: str) -> str:
    words, first = WORDS[language], obs.records(whole)[0]
    title = words["title"].format(
        count=len({project.project_id for project in effects.portfolio.projects}),
        file=effects.portfolio.file,
        period=numbers.period(first.period_start, first.period_end, language),
    )
    return words["sample"].format(title=title) if effects.portfolio.sample else title


def _caption(effects: Effects, whole: pd.DataFrame, language: str) -> str:
    words = WORDS[language]
    named = [row.note for row in obs.records(whole) if row.measure == "projects_unknown_amounts" and row.note]
    moved = convergence(effects.bands)["movement"].max()
    told = [words["unknown"].format(names=names) for names in named]
    told.append(words["prices"].format(year=effects.portfolio.price_year))
    if effects.portfolio.assumed:
        texts = section("effects.assumed")[language]
        told.append(words["assumed"].format(assumed="; ".join(texts[n] for n in effects.portfolio.assumed)))
    if pd.notna(moved):
        told.append(words["converged"].format(move=numbers.number(float(moved), 1, language)))
    return "\n".join(told)
