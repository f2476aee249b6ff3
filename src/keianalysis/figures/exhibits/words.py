"""What every exhibit shares: labels in the run's language, with the source of the rows."""

from __future__ import annotations

from typing import cast

import pandas as pd

from keianalysis.figures.charts import Labels
from keianalysis.figures.exhibits.origins import is_sample, source_line
from keianalysis.figures.language import Locale


def labels(
    name: str, titles: dict[str, str], units: dict[str, str], rows: pd.DataFrame, language: str
) -> Labels:
    """Return the labels of a chart; source line and sample mark come from the rows that are drawn."""
    return Labels(
        name,
        titles[language],
        units[language],
        source_line(rows, language),
        locale=cast(Locale, language),
        sample=is_sample(rows),
    )


def claim_rows(claims: pd.DataFrame, source: str = "") -> pd.DataFrame:
    """Return printed numbers of the review (column claim_id) as rows that name what they rest on.

    The source is ``COMPUTED`` where the figure draws not the numbers but what follows from them.
    """
    return claims.assign(source=source, status="", basis="published", lineage="claim:" + claims["claim_id"])
