"""The figure of a chapter of a monitor: the indicator that moved most, with the finding as its title."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.charts import Chart
from keianalysis.figures.exhibits.series import lines
from keianalysis.figures.exhibits.words import told_labels
from keianalysis.language import numbers
from keianalysis.language.catalogue import section, text
from keianalysis.language.choices import direction
from keianalysis.model.monitored.listed import LATEST_KNOWN, MISSING, Monitored, indicator_of
from keianalysis.model.observations import Observation, records, select
from keianalysis.model.rows import typed_rows
from keianalysis.model.territories import Territory, home

WORDS: Final = section("monitor")
FEWEST: Final = 4
"""With fewer points a line says less than the table beside it."""
YEARS: Final = 10
BREAK: Final = "break"


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
        own = _unbroken([one for one in records(drawn) if one.region == here.name])
        if len(own) >= FEWEST:
            words = told_labels(
                f"monitor-{name}", _title(row, own, language, here), _unit(row, language), drawn, language
            )
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


def _unbroken(own: list[Observation]) -> list[Observation]:
    """Return the points since the last break of the series, which alone can be compared."""
    broken = [place for place, row in enumerate(own) if row.status == BREAK]
    return own[broken[-1] :] if broken else own


def _title(row: Monitored, own: list[Observation], language: str, here: Territory) -> str:
    """Return what happened between the first and the last point of the territory."""
    first, last = own[0], own[-1]
    decimals = min(int(first.decimals), int(last.decimals))
    moved = numbers.rounded(last.value, decimals) - numbers.rounded(first.value, decimals)
    noun = WORDS[language][f"indicator.{row.indicator}.noun"]
    return text(
        f"monitor.figure.{direction(moved)}",
        language,
        noun=noun,
        in_region=here.fields(language)["in_region"],
        first=_bare(first, language),
        last=_bare(last, language),
        since=first.year,
        year=last.year,
    )


def _bare(row: Observation, language: str) -> str:
    """Return a number without the name of its unit, which the title says in words."""
    shown = numbers.shown(row, language)
    for name in filter(None, numbers.unit_names(row.unit, language)):
        shown = shown.removesuffix(f"{numbers.NARROW}{name}")
    return shown.replace(numbers.NARROW, " ")


def _unit(row: Monitored, language: str) -> str:
    label = WORDS[language][f"indicator.{row.indicator}.label"]
    many = numbers.unit_names(row.unit, language)[1]
    return label if not many or many in label else f"{label} ({many})"
