"""What a report is composed from: the tables of an edition, and the figures that its notebooks made."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.edition import Edition
from keianalysis.report.document import Figure
from keianalysis.report.texts import TEXTS

REGISTER: Final = "keianalysis.register"


@dataclass(frozen=True)
class Material:
    """Everything that a report is composed from."""

    edition: Edition
    results: pd.DataFrame
    verdicts: pd.DataFrame
    claims: pd.DataFrame
    figures: Path
    warnings: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def registered(self) -> pd.DataFrame:
        """The results from register deliveries, real or synthetic."""
        return self.results[self._is_registered]

    @property
    def unregistered(self) -> pd.DataFrame:
        """All other results: those of the register have a chapter of their own."""
        return self.results[~self._is_registered]

    @property
    def _is_registered(self) -> pd.Series[bool]:
        return self.results["source"].str.startswith(REGISTER)

    @property
    def texts(self) -> dict[str, str]:
        """The fixed texts in the language of the edition."""
        return TEXTS[self.edition.language]


def figures_of(material: Material, names: tuple[str, ...]) -> list[Figure]:
    """Return the figures that the notebooks made, with the words inside their SVG."""
    found = []
    for name in names:
        svg = material.figures / f"{name}.svg"
        if svg.is_file():
            text = svg.read_text("utf-8")
            found.append(
                Figure(name, _inner(text, "title"), _inner(text, "desc"), svg, svg.with_suffix(".csv"))
            )
    return found


def _inner(svg: str, tag: str) -> str:
    """Return the text of the first element ``tag``, its entities resolved."""
    _, _, rest = svg.partition(f"<{tag} ")
    return unescape(rest.partition(">")[2].partition(f"</{tag}>")[0])
