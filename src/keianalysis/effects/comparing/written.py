"""The comparisons of a project list as files, and as tables for a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
from rich.table import Table
from rich.text import Text

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.comparing.benchmarks import cost_per_job
from keianalysis.effects.comparing.contributions import contributions
from keianalysis.effects.doubt.unknowns import value_of_unknowns
from keianalysis.effects.doubt.variance import variance_shares
from keianalysis.effects.groups import DECIMALS
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.measures import label
from keianalysis.model.tables import FLOATS
from keianalysis.readers.projects.model import Portfolio

SCENARIO: Final = section("effects.scenario")
FOLLOW_UP: Final = section("effects.followup")


def write_comparisons(
    portfolio: Portfolio, observations: pd.DataFrame, coefficients: pd.DataFrame, out: Path
) -> list[Path]:
    """Write contributions, cost per job, shares of the variance and the value of unknowns into a folder."""
    used = assumptions()
    tables = {
        "contributions.csv": contributions(portfolio, used),
        "cost_per_job.csv": cost_per_job(observations, coefficients, portfolio.price_year),
        "variance.csv": variance_shares(portfolio, used),
        "unknowns.csv": value_of_unknowns(portfolio, used),
    }
    return [write_table(table, out / name) for name, table in tables.items()]


def write_table(table: pd.DataFrame, path: Path) -> Path:
    """Write a table as CSV and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", float_format=FLOATS)
    return path


def scenario_table(found: pd.DataFrame, file: str, language: str) -> Table:
    """Return what a scenario changes in the whole list as a table for a terminal."""
    words = SCENARIO[language]
    columns = [words[name] for name in ("measure", "central", "scenario", "difference")]
    table = _table(words["title"].format(file=file), columns)
    rows = found[found["sector"] == "total"]
    names = ("measure", "unit", "value", "value_scenario", "difference")
    for measure, unit, *values in zip(*(rows[name] for name in names), strict=True):
        table.add_row(Text(label(measure, language)), *(_shown(value, unit, language) for value in values))
    return table


def follow_up_table(found: pd.DataFrame, before: str, after: str, language: str) -> Table:
    """Return a follow-up as a table for a terminal."""
    words = FOLLOW_UP[language]
    names = ("project", "state", "jobs_before", "jobs_realised", "jobs_expected", "spent")
    table = _table(words["title"].format(before=before, after=after), [words[name] for name in names])
    told = ("project_id", "state", "jobs_before", "jobs_realised_after", "jobs_expected_after")
    for name, state, *jobs, then, now in zip(
        *(found[column] for column in (*told, "spent_before", "spent_after")), strict=True
    ):
        spent = " / ".join(_shown(amount, "eur", language) for amount in (then, now))
        table.add_row(Text(name), words[state], *(_shown(one, "count", language) for one in jobs), spent)
    return table


def _table(title: str, columns: list[str]) -> Table:
    table = Table(title=Text(title), title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    return table


def _shown(value: float, unit: str, language: str) -> str:
    if pd.isna(value):
        return "?"
    return numbers.quantity(float(value), unit, DECIMALS.get(unit, 0), language)
