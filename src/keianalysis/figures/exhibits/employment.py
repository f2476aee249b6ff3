"""Employment by release, and changes by sector."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.charts import Chart, change_bars, vintage_chart
from keianalysis.figures.exhibits.words import labels
from keianalysis.language import numbers
from keianalysis.model.sectors import shown

CHANGED: Final = {"nl": "verandering in banen van 12 uur of meer", "en": "change in jobs of 12 hours or more"}


def employment_by_release(levels: pd.DataFrame, implied: pd.DataFrame, language: str) -> Chart:
    """Draw each release of the register's full-time jobs with the year before that it implies."""
    before = implied.set_index("release_date")["value"].to_dict()
    unknown = {"nl": "zonder datum", "en": "undated"}[language]
    rows = levels.sort_values("period_end")
    drawn = pd.DataFrame(
        {
            "release": [numbers.month(r, language) if r else unknown for r in rows["release_date"]],
            "year": [int(end[:4]) for end in rows["period_end"]],
            "level": rows["value"],
            "previous_level": [before.get(release, float("nan")) for release in rows["release_date"]],
        }
    )
    titles = {
        "nl": "Elke publicatie van het register herschrijft het jaar ervoor",
        "en": "Every release of the register rewrites the year before",
    }
    units = {
        "nl": "banen van 12 uur of meer in Drenthe, 1 april",
        "en": "jobs of 12 hours or more in Drenthe, 1 April",
    }
    both = pd.concat([levels, implied])
    return vintage_chart(drawn, labels("employment-by-release", titles, units, both, language))


def by_sector(changes: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the changes as bars, each named after its sector."""
    names = [shown(sector, language) for sector in changes["sector"]]
    return changes[["value", "low", "high"]].assign(category=names)


def sector_changes(changes: pd.DataFrame, language: str) -> Chart:
    """Draw the change in full-time jobs by sector in one year, as one release prints it."""
    drawn = by_sector(changes, language)
    first, last = changes["period_start"].iloc[0][:4], changes["period_end"].iloc[0][:4]
    most = shown(changes.sort_values("value")["sector"].iloc[-1], language)
    grew = changes["value"].max() > 0
    dutch, english = ("groeide vooral", "grew most") if grew else ("kromp het minst:", "shrank least")
    titles = {
        "nl": f"Tussen april {first} en april {last} {dutch} {most}",
        "en": f"Between April {first} and April {last} {most} {english}",
    }
    return change_bars(drawn, labels("sector-changes", titles, CHANGED, changes, language))
