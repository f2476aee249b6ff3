"""Employment by release, and changes by sector."""

from __future__ import annotations

import pandas as pd

from keianalysis.figures.charts import Chart, Labels, change_bars, vintage_chart
from keianalysis.figures.exhibits.findings import ends
from keianalysis.figures.exhibits.words import labels, word
from keianalysis.language import numbers
from keianalysis.language.catalogue import text
from keianalysis.model.sectors import shown
from keianalysis.model.territories import Territory


def employment_by_release(
    levels: pd.DataFrame, implied: pd.DataFrame, language: str, *, territory: Territory | None = None
) -> Chart:
    """Draw each release of the register's full-time jobs with the year before that it implies."""
    before = implied.set_index("release_date")["value"].to_dict()
    unknown = word("employment-by-release", "undated", language)
    rows = levels.sort_values("period_end")
    drawn = pd.DataFrame(
        {
            "release": [numbers.month(r, language) if r else unknown for r in rows["release_date"]],
            "year": [int(end[:4]) for end in rows["period_end"]],
            "level": rows["value"],
            "previous_level": [before.get(release, float("nan")) for release in rows["release_date"]],
        }
    )
    both = pd.concat([levels, implied])
    return vintage_chart(drawn, labels("employment-by-release", both, language, territory=territory))


def by_sector(changes: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the changes as bars, each named after its sector."""
    names = [shown(sector, language) for sector in changes["sector"]]
    return changes[["value", "low", "high"]].assign(category=names)


def sector_changes(changes: pd.DataFrame, language: str) -> Chart:
    """Draw the change in full-time jobs by sector in one year, as one release prints it."""
    return change_bars(by_sector(changes, language), sector_labels("sector-changes", changes, language))


def sector_labels(name: str, changes: pd.DataFrame, language: str) -> Labels:
    """Return the labels of a figure of changes by sector: the largest gain and loss, and which jobs."""
    first, last = changes["period_start"].iloc[0][:4], changes["period_end"].iloc[0][:4]
    names = [shown(sector, language) for sector in changes["sector"]]
    found = ends(names, changes["value"].tolist(), 0, language)
    told = text(
        f"exhibits.sector-changes.title.{found.form}",
        language,
        first=first,
        last=last,
        most=found.most,
        least=found.least,
        gain=numbers.number(abs(found.gain), 0, language),
        loss=numbers.number(abs(found.loss), 0, language),
    )
    jobs = text(f"exhibits.jobs.{changes['measure'].iloc[0]}", language)
    return labels(name, changes, language, told=told, jobs=jobs)
