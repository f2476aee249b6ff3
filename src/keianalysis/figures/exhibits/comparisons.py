"""A project list beside other programmes, and beside itself at an earlier date."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.chart import NothingToDraw
from keianalysis.figures.charts import Chart, interval_chart, stacked_bars
from keianalysis.figures.exhibits.programme import filled, named, with_others
from keianalysis.figures.exhibits.words import labels, word
from keianalysis.language import numbers
from keianalysis.model.projects.tables import ALL_PROJECTS, Followed, JobCost
from keianalysis.model.rows import typed_rows
from keianalysis.model.spelling import plain_name

DRAWN: Final = ("province", "public")
"""Whose money the figure counts: what a job takes of all money is of another order."""

CAME_OF: Final = {"jobs_realised_after": "came", "jobs_expected_after": "awaited", "jobs_unrealised": "gone"}
"""What came of expected jobs, by the column that counts them."""
MOST_PROJECTS: Final = 12
LONGEST_NAME: Final = 38


def cost_per_job(
    costs: pd.DataFrame, effects: pd.DataFrame, coefficients: pd.DataFrame, language: str
) -> Chart:
    """Draw provincial and public euro per structural job of the list beside that of other programmes."""
    rows = [row for row in typed_rows(costs, JobCost) if row.payer in DRAWN]
    if not any(not row.programme for row in rows):
        raise NothingToDraw("the list has no jobs or no money")
    drawn = [
        {"label": _label(row, language), "low": row.low, "value": row.value, "high": row.high} for row in rows
    ]
    others = [(row.programme, row.parameter) for row in rows if row.programme]
    own = next((row for row in rows if not row.programme and row.payer == "province"), rows[0])
    value = numbers.number(own.value, 0, language)
    payer = word("project-cost-per-job", f"from.{own.payer}", language)
    used = with_others(effects, coefficients, others)
    words = labels("project-cost-per-job", used, language, value=value, payer=payer)
    return interval_chart(
        filled(drawn), words, decimals=0, highlight=word("project-cost-per-job", "public", language)
    )


def _label(row: JobCost, language: str) -> str:
    if not row.programme:
        return word("project-cost-per-job", row.payer, language)
    name = named(row.programme, row.parameter, language)
    return name if row.prices else word("project-cost-per-job", "own_prices", language, programme=name)


def followed(table: pd.DataFrame, effects: pd.DataFrame, language: str) -> Chart:
    """Draw for each project what is realised, still expected and given up of the jobs expected before."""
    known = table[(table["state"] == "both") & (table["project_id"] != ALL_PROJECTS)]
    known = known[(known["jobs_before"] > 0) & known["jobs_unrealised"].notna()]
    rows = typed_rows(known.sort_values("jobs_before", ascending=False).head(MOST_PROJECTS), Followed)
    if not rows:
        raise NothingToDraw("no project of both lists expected jobs")
    parts = {
        word("project-followup", name, language): column
        for name, column in (
            ("realised", "jobs_realised_after"),
            ("expected", "jobs_expected_after"),
            ("missed", "jobs_unrealised"),
        )
    }
    drawn = pd.DataFrame(
        [
            {"category": _project(row), "part": part, "value": max(0.0, float(getattr(row, column)))}
            for row in rows
            for part, column in parts.items()
        ]
    )
    largest = str(drawn.groupby("part", sort=False)["value"].sum().idxmax())
    words = labels("project-followup", effects, language, f"title.{CAME_OF[parts[largest]]}")
    return stacked_bars(drawn, words, decimals=0, parts=tuple(parts))


def _project(row: Followed) -> str:
    name = f"{row.project_id} {plain_name(row.name)}"
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
