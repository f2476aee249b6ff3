"""The measure list: every measure with its labels, kind, theme and definition."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from keianalysis.model.tables import read_table

COLUMNS: Final = (
    "measure",
    "theme",
    "kind",
    "rounded_to",
    "label_nl",
    "label_en",
    "definition_nl",
    "definition_en",
)
THEMES: Final = (
    "employment",
    "starters",
    "labour_market",
    "location",
    "leisure",
    "agribusiness",
    "profile",
    "effects",
    "budget",
)


@dataclass(frozen=True)
class Measure:
    """One measure: what is counted, and how a reader of either language calls it."""

    name: str
    theme: str
    kind: str
    rounded_to: Decimal | None
    label_nl: str
    label_en: str
    definition_nl: str
    definition_en: str

    def label(self, language: str) -> str:
        """Return the label in ``nl`` or ``en``."""
        return self.label_nl if language == "nl" else self.label_en


@cache
def measure_list() -> dict[str, Measure]:
    """Return every measure by name, from ``measures.csv`` of the package."""
    table = read_table(Path(str(files("keianalysis.model") / "measures.csv")), COLUMNS)
    rows = table[list(COLUMNS)].itertuples(index=False, name=None)
    return {row[0]: _measure(*row) for row in rows}


def _measure(name: str, theme: str, kind: str, rounded_to: str, *texts: str) -> Measure:
    return Measure(name, theme, kind, Decimal(rounded_to) if rounded_to else None, *texts)


def label(measure: str, language: str) -> str:
    """Return the label of ``measure``, or its name where the list does not know it."""
    known = measure_list().get(measure)
    return known.label(language) if known else measure.replace("_", " ")
