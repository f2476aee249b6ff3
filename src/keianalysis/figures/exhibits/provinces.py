"""The provinces by an indicator of a monitor: where each was some years ago, and where it is."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.charts import Chart, dumbbell_chart
from keianalysis.figures.exhibits.words import told_labels
from keianalysis.language import numbers
from keianalysis.language.catalogue import section, text
from keianalysis.model.monitored.listed import CURRENT, RECENT, YEARS, Monitored, indicator_of
from keianalysis.model.observations import Observation, records, select
from keianalysis.model.regions import shown
from keianalysis.model.rows import typed_rows
from keianalysis.model.territories import territories

WORDS: Final = section("monitor")
SET_SIDE_BY_SIDE: Final = ("unemployment", "high_educated", "low_educated", "house_price")
"""The indicators by which the provinces are drawn, where they are known."""
FEWEST: Final = 8
"""With fewer provinces a table says it better."""


def drawn_of(rows: pd.DataFrame, standing: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the numbers of the provinces in the last year and some years before, of one release."""
    row = next(one for one in typed_rows(standing, Monitored) if one.indicator == name)
    if row.standing not in (CURRENT, RECENT):
        return rows.iloc[:0]
    one = indicator_of(name)
    wanted = {"measure": row.measure, "sector": one.sector, "unit": row.unit}
    places = [territory.name for territory in territories().values()]
    same = select(rows, region=places, **wanted)
    newest = select(rows, id=row.latest_id)
    same = same[same["release_date"].isin(newest["release_date"])]
    years = same["period_end"].str[:4].astype(int)
    spans = same[(years > row.year - YEARS) & (years <= row.year)]
    last = spans[spans["period_end"].str[:4].astype(int) == int(row.year)]
    first = spans["period_end"].str[:4].astype(int).min() if len(spans) else 0
    both = spans[spans["period_end"].str[:4].astype(int).isin([first, int(row.year)])]
    whole = both.groupby("region")["id"].transform("count") == 2
    return both[whole] if first < row.year and last["region"].nunique() >= FEWEST else rows.iloc[:0]


def provinces(rows: pd.DataFrame, standing: pd.DataFrame, name: str, language: str) -> Chart | None:
    """Draw the provinces by an indicator, then and now; nothing where too few of them are known."""
    drawn = drawn_of(rows, standing, name)
    if drawn.empty:
        return None
    known = sorted(records(drawn), key=lambda row: row.year)
    before, after = str(known[0].year), str(known[-1].year)
    values = {(row.region, str(row.year)): row.value for row in known}
    last = sorted((row for row in known if str(row.year) == after), key=lambda row: (-row.value, row.region))
    table = pd.DataFrame(
        [(shown(row.region, language), values[row.region, before], row.value) for row in last],
        columns=["measure", before, after],
    )
    decimals = max(0, int(last[0].decimals))
    words = told_labels(
        f"provinces-{name}", _title(name, last, language), _unit(name, last[0], language), drawn, language
    )
    return dumbbell_chart(table, words, pair=(before, after), decimals=decimals)


def _title(name: str, ordered: list[Observation], language: str) -> str:
    """Return which province has the highest number and which the lowest."""
    high, low = ordered[0], ordered[-1]
    return text(
        "monitor.texts.provinces_figure",
        language,
        noun=WORDS[language][f"indicator.{name}.noun"],
        year=high.year,
        highest=shown(high.region, language),
        high=_told(high, language),
        lowest=shown(low.region, language),
        low=_told(low, language),
    )


def _told(row: Observation, language: str) -> str:
    return numbers.shown(row, language).replace(numbers.NARROW, " ")


def _unit(name: str, row: Observation, language: str) -> str:
    label = WORDS[language][f"indicator.{name}.label"]
    many = numbers.unit_names(row.unit, language)[1]
    return label if not many or many in label else f"{label} ({many})"
