"""The figure of a chapter of a monitor: the indicator that moved most, with the finding as its title."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.charts import Chart
from keianalysis.figures.exhibits.findings import course_title, unbroken
from keianalysis.figures.exhibits.series import lines
from keianalysis.figures.exhibits.words import told_labels
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.monitored.listed import LATEST_KNOWN, MISSING, Monitored, indicator_of
from keianalysis.model.observations import records, select
from keianalysis.model.rows import typed_rows
from keianalysis.model.territories import Territory, home

WORDS: Final = section("monitor")
UNITS: Final = section("exhibits.units")
"""What stands on an axis for a unit that is written as a sign beside a number."""
FEWEST: Final = 4
"""With fewer points a line says less than the table beside it."""
YEARS: Final = 10


def chapter(
    shown: pd.DataFrame,
    standing: pd.DataFrame,
    name: str,
    language: str,
    *,
    territory: Territory | None = None,
) -> Chart | None:
    """Draw the indicator of a chapter that moved most, in each region; nothing where none has a line."""
    here = territory or home()
    rows = [row for row in typed_rows(standing, Monitored) if row.chapter == name and _is_news(row)]
    for row in sorted(rows, key=lambda one: (-one.step if one.step > 0 else 0.0, one.indicator)):
        drawn = _drawn(shown, row)
        own = unbroken([one for one in records(drawn) if one.region == here.name])
        if len(own) >= FEWEST:
            told = course_title(_noun(row, language), own, records(drawn), language, here)
            words = told_labels(f"monitor-{name}", told, _unit(row, language), drawn, language)
            return lines(
                f"monitor-{name}", drawn, language, decimals=max(0, int(row.decimals)), territory=here,
                words=words,
            )  # fmt: skip
    return None


def _is_news(row: Monitored) -> bool:
    return row.standing not in (MISSING, LATEST_KNOWN)


def _drawn(shown: pd.DataFrame, row: Monitored) -> pd.DataFrame:
    """Return the rows of an indicator that share the release of its newest number, in every region."""
    one = indicator_of(row.indicator)
    same = select(shown, measure=row.measure, sector=one.sector, unit=row.unit)
    newest = select(same, id=row.latest_id)
    kept = same[same["release_date"].isin(newest["release_date"])]
    if not one.compared:
        kept = kept[kept["region"].isin(newest["region"])]
    return kept[kept["period_end"] > f"{int(row.year) - YEARS}-12-31"].sort_values("period_end")


def _noun(row: Monitored, language: str) -> str:
    return WORDS[language][f"indicator.{row.indicator}.noun"]


def _unit(row: Monitored, language: str) -> str:
    label = WORDS[language][f"indicator.{row.indicator}.label"]
    many = UNITS[language].get(row.unit) or numbers.unit_names(row.unit, language)[1]
    return label if not many or many.lower() in label.lower() else f"{label} ({many})"
