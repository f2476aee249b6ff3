"""The proof: printed ranges beside what all other printed numbers leave, and first beside latest releases."""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd

from keianalysis.figures.charts import Chart, Labels, dumbbell_chart, pair_chart
from keianalysis.figures.exhibits.words import claim_rows, labels, word
from keianalysis.language import numbers
from keianalysis.model.observations import COMPUTED
from keianalysis.model.regions import NETHERLANDS, shown
from keianalysis.model.rows import typed_rows
from keianalysis.model.territories import Territory, home

TELLING: Final = 3.0
"""An implied range that ends further away than this, in widths of the printed one, tells nothing."""


class _Finding(NamedTuple):
    """What is drawn of a printed number that was held against all others."""

    claim_id: str
    status: str
    unit: str
    decimals: int
    low: float
    high: float
    implied_low: float
    implied_high: float
    statement_nl: str
    statement_en: str


class _Revised(NamedTuple):
    """What names a revised number."""

    region: str
    period_start: str
    period_end: str


def consistency(findings: pd.DataFrame, language: str) -> Chart:
    """Draw each printed range with the range that all other printed numbers leave, where they leave one.

    The amounts of the budget table are left out, as are claims that others leave entirely open.
    """
    rows = [_drawn(row, language) for row in typed_rows(findings, _Finding) if _tells(row)]
    statuses = set(findings["status"])
    state = next((name for name in ("conflict", "corner") if name in statuses), "fits")
    names = (word("consistency", "printed", language), word("consistency", "implied", language))
    words = labels("consistency", claim_rows(findings, COMPUTED), language, f"title.{state}")
    return pair_chart(pd.DataFrame(rows), words, names=names)


def _tells(row: _Finding) -> bool:
    """Tell whether the others say something about a claim near its own range, and not the same again."""
    same = (row.low, row.high) == (row.implied_low, row.implied_high)
    if row.claim_id.startswith("bud.") or row.status == "alone" or same:
        return False
    if row.status == "free" and pd.isna(row.high - row.low):
        return False
    ends = _scaled(row)
    near = [pd.notna(end) and -TELLING <= end <= 1 + TELLING for end in ends[2:]]
    return all(near) or row.status in ("corner", "narrowed", "conflict")


def _scaled(row: _Finding) -> tuple[float, float, float, float]:
    """Return the printed and the implied range in widths of the printed one, or of the implied one."""
    start = row.low if pd.notna(row.low) else row.high
    size = row.high - row.low
    size = row.implied_high - row.implied_low if pd.isna(size) else size
    low, high, other_low, other_high = (
        (end - start) / size for end in (row.low, row.high, row.implied_low, row.implied_high)
    )
    return low, high, other_low, other_high


def _range(row: _Finding, low: float, high: float, language: str) -> str:
    decimals = int(row.decimals) + (1 if row.unit == "eur" else 2)
    first, last = (None if pd.isna(end) else end for end in (low, high))
    return numbers.interval(first, last, row.unit, decimals, language)


def _drawn(row: _Finding, language: str) -> dict[str, object]:
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


def growth_revisions(
    table: pd.DataFrame, rows: pd.DataFrame, language: str, *, territory: Territory | None = None
) -> Chart:
    """Draw the first and the latest release of the economic growth of each year.

    ``table`` is one of ``revision_table``; ``rows`` are the observations behind it.
    """
    growth = table[table["measure"] == "gdp_growth"].sort_values(["region", "period_end"])
    size = growth["difference"].abs().groupby(growth["region"]).mean()
    stronger = size.get((territory or home()).name, 0.0) > size.get(NETHERLANDS, 0.0)
    title = "title.stronger" if stronger else "title.alike"
    used = rows[rows["measure"] == "gdp_growth"]
    words = labels("revisions-growth", used, language, title, territory=territory)
    return _first_and_latest(growth, words, language)


def register_revisions(
    table: pd.DataFrame, rows: pd.DataFrame, language: str, *, territory: Territory | None = None
) -> Chart:
    """Draw each level of the register as first printed and as the release of a year later implies it."""
    levels = table[table["measure"] == "jobs_fulltime"].sort_values("period_end")
    raised = bool((levels["difference"] > 0).all())
    title = "title.raised" if raised else "title.rewritten"
    used = rows[rows["measure"].str.startswith("jobs_fulltime")]
    words = labels("revisions-register", used, language, title, territory=territory)
    return _first_and_latest(levels, words, language)


def _first_and_latest(table: pd.DataFrame, words: Labels, language: str) -> Chart:
    first, latest = (word("releases", name, language) for name in ("first", "latest"))
    drawn = pd.DataFrame(
        {
            "measure": [_named(row, language) for row in typed_rows(table, _Revised)],
            first: table["first"].to_numpy(),
            latest: table["latest"].to_numpy(),
        }
    )
    return dumbbell_chart(drawn, words, pair=(first, latest), decimals=int(table["decimals"].min()))


def _named(row: _Revised, language: str) -> str:
    """Return region and period of a revised number, as the label of its row."""
    period = numbers.period(row.period_start, row.period_end, language)
    return f"{shown(row.region, language)}, {period}"
