"""What every exhibit shares: labels in the run's language, with the source of the rows."""

from __future__ import annotations

from typing import cast

import pandas as pd

from keianalysis.figures.charts import Labels
from keianalysis.figures.exhibits.origins import is_sample, source_line
from keianalysis.figures.language import Locale
from keianalysis.language.catalogue import text
from keianalysis.model.lineage import ClaimInput
from keianalysis.model.territories import Territory, home


def labels(
    name: str,
    rows: pd.DataFrame,
    language: str,
    title: str = "title",
    *,
    told: str = "",
    territory: Territory | None = None,
    **fields: object,
) -> Labels:
    """Return the labels of a chart; source line and sample mark come from the rows that are drawn.

    Title and unit are those of ``exhibits.toml`` under the name of the figure. ``title`` names which
    of several titles it takes, and ``told`` is the title where the rows make it; ``fields`` and the names
    of the territory fill both.
    """
    filled = fields | (territory or home()).fields(language)
    told = told or text(f"exhibits.{name}.{title}", language, **filled)
    return told_labels(name, told, text(f"exhibits.{name}.unit", language, **filled), rows, language)


def indicator_labels(
    measure: str, rows: pd.DataFrame, language: str, *, territory: Territory | None = None
) -> Labels:
    """Return the labels of the chart of an indicator: those of ``indicators.toml`` under its measure."""
    filled = (territory or home()).fields(language)
    title = text(f"indicators.{measure}.title", language, **filled)
    unit = text(f"indicators.{measure}.unit", language, **filled)
    return told_labels(measure.replace("_", "-"), title, unit, rows, language)


def told_labels(name: str, title: str, unit: str, rows: pd.DataFrame, language: str) -> Labels:
    """Return the labels of a chart from its own title and unit; the source comes from the rows."""
    source, locale = source_line(rows, language), cast(Locale, language)
    return Labels(name, title, unit, source, locale=locale, sample=is_sample(rows))


def word(figure: str, name: str, language: str, **fields: object) -> str:
    """Return a word of a figure, from ``exhibits.toml``."""
    return text(f"exhibits.{figure}.{name}", language, **fields)


def claim_rows(claims: pd.DataFrame, source: str = "") -> pd.DataFrame:
    """Return printed numbers of the review (column claim_id) as rows that name what they rest on.

    The source is ``COMPUTED`` where the figure draws not the numbers but what follows from them.
    """
    return claims.assign(
        source=source,
        status="",
        basis="published",
        lineage=[str(ClaimInput(name)) for name in claims["claim_id"]],
    )
