"""The proof: printed ranges beside what all other printed numbers leave, and first beside latest releases."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from keianalysis.figures.charts import Chart, Labels, dumbbell_chart, pair_chart
from keianalysis.figures.exhibits.words import claim_rows, labels
from keianalysis.language import numbers
from keianalysis.model.observations import COMPUTED
from keianalysis.model.regions import DRENTHE, NETHERLANDS, shown
from keianalysis.model.rows import loose

TELLING: Final = 3.0
"""An implied range that ends further away than this, in widths of the printed one, tells nothing."""

TITLES: Final = {
    "nl": {
        "conflict": "Niet alle gedrukte getallen kunnen samen waar zijn",
        "corner": "De gedrukte getallen kunnen samen waar zijn, de hefboom alleen in een hoek",
        "fits": "De gedrukte getallen kunnen samen waar zijn",
    },
    "en": {
        "conflict": "Not all printed numbers can be true together",
        "corner": "The printed numbers can be true together, the leverage only in a corner",
        "fits": "The printed numbers can be true together",
    },
}


def consistency(findings: pd.DataFrame, language: str) -> Chart:
    """Draw each printed range with the range that all other printed numbers leave, where they leave one.

    The amounts of the budget table are left out, as are claims that others leave entirely open.
    """
    rows = [_drawn(row, language) for row in loose(findings) if _tells(row)]
    statuses = set(findings["status"])
    state = next((name for name in ("conflict", "corner") if name in statuses), "fits")
    titles = {name: TITLES[name][state] for name in TITLES}
    units = {
        "nl": "elke rij op een eigen schaal, in breedten van de gedrukte marge",
        "en": "each row on a scale of its own, in widths of the printed range",
    }
    names = {
        "nl": ("gedrukte marge", "wat alle andere gedrukte getallen toelaten"),
        "en": ("printed range", "what all other printed numbers allow"),
    }
    words = labels("consistency", titles, units, claim_rows(findings, COMPUTED), language)
    return pair_chart(pd.DataFrame(rows), words, names=names[language])


def _tells(row: Any) -> bool:
    """Tell whether the others say something about a claim near its own range, and not the same again."""
    same = (row.low, row.high) == (row.implied_low, row.implied_high)
    if row.claim_id.startswith("bud.") or row.status == "alone" or same:
        return False
    if row.status == "free" and pd.isna(row.high - row.low):
        return False
    ends = _scaled(row)
    near = [pd.notna(end) and -TELLING <= end <= 1 + TELLING for end in ends[2:]]
    return all(near) or row.status in ("corner", "narrowed", "conflict")


def _scaled(row: Any) -> tuple[float, float, float, float]:
    """Return the printed and the implied range in widths of the printed one, or of the implied one."""
    start = row.low if pd.notna(row.low) else row.high
    size = row.high - row.low
    size = row.implied_high - row.implied_low if pd.isna(size) else size
    low, high, other_low, other_high = (
        (end - start) / size for end in (row.low, row.high, row.implied_low, row.implied_high)
    )
    return low, high, other_low, other_high


def _range(row: Any, low: float, high: float, language: str) -> str:
    decimals = int(row.decimals) + (1 if row.unit == "eur" else 2)
    first, last = (None if pd.isna(end) else end for end in (low, high))
    return numbers.interval(first, last, row.unit, decimals, language)


def _drawn(row: Any, language: str) -> dict[str, Any]:
    low, high, other_low, other_high = _scaled(row)
    printed = _range(row, row.low, row.high, language)
    implied = _range(row, row.implied_low, row.implied_high, language)
    return {
        "label": getattr(row, f"statement_{language}"),
        "low": low,
        "high": high,
        "other_low": other_low,
        "other_high": other_high,
        "text": f"{printed}\n{implied}",
    }


def growth_revisions(table: pd.DataFrame, rows: pd.DataFrame, language: str) -> Chart:
    """Draw the first and the latest release of the economic growth of each year.

    ``table`` is one of ``revision_table``; ``rows`` are the observations behind it.
    """
    growth = table[table["measure"] == "gdp_growth"].sort_values(["region", "period_end"])
    size = growth["difference"].abs().groupby(growth["region"]).mean()
    stronger = size.get(DRENTHE, 0.0) > size.get(NETHERLANDS, 0.0)
    titles = {
        "nl": "De economische groei van Drenthe is sterker herzien dan die van Nederland"
        if stronger
        else "De economische groei volgens de eerste en de laatste publicatie",
        "en": "Economic growth in Drenthe was revised more than that of the Netherlands"
        if stronger
        else "Economic growth by the first and the latest release",
    }
    units = {"nl": "volumegroei van het bbp in procent", "en": "volume growth of GDP in per cent"}
    used = rows[rows["measure"] == "gdp_growth"]
    return _first_and_latest(growth, labels("revisions-growth", titles, units, used, language), language)


def register_revisions(table: pd.DataFrame, rows: pd.DataFrame, language: str) -> Chart:
    """Draw each level of the register as first printed and as the release of a year later implies it."""
    levels = table[table["measure"] == "jobs_fulltime"].sort_values("period_end")
    raised = bool((levels["difference"] > 0).all())
    titles = {
        "nl": "Elke levering van het register verhoogt het niveau van een jaar eerder"
        if raised
        else "Elke levering van het register herschrijft het niveau van een jaar eerder",
        "en": "Every delivery of the register raises the level of a year earlier"
        if raised
        else "Every delivery of the register rewrites the level of a year earlier",
    }
    units = {
        "nl": "banen van 12 uur of meer in Drenthe op 1 april",
        "en": "jobs of 12 hours or more in Drenthe on 1 April",
    }
    used = rows[rows["measure"].str.startswith("jobs_fulltime")]
    return _first_and_latest(levels, labels("revisions-register", titles, units, used, language), language)


def _first_and_latest(table: pd.DataFrame, words: Labels, language: str) -> Chart:
    pair = {"nl": ("eerste publicatie", "laatste publicatie"), "en": ("first release", "latest release")}
    first, latest = pair[language]
    drawn = pd.DataFrame(
        {
            "measure": [_named(row, language) for row in loose(table)],
            first: table["first"].to_numpy(),
            latest: table["latest"].to_numpy(),
        }
    )
    return dumbbell_chart(drawn, words, pair=(first, latest), decimals=int(table["decimals"].min()))


def _named(row: Any, language: str) -> str:
    """Return region and period of a revised number, as the label of its row."""
    period = numbers.period(row.period_start, row.period_end, language)
    return f"{shown(row.region, language)}, {period}"
