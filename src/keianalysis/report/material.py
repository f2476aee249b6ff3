"""What a report is composed from: the tables of an edition, and the figures that its notebooks made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.figures import is_sample
from keianalysis.model.edition import Edition
from keianalysis.model.territories import Territory
from keianalysis.report.document import Figure
from keianalysis.report.drawings import svg_text
from keianalysis.report.lookup import Lookup
from keianalysis.report.origins.registered import registered
from keianalysis.report.text.texts import TEXTS

LATER: Final = "published_later"


@dataclass(frozen=True)
class Material:
    """Everything that a report is composed from."""

    edition: Edition
    results: pd.DataFrame
    verdicts: pd.DataFrame
    claims: pd.DataFrame
    figures: Path
    kept: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    later_figures: frozenset[str] = frozenset()
    explored: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def lookup(self) -> Lookup:
        """What every number of the report is written from."""
        return Lookup(self.edition, self.results, self.verdicts, self.claims, self.kept)

    @property
    def registered(self) -> pd.DataFrame:
        """The results from register deliveries, real or synthetic."""
        return registered(self.results)

    @property
    def unregistered(self) -> pd.DataFrame:
        """All other results: those of the register have a chapter of their own."""
        return self.results[~self.results.index.isin(self.registered.index)]

    @property
    def in_time(self) -> pd.DataFrame:
        """Of a review what was public on its day; of a monitor everything, which was public then too."""
        rows = self.unregistered
        return rows[rows["basis"] != LATER] if self.edition.is_review else rows

    @property
    def too_late(self) -> pd.DataFrame:
        """Of a review what became public after its day; of a monitor nothing."""
        rows = self.unregistered
        return rows[rows["basis"] == LATER] if self.edition.is_review else rows.iloc[:0]

    @property
    def territory(self) -> Territory:
        """The territory that the edition is about."""
        return self.edition.territory

    @cached_property
    def texts(self) -> dict[str, str]:
        """The fixed texts in the language of the edition, about its territory."""
        language = self.edition.language
        return self.territory.told(TEXTS[language], language)


def figures_of(material: Material, names: tuple[str, ...]) -> list[Figure]:
    """Return the figures that the notebooks made, with the words inside their SVG."""
    found = []
    for name in names:
        svg = material.figures / f"{name}.svg"
        if svg.is_file():
            text = svg.read_text("utf-8")
            explored = material.explored.get(name, "")
            title, alt, data = svg_text(text, "title"), svg_text(text, "desc"), svg.with_suffix(".csv")
            found.append(Figure(name, title, alt, svg, data, is_sample(data), explored))
    return found
