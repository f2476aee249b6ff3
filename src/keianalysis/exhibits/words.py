"""What every exhibit shares: the source line of its rows, and labels in the run's language."""

from __future__ import annotations

from typing import Final, cast

import pandas as pd

from keianalysis.figures.charts import Labels
from keianalysis.figures.language import Locale
from keianalysis.observations import publishers

COMPUTED: Final = {"nl": "bewerking keianalysis", "en": "computed by keianalysis"}
REVIEW: Final = {"nl": "KEI-review", "en": "KEI review"}
LONGEST_SOURCE: Final = 3


def labels(
    name: str, titles: dict[str, str], units: dict[str, str], results: pd.DataFrame, language: str
) -> Labels:
    """Return the labels of a chart; the source line comes from the rows that are drawn."""
    return Labels(
        name,
        titles[language],
        units[language],
        source_line(results, language),
        locale=cast(Locale, language),
        sample="sample" in set(results["status"]) | set(results["basis"]),
    )


def source_row(source: str, basis: str, lineage: str = "") -> pd.DataFrame:
    """Return a row for the source line of a figure that draws what is no observation."""
    return pd.DataFrame({"source": [source], "status": "", "basis": basis, "lineage": lineage})


def review_row() -> pd.DataFrame:
    """Return the row for the source line of a figure that is computed from what the review printed."""
    return source_row("keianalysis.", "computed", "claim:")


def source_line(results: pd.DataFrame, language: str) -> str:
    """Return the publishers of the rows, each once, and that something was computed where it was."""
    published = publishers(results["source"])
    shown = published[:LONGEST_SOURCE] + (["..."] if len(published) > LONGEST_SOURCE else [])
    if results["lineage"].str.contains("claim:", regex=False).any():
        shown.append(REVIEW[language])
    computed = [COMPUTED[language]] if results["source"].str.startswith("keianalysis.").any() else []
    return "; ".join([*shown, *computed])
