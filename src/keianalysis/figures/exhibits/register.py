"""What deliveries of the register themselves say: levels beside published ones, sectors, and gross flows."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.charts import Chart, change_bars, line_chart
from keianalysis.figures.exhibits.employment import CHANGED, by_sector
from keianalysis.figures.exhibits.words import labels
from keianalysis.language import numbers

UNITS: Final = {"nl": "banen van 12 uur of meer, 1 april", "en": "jobs of 12 hours or more, 1 April"}
DELIVERY: Final = {"nl": "levering {release}", "en": "delivery of {release}"}
FLOWS: Final = {
    "nl": {
        "job_creation_entry": "nieuwe vestigingen",
        "job_creation_expansion": "groeiende vestigingen",
        "jobs_moved_in": "verhuisd naar Drenthe",
        "jobs_moved_out": "verhuisd uit Drenthe",
        "job_destruction_contraction": "krimpende vestigingen",
        "job_destruction_exit": "opgeheven vestigingen",
    },
    "en": {
        "job_creation_entry": "new establishments",
        "job_creation_expansion": "growing establishments",
        "jobs_moved_in": "moved into Drenthe",
        "jobs_moved_out": "moved out of Drenthe",
        "job_destruction_contraction": "shrinking establishments",
        "job_destruction_exit": "closed establishments",
    },
}
LOST: Final = ("jobs_moved_out", "job_destruction_contraction", "job_destruction_exit")


def levels(results: pd.DataFrame, language: str) -> Chart:
    """Draw jobs on the reference dates, one line a delivery: no line joins two of them."""
    drawn = pd.DataFrame(
        {
            "series": [
                DELIVERY[language].format(release=numbers.release(release, language))
                for release in results["release_date"]
            ],
            "year": [int(end[:4]) for end in results["period_end"]],
            "value": results["value"],
            "low": results["low"],
            "high": results["high"],
        }
    )
    titles = {
        "nl": "Banen in Drenthe volgens elke levering van het register",
        "en": "Jobs in Drenthe by each delivery of the register",
    }
    return line_chart(drawn, labels("register-levels", titles, UNITS, results, language), decimals=0)


def flows(results: pd.DataFrame, language: str) -> Chart:
    """Draw the gross flows of jobs between two reference dates; losses to the left."""
    names = FLOWS[language]
    rows = results.set_index("measure").reindex(list(names)).dropna(subset=["value"]).reset_index()
    sign = rows["measure"].isin(LOST).map({True: -1, False: 1})
    drawn = pd.DataFrame({"category": rows["measure"].map(names), "value": rows["value"] * sign})
    drawn = drawn.assign(low=drawn["value"], high=drawn["value"])
    first, last = rows["period_start"].iloc[0][:4], rows["period_end"].iloc[0][:4]
    titles = {
        "nl": f"Wat er tussen april {first} en april {last} bij kwam en af ging",
        "en": f"What was gained and lost between April {first} and April {last}",
    }
    return change_bars(drawn, labels("register-flows", titles, CHANGED, rows, language))


def sectors(results: pd.DataFrame, language: str) -> Chart:
    """Draw the change in jobs of every section between two reference dates, in jobs."""
    first, last = results["period_start"].iloc[0][:4], results["period_end"].iloc[0][:4]
    titles = {
        "nl": f"Banen per sectie, van april {first} tot april {last}",
        "en": f"Jobs by section, from April {first} to April {last}",
    }
    return change_bars(
        by_sector(results, language), labels("register-sectors", titles, CHANGED, results, language)
    )
