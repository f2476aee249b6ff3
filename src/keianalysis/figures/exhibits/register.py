"""What deliveries of the register themselves say: levels beside published ones, sectors, and gross flows."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.charts import Chart, change_bars, line_chart
from keianalysis.figures.exhibits.employment import by_sector, sector_labels
from keianalysis.figures.exhibits.findings import ends, moved
from keianalysis.figures.exhibits.words import labels, word
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.territories import Territory, home

FLOWS: Final = (
    "job_creation_entry",
    "job_creation_expansion",
    "jobs_moved_in",
    "jobs_moved_out",
    "job_destruction_contraction",
    "job_destruction_exit",
)
"""The flows in the order in which they are drawn, gains first."""
LOST: Final = ("jobs_moved_out", "job_destruction_contraction", "job_destruction_exit")


def levels(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw jobs on the reference dates, one line a delivery: no line joins two of them."""
    drawn = pd.DataFrame(
        {
            "series": [
                word("register-levels", "delivery", language, release=numbers.release(release, language))
                for release in results["release_date"]
            ],
            "year": [int(end[:4]) for end in results["period_end"]],
            "value": results["value"],
            "low": results["low"],
            "high": results["high"],
        }
    )
    newest = results[results["release_date"] == results["release_date"].max()]
    told = moved("register-levels", newest, language, territory)
    return line_chart(
        drawn, labels("register-levels", results, language, told=told, territory=territory), decimals=0
    )


def flows(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw the gross flows of jobs between two reference dates; losses to the left."""
    names = (territory or home()).told(section("exhibits.flows")[language], language)
    rows = results.set_index("measure").reindex(FLOWS).dropna(subset=["value"]).reset_index()
    sign = rows["measure"].isin(LOST).map({True: -1, False: 1})
    drawn = pd.DataFrame({"category": rows["measure"].map(names), "value": rows["value"] * sign})
    drawn = drawn.assign(low=drawn["value"], high=drawn["value"])
    first, last = rows["period_start"].iloc[0][:4], rows["period_end"].iloc[0][:4]
    found = ends(drawn["category"].tolist(), drawn["value"].tolist(), 0, language)
    title = f"title.{found.form}"
    words = labels(
        "register-flows", rows, language, title, first=first, last=last, most=found.most, least=found.least
    )
    return change_bars(drawn, words)


def sectors(results: pd.DataFrame, language: str) -> Chart:
    """Draw the change in jobs of every section between two reference dates, in jobs."""
    return change_bars(by_sector(results, language), sector_labels("register-sectors", results, language))
